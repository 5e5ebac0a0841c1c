"""Amounts of two columns that nearly touch are two cells; the groups of digits of one number are one."""

from __future__ import annotations

from pdfs import Said, pdf_of
from tagwright.document import pdf
from tagwright.document.model import Table

DIGIT, COMMA, BRACKET, SPACE = 5.56, 2.78, 3.33, 2.78
"""Widths in Helvetica of 10 points."""


def wide(text: str) -> float:
    return sum({",": COMMA, "(": BRACKET, ")": BRACKET, " ": SPACE}.get(letter, DIGIT) for letter in text)


def row(y: float, label: str, *cells: tuple[float, str]) -> list[Said]:
    """A label and amounts that end so far from the left."""
    return [(60, y, label), *((right - wide(text), y, text) for right, text in cells)]


def rows_of(*rows: list[Said]) -> list[list[str]]:
    blocks = pdf.read(pdf_of([said for row in rows for said in row]), "r.pdf").blocks
    return [[cell.text for cell in row.cells] for table in blocks if isinstance(table, Table) for row in table.rows]


def test_amounts_with_commas_are_parted_at_any_gap() -> None:
    assert rows_of(
        row(680, "Cash", (400, "14,700"), (443, "13,446")),
        row(668, "Debt", (400, "3,270"), (443, "234,512")),
        row(656, "Loss", (400, "(1,430)"), (443, "(21,021)")),
    ) == [["Cash", "14,700", "13,446"], ["Debt", "3,270", "234,512"], ["Loss", "(1,430)", "(21,021)"]]


def test_digits_in_groups_are_parted_where_the_amounts_of_other_lines_end() -> None:
    first, second = (400, "3 270"), (444, "2 425")
    assert rows_of(
        row(680, "Cash", first, second), row(668, "Debt", (400, "1 234 512"), (444, "318 318")), row(656, "Tax", second)
    ) == [["Cash", "3 270", "2 425"], ["Debt", "1 234 512", "318 318"], ["Tax", "", "2 425"]]
    assert rows_of(row(680, "Cash", first, (480, "2 425")), row(668, "Debt", (480, "1 234 512"))) == [
        ["Cash", "3 270", "2 425"],
        ["Debt", "", "1 234 512"],
    ]


def test_groups_of_digits_over_two_columns_are_no_number_where_nothing_tells_them_apart() -> None:
    left = [(60.0, 680.0, "Cash"), (400.0, 680.0, "3 270"), (444.0, 680.0, "2 425")]
    both: list[Said] = [(60, 668, "Debt"), (400, 668, "1 234 512"), (448, 668, "318 318")]
    assert rows_of([*left], both, row(656, "Tax", (410, "7"))) == [
        ["Cash", "3 270", "2 425"],
        ["Debt", "1 234 512\ufffd318 318", ""],
        ["Tax", "7", ""],
    ]


def test_a_note_is_parted_from_its_amount_and_notes_from_each_other_are_not() -> None:
    assert rows_of(
        row(680, "Cash", (340, "4"), (400, "12"), (460, "13")),
        row(668, "Debt", (340, "5 6"), (400, "7"), (460, "8")),
        row(656, "Loss", (340, "7"), (400, "1,234,567"), (460, "3")),
        row(644, "Fees", (340, "5, 6"), (400, "9"), (460, "2")),
    ) == [
        ["Cash", "4", "12", "13"],
        ["Debt", "5 6", "7", "8"],
        ["Loss", "7", "1,234,567", "3"],
        ["Fees", "5, 6", "9", "2"],
    ]


def test_an_amount_that_a_long_label_nearly_reaches_is_no_part_of_it() -> None:
    label = "Exchange differences on translation of foreign operations"
    assert rows_of(
        row(680, "Cash", (352, "4,700"), (420, "5")),
        row(668, label, (352, "1,250"), (420, "6")),
        row(656, "Loss", (352, "7"), (420, "8")),
    ) == [["Cash", "4,700", "5"], [label, "1,250", "6"], ["Loss", "7", "8"]]


def test_an_amount_that_touches_its_label_is_parted_where_amounts_of_its_column_begin() -> None:
    above: list[Said] = [(60, 700, "Euro to US dollar"), (176, 700, "1.1993"), (320, 700, "1.0541")]
    below: list[Said] = [(60, 686, "Swiss franc to US dollar"), (176, 686, "1.0249"), (320, 686, "0.9816")]
    assert rows_of(above, below) == [
        ["Euro to US dollar", "1.1993", "1.0541"],
        ["Swiss franc to US dollar", "1.0249", "0.9816"],
    ]
    elsewhere: list[Said] = [(60, 686, "Swiss franc to US dollar"), (170, 686, "16"), (320, 686, "0.9816")]
    assert rows_of(above, elsewhere)[1] == ["Swiss franc to US dollar 16", "", "0.9816"]
