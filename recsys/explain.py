"""Why a song is recommended, as statements that the bundle's data proves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from recsys.corpus import Int32, Int64
from recsys.domain import Reason, ReasonKind, Song
from recsys.postings import Postings
from recsys.retrieval import Float32

Float64 = npt.NDArray[np.float64]

SURE = 3.84
"""From this surprise on a count is more than chance: chi-squared, one degree of freedom, one time in twenty."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the model knew of a query.

    `seeds` are its known songs. `artists` has the names of the artists that stand for unknown songs, by number, and
    `artist_seeds` how many songs each artist has in the query, known or not. `title` is None when it says nothing.
    `title_id` is its number in the postings, if a training playlist is called so; if none is, `title_words` has the
    numbers of the titles with each of its words.
    """

    seeds: tuple[Song, ...] = ()
    artists: Mapping[int, str] = field(default_factory=dict)
    artist_seeds: Mapping[int, int] = field(default_factory=dict)
    title: str | None = None
    title_id: int | None = None
    title_words: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Strengths:
    """How much speaks for the songs of an answer: float32[n] each, in the answer's order.

    `together` is of the playlists that they share with seeds, `artist` of what knows artists alone and `title` of what
    knows titles alone. They are compared with each other, so they are to be of one scale, such as places among the
    candidates of the query.
    """

    together: Float32
    artist: Float32
    title: Float32


class Explainer:
    """Reasons from the training playlists first; from the model's space where the playlists have nothing to say.

    `song_artist` is int32[n_songs], `song_vectors` float32[n_songs, d].
    """

    def __init__(self, postings: Postings, song_artist: Int32, song_vectors: Float32) -> None:
        self._postings = postings
        self._song_artist = song_artist
        self._songs_by_artist = np.argsort(song_artist, kind="stable")
        self._first_of_artist = np.searchsorted(song_artist[self._songs_by_artist], np.arange(song_artist.max() + 2))
        self._vectors = song_vectors

    def reasons(self, songs: Sequence[Song], evidence: Evidence, strengths: Strengths) -> list[Reason]:
        """One reason for each song of an answer, none of which is a seed.

        Of the strongest family with something sure to say; if none has, of the strongest with any count at all; if
        there is no count, a nearness.
        """
        held = self._postings.of_songs([song.id for song in songs])
        families = (
            self._together(held, evidence.seeds),
            self._artist(songs, held, evidence),
            self._title(held, evidence),
        )
        order = np.argsort(-np.stack((strengths.together, strengths.artist, strengths.title)), axis=0, kind="stable")
        best = [_first_sure(families[family][row] for family in order[:, row]) for row in range(len(songs))]
        near = iter(self._near([song.id for song, claim in zip(songs, best, strict=True) if not claim], evidence))
        return [claim.reason if claim else next(near) for claim in best]

    def _together(self, held: sparse.csr_array, seeds: Sequence[Song]) -> _Claims:
        """The seed that a song goes with most, and with it a second where the two together say more than the first."""
        if not seeds:
            return [None] * held.shape[0]
        lists = self._postings.of_songs([seed.id for seed in seeds])
        one = _Counts.most_surprising(_meetings(held, lists), _sizes(lists), self._rate(held))
        of_one = lists[one.which]
        share = one.playlists / np.maximum(_sizes(of_one), 1)
        two = _Counts.most_surprising(_meetings(held.multiply(of_one), lists), _meetings(of_one, lists), share)
        singles = one.claims(lambda _, seed, count: Reason(ReasonKind.TOGETHER, (seeds[seed],), count))
        pairs = two.claims(
            lambda row, seed, count: Reason(ReasonKind.TOGETHER, (seeds[one.which[row]], seeds[seed]), count)
        )
        return [pair if pair and pair.sure else single for single, pair in zip(singles, pairs, strict=True)]

    def _artist(self, songs: Sequence[Song], held: sparse.csr_array, evidence: Evidence) -> _Claims:
        """An artist of the seeds; else the artist for an unknown seed whose songs a song goes with most."""
        names = list(evidence.artists.values())
        lists = self._postings.of_any_song([self._songs_of(artist) for artist in evidence.artists])
        beside = self._claims(held, lists, lambda artist, n: Reason(ReasonKind.TOGETHER, (), n, artist=names[artist]))
        seeds = [evidence.artist_seeds.get(artist, 0) for artist in self._song_artist[[song.id for song in songs]]]
        return [
            _Claim(Reason(ReasonKind.ARTIST, artist=song.artist, seeds=count), sure=True)
            if count and song.artist
            else claim
            for song, count, claim in zip(songs, seeds, beside, strict=True)
        ]

    def _title(self, held: sparse.csr_array, evidence: Evidence) -> _Claims:
        """The playlists of the whole title, if there are any; else those with one of its words, if more than chance."""
        title, words = evidence.title, list(evidence.title_words)
        if evidence.title_id is not None:
            lists = self._postings.of_any_title([[evidence.title_id]])
            return self._claims(held, lists, lambda _, n: Reason(ReasonKind.TITLE, playlists=n, title=title))
        lists = self._postings.of_any_title(list(evidence.title_words.values()))
        claims = self._claims(held, lists, lambda word, n: Reason(ReasonKind.WORD, playlists=n, title=words[word]))
        return [claim if claim and claim.sure else None for claim in claims]

    def _claims(self, held: sparse.csr_array, lists: sparse.csr_array, make: Callable[[int, int], Reason]) -> _Claims:
        """For each song the claim that `make` makes of one of the lists' rows and of how many of it hold the song."""
        if not lists.shape[0]:
            return [None] * held.shape[0]
        counts = _Counts.most_surprising(_meetings(held, lists), _sizes(lists), self._rate(held))
        return counts.claims(lambda _, which, playlists: make(which, playlists))

    def _rate(self, held: sparse.csr_array) -> Float64:
        """float64[n]: the share of all playlists that hold each song."""
        return _sizes(held) / self._postings.n_playlists

    def _near(self, songs: Sequence[int], evidence: Evidence) -> list[Reason]:
        """The nearest seed of each song; the nearest artist where no seed is known; the title where nobody is."""
        if evidence.seeds:
            reasons = [Reason(ReasonKind.CLOSE, (seed,)) for seed in evidence.seeds]
            return self._nearest(songs, reasons, self._vectors[[seed.id for seed in evidence.seeds]])
        if evidence.artists:
            reasons = [Reason(ReasonKind.CLOSE, artist=name) for name in evidence.artists.values()]
            centres = [self._vectors[self._songs_of(artist)].mean(axis=0) for artist in evidence.artists]
            return self._nearest(songs, reasons, np.stack(centres))
        return [Reason(ReasonKind.MOOD, title=evidence.title)] * len(songs)

    def _nearest(self, songs: Sequence[int], reasons: Sequence[Reason], vectors: Float32) -> list[Reason]:
        """For each song the reason whose vector has the greatest cosine with it."""
        lengths = np.maximum(np.linalg.norm(vectors, axis=1), np.finfo(np.float32).tiny)
        nearest = np.argmax(self._vectors[list(songs)] @ (vectors / lengths[:, None]).T, axis=1)
        return [reasons[row] for row in nearest]

    def _songs_of(self, artist: int) -> list[int]:
        start, end = self._first_of_artist[artist : artist + 2]
        songs: list[int] = self._songs_by_artist[start:end].tolist()
        return songs


@dataclass(frozen=True, slots=True)
class _Claim:
    """A true reason, and whether there is more to it than chance."""

    reason: Reason
    sure: bool


_Claims: TypeAlias = "list[_Claim | None]"


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """For each song `which` of some sets of playlists holds it the most surprisingly, and in how many `playlists`."""

    which: Int64
    playlists: Int64
    surprise: Float64

    @classmethod
    def most_surprising(cls, count: Int64, size: Int64, rate: Float64) -> _Counts:
        """Of int64[n_songs, n_sets] counts; `size` is that of the sets, `rate` float64[n_songs]."""
        surprises = surprise(count, size, rate[:, None])
        rows, which = np.arange(len(count)), surprises.argmax(axis=1)
        return cls(which, count[rows, which], surprises[rows, which])

    def claims(self, make: Callable[[int, int, int], Reason]) -> _Claims:
        """What `make` makes of the row, of `which` and of the number of playlists, where that is not 0."""
        found = zip(self.which.tolist(), self.playlists.tolist(), (self.surprise >= SURE).tolist(), strict=True)
        return [_Claim(make(row, which, n), sure) if n else None for row, (which, n, sure) in enumerate(found)]


def surprise(count: Int64, size: Int64, rate: Float64) -> Float64:
    """How far `count` of `size` playlists is above the share `rate` that chance would give; -inf where it is 0.

    Twice the log-likelihood ratio of the binomial (Dunning, "Accurate Methods for the Statistics of Surprise and
    Coincidence", 1993), about chi-squared distributed with one degree of freedom, negative below chance. One playlist
    is taken off the count first: two songs that share just one are neighbours by somebody's whim.
    """
    observed, expected = np.maximum(count - 1.0, 0), size * rate
    ratio = 2 * (_information(observed, expected) + _information(size - observed, size - expected))
    return np.where(count > 0, np.copysign(ratio, observed - expected), -np.inf)


def _information(observed: Float64, expected: Float64) -> Float64:
    """What each outcome adds to the logarithm of the likelihood ratio: 0 where it was not observed."""
    tiny = np.finfo(np.float64).tiny
    added: Float64 = observed * (np.log(np.maximum(observed, tiny)) - np.log(np.maximum(expected, tiny)))
    return added


def _meetings(some: sparse.csr_array, others: sparse.csr_array) -> Int64:
    """int64[len(some), len(others)]: how many playlists each two rows have in common."""
    counts: Int64 = (some @ others.T.tocsr()).toarray()
    return counts


def _sizes(lists: sparse.csr_array) -> Int64:
    sizes: Int64 = np.diff(lists.indptr)
    return sizes


def _first_sure(claims: Iterable[_Claim | None]) -> _Claim | None:
    """The first that is sure; if none is, the first."""
    made = [claim for claim in claims if claim]
    return next((claim for claim in made if claim.sure), next(iter(made), None))
