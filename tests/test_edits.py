"""Changing a text at a few places, and following what stays."""

from __future__ import annotations

import pytest

from tagwright.document.edits import edited, insertion, replacement


def test_what_stays_is_found_again_and_what_went_is_known() -> None:
    text = "<a>one</a><b>two</b>"
    now, moves = edited(text, [replacement(0, 3, ""), replacement(6, 10, "!!"), insertion(13, "x")])
    assert now == "one!!<b>xtwo</b>"
    assert [now[moves.to(text.index(word)) :][: len(word)] for word in ("one", "<b>", "two")] == ["one", "<b>", "two"]
    assert [moves.is_gone(offset) for offset in (0, 1, 3, 7, 13)] == [False, True, False, True, False]


def test_at_one_place_closing_comes_before_opening_and_the_outer_opens_first() -> None:
    edits = [insertion(1, "<in>", (1, -2)), insertion(1, "</o>", (0, 0)), insertion(1, "<out>", (1, -9))]
    assert edited("ab", edits)[0] == "a</o><out><in>b"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edited("abcdef", [replacement(0, 4, "x"), replacement(3, 5, "y")])
