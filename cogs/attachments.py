"""Files that people attach: fetched from Discord, and handed on as bytes."""

from __future__ import annotations

import aiohttp
import discord

from bot.errors import UserError
from bot.imports.songs import SongList
from bot.services.imports import Imports


class FileUnreachable(UserError):
    """Discord did not hand out the file."""

    def __init__(self) -> None:
        super().__init__("file-unreachable")


async def song_list(imports: Imports, attachment: discord.Attachment, playlist: str | None) -> SongList:
    """The songs of an attached file. Raises a leaf of ImportProblem, or FileUnreachable."""
    imports.check(attachment.filename, attachment.size)
    try:
        data = await attachment.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        raise FileUnreachable from None
    return await imports.read(_name(attachment), data, playlist)


def _name(attachment: discord.Attachment) -> str:
    """The name as it was before Discord made it safe for addresses, with the ending that tells its kind."""
    title, dot, ending = attachment.title or "", *attachment.filename.rpartition(".")[1:]
    return f"{title.removesuffix(dot + ending)}{dot}{ending}" if title else attachment.filename
