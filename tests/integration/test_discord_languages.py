"""Languages over the Discord protocol: everybody is answered in theirs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.errors import EngineBusy
from bot.messages import speaking, text
from playground.discord import DiscordPlayground
from tests.support.bot import Bot, Stage

SONGS_FOR = {
    "de": "Songs für „rain“",
    "es-ES": "Canciones para «rain»",
    "es-419": "Canciones para “rain”",
    "pt-BR": "Músicas para “rain”",
    "en-GB": "Songs for “rain”",
    "fr": "Songs for “rain”",
}


@pytest.mark.parametrize("locale", SONGS_FOR)
async def test_people_are_answered_in_the_language_of_their_discord(stage: Stage, bot: Bot, locale: str) -> None:
    reply = await stage.discord.user("ada", locale=locale).slash("recommend", vibe="rain", count=1)
    assert SONGS_FOR[locale] in reply.text


async def test_commands_are_registered_in_every_language(stage: Stage, bot: Bot) -> None:
    (recommend,) = [one for one in await stage.discord.commands() if one["name"] == "recommend"]
    names = {"de": "empfehlen", "es-ES": "recomendar", "es-419": "recomendar", "pt-BR": "recomendar"}
    assert recommend["name_localizations"] == names
    (songs,) = [option for option in recommend["options"] if option["name"] == "songs"]
    assert songs["name_localizations"]["pt-BR"] == "músicas"
    assert songs["description_localizations"]["de"].startswith("Songs, getrennt durch Semikolons")
    (order,) = [option for option in recommend["options"] if option["name"] == "order"]
    assert order["choices"][1]["name_localizations"]["de"] == "gemischt"
    (menu,) = [one for one in await stage.discord.commands() if one["type"] == 3]
    assert menu["name_localizations"]["es-419"] == "Continuar estas canciones"


async def test_buttons_forms_and_errors_speak_the_language_of_who_uses_them(stage: Stage, bot: Bot) -> None:
    ada, eva = stage.discord.user("ada"), stage.discord.user("eva", locale="pt-BR")
    reply = await ada.slash("recommend", vibe="rain", count=12)
    refused = await eva.click(reply, "Next ›")
    assert "mais ninguém pode usar estes botões" in refused.text
    asked = await eva.slash("recommend", paste=True)
    assert asked.modal is not None
    assert asked.modal.title == "Colar uma lista de músicas"
    pasted = await eva.submit(asked.modal, {"Músicas": "Song 1\nXyzzy"})
    assert "“Xyzzy”: não encontrei" in pasted.text
    next_page = await eva.click(pasted, "Próxima ›")
    assert "Página 2 de" in next_page.text
    stage.engine.refusal = EngineBusy(7)
    assert "Tente de novo em cerca de 7 segundos." in (await eva.slash("recommend", vibe="rain")).text


async def test_autocomplete_speaks_it_too(stage: Stage, bot: Bot) -> None:
    from tests.support.ports import snapshot, summary

    ben = stage.discord.user("ben", locale="de")
    user_id = await stage.link(bot, ben, "ben")
    stage.spotify.playlists[user_id] = [snapshot(summary("roadTrip00000000000001", "Fahrt", 2), [])]
    assert "Wähle eine Playlist" in str((await ben.slash("recommend")).selects)
    offered = await ben.autocomplete("recommend", "playlist", "")
    assert [choice.name for choice in offered] == ["Fahrt · 2 Songs"]
