"""/link, /unlink and /help over the Discord protocol."""

from __future__ import annotations

import pytest

from bot.services.accounts import LinkingSettings
from playground.discord import Message
from tests.support.bot import SONGS, Bot, Stage
from tests.support.ports import snapshot, summary

LIST_ID = "roadTrip00000000000001"


def consent_url(offer: Message) -> str:
    url = offer.button("Link on Spotify").url
    assert url is not None
    return url


async def paste(stage: Stage, offer: Message, address: str) -> Message:
    form = await offer.user.click(offer, "Paste the address")
    assert form.modal is not None
    return await offer.user.submit(form.modal, {"The address after you agreed": address})


async def test_linking_by_pasting_asks_before_it_links(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    user_id = int(await ada.id())
    stage.spotify.playlists[user_id] = [snapshot(summary(LIST_ID), SONGS[:3])]
    offer = await ada.slash("link")
    assert offer.ephemeral
    question = await paste(stage, offer, stage.redirected_address(consent_url(offer)))
    assert question.ephemeral
    assert "**Ada**" in question.text
    assert await bot.accounts.link(user_id) is None
    done = await ada.click(question, "Link this account")
    assert "You are linked as **Ada**" in done.text
    assert not done.buttons
    assert await bot.accounts.link(user_id) is not None


async def test_the_list_for_autocomplete_is_read_after_linking(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    stage.spotify.playlists[int(await ada.id())] = [snapshot(summary(LIST_ID), SONGS[:3])]
    await stage.link(bot, ada)
    await stage.spotify.refreshed.wait()
    assert stage.spotify.calls == ["refresh_own_playlists"]
    assert [choice.value for choice in await ada.autocomplete("recommend", "playlist", "")] == [LIST_ID]


async def test_saying_no_links_nothing(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    offer = await ada.slash("link")
    question = await paste(stage, offer, stage.redirected_address(consent_url(offer)))
    said = await ada.click(question, "Cancel")
    assert "Nothing was linked" in said.text
    assert await bot.accounts.link(int(await ada.id())) is None
    assert not said.buttons


async def test_what_is_not_the_address_is_refused_with_what_to_do(stage: Stage, bot: Bot) -> None:
    offer = await stage.discord.user("ada").slash("link")
    said = await paste(stage, offer, "https://example.org/")
    assert "That isn't the address I need" in said.text
    # The link itself is not used up by a wrong paste.
    question = await paste(stage, offer, stage.redirected_address(consent_url(offer)))
    assert "**Ada**" in question.text


async def test_an_unregistered_person_hears_what_the_operator_must_do(stage: Stage, bot: Bot) -> None:
    stage.oauth.unregistered.add("ada")
    ada = stage.discord.user("ada")
    offer = await ada.slash("link")
    said = await paste(stage, offer, stage.redirected_address(consent_url(offer)))
    assert "User Management" in said.text
    assert await bot.accounts.link(int(await ada.id())) is None


async def test_link_buttons_survive_a_restart(stage: Stage) -> None:
    ada = stage.discord.user("ada")
    async with stage.running():
        offer = await ada.slash("link")
    await stage.discord.offline()
    async with stage.running() as bot:
        question = await paste(stage, offer, stage.redirected_address(consent_url(offer)))
        await ada.click(question, "Link this account")
        assert await bot.accounts.link(int(await ada.id())) is not None


async def test_link_buttons_end_too(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    offer = await ada.slash("link")
    stage.clock.turn(days=31)
    said = await ada.click(offer, "Paste the address")
    assert said.modal is None
    assert "use the command again" in said.text


async def test_linked_people_hear_as_whom_and_may_link_again(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    await stage.link(bot, ada, "ada")
    offer = await ada.slash("link")
    assert "You are linked as **Ada**" in offer.text
    question = await paste(stage, offer, stage.redirected_address(consent_url(offer), "zoe"))
    await ada.click(question, "Link this account")
    link = await bot.accounts.link(int(await ada.id()))
    assert link is not None
    assert link.account_id == "zoe"


async def test_with_a_public_address_the_button_leads_to_our_page(stage: Stage) -> None:
    linking = LinkingSettings("https://segue.example/callback", public_url="https://segue.example")
    public = Stage(stage.discord, stage.folder, linking=linking)
    async with public.running():
        offer = await stage.discord.user("ada").slash("link")
    assert consent_url(offer).startswith("https://segue.example/link/")
    assert [button.label for button in offer.buttons] == ["Link on Spotify"]


@pytest.mark.parametrize(
    ("problem", "remedy"), [("linking-off-no-keys", "segue keys new"), ("linking-off-no-app", "SPOTIFY_CLIENT_ID")]
)
async def test_linking_that_is_off_says_why(stage: Stage, problem: str, remedy: str) -> None:
    closed = Stage(
        stage.discord, stage.folder, linking=LinkingSettings("http://127.0.0.1:8888/callback", None, problem)
    )
    async with closed.running():
        reply = await stage.discord.user("ada").slash("link")
    assert remedy in reply.text
    assert reply.ephemeral


async def test_unlinking_says_what_was_deleted(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    await stage.link(bot, ada)
    reply = await ada.slash("unlink")
    assert reply.ephemeral
    assert "deleted the link, its tokens, everything I read from Spotify" in reply.text
    assert await bot.accounts.link(int(await ada.id())) is None
    assert "nothing to delete" in (await ada.slash("unlink")).text


async def test_account_names_show_as_they_are(stage: Stage, bot: Bot) -> None:
    ada = stage.discord.user("ada")
    await stage.link(bot, ada, "*a_d_a*")
    assert r"**\*A\_D\_A\***" in (await ada.slash("link")).text
