"""One split seed: playlists held out, Segue trained and asked, peers chosen, fitted and asked; each part is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from benchmarks.quality.challenges import AS_IT_IS, CHANGED, path_of, write_challenges
from benchmarks.quality.fitting import (
    Setting,
    Trial,
    Validation,
    code_of_peer,
    fitted,
    label_of,
    trials,
    validation_ndcg,
)
from benchmarks.quality.items import MAPPINGS, NONE, Int32, Items, Training
from benchmarks.quality.kept import Kept, code_of, digest
from benchmarks.running import Cost, segue
from recsys.challenge import ChallengePlaylist, read_answers, read_challenge, read_submission
from recsys.data.source import open_source
from recsys.metrics import LIST_LENGTH

Settings = Mapping[str, object]
"""Of `segue train`, as its TOML file names them."""

Found = Mapping[str, Int32]
"""The tracks that continue each playlist, int32[n, 500], by the name of the challenge."""


class Split:
    """A split of the playlists at `data`, whose content has the digest `content`.

    `challenges` are the held-out playlists as they are and as `benchmarks.quality.challenges` changes them.
    """

    def __init__(self, kept: Kept, data: Path, content: str, held_out: int, seed: int) -> None:
        self.seed = seed
        self.say = kept.say
        self._kept = kept
        self._key = digest([content, held_out, seed, code_of("bot.commands.split")])

        def write(path: Path) -> None:
            segue("split", data=data, out=path, playlists=held_out, seed=seed)

        self._folder = self._part("split", [], write)
        self.answers = read_answers(self._folder / "answers.json")
        self.challenges = {name: read_challenge(path) for name, path in self._paths.items()}

    @property
    def challenge(self) -> tuple[ChallengePlaylist, ...]:
        """The held-out playlists as they are."""
        return self.challenges[AS_IT_IS]

    @cached_property
    def training(self) -> Training:
        return Training(tuple(open_source(self._folder / "data").playlists()))

    def trained(self, name: str, settings: Settings) -> tuple[Path, Cost]:
        """A bundle of `segue train` with these settings, and what the training cost."""

        def write(path: Path) -> None:
            path.mkdir(parents=True)
            config = path / "settings.toml"
            lines = (f"{setting} = {orjson.dumps(value).decode()}\n" for setting, value in settings.items())
            config.write_text("".join(lines), encoding="utf-8")
            cost = segue("train", data=self._folder / "data", out=path / "bundle", config=config)
            (path / "cost.json").write_bytes(orjson.dumps([cost.seconds, cost.gigabytes]))

        path = self._part(f"{name}, training", [code_of("bot.commands.train"), dict(settings)], write)
        return path / "bundle", Cost(*_numbers(path / "cost.json"))

    def asked_segue(self, name: str, bundle: Path, adventurous: float, challenges: Sequence[str]) -> Found:
        """The answers of `segue challenge` to these challenges."""
        return {challenge: self._answered(name, bundle, adventurous, challenge) for challenge in challenges}

    def chosen(self, name: str, grid: Sequence[Setting]) -> Trial:
        """The best of a grid of settings, and of the mappings, on the validation part of the training set."""
        return max(trials(grid, partial(self._tried, name)), key=lambda trial: trial.ndcg)

    def asked_peer(self, name: str, trial: Trial) -> tuple[Found, float]:
        """A peer's answers to all challenges after it has learned from the whole training set, and its seconds."""

        def write(path: Path) -> None:
            peer = fitted(trial.setting, self._items[trial.mapping])
            found = {challenge: peer.continued(asked) for challenge, asked in self.challenges.items()}
            with path.open("wb") as file:
                np.savez_compressed(file, allow_pickle=False, seconds=peer.seconds, **found)

        key = [self._challenges_key, _peer_key(trial.setting, trial.mapping)]
        with np.load(self._part(f"{name}, {trial}", key, write, ".npz")) as arrays:
            return {challenge: arrays[challenge] for challenge in self.challenges}, float(arrays["seconds"])

    def made(self, name: str, module: str, make: Callable[[], object]) -> Any:
        """What `make` of a module gives for this split, which JSON must be able to hold."""

        def write(path: Path) -> None:
            path.write_bytes(orjson.dumps(make()))

        return orjson.loads(self._part(name, code_of(module), write, ".json").read_bytes())

    def _tried(self, name: str, setting: Setting, mapping: str) -> float:
        def write(path: Path) -> None:
            path.write_bytes(orjson.dumps([validation_ndcg(setting, mapping, self._validation)]))

        label = ", ".join(filter(None, (name, "validation", label_of(setting), mapping)))
        (ndcg,) = _numbers(self._part(label, _peer_key(setting, mapping), write, ".json"))
        return ndcg

    def _answered(self, name: str, bundle: Path, adventurous: float, challenge: str) -> Int32:
        def write(path: Path) -> None:
            submission = path.with_suffix(".csv")
            segue("challenge", model=bundle, challenge=self._paths[challenge], out=submission, adventurous=adventurous)
            found = self._read(submission, challenge)
            submission.unlink()
            with path.open("wb") as file:
                np.save(file, found)

        code = code_of("bot.commands.challenge", "benchmarks.quality.items")
        key = [bundle.parent.name, self._challenges_key, challenge, adventurous, code]
        found: Int32 = np.load(self._part(f"{name}, {challenge}", key, write, ".npy"))
        return found

    def _read(self, submission: Path, challenge: str) -> Int32:
        asked = self.challenges[challenge]
        rows = read_submission(submission, asked)
        found = np.full((len(asked), LIST_LENGTH), NONE, dtype=np.int32)
        for row, playlist in enumerate(asked):
            found[row] = self.training.numbers(rows[playlist.pid])
        return found

    @cached_property
    def _paths(self) -> Mapping[str, Path]:
        def write(path: Path) -> None:
            corpus = self.training.corpus
            artists = self.training.artist_of
            titles = (corpus.song_titles[song] for song in self.training.song_of.tolist())
            known = {uri: (title, artists[uri]) for uri, title in zip(self.training.uris, titles, strict=True)}
            write_challenges(path, self._folder / "challenge_set.json", self.answers, known, self.seed)

        folder = self._part("changed challenges", [self._challenges_key], write)
        changed = {name: path_of(folder, name) for name in CHANGED}
        return {AS_IT_IS: self._folder / "challenge_set.json", **changed}

    @property
    def _challenges_key(self) -> str:
        return code_of("benchmarks.quality.challenges", "benchmarks.quality.items")

    @cached_property
    def _validation(self) -> Validation:
        return Validation.of(self.training)

    @cached_property
    def _items(self) -> Mapping[str, Items]:
        return {name: make(self.training) for name, make in MAPPINGS.items()}

    def _part(self, name: str, key: object, make: Callable[[Path], None], suffix: str = "") -> Path:
        return self._kept.part(f"split {self.seed}, {name}", [self._key, key], make, suffix)


def _peer_key(setting: Setting, mapping: str) -> list[object]:
    module, name = code_of_peer(setting)
    code = code_of(module, "benchmarks.peers.popularity", "benchmarks.quality.fitting")
    return [name, dict(setting.keywords), mapping, code]


def _numbers(path: Path) -> list[float]:
    """Numbers of a JSON list; what is not known is not a number."""
    return [float("nan") if number is None else float(number) for number in orjson.loads(path.read_bytes())]
