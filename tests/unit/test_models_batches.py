"""Batches: what is a seed, what a target, what is compared with what, and how often a song is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from models.batches import NOTHING, BatchMaker, TrainingSet, target_frequency

# Three playlists of songs 0..7: [0 1 2 3], [2 3 4 5 6], [7] (too short to teach anything).
DATA = TrainingSet(
    indptr=np.array([0, 4, 9, 10]),
    songs=np.array([0, 1, 2, 3, 2, 3, 4, 5, 6, 7], dtype=np.int32),
    song_artist=np.zeros(8, dtype=np.int32),
    titles=["a", None, "c"],
)


def maker(**changes: object) -> BatchMaker:
    settings = {"seed_counts": (0, 1, 2), "targets": 3, "seed_dropout": 0.0, "title_dropout": 0.5, **changes}
    return BatchMaker(DATA, **settings)  # type: ignore[arg-type]


def test_an_epoch_shows_each_playlist_of_two_songs_or_more_once() -> None:
    rows = [row for batch in maker().epoch(1, np.random.default_rng(1)) for row in batch.rows.tolist()]
    assert sorted(rows) == [0, 1]
    assert maker().steps(1) == 2


def test_seeds_and_targets_are_different_songs_of_the_same_playlist() -> None:
    rng = np.random.default_rng(2)
    for _ in range(50):
        batch = maker().batch(np.array([0, 1]), rng)
        for row, seeds, targets in zip(batch.rows, batch.seeds, batch.targets, strict=True):
            seen = set(seeds[seeds != NOTHING].tolist())
            hidden = set(targets[targets != NOTHING].tolist())
            assert hidden
            assert not seen & hidden
            assert seen | hidden <= set(DATA.playlist(row).tolist())


def test_a_playlist_without_seeds_keeps_its_title() -> None:
    rng = np.random.default_rng(3)
    batch = maker(seed_counts=(0, 2), title_dropout=0.9)
    for _ in range(30):
        drawn = batch.batch(np.array([0]), rng)
        if drawn.seeds[0, 0] == NOTHING:
            assert drawn.titled[0]


def test_the_mask_leaves_out_the_other_songs_of_the_same_playlist() -> None:
    batch = maker(seed_counts=(1,)).batch(np.array([0, 1]), np.random.default_rng(4))
    candidates = batch.targets.T.ravel()  # blocks of B=2: target t of both playlists after each other
    for i, row in enumerate(batch.rows):
        own = set(DATA.playlist(row).tolist())
        for place, song in enumerate(candidates):
            is_its_own_target = place % 2 == i
            allowed = song != NOTHING and (is_its_own_target or song not in own)
            assert batch.score_mask[i, place] == allowed


def test_expected_frequency_is_how_often_songs_are_drawn() -> None:
    settings = (0, 1, 2)
    rng = np.random.default_rng(5)
    drawn = np.zeros(8)
    draws = 20_000
    for _ in range(draws):
        targets = maker(seed_counts=settings).batch(np.array([0, 1]), rng).targets
        drawn += np.bincount(targets[targets != NOTHING], minlength=8)
    expected = target_frequency(DATA, settings, targets=3)
    # The standard error of a share p of 20,000 draws is at most .0035 (two playlists: .005); 0.02 is four of them.
    assert np.abs(drawn / draws - expected)[:7].max() < 0.02
    # In playlist [7] the only song is always left to be found; batches never show it, but nothing depends on it.
    assert expected[7] == pytest.approx(1)


def test_an_index_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="indptr"):
        TrainingSet(np.array([0, 3]), np.arange(2, dtype=np.int32), np.zeros(2, dtype=np.int32), ["a"])
