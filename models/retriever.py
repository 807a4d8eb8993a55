"""A trained two-tower model as the rest of Segue sees it: seeds in, scores out, no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from models.plain_towers import PlainTowers
from models.titles import TitleVocabulary

Int32 = npt.NDArray[np.int32]
Float32 = npt.NDArray[np.float32]

FORMAT = 1
"""Of the folder that `TwoTowerRetriever.save` writes."""

_WEIGHTS = "weights.npz"
_DESCRIPTION = "model.json"


@dataclass(frozen=True, eq=False)
class Seeds:
    """What to continue: `songs` int32[n] that the model knows, in playlist order, and a title or mood, if any.

    `artists` int32[m] has the artist of every seed whose artist is known, whether or not its song is.
    """

    songs: Int32
    artists: Int32
    title: str | None = None


class Outputs(Protocol):
    """Trained towers: `models.two_tower.Towers` while they learn, `PlainTowers` from then on."""

    def arrays(self) -> dict[str, npt.NDArray[Any]]: ...

    def all_song_vectors(self) -> Float32: ...

    def playlist_vectors(self, *, songs: Int32, artists: Int32, tokens: Int32) -> Float32: ...


class TwoTowerRetriever:
    """Scores all songs for playlists by the cosine between the vectors of the two towers.

    The towers must not be trained further while this is in use.
    """

    def __init__(self, towers: Outputs, titles: TitleVocabulary) -> None:
        self._titles = titles
        self._towers = towers
        # Column by column, to be read in one go: a single playlist is scored in less than half the time.
        self.song_vectors: Float32 = np.asfortranarray(towers.all_song_vectors())

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], titles: TitleVocabulary) -> TwoTowerRetriever:
        """Over what `Towers.arrays` gave, without TensorFlow. Raises ValueError when the arrays do not fit together."""
        return cls(PlainTowers(arrays), titles)

    def knows_title(self, title: str) -> bool:
        """Whether any token of the title is in the model's vocabulary, so that the title alone says something."""
        return self._titles.knows(title)

    def vectors(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), d] of length one: the playlists in the space of `song_vectors`."""
        if not seeds:
            return np.empty((0, self.song_vectors.shape[1]), np.float32)
        return self._towers.playlist_vectors(
            songs=_rows([each.songs for each in seeds]),
            artists=_rows([each.artists for each in seeds]),
            tokens=self._titles.ids([each.title for each in seeds]),
        )

    def score(self, seeds: Sequence[Seeds]) -> Float32:
        """float32[len(seeds), n_songs]: the cosine of every song with every playlist; the seeds are scored too."""
        scores: Float32 = self.vectors(seeds) @ self.song_vectors.T
        return scores

    def save(self, folder: Path) -> None:
        """Writes a JSON description and the arrays as .npz into an existing folder."""
        description = {"format": FORMAT, "tokens": self._titles.tokens}
        (folder / _DESCRIPTION).write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
        np.savez(folder / _WEIGHTS, allow_pickle=False, **self._towers.arrays())

    @classmethod
    def load(cls, folder: Path) -> TwoTowerRetriever:
        """What `save` wrote there. Raises ValueError for another format, OSError when a file cannot be read."""
        description = json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8"))
        if description["format"] != FORMAT:
            raise ValueError(f"this is model format {description['format']}, and this version of Segue reads {FORMAT}")
        # Opened here: NumPy leaves a file open that turns out to be no archive.
        with (folder / _WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as weights:
            return cls.from_arrays(dict(weights), TitleVocabulary(description["tokens"]))


def _rows(numbers: Sequence[Int32]) -> Int32:
    """int32[len(numbers), longest]: numbers from 1 on, filled up with 0, as the towers read them."""
    rows = np.zeros((len(numbers), max((len(row) for row in numbers), default=0) or 1), np.int32)
    for row, values in zip(rows, numbers, strict=True):
        row[: len(values)] = np.asarray(values) + 1
    return rows
