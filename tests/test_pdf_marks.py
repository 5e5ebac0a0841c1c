"""Marks beside the amounts of a PDF are none of their digits, and small amounts are no marks."""

from __future__ import annotations

from pdfs import Said, pdf_of
from tagwright.document import pdf
from tagwright.document.model import Table
from tagwright.document.pdf_characters import Character
from tagwright.document.pdf_lines import _line
from tagwright.document.printed import Box

HEAD: list[Said] = [(400, 700, "2021"), (500, 700, "2020")]


def rows_of(*said: Said) -> list[list[str]]:
    blocks = pdf.read(pdf_of([*HEAD, *said]), "r.pdf").blocks
    return [[cell.text for cell in row.cells] for table in blocks if isinstance(table, Table) for row in table.rows[1:]]


def row(y: float, label: str, *values: str, size: float = 10, up: float = 0) -> list[Said]:
    return [(60, y, label), *((400 + 100.0 * n, y + up, value, size) for n, value in enumerate(values))]


def test_a_table_all_of_whose_amounts_have_marks_is_read() -> None:
    rows = [*row(680, "Cash", "4,700", "3,446"), *row(668, "Debt", "12", "-")]
    marks: list[Said] = [(425.5, 684, "(1)", 6), (525.5, 684, "2", 6), (411.6, 672, "3", 6), (503.5, 672, "4", 6)]
    assert rows_of(*rows, *marks) == [["Cash", "4,700⁽¹⁾", "3,446²"], ["Debt", "12³", "-⁴"]]


def test_a_mark_below_the_line_is_no_digit() -> None:
    rows = [*row(680, "Cash", "4,700", "3,446"), *row(668, "Debt", "12", "-")]
    marks: list[Said] = [(425.2, 678, "2", 6), (411.2, 666, "2", 6), (503.5, 666, "2", 6)]
    assert rows_of(*rows, *marks) == [["Cash", "4,700²", "3,446"], ["Debt", "12²", "-²"]]


def test_a_small_digit_on_the_line_leaves_no_number() -> None:
    rows = [*row(680, "Cash", "4,700", "3,446"), *row(668, "Debt", "12", "-")]
    digits: list[Said] = [(425.1, 680, "2", 8), (411.2, 668, "2", 8), (503.5, 668, "2", 8)]
    assert rows_of(*rows, *digits) == [["Cash", "4,700\ufffd2", "3,446"], ["Debt", "12\ufffd2", "-\ufffd2"]]


def test_amounts_in_smaller_letters_than_their_label_are_amounts() -> None:
    small = {"size": 6.0, "up": 3.0}
    assert rows_of(*row(680, "Cash and cash equivalents", "4,700", "3,446", **small), *row(668, "Debt", "1", "2")) == [
        ["Cash and cash equivalents", "4,700", "3,446"],
        ["Debt", "1", "2"],
    ]


def test_letters_that_a_font_raises_within_a_word_are_letters() -> None:
    low, raised = (0.0, 11.6), (3.0, 10.0)
    word = [("p", low), ("r", low), ("o", low), ("f", raised), ("i", raised), ("t", low)]
    characters = [
        Character(letter, Box(6.0 * n, foot, 6.0 * n + 6, head), spaced=False, index=n)
        for n, (letter, (foot, head)) in enumerate(word)
    ]
    assert _line(characters).text == "profit"
    assert _line(characters[:-1]).text == "proᶠⁱ"
