"""Reasons: each is a count or a nearness that can be checked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recsys.corpus import Corpus
from recsys.domain import Playlist, Reason, ReasonKind, Song, Track
from recsys.explain import Evidence, Explainer
from recsys.postings import Postings

PLAYLISTS = (
    ("Rain", "seed hit other"),
    ("rain!", "seed hit other"),
    ("Rain", "hit other"),
    ("Sun", "hit"),
    ("Sun", "hit once seed"),
    (None, "hit kin"),
    (None, "rare other"),
    (None, "rare other"),
)
BY = {"kin": "Band", "seed": "Band"}
"""Songs by an artist of their own unless this says otherwise."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(
        Playlist(str(row), title, tuple(Track(name, (BY.get(name, f"{name} artist"),)) for name in names.split()))
        for row, (title, names) in enumerate(PLAYLISTS)
    )


@pytest.fixture(scope="module")
def postings(corpus: Corpus) -> Postings:
    return Postings.from_corpus(corpus)[0]


def song(corpus: Corpus, name: str) -> Song:
    row = list(corpus.song_titles).index(name)
    return corpus.song(row, playlists=int(corpus.counts()[row]))


def explain(corpus: Corpus, name: str, evidence: Evidence) -> Reason:
    # Each song is a direction of its own, but "rare" leans to "other".
    vectors = np.eye(corpus.n_songs, dtype=np.float32)
    vectors[song(corpus, "rare").id, song(corpus, "other").id] = 0.5
    explainer = Explainer(Postings.from_corpus(corpus)[0], corpus.song_artist, vectors)
    (reason,) = explainer.reasons([song(corpus, name)], evidence)
    return reason


def test_songs_that_share_playlists_with_a_seed_say_how_many(corpus: Corpus) -> None:
    seed = song(corpus, "seed")
    # hit and seed: playlists 0, 1 and 4.
    assert explain(corpus, "hit", Evidence((seed,))) == Reason(ReasonKind.TOGETHER, (seed,), playlists=3)


def test_the_named_seed_is_the_one_that_it_goes_with_most_for_its_popularity(corpus: Corpus) -> None:
    hit, rare, seed = (song(corpus, name) for name in ("hit", "rare", "seed"))
    # "other" shares 3 playlists with hit (of 6: 3 / sqrt 6 = 1.22), 2 with seed (of 3: 1.15), 2 with rare (of 2: 1.41).
    assert explain(corpus, "other", Evidence((hit, rare, seed))) == Reason(ReasonKind.TOGETHER, (rare,), playlists=2)
    assert explain(corpus, "other", Evidence((hit, seed))) == Reason(ReasonKind.TOGETHER, (hit,), playlists=3)


def test_a_title_counts_its_playlists(corpus: Corpus, postings: Postings) -> None:
    _, titles = Postings.from_corpus(corpus)
    rain = titles.index("rain")
    # "other" is in all three playlists called rain.
    assert explain(corpus, "other", Evidence(title="RAIN", title_id=rain)) == Reason(
        ReasonKind.TITLE, title="RAIN", playlists=3
    )


def test_one_shared_playlist_gives_way_to_an_artist_in_common(corpus: Corpus) -> None:
    hit, seed, kin = song(corpus, "hit"), song(corpus, "seed"), song(corpus, "kin")
    # kin shares one playlist with hit, and its artist with seed.
    assert explain(corpus, "kin", Evidence((hit, seed))) == Reason(ReasonKind.ARTIST, artist="Band")
    assert explain(corpus, "kin", Evidence((hit,))) == Reason(ReasonKind.TOGETHER, (hit,), playlists=1)
    assert explain(corpus, "kin", Evidence(artists={int(corpus.song_artist[kin.id]): "Band"})) == Reason(
        ReasonKind.ARTIST, artist="Band"
    )


def test_songs_that_share_nothing_name_the_nearest_seed(corpus: Corpus) -> None:
    other, once = song(corpus, "other"), song(corpus, "once")
    seed = song(corpus, "kin")
    # "rare" and "kin" meet nowhere; nor do "rare" and "once".
    assert explain(corpus, "rare", Evidence((once, seed))).kind is ReasonKind.CLOSE
    assert explain(corpus, "once", Evidence((seed, other))) == Reason(ReasonKind.CLOSE, (seed,))


def test_songs_near_an_artist_that_stands_for_an_unknown_song_name_it(corpus: Corpus) -> None:
    artists = {int(corpus.song_artist[song(corpus, name).id]): f"{name} artist" for name in ("hit", "other")}
    assert explain(corpus, "rare", Evidence(artists=artists)) == Reason(ReasonKind.CLOSE, artist="other artist")


def test_with_a_mood_alone_that_no_playlist_has_it_is_the_mood(corpus: Corpus) -> None:
    assert explain(corpus, "hit", Evidence(title="drizzle")) == Reason(ReasonKind.MOOD, title="drizzle")


def test_postings_come_back_from_disk(corpus: Corpus, postings: Postings, tmp_path: Path) -> None:
    postings.save(tmp_path / "postings")
    loaded = Postings.load(tmp_path / "postings")

    for row in range(corpus.n_songs):
        name = corpus.song_titles[row]
        assert loaded.of_song(row).tolist() == [p for p, (_, names) in enumerate(PLAYLISTS) if name in names.split()]
    assert [loaded.of_title(title).tolist() for title in range(2)] == [[0, 1, 2], [3, 4]]  # rain, sun
    np.testing.assert_array_equal(loaded.counts(), corpus.counts())


def test_nothing_is_shared_with_nothing(postings: Postings) -> None:
    assert postings.shared([0, 1], []).shape == (2, 0)
    assert postings.shared([], [postings.of_song(0)]).shape == (0, 1)
