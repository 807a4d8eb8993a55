"""Titles as tokens: the whole title, its words, their trigrams; unknown ones are left out."""

from __future__ import annotations

import numpy as np

from models.titles import MAX_TOKENS, PADDING, TitleVocabulary, tokens


def test_a_title_is_itself_its_words_and_their_trigrams() -> None:
    # "<80s>" has the trigrams <80, 80s, 0s>.
    assert tokens("80s!") == ["=80s", "80s", "#<80", "#80s", "#0s>"]


def test_case_and_punctuation_do_not_matter() -> None:
    assert tokens("Road-Trip!!") == tokens("road trip")


def test_emoji_alone_are_a_title_and_blanks_are_none() -> None:
    assert tokens("🔥🔥") == ["=🔥🔥"]
    assert tokens("  ") == tokens(None) == []


def test_learns_what_enough_titles_have() -> None:
    vocabulary = TitleVocabulary.learn(["chill", "Chill out", "rock"], min_count=2)
    assert vocabulary.knows("chill")
    assert vocabulary.knows("chilly")  # <ch chi hil ill lly ly>: four of its six trigrams are those of "chill"
    assert not vocabulary.knows("silly")  # <si sil ill lly ly>: one of five
    assert not vocabulary.knows("rock")
    assert not vocabulary.knows(None)


def test_numbers_begin_at_one_and_are_padded() -> None:
    vocabulary = TitleVocabulary(["=a", "b"])
    rows = vocabulary.ids(["A", "b", None])
    assert rows.shape == (3, MAX_TOKENS)
    assert rows[0].tolist() == [1, *[PADDING] * (MAX_TOKENS - 1)]
    assert rows[1].tolist() == [2, *[PADDING] * (MAX_TOKENS - 1)]
    assert not np.any(rows[2])
