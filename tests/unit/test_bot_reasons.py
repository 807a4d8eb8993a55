"""Reasons in words, plurals right."""

from __future__ import annotations

import pytest

from bot.reasons import reason_sentence, sound_sentence, sound_sentences
from recsys.domain import Reason, ReasonKind, Song
from recsys.sound import Level, SoundReason, Trait

HALO = (Song(0, "Halo", "Beyoncé"),)
BOTH = (*HALO, Song(1, "Umbrella", "Rihanna"))
HURT = (Song(2, "Hurt", "Johnny Cash"), Song(3, "Hurt", "Nine Inch Nails"))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Reason(ReasonKind.TOGETHER, HALO, playlists=1), "In a playlist with Halo by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, HALO, playlists=14), "In 14 playlists with Halo by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, (Song(0, "Halo", ""),), playlists=2), "In 2 playlists with Halo"),
        (Reason(ReasonKind.TOGETHER, BOTH, playlists=1), "In a playlist with Halo and Umbrella"),
        (Reason(ReasonKind.TOGETHER, BOTH, playlists=41), "In 41 playlists with Halo and Umbrella"),
        (
            Reason(ReasonKind.TOGETHER, HURT, playlists=3),
            "In 3 playlists with Hurt by Johnny Cash and Hurt by Nine Inch Nails",
        ),
        (Reason(ReasonKind.TOGETHER, artist="Beyoncé", playlists=1), "In a playlist with songs by Beyoncé"),
        (Reason(ReasonKind.TOGETHER, artist="Beyoncé", playlists=9), "In 9 playlists with songs by Beyoncé"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé", seeds=1), "Also by Beyoncé"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé", seeds=3), "By Beyoncé, like 3 of your songs"),
        (Reason(ReasonKind.ARTIST, artist="Beyoncé"), "Also by Beyoncé"),
        (Reason(ReasonKind.CLOSE, HALO), "Close to Halo by Beyoncé"),
        (Reason(ReasonKind.CLOSE, artist="Beyoncé"), "Close to the songs of Beyoncé"),
        (Reason(ReasonKind.TITLE, title="rain", playlists=1), "In a playlist called “rain”"),
        (Reason(ReasonKind.TITLE, title="rain", playlists=21), "In 21 playlists called “rain”"),
        (Reason(ReasonKind.WORD, title="rainy", playlists=1), "In a playlist with “rainy” in its title"),
        (Reason(ReasonKind.WORD, title="rainy", playlists=4), "In 4 playlists with “rainy” in their titles"),
        (Reason(ReasonKind.MOOD, title="rain"), "Fits “rain”"),
    ],
)
def test_every_reason_has_its_sentence(reason: Reason, sentence: str) -> None:
    assert reason_sentence(reason) == sentence


def test_every_kind_is_covered() -> None:
    for kind in ReasonKind:
        assert reason_sentence(Reason(kind, HALO, 2, "Beyoncé", "rain"))


def test_long_names_leave_room_for_the_rest() -> None:
    long = tuple(Song(number, f"{number} {'la ' * 500}", "") for number in (1, 2))
    sentence = reason_sentence(Reason(ReasonKind.TOGETHER, long, playlists=7))

    assert sentence.startswith("In 7 playlists with 1 la ")
    assert "… and 2 la " in sentence
    assert len(sentence) <= 110


# ---------------------------------------------------------------- by sound


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (SoundReason(Trait.TEMPO, value=124.4), "same tempo, around 124 BPM"),
        (SoundReason(Trait.TEMPO), "same tempo"),
        (SoundReason(Trait.KEY, value=6), "same key, F♯"),
        (SoundReason(Trait.KEY, value=11.7), "same key, C"),
        (SoundReason(Trait.KEY), "same key"),
        (SoundReason(Trait.MOOD, Level.LOW), "as mellow as your list"),
        (SoundReason(Trait.MOOD, Level.HIGH), "as cheerful as your list"),
        (SoundReason(Trait.MOOD, Level.MIDDLE), "the mood of your list"),
        (SoundReason(Trait.INSTRUMENTAL, Level.LOW), "with vocals, like your list"),
        (SoundReason(Trait.YEAR, value=1994.2), "from around 1994, like your list"),
        (SoundReason(Trait.GENRE, word="dream pop"), "dream pop, like your list"),
        (SoundReason(Trait.GENRE), "the genre of your list"),
        (SoundReason(Trait.ARTIST, word="Beyoncé"), "Beyoncé, as in your list"),
        (SoundReason(Trait.COMPANY), "people put it beside such songs"),
    ],
)
def test_likeness_in_words(reason: SoundReason, sentence: str) -> None:
    assert sound_sentence(reason) == sentence


@pytest.mark.parametrize("trait", Trait)
def test_every_trait_has_words_for_every_level(trait: Trait) -> None:
    said = {sound_sentence(SoundReason(trait, level)) for level in Level}
    assert all(said)
    levelled = {Trait.ENERGY, Trait.MOOD, Trait.ACOUSTIC, Trait.DANCE, Trait.LOUDNESS, Trait.SPEECH}
    levelled |= {Trait.INSTRUMENTAL, Trait.LIVE, Trait.DURATION}
    assert len(said) == (len(Level) if trait in levelled else 1)


def test_two_are_said_of_many() -> None:
    tempo, mood = SoundReason(Trait.TEMPO, value=90), SoundReason(Trait.MOOD, Level.LOW)
    assert sound_sentences([tempo, mood, SoundReason(Trait.COMPANY)]) == (
        "same tempo, around 90 BPM; as mellow as your list"
    )
    assert sound_sentences([mood]) == "as mellow as your list"
    assert sound_sentences([]) == ""
