"""Spotify's audio features: deprecated, closed to apps made after 27 November 2024, and to be used up sparingly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.errors import SpotifyForbids
from bot.ports import Tokens
from bot.spotify import payloads
from bot.spotify.calls import Caller
from bot.spotify.web_api import WebApi
from recsys.sound import Sound

MOST_IDS = 100
"""That one request takes."""


class AudioFeatures:
    """Reads features with the app's own token: they belong to nobody, and need no permission of anybody's."""

    def __init__(self, api: WebApi, app: Tokens) -> None:
        self._api = api
        self._app = app

    async def affordable(self) -> bool:
        """Whether more than half of the call budget is left: people's playlists come first."""
        return await self._api.budget.above_half()

    async def read(self, user_id: int, track_ids: Sequence[str]) -> Mapping[str, Sound]:
        """How those of at most MOST_IDS tracks sound that Spotify knows; `user_id` pays for the call.

        Raises SpotifyForbids when this app does not have audio features, or another leaf of UserError.
        """
        return await Caller(self._api, self._app, user_id).get(
            # Not `audio_features`, which warns of its deprecation at each call.
            lambda spotify: spotify._get("audio-features", ids=",".join(track_ids)),
            payloads.audio_features,
            {404: SpotifyForbids},  # when the route itself is gone
        )
