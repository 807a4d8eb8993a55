"""Songs of many tastes: which they are, and where a long answer to a title alone gives them places."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.retriever import Seeds
from recsys.breadth import BROAD, EVERY, FIRST, broad, dealt
from recsys.lists import Lists
from recsys.ranker import Ranker
from recsys.retrieval import best
from recsys.two_stage import TwoStage
from tests.support.scenes import listed, quick_sources

NOTHING = np.empty(0, np.int32)


def broad_in(lists: list[list[str]]) -> list[str]:
    corpus = listed(*((None, songs) for songs in lists))
    return [corpus.song_titles[song] for song in broad(Lists.from_corpus(corpus))]


def test_a_second_taste_comes_before_more_of_the_first() -> None:
    metal = [["Metal one", "Metal two"]] * 6
    jazz = [["Jazz one", "Jazz two"]] * 3

    first, second, *_ = broad_in(metal + jazz)

    assert {first.split()[0], second.split()[0]} == {"Metal", "Jazz"}
    assert first.split()[0] == "Metal"


def test_songs_of_one_playlist_are_no_taste() -> None:
    assert broad_in([["Metal one", "Metal own"], ["Metal one"]]) == ["Metal one"]


def test_a_song_of_short_playlists_comes_before_one_of_as_many_long_ones() -> None:
    long = [["Long song", *(f"Other{row} {number}" for number in range(20))] for row in range(2)]
    short = [["Short song", "Other3 x"], ["Short song", "Other4 x"]]

    assert broad_in(long + short)[0] == "Short song"


def test_nothing_is_broad_where_there_are_no_shared_songs() -> None:
    assert broad(Lists.from_corpus(listed((None, ["A one"]), (None, ["B one"])))).tolist() == []


def test_every_third_place_after_the_first_fifty_is_theirs() -> None:
    scores = np.arange(400, 0, -1).astype(np.float32)
    songs = np.array([390, 391, 392])

    order = best(dealt(scores, songs), 70, NOTHING.astype(np.int64)).tolist()

    assert order[:FIRST] == list(range(FIRST))
    assert [place for place, song in enumerate(order) if song in songs] == [
        FIRST + EVERY - 1 + EVERY * number for number in range(3)
    ]
    assert [song for song in order if song not in songs] == list(range(67))


@given(st.lists(st.integers(-50, 50), max_size=120), st.integers(0, BROAD))
def test_no_song_falls_and_the_first_places_stay(values: list[int], n: int) -> None:
    scores = np.array(values, np.float32)
    songs = np.random.default_rng(0).permutation(len(scores))[:n]

    raised = dealt(scores, songs)

    others = np.setdiff1d(np.arange(len(scores)), songs)
    assert (raised >= scores).all()
    assert raised[others].tolist() == scores[others].tolist()
    assert np.sort(raised)[::-1][:FIRST].tolist() == np.sort(scores)[::-1][:FIRST].tolist()


def test_only_a_title_alone_is_answered_with_many_tastes() -> None:
    scene = [("metal", [f"Metal {number}" for number in range(70)])] * 3
    corpus = listed(*scene, ("jazz", ["Jazz one", "Jazz two"]), ("jazz", ["Jazz one"]))
    sources = quick_sources(corpus)
    nothing = Seeds(NOTHING, NOTHING)
    model = TwoStage(sources, Ranker(sources.candidates(nothing, sources.score([nothing])[0], 1).names, []))
    (jazz,) = (song for song in range(corpus.n_songs) if corpus.song_titles[song] == "Jazz one")

    def place(seeds: Seeds) -> int:
        (scores,) = model.score([seeds])
        return best(scores, corpus.n_songs, NOTHING.astype(np.int64)).tolist().index(jazz)

    metal = corpus.songs[:1]
    assert FIRST <= place(Seeds(NOTHING, NOTHING, "metal")) < FIRST + EVERY * 10
    assert place(Seeds(metal, corpus.song_artist[metal], "metal")) > FIRST + EVERY * 5
