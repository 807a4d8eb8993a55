"""What a developer could pick instead of the two-tower model. Peers see track ids, as they stand in the data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from scipy import sparse

from recsys.challenge import ChallengePlaylist
from recsys.domain import Playlist

LIST_LENGTH = 500


@dataclass
class Popularity:
    """The tracks of most playlists; `given_title`: first those of playlists with the same title, punctuation aside."""

    given_title: bool
    _all: Counter[str] = field(default_factory=Counter)
    _by_title: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def fit(self, playlists: Iterable[Playlist]) -> None:
        """Count tracks."""
        for playlist in playlists:
            tracks = sorted({track.spotify_id for track in playlist.tracks if track.spotify_id})
            self._all.update(tracks)
            self._by_title[_plain(playlist.title)].update(tracks)
        self._popular = [track for track, _ in self._all.most_common(2 * LIST_LENGTH)]

    def continue_playlist(self, asked: ChallengePlaylist) -> Iterator[str]:
        """Track ids, best first, seeds and repeats among them."""
        if self.given_title and asked.title is not None:
            yield from (track for track, _ in self._by_title[_plain(asked.title)].most_common(2 * LIST_LENGTH))
        yield from self._popular


@dataclass
class ImplicitAls:
    """Weighted matrix factorisation (Hu, Koren, Volinsky 2008); popularity given the title where no seed is known."""

    factors: int = 128
    alpha: float = 40.0
    iterations: int = 15
    regularization: float = 0.05

    def fit(self, playlists: Iterable[Playlist]) -> None:
        """Factorise the matrix of playlists and tracks."""
        import implicit
        from threadpoolctl import threadpool_limits

        playlists = list(playlists)
        self._fallback = Popularity(given_title=True)
        self._fallback.fit(playlists)
        self._numbers: dict[str, int] = {}
        held = [{track.spotify_id for track in playlist.tracks if track.spotify_id} for playlist in playlists]
        columns = [self._numbers.setdefault(track, len(self._numbers)) for row in held for track in sorted(row)]
        indptr = np.cumsum([0, *map(len, held)])
        shape = (len(held), len(self._numbers))
        matrix = sparse.csr_matrix((np.ones(len(columns), np.float32), columns, indptr), shape)
        self._tracks = list(self._numbers)
        self._model = implicit.als.AlternatingLeastSquares(
            factors=self.factors,
            alpha=self.alpha,
            iterations=self.iterations,
            regularization=self.regularization,
            random_state=0,
        )
        with threadpool_limits(1, "blas"):  # implicit has threads of its own; twice as many fight each other
            self._model.fit(matrix, show_progress=False)

    def continue_playlist(self, asked: ChallengePlaylist) -> Iterator[str]:
        """Track ids, best first, seeds and repeats among them."""
        known = [self._numbers[track.spotify_id] for track in asked.tracks if track.spotify_id in self._numbers]
        if known:
            seeds = sparse.csr_matrix((np.ones(len(known), np.float32), known, [0, len(known)]), (1, len(self._tracks)))
            ids, _ = self._model.recommend(0, seeds, N=LIST_LENGTH + len(known), recalculate_user=True)
            yield from (self._tracks[number] for number in ids)
        yield from self._fallback.continue_playlist(asked)


Peer = Popularity | ImplicitAls

PEERS: Mapping[str, Callable[[], Peer]] = {
    "popularity": partial(Popularity, given_title=False),
    "popularity given the title": partial(Popularity, given_title=True),
    "implicit ALS": ImplicitAls,
}
"""Made anew for each split: what one has counted must not reach the next."""


def answers(peer: Peer, playlists: Sequence[Playlist], asked: Iterable[ChallengePlaylist]) -> dict[int, list[str]]:
    """A peer's submission: pid -> 500 track URIs, after it has learned from `playlists`."""
    peer.fit(playlists)
    return {one.pid: [f"spotify:track:{track}" for track in _answer(peer, one)] for one in asked}


def _answer(peer: Peer, asked: ChallengePlaylist) -> list[str]:
    seeds = {track.spotify_id for track in asked.tracks}
    found = dict.fromkeys(track for track in peer.continue_playlist(asked) if track not in seeds)
    return list(found)[:LIST_LENGTH]


def _plain(title: str | None) -> str:
    return re.sub(r"[^\w\s]", "", (title or "").lower()).strip()
