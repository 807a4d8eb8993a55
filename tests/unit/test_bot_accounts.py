"""/link and /unlink: who may finish what, how long, and what is stored when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from pydantic import SecretStr

from bot.errors import (
    AccountTaken,
    ConsentDenied,
    ConsentFailed,
    LinkGone,
    LinkingOff,
    PasteUnreadable,
    UserNotRegistered,
)
from bot.ports import Link, MessageState
from bot.services.accounts import MINIMAL_SCOPES, AccountService, LinkingSettings, LinkOffer
from bot.services.tokens import TokenKeeper
from bot.storage.database import Database
from tests.support.accounts import ANN, BEN, NOON, HandClock, SmallSpotify, a_link, database_in

REDIRECT = "http://127.0.0.1:8888/callback"
PUBLIC = "https://segue.example"


class House:
    """The account service with everything it stands on."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.database = database
        self.clock = clock
        self.spotify = SmallSpotify(clock)
        self.tokens = TokenKeeper(self.spotify, database.links, clock)
        self.heard: list[int] = []

    def accounts(self, *, public: str | None = None, problem: str | None = None) -> AccountService:
        redirect = f"{public}/callback" if public else REDIRECT
        settings = LinkingSettings(redirect, public, problem)
        database, hears = self.database, self.heard.append
        return AccountService(self.spotify, database.links, database.pending, self.tokens, self.clock, settings, hears)

    async def linked_by_web(self, user_id: int, account_id: str, accounts: AccountService | None = None) -> Link:
        accounts = accounts or self.accounts(public=PUBLIC)
        consent = await accounts.consent(link_id(await accounts.begin(user_id, "someone")))
        state, code = self.spotify.agree(consent.url, account_id)
        return await accounts.callback(state, consent.cookie.get_secret_value(), code=SecretStr(code))

    async def pasted(self, user_id: int, account_id: str, scopes: str | None = None) -> str:
        offer = await self.accounts().begin(user_id, "someone")
        return address(*self.spotify.agree(offer.url, account_id, scopes))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = HandClock()
    async with database_in(tmp_path, clock) as database:
        house = House(database, clock)
        yield house
        await house.tokens.close()


def link_id(offer: LinkOffer) -> str:
    return offer.url.rsplit("/", 1)[1]


def address(state: str, code: str) -> str:
    return f"{REDIRECT}?{urlencode({'code': code, 'state': state})}"


def scopes_of(url: str) -> set[str]:
    return set(parse_qs(urlsplit(url).query)["scope"][0].split())


# ------------------------------------------------------------ through our page


async def test_linking_through_the_page(house: House) -> None:
    accounts = house.accounts(public=PUBLIC + "/")
    offer = await accounts.begin(ANN, "ann#1")
    assert offer.url.startswith("https://segue.example/link/")
    assert (offer.paste, offer.expires_at) == (False, NOON + timedelta(minutes=10))
    assert (await accounts.page(link_id(offer))).user_name == "ann#1"
    consent = await accounts.consent(link_id(offer))
    state, code = house.spotify.agree(consent.url, "ann", "playlist-read-private")
    assert house.heard == []
    link = await accounts.callback(state, consent.cookie.get_secret_value(), code=SecretStr(code))
    # What was granted is stored, not what was asked for.
    assert link == Link(ANN, "ann", "Ann", frozenset({"playlist-read-private"}), NOON, has_token=True)
    assert await accounts.link(ANN) == link
    assert house.heard == [ANN]
    # The access token that came with the grant is used: no refresh is needed.
    assert (await house.tokens.access_token(ANN)).account_id == "ann"
    assert house.spotify.refreshed == []


async def test_opening_the_page_changes_nothing(house: House) -> None:
    accounts = house.accounts(public=PUBLIC)
    offer = await accounts.begin(ANN, "ann")
    consent = await accounts.consent(link_id(offer))
    for _ in range(3):
        await accounts.page(link_id(offer))
    state, code = house.spotify.agree(consent.url, "ann")
    assert await accounts.callback(state, consent.cookie.get_secret_value(), code=SecretStr(code))


async def test_the_minimal_scopes_are_asked_for(house: House) -> None:
    offer = await house.accounts().begin(ANN, "ann")
    assert scopes_of(offer.url) == set(MINIMAL_SCOPES)
    assert set(MINIMAL_SCOPES) == {"playlist-read-private", "playlist-read-collaborative", "user-read-private"}


async def test_a_feature_asks_for_its_scope_and_none_that_was_granted_is_lost(house: House) -> None:
    await house.database.links.save(a_link(scopes="user-top-read"), SecretStr("refresh"))
    offer = await house.accounts().begin(ANN, "ann", ["playlist-modify-private"])
    assert scopes_of(offer.url) == {*MINIMAL_SCOPES, "user-top-read", "playlist-modify-private"}


async def test_the_callback_demands_state_and_cookie(house: House) -> None:
    accounts = house.accounts(public=PUBLIC)
    consent = await accounts.consent(link_id(await accounts.begin(ANN, "ann")))
    state, code = house.spotify.agree(consent.url, "ann")
    cookie = consent.cookie.get_secret_value()
    for wrong_state, wrong_cookie in ((state, "other"), ("other", cookie), (state, ""), ("", cookie), (state, state)):
        with pytest.raises(LinkGone):
            await accounts.callback(wrong_state, wrong_cookie, code=SecretStr(code))
    assert await accounts.link(ANN) is None
    assert await accounts.callback(state, cookie, code=SecretStr(code))


async def test_the_cookie_of_another_pending_link_does_not_do(house: House) -> None:
    accounts = house.accounts(public=PUBLIC)
    of_ann = await accounts.consent(link_id(await accounts.begin(ANN, "ann")))
    of_ben = await accounts.consent(link_id(await accounts.begin(BEN, "ben")))
    state, code = house.spotify.agree(of_ann.url, "ann")
    with pytest.raises(LinkGone):
        await accounts.callback(state, of_ben.cookie.get_secret_value(), code=SecretStr(code))


async def test_a_callback_works_once_even_when_it_arrives_twice_at_the_same_time(house: House) -> None:
    accounts = house.accounts(public=PUBLIC)
    consent = await accounts.consent(link_id(await accounts.begin(ANN, "ann")))
    state, code = house.spotify.agree(consent.url, "ann")
    twice = [accounts.callback(state, consent.cookie.get_secret_value(), code=SecretStr(code)) for _ in range(2)]
    results = await asyncio.gather(*twice, return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Link", "LinkGone"]


async def test_state_and_cookie_are_used_up_before_the_exchange(house: House) -> None:
    # As when the bot is killed during the exchange: what was consumed stays consumed, and nothing is linked.
    accounts = house.accounts(public=PUBLIC)
    consent = await accounts.consent(link_id(await accounts.begin(ANN, "ann")))
    state, code = house.spotify.agree(consent.url, "ann")
    cookie = consent.cookie.get_secret_value()
    house.spotify.shut()
    exchanging = asyncio.create_task(accounts.callback(state, cookie, code=SecretStr(code)))
    await house.spotify.asked.wait()
    exchanging.cancel()
    await asyncio.gather(exchanging, return_exceptions=True)
    house.spotify.open.set()
    with pytest.raises(LinkGone):
        await accounts.callback(state, cookie, code=SecretStr(code))
    assert await accounts.link(ANN) is None


async def test_a_pending_link_lives_ten_minutes(house: House) -> None:
    accounts = house.accounts(public=PUBLIC)
    offer = await accounts.begin(ANN, "ann")
    consent = await accounts.consent(link_id(offer))
    state, code = house.spotify.agree(consent.url, "ann")
    house.clock.turn(minutes=10)
    with pytest.raises(LinkGone):
        await accounts.page(link_id(offer))
    with pytest.raises(LinkGone):
        await accounts.consent(link_id(offer))
    with pytest.raises(LinkGone):
        await accounts.callback(state, consent.cookie.get_secret_value(), code=SecretStr(code))


async def test_a_pending_link_survives_a_restart(house: House) -> None:
    before = house.accounts(public=PUBLIC)
    consent = await before.consent(link_id(await before.begin(ANN, "ann")))
    state, code = house.spotify.agree(consent.url, "ann")
    after = house.accounts(public=PUBLIC)
    assert await after.callback(state, consent.cookie.get_secret_value(), code=SecretStr(code))


async def test_a_link_id_that_never_was_is_gone(house: House) -> None:
    accounts = house.accounts(public=PUBLIC)
    with pytest.raises(LinkGone):
        await accounts.page("x" * 43)
    with pytest.raises(LinkGone):
        await accounts.consent("x" * 43)


@pytest.mark.parametrize(("error", "says"), [("access_denied", ConsentDenied), ("server_error", ConsentFailed)])
async def test_no_consent_links_nothing_and_uses_the_link_up(house: House, error: str, says: type[Exception]) -> None:
    accounts = house.accounts(public=PUBLIC)
    consent = await accounts.consent(link_id(await accounts.begin(ANN, "ann")))
    state, code = house.spotify.agree(consent.url, "ann")
    cookie = consent.cookie.get_secret_value()
    with pytest.raises(says):
        await accounts.callback(state, cookie, code=None, error=error)
    with pytest.raises(LinkGone):
        await accounts.callback(state, cookie, code=SecretStr(code))
    assert await accounts.link(ANN) is None


async def test_who_is_not_registered_is_not_stored(house: House) -> None:
    house.spotify.unregistered.add("ann")
    with pytest.raises(UserNotRegistered) as raised:
        await house.linked_by_web(ANN, "ann")
    assert "User Management" in raised.value.sentence  # what the operator must do
    assert await house.database.links.get(ANN) is None
    assert await house.database.links.owner("ann") is None
    assert house.heard == []
    # By pasting it is the same: nothing waits for a yes.
    with pytest.raises(UserNotRegistered):
        await house.accounts().paste(ANN, await house.pasted(ANN, "ann"))
    with pytest.raises(LinkGone):
        await house.accounts().confirm(ANN)


async def test_an_account_of_another_discord_user_is_refused(house: House) -> None:
    await house.linked_by_web(ANN, "ann")
    with pytest.raises(AccountTaken):
        await house.linked_by_web(BEN, "ann")
    assert await house.database.links.get(BEN) is None
    assert (await house.tokens.access_token(ANN)).account_id == "ann"
    # It is free again once its owner has unlinked.
    await house.accounts().unlink(ANN)
    assert (await house.linked_by_web(BEN, "ann")).user_id == BEN


async def test_linking_the_same_account_again_keeps_history(house: House) -> None:
    await house.linked_by_web(ANN, "ann")
    answer = MessageState("m", ANN, "list", {}, NOON + timedelta(days=30), account_id="ann")
    await house.database.messages.save(answer)
    stored = await house.database.links.token(ANN)
    assert stored is not None
    house.spotify.dead.add(stored.refresh_token.get_secret_value())
    house.clock.turn(hours=2)
    await asyncio.gather(house.tokens.access_token(ANN), return_exceptions=True)
    link = await house.accounts().link(ANN)
    assert link is not None
    assert not link.has_token
    renewed = await house.linked_by_web(ANN, "ann")
    assert renewed.authorised_at == NOON + timedelta(hours=2)
    assert (await house.tokens.access_token(ANN)).account_id == "ann"
    assert await house.database.messages.get("m", house.clock.now()) == answer


async def test_linking_another_account_gives_no_token_of_the_old_one(house: House) -> None:
    await house.linked_by_web(ANN, "first")
    await house.tokens.access_token(ANN)
    await house.linked_by_web(ANN, "second")
    assert (await house.tokens.access_token(ANN)).account_id == "second"


@pytest.mark.parametrize("problem", ["linking-off-no-app", "linking-off-no-keys"])
async def test_linking_that_is_off_says_why(house: House, problem: str) -> None:
    with pytest.raises(LinkingOff) as raised:
        await house.accounts(problem=problem).begin(ANN, "ann")
    assert "If you run this bot" in raised.value.sentence


# ------------------------------------------------------------ by pasting


async def test_linking_by_pasting_asks_before_anything_is_linked(house: House) -> None:
    accounts = house.accounts()
    offer = await accounts.begin(ANN, "ann")
    assert offer.paste
    assert offer.url.startswith("https://accounts.spotify.com/authorize?")
    state, code = house.spotify.agree(offer.url, "ann", "playlist-read-private")
    profile = await accounts.paste(ANN, f"  <{address(state, code)}>\n")
    assert profile.display_name == "Ann"
    assert await accounts.link(ANN) is None
    assert house.heard == []
    link = await accounts.confirm(ANN)
    assert link == Link(ANN, "ann", "Ann", frozenset({"playlist-read-private"}), NOON, has_token=True)
    assert await accounts.link(ANN) == link
    assert house.heard == [ANN]


async def test_only_the_discord_user_who_owns_the_state_may_paste(house: House) -> None:
    accounts = house.accounts()
    pasted = await house.pasted(ANN, "ann")
    with pytest.raises(LinkGone):
        await accounts.paste(BEN, pasted)
    with pytest.raises(LinkGone):
        await accounts.confirm(BEN)
    # The stranger's attempt has not used it up.
    assert (await accounts.paste(ANN, pasted)).account_id == "ann"


async def test_a_pasted_state_does_not_pass_through_the_callback(house: House) -> None:
    pasted = await house.pasted(ANN, "ann")
    state = parse_qs(urlsplit(pasted).query)["state"][0]
    for cookie in (f"person {ANN}", str(ANN), ""):
        with pytest.raises(LinkGone):
            await house.accounts().callback(state, cookie, code=SecretStr("code-1"))


async def test_a_pasted_address_works_once(house: House) -> None:
    accounts = house.accounts()
    pasted = await house.pasted(ANN, "ann")
    results = await asyncio.gather(*(accounts.paste(ANN, pasted) for _ in range(3)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LinkGone", "LinkGone", "Profile"]


async def test_a_pasted_address_is_too_old_after_ten_minutes(house: House) -> None:
    pasted = await house.pasted(ANN, "ann")
    house.clock.turn(minutes=10)
    with pytest.raises(LinkGone):
        await house.accounts().paste(ANN, pasted)


async def test_the_yes_has_an_end_of_its_own(house: House) -> None:
    accounts = house.accounts()
    pasted = await house.pasted(ANN, "ann")
    house.clock.turn(minutes=9)
    await accounts.paste(ANN, pasted)
    house.clock.turn(minutes=9)  # 18 minutes after /link, 9 after pasting
    await accounts.confirm(ANN)
    await accounts.unlink(ANN)
    await accounts.paste(ANN, await house.pasted(ANN, "ann"))
    house.clock.turn(minutes=10)
    with pytest.raises(LinkGone):
        await accounts.confirm(ANN)


async def test_a_no_deletes_the_grant(house: House) -> None:
    accounts = house.accounts()
    await accounts.paste(ANN, await house.pasted(ANN, "ann"))
    await accounts.cancel(ANN)
    with pytest.raises(LinkGone):
        await accounts.confirm(ANN)
    assert await accounts.link(ANN) is None


async def test_a_yes_counts_once(house: House) -> None:
    accounts = house.accounts()
    await accounts.paste(ANN, await house.pasted(ANN, "ann"))
    results = await asyncio.gather(*(accounts.confirm(ANN) for _ in range(2)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Link", "LinkGone"]
    assert house.heard == [ANN]


async def test_a_taken_account_is_refused_before_the_question(house: House) -> None:
    await house.linked_by_web(ANN, "ann")
    with pytest.raises(AccountTaken):
        await house.accounts().paste(BEN, await house.pasted(BEN, "ann"))
    with pytest.raises(LinkGone):
        await house.accounts().confirm(BEN)


async def test_an_account_that_is_taken_while_the_question_stands_is_refused_at_the_yes(house: House) -> None:
    accounts = house.accounts()
    await accounts.paste(BEN, await house.pasted(BEN, "ann"))
    await house.linked_by_web(ANN, "ann")
    with pytest.raises(AccountTaken):
        await accounts.confirm(BEN)
    assert await accounts.link(BEN) is None


async def test_a_pasted_no_is_a_no(house: House) -> None:
    accounts = house.accounts()
    offer = await accounts.begin(ANN, "ann")
    state, _ = house.spotify.agree(offer.url, "ann")
    with pytest.raises(ConsentDenied):
        await accounts.paste(ANN, f"{REDIRECT}?error=access_denied&state={state}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M",
        "{redirect}",
        "{redirect}?code=abc",
        "{redirect}?state={state}",
        "http://127.0.0.1:9999/callback?code=abc&state={state}",
        "https://127.0.0.1:8888/callback?code=abc&state={state}",
        "http://127.0.0.1:8888/other?code=abc&state={state}",
        "http://127.0.0.1:8888@evil.example/callback?code=abc&state={state}",
        "http://[::1/callback?code=abc&state={state}",
    ],
)
async def test_what_is_not_the_redirected_address_says_what_is(house: House, text: str) -> None:
    accounts = house.accounts()
    offer = await accounts.begin(ANN, "ann")
    state, code = house.spotify.agree(offer.url, "ann")
    with pytest.raises(PasteUnreadable) as raised:
        await accounts.paste(ANN, text.format(redirect=REDIRECT, state=state))
    assert REDIRECT in raised.value.sentence
    # Nothing was used up; browsers that leave out the scheme are understood.
    assert await accounts.paste(ANN, address(state, code).removeprefix("http://"))


# ------------------------------------------------------------ /unlink


async def test_unlinking_deletes_everything_at_once(house: House) -> None:
    accounts = house.accounts()
    await house.linked_by_web(ANN, "ann")
    await house.database.spotify_cache.save_playlists("ann", [], NOON + timedelta(days=1))
    half_done = await house.pasted(ANN, "ann")
    assert await accounts.unlink(ANN) is True
    assert await accounts.link(ANN) is None
    assert await house.database.links.token(ANN) is None
    assert await house.database.spotify_cache.playlists("ann", NOON) is None
    with pytest.raises(LinkGone):
        await accounts.paste(ANN, half_done)
    # The access token in memory went as well, though it would be valid for another hour.
    (answer,) = await asyncio.gather(house.tokens.access_token(ANN), return_exceptions=True)
    assert type(answer).__name__ == "NotLinked"
    assert await accounts.unlink(ANN) is False


async def test_unlinking_takes_a_link_back_that_waits_for_its_yes(house: House) -> None:
    accounts = house.accounts()
    await accounts.paste(ANN, await house.pasted(ANN, "ann"))
    assert await accounts.unlink(ANN) is False
    with pytest.raises(LinkGone):
        await accounts.confirm(ANN)


@pytest.mark.parametrize("way", ["web", "paste"])
async def test_unlinking_during_the_exchange_links_nothing(house: House, way: str) -> None:
    accounts = house.accounts(public=PUBLIC if way == "web" else None)
    pasted = await house.pasted(ANN, "ann")
    house.spotify.shut()
    finishing = house.linked_by_web(ANN, "ann", accounts) if way == "web" else accounts.paste(ANN, pasted)
    task: asyncio.Task[object] = asyncio.create_task(finishing)
    await house.spotify.asked.wait()
    await accounts.unlink(ANN)
    house.spotify.open.set()
    with pytest.raises(LinkGone):
        await task
    assert await accounts.link(ANN) is None
    with pytest.raises(LinkGone):
        await accounts.confirm(ANN)
