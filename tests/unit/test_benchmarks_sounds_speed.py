"""How fast songs are compared: every seed and song is heard, and figures stand beside those of the caches."""

from __future__ import annotations

from pathlib import Path

from benchmarks.sound_cache import ASKED, CSV, WARM
from benchmarks.sounds_speed import KNOWN, SoundSpeed, compares, heard_elsewhere, table, with_sounds
from recsys.bundle import Bundle
from recsys.domain import Query
from recsys.pipeline import Recommender
from tests.support.scenes import JAZZ, song


def test_a_bundle_without_sounds_gets_them_in_a_copy_and_one_with_sounds_is_taken_as_it_is(
    trained_bundle: Path, tmp_path: Path
) -> None:
    copy = with_sounds(trained_bundle, tmp_path / "copy")

    assert copy == tmp_path / "copy"
    assert len(Bundle.load(copy).content().table.heard()) == 600
    assert len(Bundle.load(trained_bundle).content().table.heard()) == 0
    assert with_sounds(copy, tmp_path / "another") == copy


def test_what_is_compared_is_what_would_be_recommended_and_all_of_it_is_heard(trained_bundle: Path) -> None:
    query = Query(tuple(song(JAZZ, number) for number in range(10)), "jazz")
    with Recommender.load(trained_bundle) as recommender:
        (known,) = compares(recommender, [query])
        (ranked,) = recommender.rank([query], ASKED)
        comparison = recommender.compare(heard_elsewhere(recommender, known))

    assert list(known.songs) == ranked.tolist()
    assert len(comparison.seeds) == 10
    assert all(one.match is not None for one in comparison.songs)


def test_figures_are_divided_by_the_calibration_loop_and_compared_with_the_csv_file() -> None:
    made = table(SoundSpeed({KNOWN: [10.0, 20.0, 30.0], CSV: [90.0], WARM: [3.0]}, 500, 100), unit=20.0)

    assert [next(iter(column.cells)) for column in made.columns] == [KNOWN, "20.0 (1.00)", "29.0 (1.45)"]
    assert "30 times as fast" in str(made.caption)
