"""Laying out grids: which grid columns are one column of the table, and what is joined."""

from __future__ import annotations

from tagwright.document.model import Place
from tagwright.document.spanned import GridCell, lay_out


def rows_of(*rows: str) -> list[list[str]]:
    """Lay out rows written as cells between bars; "Group:3" is a cell over three columns."""
    cells = []
    for index, row in enumerate(rows):
        column = 0
        for text in row.split("|"):
            said, _, width = text.strip().partition(":")
            cells.append(GridCell(index, column, 1, int(width or 1), said, Place(index + 1, column + 1)))
            column += int(width or 1)
    return [[cell.text for cell in row.cells] for row in lay_out(cells).rows]


def test_columns_of_nothing_are_left_out() -> None:
    assert rows_of("Cash||5||6", "Debt||7||8") == [["Cash", "5", "6"], ["Debt", "7", "8"]]


def test_rows_of_nothing_are_left_out() -> None:
    assert rows_of("Cash|5", "|", "Debt|7") == [["Cash", "5"], ["Debt", "7"]]


def test_a_currency_sign_in_its_own_column_joins_its_amount() -> None:
    assert rows_of("|2021:2|2020:2", "Cash|$|5|$|6", "Debt||7||8") == [
        ["", "2021", "2020"],
        ["Cash", "$ 5", "$ 6"],
        ["Debt", "7", "8"],
    ]


def test_a_unit_over_each_column_joins_nothing() -> None:
    assert rows_of("|US$|US$", "Cash|5|6") == [["", "US$", "US$"], ["Cash", "5", "6"]]


def test_a_bracket_or_percent_mark_in_its_own_column_joins_its_amount() -> None:
    assert rows_of("Loss|(5|)|(6|)", "Margin|17|%|18|%") == [["Loss", "(5)", "(6)"], ["Margin", "17%", "18%"]]


def test_a_dash_for_nil_stays_a_cell() -> None:
    assert rows_of("Cash|–|5", "Debt|6|–") == [["Cash", "–", "5"], ["Debt", "6", "–"]]


def test_labels_indented_by_a_column_are_one_column() -> None:
    assert rows_of("Assets||", "|Cash|5", "|Debt|6", "Total||11") == [
        ["Assets", ""],
        ["Cash", "5"],
        ["Debt", "6"],
        ["Total", "11"],
    ]


def test_numbers_of_some_labels_join_them() -> None:
    assert rows_of("1.|Revenue|2021", "|Goods|5", "|Services|6") == [
        ["1. Revenue", "2021"],
        ["Goods", "5"],
        ["Services", "6"],
    ]


def test_numbers_before_all_texts_stay_apart() -> None:
    assert rows_of("4|Worldwide", "6|System", "8|Highlights") == [
        ["4", "Worldwide"],
        ["6", "System"],
        ["8", "Highlights"],
    ]


def test_a_heading_that_begins_over_padding_stands_over_its_column() -> None:
    assert rows_of("|2021:2|2020:2", "Cash||5||6") == [["", "2021", "2020"], ["Cash", "5", "6"]]
