"""How songs sound at a glance: what is averaged, what is left out, and what a picture says in words."""

from __future__ import annotations

import pytest

from bot.portraits import LOUD, QUIET, Axis, Portrait, Profile, alt_text, portrait_of
from recsys.sound import Comparison, Likeness, Sound


def comparison(*seeds: Sound, songs: tuple[tuple[Sound, int | None], ...]) -> Comparison:
    compared = tuple(Likeness(number, match, sound=sound) for number, (sound, match) in enumerate(songs))
    return Comparison(compared, seeds, of_seeds=len(seeds))


def test_means_of_what_is_known_and_the_median_tempo() -> None:
    portrait = portrait_of(
        comparison(
            Sound(energy=0.2, valence=0.1, acousticness=0.5, tempo=100),
            Sound(energy=0.6, valence=None, acousticness=0.5, tempo=120),
            Sound(tempo=190),
            songs=((Sound(energy=1, valence=1, acousticness=0, instrumentalness=1), 70),),
        )
    )
    assert portrait is not None
    assert portrait.playlist.songs == 3
    assert portrait.playlist.means == pytest.approx({Axis.ENERGY: 0.4, Axis.MOOD: 0.1, Axis.ACOUSTIC: 0.5})
    assert portrait.playlist.tempo == 120
    assert portrait.songs.tempo is None
    # Instrumental is known of the songs alone, so it is not drawn.
    assert portrait.axes == (Axis.ENERGY, Axis.MOOD, Axis.ACOUSTIC)


def test_loudness_is_placed_between_quiet_and_loud() -> None:
    def loudness(decibels: float) -> float:
        one = Sound(energy=0.5, valence=0.5, loudness=decibels)
        portrait = portrait_of(comparison(one, songs=((one, 50),)))
        assert portrait is not None
        return portrait.songs.means[Axis.LOUD]

    assert [loudness(one) for one in (-60, QUIET, (QUIET + LOUD) / 2, LOUD, 5)] == pytest.approx([0, 0, 0.5, 1, 1])


def test_songs_whose_sound_is_unknown_are_not_averaged() -> None:
    heard, unheard = Sound(energy=0.2, valence=0.2, acousticness=0.2), Sound(energy=1)
    portrait = portrait_of(comparison(heard, songs=((heard, 90), (unheard, None))))
    assert portrait is not None
    assert portrait.songs == Profile(1, {Axis.ENERGY: 0.2, Axis.MOOD: 0.2, Axis.ACOUSTIC: 0.2})


def test_too_little_makes_no_picture() -> None:
    two = Sound(energy=0.2, valence=0.2, tempo=100)
    assert portrait_of(comparison(two, songs=((two, 90),))) is None
    assert portrait_of(comparison(songs=((Sound(energy=0.2, valence=0.2, acousticness=0), 90),))) is None


def test_the_picture_in_words() -> None:
    playlist = Profile(2, {Axis.ENERGY: 0.2, Axis.DANCE: 0.5, Axis.MOOD: 1.0}, 99.6)
    songs = Profile(3, {Axis.ENERGY: 0.301, Axis.DANCE: 0, Axis.MOOD: 0.5}, 120)
    said = alt_text(Portrait(playlist, songs))
    assert "energetic 20 and 30, danceable 50 and 0, cheerful 100 and 50." in said
    assert said.endswith("Tempo: 100 and 120 BPM.")
    assert "BPM" not in alt_text(Portrait(Profile(2, playlist.means), songs))
