"""What every implementation of the Writings port does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.ports import Links
from bot.storage.database import Database
from bot.writing import Step, WantedSong, Writing, Writings
from tests.support.accounts import ANN, BEN, NOON, a_link

END = NOON + timedelta(days=30)
WRITING = Writing(
    id="w1",
    list_id="list",
    user_id=ANN,
    account_id="ann",
    code="7K2M9QXA",
    step=Step.PLANNED,
    name="Été",
    description="Songs.",
    songs=(WantedSong("Hello", "Adele", "id", 295_000), WantedSong("Halo", "Beyoncé", isrc="USSM10803222")),
    begun_at=NOON,
)


@pytest.fixture
async def links(database: Database) -> Links:
    await database.links.save(a_link(ANN, "ann"), SecretStr("refresh"))
    return database.links


@pytest.fixture
def writings(database: Database, links: Links) -> Writings:
    return database.writings


async def test_a_writing_comes_back_as_it_was_begun(writings: Writings) -> None:
    assert await writings.begin(WRITING, END) == WRITING
    assert await writings.get("w1", NOON) == WRITING
    assert await writings.find("list", ANN, "", NOON) == WRITING
    assert await writings.get("w2", NOON) is None


async def test_every_field_is_kept(writings: Writings) -> None:
    await writings.begin(WRITING, END)
    changed = replace(
        WRITING,
        step=Step.FILLING,
        public=True,
        cover=True,
        playlist_id="p1",
        asked_at=NOON + timedelta(seconds=1.5),
        uris=("spotify:track:a", "spotify:track:b"),
        written=1,
        base=7,
        missing=(WantedSong("Halo", "Beyoncé"),),
        present=2,
        refused=1,
        cover_failed=True,
        older=(("spotify:track:c",), ()),
        given=("adele\thello",),
        request={"user_id": ANN, "vibe": "rain", "songs": None},
    )
    assert await writings.save(changed)
    assert await writings.get("w1", NOON) == changed


async def test_one_for_each_list_person_and_target(writings: Writings, links: Links) -> None:
    await links.save(a_link(BEN, "ben"), SecretStr("refresh"))
    others = (
        replace(WRITING, id="w2", list_id="other"),
        replace(WRITING, id="w3", user_id=BEN, account_id="ben"),
        replace(WRITING, id="w4", target="p9"),
    )
    for one in (WRITING, *others):
        assert await writings.begin(one, END) == one
    # Whoever comes second gets what stands.
    assert await writings.begin(replace(WRITING, id="w5", name="Another"), END) == WRITING
    assert await writings.get("w5", NOON) is None


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.UNDONE])
async def test_it_stands_at_any_step(writings: Writings, step: Step) -> None:
    await writings.begin(WRITING, END)
    standing = replace(WRITING, step=step)
    await writings.save(standing)
    assert await writings.begin(replace(WRITING, id="w2"), END) == standing


async def test_what_is_undone_or_too_old_makes_room(writings: Writings) -> None:
    await writings.begin(WRITING, END)
    await writings.save(replace(WRITING, step=Step.UNDONE))
    second = replace(WRITING, id="w2")
    assert await writings.begin(second, END) == second
    assert await writings.get("w1", NOON) is None
    third = replace(WRITING, id="w3", begun_at=END)
    assert await writings.begin(third, END + timedelta(days=30)) == third


async def test_what_is_gone_is_not_saved(writings: Writings) -> None:
    assert not await writings.save(WRITING)
    await writings.begin(WRITING, END)
    await writings.drop("w1")
    assert not await writings.save(WRITING)
    assert await writings.get("w1", NOON) is None


async def test_unfinished_ones_come_oldest_first(writings: Writings) -> None:
    later = NOON + timedelta(minutes=1)
    steps = {"w1": Step.FILLING, "w2": Step.CREATING, "w3": Step.DONE, "w4": Step.UNDONE, "w5": Step.UNDOING}
    for number, (id_, step) in enumerate(steps.items()):
        begun_at = NOON if id_ == "w2" else later + timedelta(seconds=number)
        await writings.begin(replace(WRITING, id=id_, list_id=id_, step=step, begun_at=begun_at), END)
    assert [one.id for one in await writings.unfinished(NOON)] == ["w2", "w1", "w5"]
    assert await writings.unfinished(END) == ()


async def test_nothing_is_begun_for_an_account_that_is_not_linked(writings: Writings) -> None:
    assert await writings.begin(replace(WRITING, account_id="nobody"), END) is None


async def test_unlinking_deletes_it(writings: Writings, links: Links) -> None:
    await writings.begin(WRITING, END)
    await links.delete(ANN)
    assert await writings.get("w1", NOON) is None
    assert not await writings.save(WRITING)


async def test_writings_and_choices_expire_and_are_swept(writings: Writings) -> None:
    await writings.begin(WRITING, END)
    await writings.choose({"adele\thello": "id"}, END)
    assert await writings.sweep(NOON) == 0
    assert await writings.get("w1", END) is None
    assert await writings.find("list", ANN, "", END) is None
    assert await writings.chosen(["adele\thello"], END) == {}
    assert await writings.sweep(END) == 2


async def test_what_a_search_gave_is_kept_even_if_it_was_nothing(writings: Writings) -> None:
    await writings.choose({"a": "id", "b": None}, END)
    assert await writings.chosen(["a", "b", "c"], NOON) == {"a": "id", "b": None}
    await writings.choose({"b": "other"}, END)
    assert await writings.chosen([*map(str, range(1200)), "b"], NOON) == {"b": "other"}
    assert await writings.chosen([], NOON) == {}
