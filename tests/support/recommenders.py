"""Recommenders that a spawned worker can load by name, to show what the engine makes of good and bad ones."""

from __future__ import annotations

import os
import time
from pathlib import Path

from bot.ports import ModelInfo
from recsys.domain import Query, Reason, ReasonKind, Recommendation, Recommendations, Song
from recsys.errors import BundleError, NothingKnown

INFO = ModelInfo(name="echo", songs=1, playlists=1, demo=False)


class Obedient:
    """Answers with one song named like the query's title, except for titles that are orders."""

    info = INFO

    def recommend(self, query: Query) -> Recommendations:
        match query.title:
            case "hang":
                time.sleep(3600)
            case "die":
                os._exit(1)
            case "fail":
                raise ValueError("a bug in the recommender")
            case "nothing":
                raise NothingKnown
        song = Song(id=0, title=query.title or "", artist=str(os.getpid()))
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
