"""Labels of a printed table that run over several lines, wherever their amounts stand, and headings that do not."""

from __future__ import annotations

import pytest

from pdfs import Said, pdf_of
from tagwright.document import pdf
from tagwright.document.model import Table

FIRST = ["Revenue", "4,700", "3,446"]


def rows_of(*said: Said) -> list[list[str]]:
    blocks = pdf.read(pdf_of([*row(700, *FIRST), *said]), "r.pdf").blocks
    return [[cell.text for cell in row.cells] for table in blocks if isinstance(table, Table) for row in table.rows]


def row(y: float, label: str, *values: str) -> list[Said]:
    cells: list[Said] = [(400 + 60.0 * n, y, value) for n, value in enumerate(values)]
    return [(60, y, label), *cells] if label else cells


@pytest.mark.parametrize(
    "label",
    [
        ("Share of results of", "Joint Ventures and Associates"),
        ("Financial assets at fair value through", "OCI"),
        ("Convertible bonds maturing in", "2025"),
        ("Deposits, Prepayments &", "Other Receivables"),
    ],
)
def test_a_label_that_cannot_end_so_goes_on_with_a_capital(label: tuple[str, str]) -> None:
    whole = [" ".join(label), "12", "10"]
    below = row(660, "Tax", "1", "2")
    assert rows_of(*row(686, label[0], "12", "10"), *row(674, label[1]), *below) == [FIRST, whole, ["Tax", "1", "2"]]
    halfway = [*row(686, label[0]), *row(680, "", "12", "10"), *row(674, label[1])]
    assert rows_of(*halfway, *below) == [FIRST, whole, ["Tax", "1", "2"]]


def test_a_label_goes_on_in_lines_that_stand_closer_to_it_than_to_the_next_row() -> None:
    label = ("Profit attributable to owners of Example", "Holdings Limited")
    rows = [*row(684, "Tax", "1", "2"), *row(668, label[0], "5", "6"), *row(656, label[1])]
    assert rows_of(*rows, *row(640, "Goodwill", "3", "4"))[2:] == [[" ".join(label), "5", "6"], ["Goodwill", "3", "4"]]
    evenly = [*row(688, "Tax", "1", "2"), *row(676, "Cash", "5", "6"), *row(664, "Debt")]
    assert rows_of(*evenly, *row(652, "Bonds", "3", "4"))[2:] == [
        ["Cash", "5", "6"],
        ["Debt", "", ""],
        ["Bonds", "3", "4"],
    ]


def test_a_label_in_small_letters_goes_on_from_a_line_that_heads_nothing_else() -> None:
    rows = [*row(688, "Share of losses"), *row(676, "using the equity method", "5", "6")]
    assert rows_of(*rows, *row(664, "Tax", "1", "2"))[1] == ["Share of losses using the equity method", "5", "6"]
    heads = [*row(688, "Attributable to"), *row(676, "owners", "5", "6")]
    assert rows_of(*heads, *row(664, "Others", "1", "2"))[1:3] == [["Attributable to", "", ""], ["owners", "5", "6"]]


def test_a_heading_that_reaches_over_the_amounts_heads_rows_of_the_same_table() -> None:
    heading = "Items that will not be reclassified subsequently to profit or loss in any period"
    below = row(672, "Tax", "1,234", "5,678")
    assert rows_of((60, 686, heading, 11), *below) == [FIRST, [heading, "", ""], ["Tax", "1,234", "5,678"]]


def test_a_total_that_is_printed_alone_is_a_row() -> None:
    said: list[Said] = [*row(686, "Tax", "1", "2"), (460, 672, "3,448")]
    assert rows_of(*said) == [FIRST, ["Tax", "1", "2"], ["", "", "3,448"]]
    assert rows_of(*said[:-1], (300, 672, "12")) == [FIRST, ["Tax", "1", "2"]]


def test_a_label_in_capitals_goes_on_with_a_word_that_begins_none() -> None:
    def lines(above: str, below: str) -> list[Said]:
        return [(60, 680, above), *row(668, below, "12", "10"), *row(640, "TAX", "1", "2")]

    whole = ["MARGIN INCLUDING THE SHARE OF ASSOCIATES", "12", "10"]
    assert rows_of(*lines("MARGIN INCLUDING THE SHARE", "OF ASSOCIATES"))[1:-1] == [whole]
    assert rows_of(*lines("RECEIVABLES", "OF WHICH CURRENT"))[1:-1] == [
        ["RECEIVABLES", "", ""],
        ["OF WHICH CURRENT", "12", "10"],
    ]


def test_the_note_of_a_row_may_stand_with_its_amounts_halfway_between_the_lines_of_the_label() -> None:
    beside: list[Said] = [(280, 680, "4.4/4.5"), *row(680, "", "12", "10")]
    wrapped: list[Said] = [(60, 686, "Cash at the end of"), *beside, (60, 674, "the year")]
    first, whole = ["Revenue", "", "4,700", "3,446"], ["Cash at the end of the year", "4.4/4.5", "12", "10"]
    assert rows_of(*wrapped, *row(656, "Tax", "1", "2")) == [first, whole, ["Tax", "", "1", "2"]]
    assert rows_of(*wrapped) == [first, whole]


@pytest.mark.parametrize(
    ("above", "below", "is_heading"),
    [
        ("Items that may be reclassified to the income statement in later periods", "Exchange losses", True),
        ("Items that may be reclassified to the income statement in later periods", "exchange losses", False),
        ("Accumulated Other Comprehensive Income Attributable to All Holders", "Loss before Tax", False),
        ("Changes in investments that are measured at fair value by the standard of", "Europe", False),
        ("Changes in investments that are measured at fair value under the standard", "IFRS", False),
    ],
)
def test_a_long_line_without_capitals_is_a_heading_of_a_row_that_has_one(
    above: str, below: str, is_heading: bool
) -> None:
    read = rows_of((60, 680, above), *row(668, below, "12", "10"), *row(640, "Tax", "1", "2"))[1:-1]
    assert read == ([[above, "", ""], [below, "12", "10"]] if is_heading else [[f"{above} {below}", "12", "10"]])
