"""What goes together: rules for a playlist, a song, an artist or the catalogue, as an answer and as a table."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from bot.errors import UserError
from bot.markdown import cut, escape
from bot.messages import text
from bot.ports import Catalogue, Links, Model, Models, PlaylistSnapshot, Spotify
from bot.services.answers import Source
from bot.services.recommend import RecommendService, source_of
from bot.services.rule_answers import BUTTONS, MOST_RULES, Named, RulesAnswer, RulesRequest, ToldRule
from bot.services.rule_files import rules_csv
from recsys.domain import Song
from recsys.lookup import SEPARATOR, Lookup, entry_of
from recsys.rules_asked import Asked, Found, Level, Rule

MOST_ROWS = 10_000
"""Of a table: about 3 MB, a third of what Discord takes."""


class NoRules(UserError):
    """Nobody has mined rules for the model that answers."""

    def __init__(self) -> None:
        super().__init__("rules-missing")


class OneOf(UserError):
    """More than one of playlist, song and artist was given."""

    def __init__(self) -> None:
        super().__init__("rules-one-of")


class SongUnknown(UserError):
    """No song is called so; `near` are those that may have been meant."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        if near:
            super().__init__("rules-song-unknown-near", name=_quoted(name), near=_offered(near))
        else:
            super().__init__("rules-song-unknown", name=_quoted(name))


class ArtistUnknown(UserError):
    """No artist is called so; `near` are those who may have been meant."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        if near:
            super().__init__("rules-artist-unknown-near", name=_quoted(name), near=_offered(near))
        else:
            super().__init__("rules-artist-unknown", name=_quoted(name))


class PlaylistEmpty(UserError):
    """A playlist without a song that could be looked at."""

    def __init__(self) -> None:
        super().__init__("rules-playlist-empty")


class PlaylistUnknown(UserError):
    """The model knows none of a playlist's songs."""

    def __init__(self, songs: int) -> None:
        super().__init__("rules-playlist-unknown", songs=songs)


@dataclass(frozen=True, slots=True)
class RulesTable:
    """The strongest rules as CSV in UTF-8: `rows` of `total`."""

    csv: bytes
    rows: int
    total: int


class RulesService:
    """Answers what goes together; a table has `most_rows` at most."""

    def __init__(
        self,
        recommend: RecommendService,
        *,
        spotify: Spotify,
        models: Models,
        links: Links,
        most_rows: int = MOST_ROWS,
    ) -> None:
        self._recommend = recommend
        self._spotify = spotify
        self._models = models
        self._links = links
        self._most_rows = most_rows

    async def ask(self, request: RulesRequest) -> RulesAnswer:
        """Raises a UserError: what Spotify, the recommender, the model or the request itself does not allow."""
        link = await self._links.get(request.user_id)
        async with self._subject(request) as of:
            sorts = tuple(dict.fromkeys((*BUTTONS, request.sort_by)))
            found = await asyncio.gather(*(of.rules(request, by, MOST_RULES) for by in sorts))
            rules = {_key(rule): rule for one in found for rule in one.rules}
            places = {key: place for place, key in enumerate(rules)}
            names = await _names(rules.values(), request.items, of.model.catalogue)
            return RulesAnswer(
                request,
                tuple(_told(rule, names) for rule in rules.values()),
                {by: tuple(places[_key(rule)] for rule in one.rules) for by, one in zip(sorts, found, strict=True)},
                total=found[0].total,
                below=found[0].below,
                source=of.source,
                seeds=of.seeds,
                known=len(of.playlist or ()),
                of=of.named,
                account_id=link.account_id if link and request.playlist else None,
                demo=of.model.engine.model.demo,
            )

    async def table(self, request: RulesRequest, sort_by: str) -> RulesTable:
        """All rules that a request finds now, or the first of them. Raises as `ask`."""
        async with self._subject(request) as of:
            found = await of.rules(request, sort_by, self._most_rows)
            names = await _names(found.rules, request.items, of.model.catalogue)
        return RulesTable(await asyncio.to_thread(rules_csv, found.rules, names), len(found.rules), found.total)

    async def complete_artists(self, text: str) -> Sequence[str]:
        """Completions of an artist's name, at most 25 of at most 100 characters."""
        with self._models.in_use() as model:
            return await model.catalogue.complete_artists(text)

    async def complete_songs(self, text: str) -> Sequence[str]:
        """Completions of one song, at most 25 of at most 100 characters."""
        return await self._recommend.complete_songs(text.replace(SEPARATOR, ","))

    @asynccontextmanager
    async def _subject(self, request: RulesRequest) -> AsyncIterator[_Subject]:
        """What the rules are asked of, while the model that knows it stays in use."""
        if sum(one is not None for one in (request.playlist, request.song, request.artist)) > 1:
            raise OneOf
        with self._models.in_use() as model:
            _check_rules(model)  # before Spotify is asked
        snapshot = await self._recommend.snapshot(request.playlist, request.user_id) if request.playlist else None
        with self._models.in_use() as model:
            _check_rules(model)
            yield await self._found_in(model, request, snapshot)

    async def _found_in(self, model: Model, request: RulesRequest, snapshot: PlaylistSnapshot | None) -> _Subject:
        if snapshot:
            return await _of_playlist(model, snapshot)
        if request.song:
            song = await self._song(request.song, request.user_id, model.catalogue)
            return _Subject(model, song=song.id, named=_named(song))
        if request.artist:
            looked_up = await model.catalogue.artist(request.artist)
            if looked_up.artist is None:
                raise ArtistUnknown(request.artist, looked_up.near)
            names = await model.catalogue.artist_names([looked_up.artist])
            return _Subject(model, artist=looked_up.artist, named=Named("", names[looked_up.artist]))
        return _Subject(model)

    async def _song(self, text: str, user_id: int, catalogue: Catalogue) -> Song:
        lookups = await catalogue.look_up(text.replace(SEPARATOR, ","))
        lookup = lookups[0] if lookups else Lookup(text)
        song = lookup.song or await self._linked(lookup, user_id, catalogue)
        if song is None:
            raise SongUnknown(text, [entry_of(near) for near in lookup.near])
        return song

    async def _linked(self, lookup: Lookup, user_id: int, catalogue: Catalogue) -> Song | None:
        """A song whose link the catalogue does not know, but perhaps its names."""
        if lookup.spotify_id is None:
            return None
        with suppress(UserError):
            (song,) = await catalogue.known([await self._spotify.track(user_id, lookup.spotify_id)])
            return song
        return None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What rules are asked of, in the numbers of a model: nothing is the whole catalogue."""

    model: Model
    playlist: tuple[int, ...] | None = None
    song: int | None = None
    artist: int | None = None
    named: Named | None = None
    source: Source | None = None
    seeds: int = 0

    async def rules(self, request: RulesRequest, sort_by: str, limit: int) -> Found:
        asked = Asked(request.wish(sort_by, limit), self.playlist, self.song, self.artist)
        return await self.model.engine.rules(asked)


def _check_rules(model: Model) -> None:
    if not model.engine.model.rules:
        raise NoRules


async def _of_playlist(model: Model, snapshot: PlaylistSnapshot) -> _Subject:
    if not snapshot.tracks:
        raise PlaylistEmpty
    known = await model.catalogue.known(snapshot.tracks)
    songs = [song.id for song in known if song]
    if not songs:
        raise PlaylistUnknown(len(snapshot.tracks))
    return _Subject(model, playlist=tuple(songs), source=source_of(snapshot), seeds=len(snapshot.tracks))


async def _names(rules: Iterable[Rule], level: Level, catalogue: Catalogue) -> Mapping[int, Named]:
    items = sorted({item for rule in rules for item in (*rule.left, rule.right)})
    if level is Level.ARTISTS:
        return {number: Named("", name) for number, name in (await catalogue.artist_names(items)).items()}
    return {song.id: _named(song) for song in await catalogue.songs(items)}


def _named(song: Song) -> Named:
    return Named(song.title, song.artist, next(iter(song.spotify_ids), None))


def _told(rule: Rule, names: Mapping[int, Named]) -> ToldRule:
    left = tuple(names[item] for item in rule.left)
    return ToldRule(left, names[rule.right], rule.playlists, rule.metrics["confidence"], rule.metrics["lift"])


def _key(rule: Rule) -> tuple[tuple[int, ...], int]:
    return rule.left, rule.right


def _quoted(name: str) -> str:
    return escape(cut(name, 60))


def _offered(names: Sequence[str]) -> str:
    return ", ".join(text("quoted", name=_quoted(name)) for name in names)
