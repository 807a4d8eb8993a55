"""The words of the house: track, song, playlist, query, recommendation. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

PLAYGROUND_PREFIX = "playground"
"""Spotify ids that begin so are made up by the project (22 characters, like real ones) and must never reach Spotify."""

BALANCED = 0.5
"""The middle of the dial from the ranking to variety, where people get it unless they say otherwise."""


def is_playground_id(spotify_id: str) -> bool:
    """Whether this Spotify id exists in the playground only."""
    return spotify_id.startswith(PLAYGROUND_PREFIX)


@dataclass(frozen=True, slots=True)
class Track:
    """One recording as a source names it: a line of a file, an entry of a playlist, a typed title.

    `artists` holds the names in the source's order, the primary artist first; it is empty when the source gave none.
    """

    title: str
    artists: tuple[str, ...] = ()
    spotify_id: str | None = None
    album: str | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Playlist:
    """An ordered list of tracks, as a reader yields it. `title` is None when the playlist has no name."""

    id: str
    title: str | None
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Song:
    """A canonical song of a bundle's catalogue: all recordings with one normalised title and primary artist.

    `id` is the song's row in every array of its bundle and means nothing outside it.
    `spotify_ids` are ordered by how often the training data uses them (ties: the smallest id first).
    `playlists` counts the training playlists that hold the song.
    """

    id: int
    title: str
    artist: str
    spotify_ids: tuple[str, ...] = ()
    playlists: int = 0
    year: int | None = None
    duration_ms: int | None = None
    explicit: bool | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """What to continue: seed tracks in playlist order, a title or mood, or both.

    `adventurous`, from 0 to 1, trades the ranking for variety (`recsys.diversity`); `clean` leaves out songs that are
    known to be explicit. With `year_from` or `year_to` only songs are answered that are known to be of these years,
    both included. None of the songs of `known` is answered, in any version, and none whose artist is one of `avoided`
    (names). Raises ValueError when there is neither a track nor a title, `limit` is below 1, `adventurous` outside 0..1
    or `year_from` after `year_to`.
    """

    tracks: tuple[Track, ...] = ()
    title: str | None = None
    limit: int = 20
    max_per_artist: int | None = None
    adventurous: float = 0.0
    clean: bool = False
    year_from: int | None = None
    year_to: int | None = None
    known: tuple[Track, ...] = ()
    avoided: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"limit must be at least 1, got {self.limit}")
        if not 0 <= self.adventurous <= 1:
            raise ValueError(f"adventurous must be 0..1, got {self.adventurous}")
        if self.year_from is not None and self.year_to is not None and self.year_from > self.year_to:
            raise ValueError(f"year_from must not be after year_to, got {self.year_from} and {self.year_to}")
        if not self.tracks and not (self.title or "").strip():
            raise ValueError("a query needs at least one track or a title")


class ReasonKind(StrEnum):
    """Why a song is recommended; each kind says which fields of `Reason` are set."""

    TOGETHER = "together"  # `playlists` training playlists hold it with all of `songs`, one to three seeds, or else
    # with any song of `artist`, who stands for unknown seeds
    ARTIST = "artist"  # `artist`, whose song it is, has `seeds` of the seeds
    CLOSE = "close"  # `songs`: the seeds nearest to it in the model's space; `artist` where no seed song is known
    TITLE = "title"  # `title`: `playlists` training playlists of that title hold it
    WORD = "word"  # `title`, a word of the query's title: `playlists` training playlists with it in theirs hold it
    MOOD = "mood"  # `title`: near it in the model's space


@dataclass(frozen=True, slots=True)
class Reason:
    """A true statement about why a song is recommended, to be put into words by whoever shows it."""

    kind: ReasonKind
    songs: tuple[Song, ...] = ()
    playlists: int = 0
    artist: str | None = None
    title: str | None = None
    seeds: int = 0


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended song; `score` orders a list unless the query is adventurous, and means nothing across lists."""

    song: Song
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Recommendations:
    """The answer to a query, best first, and what became of its seeds.

    `known` seeds were used as songs, `by_artist` only through their artist; `unknown` could not be used at all.
    """

    items: tuple[Recommendation, ...]
    known: int = 0
    by_artist: int = 0
    unknown: tuple[Track, ...] = field(default=())

    @property
    def unrated(self) -> int:
        """How many of its songs the data calls neither explicit nor clean."""
        return sum(item.song.explicit is None for item in self.items)
