"""Reasons: each is a count or a nearness that can be checked by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from recsys.corpus import Corpus
from recsys.domain import Playlist, Reason, ReasonKind, Song, Track
from recsys.explain import SURE, Evidence, Explainer, Strengths, surprise
from recsys.postings import Postings
from tests.support.reasons import playlists_behind

FAMILIES = ("together", "artist", "title")


@dataclass(frozen=True)
class World:
    """So many playlists of each kind: (how many, their title, the songs). Songs are by an artist of their own, unless
    `by` names another. Every song is a direction of its own, but for those that lean to another.
    """

    kinds: tuple[tuple[int, str | None, str], ...]
    by: dict[str, str] = field(default_factory=dict)
    leaning: tuple[tuple[str, str], ...] = ()

    @cached_property
    def playlists(self) -> list[Playlist]:
        kinds = [(title, names) for count, title, names in self.kinds for _ in range(count)]
        return [Playlist(str(row), title, self.tracks(names)) for row, (title, names) in enumerate(kinds)]

    def tracks(self, names: str) -> tuple[Track, ...]:
        return tuple(Track(name, (self.by.get(name, f"{name} artist"),)) for name in names.split())

    @cached_property
    def corpus(self) -> Corpus:
        return Corpus.from_playlists(self.playlists)

    @cached_property
    def titles(self) -> list[str]:
        return Postings.from_corpus(self.corpus)[1]

    def song(self, name: str) -> Song:
        row = list(self.corpus.song_titles).index(name)
        return self.corpus.song(row, playlists=int(self.corpus.counts()[row]))

    def songs(self, names: str) -> tuple[Song, ...]:
        return tuple(map(self.song, names.split()))

    def artist(self, song: str) -> int:
        return int(self.corpus.song_artist[self.song(song).id])

    def evidence(self, seeds: str, **more: Any) -> Evidence:
        return Evidence(self.songs(seeds), artist_seeds=Counter(map(self.artist, seeds.split())), **more)

    def titled(self, title: str) -> dict[str, Any]:
        return {"title": title, "title_id": self.titles.index(title.lower())}

    def explain(self, names: str, evidence: Evidence, **strong: float) -> list[Reason]:
        vectors = np.eye(self.corpus.n_songs, dtype=np.float32)
        for one, other in self.leaning:
            vectors[self.song(one).id, self.song(other).id] = 0.5
        explainer = Explainer(Postings.from_corpus(self.corpus)[0], self.corpus.song_artist, vectors)
        songs = self.songs(names)
        strengths = (np.full(len(songs), strong.get(family, 0), dtype=np.float32) for family in FAMILIES)
        return explainer.reasons(songs, evidence, Strengths(*strengths))


def together(playlists: int, *seeds: Song) -> Reason:
    return Reason(ReasonKind.TOGETHER, seeds, playlists)


# ---------------------------------------------------------------- songs that share playlists


def test_a_hit_that_is_everywhere_gives_way_to_the_seed_that_a_song_goes_with() -> None:
    world = World(
        ((4, None, "song niche hit"), (2, None, "song hit"), (1, None, "niche"), (24, None, "hit"), (9, None, "else"))
    )
    # song: 6 of 40 playlists, so of the 30 with hit 4.5 by chance, and there are 6; of the 5 with niche 0.75: 4.
    assert world.explain("song", world.evidence("hit niche")) == [together(4, world.song("niche"))]


def test_one_playlist_in_common_gives_way_to_many() -> None:
    world = World(((5, None, "song other"), (3, None, "other"), (1, None, "song once"), (31, None, "else")))
    # once is in no playlist but that; of the 8 with other, 6 / 40 * 8 = 1.2 would hold song by chance, and 5 do.
    assert world.explain("song", world.evidence("once other")) == [together(5, world.song("other"))]


def test_a_second_seed_is_named_where_the_two_together_say_more() -> None:
    world = World(
        ((8, None, "song first second"), (2, None, "song first"), (10, None, "first"), (12, None, "second"),
         (28, None, "else"))
    )  # fmt: skip
    # Of the 20 playlists with first half hold song, of the 8 with both all: 4 would be expected.
    seeds = world.songs("first second")
    assert world.explain("song", world.evidence("second first")) == [together(8, *seeds)]


def test_a_second_seed_that_adds_nothing_is_not_named() -> None:
    world = World(
        ((5, None, "song first second"), (5, None, "song first"), (5, None, "first second"), (5, None, "first"),
         (40, None, "else"))
    )  # fmt: skip
    # Half of the playlists with first hold song, and half of those with both.
    assert world.explain("song", world.evidence("second first")) == [together(10, world.song("first"))]


def test_each_song_of_an_answer_has_its_own_reason() -> None:
    world = World(((4, None, "a seed"), (5, None, "b other"), (31, None, "else")))
    a, b = world.explain("a b", world.evidence("other seed"))
    assert (a, b) == (together(4, world.song("seed")), together(5, world.song("other")))


# ---------------------------------------------------------------- which family speaks

MIXED = World(
    ((4, "Rain", "song seed kin"), (2, "Sun", "kin"), (34, "Other", "else")), by={"song": "Band", "kin": "Band"}
)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_strongest_family_gives_the_reason(family: str) -> None:
    evidence = MIXED.evidence("seed kin", **MIXED.titled("Rain"))
    # All are true and sure: song is in 4 of 40 playlists, the 4 called Rain and the 4 with seed, and is by the Band.
    (reason,) = MIXED.explain("song", evidence, **{family: 1.0})

    assert reason.kind == family
    assert reason in (
        together(4, MIXED.song("seed")),
        Reason(ReasonKind.ARTIST, artist="Band", seeds=1),
        Reason(ReasonKind.TITLE, playlists=4, title="Rain"),
    )


def test_a_family_with_nothing_to_say_gives_way_to_the_next_in_strength() -> None:
    evidence = MIXED.evidence("kin", **MIXED.titled("Sun"))
    # No playlist called Sun holds song.
    assert MIXED.explain("song", evidence, title=3, artist=2, together=1)[0].kind is ReasonKind.ARTIST
    assert MIXED.explain("song", evidence, title=3, together=2, artist=1)[0].kind is ReasonKind.TOGETHER


def test_one_shared_playlist_gives_way_to_an_artist_in_common() -> None:
    world = World(((1, None, "song seed"), (1, None, "kin"), (38, None, "else")), by={"song": "Band", "kin": "Band"})

    assert world.explain("song", world.evidence("seed kin"), together=9) == [
        Reason(ReasonKind.ARTIST, artist="Band", seeds=1)
    ]
    assert world.explain("song", world.evidence("seed"), artist=9) == [together(1, world.song("seed"))]


# ---------------------------------------------------------------- artists


def test_an_artist_in_common_says_how_many_seeds_it_has() -> None:
    world = World(((1, None, "song"), (1, None, "a b c")), by=dict.fromkeys(("song", "a", "b"), "Band"))

    assert world.explain("song", world.evidence("a b c")) == [Reason(ReasonKind.ARTIST, artist="Band", seeds=2)]


def test_an_unknown_seed_of_a_known_artist_counts_too() -> None:
    world = World(((1, None, "song"), (1, None, "a")), by={"song": "Band", "a": "Band"})
    band = world.artist("song")
    evidence = Evidence(world.songs("a"), artists={band: "Band"}, artist_seeds={band: 3})

    assert world.explain("song", evidence) == [Reason(ReasonKind.ARTIST, artist="Band", seeds=3)]


def test_songs_without_an_artist_have_none_in_common() -> None:
    world = World(((1, None, "song"), (1, None, "a")), by={"song": "", "a": ""})

    assert world.explain("song", world.evidence("a")) == [Reason(ReasonKind.CLOSE, world.songs("a"))]


def test_an_artist_that_stands_for_an_unknown_song_is_in_playlists_by_any_of_its_songs() -> None:
    world = World(
        ((3, None, "song a b"), (2, None, "song b"), (1, None, "a"), (1, None, "song else"), (33, None, "else")),
        by={"a": "Band", "b": "Band"},
    )
    artists = {world.artist("else"): "else artist", world.artist("a"): "Band"}
    # Band is in 6 playlists, 5 of which hold song.
    assert world.explain("song", Evidence(artists=artists)) == [
        Reason(ReasonKind.TOGETHER, playlists=5, artist="Band"),
    ]


# ---------------------------------------------------------------- titles


def test_a_title_counts_its_playlists() -> None:
    evidence = Evidence(**MIXED.titled("Rain"))
    assert MIXED.explain("song", evidence) == [Reason(ReasonKind.TITLE, playlists=4, title="Rain")]


def test_a_title_of_no_playlist_is_taken_by_its_words_unless_they_are_there_by_chance() -> None:
    world = World(
        (
            (3, "Rainy Day", "song"),
            (2, "Rainy Night", "song"),
            (1, "Rainy", "else"),
            (5, "Day", "else"),
            (29, None, "else"),
        )
    )
    rainy = [row for row, title in enumerate(world.titles) if title.startswith("rainy")]
    day = [row for row, title in enumerate(world.titles) if title.endswith("day")]
    evidence = Evidence(title="Rainy, day one", title_words={"Rainy": rainy, "day": day})
    # song: in 5 of the 6 playlists with rainy, 0.75 by chance; in 3 of the 8 with day. else: in 35 of 40.
    assert world.explain("song else", evidence) == [
        Reason(ReasonKind.WORD, playlists=5, title="Rainy"),
        Reason(ReasonKind.MOOD, title="Rainy, day one"),
    ]


# ---------------------------------------------------------------- nearness

APART = World(
    ((1, None, "a kin"), (1, None, "b"), (2, None, "c lone")),
    leaning=(("lone", "b"),),
)


def test_songs_that_share_nothing_name_the_nearest_seed() -> None:
    assert APART.explain("lone", APART.evidence("a b")) == [Reason(ReasonKind.CLOSE, APART.songs("b"))]


def test_only_those_that_share_nothing_are_explained_by_nearness() -> None:
    near, shared, also_near = APART.explain("lone kin c", APART.evidence("a b"))

    assert near == Reason(ReasonKind.CLOSE, APART.songs("b"))
    assert shared == together(1, *APART.songs("a"))
    assert also_near.kind is ReasonKind.CLOSE


def test_songs_near_an_artist_that_stands_for_an_unknown_song_name_it() -> None:
    artists = {APART.artist(name): f"{name} artist" for name in "ab"}
    assert APART.explain("lone", Evidence(artists=artists)) == [Reason(ReasonKind.CLOSE, artist="b artist")]


def test_with_a_mood_alone_that_no_playlist_has_it_is_the_mood() -> None:
    assert APART.explain("lone", Evidence(title="drizzle")) == [Reason(ReasonKind.MOOD, title="drizzle")]


def test_no_songs_have_no_reasons() -> None:
    assert APART.explain("", APART.evidence("a b", title="drizzle")) == []


# ---------------------------------------------------------------- counting


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 9), st.sampled_from(["Rain", "Rain Day", "Sun", None]), st.sets(st.sampled_from("abcdefgh"))
        ),
        min_size=2,
        max_size=12,
    ),
    st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["Band", "Duo"])),
    st.integers(0, 4),
    st.tuples(*[st.floats(-3, 3, width=32)] * 3),
)
def test_every_count_is_that_of_the_raw_playlists(
    kinds: list[tuple[int, str | None, set[str]]], by: dict[str, str], n_seeds: int, strong: tuple[float, ...]
) -> None:
    world = World(tuple((count, title, " ".join(sorted(names))) for count, title, names in kinds), by)
    known = sorted(world.corpus.song_titles)
    assume(len(known) > n_seeds + 1)
    *seeds, stranger = known[: n_seeds + 1]
    rain = [row for row, title in enumerate(world.titles) if title.startswith("rain")]
    words: dict[str, Any] = {"title": "Rain again", "title_words": {"Rain": rain} if rain else {}}
    whole = world.titled("Sun") if "sun" in world.titles else words
    artists = {world.artist(stranger): by.get(stranger, f"{stranger} artist")}
    answer = known[n_seeds + 1 :]

    for title in (words, whole):
        evidence = world.evidence(" ".join(seeds), artists=artists, **title)
        reasons = world.explain(" ".join(answer), evidence, **dict(zip(FAMILIES, strong, strict=True)))
        for name, reason in zip(answer, reasons, strict=True):
            if reason.playlists:
                assert reason.playlists == playlists_behind(reason, world.song(name), world.playlists)
            else:
                assert reason.kind in (ReasonKind.ARTIST, ReasonKind.CLOSE)
            assert len(set(reason.songs)) == len(reason.songs)
            assert set(reason.songs) <= set(evidence.seeds)
            if reason.kind is ReasonKind.ARTIST:
                assert reason.seeds == sum(by.get(seed) == reason.artist for seed in seeds)


@given(st.integers(2, 60), st.integers(0, 60), st.floats(0.01, 0.99))
def test_surprise_is_the_g_statistic_of_all_shared_playlists_but_one(count: int, more: int, rate: float) -> None:
    size = count + more
    expected = stats.power_divergence(
        [count - 1, size - count + 1], [size * rate, size * (1 - rate)], lambda_="log-likelihood"
    )
    assume(count - 1 != size * rate)
    signed = np.sign(count - 1 - size * rate) * expected.statistic
    assert surprise(np.array([count]), np.array([size]), np.array([rate]))[0] == pytest.approx(signed)


def test_what_chance_would_give_is_no_surprise() -> None:
    rate = np.array([0.5, 0.5, 1.0, 0.01])
    surprises = surprise(np.array([0, 1, 7, 1]), np.array([4, 1, 7, 1]), rate)

    assert surprises[0] == -np.inf
    assert (surprises < SURE).all()
