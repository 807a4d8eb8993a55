"""A list of songs as a playlist that may be written: what it is called, and what it says of where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.markdown import cut, one_line
from bot.messages import text
from bot.services.answers import Answer, Item, Post, RecommendRequest
from bot.writing import WantedSong
from recsys.domain import is_playground_id

MAX_NAME = 100
MAX_DESCRIPTION = 275
"""Characters. Spotify takes 300, and the code has to follow."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list that somebody may want as a playlist; `request` makes new songs of the same kind, if anything does."""

    list_id: str
    name: str
    description: str
    songs: tuple[WantedSong, ...]
    request: RecommendRequest | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What a person has made of the proposal."""

    name: str
    description: str
    public: bool = False
    cover: bool = False

    def tidy(self, proposed: Wanted) -> Form:
        """One line each, no longer than Spotify takes, and a name in any case."""
        name = cut(self.name, MAX_NAME) or proposed.name
        return Form(name, cut(self.description, MAX_DESCRIPTION), self.public, self.cover)


def wanted_of(post: Post, state_id: str) -> Wanted:
    """The songs of a message, in the order shown."""
    answer = post.answer
    return Wanted(
        list_id=post.list_id or state_id,
        name=cut(_name(answer), MAX_NAME),
        description=_description(answer),
        songs=tuple(map(wanted_song, post.ordered)),
        request=post.request,
    )


def wanted_song(item: Item) -> WantedSong:
    """A song of an answer, to be written."""
    return WantedSong(item.title, item.artist, item.spotify_id, item.duration_ms)


def _name(answer: Answer) -> str:
    if answer.source:
        return text("playlist-name-source", name=one_line(answer.source.name) or text("untitled"))
    if answer.vibe:
        return one_line(answer.vibe)
    if answer.taken:
        return text("playlist-name-songs", song=one_line(answer.taken[0].title or answer.taken[0].artist))
    return text("playlist-name-other")


def _description(answer: Answer) -> str:
    """Where the songs come from, with the playlist's address; a long name is cut, never the address."""
    source = answer.source
    if source is None:
        return cut(text("playlist-about"), MAX_DESCRIPTION)
    name = cut(source.name, MAX_NAME) or text("untitled")
    if is_playground_id(source.id):
        return text("playlist-about-source-unlinked", name=name)
    return text("playlist-about-source", name=name, url=f"https://open.spotify.com/playlist/{source.id}")
