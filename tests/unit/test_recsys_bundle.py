"""Bundles: what is written comes back, and whatever does not match is refused with the reason."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.retriever import Seeds
from recsys.bundle import (
    BELONGS,
    CATALOG,
    FORMAT,
    MANIFEST,
    Bundle,
    Training,
    check_target,
    read_manifest,
    write_bundle,
)
from recsys.corpus import Corpus
from recsys.errors import BundleError
from recsys.lists import Lists
from recsys.pipeline import Recommender
from recsys.two_stage import TwoStage
from tests.support.scenes import NOON, playlists

TRAINING = Training("again", "two made-up scenes", "made up", NOON, settings={"epochs": 3}, metrics={"ndcg": 0.5})


class Notes:
    """A model that is one file, to write bundles without training."""

    def __init__(self, text: str) -> None:
        self.text = text

    def save(self, folder: Path) -> None:
        (folder / "notes.txt").write_text(self.text, encoding="utf-8")


NOTHING = Notes("nothing")
"""Stands for a content model."""


class Unwritable:
    def save(self, folder: Path) -> None:
        (folder / "half.txt").write_text("half of", encoding="utf-8")
        raise OSError(28, "No space left on device")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.from_playlists(playlists()[:20])


@pytest.fixture
def bundle(trained_bundle: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(trained_bundle, tmp_path / "bundle"))


def edit_manifest(bundle: Path, change: Callable[[dict[str, Any]], object]) -> None:
    manifest = json.loads((bundle / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (bundle / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_a_bundle_says_what_it_was_made_of(corpus: Corpus, tmp_path: Path) -> None:
    written = write_bundle(tmp_path / "new" / "bundle", corpus, Notes("hello"), NOTHING, TRAINING)

    manifest = Bundle.load(tmp_path / "new" / "bundle").manifest
    assert manifest == written
    assert (manifest.name, manifest.trained_on, manifest.licence) == ("again", "two made-up scenes", "made up")
    assert manifest.created_at == "2026-11-23T12:00:00+00:00"
    assert manifest.counts == {
        "playlists": 20,
        "songs": corpus.n_songs,
        "artists": corpus.n_artists,
        "tracks": len(corpus.track_ids),
        "entries": len(corpus.songs),
    }
    assert (manifest.settings, manifest.metrics, manifest.demo) == ({"epochs": 3}, {"ndcg": 0.5}, False)
    assert set(manifest.libraries) >= {"numpy", "tensorflow"}
    assert {"model/notes.txt", CATALOG} <= set(manifest.files)


def model_of(path: Path) -> TwoStage:
    """The model of a bundle over its own playlists."""
    bundle = Bundle.load(path)
    with bundle.catalog() as catalog:
        titles, artists = catalog.playlist_titles(), catalog.artist_keys()
        return bundle.model(Lists(bundle.postings(), titles, catalog.song_artist, artists))


def test_a_loaded_model_scores_as_the_saved_one(trained_bundle: Path, tmp_path: Path) -> None:
    model = model_of(trained_bundle)
    write_bundle(tmp_path / "copy", Corpus.from_playlists(playlists()), model, NOTHING, TRAINING)
    seeds = [Seeds(np.array([1, 2], np.int32), np.array([0, 1], np.int32), "Jazz")]

    np.testing.assert_array_equal(model_of(tmp_path / "copy").score(seeds), model.score(seeds))


def test_a_report_is_kept(corpus: Corpus, tmp_path: Path) -> None:
    report = {"ndcg": {"ranker": 0.5, "als": 0.25}}
    write_bundle(tmp_path / "bundle", corpus, Notes("x"), NOTHING, replace(TRAINING, report=report))

    assert read_manifest(tmp_path / "bundle").report == report


def test_a_bundle_takes_the_place_of_an_earlier_one(corpus: Corpus, tmp_path: Path) -> None:
    for text in ("first", "second"):
        write_bundle(tmp_path / "bundle", corpus, Notes(text), NOTHING, TRAINING)

    assert (tmp_path / "bundle" / "model" / "notes.txt").read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


def test_a_bundle_that_cannot_be_written_leaves_the_earlier_one_and_nothing_else(
    corpus: Corpus, tmp_path: Path
) -> None:
    write_bundle(tmp_path / "bundle", corpus, Notes("first"), NOTHING, TRAINING)

    with pytest.raises(BundleError, match="No space left on device"):
        write_bundle(tmp_path / "bundle", corpus, Unwritable(), NOTHING, TRAINING)

    assert Bundle.load(tmp_path / "bundle").manifest.name == "again"
    assert (tmp_path / "bundle" / "model" / "notes.txt").read_text(encoding="utf-8") == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


def test_what_is_no_bundle_is_never_replaced(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "song.mp3").write_bytes(b"precious")

    with pytest.raises(BundleError, match="is no bundle, and it will not be replaced"):
        write_bundle(tmp_path / "music", corpus, Notes("x"), NOTHING, TRAINING)
    with pytest.raises(BundleError, match="will not be replaced"):
        check_target(tmp_path / "music" / "song.mp3")

    assert (tmp_path / "music" / "song.mp3").read_bytes() == b"precious"


def test_an_empty_folder_may_become_a_bundle(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_bundle(tmp_path / "empty", corpus, Notes("x"), NOTHING, TRAINING)

    assert Bundle.load(tmp_path / "empty").manifest.name == "again"


def test_the_same_corpus_gives_the_same_files(corpus: Corpus, tmp_path: Path) -> None:
    manifests = [write_bundle(tmp_path / name, corpus, Notes("x"), NOTHING, TRAINING) for name in ("one", "two")]

    assert manifests[0] == manifests[1]


@pytest.mark.parametrize("file", [CATALOG, "model/two_tower/weights.npz", "postings/song_indptr.npy"])
def test_a_missing_file_is_named(bundle: Path, file: str) -> None:
    (bundle / file).unlink()

    with pytest.raises(BundleError, match=f"{file} is missing"):
        Bundle.load(bundle)


def test_a_file_that_cannot_be_read_is_named(bundle: Path) -> None:
    (bundle / CATALOG).unlink()
    (bundle / CATALOG).mkdir()

    with pytest.raises(BundleError, match=f"{CATALOG} cannot be read"):
        Bundle.load(bundle)


def test_a_truncated_file_is_named_with_its_sizes(bundle: Path) -> None:
    file = bundle / "model" / "two_tower" / "weights.npz"
    content = file.read_bytes()
    file.write_bytes(content[:-100])

    with pytest.raises(BundleError, match=f"weights.npz has {len(content) - 100} bytes instead of {len(content)}"):
        Bundle.load(bundle)


def test_one_wrong_byte_is_found(bundle: Path) -> None:
    file = bundle / "postings" / "song_playlists.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)

    with pytest.raises(BundleError, match="wrong checksum"):
        Bundle.load(bundle)


@pytest.mark.parametrize(("number", "advice"), [(1, "Train it again"), (FORMAT + 1, "Update Segue")])
def test_another_format_is_refused_with_what_to_do(bundle: Path, number: int, advice: str) -> None:
    edit_manifest(bundle, lambda manifest: manifest.update(format=number))

    reason = f"it has format {number}, and this version of Segue reads {FORMAT}. {advice}."
    with pytest.raises(BundleError, match=re.escape(reason)):
        Recommender.load(bundle)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda manifest: manifest.pop("format"), "does not name a format"),
        (lambda manifest: manifest.pop("files"), f"lists no {CATALOG}"),
        (lambda manifest: manifest.pop("licence"), "manifest is damaged"),
        (lambda manifest: manifest["files"].pop(CATALOG), f"lists no {CATALOG}"),
        (lambda manifest: manifest["files"].update({"../secret": {"bytes": 1, "sha256": ""}}), "lies outside"),
        (lambda manifest: manifest["files"].update({"/etc/passwd": {"bytes": 1, "sha256": ""}}), "lies outside"),
        (lambda manifest: manifest["files"].update({"a\\..\\..\\b": {"bytes": 1, "sha256": ""}}), "lies outside"),
        (lambda manifest: manifest["files"].update({"C:secret": {"bytes": 1, "sha256": ""}}), "lies outside"),
        (lambda manifest: manifest["files"].update({"a\0b": {"bytes": 1, "sha256": ""}}), "lies outside"),
        (lambda manifest: manifest["files"].update({"x": {"bytes": 1}}), "manifest is damaged"),
        (
            lambda manifest: manifest["files"].pop("model/two_tower/weights.npz"),
            "does not list model/two_tower/weights.npz",
        ),
        (lambda manifest: manifest["files"].pop("postings/song_indptr.npy"), "does not list postings/song_indptr.npy"),
        (lambda manifest: manifest["counts"].pop("songs"), "does not count its songs"),
        (lambda manifest: manifest.update(demo="no"), "manifest is damaged .demo: "),
        (lambda manifest: manifest.update(format=True), "does not name a format"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    bundle: Path, change: Callable[[dict[str, Any]], object], problem: str
) -> None:
    edit_manifest(bundle, change)

    with pytest.raises(BundleError, match=problem):
        Bundle.load(bundle)


@pytest.mark.parametrize(
    ("content", "problem"), [(b"{", "is damaged"), (b"[]", "is not that of a bundle"), (b"", "is damaged")]
)
def test_a_manifest_that_is_no_json_object_is_refused(bundle: Path, content: bytes, problem: str) -> None:
    (bundle / MANIFEST).write_bytes(content)

    with pytest.raises(BundleError, match=problem):
        Bundle.load(bundle)


def test_other_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="there is no such folder"):
        Bundle.load(tmp_path / "nowhere")
    with pytest.raises(BundleError, match=f"it has no {MANIFEST}"):
        Bundle.load(tmp_path)
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BundleError, match="there is no such folder"):
        Bundle.load(tmp_path / "file")


class _Trap:
    """Creates a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.path,))


def replace_file(bundle: Path, name: str, content: bytes) -> None:
    """Give a file other content, and the manifest its checksum."""
    (bundle / name).write_bytes(content)
    entry = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    edit_manifest(bundle, lambda manifest: manifest["files"].update({name: entry}))


def forge(bundle: Path, name: str, content: bytes) -> None:
    """As `replace_file`, and have the other parts believe that it is what they were trained with."""
    replace_file(bundle, name, content)
    belongs = json.loads((bundle / BELONGS).read_text(encoding="utf-8"))
    belongs[name] = hashlib.sha256(content).hexdigest()
    replace_file(bundle, BELONGS, json.dumps(belongs).encode())


def test_a_ranker_of_another_training_is_refused(bundle: Path, other_bundle: Path) -> None:
    for name in ("model/ranker/ranker.json", "model/ranker/trees.skops"):
        replace_file(bundle, name, (other_bundle / name).read_bytes())

    with pytest.raises(BundleError, match="its ranker does not belong to its sources"):
        Recommender.load(bundle)


@pytest.mark.parametrize(
    "name", ["model/two_tower/weights.npz", "model/als/factors.npy", "postings/song_playlists.npy"]
)
def test_a_source_of_another_training_is_refused(bundle: Path, other_bundle: Path, name: str) -> None:
    replace_file(bundle, name, (other_bundle / name).read_bytes())

    with pytest.raises(BundleError, match="its ranker does not belong to its sources"):
        Recommender.load(bundle)


def test_the_parts_of_a_whole_model_of_another_training_are_refused(bundle: Path, other_bundle: Path) -> None:
    """Even when they fit each other, they do not fit the playlists."""
    for file in (file for file in (other_bundle / "model").rglob("*") if file.is_file()):
        replace_file(bundle, file.relative_to(other_bundle).as_posix(), file.read_bytes())

    with pytest.raises(BundleError, match="its ranker does not belong to its sources"):
        Recommender.load(bundle)


def test_truncated_trees_are_refused(bundle: Path) -> None:
    name = "model/ranker/trees.skops"
    whole = (bundle / name).read_bytes()
    (bundle / name).write_bytes(whole[:-1])

    with pytest.raises(BundleError, match=f"{name} has {len(whole) - 1} bytes instead of {len(whole)}"):
        Recommender.load(bundle)


def test_a_ranker_of_another_scikit_learn_is_refused_with_the_reason(bundle: Path) -> None:
    name = "model/ranker/ranker.json"
    saved = json.loads((bundle / name).read_text(encoding="utf-8"))
    forge(bundle, name, json.dumps(saved | {"scikit-learn": "0.1"}).encode())

    with pytest.raises(BundleError, match=r"its ranker is of scikit-learn 0\.1, and this is .*Train it again"):
        Recommender.load(bundle)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("postings/song_indptr.npy", lambda content: b""),
        ("postings/song_indptr.npy", lambda content: b"no array"),
        ("model/ranker/trees.skops", lambda content: content[:-100]),
        ("model/ranker/trees.skops", lambda content: b""),
        ("model/ranker/ranker.json", lambda content: b"{}"),
        ("model/als/factors.npy", lambda content: content[:-100]),
        ("model/als/als.json", lambda content: b"{"),
        (BELONGS, lambda content: b"[]"),
        ("model/two_tower/weights.npz", lambda content: b""),
        ("model/two_tower/weights.npz", lambda content: content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]),
        ("model/two_tower/model.json", lambda content: b""),
        ("model/two_tower/model.json", lambda content: b"[]"),
        ("model/two_tower/model.json", lambda content: b'{"format": 1, "tokens": 5}'),
    ],
)
def test_a_part_that_is_something_else_is_refused(bundle: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    content = damage((bundle / name).read_bytes())
    (replace_file if name == BELONGS else forge)(bundle, name, content)

    with pytest.raises(BundleError, match="cannot be read") as refused:
        Recommender.load(bundle)
    assert "pickle" not in str(refused.value)
    assert ("belong" in str(refused.value)) == (name == BELONGS)


def test_parts_of_two_bundles_are_refused(bundle: Path, corpus: Corpus, tmp_path: Path) -> None:
    write_bundle(tmp_path / "smaller", corpus, Notes("x"), NOTHING, TRAINING)
    for file in (tmp_path / "smaller" / "postings").iterdir():
        replace_file(bundle, f"postings/{file.name}", file.read_bytes())

    with pytest.raises(BundleError, match="not of one training"):
        Recommender.load(bundle)


def test_what_finder_leaves_in_a_folder_is_no_damage(bundle: Path) -> None:
    (bundle / "model" / ".DS_Store").write_bytes(b"views")

    assert Bundle.load(bundle).manifest.format == FORMAT


def test_pickled_content_is_refused_and_never_run(bundle: Path, tmp_path: Path) -> None:
    array = np.empty(1, dtype=object)
    array[0] = _Trap(tmp_path / "sprung")
    file = bundle / "postings" / "song_indptr.npy"
    np.save(file, array, allow_pickle=True)
    replace_file(bundle, "postings/song_indptr.npy", file.read_bytes())

    with pytest.raises(BundleError, match="postings cannot be read"):
        Bundle.load(bundle).postings()
    assert not (tmp_path / "sprung").exists()


def test_manifest_and_catalogue_need_no_tensorflow(trained_bundle: Path) -> None:
    code = (
        "import sys, pathlib\nfrom recsys.bundle import Bundle\n"
        "bundle = Bundle.load(pathlib.Path(sys.argv[1]))\n"
        "with bundle.catalog() as catalog:\n    print(bundle.manifest.name, len(catalog), 'tensorflow' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, str(trained_bundle)], capture_output=True, text=True, encoding="utf-8", check=True
    )

    assert shown.stdout.split() == ["scenes", "600", "False"]
