"""The select that offers a person's own playlists, and what choosing one asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from bot.errors import NotLinked
from bot.imports.songs import SongList
from bot.ports import Links, PlaylistSummary
from bot.services.answers import RecommendRequest, Visibility
from bot.services.own_playlists import OwnPlaylists
from bot.services.posts import Posts, new_state_id, payload_of
from recsys.sound import SortBy

KIND = "picker"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked, perhaps beside a playlist that is still to be chosen; `sort_by` where it is to be compared."""

    request: RecommendRequest
    visibility: Visibility | None = None
    sort_by: SortBy | None = None


@dataclass(frozen=True, slots=True)
class Picker:
    """Playlists to choose from, in Spotify's order, and the id under which the select finds its choice again."""

    state_id: str
    playlists: Sequence[PlaylistSummary]


def with_list(choice: Choice, found: SongList) -> Choice:
    """The choice with a list that was read; a playlist's name that said which list of a file is used up."""
    request = choice.request
    says_which = bool(found.title) and (request.playlist or "").casefold() == found.title.casefold()
    lists = (*request.lists, found)
    return replace(choice, request=replace(request, lists=lists, playlist=None if says_which else request.playlist))


_CHOICE: TypeAdapter[Choice] = TypeAdapter(Choice)


class Pickers:
    """Messages that ask which playlist to continue."""

    def __init__(self, own: OwnPlaylists, links: Links, posts: Posts) -> None:
        self._own = own
        self._links = links
        self._posts = posts

    async def create(self, choice: Choice, *, message_id: int) -> Picker:
        """Raises NotLinked, or a SpotifyError when nothing is cached and Spotify refuses."""
        user_id = choice.request.user_id
        link = await self._links.get(user_id)
        if link is None:
            raise NotLinked
        picker = Picker(new_state_id(), await self._own.read(user_id))
        await self._posts.save(
            picker.state_id,
            KIND,
            _CHOICE.dump_python(choice, mode="json"),
            owner_id=user_id,
            message_id=message_id,
            account_id=link.account_id,
        )
        return picker

    async def choose(self, state_id: str, playlist_id: str, *, user_id: int, message_id: int) -> Choice:
        """The request for the chosen playlist. Raises PostGone or PostNotYours."""
        state = await self._posts.open(state_id, KIND, user_id=user_id, message_id=message_id)
        choice = payload_of(state, _CHOICE)
        return replace(choice, request=replace(choice.request, playlist=playlist_id))
