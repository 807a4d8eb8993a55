"""What an answer is made of: versions, artists, hits, and the dial between the ranking and variety."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys.catalog import Catalog
from recsys.catalog_writer import write_catalog
from recsys.corpus import Corpus
from recsys.diversity import (
    CROWD,
    FADE,
    HEAD,
    HITS,
    NEAR,
    Candidates,
    Diversifier,
    diversify,
    pool_size,
    with_artist_cap,
    within_cap,
)
from recsys.domain import Playlist, Query, Track


def by(*artists: str) -> tuple[Track, ...]:
    return tuple(Track(f"Song {number}", (artist,)) for number, artist in enumerate(artists))


@pytest.mark.parametrize(
    ("query", "cap"),
    [
        # The share is (songs of the most frequent artist) / (songs + 4), at least .15; the cap at least 2.
        (Query(title="rain", limit=20), 3),  # no seeds: .15 * 20
        (Query(by("A"), limit=20), 4),  # 1 / 5 of 20
        (Query(by(*"ABCDEFGHIJ"), limit=20), 3),  # 1 / 14 is below .15
        (Query(by(*"A" * 20), limit=20), 17),  # 20 / 24 of 20 is 16.7
        (Query(by(*"AAABBC"), limit=20), 6),  # 3 / 10 of 20
        (Query(by("Beatles, The", "The Beatles", "beatles", "X"), limit=24), 9),  # one artist: 3 / 8 of 24
        (Query(by(*"ABCDEFGHIJ"), limit=5), 2),
        (Query(by("", "", ""), limit=20), 3),  # nobody's songs make no artist frequent
        (Query(by(*"AAAA"), limit=20, max_per_artist=1), 1),  # what was asked for stays
    ],
)
def test_the_cap_for_people_follows_the_seeds(query: Query, cap: int) -> None:
    assert with_artist_cap(query).max_per_artist == cap


def test_the_first_songs_of_each_artist_stay() -> None:
    artists = np.array([5, 5, 2, 5, 2, 9], np.int32)

    assert within_cap(artists, 1).tolist() == [True, False, True, False, False, True]
    assert within_cap(artists, 2).tolist() == [True, True, True, False, True, True]
    assert within_cap(artists, None).all()
    assert within_cap(np.array([], np.int32), 1).tolist() == []


@settings(deadline=None)  # a busy machine is no failure
@given(artists=st.lists(st.integers(0, 4), max_size=30), cap=st.integers(1, 5))
def test_the_cap_is_counting_as_one_goes(artists: list[int], cap: int) -> None:
    expected = [artists[:place].count(artist) < cap for place, artist in enumerate(artists)]

    assert within_cap(np.array(artists, np.int32), cap).tolist() == expected


# ---------------------------------------------------------------- the greedy choice


def candidates(n: int, *, artists: int = 8, works: int | None = None, seed: int = 0) -> Candidates:
    rng = np.random.default_rng(seed)
    return Candidates(
        vectors=rng.normal(size=(n, 5)).astype(np.float32),
        artists=rng.integers(0, artists, n).astype(np.int32),
        playlists=np.floor(rng.pareto(1, n) * 10).astype(np.float32),
        works=[str(work) for work in (rng.integers(0, works, n) if works else range(n))],
    )


def step_by_step(given: Candidates, limit: int, adventurous: float, cap: int | None, taken: set[str]) -> list[int]:
    """The formula of the module's docstring, computed afresh for every song at every step."""
    unit = given.vectors / np.linalg.norm(given.vectors, axis=1, keepdims=True)
    fresh = [row for row, work in enumerate(given.works) if work not in taken and work not in given.works[:row]]
    share = min(1, cap / limit) if cap else 0
    chosen: list[int] = []

    def worth(place: int, row: int) -> float:
        ages = range(len(chosen) - 1, -1, -1)
        near = max(
            [0.0, *(FADE**age * float(unit[row] @ unit[other]) for age, other in zip(ages, chosen, strict=True))]
        )
        crowd = sum(FADE**age * (given.artists[row] == given.artists[o]) for age, o in zip(ages, chosen, strict=True))
        penalty = HITS * log(1 + given.playlists[row]) + NEAR * near + CROWD * (1 - share) * crowd
        return float(-log(place + HEAD) - adventurous**2 * penalty)

    while len(chosen) < limit:
        by_artist = [int(given.artists[row]) for row in chosen]
        left = [
            (worth(place, row), row)
            for place, row in enumerate(fresh)
            if row not in chosen and (cap is None or by_artist.count(int(given.artists[row])) < cap)
        ]
        if not left:
            break
        chosen.append(max(left)[1])
    return chosen


@pytest.mark.parametrize("adventurous", [0.0, 0.25, 0.5, 1.0])
@pytest.mark.parametrize("cap", [None, 2, 5])
def test_the_choice_is_the_formulas(adventurous: float, cap: int | None) -> None:
    for seed in range(5):
        given = candidates(60, works=45, seed=seed)
        taken = {"3", "7", "11"}
        expected = step_by_step(given, 20, adventurous, cap, taken)
        assert diversify(given, limit=20, adventurous=adventurous, cap=cap, taken=taken).tolist() == expected


def test_at_nought_it_is_the_ranking_without_other_versions() -> None:
    given = replace(candidates(6), works=["a", "b", "a", "c", "b", "d"])

    assert diversify(given, limit=6).tolist() == [0, 1, 3, 5]
    assert diversify(given, limit=3).tolist() == [0, 1, 3]
    assert diversify(given, limit=6, taken={"a", "d"}).tolist() == [1, 3]


@settings(deadline=None, max_examples=50)
@given(
    n=st.integers(0, 40),
    limit=st.integers(1, 40),
    adventurous=st.floats(0, 1),
    cap=st.one_of(st.none(), st.integers(1, 4)),
    works=st.integers(1, 40),
    seed=st.integers(0, 99),
)
def test_no_work_twice_and_no_artist_above_the_cap(
    n: int, limit: int, adventurous: float, cap: int | None, works: int, seed: int
) -> None:
    given = candidates(n, works=works, seed=seed)
    chosen = diversify(given, limit=limit, adventurous=adventurous, cap=cap, taken={"0"}).tolist()

    held = [given.works[row] for row in chosen]
    artists = [int(given.artists[row]) for row in chosen]
    assert len(set(held)) == len(held) <= limit
    assert "0" not in held
    assert cap is None or all(artists.count(artist) <= cap for artist in artists)
    # It ends early only when no best version of a work is left that may be chosen.
    left = [row for row, work in enumerate(given.works) if work not in {"0", *held, *given.works[:row]}]
    if len(chosen) < limit:
        assert all(cap is not None and artists.count(int(given.artists[row])) >= cap for row in left)


def test_each_turn_of_the_dial_leads_further_from_hits_and_crowds() -> None:
    # Places and popularity go together, as in any ranking; 300 songs of 30 artists.
    given = candidates(300, artists=30)
    given = replace(given, playlists=np.sort(given.playlists)[::-1].copy())
    answers = [diversify(given, limit=20, adventurous=dial) for dial in (0, 0.25, 0.5, 0.75, 1)]

    popularity = [float(np.log1p(given.playlists[answer]).mean()) for answer in answers]
    artists = [len(set(given.artists[answer].tolist())) for answer in answers]
    assert popularity == sorted(popularity, reverse=True)
    assert popularity[0] > popularity[2] > popularity[4]
    assert artists == sorted(artists)
    assert artists[0] < artists[2]


def test_songs_like_those_before_come_later() -> None:
    # Three songs of three artists, equally popular; the second is the first one's twin, the third unlike both.
    twins = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    given = Candidates(twins, np.arange(3, dtype=np.int32), np.ones(3, np.float32), ["a", "b", "c"])

    assert diversify(given, limit=3, adventurous=1).tolist() == [0, 2, 1]


def test_an_artist_that_may_fill_the_answer_is_no_crowd() -> None:
    # Nine songs by one artist before one by another: where the artist may have all of it, the order is the ranking's.
    artists = np.array([1] * 9 + [2], np.int32)
    unlike = np.eye(10, dtype=np.float32)
    given = Candidates(unlike, artists, np.ones(10, np.float32), [str(row) for row in range(10)])

    assert diversify(given, limit=10, adventurous=1, cap=10).tolist() == list(range(10))
    assert diversify(given, limit=10, adventurous=1).tolist()[1] == 9


def test_the_pool_is_ten_times_the_answer_up_to_a_thousand_more() -> None:
    assert [pool_size(limit) for limit in (1, 20, 100, 500)] == [10, 200, 1000, 1500]


# ---------------------------------------------------------------- over a catalogue

SONGS = (  # the first ones in most playlists; each in one more than the next
    Track("Creep", ("Radiohead",), spotify_id="creep", year=1992),
    Track("Creep - Acoustic", ("Radiohead",), spotify_id="creepacoustic"),
    Track("Hurt", ("Johnny Cash",), explicit=False, spotify_id="hurt", year=2002),
    Track("Hurt - Live", ("Johnny Cash",), spotify_id="hurtlive"),
    Track("Loser", ("Beck",), explicit=True, spotify_id="loser", year=1993),
    Track("Hurt", ("Nine Inch Nails",), spotify_id="hurtnin"),
)


@pytest.fixture
def diversifier(tmp_path: Path) -> Iterator[Diversifier]:
    playlists = [Playlist(str(row), None, SONGS[: len(SONGS) - row]) for row in range(len(SONGS))]
    corpus = Corpus.from_playlists(playlists)
    write_catalog(tmp_path / "catalog.sqlite", corpus, [])
    with Catalog.open(tmp_path / "catalog.sqlite") as catalog:
        vectors = np.eye(len(SONGS), dtype=np.float32)
        yield Diversifier(catalog, vectors, catalog.song_artist, corpus.counts().astype(np.float32))


def answered(
    diversifier: Diversifier, *tracks: Track, seeds: tuple[int, ...] = (), clean: bool = False, **wishes: int | None
) -> list[int]:
    ranked = np.array([song for song in range(len(SONGS)) if song not in seeds], dtype=np.int64)
    query = Query(tracks, "rain", clean=clean, **wishes)  # type: ignore[arg-type]
    songs: list[int] = diversifier.answer(ranked, query, np.array(seeds, dtype=np.int64), limit=10).tolist()
    return songs


def test_the_best_version_alone_is_answered(diversifier: Diversifier) -> None:
    assert answered(diversifier) == [0, 2, 4, 5]


def test_what_the_playlist_has_is_not_answered_in_another_version(diversifier: Diversifier) -> None:
    assert answered(diversifier, SONGS[1], seeds=(1,)) == [2, 4, 5]
    # Known by an id, under a name that says nothing.
    assert answered(diversifier, Track("", spotify_id="hurtlive"), seeds=(3,)) == [0, 4, 5]


def test_seeds_that_the_catalogue_lacks_count_too(diversifier: Diversifier) -> None:
    unknown = Track("Hurt (Karaoke Version)", ("Johnny Cash",), spotify_id="somewhere")
    assert answered(diversifier, unknown) == [0, 4, 5]


def test_a_clean_answer_has_no_song_known_to_be_explicit(diversifier: Diversifier) -> None:
    assert answered(diversifier, clean=True) == [0, 2, 5]


@pytest.mark.parametrize(
    ("first", "last", "songs"),
    [(1992, 1993, [0, 4]), (1993, None, [2, 4]), (None, 1992, [0]), (2002, 2002, [2]), (2003, None, []), (None, 1, [])],
)
def test_only_songs_known_to_be_of_the_years_are_answered(
    diversifier: Diversifier, first: int | None, last: int | None, songs: list[int]
) -> None:
    assert answered(diversifier, year_from=first, year_to=last) == songs


def test_the_songs_that_somebody_has_are_not_answered_in_any_version(diversifier: Diversifier) -> None:
    unknown = Track("Creep (Karaoke Version)", ("Radiohead",), spotify_id="somewhere")
    query = Query(title="rain", known=(unknown, SONGS[3]))
    songs = diversifier.answer(np.arange(len(SONGS)), query, np.array([3], dtype=np.int64), limit=10)
    assert songs.tolist() == [4, 5]
