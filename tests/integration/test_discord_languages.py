"""Languages over the Discord protocol: everybody is answered in theirs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.errors import EngineBusy
from playground.discord import DiscordPlayground, User
from tests.support.bot import Bot, Stage
from tests.support.ports import snapshot, summary

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
    assert "Aqui está uma cópia sua" in refused.text
    asked = await eva.slash("recommend", paste=True)
    assert asked.modal is not None
    assert asked.modal.title == "Colar uma lista de músicas"
    pasted = await eva.submit(asked.modal, {"Músicas": "Song 1\nXyzzy"})
    assert "“Xyzzy”: não encontrei" in pasted.text
    next_page = await eva.click(pasted, "Próxima ›")
    assert "Página 2 de" in next_page.text
    stage.engine.failure = EngineBusy(7)
    assert "Tente de novo em cerca de 7 segundos." in (await eva.slash("recommend", vibe="rain")).text


async def test_autocomplete_speaks_it_too(stage: Stage, bot: Bot) -> None:
    ben = stage.discord.user("ben", locale="de")
    user_id = await stage.link(bot, ben, "ben")
    stage.spotify.playlists[user_id] = [snapshot(summary("roadTrip00000000000001", "Fahrt", total=2), [])]
    assert (await ben.slash("recommend")).selects[0].placeholder == "Wähle eine Playlist"
    offered = await ben.autocomplete("recommend", "playlist", "")
    assert [choice.name for choice in offered] == ["Fahrt · 2 Songs"]


async def test_everybody_invited_to_a_blend_reads_the_hosts_language(stage: Stage, bot: Bot) -> None:
    ada, ben = stage.discord.user("ada", locale="de"), stage.discord.user("ben", locale="es-419")
    asked = await ada.slash("blend", count=2)
    invitation = await ada.select(asked, asked.selects[0].custom_id, ["ben"])
    for person, give, field in ((ada, "Ich tippe Songs ein", "Songs"), (ben, "Ich tippe Songs ein", "Canciones")):
        form = await person.click(invitation, give)
        assert form.modal is not None
        said = await person.submit(form.modal, {field: "Song 1"})
    answer = await said.until(lambda message: "### Songs für Ada und Ben" in message.text)
    assert "Der erste Song passt zu euch allen." in answer.text or "passen zu euch allen." in answer.text


async def test_who_still_waits_at_the_end_is_told_in_their_language(stage: Stage) -> None:
    ben, eva = stage.discord.user("ben", locale="de"), stage.discord.user("eva", locale="pt-BR")
    stage.engine.hold = asyncio.Event()  # never set
    async with stage.running() as bot:
        asking = asyncio.create_task(ben.slash("recommend", vibe="rain", count=1))
        await stage.engine.asked.wait()
        await bot.client.drain(0.05)
        assert "Ich werde gerade neu gestartet." in (await asking).text
        assert "Estou reiniciando." in (await eva.slash("help")).text


# ---------------------------------------------------------------- who decides


class Choices:
    """What people and servers have chosen, in memory."""

    def __init__(self) -> None:
        self.of_people: dict[int, str] = {}
        self.of_servers: dict[int, str] = {}
        self.broken = False

    async def __call__(self, user_id: int, guild_id: int | None) -> str | None:
        if self.broken:
            raise OSError("the disk is full")
        return self.of_people.get(user_id) or self.of_servers.get(guild_id or 0)


async def title_for(person: User, **where: bool) -> str:
    said = (await person.slash("recommend", vibe="rain", count=1, **where)).text
    return next(locale for locale, title in SONGS_FOR.items() if title in said)


async def test_what_was_chosen_comes_before_what_discord_says(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    choices = stage.chosen = Choices()
    ada = stage.discord.user("ada", locale="es-ES")
    async with stage.running() as bot:
        assert await title_for(ada) == "es-ES"
        choices.of_servers[bot.client.guilds[0].id] = "pt-BR"
        assert await title_for(ada) == "pt-BR"
        assert await title_for(ada, guild=False) == "es-ES"
        choices.of_people[int(await ada.id())] = "de"
        assert await title_for(ada) == await title_for(ada, guild=False) == "de"
        choices.broken = True
        assert await title_for(ada) == "es-ES"
        assert "a chosen language cannot be read" in caplog.text


async def test_a_server_speaks_for_those_whose_language_is_not_spoken(tmp_path: Path) -> None:
    async with DiscordPlayground(guild_locale="pt-BR") as discord, Stage(discord, tmp_path).running():
        fay = discord.user("fay", locale="fr")
        assert await title_for(fay) == "pt-BR"
        assert await title_for(fay, guild=False) == "en-GB"
