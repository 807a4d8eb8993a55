"""What `/rules` is asked and what it answers, as plain values that JSON can carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.answers import Source
from recsys.rules_asked import Level, Wish

BUTTONS = ("confidence", "lift", "support")
"""The metrics that a message can be sorted by, whatever it was asked for."""
MOST_RULES = 50
"""Rules that a message leafs through, in each order."""
RULES_ON_PAGE = 8


@dataclass(frozen=True, slots=True)
class RulesRequest:
    """What a person asked for: the rules of a playlist, a song, an artist, or, with none of them, of the catalogue.

    Blank texts count as not given. Without a level, an artist has rules between artists and all else between songs.
    """

    user_id: int
    playlist: str | None = None
    song: str | None = None
    artist: str | None = None
    level: Level | None = None
    min_confidence: float = 0.0
    min_lift: float = 1.0
    sort_by: str = "confidence"

    def __post_init__(self) -> None:
        for name in ("playlist", "song", "artist"):
            object.__setattr__(self, name, (getattr(self, name) or "").strip() or None)

    @property
    def items(self) -> Level:
        """What the items of the rules are."""
        return self.level or (Level.ARTISTS if self.artist else Level.SONGS)

    def wish(self, sort_by: str, limit: int) -> Wish:
        """The same for the core. Raises ValueError for thresholds out of range."""
        return Wish(self.items, self.min_confidence, self.min_lift, sort_by, limit=limit)


@dataclass(frozen=True, slots=True)
class Named:
    """A song, or (`title` empty) an artist."""

    title: str
    artist: str
    spotify_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToldRule:
    """Of the playlists with all of `left`, the share `confidence` also has `right`: these `playlists`."""

    left: tuple[Named, ...]
    right: Named
    playlists: int
    confidence: float
    lift: float


@dataclass(frozen=True, slots=True)
class RulesAnswer:
    """Rules, out of `total` within the thresholds; `below` more are just below.

    `orders` has places among them by metric, the strongest first.
    `source` is the playlist, of whose `seeds` songs `known` are known; `of` the song or the artist that was asked for.
    `account_id` is the linked account for which Spotify was read. `demo`: the model learned from the made-up corpus.
    """

    request: RulesRequest
    rules: tuple[ToldRule, ...]
    orders: Mapping[str, tuple[int, ...]]
    total: int
    below: int
    source: Source | None = None
    seeds: int = 0
    known: int = 0
    of: Named | None = None
    account_id: str | None = None
    demo: bool = False

    def ordered(self, by: str) -> tuple[ToldRule, ...]:
        """The rules by a metric, the strongest first."""
        return tuple(self.rules[place] for place in self.orders[by])


@dataclass(frozen=True, slots=True)
class RulesPost:
    """An answer as it stands in one message: which page, in which order, who sees it; `pictured`: it has a picture.

    `list_id` names its songs as a list in all its messages: that of the first.
    """

    answer: RulesAnswer
    private: bool
    sort_by: str
    page: int = 0
    shared: bool = False
    pictured: bool = False
    list_id: str | None = None

    @property
    def pages(self) -> int:
        """How many pages there are; an empty answer has one."""
        return max(1, -(-len(self.answer.orders[self.sort_by]) // RULES_ON_PAGE))

    @property
    def first(self) -> int:
        """Index of the page's first rule."""
        return self.page * RULES_ON_PAGE

    @property
    def rules(self) -> tuple[ToldRule, ...]:
        """The rules of the page."""
        return self.answer.ordered(self.sort_by)[self.first : self.first + RULES_ON_PAGE]


@dataclass(frozen=True, slots=True)
class ShownRules:
    """A post and the id under which its buttons find it again; `picture` is the PNG that it is sent with.

    Without one, the message keeps the picture that it has, if its post is `pictured`.
    """

    state_id: str
    post: RulesPost
    picture: bytes | None = None
