"""The demo corpus: a hand-written catalogue of real songs, and made-up playlists drawn from it by a seeded process.

The process is described in `docs/demo-corpus.md`. It uses whole numbers, additions, products and quotients alone, which
IEEE 754 rounds in one way, so that a seed gives the same playlists on every machine.
"""

from __future__ import annotations

import csv
import random
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import accumulate, pairwise

from recsys.domain import PLAYGROUND_PREFIX, Playlist, Track

KINDS = {
    "scene": 24,
    "scene_decade": 14,
    "neighbours": 12,
    "mood": 16,
    "mood_scene": 16,
    "artist": 8,
    "country": 4,
    "decade": 6,
}
"""What playlists are about, each with its share in percent."""

LENGTHS = (5, 20, 33, 48, 70, 100)
"""The shortest playlist, the 20th, 40th, 60th and 80th percentile, and the longest, before a theme of few songs bounds
them; lengths between two of these are equally likely."""

NOISE = 0.05
"""The share of a playlist's songs that have nothing to do with its theme."""

_NEIGHBOUR = 0.03
"""How strongly a theme draws a song of a neighbouring scene; its own songs draw with 1."""
_NEAR = 0.2
"""How strongly a narrow theme draws what is right beside it: its scene in other decades, its mood in scenes nearby."""
_FAVOURITE = 4.0
"""How much more of a playlist's favourite artists it holds."""
_FAVOURITES = 3
_HOME = 6.0
"""How much more of its maker's home scene and its neighbours a playlist about a mood, decade or country holds."""
_RADIO = 30.0
"""How much more of its artist than of the artist's scene an artist's radio holds."""

_HEAD = 4
"""Popularity in a scene is 1 / (rank + _HEAD): the larger, the flatter."""
_POPULARITY_SEED = 1
"""Which songs are hits is a fact of the made-up world, the same for every seed of playlists."""

_FEW = 10
"""Themes of fewer songs make no playlist."""
_EMOJI = ("🎶", "🎧", "🔥", "✨", "❤️", "💿")


@dataclass(frozen=True, slots=True)
class DemoSong:
    """A real song. `year` is that of its first release; of a classical work, of its completion or publication.

    `artists` has the primary artist first, whose ISO 3166 `country` it is; `spotify_id` is the playground's own.
    """

    title: str
    artists: tuple[str, ...]
    year: int
    scene: str
    country: str
    moods: tuple[str, ...]
    spotify_id: str

    @property
    def track(self) -> Track:
        return Track(self.title, self.artists, spotify_id=self.spotify_id, year=self.year)

    @property
    def decade(self) -> int:
        return self.year // 10 * 10


@dataclass(frozen=True, slots=True)
class Theme:
    """What a playlist is about: `words` fill a title of this kind, `pull` says how strongly each row of the catalogue
    is drawn in (rows it does not name: not at all)."""

    kind: str
    words: Mapping[str, str]
    pull: Mapping[int, float]
    emoji: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `themes.toml`. A mood's words end in its emoji; neighbours hold both ways."""

    scenes: Mapping[str, Sequence[str]]
    moods: Mapping[str, Sequence[str]]
    countries: Mapping[str, Sequence[str]]
    titles: Mapping[str, Sequence[str]]
    neighbours: Mapping[str, Sequence[str]]


def demo_playlists(seed: int = 2026, count: int = 2500) -> Iterator[Playlist]:
    """`count` made-up playlists of real songs, each song once in a playlist; the same for the same seed everywhere."""
    for _, playlist in themed_playlists(seed, count):
        yield playlist


def themed_playlists(seed: int = 2026, count: int = 2500) -> Iterator[tuple[Theme, Playlist]]:
    """The playlists of `demo_playlists`, each with the theme that it was drawn from."""
    maker = _Maker(random.Random(seed))
    for number in range(count):
        theme, title, songs = maker.playlist()
        yield theme, Playlist(f"demo-{seed}-{number}", title, tuple(song.track for song in songs))


@cache
def demo_songs() -> tuple[DemoSong, ...]:
    """The catalogue, in the order of its files; a song's place gives it its playground id."""
    tables = sorted((file for file in _corpus().iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)
    return tuple(_song(row, cells) for row, cells in enumerate(cells for table in tables for cells in _rows(table)))


@cache
def vocabulary() -> Vocabulary:
    """Scenes with their neighbours, moods and countries, with the words that people have for them."""
    themes = tomllib.loads(_corpus().joinpath("themes.toml").read_text(encoding="utf-8"))
    neighbours: dict[str, list[str]] = {scene: [] for scene in themes["scenes"]}
    for scene, others in themes["neighbours"].items():
        for other in others:
            neighbours[scene].append(other)
            neighbours[other].append(scene)
    return Vocabulary(themes["scenes"], themes["moods"], themes["countries"], themes["titles"], neighbours)


def _corpus() -> Traversable:
    return files("recsys.data").joinpath("demo_corpus")


def _rows(table: Traversable) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(table.read_text(encoding="utf-8").splitlines())


def _song(row: int, cells: Mapping[str, str]) -> DemoSong:
    return DemoSong(
        title=cells["title"],
        artists=tuple(cells["artist"].split(";")),
        year=int(cells["year"]),
        scene=cells["scene"],
        country=cells["country"],
        moods=tuple(cells["moods"].split("|")),
        spotify_id=f"{PLAYGROUND_PREFIX}{row:012}",
    )


Shelf = Mapping[str, Sequence[int]]
"""Rows of the catalogue by scene, mood, country, decade or artist."""


class _Shelves:
    """The catalogue's rows by everything that a theme can be about, and how popular each row is."""

    def __init__(self, songs: Sequence[DemoSong]) -> None:
        self.songs = songs
        self.scene = self._shelf(lambda song: [song.scene])
        self.mood = self._shelf(lambda song: song.moods)
        self.country = self._shelf(lambda song: [song.country])
        self.decade = self._shelf(lambda song: [_decade_name(song.decade)])
        self.artist = self._shelf(lambda song: song.artists)
        self.scene_decade = self._shelf(lambda song: [f"{song.scene}|{_decade_name(song.decade)}"])
        self.mood_scene = self._shelf(lambda song: [f"{mood}|{song.scene}" for mood in song.moods])
        self.popularity = self._popularity()
        self.everything = list(accumulate(self.popularity))

    def _shelf(self, labels: Callable[[DemoSong], Iterable[str]]) -> Shelf:
        shelf: dict[str, list[int]] = defaultdict(list)
        for row, song in enumerate(self.songs):
            for label in labels(song):
                shelf[label].append(row)
        return shelf

    def _popularity(self) -> list[float]:
        """Zipf's law in each scene, over an order that is drawn once."""
        rng = random.Random(_POPULARITY_SEED)
        popularity = [0.0] * len(self.songs)
        for rows in self.scene.values():
            for rank, row in enumerate(rng.sample(rows, len(rows))):
                popularity[row] = 1 / (rank + _HEAD)
        return popularity


@cache
def _shelves() -> _Shelves:
    return _Shelves(demo_songs())


class _Maker:
    """Makes one playlist after another from one stream of random numbers."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._shelves = _shelves()
        self._words = vocabulary()
        self._themes: Mapping[str, Callable[[], Theme]] = {
            "scene": self._scene,
            "scene_decade": self._scene_decade,
            "neighbours": self._two_neighbours,
            "mood": self._mood,
            "mood_scene": self._mood_scene,
            "artist": self._artist,
            "country": self._country,
            "decade": self._decade,
        }

    def playlist(self) -> tuple[Theme, str | None, list[DemoSong]]:
        kind = self._rng.choices(list(KINDS), weights=list(KINDS.values()))[0]
        theme = self._themes[kind]()
        pull = self._with_favourites(theme.pull)
        rows = self._draw(pull, self._fitting_length(theme.pull))
        return theme, self._title(theme), [self._shelves.songs[row] for row in rows]

    # Themes: each chooses a subject and says how strongly the songs around it are drawn in.

    def _scene(self) -> Theme:
        scene = self._subject(self._shelves.scene)
        pull = self._around_scenes([scene])
        return Theme("scene", {"scene": self._scene_word(scene)}, pull)

    def _scene_decade(self) -> Theme:
        scene, decade = self._subject(self._shelves.scene_decade).split("|")
        pull = _pull(
            (self._shelves.decade[decade], _NEIGHBOUR, self._neighbourhood([scene])),
            (self._shelves.scene[scene], _NEAR, None),
            (self._shelves.scene_decade[f"{scene}|{decade}"], 1.0, None),
        )
        return Theme("scene_decade", {"scene": self._scene_word(scene), "decade": decade}, pull)

    def _two_neighbours(self) -> Theme:
        scene = self._subject(self._shelves.scene)
        other = self._rng.choice(self._words.neighbours[scene])
        words = {"scene": self._scene_word(scene), "other": self._scene_word(other)}
        return Theme("neighbours", words, self._around_scenes([scene, other]))

    def _mood(self) -> Theme:
        mood = self._subject(self._shelves.mood)
        pull = self._from_home(self._shelves.mood[mood])
        return Theme("mood", {"mood": self._mood_word(mood)}, pull, self._words.moods[mood][-1])

    def _mood_scene(self) -> Theme:
        mood, scene = self._subject(self._shelves.mood_scene).split("|")
        pull = _pull(
            (self._shelves.scene[scene], _NEIGHBOUR, None),
            (self._shelves.mood[mood], _NEAR, self._neighbourhood([scene])),
            (self._shelves.mood_scene[f"{mood}|{scene}"], 1.0, None),
        )
        words = {"mood": self._mood_word(mood), "scene": self._scene_word(scene)}
        return Theme("mood_scene", words, pull, self._words.moods[mood][-1])

    def _artist(self) -> Theme:
        artist = self._subject(self._shelves.artist, few=3)
        rows = self._shelves.artist[artist]
        pull = self._around_scenes(sorted({self._shelves.songs[row].scene for row in rows}))
        return Theme("artist", {"artist": artist}, pull | dict.fromkeys(rows, _RADIO))

    def _country(self) -> Theme:
        named = {code: self._shelves.country[code] for code in self._words.countries}
        code = self._subject(named)
        pull = self._from_home(named[code])
        return Theme("country", {"country": self._rng.choice(self._words.countries[code])}, pull)

    def _decade(self) -> Theme:
        decade = self._subject(self._shelves.decade)
        pull = self._from_home(self._shelves.decade[decade])
        return Theme("decade", {"decade": decade}, pull)

    # What themes are made of.

    def _subject(self, shelf: Shelf, few: int = _FEW) -> str:
        """A label of the shelf, the likelier the more songs it has, among those with at least `few`."""
        labels = [label for label, rows in shelf.items() if len(rows) >= few]
        return self._rng.choices(labels, weights=[len(shelf[label]) for label in labels])[0]

    def _around_scenes(self, scenes: Sequence[str]) -> dict[int, float]:
        near = [
            row for scene in scenes for other in self._words.neighbours[scene] for row in self._shelves.scene[other]
        ]
        core = [row for scene in scenes for row in self._shelves.scene[scene]]
        return _pull((near, _NEIGHBOUR, None), (core, 1.0, None))

    def _from_home(self, rows: Sequence[int]) -> dict[int, float]:
        """`rows`, more of them from the home scene of the playlist's maker, which is that of one of the rows."""
        home = self._shelves.songs[self._rng.choice(rows)].scene
        return _pull((rows, 1.0, None), (rows, _HOME, self._neighbourhood([home])))

    def _neighbourhood(self, scenes: Sequence[str]) -> Callable[[int], bool]:
        inside = {*scenes, *(other for scene in scenes for other in self._words.neighbours[scene])}
        return lambda row: self._shelves.songs[row].scene in inside

    def _with_favourites(self, pull: Mapping[int, float]) -> dict[int, float]:
        rows = list(pull)
        chosen = self._rng.choices(
            rows, weights=[pull[row] * self._shelves.popularity[row] for row in rows], k=_FAVOURITES
        )
        artists = {self._shelves.songs[row].artists[0] for row in chosen}
        favoured = {row: _FAVOURITE for artist in artists for row in self._shelves.artist[artist]}
        return {row: strength * favoured.get(row, 1.0) for row, strength in pull.items()}

    # Length, songs and title.

    def _fitting_length(self, pull: Mapping[int, float]) -> int:
        """A length by `LENGTHS`, at most three quarters of the songs in the theme and right beside it."""
        shortest, longest = self._rng.choice(list(pairwise(LENGTHS)))
        about = sum(strength >= _NEAR for strength in pull.values())
        return max(LENGTHS[0], min(self._rng.randint(shortest, longest), about * 3 // 4))

    def _draw(self, pull: Mapping[int, float], length: int) -> list[int]:
        rows = list(pull)
        weights = list(accumulate(pull[row] * self._shelves.popularity[row] for row in rows))
        everything = range(len(self._shelves.songs))
        drawn: dict[int, None] = {}
        while len(drawn) < length:
            if self._rng.random() < NOISE:
                row = self._rng.choices(everything, cum_weights=self._shelves.everything)[0]
            else:
                row = self._rng.choices(rows, cum_weights=weights)[0]
            drawn.setdefault(row)
        return self._rng.sample(list(drawn), length)

    def _title(self, theme: Theme) -> str | None:
        """A name as people give it: seldom none, seldom one that says nothing, in any case, at times with an emoji."""
        named = self._rng.choices(("theme", "unrelated", None), weights=(90, 5, 5))[0]
        if named is None:
            return None
        pattern = self._rng.choice(self._words.titles[theme.kind if named == "theme" else named])
        cases: tuple[Callable[[str], str], ...] = (str, str.lower, _capitalised, str.upper)
        title = self._rng.choices(cases, weights=(30, 35, 30, 5))[0](pattern.format(**theme.words))
        ending = self._rng.choices(("", "!!", f" {theme.emoji or self._rng.choice(_EMOJI)}"), weights=(80, 4, 16))[0]
        return title + ending

    def _scene_word(self, scene: str) -> str:
        return self._rng.choice(self._words.scenes[scene])

    def _mood_word(self, mood: str) -> str:
        return self._rng.choice(self._words.moods[mood][:-1])


def _pull(*groups: tuple[Sequence[int], float, Callable[[int], bool] | None]) -> dict[int, float]:
    """Strengths by row, from groups of rows with their strength and, optionally, which of them it holds for.

    Where groups overlap the last one holds.
    """
    return {row: strength for rows, strength, holds in groups for row in rows if holds is None or holds(row)}


def _capitalised(title: str) -> str:
    """Each word's first letter large and nothing else changed, as `str.title` would in "90s" and "R.E.M."."""
    return " ".join(word[:1].upper() + word[1:] for word in title.split())


def _decade_name(decade: int) -> str:
    """ "90s" for 1990; four digits where two would be ambiguous."""
    return f"{decade % 100}s" if 1930 <= decade <= 1990 else f"{decade}s"
