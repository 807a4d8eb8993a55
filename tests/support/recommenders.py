"""Recommenders that a spawned worker can load by name, to show what the engine makes of good and bad ones."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

from bot.ports import ModelInfo
from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations, Song
from recsys.errors import BundleError, NothingKnown
from recsys.rules_asked import Asked, Found
from recsys.sound import Compare, Comparison, Likeness

INFO = ModelInfo(name="echo", songs=1, playlists=1, demo=False)


class Obedient:
    """Answers with one song named like the query's title, except for titles that are orders.

    The song's artist is the worker's process id; its `playlists` how many were asked together. Compared, every song
    matches as far as its number says. Of rules there are as many as its process id says.
    """

    info = INFO

    def recommend_all(self, queries: Sequence[Query]) -> list[Recommendations | NothingKnown]:
        return [self._recommend(query, together=len(queries)) for query in queries]

    def compare(self, compare: Compare) -> Comparison:
        if isinstance(self._recommend(compare.query, together=1), NothingKnown):
            raise NothingKnown
        return Comparison(tuple(Likeness(song, song) for song in compare.songs), (), of_seeds=len(compare.query.tracks))

    def rules(self, asked: Asked) -> Found:
        return Found((), total=os.getpid(), below=asked.artist or 0)

    def _recommend(self, query: Query, together: int) -> Recommendations | NothingKnown:
        match query.title:
            case "hang":
                time.sleep(3600)
            case "work":
                time.sleep(0.3)
            case "die":
                os._exit(1)
            case "fail":
                raise ValueError("a bug in the recommender")
            case "nothing":
                return NothingKnown()
        song = Song(id=0, title=query.title or "", artist=str(os.getpid()), playlists=together)
        return Recommendations(items=(Recommendation(song, 1.0, Reason(ReasonKind.MOOD, title=query.title)),))


def obedient(bundle: Path) -> Obedient:
    return Obedient()


def refused(bundle: Path) -> Obedient:
    raise BundleError(bundle, "it has no manifest.json")


def counted(bundle: Path) -> Obedient:
    """Hangs as often as the file `bundle` has lines left to give, then obeys: a worker that comes up at last."""
    lines = bundle.read_text(encoding="utf-8").splitlines()
    if lines:
        bundle.write_text("\n".join(lines[1:]), encoding="utf-8")
        if lines[0] == "die":
            os._exit(1)
    return Obedient()
