"""The held-out playlists as they are and changed: with songs that nobody knows yet, and with a seed more or less.

Most songs that a user of today brings are newer than the training data, while their artists are mostly known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import orjson

from recsys.challenge import Answer
from recsys.data.mpd import Record

AS_IT_IS = "as it is"
HALF_UNKNOWN = "half of the seeds unknown"
ALL_UNKNOWN = "all seeds unknown"
ONE_SEED = "one seed more or less"
CHANGED = (HALF_UNKNOWN, ALL_UNKNOWN, ONE_SEED)

Described = Mapping[str, tuple[str, str]]
"""Title and artist of tracks, by URI."""


def write_challenges(folder: Path, challenge: Path, answers: Sequence[Answer], known: Described, seed: int) -> None:
    """Write a changed challenge_set.json for each of CHANGED; see `path_of`."""
    folder.mkdir(parents=True)
    content = orjson.loads(challenge.read_bytes())
    hidden = {answer.pid: answer for answer in answers}
    changes: Mapping[str, Callable[[Record, int], Record]] = {
        HALF_UNKNOWN: lambda record, row: with_unknown(record, 0.5, _random(seed, row)),
        ALL_UNKNOWN: lambda record, row: with_unknown(record, 1.0, _random(seed, row)),
        ONE_SEED: lambda record, row: with_one_seed(record, row, hidden[record["pid"]], known, _random(seed, row)),
    }
    for name, change in changes.items():
        records = [change(record, row) for row, record in enumerate(content["playlists"])]
        path_of(folder, name).write_bytes(orjson.dumps({**content, "playlists": records}))


def path_of(folder: Path, name: str) -> Path:
    """Where `write_challenges` put a changed challenge."""
    return folder / f"{name.replace(' ', '-')}.json"


def with_unknown(record: Record, share: float, random: np.random.Generator) -> Record:
    """That share of the seeds, drawn, under ids and titles that are made up; an odd one out is drawn for."""
    tracks = record["tracks"]
    wanted = share * len(tracks)
    count = int(wanted) + int(random.random() < wanted - int(wanted))
    chosen = set(random.permutation(len(tracks))[:count].tolist())
    changed = [_made_up(record["pid"], place, t) if place in chosen else t for place, t in enumerate(tracks)]
    return {**record, "tracks": changed}


def with_one_seed(record: Record, row: int, answer: Answer, known: Described, random: np.random.Generator) -> Record:
    """In turn with a drawn seed less or with the first hidden track that is known more.

    A single seed is never taken away, and a playlist without any stays as it is.
    """
    tracks = record["tracks"]
    if not tracks:
        return record
    if len(tracks) > 1 and row % 2:
        place = int(random.integers(len(tracks)))
        return {**record, "tracks": [*tracks[:place], *tracks[place + 1 :]]}
    added = next((uri for uri in answer.tracks if uri in known), None)
    if added is None:
        return record
    title, artist = known[added]
    after = tracks[-1]["pos"] + 1
    more = {"pos": after, "track_uri": added, "track_name": title, "artist_name": artist}
    return {**record, "tracks": [*tracks, more]}


def _made_up(pid: int, place: int, track: Record) -> Record:
    """A track by the same artist that no data has; its id has 22 letters and digits, as Spotify's have."""
    kept: Record = {name: track[name] for name in ("pos", "artist_name", "artist_uri") if name in track}
    return {**kept, "track_uri": f"spotify:track:unheard{pid:010d}{place:05d}", "track_name": f"Unheard {pid} {place}"}


def _random(seed: int, row: int) -> np.random.Generator:
    return np.random.default_rng([seed, row])
