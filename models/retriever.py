"""A trained two-tower model as the rest of Segue sees it: seeds in, scores or nearest songs out, no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.titles import TitleVocabulary

Int32 = npt.NDArray[np.int32]
Float32 = npt.NDArray[np.float32]

FORMAT = 1
"""Of the folder that `TwoTowerRetriever.save` writes."""

NOBODY = -1
"""The song number in places that `nearest` could not fill."""

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


class TwoTowerRetriever:
    """Scores all songs for playlists by the cosine between the vectors of the two towers.

    `weights` are those of `two_tower.Towers.arrays()`. TensorFlow is imported when the first instance is made.
    """

    def __init__(self, weights: Mapping[str, npt.NDArray[Any]], titles: TitleVocabulary) -> None:
        from models.two_tower import Towers

        self._titles = titles
        self._towers = Towers.from_arrays(weights)
        self.song_vectors: Float32 = self._towers.all_song_vectors()

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

    def nearest(
        self, seeds: Sequence[Seeds], k: int, exclude: Sequence[Sequence[int] | Int32] | None = None
    ) -> tuple[Int32, Float32]:
        """The k best songs for each playlist, int32[len(seeds), k], best first, and their scores, from TFRS's layer.

        `exclude` names the songs to leave out for each playlist (by default its seeds). Where too few songs are left,
        the last places hold NOBODY and -inf.
        """
        excluded = [np.asarray(row, np.int32) for row in (exclude or [each.songs for each in seeds])]
        longest = max((len(row) for row in excluded), default=0)
        scores, songs = self._index(self.vectors(seeds), k=min(k + longest, len(self.song_vectors)))
        kept = [~np.isin(found, row) for found, row in zip(songs.numpy(), excluded, strict=True)]
        ids = [_first(found[keep], k, NOBODY) for found, keep in zip(songs.numpy(), kept, strict=True)]
        values = [_first(found[keep], k, -np.inf) for found, keep in zip(scores.numpy(), kept, strict=True)]
        shape = (len(seeds), k)
        return np.array(ids, np.int32).reshape(shape), np.array(values, np.float32).reshape(shape)

    @cached_property
    def _index(self) -> Any:
        from models._keras import tf, tfrs

        return tfrs.layers.factorized_top_k.BruteForce().index(tf.constant(self.song_vectors))

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
        with np.load(folder / _WEIGHTS, allow_pickle=False) as weights:
            return cls(dict(weights), TitleVocabulary(description["tokens"]))


def _rows(numbers: Sequence[Int32]) -> Int32:
    """int32[len(numbers), longest]: numbers from 1 on, filled up with 0, as the towers read them."""
    rows = np.zeros((len(numbers), max((len(row) for row in numbers), default=0) or 1), np.int32)
    for row, values in zip(rows, numbers, strict=True):
        row[: len(values)] = np.asarray(values) + 1
    return rows


def _first(values: npt.NDArray[Any], k: int, filler: float) -> npt.NDArray[Any]:
    return np.pad(values[:k], (0, max(k - len(values), 0)), constant_values=filler)
