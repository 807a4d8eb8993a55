"""What `/recommend` and `/similar` are asked and what they answer, as plain values that JSON can carry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.errors import UserError
from bot.imports.songs import SongList
from bot.portraits import Portrait
from bot.ports import SkipReason
from recsys.domain import BALANCED, Reason
from recsys.sound import SortBy, SoundReason

MAX_COUNT = 100
DEFAULT_COUNT = 20


_PLAYLIST_LINK = re.compile("[:/]playlist[:/]")


class Order(StrEnum):
    """In which order the recommended songs are shown."""

    BEST = "best"
    SIMILAR = "similar"  # only where the songs were compared
    SHUFFLE = "shuffle"


class Mix(StrEnum):
    """How far an answer strays from the surest songs."""

    SAFE = "safe"
    BALANCED = "balanced"
    ADVENTUROUS = "adventurous"

    @property
    def dial(self) -> float:
        """Where the recommender's dial stands, 0 to 1."""
        return {Mix.SAFE: 0.0, Mix.BALANCED: BALANCED, Mix.ADVENTUROUS: 1.0}[self]


class Mine(StrEnum):
    """Which songs of a person's Spotify account are continued."""

    TOP = "top"
    LIKED = "liked"


class YearsCrossed(UserError):
    """The first year comes after the last."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__("years-crossed", first=str(first), last=str(last))


class Visibility(StrEnum):
    """Who sees an answer."""

    ONLY_ME = "only_me"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class RecommendRequest:
    """What a person asked for. Blank texts count as not given.

    `playlist` is a link, URI or id; `songs` a text of songs separated by semicolons; `vibe` a mood or title.
    `clean` wants no songs that are known to be explicit. `lists` are read from files and pasted texts, `mine` is read
    from the person's account. Songs are wanted from `year_from` to `year_to`, and with `exclude_known` none that the
    person's playlists hold. With `repeats`, songs that the person was shown lately may come again. No list grows beyond
    `most` songs.
    Raises ValueError when `count` is outside 1..100, YearsCrossed when no year can be meant.
    """

    user_id: int
    playlist: str | None = None
    songs: str | None = None
    vibe: str | None = None
    count: int = DEFAULT_COUNT
    order: Order = Order.BEST
    mix: Mix = Mix.BALANCED
    clean: bool = False
    lists: tuple[SongList, ...] = ()
    mine: Mine | None = None
    year_from: int | None = None
    year_to: int | None = None
    exclude_known: bool = False
    repeats: bool = False
    most: int = MAX_COUNT

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAX_COUNT:
            raise ValueError(f"count must be 1..{MAX_COUNT}, got {self.count}")
        if self.year_from and self.year_to and self.year_from > self.year_to:
            raise YearsCrossed(self.year_from, self.year_to)
        for name in ("playlist", "songs", "vibe"):
            object.__setattr__(self, name, (getattr(self, name) or "").strip() or None)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go by."""
        return not (self.playlist or self.songs or self.vibe or self.lists or self.mine)

    @property
    def is_personal(self) -> bool:
        """Whether it draws on somebody's account or files."""
        typed = (self.songs or "", *(entry for one in self.lists for entry in one.typed))
        linked = any(_PLAYLIST_LINK.search(text) for text in typed)
        of_account = self.playlist or self.mine or self.exclude_known or linked
        return bool(of_account or any(one.name for one in self.lists))


@dataclass(frozen=True, slots=True)
class Source:
    """The playlist that was continued. Of its `total` entries `read` were read, and `skipped` of those are no songs."""

    id: str
    name: str
    owner: str
    cover_url: str | None
    read: int
    total: int
    skipped: Mapping[SkipReason, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry of `songs:` and what it was taken for: a song, or (`title` empty) an artist and perhaps `near` songs."""

    entry: str
    title: str
    artist: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """An entry of `songs:` that was not found, and songs that it may have meant or why a link is of no use."""

    entry: str
    near: tuple[str, ...] = ()
    problem: str | None = None


class Origin(StrEnum):
    """Where songs came from, beside a playlist and what was typed."""

    FILE = "file"
    PASTED = "pasted"
    HISTORY = "history"
    ALBUM = "album"
    ARTIST = "artist"
    PLAYLIST = "playlist"
    TOP = "top"
    LIKED = "liked"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one file, list, link or account brought in: `songs` seeds.

    Of what else stood there `repeated` had come before, `nameless` named no song, and `left` is beyond what is read.
    `owner` is whose it is, where Spotify says so.
    """

    origin: Origin
    name: str = ""
    owner: str = ""
    songs: int = 0
    repeated: int = 0
    nameless: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """How a song sounds beside the playlist: `score` (0 to 100) and why, or no score where its sound is unknown.

    `respect` is what songs were sorted by (`recsys.sound.respect`), None where that is not known or is the score.
    """

    score: int | None
    reasons: tuple[SoundReason, ...] = ()
    respect: float | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing the songs of an answer with its seeds.

    `orders` has places among the answer's items, for each order but the best. The sound of `known` songs is known, and
    of `heard` of the `seeds`; `sources` are those outside the model by how many songs each knew, and `pending`
    recordings are still being asked for. `moved` says whether anything was known
    to sort by. Where there was no seed to compare with, the first `stand_ins` songs stood in; `comparable` is false
    when not even they were of use. `pictured`: the message carries the `portrait`'s picture.
    """

    sort_by: SortBy
    orders: Mapping[Order, tuple[int, ...]]
    known: int = 0
    heard: int = 0
    seeds: int = 0
    sources: Mapping[str, int] = field(default_factory=dict)
    pending: int = 0
    moved: bool = True
    stand_ins: int = 0
    comparable: bool = True
    portrait: Portrait | None = None
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One recommended song, the `place`-th from 0.

    `spotify_id` may be the playground's own (`recsys.domain.is_playground_id`).
    """

    title: str
    artist: str
    spotify_id: str | None
    reason: Reason
    cover_url: str | None = None
    match: Match | None = None
    place: int = 0
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Lately:
    """The `songs` that a person was shown in the last `days` were left out, but for those `again` at the end."""

    songs: int
    days: int
    again: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """What was left out: the `songs` of `playlists` of the person's `total` playlists."""

    songs: int
    playlists: int
    total: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Recommended songs and what they were made from.

    Of `seeds` seed songs `known` were used as songs and `by_artist` through their artist alone. `problem` is the
    sentence of a playlist that could not be read although something else could be used, `unchecked` that of songs that
    were to be left out and could not be looked at. `account_id` is the linked
    account for which Spotify was read. Where a clean answer was asked for, `unrated` of its songs are neither explicit
    nor clean as far as the model knows. `demo`: the model was trained on the made-up demo corpus. `compared` is set
    where the songs were compared by sound. `years` are the first and last that were asked for, None where any
    was right; `scarce`: there are fewer songs than were asked for. `checked` is set where songs that the person has
    were left out. Of a blend the first `for_all` songs fit everybody. `lately` says what became of songs that the
    person was shown before.
    """

    items: tuple[Item, ...]
    source: Source | None = None
    vibe: str | None = None
    seeds: int = 0
    known: int = 0
    by_artist: int = 0
    taken: tuple[Taken, ...] = ()
    missed: tuple[Missed, ...] = ()
    gathered: tuple[Gathered, ...] = ()
    problem: str | None = None
    unrated: int = 0
    account_id: str | None = None
    demo: bool = False
    compared: Compared | None = None
    years: tuple[int | None, int | None] = (None, None)
    scarce: bool = False
    checked: Checked | None = None
    unchecked: str | None = None
    for_all: int | None = None
    lately: Lately | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """An answer as it stands in one message: which page, how many songs on one, in which order, and who sees it.

    `request` is what was asked, for asking it again. `list_id` names the list in all its messages: that of the first.
    `chosen` is the place among the answer's items of the song that something is to be said of.
    """

    answer: Answer
    private: bool
    page_size: int
    page: int = 0
    shared: bool = False
    order: Order = Order.BEST
    request: RecommendRequest | None = None
    list_id: str | None = None
    chosen: int | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; an empty answer has one."""
        return max(1, -(-len(self.answer.items) // self.page_size))

    @property
    def first(self) -> int:
        """Index of the page's first song."""
        return self.page * self.page_size

    @property
    def items(self) -> tuple[Item, ...]:
        """The songs of the page."""
        return self.ordered[self.first : self.first + self.page_size]

    @property
    def ordered(self) -> tuple[Item, ...]:
        """All songs, in the order in which they are shown."""
        places = self.answer.compared.orders.get(self.order) if self.answer.compared else None
        return self.answer.items if places is None else tuple(self.answer.items[place] for place in places)
