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
        ("id,energy\n", "has a header, but no rows."),
        (
            f"id,energy,valence,tempo\n{spotify_id(JAZZ, 1)},55,-1,\n",
            "nothing of sounds that can be believed: energy must be from 0 to 1; valence must be from 0 to 1.",
        ),
        (f"id,energy,tempo\n{spotify_id(JAZZ, 1)},,\n", "the cells of its tracks are empty."),
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


def test_what_was_left_out_is_said(terminal: Terminal, bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "sounds.csv"
    rows = ["0.5,inf,-3", "NaN,120,0.5", "0.4,121,0.4", "soon,,7"]
    songs = [f"{spotify_id(JAZZ, number)},{row}" for number, row in enumerate(rows)]
    file.write_text("\n".join(["id,energy,tempo,valence", *songs]), encoding="utf-8")
    shown = terminal.run("features", "import", file, "--model", bundle)

    assert shown.out.splitlines()[:-1] == [
        "4 rows: 4 found by Spotify id, 0 by title and artist.",
        "energy: 1 value left out; numbers from 0 to 1 are wanted.",
        "tempo: 1 value left out; numbers from 20 to 300 are wanted.",
        "valence: 2 values left out; numbers from 0 to 1 are wanted.",
        "1 row without any feature that can be believed.",
        "2 songs with fewer than 3 features, too few to compare by.",
    ]
    assert "knows how 1 of its 600 songs sound" in shown.out


def test_features_that_are_the_same_for_all_songs_compare_nothing_and_break_nothing(
    terminal: Terminal, bundle: Path, tmp_path: Path
) -> None:
    file = tmp_path / "sounds.csv"
    songs = [f"{spotify_id(scene, number)},0.5,0.5,120" for scene in (JAZZ, METAL) for number in range(SONGS)]
    file.write_text("\n".join(["id,energy,valence,tempo", *songs]), encoding="utf-8")
    assert terminal.run("features", "import", file, "--model", bundle).status == 0
    with Recommender.load(bundle) as recommender:
        found = recommender.catalog.resolve([song(METAL, 5), song(JAZZ, 5), song(JAZZ, 6)])
        compared = recommender.compare(Compare(Query((song(JAZZ, 1),)), tuple(songs[0] for songs in found)))

    assert None not in [one.match for one in compared.songs]
    assert {one.distances[SortBy.TEMPO] for one in compared.songs} == {0.0}
    for by in (SortBy.ENERGY, SortBy.TEMPO, SortBy.MOOD):
        assert ordered(compared, by) == (0, 1, 2)


def test_what_is_no_bundle_is_named(terminal: Terminal, tmp_path: Path) -> None:
    shown = terminal.run("features", "import", write_sounds(tmp_path / "sounds.csv"), "--model", tmp_path / "nothing")

    assert shown.status == 2
    assert "there is no such folder" in shown.err
