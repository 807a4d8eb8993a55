"""What writing a playlist looks like: how it stands, where to add, files for who is not linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.errors import MissingScope, UserError
from bot.messages import text
from bot.ports import PlaylistSummary
from bot.services.exports import File
from bot.services.playlist_steps import CannotLook, PlaylistChanged
from bot.services.playlists import Progress
from bot.writing import Step, WantedSong, Writing
from cogs import account_layouts
from cogs.components import Control, custom_id
from cogs.layouts import playlist_option
from cogs.pieces import MAX_OPTIONS, button, message, name, small
from recsys.domain import is_playground_id

RESUME = "resume"
ANEW = "anew"
UNDO = "undo"
REFRESH = "refresh"
RESTORE = "restore"
ADD = "addto"
TARGET = "target"

URIS = "spotify-uris.txt"
_ROOM = 100
_NAMED = 10


def working(writing: Writing) -> ui.View:
    """Below a word that something is being done: the way on if it never ends."""
    view = ui.View(timeout=None)
    view.add_item(button(text("playlist-check"), RESUME, writing.id))
    return view


def progress(made: Progress, ask_id: str | None, *, interrupted: bool = False) -> ui.LayoutView:
    """How a playlist stands, and what can be done. `ask_id`: what is behind the button that asks for permission."""
    texts = [text("playlist-interrupted")] if interrupted else []
    texts += _stopped(made.writing, made.problem) if made.problem else _stands(made.writing)
    controls = list(_ways_on(made, ask_id) if made.problem else _controls(made.writing))
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(texts))]
    return message(*items, *([ui.ActionRow(*controls)] if controls else []))


def targets(writing: Writing, playlists: Sequence[PlaylistSummary]) -> ui.LayoutView:
    """A select of the playlists that the songs may be added to."""
    if not playlists:
        return message(ui.TextDisplay(text("playlist-targets-none")))
    offered = playlists[:MAX_OPTIONS]
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(TARGET, writing.id),
        placeholder=text("playlist-targets-placeholder"),
        options=[playlist_option(playlist) for playlist in offered],
    )
    items: list[ui.Item[Any]] = [ui.TextDisplay(text("playlist-targets")), ui.ActionRow(Control(select))]
    if len(offered) < len(playlists):
        items.append(ui.TextDisplay(small(text("playlist-targets-more", shown=len(offered), total=len(playlists)))))
    return message(*items)


def export(files: Sequence[File], songs: int, ask_id: str) -> ui.LayoutView:
    """The list as files, and the way to a playlist."""
    uris = next((file for file in files if file.name == URIS), None)
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(text("playlist-unlinked")),
        ui.ActionRow(button(text("playlist-link"), account_layouts.ASK, ask_id, style=discord.ButtonStyle.primary)),
        ui.TextDisplay("\n".join((text("playlist-files", songs=songs), _about_uris(uris, songs)))),
        *(ui.File[Any](f"attachment://{file.name}") for file in files),
    ]
    return message(*items)


def _about_uris(uris: File | None, songs: int) -> str:
    if uris is None:
        return text("playlist-files-no-uris")
    if uris.songs == songs:
        return text("playlist-files-uris")
    return text("playlist-files-uris-some", songs=uris.songs)


# ---------------------------------------------------------------- how it stands


def _stands(writing: Writing) -> list[str]:
    shown = name(writing.name, _ROOM)
    if writing.step is Step.UNDONE:
        return [text("playlist-taken-out" if writing.target else "playlist-undone", name=shown)]
    return list(_done(writing, shown))


def _done(writing: Writing, shown: str) -> Iterator[str]:
    if writing.target:
        yield text("playlist-added", name=shown, songs=len(writing.uris))
        if writing.present and writing.uris:
            yield text("playlist-present", songs=writing.present)
    else:
        yield text("playlist-done", name=shown, songs=len(writing.uris), public="yes" if writing.public else "no")
    if writing.missing:
        yield _missing(writing.missing)
    if writing.older:
        yield text("playlist-older")
    if writing.cover_failed:
        yield text("playlist-no-cover")


def _missing(songs: Sequence[WantedSong]) -> str:
    words = ", ".join(text("quoted", name=name(song.title, _ROOM // 2)) for song in songs[:_NAMED])
    if len(songs) > _NAMED:
        words = text("playlist-missing-more", songs=words, more=len(songs) - _NAMED)
    return text("playlist-missing", count=len(songs), songs=words)


def _controls(writing: Writing) -> Iterator[ui.Item[Any]]:
    if writing.step is not Step.DONE:
        return
    if writing.playlist_id and not is_playground_id(writing.playlist_id):
        url = f"https://open.spotify.com/playlist/{writing.playlist_id}"
        yield ui.Button(label=text("playlist-open"), url=url)
    if writing.uris or not writing.target:
        yield button(text("playlist-undo"), UNDO, writing.id)
    if writing.request:
        yield button(text("playlist-refresh"), REFRESH, writing.id)
    if writing.older:
        yield button(text("playlist-restore"), RESTORE, writing.id)
    if not writing.target:
        yield button(text("playlist-add"), ADD, writing.id)


# ---------------------------------------------------------------- what keeps it


def _stopped(writing: Writing, problem: UserError) -> list[str]:
    shown, sentence = name(writing.name, _ROOM), problem.sentence
    if writing.step.at_rest:
        return [sentence]
    if isinstance(problem, MissingScope):
        return [text("playlist-allow-how", name=shown)]
    if writing.written:
        return [
            text(
                "playlist-stopped-partly",
                name=shown,
                written=writing.written,
                songs=len(writing.uris),
                problem=sentence,
            )
        ]
    return [text("playlist-stopped", name=shown, problem=sentence)]


def _ways_on(made: Progress, ask_id: str | None) -> Iterator[ui.Item[Any]]:
    writing, problem = made.writing, made.problem
    if writing.step is Step.UNDONE:
        return
    if ask_id:
        allow = text("playlist-allow")
        yield button(allow, account_layouts.ASK, ask_id, style=discord.ButtonStyle.primary)
    if isinstance(problem, PlaylistChanged):
        yield button(text("playlist-rewrite"), ANEW, writing.id)
    else:
        yield button(text("playlist-continue"), RESUME, writing.id, style=discord.ButtonStyle.success)
    if isinstance(problem, CannotLook):
        yield button(text("playlist-anew"), ANEW, writing.id)
    if writing.playlist_id and writing.step is not Step.UNDOING:
        yield button(text("playlist-undo"), UNDO, writing.id)
