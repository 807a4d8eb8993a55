"""Other people's words in Discord's markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markdown import cut, escape, length, one_line

ANYTHING = st.text(st.characters())  # lone surrogates, controls and direction marks included
MARKS = st.text(r"\*_~`|[]()<>@:/#+-.1 aé" + "\n")


def displayed(markdown: str) -> str:
    """What Discord shows of markdown without any mark: a backslash before a sign is not shown.

    Source of the rule: discord-markdown and simple-markdown, `/^\\\\([^0-9A-Za-z\\s])/`.
    """
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


@given(st.one_of(ANYTHING, MARKS))
def test_escaped_text_shows_as_the_text_in_one_line(text: str) -> None:
    assert displayed(escape(text)) == one_line(text)


@given(MARKS)
def test_escaped_text_holds_no_mark(text: str) -> None:
    unescaped = re.sub(r"\\[^0-9A-Za-z\s]", "", escape(text))
    assert not re.search(r"[*_~`|\[\]<@]|://", unescaped)
    assert not re.match(r"[#>+-]", escape(text))


@given(ANYTHING)
def test_one_line_can_be_sent_and_has_no_breaks(text: str) -> None:
    line = one_line(text)
    assert line.encode("utf-8").decode("utf-8") == line
    assert line.splitlines() in ([], [line])
    assert line == line.strip()


@given(ANYTHING, st.integers(2, 40))
def test_cut_text_fits_and_begins_like_the_text(text: str, limit: int) -> None:
    short = cut(text, limit)
    assert len(short) <= limit
    if len(one_line(text)) <= limit:
        assert short == one_line(text)
    else:
        assert short.endswith("…")
        assert one_line(text).startswith(short[:-1])


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("Cafe\u0301 noir", 5, "Caf…"),  # an accent of its own goes together with its letter
        ("ab👩\u200d🚀cd", 5, "ab…"),  # an emoji of several parts is not taken apart
        ("one two three", 5, "one…"),  # no blank before the ellipsis
    ],
)
def test_where_text_is_cut(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected


def test_direction_overrides_cannot_turn_what_follows() -> None:
    assert escape("abc\u202edef") == "abcdef"


def test_length_counts_as_the_strictest_reader() -> None:
    # 𝄞 is one code point and two UTF-16 units.
    assert length("a𝄞") == 3


def test_a_name_that_begins_with_a_number_is_no_list() -> None:
    assert escape("1. FC Tokyo") == r"1\. FC Tokyo"
    assert escape("10. Planet") == r"10\. Planet"
    assert escape("0.8syooogeki, Vol. 2. Live") == "0.8syooogeki, Vol. 2. Live"
