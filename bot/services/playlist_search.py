"""Songs whose Spotify track nobody knows: searched for with few calls, and each choice kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.ports import Clock
from bot.writing import FoundTrack, PlaylistWriter, WantedSong, Who, Writings
from recsys.domain import is_playground_id
from recsys.identity import artist_key, fold, song_key, title_key
from recsys.matching import SURE, Names, Reading

SEARCHED_TWICE = 40
"""So many songs of a list get a second attempt, the others one: a person has a few hundred calls a day."""
MAX_APART_MS = 20_000
"""Another length than this is another recording: an edit of a video, a live version, an extended mix."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The URIs of the songs that Spotify has, in their order and each once, and the songs that it has not."""

    uris: tuple[str, ...]
    missing: tuple[WantedSong, ...]


class SongSearch:
    """Finds tracks for songs. `playground`: whether this Spotify knows the playground's ids."""

    def __init__(
        self, spotify: PlaylistWriter, writings: Writings, clock: Clock, *, life: timedelta, playground: bool
    ) -> None:
        self._spotify = spotify
        self._writings = writings
        self._clock = clock
        self._life = life
        self._playground = playground

    async def resolve(self, who: Who, songs: Sequence[WantedSong]) -> Resolved:
        """A track for each song. Raises a SpotifyError in the middle; what was found until then is kept."""
        unknown = {key_of(song): song for song in songs if not self.has_track(song)}
        chosen = dict(await self._writings.chosen(list(unknown), self._clock.now()))
        for place, key in enumerate([key for key in unknown if key not in chosen]):
            chosen[key] = await self._search(who, unknown[key], attempts=2 if place < SEARCHED_TWICE else 1)
            await self._writings.choose({key: chosen[key]}, self._clock.now() + self._life)
        ids = {song: self._track_of(song, chosen) for song in songs}
        found = dict.fromkeys(track_id for track_id in ids.values() if track_id)
        return Resolved(
            tuple(f"spotify:track:{track_id}" for track_id in found),
            tuple(song for song, track_id in ids.items() if track_id is None),
        )

    def has_track(self, song: WantedSong) -> bool:
        """Whether this Spotify's id of the song is known."""
        return bool(song.spotify_id) and (self._playground or not is_playground_id(song.spotify_id or ""))

    def _track_of(self, song: WantedSong, chosen: Mapping[str, str | None]) -> str | None:
        return song.spotify_id if self.has_track(song) else chosen.get(key_of(song))

    async def _search(self, who: Who, song: WantedSong, *, attempts: int) -> str | None:
        for query in _queries(song)[:attempts]:
            if found := best(song, await self._spotify.search(who, query)):
                return found.spotify_id
        return None


def key_of(song: WantedSong) -> str:
    """What makes two wanted songs one."""
    return song_key(song.title, (song.artist,))


def best(song: WantedSong, found: Sequence[FoundTrack]) -> FoundTrack | None:
    """The track that is this song: of those that fit, one with its code, its very title, its length, in that order."""
    fitting = [(track, fit) for track in found if (fit := _fit(song, track)) >= SURE and not _too_far(song, track)]
    if not fitting:
        return None

    def rank(pair: tuple[FoundTrack, float]) -> tuple[bool, bool, int, float]:
        track, fit = pair
        same_code = bool(song.isrc) and song.isrc == track.isrc
        return not same_code, title_key(song.title) != title_key(track.title), _apart(song, track), -fit

    return min(fitting, key=rank)[0]


def _queries(song: WantedSong) -> tuple[str, ...]:
    """Two attempts, the sharper one first. Spotify documentation, "Search for Item": isrc:, track: and artist:."""
    title, artist = (words.replace('"', " ").strip() for words in (song.title, song.artist))
    named = f'track:"{title}" artist:"{artist}"' if artist else f'track:"{title}"'
    return (f"isrc:{song.isrc}", named) if song.isrc else (named, f"{title} {artist}".strip())


def _fit(song: WantedSong, track: FoundTrack) -> float:
    """0 to 100: how well the names fit, by whichever of the track's artists fits best."""
    reading = Reading(song.title, song.artist or None)
    words, key = fold(track.title), title_key(track.title)
    return max((reading.fit(Names(words, key, artist_key(name))) for name in track.artists), default=0.0)


def _apart(song: WantedSong, track: FoundTrack) -> int:
    """Milliseconds between both lengths, 0 where one is not known."""
    if song.duration_ms is None or track.duration_ms is None:
        return 0
    return abs(song.duration_ms - track.duration_ms)


def _too_far(song: WantedSong, track: FoundTrack) -> bool:
    return _apart(song, track) > MAX_APART_MS
