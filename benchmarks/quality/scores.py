"""What each recommender reached on the held-out playlists: accuracy by challenge, and what users notice beyond it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.quality.challenges import ALL_UNKNOWN, AS_IT_IS, HALF_UNKNOWN, ONE_SEED
from benchmarks.quality.fitting import submission_of
from benchmarks.quality.items import NONE, Int32, Training
from benchmarks.quality.splits import Found, Split
from benchmarks.running import Cost
from recsys.beyond import already_there, change, coverage, expected_artists, repeated, share_of
from recsys.challenge import ChallengePlaylist
from recsys.domain import Track
from recsys.evaluate import Evaluation, evaluate
from recsys.identity import artist_key, primary_artist, track_key, work_key

SHOWN = 20
"""How many songs of an answer users are taken to see."""

TEN = 10
POPULAR = 0.01

REPEATED = "repeated"
ALREADY_THERE = "already there"
ARTISTS = "artists"
ARTISTS_OFF = "artists off"
OWN_ARTISTS = "own artists"
HITS = "hits"
COVERAGE = "coverage"
CHANGE = "change"


@dataclass(frozen=True, eq=False)
class Scores:
    """Of one recommender, on one split or several. `accuracy` is by challenge.

    `beyond`, over the first SHOWN songs of each answer: REPEATED and ALREADY_THERE count songs in another version per
    thousand, ARTISTS the artists in ten songs; ARTISTS_OFF is how far that is from the playlist's own, whose mean is
    OWN_ARTISTS. HITS is the share of the most popular hundredth of the songs, COVERAGE that of the catalogue in any
    answer, CHANGE how much of the answer one seed more or less replaces.
    """

    name: str
    songs_only: bool
    accuracy: Mapping[str, Evaluation]
    beyond: Mapping[str, float]
    cost: Cost
    settings: tuple[str, ...] = ()


def scored(
    name: str, split: Split, found: Found, cost: Cost, *, songs_only: bool = False, settings: str = ""
) -> Scores:
    """The scores of one recommender on one split, by the tracks that it found."""
    accuracy = {challenge: _evaluated(split, found[challenge]) for challenge in _accuracies(found)}
    return Scores(name, songs_only, accuracy, _Noticed(split).measured(found), cost, (settings,))


def merged(parts: Sequence[Scores]) -> Scores:
    """The scores of one recommender on several splits as if they were one."""
    first = parts[0]
    return Scores(
        name=first.name,
        songs_only=first.songs_only,
        accuracy={name: _joined([part.accuracy[name] for part in parts]) for name in first.accuracy},
        beyond={name: float(np.mean([part.beyond[name] for part in parts])) for name in first.beyond},
        cost=Cost(*np.mean([(part.cost.seconds, part.cost.gigabytes) for part in parts], axis=0).tolist()),
        settings=tuple(dict.fromkeys(setting for part in parts for setting in part.settings if setting)),
    )


def _accuracies(found: Found) -> list[str]:
    return [name for name in (AS_IT_IS, HALF_UNKNOWN, ALL_UNKNOWN) if name in found]


def _evaluated(split: Split, found: Int32) -> Evaluation:
    """Seeds that were made unknown are taken out of the answers: what is unknown is not recommended either."""
    training = split.training
    without = np.stack([_without_seeds(row, one, training) for row, one in zip(found, split.challenge, strict=True)])
    submission = submission_of(without, split.challenge, training)
    return evaluate(submission, split.challenge, split.answers, training.artist_of)


def _without_seeds(found: Int32, playlist: ChallengePlaylist, training: Training) -> Int32:
    seeds = [number for track in playlist.tracks if (number := training.track(track)) is not None]
    return np.where(np.isin(found, seeds), NONE, found)


def _joined(parts: Sequence[Evaluation]) -> Evaluation:
    """Playlists of all splits under new pids."""
    values = np.concatenate([part.values for part in parts])
    return Evaluation(
        pids=np.arange(len(values)),
        categories=np.concatenate([part.categories for part in parts]),
        values=values,
        tracks=sum(part.tracks for part in parts),
        unknown_artists=sum(part.unknown_artists for part in parts),
    )


class _Noticed:
    """What users notice of the answers to the playlists of a split."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._training = split.training
        self._corpus = split.training.corpus
        self._answers = {answer.pid: answer for answer in split.answers}
        self._popular = frozenset(range(max(1, int(POPULAR * self._corpus.n_songs))))  # songs are in this order

    def measured(self, found: Found) -> dict[str, float]:
        """Means over the playlists; CHANGE only where there are seeds to be changed."""
        shown = [self._songs(row) for row in found[AS_IT_IS]]
        works = [[self._work(song) for song in songs] for songs in shown]
        artists = [expected_artists(self._corpus.song_artist[songs].tolist(), TEN) for songs in shown]
        challenge = self._split.challenge
        own = [self._own_artists(playlist) for playlist in challenge]
        there = [already_there(row, _works_of(one)) for row, one in zip(works, challenge, strict=True)]
        per_thousand = 1000 / sum(map(len, shown))
        measured = {
            REPEATED: per_thousand * sum(map(repeated, works)),
            ALREADY_THERE: per_thousand * sum(there),
            ARTISTS: float(np.mean(artists)),
            ARTISTS_OFF: float(np.mean(np.abs(np.subtract(artists, own)))),
            OWN_ARTISTS: float(np.mean(own)),
            HITS: float(np.mean([share_of(songs, self._popular) for songs in shown])),
            COVERAGE: coverage(shown, self._corpus.n_songs),
        }
        return measured | ({CHANGE: self._change(found)} if ONE_SEED in found else {})

    def _songs(self, tracks: Int32) -> list[int]:
        first: list[int] = self._training.song_of[tracks[tracks != NONE][:SHOWN]].tolist()
        return first

    def _work(self, song: int) -> str:
        return work_key(self._corpus.song_titles[song], self._corpus.song_keys[song])

    def _own_artists(self, playlist: ChallengePlaylist) -> float:
        """Of the playlist as its owner made it, hidden songs and all."""
        names = [primary_artist(track.artists) for track in playlist.tracks]
        names += [primary_artist([name]) for name in self._answers[playlist.pid].artists]
        return expected_artists([artist_key(name) for name in names], TEN)

    def _change(self, found: Found) -> float:
        before, after = self._split.challenge, self._split.challenges[ONE_SEED]
        changes = []
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            differing = set(old.tracks) ^ set(new.tracks)
            if differing:
                left_out = [self._training.track(track) for track in differing]
                lists = (self._first(found[name][row], left_out) for name in (AS_IT_IS, ONE_SEED))
                changes.append(change(*lists))
        return float(np.mean(changes))

    def _first(self, tracks: Int32, left_out: Sequence[int | None]) -> frozenset[int]:
        """The songs seen first, without the seed that is there only once: that it comes or goes is no change."""
        return frozenset(self._songs(tracks[~np.isin(tracks, [t for t in left_out if t is not None])]))


def _works_of(playlist: ChallengePlaylist) -> frozenset[str]:
    def work(track: Track) -> str:
        return work_key(track.title, track_key(track))

    return frozenset(map(work, playlist.tracks))
