"""The benchmark of kept sounds: both caches find every song, and a slow provider is asked for what is not kept."""

from __future__ import annotations

from pathlib import Path

from benchmarks.sound_cache import ASKED, BATCH_SECONDS, of_the_bot, of_the_proof_of_concept


async def test_it_measures_kept_songs_and_songs_from_a_slow_provider(tmp_path: Path) -> None:
    first, warm, cold, heard = await of_the_bot(tmp_path, ASKED, 5)  # which raises when a kept song is not found
    assert len(first) == len(warm) == 5
    # 500 songs are thirteen batches of forty; with four under way that is four rounds.
    assert min(cold) >= 4 * BATCH_SECONDS
    assert len(heard.sounds) + heard.pending == ASKED


def test_the_csv_file_is_read_and_rewritten_each_time(tmp_path: Path) -> None:
    path = tmp_path / "song_features.csv"
    assert len(of_the_proof_of_concept(path, ASKED, 5)) == 5
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1 + ASKED
