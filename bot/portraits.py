"""How songs sound at a glance, as numbers and in words: what a picture shows, and what it says to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import fmean, median

from bot.messages import text
from recsys.sound import LEAST_KNOWN, Comparison, Sound

QUIET, LOUD = -24.0, -3.0
"""Loudness in dB of the middle and the rim of a picture: between them lies nearly all recorded music."""


class Axis(StrEnum):
    """A direction of the picture, in the order in which they go round."""

    ENERGY = "energy"
    DANCE = "danceability"
    MOOD = "valence"
    ACOUSTIC = "acousticness"
    INSTRUMENTAL = "instrumentalness"
    LOUD = "loudness"


@dataclass(frozen=True, slots=True)
class Profile:
    """The sound of several songs: how many were heard, the mean on each known axis (0 to 1), and the median tempo."""

    songs: int
    means: Mapping[Axis, float] = field(default_factory=dict)
    tempo: float | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """The playlist's sound and that of the songs beside it."""

    playlist: Profile
    songs: Profile

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Those on which both are known."""
        return tuple(axis for axis in Axis if axis in self.playlist.means and axis in self.songs.means)


def portrait_of(comparison: Comparison) -> Portrait | None:
    """None where too little is known for a picture: fewer than LEAST_KNOWN axes that both sides share."""
    songs = [one.sound for one in comparison.songs if one.match is not None]
    portrait = Portrait(_profile(comparison.seeds), _profile(songs))
    return portrait if len(portrait.axes) >= LEAST_KNOWN else None


def axis_name(axis: Axis) -> str:
    """What the axis means, in a word."""
    return text(_NAMES[axis])


def alt_text(portrait: Portrait) -> str:
    """The picture in words."""
    axes = ", ".join(
        text(
            "portrait-axis",
            axis=axis_name(axis).lower(),
            playlist=percent(portrait.playlist.means[axis]),
            songs=percent(portrait.songs.means[axis]),
        )
        for axis in portrait.axes
    )
    return " ".join([text("portrait-alt", axes=axes), *_tempo(portrait)])


def percent(share: float) -> int:
    """A share of 1 as a whole number of 100."""
    return round(100 * share)


_NAMES = {
    Axis.ENERGY: "axis-energy",
    Axis.DANCE: "axis-dance",
    Axis.MOOD: "axis-mood",
    Axis.ACOUSTIC: "axis-acoustic",
    Axis.INSTRUMENTAL: "axis-instrumental",
    Axis.LOUD: "axis-loud",
}


def _tempo(portrait: Portrait) -> Iterator[str]:
    playlist, songs = portrait.playlist.tempo, portrait.songs.tempo
    if playlist is not None and songs is not None:
        yield text("portrait-alt-tempo", playlist=round(playlist), songs=round(songs))


def _profile(sounds: Sequence[Sound]) -> Profile:
    means = {axis: fmean(values) for axis in Axis if (values := [*_known(sounds, axis)])}
    tempos = [*_known(sounds, "tempo")]
    if Axis.LOUD in means:
        means[Axis.LOUD] = min(max((means[Axis.LOUD] - QUIET) / (LOUD - QUIET), 0.0), 1.0)
    return Profile(len(sounds), means, median(tempos) if tempos else None)


def _known(sounds: Sequence[Sound], feature: str) -> Iterator[float]:
    return (value for sound in sounds if (value := getattr(sound, feature)) is not None)
