"""What messages look like, and that Discord takes even the longest ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ports import PlaylistSummary, SkipReason
from bot.services.answers import Answer, Item, Missed, Post, Source, Taken
from bot.services.lists import Shown
from bot.services.pickers import Picker
from bot.services.posts import new_state_id
from cogs import layouts, pieces
from cogs.components import Control
from recsys.domain import Reason, ReasonKind, Song
from tests.support.ports import summary

REASON = Reason(ReasonKind.MOOD, title="rain")
SOURCE = Source("0" * 22, "Road Trip", "ada", None, read=55, total=55)
REAL_ID = "4uLU6hMCjMI75M1A2tKUQC"


def items(count: int, **fields: Any) -> tuple[Item, ...]:
    plain = Item("Title", "Artist", REAL_ID, REASON)
    return tuple(replace(plain, title=f"Title {number}", **fields) for number in range(1, count + 1))


def shown(answer: Answer, *, page_size: int = 5, page: int = 0, private: bool = False, shared: bool = False) -> Shown:
    return Shown(new_state_id(), Post(answer, private, page_size, page, shared))


def words(view: ui.LayoutView) -> str:
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def buttons(view: ui.LayoutView) -> dict[str, ui.Button[Any]]:
    controls = [item.item for item in view.walk_children() if isinstance(item, Control)]
    return {str(item.label): item for item in controls if isinstance(item, ui.Button)}


def pictures(view: ui.LayoutView) -> list[str]:
    return [item.media.url for item in view.walk_children() if isinstance(item, ui.Thumbnail)]


# ---------------------------------------------------------------- limits

REPEATED = st.one_of(
    st.sampled_from(["w", "*", "[", "漢", "𝄞", "👩\u200d🚀", "e\u0301", "a b", "\ud83d", ""]), st.text(max_size=4)
)
NASTY = st.builds(lambda part, count: part * count, REPEATED, st.integers(0, 300))
IDS = st.sampled_from([None, REAL_ID, "playground000000000001"])
SONGS = st.builds(Song, st.just(1), NASTY, NASTY)
REASONS = st.builds(
    Reason,
    st.just(ReasonKind.TOGETHER),
    st.lists(SONGS, min_size=1, max_size=2).map(tuple),
    st.integers(1, 10**6),
)
COVERS = st.sampled_from([None, "https://i.scdn.co/image/" + "a" * 40])
ITEMS = st.builds(Item, NASTY, NASTY, IDS, REASONS, COVERS)
SKIPPED = st.dictionaries(st.sampled_from(SkipReason), st.integers(1, 10**5))
SOURCES = st.builds(Source, st.just(REAL_ID), NASTY, NASTY, COVERS, st.just(500), st.just(10**4), SKIPPED)
TAKEN = st.builds(Taken, NASTY, NASTY, NASTY, st.lists(NASTY, max_size=2).map(tuple))
MISSED = st.builds(Missed, NASTY, st.lists(NASTY, max_size=2).map(tuple))
ANSWERS = st.builds(
    Answer,
    items=st.lists(ITEMS, max_size=10).map(tuple),
    source=SOURCES,
    vibe=st.one_of(st.none(), NASTY.filter(bool)),
    seeds=st.integers(0, 10**4),
    known=st.integers(0, 10**4),
    by_artist=st.integers(0, 10**4),
    taken=st.lists(TAKEN, max_size=12).map(tuple),
    missed=st.lists(MISSED, max_size=12).map(tuple),
    unrated=st.integers(0, 100),
    problem=st.one_of(st.none(), NASTY.filter(str.strip)),
    demo=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS, st.sampled_from([5, 10]))
def test_every_answer_fits_into_a_message(answer: Answer, page_size: int) -> None:
    if page_size == 10:
        answer = replace(answer, items=tuple(replace(item, cover_url=None) for item in answer.items))
    layouts.page(shown(answer, page_size=page_size, private=True))


def longest(character: str, *, count: int, cover: str | None) -> Answer:
    name = character * 400
    reason = Reason(ReasonKind.TOGETHER, tuple(Song(n, name, name) for n in range(2)), playlists=10**6)
    return Answer(
        items=tuple(Item(name, name, None, reason, cover) for _ in range(count)),
        source=Source(REAL_ID, name, name, cover, 500, 10**4, dict.fromkeys(SkipReason, 10**5)),
        vibe=name,
        seeds=10**4,
        by_artist=10**4,
        taken=(Taken(name, "", name, (name, name, name)),) * 40,
        missed=(Missed(name, (name, name, name)),) * 40,
        problem=name,
        unrated=100,
        demo=True,
    )


@pytest.mark.parametrize("character", ["w", "*", "漢", "𝄞", "👩"])
def test_the_longest_titles_fit_with_five_covers_or_ten_without(character: str) -> None:
    cover = "https://i.scdn.co/image/" + "a" * 40
    for answer, page_size in (
        (longest(character, count=15, cover=cover), 5),
        (longest(character, count=30, cover=None), 10),
    ):
        view = layouts.page(shown(answer, page_size=page_size, private=True))
        assert view.total_children_count <= 40
        assert view.content_length() <= 4000


def test_frame_takes_at_most_twenty_components() -> None:
    # Five songs with covers are five sections of a text and a thumbnail: 15 components. The rest is the frame.
    cover = "https://i.scdn.co/image/x"
    answer = longest("w", count=15, cover=cover)
    view = layouts.page(shown(answer, private=True))
    assert view.total_children_count - 15 <= layouts.FRAME_COMPONENTS


def test_guard_refuses_what_discord_would() -> None:
    with pytest.raises(pieces.LayoutTooBig, match="4001 characters"):
        pieces.message(ui.TextDisplay("x" * 4001))
    with pytest.raises(pieces.LayoutTooBig, match="label of 81"):
        pieces.message(ui.ActionRow(pieces.button("x" * 81, "next", new_state_id())))
    with pytest.raises(pieces.LayoutTooBig, match="without a character"):
        pieces.message(ui.TextDisplay(" "))
    with pytest.raises(ValueError, match="40"):
        pieces.message(*(ui.TextDisplay("x") for _ in range(40)))  # with their container they are 41


# ---------------------------------------------------------------- words


def test_page_names_songs_artists_links_and_reasons() -> None:
    view = layouts.page(shown(Answer(items(3), SOURCE, seeds=52, known=37)))
    assert "**2. Title 2**" in words(view)
    assert f"Artist · [Listen on Spotify](https://open.spotify.com/track/{REAL_ID})" in words(view)
    assert words(view).count("rain") == 3
    assert "37 of 52 songs known" in words(view)
    assert "[Spotify](https://open.spotify.com)" in words(view)


@pytest.mark.parametrize("spotify_id", [None, "playground000000000001"])
def test_songs_without_a_real_id_link_to_search(spotify_id: str | None) -> None:
    item = Item("Für Elise?", "L. v. B.", spotify_id, REASON)
    view = layouts.page(shown(Answer((item,), SOURCE)))
    assert "(https://open.spotify.com/search/F%C3%BCr%20Elise%3F%20L.%20v.%20B.)" in words(view)
    assert "/track/" not in words(view)
    assert "playground" not in words(view)


def test_playground_playlists_are_not_linked() -> None:
    view = layouts.page(shown(Answer(items(1), replace(SOURCE, id="playground000000000001"))))
    assert "open.spotify.com/playlist" not in words(view)
    assert f"open.spotify.com/playlist/{SOURCE.id}" in words(layouts.page(shown(Answer(items(1), SOURCE))))


def test_titles_show_as_they_are() -> None:
    view = layouts.page(shown(Answer(items(1, artist="@everyone <@1> [a](http://b)"), replace(SOURCE, name="*loud*"))))
    assert r"### \*loud\*" in words(view)
    assert r"\@everyone \<\@1> \[a\](http\://b) ·" in words(view)


def test_skipped_entries_are_explained() -> None:
    def line(**skipped: int) -> str:
        source = replace(SOURCE, skipped={SkipReason(reason): count for reason, count in skipped.items()})
        return words(layouts.page(shown(Answer(items(1), source, seeds=52, known=37))))

    assert "37 of 52 songs known; 3 skipped because they are podcast episodes" in line(episode=3)
    assert "1 skipped because it is a file on somebody's computer" in line(local=1)
    assert "3 skipped because 2 are no longer on Spotify and 1 is a podcast episode" in line(gone=2, episode=1)


def test_songs_used_through_their_artists_are_counted() -> None:
    view = layouts.page(shown(Answer(items(1), SOURCE, seeds=52, known=37, by_artist=4)))
    assert "37 of 52 songs known" in words(view)
    assert "4 I know by their artists alone." in words(view)


def test_songs_that_may_be_explicit_are_counted() -> None:
    assert "Of 3 of these songs I don't know whether they are explicit." in words(
        layouts.page(shown(Answer(items(5), SOURCE, seeds=52, unrated=3)))
    )
    assert "explicit" not in words(layouts.page(shown(Answer(items(5), SOURCE, seeds=52))))


def test_partial_reading_is_said() -> None:
    view = layouts.page(shown(Answer(items(1), replace(SOURCE, read=500, total=1200), seeds=500)))
    assert "only the first 500 of its 1,200 entries" in words(view)
    assert "only the first" not in words(layouts.page(shown(Answer(items(1), SOURCE, seeds=55))))


def test_playlist_without_songs_says_what_was_used() -> None:
    assert "went by its name" in words(layouts.page(shown(Answer(items(1), SOURCE))))


def test_typed_songs_say_what_they_were_taken_for() -> None:
    answer = Answer(
        items(1),
        seeds=2,
        known=2,
        taken=(
            Taken("bohemian rapsody", "Bohemian Rhapsody", "Queen"),
            Taken("Abba", "", "ABBA", ("ABBA - Waterloo",)),
        ),
        missed=(Missed("Xyzzy"), Missed("Helo", ("Adele - Hello",))),
    )
    said = words(layouts.page(shown(answer)))
    assert "Songs that go with Bohemian Rhapsody and one more" in said
    assert "“bohemian rapsody”: Bohemian Rhapsody by Queen" in said
    assert "“Abba”: I went by ABBA. Did you mean “ABBA - Waterloo”?" in said
    assert "“Xyzzy”: not found" in said
    assert "“Helo”: not found. Did you mean “Adele - Hello”?" in said


def test_what_was_typed_is_explained_on_the_first_page_only() -> None:
    answer = Answer(items(10), vibe="rain", missed=(Missed("Xyzzy"),))
    assert "Xyzzy" in words(layouts.page(shown(answer)))
    assert "Xyzzy" not in words(layouts.page(shown(answer, page=1)))


def test_unreadable_playlist_beside_other_seeds_is_said() -> None:
    answer = Answer(items(1), vibe="rain", problem="Spotify makes that playlist itself.")
    assert "Spotify makes that playlist itself." in words(layouts.page(shown(answer)))


def test_demo_model_is_named() -> None:
    assert "made-up" in words(layouts.page(shown(Answer(items(1), SOURCE, demo=True))))
    assert "made-up" not in words(layouts.page(shown(Answer(items(1), SOURCE))))


def test_answer_without_a_song_says_so() -> None:
    view = layouts.page(shown(Answer((), SOURCE, seeds=1), private=True))
    assert "no song that isn't in there already" in words(view)
    assert not buttons(view)


# ---------------------------------------------------------------- pictures and controls


def test_covers_stand_beside_their_songs() -> None:
    first, second = items(2)
    answer = Answer((replace(first, cover_url="https://i/1"), second), replace(SOURCE, cover_url="https://i/list"))
    assert pictures(layouts.page(shown(answer))) == ["https://i/list", "https://i/1"]


def test_page_buttons() -> None:
    answer = Answer(items(12), SOURCE)
    first = buttons(layouts.page(shown(answer)))
    assert list(first) == ["« First", "‹ Back", "Next ›", "Last »", "Create playlist"]
    assert [label for label, button in first.items() if button.disabled] == ["« First", "‹ Back"]
    last = layouts.page(shown(answer, page=2))
    assert [label for label, button in buttons(last).items() if button.disabled] == ["Next ›", "Last »"]
    assert "**11. Title 11**" in words(last)
    assert "Page 3 of 3" in words(last)
    two, one = (shown(replace(answer, items=answer.items[:count])) for count in (6, 5))
    assert list(buttons(layouts.page(two))) == ["‹ Back", "Next ›", "Create playlist"]
    assert list(buttons(layouts.page(one))) == ["Create playlist"]
    assert not buttons(layouts.page(shown(replace(answer, items=()))))


def test_only_private_unshared_answers_can_be_shared() -> None:
    answer = Answer(items(1), SOURCE)
    assert "Share" in buttons(layouts.page(shown(answer, private=True)))
    assert "Share" not in buttons(layouts.page(shown(answer, private=True, shared=True)))
    assert "Share" not in buttons(layouts.page(shown(answer)))


def test_custom_ids_carry_only_an_action_and_the_state() -> None:
    post = shown(Answer(items(12), SOURCE), private=True)
    ids = {button.custom_id for button in buttons(layouts.page(post)).values()}
    assert ids == {f"{action}:{post.state_id}" for action in ("first", "previous", "next", "last", "share", "playlist")}


def test_interactive_items_are_all_dynamic() -> None:
    # Beside an ordinary one, discord.py 2.7 forgets a dynamic item's pattern when the view ends.
    view = layouts.page(shown(Answer(items(12), SOURCE), private=True))
    rows = [item for item in view.walk_children() if isinstance(item, ui.ActionRow)]
    assert rows
    assert all(isinstance(item, Control) for row in rows for item in row.children)
    assert view.timeout is None


# ---------------------------------------------------------------- choosing a playlist


def picked(*playlists: PlaylistSummary) -> ui.LayoutView:
    return layouts.picker(Picker(new_state_id(), playlists))


def options(view: ui.LayoutView) -> list[tuple[str, str]]:
    controls = [item.item for item in view.walk_children() if isinstance(item, Control)]
    (select,) = (item for item in controls if isinstance(item, ui.Select))
    return [(option.label, option.value) for option in select.options]


def test_picker_offers_names_and_sizes() -> None:
    view = picked(summary("a", "Road Trip", total=52), summary("b", "One", total=1), summary("c", "", total=None))
    assert options(view) == [("Road Trip · 52 songs", "a"), ("One · 1 song", "b"), ("untitled", "c")]


def test_picker_offers_what_discord_takes() -> None:
    view = picked(*(summary(str(number), "x" * 300) for number in range(30)))
    assert len(options(view)) == 25
    assert all(len(label) <= 100 for label, _ in options(view))
    assert "first 25 of 30" in words(view)


def test_picker_without_playlists_says_what_works() -> None:
    assert "/recommend songs:" in words(picked())
