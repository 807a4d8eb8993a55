"""Feature files: columns by any of their names; what cannot be believed is unknown, what is no table is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv, parquet

from recsys.bundle import Bundle
from recsys.catalog import Catalog
from recsys.data.sounds import read_sounds
from recsys.errors import DataError
from recsys.sound import Sound
from recsys.sound_table import sound_of
from tests.support.scenes import JAZZ, song, spotify_id


@pytest.fixture(scope="module")
def catalog(trained_bundle: Path) -> Iterator[Catalog]:
    with Bundle.load(trained_bundle).catalog() as opened:
        yield opened


def written(folder: Path, name: str, columns: Mapping[str, Sequence[object]]) -> Path:
    path, table = folder / name, pa.table(dict(columns))
    if path.suffix == ".parquet":
        parquet.write_table(table, path)
    else:
        csv.write_csv(table, path, csv.WriteOptions(delimiter={".csv": ",", ".tsv": "\t"}[path.suffix]))
    return path


def number(catalog: Catalog, track: int) -> int:
    return catalog.resolve([song(JAZZ, track)])[0][0]


@pytest.mark.parametrize("name", ["sounds.csv", "sounds.tsv", "sounds.parquet"])
def test_rows_are_found_by_id_or_by_names(catalog: Catalog, tmp_path: Path, name: str) -> None:
    named = song(JAZZ, 2)
    columns = {
        "Track_ID": [f"spotify:track:{spotify_id(JAZZ, 1)}", "x" * 22, "y" * 22],
        "track_name": ["Whatever", named.title, "Never, Heard"],
        "artist_name": ["Anybody", named.artists[0], "Nobody"],
        "energy": [0.25, 0.5, 0.75],
        "tempo": [100.0, 120.5, 140.0],
        "release_date": ["1999-05-01", "1987", ""],
        "duration_ms": [200_000.0, 180_000.0, 1.0],
        "genre": ["hard bop", "cool jazz", "noise"],
    }
    read = read_sounds(written(tmp_path, name, columns), catalog)

    first, second = number(catalog, 1), number(catalog, 2)
    assert (read.rows, read.by_id, read.by_name, read.nothing) == (3, 1, 1, 0)
    assert sound_of(read.table.features[first]) == Sound(energy=0.25, tempo=100)
    assert sound_of(read.table.features[second]) == Sound(energy=0.5, tempo=120.5)
    assert read.table.years[[first, second]].tolist() == [1999, 1987]
    assert read.table.durations[[first, second]].tolist() == [200_000, 180_000]
    assert read.table.genres_of(np.array([first, second, number(catalog, 3)])) == ["hard bop", "cool jazz", None]


def test_what_cannot_be_believed_is_not_known(catalog: Catalog, tmp_path: Path) -> None:
    columns = {
        "id": [spotify_id(JAZZ, 1), spotify_id(JAZZ, 2)],
        "energy": ["1.5", "nan"],
        "key": ["-1", "loud"],
        "tempo": ["0", ""],
        "valence": ["0.25", "inf"],
        "release_date": ["0000", "soon"],
        "duration_ms": ["-1", "1e30"],
    }
    read = read_sounds(written(tmp_path, "sounds.csv", columns), catalog)

    songs = [number(catalog, 1), number(catalog, 2)]
    assert [sound_of(read.table.features[one]) for one in songs] == [Sound(valence=0.25), Sound()]
    assert read.table.years[songs].tolist() == read.table.durations[songs].tolist() == [-1, -1]
    assert read.nothing == 1


def test_ids_count_more_than_names_and_several_rows_by_their_median(catalog: Catalog, tmp_path: Path) -> None:
    named = song(JAZZ, 1)
    columns = {
        "spotify_id": ["x" * 22, spotify_id(JAZZ, 1), spotify_id(JAZZ, 1), spotify_id(JAZZ, 1)],
        "title": [named.title] * 4,
        "artist": [named.artists[0]] * 4,
        "energy": [0.9, 0.1, 0.2, 0.6],
        "key": [3, 4, 11, 11],
    }
    read = read_sounds(written(tmp_path, "sounds.parquet", columns), catalog)

    assert sound_of(read.table.features[number(catalog, 1)]) == Sound(energy=0.2, key=4)
    assert (read.by_id, read.by_name) == (3, 1)


def test_columns_of_acousticbrainz_are_brought_to_our_scales(catalog: Catalog, tmp_path: Path) -> None:
    columns = {
        "spotify_id": [spotify_id(JAZZ, 1), spotify_id(JAZZ, 2)],
        "bpm": ["98.5", ""],
        "danceability": ["1.5", ""],
        "key_key": ["C#", "H"],
        "key_scale": ["minor", ""],
        "mood_happy": ["0.9", "0.5"],
        "mood_sad": ["0.3", ""],
        "mood_acoustic": ["0.75", "0.5"],
        "average_loudness": ["0.9", "0.9"],
    }
    read = read_sounds(written(tmp_path, "sounds.csv", columns), catalog)

    first, second = (sound_of(read.table.features[number(catalog, one)]) for one in (1, 2))
    # danceability 1.5 of 3; valence (0.9 + 1 - 0.3) / 2
    assert first == Sound(danceability=0.5, key=1, mode=0, acousticness=0.75, valence=0.8, tempo=98.5)
    assert second == Sound(acousticness=0.5)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("sounds.csv", b"energy,tempo\n0.5,100\n", "names no tracks"),
        ("sounds.csv", b"title,energy\nA,0.5\n", "names no tracks"),
        ("sounds.csv", b"spotify_id,popularity\nx,5\n", "says nothing of sounds"),
        ("sounds.csv", b"spotify_id,energy\nx,0.5,7\n", "a row has 3 columns, and its header names 2. Put texts"),
        ("sounds.csv", b"", "it is empty. Give a file"),
        ("sounds.csv", b"\xff\xfe\x00s", "it is not UTF-8. Save it"),
        ("sounds.csv", b"id,energy\nx,\xff\xfe\n", "it is not UTF-8. Save it"),
        ("sounds.parquet", b"PAR1 but not really", "it is damaged or no Parquet file. Download"),
        ("sounds.xlsx", b"PK", "in no known format"),
        ("missing.csv", None, "does not exist"),
        ("missing.parquet", None, "does not exist"),
    ],
)
def test_what_is_no_feature_table_is_refused_with_the_reason(
    catalog: Catalog, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(DataError, match=reason):
        read_sounds(path, catalog)


def test_a_later_table_counts_where_both_know_something(catalog: Catalog, tmp_path: Path) -> None:
    tables = [
        read_sounds(written(tmp_path, f"{energy}.csv", {"id": [spotify_id(JAZZ, 1)], **more}), catalog).table
        for energy, more in (
            (1, {"energy": ["0.1"], "valence": ["0.2"], "genre": ["bop"], "year": ["1950"]}),
            (2, {"energy": ["0.3"], "valence": [""], "genre": ["swing"], "year": [""]}),
        )
    ]
    merged = tables[0].merged(tables[1])

    first = number(catalog, 1)
    np.testing.assert_allclose(np.nansum(merged.features), 0.5, rtol=1e-6)
    assert sound_of(merged.features[first]) == Sound(energy=0.3, valence=0.2)
    assert (merged.genres_of(np.array([first])), merged.years[first]) == (["swing"], 1950)
