"""What a cell prints: its value positions, and what should not be there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tagwright.figures.cells import Token, columns_of_notes, read_cell
from tagwright.figures.model import Kind
from tagwright.figures.numbers import ENGLISH


def read(text: str) -> list[tuple[Kind | None, Decimal | None]]:
    return [(token.kind, token.value) for token in read_cell(text, ENGLISH)]


def doubts(text: str) -> set[str | None]:
    return {token.doubt for token in read_cell(text, ENGLISH)}


def test_numbers_and_dashes_are_value_positions_in_their_order() -> None:
    assert read("2,909 – (432)") == [
        (Kind.AMOUNT, Decimal(2909)),
        (Kind.NIL, Decimal(0)),
        (Kind.AMOUNT, Decimal(-432)),
    ]
    assert doubts("2,909 – (432)") == {None}


@pytest.mark.parametrize("text", ["-", "–", "—", "_", "nil", " – "])
def test_a_dash_is_nil(text: str) -> None:
    assert read(text) == [(Kind.NIL, Decimal(0))]


def test_stars_stand_for_an_amount_that_is_not_printed() -> None:
    assert read("5 ** (*)") == [(Kind.AMOUNT, Decimal(5)), (None, None), (None, None)]


def test_an_empty_cell_and_words_alone_have_no_value_position() -> None:
    assert read("") == read("  ") == read("Unaudited") == []


@pytest.mark.parametrize(
    "text", ["4,700", "RMB4,700", "$ 4,700", "4,700%", "4,700 RMB", "<b>4,700</b>", "4,700*", "| 4,700"]
)
def test_currency_markup_and_stars_do_no_harm(text: str) -> None:
    assert doubts(text) == {None}
    assert read(text)[0] == (Kind.AMOUNT, Decimal(4700))


@pytest.mark.parametrize(
    ("text", "rest"),
    [("A4,700", "A"), ("12nm", "nm"), ("1OO", "OO"), ("5(a)", "(a)"), ("about 5 6", "about"), ("5 =", "=")],
)
def test_anything_else_in_a_cell_makes_all_its_numbers_doubtful(text: str, rest: str) -> None:
    assert doubts(text) == {f"other characters stand in its cell: {rest!r}"}


def test_the_words_of_a_cell_are_what_stands_beside_its_digits() -> None:
    assert [token.words for token in read_cell("US$ 1,000", ENGLISH)] == ["US$"]
    assert [token.words for token in read_cell("5.2 billion", ENGLISH)] == ["billion"]
    assert [token.words for token in read_cell("( $790 )", ENGLISH)] == ["( $ )"]
    assert [token.words for token in read_cell("2,909 –", ENGLISH)] == ["", ""]


def test_a_damaged_number_keeps_its_own_doubt() -> None:
    assert doubts("4,7OO") == {"the separators do not fit the document's"}


def tokens(*texts: str) -> list[tuple[Token, ...]]:
    return [read_cell(text, ENGLISH) for text in texts]


def test_a_nameless_column_of_small_whole_numbers_refers_to_notes() -> None:
    cells = {1: tokens("4", "5", ""), 2: tokens("4,700", "8", "9")}
    assert columns_of_notes(cells, nameless={1}, named=set()) == {1}


def test_a_nameless_column_with_anything_else_does_not_refer_to_notes() -> None:
    for odd in ("61", "0", "5.1", "(5)", "-5"):
        assert columns_of_notes({1: tokens("4", odd)}, nameless={1}, named=set()) == set()
    assert columns_of_notes({1: tokens("–", "–")}, nameless={1}, named=set()) == set()


def test_a_column_headed_note_may_refer_to_parts_of_notes_but_not_to_amounts() -> None:
    assert columns_of_notes({1: tokens("4, 5", "12.3", "7(a)")}, nameless=set(), named={1}) == {1}
    assert columns_of_notes({1: tokens("4", "4,700")}, nameless=set(), named={1}) == set()


def test_a_column_with_a_name_does_not_refer_to_notes() -> None:
    assert columns_of_notes({1: tokens("4", "5")}, nameless=set(), named=set()) == set()


def test_a_cell_of_many_dashes_is_read_in_time() -> None:
    assert read("- " * 20_000) == [(Kind.NIL, Decimal(0))] * 20_000
