"""Readings of what is typed, and how well songs fit them."""

from __future__ import annotations

import pytest

from recsys.identity import artist_key, fold, title_key
from recsys.matching import MAX_LENGTH, SURE, Names, Reading, readings


def names(title: str, artist: str) -> Names:
    return Names(fold(title), title_key(title), artist_key(artist))


def best(typed: str, title: str, artist: str) -> float:
    return max(reading.fit(names(title, artist)) for reading in readings(typed))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Creep", {("Creep", None)}),
        ("Radiohead - Creep", {("Creep", "Radiohead"), ("Radiohead", "Creep"), ("Radiohead - Creep", None)}),
        ("Stand by Me", {("Stand", "Me"), ("Stand by Me", None)}),
        ("Jay-Z", {("Jay-Z", None)}),  # a hyphen parts nothing
        ("Queen – Innuendo", {("Innuendo", "Queen"), ("Queen", "Innuendo"), ("Queen – Innuendo", None)}),
        (" - Creep", {("- Creep", None)}),
    ],
)
def test_readings(typed: str, expected: set[tuple[str, str | None]]) -> None:
    assert {(reading.title, reading.artist) for reading in readings(typed)} == expected


def test_whatever_is_typed_has_few_readings() -> None:
    assert len(readings("by " * 5000)) <= 13  # six separators, two readings each at most, and the plain words
    assert max(len(reading.title) for reading in readings("la " * 5000)) <= MAX_LENGTH


@pytest.mark.parametrize(
    ("typed", "title", "artist"),
    [
        ("Hello", "Hello", "Adele"),
        ("hello adele", "Hello", "Adele"),
        ("Adele - Hello", "Hello", "Adele"),
        ("Beatles, The - Hey Jude (Remastered)", "Hey Jude - 2015 Remaster", "The Beatles"),
        ("Stand by Me by Ben E King", "Stand by Me", "Ben E. King"),
        ("Bad Guy - Live - Acoustic", "Bad Guy - Live - Acoustic", "Billie Eilish"),
        ("Billie Eilish - Bad Guy - Live - Acoustic", "Bad Guy - Live - Acoustic", "Billie Eilish"),
    ],
)
def test_names_in_full_fit_wholly(typed: str, title: str, artist: str) -> None:
    assert best(typed, title, artist) == 100


def test_the_fit_is_that_of_both_names() -> None:
    # InDel similarity of "hallo" and "hello": 2 * 4 common letters of 10, 80; the artist is equal, 100.
    # 0.6 * 80 + 0.4 * 100 = 88.
    assert Reading("Hallo", "Adele").fit(names("Hello", "Adele")) == pytest.approx(88)


@pytest.mark.parametrize(
    ("typed", "title", "artist"),
    [
        ("Adele - Hello", "Hello", "Lionel Richie"),
        ("Adele - Hello", "Skyfall", "Adele"),
        ("Hello", "Othello Overture", "Dvořák"),
        ("Creep", "Sleep", "Radiohead"),
    ],
)
def test_another_song_or_artist_does_not_fit(typed: str, title: str, artist: str) -> None:
    assert best(typed, title, artist) < SURE
