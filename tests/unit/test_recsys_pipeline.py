"""Queries against a really trained model of two scenes that no training playlist mixes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from recsys.bundle import Bundle
from recsys.domain import Query, ReasonKind, Recommendations, Track
from recsys.errors import NothingKnown
from recsys.pipeline import Recommender
from tests.support.reasons import playlists_behind, seeds_behind
from tests.support.scenes import ARTISTS, JAZZ, METAL, playlists, song


@pytest.fixture(scope="module")
def recommender(trained_bundle: Path) -> Iterator[Recommender]:
    with Recommender.load(trained_bundle) as loaded:
        yield loaded


def seeds(scene: str, *numbers: int) -> tuple[Track, ...]:
    return tuple(song(scene, number) for number in numbers)


def scenes(answer: Recommendations) -> list[str]:
    return [item.song.title.split()[0] for item in answer.items]


@pytest.mark.parametrize("scene", [JAZZ, METAL])
def test_a_playlist_is_continued_within_its_scene(recommender: Recommender, scene: str) -> None:
    answer = recommender.recommend(Query(seeds(scene, 1, 2, 3, 4, 5), limit=20))

    assert scenes(answer) == [scene] * 20
    assert (answer.known, answer.by_artist, answer.unknown) == (5, 0, ())


def test_a_mood_alone_is_enough(recommender: Recommender) -> None:
    answer = recommender.recommend(Query(title="metal evening!", limit=10))

    assert scenes(answer) == [METAL] * 10
    assert {item.reason.kind for item in answer.items} <= {ReasonKind.TITLE, ReasonKind.MOOD}


def test_the_list_is_in_order_of_score_without_seeds_or_repeats(recommender: Recommender) -> None:
    given = seeds(JAZZ, *range(40))
    answer = recommender.recommend(Query(given, limit=100))

    ids = [item.song.id for item in answer.items]
    scores = [item.score for item in answer.items]
    assert len(ids) == len(set(ids)) == 100
    assert scores == sorted(scores, reverse=True)
    assert not {item.song.title for item in answer.items} & {track.title for track in given}


def test_a_filter_leaves_the_count_filled(recommender: Recommender) -> None:
    query = Query(seeds(JAZZ, 1, 2, 3), limit=30)
    free = recommender.recommend(query)
    known = tuple(Track(item.song.title, (item.song.artist,)) for item in free.items)
    others = recommender.recommend(replace(query, known=known))
    assert len(others.items) == 30
    assert not {item.song for item in others.items} & {item.song for item in free.items}
    # What is left out says nothing of what is wanted.
    assert scenes(others) == [JAZZ] * 30
    assert (others.known, others.unknown) == (3, ())


def test_a_seed_is_known_by_its_names_when_its_id_is_new(recommender: Recommender) -> None:
    renamed = [
        replace(track, spotify_id="n" * 22, title=f"{track.title} - Remastered 2011") for track in seeds(JAZZ, 1, 2)
    ]
    answer = recommender.recommend(Query(tuple(renamed), limit=50))

    assert answer.known == 2
    assert not {"Jazz Tune 1", "Jazz Tune 2"} & {item.song.title for item in answer.items}


def test_a_seed_whose_id_and_names_are_different_songs_excludes_both(recommender: Recommender) -> None:
    odd = replace(song(JAZZ, 3), title="Jazz Tune 33", artists=(f"Jazz Player {33 % ARTISTS}",))
    answer = recommender.recommend(Query((odd,), limit=595))

    assert not {"Jazz Tune 3", "Jazz Tune 33"} & {item.song.title for item in answer.items}


def test_an_unknown_song_stands_for_its_artist(recommender: Recommender) -> None:
    stranger = Track("Never Heard", ("Metal Player 4",))
    answer = recommender.recommend(Query((stranger, Track("X", ("Nobody",))), limit=590))

    assert (answer.known, answer.by_artist) == (0, 1)
    assert [track.title for track in answer.unknown] == ["X"]
    assert scenes(answer)[:100] == [METAL] * 100
    by_artist = [item for item in answer.items if item.song.artist == "Metal Player 4"]
    assert len(by_artist) >= 5  # of the artist's ten
    assert {item.reason.kind for item in by_artist} == {ReasonKind.ARTIST}
    assert {item.reason.artist for item in answer.items} == {"Metal Player 4"}


@pytest.mark.parametrize(
    "query",
    [
        Query((Track("Never Heard", ("Nobody",)),)),
        Query((Track("", spotify_id="u" * 22),)),
        Query(title="qqq"),
        Query((Track("Never Heard", ("",)),), title="!"),
    ],
)
def test_nothing_known_at_all_is_an_error(recommender: Recommender, query: Query) -> None:
    with pytest.raises(NothingKnown):
        recommender.recommend(query)


def test_no_artist_has_more_songs_than_the_cap(recommender: Recommender) -> None:
    query = Query(seeds(JAZZ, 0, 30, 60, 90), limit=40)
    free = recommender.recommend(query)
    capped = recommender.recommend(replace(query, max_per_artist=2))

    artists = [item.song.artist for item in capped.items]
    assert len(artists) == 40
    assert max(map(artists.count, artists)) == 2
    # The cap only leaves songs out: what stays is in the order of the free list.
    order = [item.song.id for item in free.items]
    kept = [item.song.id for item in capped.items if item.song.id in order]
    assert kept == [song_id for song_id in order if song_id in kept]


def test_a_cap_that_the_catalogue_cannot_fill_gives_fewer(recommender: Recommender) -> None:
    # Two scenes of ARTISTS artists each: one song of each is the most there can be.
    answer = recommender.recommend(Query(seeds(JAZZ, 1), limit=500, max_per_artist=1))

    assert len(answer.items) == 2 * ARTISTS


STRANGER = Track("Never Heard", ("Jazz Player 4",))


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        (Query(seeds(JAZZ, 1, 2, 3, 50, 120)), {ReasonKind.TOGETHER, ReasonKind.ARTIST}),
        (Query(seeds(JAZZ, *range(40)), title="Jazz Evening"), {ReasonKind.TOGETHER}),
        (Query((*seeds(METAL, 7, 37), song(METAL, 7), STRANGER)), {ReasonKind.TOGETHER}),
        (Query((*seeds(METAL, 7, 37), song(METAL, 7), STRANGER), title="metal nights"), {ReasonKind.WORD}),
        (Query((STRANGER, replace(STRANGER, title="Nor That"))), {ReasonKind.TOGETHER, ReasonKind.ARTIST}),
        (Query(title="JAZZ  evening!"), {ReasonKind.TITLE}),
        (Query(title="slow jazz, please"), {ReasonKind.WORD}),
    ],
)
def test_numbers_in_reasons_are_those_of_the_raw_playlists(
    recommender: Recommender, query: Query, kinds: set[ReasonKind]
) -> None:
    answer = recommender.recommend(replace(query, limit=40))

    trained_on = playlists()
    for found, reason in ((item.song, item.reason) for item in answer.items):
        assert reason.playlists == (playlists_behind(reason, found, trained_on) if reason.playlists else 0)
        assert reason.seeds == (seeds_behind(reason, query.tracks) if reason.kind is ReasonKind.ARTIST else 0)
        assert {seed.title for seed in reason.songs} <= {track.title for track in query.tracks}
    assert kinds <= {item.reason.kind for item in answer.items}


def test_ranking_many_agrees_with_recommending_each(recommender: Recommender) -> None:
    queries = [Query(seeds(JAZZ, 1, 2)), Query(seeds(METAL, 7), title="Metal Evening"), Query(title="jazz")]

    ranked = list(recommender.rank(queries, 30))

    for query, songs in zip(queries, ranked, strict=True):
        alone = recommender.recommend(replace(query, limit=30))
        assert songs.tolist() == [item.song.id for item in alone.items]


def test_a_batch_is_answered_as_one_by_one(recommender: Recommender) -> None:
    unknown = Query((Track("Never Heard", ("Nobody",)),))
    queries = [
        Query(seeds(JAZZ, 1, 2), limit=15),
        unknown,
        Query(title="Metal Evening", limit=7),
        Query((*seeds(METAL, 7, 9, 14), Track("X", ("Nobody",))), title="slow", limit=30, max_per_artist=2),
        Query(title="qqq"),
    ]
    answers = recommender.recommend_all(queries)

    assert [isinstance(answer, NothingKnown) for answer in answers] == [False, True, False, False, True]
    for query, answer in zip(queries, answers, strict=True):
        if isinstance(answer, NothingKnown):
            with pytest.raises(NothingKnown):
                recommender.recommend(query)
            continue
        alone = recommender.recommend(query)
        assert [(item.song, item.reason) for item in answer.items] == [(item.song, item.reason) for item in alone.items]
        assert [item.score for item in answer.items] == pytest.approx([item.score for item in alone.items], rel=1e-4)
        assert (answer.known, answer.by_artist, answer.unknown) == (alone.known, alone.by_artist, alone.unknown)


def test_a_batch_of_nothing_is_answered_with_nothing(recommender: Recommender) -> None:
    assert recommender.recommend_all([]) == []
    (answer,) = recommender.recommend_all([Query(title="qqq")])
    assert isinstance(answer, NothingKnown)


def test_without_anything_known_the_ranking_is_by_popularity(recommender: Recommender) -> None:
    # Songs are numbered by popularity.
    unknown = Query((Track("Never Heard", ("Nobody",)),))
    ranked = list(recommender.rank([None, unknown], 10))

    assert [songs.tolist() for songs in ranked] == [list(range(10))] * 2


def test_a_ranking_can_be_held_to_some_songs(recommender: Recommender) -> None:
    only = np.zeros(len(recommender.catalog), dtype=bool)
    only[[5, 6, 8]] = True
    (ranked,) = recommender.rank([Query(seeds(JAZZ, 1))], 10, only=only)

    assert sorted(ranked.tolist()) == [5, 6, 8]


def test_the_same_bundle_gives_the_same_answer(recommender: Recommender, trained_bundle: Path) -> None:
    query = Query(seeds(METAL, 3, 14, 15), title="evening", limit=50)

    with Recommender.load(trained_bundle) as again:
        assert again.recommend(query) == recommender.recommend(query)


def test_the_manifest_says_what_it_is(trained_bundle: Path) -> None:
    assert Bundle.load(trained_bundle).manifest.demo
