"""`segue features import` at the terminal: a bundle that knows how songs sound; sentences for what is no table."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from recsys.domain import Query
from recsys.pipeline import Recommender
from recsys.sound import Compare, SortBy, Sound, Trait, ordered
from tests.support.scenes import JAZZ, METAL, SONGS, song, spotify_id
from tests.support.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture
def bundle(trained_bundle: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(trained_bundle, tmp_path / "bundle"))


def write_sounds(path: Path) -> Path:
    """Calm jazz and loud metal; of every fifth song only the tempo is known."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["track_id", "energy", "valence", "acousticness", "tempo"])
        for scene, energy in ((JAZZ, 0.2), (METAL, 0.9)):
            for number in range(SONGS):
                wobble = (number % 7 - 3) / 100
                heard = [energy + wobble, 0.5 + wobble, 1 - energy + wobble] if number % 5 else [None] * 3
                rows.writerow([spotify_id(scene, number), *heard, 120 + number % 7])
    return path


def test_an_imported_table_lets_songs_be_compared(terminal: Terminal, bundle: Path, tmp_path: Path) -> None:
    shown = terminal.run("features", "import", write_sounds(tmp_path / "sounds.csv"), "--model", bundle)

    assert (shown.status, shown.err) == (0, "")
    assert "600 rows: 600 found by Spotify id, 0 by title and artist." in shown.out
    assert "knows how 480 of its 600 songs sound" in shown.out
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    with Recommender.load(bundle) as recommender:
        query = Query(tuple(song(JAZZ, number) for number in (1, 2, 3, 4, 6)))
        asked = [song(METAL, 1), song(JAZZ, 5), song(METAL, 2), song(JAZZ, 11), song(METAL, 12)]
        songs = tuple(found[0] for found in recommender.catalog.resolve(asked))
        compared = recommender.compare(Compare(query, songs))
    matches = [one.match for one in compared.songs]
    assert matches[1] is None
    assert compared.songs[1].reasons == ()
    first, second = matches[0], matches[3]
    assert first is not None
    assert second is not None
    assert first < second
    assert ordered(compared, SortBy.OVERALL)[1] == 1
    assert set(ordered(compared, SortBy.OVERALL)[-2:]) <= {0, 2, 4}
    assert {reason.trait for reason in compared.songs[3].reasons} <= set(Trait)
    assert len(compared.songs[3].reasons) == 2
    assert (len(compared.seeds), compared.of_seeds) == (5, 5)
    assert compared.songs[3].distances[SortBy.ENERGY] < compared.songs[0].distances[SortBy.ENERGY]


def test_a_second_table_adds_to_the_first(terminal: Terminal, bundle: Path, tmp_path: Path) -> None:
    terminal.run("features", "import", write_sounds(tmp_path / "sounds.csv"), "--model", bundle)
    more = tmp_path / "more.csv"
    more.write_text(f"id,energy,danceability\n{spotify_id(JAZZ, 1)},0.6,0.7\n", encoding="utf-8")

    assert terminal.run("features", "import", more, "--model", bundle).status == 0

    with Recommender.load(bundle) as recommender:
        ((one,),) = recommender.catalog.resolve([song(JAZZ, 1)])
        found = recommender.compare(Compare(Query((song(JAZZ, 2),)), (one,))).songs[0].sound
    assert found == Sound(energy=0.6, danceability=0.7, valence=0.48, acousticness=0.78, tempo=121)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("id,energy\nnobody,0.5\n", "has no track that the bundle knows. Is it for another catalogue?"),
        (
            "name,mood\nA,0.5\n",
            "names no tracks: it needs a column spotify_id, or title and artist, and has name, mood.",
        ),
    ],
)
def test_a_file_that_is_of_no_use_leaves_the_bundle_as_it_is(
    terminal: Terminal, bundle: Path, tmp_path: Path, content: str, sentence: str
) -> None:
    before = (bundle / "manifest.json").read_bytes()
    file = tmp_path / "sounds.csv"
    file.write_text(content, encoding="utf-8")
    shown = terminal.run("features", "import", file, "--model", bundle)

    assert (shown.status, shown.out) == (2, "")
    assert sentence in shown.err
    assert (bundle / "manifest.json").read_bytes() == before


def test_what_is_no_bundle_is_named(terminal: Terminal, tmp_path: Path) -> None:
    shown = terminal.run("features", "import", write_sounds(tmp_path / "sounds.csv"), "--model", tmp_path / "nothing")

    assert shown.status == 2
    assert "there is no such folder" in shown.err
