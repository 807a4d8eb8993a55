"""The doctor: for each part whether it works and what to do, against real loopback servers; no secret in any line."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot import doctor
from bot.clock import SystemClock
from bot.doctor import Finding, State, examine
from bot.ports import KeptSound
from bot.settings import Settings, load_settings
from bot.sounds.spotify import CLOSED_UNTIL
from bot.storage.database import open_database
from bot.storage.prepare import back_up
from playground.discord import DiscordPlayground
from playground.reccobeats import ReccoBeatsPlayground
from playground.spotify import Fault, SpotifyPlayground
from recsys.bundle import Bundle
from recsys.sound import Sound
from tests.support.sounds import LIFE
from tests.support.terminal import Terminal


def settings(folder: Path, **values: Any) -> Settings:
    url = f"sqlite+aiosqlite:///{(folder / 'segue.db').as_posix()}"
    return load_settings(_env_file=None, **{"segue_database_url": url, **values})


def of_part(findings: list[Finding], part: str) -> Finding:
    return next(finding for finding in findings if finding.part == part)


async def test_says_of_each_part_that_is_not_set_what_to_do(tmp_path: Path) -> None:
    findings = await examine(settings(tmp_path))
    assert of_part(findings, "Discord token").state is State.FAILING
    assert {finding.part for finding in findings if finding.state is State.LIMITED} >= {
        "Spotify app",
        "Secret keys",
        "Model",
    }
    assert all(finding.todo for finding in findings if finding.state is not State.WORKING)
    assert not list(tmp_path.iterdir()), "looking must write nothing"


async def test_a_token_that_discord_knows_names_its_bot(tmp_path: Path) -> None:
    async with DiscordPlayground() as discord:
        good = settings(tmp_path, discord_token=discord.token, segue_discord_api_base=discord.api_base)
        assert (await doctor.discord_token(good)).state is State.WORKING
        bad = settings(tmp_path, discord_token="wrong", segue_discord_api_base=discord.api_base)
        finding = await doctor.discord_token(bad)
    assert finding.state is State.FAILING
    assert "401" in finding.what
    assert "wrong" not in finding.what + finding.todo


async def test_discord_out_of_reach_is_not_called_a_wrong_token(tmp_path: Path) -> None:
    nobody_listens = "http://127.0.0.1:9/api/v10"
    finding = await doctor.discord_token(
        settings(tmp_path, discord_token="token", segue_discord_api_base=nobody_listens)
    )
    assert finding.state is State.FAILING
    assert "cannot be reached" in finding.what


async def test_spotify_is_asked_whether_it_knows_the_app(tmp_path: Path) -> None:
    async with SpotifyPlayground() as spotify:
        where = {"segue_spotify_api_base": spotify.api_base, "segue_spotify_accounts_base": spotify.accounts_base}
        app = {"spotify_client_id": spotify.client_id, "spotify_client_secret": spotify.client_secret, **where}
        assert (await doctor.spotify_app(settings(tmp_path, **app))).state is State.WORKING
        finding = await doctor.spotify_app(settings(tmp_path, **{**app, "spotify_client_secret": "not-the-secret"}))
        spotify.fail(Fault.BURST, path="/api/token", seconds=600)
        resting = await doctor.spotify_app(settings(tmp_path, **app))
    assert finding.state is State.FAILING
    assert "not-the-secret" not in finding.what + finding.todo
    assert resting.state is State.FAILING
    assert re.search(r"until \d{4}-\d\d-\d\d \d\d:\d\d UTC", resting.what)


async def test_keys_are_shown_by_fingerprint_only(tmp_path: Path) -> None:
    key = Fernet.generate_key().decode()
    finding = await doctor.secret_keys(settings(tmp_path, segue_secret_keys=key))
    assert finding.state is State.WORKING
    assert key[:8] not in finding.what


async def test_reads_a_database_beside_a_running_bot(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    async with open_database(chosen.segue_database_url, keys=(), clock=SystemClock()):
        assert (await doctor.database(chosen)).state is State.WORKING


@pytest.mark.parametrize(
    ("hours", "state", "words"),
    [
        (30, State.WORKING, "the newest is 30 hours old"),
        (49, State.LIMITED, "the newest is 2 days old"),
        (None, State.LIMITED, "none yet"),
    ],
)
async def test_the_age_of_the_newest_backup_is_told(
    tmp_path: Path, hours: int | None, state: State, words: str
) -> None:
    chosen, now = settings(tmp_path), SystemClock().now()
    async with open_database(chosen.segue_database_url, keys=(), clock=SystemClock()):
        for each in (hours, 200) if hours else ():
            back_up(tmp_path / "segue.db", now - timedelta(hours=each, minutes=1))
        (tmp_path / "segue.backup-kept by hand.db").touch()
        finding = await doctor.newest_copy(chosen)
    assert (finding.state, finding.what) == (state, words)
    assert bool(finding.todo) is (state is State.LIMITED)


async def test_without_a_database_no_backup_is_missed(tmp_path: Path) -> None:
    assert (await doctor.newest_copy(settings(tmp_path))).state is State.WORKING


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "segue.db").write_bytes(b"not a database" * 100)
    finding = await doctor.database(settings(tmp_path))
    assert finding.state is State.FAILING
    assert str(tmp_path) in finding.what


async def test_a_folder_that_is_no_bundle_is_named(tmp_path: Path) -> None:
    finding = await doctor.model_bundle(settings(tmp_path, segue_model=tmp_path))
    assert finding.state is State.FAILING
    assert str(tmp_path) in finding.what


async def test_a_model_without_rules_says_how_to_get_some(tmp_path: Path, trained_bundle: Path) -> None:
    finding = await doctor.model_bundle(settings(tmp_path, segue_model=trained_bundle))
    assert finding.state is State.LIMITED
    assert "segue rules mine" in (finding.todo or "")


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"spotify_redirect_uri": "http://127.0.0.1:8888/callback"}, State.WORKING),
        ({"spotify_redirect_uri": "https://segue.example/callback"}, State.LIMITED),
        (
            {
                "spotify_redirect_uri": "https://segue.example/callback",
                "segue_public_url": "https://segue.example",
            },
            State.WORKING,
        ),
    ],
)
async def test_a_public_address_that_nobody_is_told_of_is_pointed_out(
    tmp_path: Path, values: dict[str, str], state: State
) -> None:
    finding = await doctor.redirect_address(settings(tmp_path, spotify_client_id="app", **values))
    assert finding.state is state


async def test_sources_of_sound_are_off_and_nobody_is_asked(tmp_path: Path) -> None:
    async with ReccoBeatsPlayground() as server:
        off = settings(tmp_path, segue_reccobeats_base=server.base)
        for check in (doctor.reccobeats, doctor.spotify_features):
            finding = await check(off)
            assert finding.state is State.WORKING
            assert "off" in finding.what
    assert server.calls == []


async def test_the_models_own_sounds_are_counted(
    tmp_path: Path, trained_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(trained_bundle, bundle)
    silent = await doctor.imported_sounds(settings(tmp_path, segue_model=bundle))
    asked = await doctor.imported_sounds(settings(tmp_path, segue_model=bundle, segue_reccobeats=True))
    features = tmp_path / "features.csv"
    with Bundle.load(bundle).catalog() as catalog:
        half = catalog.popular(len(catalog) // 2)
    rows = [f"{song.title},{song.artist},0.5,0.5,120" for song in half]
    features.write_text("\n".join(["title,artist,energy,valence,tempo", *rows]), encoding="utf-8")
    assert Terminal(capsys).run("features", "import", features, "--model", bundle).status == 0
    heard = await doctor.imported_sounds(settings(tmp_path, segue_model=bundle))

    assert silent.state is State.LIMITED
    assert "segue features import" in silent.todo
    assert (asked.state, heard.state) == (State.WORKING, State.WORKING)
    assert heard.what.startswith(f"{len(half)} of {2 * len(half)} songs")
    share = re.search(r"(\d+)% of its playlists' entries", heard.what)
    assert share
    assert 50 <= int(share[1]) < 100, "the more popular half"


async def test_how_sounds_were_imported_is_not_told_of_a_model_that_cannot_be_used(tmp_path: Path) -> None:
    assert (await doctor.imported_sounds(settings(tmp_path))).state is State.WORKING
    assert (await doctor.imported_sounds(settings(tmp_path, segue_model=tmp_path))).state is State.LIMITED


async def test_how_much_reccobeats_knew_is_read_from_what_is_kept(tmp_path: Path) -> None:
    clock = SystemClock()
    async with ReccoBeatsPlayground() as server:
        on = settings(tmp_path, segue_reccobeats=True, segue_reccobeats_base=server.base)
        async with open_database(on.segue_database_url, keys=(), clock=clock) as database:
            asked = [f"{number:022}" for number in range(4)]
            now = clock.now()
            kept = [
                KeptSound("ReccoBeats", each, Sound(energy=0.5) if each == asked[0] else None, now, now + LIFE)
                for each in asked
            ]
            await database.sounds.save(kept, most=100)
        finding = await doctor.reccobeats(on)
    assert finding.what.endswith("Of 4 songs that it was asked for it knew 1 (25%)")


async def test_reccobeats_is_asked_for_one_song_when_it_is_on(tmp_path: Path) -> None:
    async with ReccoBeatsPlayground() as server:
        on = settings(tmp_path, segue_reccobeats=True, segue_reccobeats_base=server.base)
        assert (await doctor.reccobeats(on)).state is State.WORKING
        server.fail(429, retry_after="90")
        resting = await doctor.reccobeats(on)
        server.fail(503)
        down = await doctor.reccobeats(on)
    assert [len(call) for call in server.calls] == [1, 1, 1]
    assert (resting.state, down.state) == (State.LIMITED, State.LIMITED)
    assert "90 s" in resting.what
    assert "503" in down.what


async def test_spotify_is_not_asked_for_features_while_the_bot_would_not_ask_either(tmp_path: Path) -> None:
    clock = SystemClock()
    async with SpotifyPlayground() as spotify:
        on = settings(
            tmp_path,
            segue_spotify_features=True,
            spotify_client_id=spotify.client_id,
            spotify_client_secret=spotify.client_secret,
            segue_spotify_api_base=spotify.api_base,
            segue_spotify_accounts_base=spotify.accounts_base,
        )
        spotify.set_rules(audio_features=True)
        async with open_database(on.segue_database_url, keys=(), clock=clock) as database:
            await database.notes.set(CLOSED_UNTIL, (clock.now() + timedelta(hours=3)).isoformat())
        closed = await doctor.spotify_features(on)
        calls = list(spotify.calls)
        async with open_database(on.segue_database_url, keys=(), clock=clock) as database:
            await database.notes.set(CLOSED_UNTIL, (clock.now() - timedelta(hours=3)).isoformat())
        again = await doctor.spotify_features(on)
    assert closed.state is State.LIMITED
    assert re.search(r"asks again at \d{4}-\d\d-\d\d \d\d:\d\d UTC", closed.what)
    assert calls == []
    assert again.state is State.WORKING


async def test_an_app_without_audio_features_is_told_so(tmp_path: Path) -> None:
    async with SpotifyPlayground() as spotify:
        on = settings(
            tmp_path,
            segue_spotify_features=True,
            spotify_client_id=spotify.client_id,
            spotify_client_secret=spotify.client_secret,
            segue_spotify_api_base=spotify.api_base,
            segue_spotify_accounts_base=spotify.accounts_base,
        )
        refused = await doctor.spotify_features(on)
        spotify.set_rules(audio_features=True)
        assert (await doctor.spotify_features(on)).state is State.WORKING
        spotify.fail(Fault.QUOTA, path="/v1/audio-features", seconds=600)
        resting = await doctor.spotify_features(on)
    assert refused.state is State.LIMITED
    assert "once a day" in refused.what
    assert "SEGUE_SPOTIFY_FEATURES=False" in refused.todo
    assert resting.state is State.LIMITED
