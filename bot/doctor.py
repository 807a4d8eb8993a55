"""What `segue doctor` looks at: each part of the set-up, whether it works, and what to do when it does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Any, TypeVar

import aiohttp

from bot.clock import SystemClock
from bot.errors import AppRefused, SpotifyForbids, SpotifyResting, StorageError, UserError
from bot.settings import Settings, is_loopback
from bot.sounds.provider import ProviderTrouble, Resting
from bot.sounds.reccobeats import NAME as RECCOBEATS
from bot.sounds.reccobeats import open_reccobeats
from bot.sounds.spotify import NAME as SPOTIFY
from bot.sounds.spotify import closed_until
from bot.spotify.adapter import open_spotify
from bot.storage.database import Database, database_path, open_database
from bot.storage.prepare import BACKUP_EVERY, newest_backup
from recsys.bundle import Bundle
from recsys.errors import BundleError

T = TypeVar("T")

SAFE_SQLITE = (3, 51, 3)
"""Older ones can damage a database that two connections write to at the same moment (the WAL-reset bug)."""


class State(Enum):
    """How a part is. Only FAILING keeps the bot from starting or linking as it is set up."""

    WORKING = "works"
    LIMITED = "limited"
    FAILING = "fails"


ANY_SONG = "11dFghVXANMlKmJXsNCbNl"
"""The track of Spotify's own documentation, to ask how something sounds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: `what` is true of it, `todo` is what to do about it (empty when it works)."""

    part: str
    state: State
    what: str
    todo: str = ""


def working(part: str, what: str) -> Finding:
    return Finding(part, State.WORKING, what)


def limited(part: str, what: str, todo: str) -> Finding:
    return Finding(part, State.LIMITED, what, todo)


def failing(part: str, what: str, todo: str) -> Finding:
    return Finding(part, State.FAILING, what, todo)


async def examine(settings: Settings) -> list[Finding]:
    """Look at every part, one after the other. Calls each service that is in use once or twice; writes nothing."""
    checks: Sequence[Callable[[Settings], Awaitable[Finding]]] = (
        discord_token,
        spotify_app,
        redirect_address,
        secret_keys,
        database,
        newest_copy,
        sqlite_version,
        model_bundle,
        imported_sounds,
        reccobeats,
        spotify_features,
    )
    return [await check(settings) for check in checks]


async def discord_token(settings: Settings) -> Finding:
    """Ask Discord who the token belongs to."""
    part = "Discord token"
    if settings.discord_token is None:
        return failing(part, "DISCORD_TOKEN is not set", "Take it from the Discord developer portal → Bot.")
    headers = {"Authorization": f"Bot {settings.discord_token.get_secret_value()}"}
    url = f"{settings.segue_discord_api_base.rstrip('/')}/users/@me"
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as answer,
        ):
            about: dict[str, Any] = await answer.json(content_type=None)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return failing(part, f"Discord cannot be reached ({type(error).__name__})", "Check the network and try again.")
    if answer.status != 200:
        return failing(part, f"Discord refuses it ({answer.status})", "Reset it in the developer portal → Bot.")
    return working(part, f"belongs to {about.get('username')}")


async def spotify_app(settings: Settings) -> Finding:
    """Ask Spotify for a token of the app's own."""
    part = "Spotify app"
    without = "Set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET to let people link accounts."
    if settings.spotify_client_id is None:
        return limited(part, "not set: Segue takes songs and moods, but no accounts", without)
    if settings.spotify_client_secret is None:
        return limited(part, "SPOTIFY_CLIENT_SECRET is not set: links of unknown songs cannot be read", without)
    async with AsyncExitStack() as stack:
        adapter = await stack.enter_async_context(open_spotify(settings, UncountedCalls(), SystemClock()))
        try:
            await adapter.check_app()
        except AppRefused:
            return failing(part, "Spotify refuses id or secret", "Compare both with developer.spotify.com/dashboard.")
        except SpotifyResting as resting:
            return failing(part, f"Spotify refuses calls until {resting.until:%Y-%m-%d %H:%M} UTC", "Wait until then.")
        except UserError as error:
            return failing(part, error.sentence, "Check the network, and try again in a few minutes.")
    return working(part, "Spotify knows id and secret; whether its owner has Premium shows when somebody links")


async def redirect_address(settings: Settings) -> Finding:
    """Where Spotify sends people, and whether the bot is reachable there."""
    part, uri = "Redirect address", settings.spotify_redirect_uri
    if settings.spotify_client_id is None:
        return working(part, "not needed without a Spotify app")
    if settings.segue_public_url:
        return working(part, f"{uri}: people link through the bot's page; register it in the Spotify app")
    if not is_loopback(uri):
        todo = "Set SEGUE_PUBLIC_URL to the address that leads to SEGUE_WEB_ADDRESS, so that nobody has to paste."
        return limited(part, f"{uri}: people link by pasting it back, though it is public", todo)
    return working(part, f"{uri}: people link by pasting it back; register it in the Spotify app")


async def secret_keys(settings: Settings) -> Finding:
    """How many keys there are, by fingerprint; never the keys."""
    part = "Secret keys"
    if not settings.segue_secret_keys:
        return limited(
            part, "none: nobody can link an account", "Put a key from `segue keys new` into SEGUE_SECRET_KEYS."
        )
    prints = [sha256(key.get_secret_value().encode()).hexdigest()[:8] for key in settings.segue_secret_keys]
    return working(part, f"fingerprints, newest first: {', '.join(prints)}")


async def database(settings: Settings) -> Finding:
    """Open what exists, beside a running bot."""
    part = "Database"
    try:
        path = database_path(settings.segue_database_url)
        if not path.exists():
            return working(part, f"{path} will be made by `segue run`")
        async with open_database(
            settings.segue_database_url, keys=settings.segue_secret_keys, clock=SystemClock(), read_only=True
        ) as opened:
            await opened.ping()
    except StorageError as error:
        return failing(part, str(error), "Then run `segue doctor` again.")
    return working(part, f"{path} is whole and up to date")


async def newest_copy(settings: Settings) -> Finding:
    """How old the newest backup of the database is."""
    part = "Backup"
    try:
        path = database_path(settings.segue_database_url)
    except StorageError as error:
        return failing(part, str(error), "Then run `segue doctor` again.")
    made = newest_backup(path)
    if made is None and not path.exists():
        return working(part, "there is nothing to copy yet")
    if made is None:
        return limited(part, "none yet", "`segue run` makes one each day; `segue backup` makes one now.")
    age = SystemClock().now() - made
    if age > 2 * BACKUP_EVERY:
        todo = "`segue run` makes one each day: see what its log says, or make one now with `segue backup`."
        return limited(part, f"the newest is {age.days} days old", todo)
    return working(part, f"the newest is {age // timedelta(hours=1)} hours old")


async def sqlite_version(settings: Settings) -> Finding:
    """Which SQLite this Python has."""
    part, version = "SQLite", sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return working(part, version)
    todo = (
        f"Use a Python whose SQLite is {'.'.join(map(str, SAFE_SQLITE))} or newer when you can; until then keep "
        "backups, and never let another program write to the database while the bot runs."
    )
    return limited(part, f"{version} has a bug that can damage a database with several writers", todo)


async def model_bundle(settings: Settings) -> Finding:
    """Check every file of the bundle against its manifest, without TensorFlow."""
    part = "Model"
    if settings.segue_model is None:
        return limited(
            part,
            "SEGUE_MODEL is not set; `segue run` offers the demo model",
            "Train one with `segue train --data PATH --out BUNDLE` and set SEGUE_MODEL=BUNDLE.",
        )
    try:
        bundle = Bundle.load(settings.segue_model)
    except BundleError as error:
        return failing(part, str(error), "Set SEGUE_MODEL to a folder that `segue train` made.")
    manifest = bundle.manifest
    songs, playlists = manifest.counts["songs"], manifest.counts["playlists"]
    what = f"{manifest.name}: {songs:,} songs from {playlists:,} playlists ({manifest.trained_on})"
    if not bundle.has_rules:
        return limited(part, f"{what}; it has no rules for /rules", "Mine them with `segue rules mine --model BUNDLE`.")
    if manifest.demo:
        return limited(part, f"{what}; a demo", "Train one on real playlists; every answer says that this is a demo.")
    return working(part, what)


async def imported_sounds(settings: Settings) -> Finding:
    """How many songs of the bundle have features that were imported, by songs and by entries of its playlists."""
    part = "Imported sounds"
    if settings.segue_model is None:
        return working(part, "none without a model")
    try:
        bundle = Bundle.load(settings.segue_model)
        table, entries = bundle.content().table, bundle.postings().counts()
    except BundleError:
        return limited(part, "not known, since the model cannot be used", "See to the model first.")
    heard = table.heard()
    if len(heard):
        share = entries[heard].sum() / entries.sum()
        return working(part, f"{len(heard):,} of {len(table):,} songs, which are {share:.0%} of its playlists' entries")
    what = "of none of the model's songs"
    if settings.segue_reccobeats or settings.segue_spotify_features:
        return working(part, f"{what}; what else is on is asked")
    todo = "Add some with `segue features import FILE --model BUNDLE`, or switch on a source (docs/sounds.md)."
    return limited(part, f"{what}, so `/similar` says that it knows no sound", todo)


async def reccobeats(settings: Settings) -> Finding:
    """Ask ReccoBeats how one song sounds, when it is switched on."""
    part = RECCOBEATS
    if not settings.segue_reccobeats:
        return working(part, "off: no song is sent there (docs/sounds.md)")
    base, playground = settings.segue_reccobeats_base, settings.reccobeats_is_playground
    async with open_reccobeats(base, life=timedelta(days=1), playground=playground) as provider:
        try:
            await provider.read([ANY_SONG], user_id=0)
        except Resting as resting:
            return limited(part, f"asks to be left alone for {resting}", "Wait; the bot does, too.")
        except ProviderTrouble as trouble:
            todo = "Answers by sound use what else is known. If it lasts, set SEGUE_RECCOBEATS=False."
            return limited(part, f"does not answer ({trouble})", todo)
    told = "answers; it gets the ids of songs that are compared, and not who compares them"
    return working(part, told + await _coverage(settings, RECCOBEATS))


async def spotify_features(settings: Settings) -> Finding:
    """Ask Spotify how one song sounds, when that is switched on and the bot would ask as well."""
    part = "Spotify's audio features"
    if not settings.segue_spotify_features:
        return working(part, "off: few apps have them (docs/sounds.md)")
    off = "Set SEGUE_SPOTIFY_FEATURES=False: only apps made before 27 November 2024 have them."
    closed = await _noted(settings, lambda database: closed_until(database.notes))
    if closed and closed > SystemClock().now():
        return limited(
            part, f"Spotify refused them to this app; the bot asks again at {closed:%Y-%m-%d %H:%M} UTC", off
        )
    async with open_spotify(settings, UncountedCalls(), SystemClock()) as adapter:
        try:
            await adapter.features().read(0, [ANY_SONG])
        except SpotifyForbids:
            return limited(part, "Spotify refuses them to this app; the bot asks again once a day", off)
        except UserError as error:
            return limited(part, error.sentence, "Answers by sound use what else is known.")
    told = "this app has them; they are read while over half of the call budget is left"
    return working(part, told + await _coverage(settings, SPOTIFY))


async def _coverage(settings: Settings, provider: str) -> str:
    """How many of the songs that a running bot has asked for a provider knew, to be added to a finding."""
    found = await _noted(settings, lambda database: database.sounds.coverage(SystemClock().now()))
    if not found or provider not in found:
        return ""
    one = found[provider]
    return f". Of {one.asked:,} songs that it was asked for it knew {one.known:,} ({one.known / one.asked:.0%})"


async def _noted(settings: Settings, read: Callable[[Database], Awaitable[T]]) -> T | None:
    """What a bot has noted in its database; None where there is none that can be read, which is found elsewhere."""
    try:
        async with open_database(settings.segue_database_url, keys=(), clock=SystemClock(), read_only=True) as opened:
            return await read(opened)
    except StorageError:
        return None


class UncountedCalls:
    """A ledger for the doctor's few calls: it must not need the database that it is about to judge."""

    async def spend(self, payer: str, calls: int, *, now: datetime, limit: int, payer_limit: int) -> bool:
        return True

    async def used(self, now: datetime, payer: str | None = None) -> int:
        return 0

    async def cooldown_until(self, now: datetime) -> datetime | None:
        return None

    async def cool_down(self, until: datetime) -> None:
        return None
