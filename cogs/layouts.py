"""What messages look like: pure functions from values to Discord's Components V2."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import discord
from discord import ui

from bot.markdown import cut, one_line
from bot.messages import text
from bot.ports import PlaylistSummary, SkipReason
from bot.services.answers import Answer, Item, Missed, Post, Source, Taken
from bot.services.lists import Shown, Turn
from bot.services.pickers import Picker
from cogs import seed_layouts, sound_layouts, talk_layouts
from cogs.components import Control, custom_id
from cogs.pieces import MAX_OPTION_TEXT, MAX_OPTIONS, LayoutTooBig, button, checked, message, name, small
from recsys.domain import is_playground_id

FRAME_COMPONENTS = 25
"""At most so many components are header, attribution and controls; the songs of a page have the others."""

SHARE = "share"
PICK = "pick"
CREATE = "playlist"

_ROOMS = (120, 80, 60, 40, 25, 15, 8)
"""Characters for a name: the most that let a whole message fit."""
_MAX_PROBLEM = 600
_OPEN = "https://open.spotify.com"


def page(shown: Shown, note: str | None = None) -> ui.LayoutView:
    """One page of recommendations, below a note if there is one.

    Names are shortened only as far as the message would not fit otherwise.
    """
    return fitting(lambda room: _page(shown, note, room))


def picker(picked: Picker) -> ui.LayoutView:
    """A select of the person's own playlists."""
    if not picked.playlists:
        return message(ui.TextDisplay(text("picker-none")))
    offered = picked.playlists[:MAX_OPTIONS]
    select: ui.Select[Any] = ui.Select(
        custom_id=custom_id(PICK, picked.state_id),
        placeholder=text("picker-placeholder"),
        options=[playlist_option(playlist) for playlist in offered],
    )
    items: list[ui.Item[Any]] = [ui.TextDisplay(text("picker")), ui.ActionRow(Control(select))]
    if len(offered) < len(picked.playlists):
        more = text("picker-more", shown=len(offered), total=len(picked.playlists))
        items.append(ui.TextDisplay(small(more)))
    return message(*items)


def playlist_label(playlist: PlaylistSummary) -> str:
    """A playlist in a list to choose from: its name and how many songs it has. Plain text of at most 100 characters."""
    count = "" if playlist.total is None else " · " + text("playlist-songs", total=playlist.total)
    return (cut(playlist.name, MAX_OPTION_TEXT - len(count)) or text("untitled")) + count


def playlist_option(playlist: PlaylistSummary) -> discord.SelectOption:
    """A playlist in a select."""
    return discord.SelectOption(label=playlist_label(playlist), value=playlist.id)


def fitting(build: Callable[[int], ui.LayoutView]) -> ui.LayoutView:
    """A message with as much room for each name as Discord's limits leave."""
    for room in _ROOMS[:-1]:
        try:
            return checked(build(room))
        except LayoutTooBig:
            continue
    return checked(build(_ROOMS[-1]))


def _page(shown: Shown, note: str | None, room: int) -> ui.LayoutView:
    post = shown.post
    items: list[ui.Item[Any]] = [ui.TextDisplay(note)] if note else []
    items += [_header(post, room), *sound_layouts.picture(post), ui.Separator()]
    items += [_song(item, post, post.first + place, room) for place, item in enumerate(post.items, 1)]
    if not post.items:
        items.append(ui.TextDisplay(seed_layouts.nothing(post.answer)))
    if post.page == 0 and (notes := list(_notes(post.answer, room))):
        items += [ui.Separator(), ui.TextDisplay("\n".join(notes))]
    rows = ([*_buttons(shown)], [*sound_layouts.buttons(shown), *_create(shown)])
    items += [ui.ActionRow(*row) for row in rows if row]
    items += [ui.ActionRow(select) for select in talk_layouts.selects(shown)]
    items.append(ui.TextDisplay(_attribution(post.answer)))
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items))
    return view


def _header(post: Post, room: int) -> ui.Item[Any]:
    lines = ui.TextDisplay[Any]("\n".join(_header_lines(post, room)))
    source = post.answer.source
    if source is None or not source.cover_url:
        return lines
    return ui.Section(lines, accessory=ui.Thumbnail(source.cover_url))


def _header_lines(post: Post, room: int) -> Iterator[str]:
    answer = post.answer
    yield _title(answer, room)
    if source := answer.source:
        yield byline(source, room)
    if answer.vibe and answer.source:
        yield text("answer-vibe-too", vibe=name(answer.vibe, room))
    yield from seed_layouts.lines(answer, room)
    yield from _counts(answer)
    yield from seed_layouts.filters(answer)
    yield from _lately(answer)
    yield from sound_layouts.lines(post)
    if answer.problem:
        yield text("answer-problem", problem=cut(answer.problem, _MAX_PROBLEM))
    if answer.unchecked:
        yield text("answer-unchecked", problem=cut(answer.unchecked, _MAX_PROBLEM))
    if post.pages > 1:
        yield small(text("answer-page", page=post.page + 1, pages=post.pages))


def _title(answer: Answer, room: int) -> str:
    if answer.source:
        return text("answer-title-playlist", name=name(answer.source.name, room))
    if answer.vibe:
        return text("answer-title-vibe", vibe=name(answer.vibe, room))
    if brought := seed_layouts.title(answer, room):
        return brought
    if not answer.taken:
        return text("rules-list-title")
    first, *others = answer.taken
    return text("answer-title-songs", song=name(first.title or first.artist, room), others=len(others))


def byline(source: Source, room: int) -> str:
    """Whose playlist it is, and where it opens."""
    owner = name(source.owner, room)
    if is_playground_id(source.id):
        return text("answer-playlist-by-unlinked", owner=owner)
    return text("answer-playlist-by", owner=owner, url=f"{_OPEN}/playlist/{quote(source.id, safe='')}")


def _counts(answer: Answer) -> Iterator[str]:
    """ "37 of 52 songs known; 3 skipped because …", as far as there is something to count."""
    parts = [text("answer-known", known=answer.known, seeds=answer.seeds)] if answer.seeds else []
    if answer.source and answer.source.skipped:
        parts.append(skipped(answer.source))
    if parts:
        yield "; ".join(parts)
    if answer.by_artist:
        yield text("answer-by-artist", count=answer.by_artist)
    if answer.source and not answer.seeds:
        yield text("answer-no-seeds")
    if answer.unrated:
        yield text("answer-unrated", count=answer.unrated)
    if answer.source and answer.source.read < answer.source.total:
        yield text("answer-partial", read=answer.source.read, total=answer.source.total)


def _lately(answer: Answer) -> Iterator[str]:
    """What became of songs that the person was shown before."""
    if lately := answer.lately:
        yield small(text("answer-lately", songs=lately.songs, days=lately.days))
        if lately.again:
            yield small(text("answer-lately-again", again=lately.again))


_SKIPPED = {
    SkipReason.GONE: "skipped-gone",
    SkipReason.LOCAL: "skipped-local",
    SkipReason.EPISODE: "skipped-episode",
}


def skipped(source: Source) -> str:
    """ "3 skipped because …": entries of a playlist that are no songs."""
    others = "yes" if len(source.skipped) > 1 else "no"
    reasons = [text(_SKIPPED[reason], count=count, others=others) for reason, count in source.skipped.items()]
    *firsts, last = reasons
    joined = text("and", first=", ".join(firsts), second=last) if firsts else last
    return text("answer-skipped", count=sum(source.skipped.values()), reasons=joined)


def _song(item: Item, post: Post, number: int, room: int) -> ui.Item[Any]:
    lines = ui.TextDisplay[Any](
        "\n".join(
            (
                text("song", number=number, title=name(item.title, room)),
                _artist(item, room),
                sound_layouts.why(item, post, room),
            )
        )
    )
    return ui.Section(lines, accessory=ui.Thumbnail(item.cover_url)) if item.cover_url else lines


def _artist(item: Item, room: int) -> str:
    real = item.spotify_id is not None and not is_playground_id(item.spotify_id)
    url = f"{_OPEN}/track/{quote(item.spotify_id or '', safe='')}" if real else _search_url(item, room)
    if not item.artist.strip():
        return text("song-link", url=url) if real else text("song-link-search", url=url)
    artist = name(item.artist, room)
    return text("song-artist", artist=artist, url=url) if real else text("song-artist-search", artist=artist, url=url)


def _search_url(item: Item, room: int) -> str:
    """Spotify's search for a song; a letter outside ASCII takes up to twelve characters of the address."""
    words = quote(cut(f"{item.title} {item.artist}", room).removesuffix("…"), safe="")
    while len(words) > 3 * room:
        words = words.rpartition("%20")[0] or quote(one_line(item.title)[: room // 4], safe="")
    return f"{_OPEN}/search/{words}"


def _notes(answer: Answer, room: int) -> Iterator[str]:
    """What typed songs were taken for, those first that need a look."""
    entries: list[Missed | Taken] = [*answer.missed, *sorted(answer.taken, key=lambda taken: bool(taken.title))]
    shown = entries[: max(3, room // 8)]
    for entry in shown:
        yield small(_missed(entry, room) if isinstance(entry, Missed) else _taken(entry, room))
    if len(shown) < len(entries):
        yield small(text("notes-more", count=len(entries) - len(shown)))


def _missed(missed: Missed, room: int) -> str:
    entry = name(missed.entry, room)
    if missed.problem:
        return text("missed-problem", entry=entry, problem=missed.problem)
    if missed.near:
        return text("missed-near", entry=entry, near=_names(missed.near, room))
    return text("missed", entry=entry)


def _taken(taken: Taken, room: int) -> str:
    entry, artist = name(taken.entry, room), name(taken.artist, room)
    if taken.title and not taken.artist:
        return text("taken-title", entry=entry, title=name(taken.title, room))
    if taken.title:
        return text("taken-song", entry=entry, title=name(taken.title, room), artist=artist)
    if taken.near:
        return text("taken-artist-near", entry=entry, artist=artist, near=_names(taken.near, room))
    return text("taken-artist", entry=entry, artist=artist)


def _buttons(shown: Shown) -> Iterator[Control]:
    post = shown.post
    at_start, at_end = post.page == 0, post.page == post.pages - 1
    if post.pages > 2:
        yield button(text("page-first"), Turn.FIRST, shown.state_id, disabled=at_start)
    if post.pages > 1:
        yield button(text("page-previous"), Turn.PREVIOUS, shown.state_id, disabled=at_start)
        yield button(text("page-next"), Turn.NEXT, shown.state_id, disabled=at_end)
    if post.pages > 2:
        yield button(text("page-last"), Turn.LAST, shown.state_id, disabled=at_end)
    if post.private and not post.shared and post.items:
        yield button(text("share"), SHARE, shown.state_id, style=discord.ButtonStyle.primary)


def _create(shown: Shown) -> Iterator[Control]:
    """The button that makes a playlist of the list, for everybody who sees it."""
    if shown.post.answer.items:
        yield button(text("create-playlist"), CREATE, shown.state_id, style=discord.ButtonStyle.success)


def _attribution(answer: Answer) -> str:
    lines = [text("attribution"), *([text("attribution-demo")] if answer.demo else [])]
    return "\n".join(map(small, lines))


def _names(names: Sequence[str], room: int) -> str:
    return ", ".join(text("quoted", name=name(one, room)) for one in names)
