"""Putting the chain together: the providers that the operator has switched on, and what runs in their background."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta

from bot.ports import Clock, Notes, SoundCache
from bot.services.background import Background
from bot.settings import Settings
from bot.sounds.chain import SoundChain
from bot.sounds.guarded import GuardedProvider
from bot.sounds.provider import Provider
from bot.sounds.reccobeats import open_reccobeats
from bot.sounds.spotify import SpotifySounds
from bot.spotify.features import AudioFeatures


@asynccontextmanager
async def open_sounds(
    settings: Settings, cache: SoundCache, notes: Notes, features: AudioFeatures, clock: Clock
) -> AsyncIterator[SoundChain]:
    """The Sounds port for as long as the context lasts; look-ups that are under way end with it."""
    async with AsyncExitStack() as stack:
        providers: list[Provider] = []
        if settings.segue_reccobeats:
            reccobeats = open_reccobeats(
                settings.segue_reccobeats_base,
                life=timedelta(days=settings.segue_reccobeats_days),
                playground=settings.reccobeats_is_playground,
            )
            providers.append(await stack.enter_async_context(reccobeats))
        if settings.segue_spotify_features:
            life = timedelta(hours=settings.segue_snapshot_hours)
            providers.append(SpotifySounds(features, notes, clock, life, settings.spotify_is_playground))
        # After what it uses, so that it ends first.
        background = await stack.enter_async_context(Background())
        guarded = [GuardedProvider(each, clock) for each in providers]
        yield SoundChain(guarded, cache, background, clock, most=settings.segue_sound_rows)
