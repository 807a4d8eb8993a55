"""The demo's made-up sounds: one for every song, always the same, and told apart as their scenes are."""

from __future__ import annotations

from statistics import fmean

from playground.demo.sounds import SCENES, made_up_sound
from recsys.data.demo import demo_songs, vocabulary
from recsys.sound import Sound


def test_every_scene_of_the_corpus_has_a_sound() -> None:
    assert set(SCENES) == set(vocabulary().scenes)


def test_every_song_sounds_believably_and_always_the_same() -> None:
    for song in demo_songs():
        features = made_up_sound(song)
        assert Sound.of(features).known == len(features) == 11
        assert made_up_sound(song) == features


def test_scenes_and_moods_can_be_heard() -> None:
    songs = demo_songs()

    def mean(feature: str, **of: str) -> float:
        return fmean(
            made_up_sound(song)[feature]
            for song in songs
            if of.get("scene", song.scene) == song.scene and of.get("mood", song.moods[0]) in song.moods
        )

    assert mean("energy", scene="thrash") > mean("energy", scene="house") > mean("energy", scene="ambient")
    assert mean("tempo", scene="drum-and-bass") > 150
    assert mean("valence", mood="happy") > mean("valence", mood="sad") + 0.2
