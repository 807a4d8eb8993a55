"""Consent, exchange, renewal and profile against the loopback accounts service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from bot.errors import (
    AppRefused,
    BudgetSpent,
    CodeRefused,
    LinkExpired,
    SpotifyResting,
    SpotifyUnavailable,
    UserNotRegistered,
)
from bot.spotify.adapter import open_spotify
from playground.spotify import Fault
from tests.support.spotify import ALICE, SCOPES, STRANGER, VERIFIER, House, code_of, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as opened:
        yield opened


async def test_the_consent_page_asks_for_exactly_this(house: House) -> None:
    url = house.adapter.accounts.authorize_url(state="a state", verifier=VERIFIER, scopes=SCOPES)
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert url.startswith(house.spotify.accounts_base + "authorize?")
    assert set(query.pop("scope").split()) == set(SCOPES)
    # BASE64URL(SHA256(verifier)), RFC 7636 section 4.2: 43 characters without padding.
    assert len(query.pop("code_challenge")) == 43
    assert query == {
        "client_id": house.spotify.client_id,
        "response_type": "code",
        "redirect_uri": house.settings.spotify_redirect_uri,
        "code_challenge_method": "S256",
        "state": "a state",
    }


async def test_a_grant_holds_what_the_token_endpoint_returned(house: House) -> None:
    grant = await house.grant("alice", ["user-read-private"])
    assert grant.scopes == {"user-read-private"}
    assert grant.expires_at == house.clock.now() + timedelta(seconds=3600)
    assert grant.refresh_token
    profile = await house.adapter.accounts.profile(grant.access_token)
    assert (profile.account_id, profile.display_name) == (
        house.spotify.world.users["alice"].account_id,
        "Alice A.",
    )


async def test_a_code_works_once(house: House) -> None:
    accounts = house.adapter.accounts
    url = accounts.authorize_url(state="s", verifier=VERIFIER, scopes=SCOPES)
    code = code_of(house.spotify.consent(url, as_="alice"))
    await accounts.exchange(code, VERIFIER)
    with pytest.raises(CodeRefused, match="start again with `/link`"):
        await accounts.exchange(code, VERIFIER)


async def test_a_code_is_worth_nothing_without_its_verifier(house: House) -> None:
    accounts = house.adapter.accounts
    url = accounts.authorize_url(state="s", verifier=VERIFIER, scopes=SCOPES)
    code = code_of(house.spotify.consent(url, as_="alice"))
    with pytest.raises(CodeRefused):
        await accounts.exchange(code, SecretStr("x" * 64))


async def test_an_empty_code_asks_nobody_on_the_terminal(house: House) -> None:
    with pytest.raises(CodeRefused):
        await house.adapter.accounts.exchange(SecretStr(""), VERIFIER)
    assert house.spotify.count("/api/token") == 0


async def test_a_refresh_keeps_the_old_token_when_none_is_sent(house: House) -> None:
    grant = await house.grant("alice")
    assert grant.refresh_token
    renewed = await house.adapter.accounts.refresh(grant.refresh_token)
    assert renewed.refresh_token is None
    assert renewed.access_token != grant.access_token
    assert renewed.scopes == grant.scopes


async def test_a_refresh_may_bring_a_new_token(house: House) -> None:
    house.spotify.set_rules(rotate_refresh_tokens=True)
    grant = await house.grant("alice")
    assert grant.refresh_token
    renewed = await house.adapter.accounts.refresh(grant.refresh_token)
    assert renewed.refresh_token
    with pytest.raises(LinkExpired):
        await house.adapter.accounts.refresh(grant.refresh_token)
    await house.adapter.accounts.refresh(renewed.refresh_token)


@pytest.mark.parametrize("days", [100, 183])
async def test_refreshing_does_not_lengthen_the_six_months(house: House, days: int) -> None:
    grant = await house.grant("alice")
    assert grant.refresh_token
    house.clock.advance(days=100)
    await house.adapter.accounts.refresh(grant.refresh_token)
    house.clock.advance(days=days - 100)
    if days < 182:
        await house.adapter.accounts.refresh(grant.refresh_token)
    else:
        with pytest.raises(LinkExpired):
            await house.adapter.accounts.refresh(grant.refresh_token)


async def test_a_person_who_is_not_on_the_allowlist(house: House) -> None:
    grant = await house.grant("carol")
    with pytest.raises(UserNotRegistered):
        await house.adapter.accounts.profile(grant.access_token)


async def test_a_refused_token_has_no_profile(house: House) -> None:
    with pytest.raises(LinkExpired):
        await house.adapter.accounts.profile(SecretStr("no token of ours"))


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.MALFORMED, Fault.CUT_OFF, Fault.BURST])
async def test_an_accounts_service_in_trouble(house: House, fault: Fault) -> None:
    grant = await house.grant("alice")
    assert grant.refresh_token
    before = house.spotify.count("/api/token")
    house.spotify.fail(fault, path="/api/token")
    with pytest.raises(SpotifyUnavailable):
        await house.adapter.accounts.refresh(grant.refresh_token)
    assert house.spotify.count("/api/token") <= before + 1  # a refresh is not repeated: it may have taken effect
    await house.adapter.accounts.refresh(grant.refresh_token)


async def test_a_long_pause_asked_by_the_accounts_service_holds_for_everything(house: House) -> None:
    house.spotify.fail(Fault.BURST, path="/api/token", seconds=600)
    with pytest.raises(SpotifyResting):
        await house.adapter.accounts.refresh(SecretStr("any"))
    before = len(house.spotify.calls)
    with pytest.raises(SpotifyResting):
        await house.client.refresh_own_playlists(ALICE)
    assert len(house.spotify.calls) == before


async def test_no_answer_in_time(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=(3.0, 0.3)) as house:
        held = house.spotify.hold("/api/token")
        with pytest.raises(SpotifyUnavailable):
            await house.adapter.accounts.refresh(SecretStr("any"))
        held.release.set()


@pytest.mark.parametrize("client_id", ["another-app", None])
async def test_an_unknown_app(house: House, client_id: str | None) -> None:
    wrong = house.settings.model_copy(update={"spotify_client_id": client_id})
    async with open_spotify(wrong, house.database.ledger, house.clock) as adapter:
        with pytest.raises(AppRefused, match="client id or secret"):
            await adapter.accounts.refresh(SecretStr("any"))


async def test_a_wrong_secret(tmp_path: Path) -> None:
    async with open_house(tmp_path, spotify_client_secret="not the secret") as house:
        with pytest.raises(AppRefused):
            await house.client.track(STRANGER, house.spotify.add_track("Toto - Africa"))


async def test_the_accounts_service_is_paid_for_too(tmp_path: Path) -> None:
    async with open_house(tmp_path, segue_spotify_daily_calls=10) as house:
        await house.database.ledger.spend("7", 6, now=house.clock.now(), limit=10, payer_limit=10)
        before = len(house.spotify.calls)
        with pytest.raises(BudgetSpent):
            await house.adapter.accounts.refresh(SecretStr("any"))
        assert len(house.spotify.calls) == before


async def test_it_is_not_asked_while_spotify_rests(house: House) -> None:
    house.spotify.fail(Fault.QUOTA, seconds=600)
    with pytest.raises(SpotifyResting):
        await house.client.refresh_own_playlists(ALICE)
    before = len(house.spotify.calls)
    with pytest.raises(SpotifyResting):
        await house.adapter.accounts.refresh(SecretStr("any"))
    assert len(house.spotify.calls) == before
