"""Rules and the songs that they lead to as CSV in UTF-8."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from bot.services.rule_answers import Named
from recsys.rules_asked import METRIC_NAMES, Rule

BETWEEN = "; "
"""Parts the names of a left side, as in `segue rules export`."""

_COUNTS = ("playlists", "left_playlists", "right_playlists")


def rules_csv(rules: Sequence[Rule], names: Mapping[int, Named]) -> bytes:
    """The columns of `segue rules export`, but for `across`: what is left out here is not listed."""
    return _csv(
        ("left", "right", *_COUNTS, *METRIC_NAMES, "p_value"),
        (
            (
                BETWEEN.join(_written(names[item]) for item in rule.left),
                _written(names[rule.right]),
                *(getattr(rule, count) for count in _COUNTS),
                *(rule.metrics[name] for name in METRIC_NAMES),
                rule.p_value,
            )
            for rule in rules
        ),
    )


def songs_csv(songs: Iterable[Named]) -> bytes:
    """A row for each song, the Spotify id empty where none is known."""
    return _csv(("title", "artist", "spotify_id"), ((song.title, song.artist, song.spotify_id) for song in songs))


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return file.getvalue().encode()


def _written(named: Named) -> str:
    """As `recsys.rules_names` has it."""
    return " by ".join(name for name in (named.title, named.artist) if name)
