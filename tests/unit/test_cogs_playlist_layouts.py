"""What writing a playlist looks like: pure functions, whatever names and numbers there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from discord import ui

from bot.errors import MissingScope, SpotifyUnavailable
from bot.services.exports import files
from bot.services.playlist_steps import CannotLook, PlaylistChanged
from bot.services.playlists import Progress
from bot.services.posts import new_state_id
from bot.writing import Step, WantedSong, Writing
from cogs import playlist_layouts
from tests.support.ports import summary

WRITING = Writing(
    id=new_state_id(),
    list_id="list",
    user_id=1,
    account_id="ann",
    code="7K2M9QXA",
    step=Step.DONE,
    name="Evening",
    description="",
    songs=(),
    begun_at=datetime(2026, 11, 23, tzinfo=UTC),
    playlist_id="4uLU6hMCjMI75M1A2tKUQC",
    uris=("spotify:track:a", "spotify:track:b"),
    written=2,
    request={"user_id": 1},
)


def words(view: ui.LayoutView) -> str:
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def labels(view: ui.LayoutView) -> list[str | None]:
    inner = [item.item if isinstance(item, ui.DynamicItem) else item for item in view.walk_children()]
    return [item.label for item in inner if isinstance(item, ui.Button)]


def shown(problem: Any = None, ask_id: str | None = None, **changes: Any) -> ui.LayoutView:
    return playlist_layouts.progress(Progress(replace(WRITING, **changes), problem), ask_id)


def test_a_finished_one_offers_everything() -> None:
    view = shown(older=(("spotify:track:c",),))
    assert labels(view) == ["Open on Spotify", "Undo", "Refresh", "Old songs back", "Add to another playlist"]
    assert words(view).startswith("**Evening** is in your Spotify, for you alone: 2 songs.")


def test_what_cannot_be_done_is_not_offered() -> None:
    assert labels(shown(request=None, playlist_id="playground00000000000p")) == ["Undo", "Add to another playlist"]
    assert labels(shown(step=Step.UNDONE)) == []
    # Songs added to another playlist are neither refreshed nor added again.
    assert labels(shown(target="p", request=None)) == ["Open on Spotify", "Undo"]
    assert labels(shown(target="p", request=None, uris=(), present=2)) == ["Open on Spotify"]


def test_missing_songs_are_named() -> None:
    lost = tuple(WantedSong(f"*Song* {number}", "A") for number in range(12))
    assert r"12 not found on Spotify: “\*Song\* 0”, “\*Song\* 1”" in words(shown(missing=lost))
    assert "and 2 more" in words(shown(missing=lost))
    assert r"Not found on Spotify: “\*Song\* 0”." in words(shown(missing=lost[:1]))


@pytest.mark.parametrize(
    ("problem", "changes", "ways"),
    [
        (SpotifyUnavailable(), {"step": Step.FILLING, "written": 1}, ["Continue", "Undo"]),
        (SpotifyUnavailable(), {"step": Step.PLANNED, "playlist_id": None, "written": 0}, ["Continue"]),
        (SpotifyUnavailable(), {"step": Step.UNDOING}, ["Continue"]),
        (CannotLook("Why."), {"step": Step.CREATING, "playlist_id": None}, ["Continue", "Make it now"]),
        (PlaylistChanged(), {"step": Step.FILLING}, ["Write it again", "Undo"]),
        (SpotifyUnavailable(), {"step": Step.UNDONE}, []),
    ],
)
def test_what_stopped_says_why_and_how_it_goes_on(problem: Any, changes: dict[str, Any], ways: list[str]) -> None:
    view = shown(problem, **changes)
    assert labels(view) == ways
    assert problem.sentence in words(view)


def test_a_permission_is_asked_for() -> None:
    view = shown(MissingScope(), new_state_id(), step=Step.PLANNED, playlist_id=None, written=0)
    assert labels(view) == ["Allow it on Spotify", "Continue"]


@pytest.mark.parametrize("character", ["w", "*", "漢", "👩"])
def test_the_longest_names_fit(character: str) -> None:
    long = character * 300
    lost = tuple(WantedSong(long, long) for _ in range(100))
    shown(missing=lost, name=long, cover_failed=True, older=((),))  # `message` checks it
    shown(CannotLook("Why."), name=long, step=Step.CREATING)
    playlist_layouts.targets(WRITING, [summary(f"{number:022d}", long) for number in range(60)])
    playlist_layouts.export(files(long, lost), len(lost), new_state_id())


def test_there_may_be_no_other_playlist() -> None:
    assert "no other playlist of yours" in words(playlist_layouts.targets(WRITING, []))


def test_files_are_shown_and_told_apart() -> None:
    real, demo = WantedSong("A", "B", "4uLU6hMCjMI75M1A2tKUQC"), WantedSong("C", "D")
    for songs, said in (
        ((real,), "works at once: copy"),
        ((real, demo), "for the 1 whose"),
        ((demo,), "none of these"),
    ):
        view = playlist_layouts.export(files("x", songs), len(songs), new_state_id())
        assert said in words(view)
        shown_files = [item for item in view.walk_children() if isinstance(item, ui.File)]
        assert len(shown_files) == len(files("x", songs))
    assert isinstance(playlist_layouts.working(WRITING), discord.ui.View)
