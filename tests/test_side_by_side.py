"""Tables side by side in one grid: where a second one begins, and where words between amounts are no labels."""

from __future__ import annotations

from tagwright.document.model import Place, Table
from tagwright.document.side_by_side import side_by_side
from tagwright.document.spanned import GridCell
from tagwright.document.titled import blocks_of


def grid(*rows: tuple[str, ...]) -> list[GridCell[None]]:
    cells = ((r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text)
    return [GridCell(r, c, 1, 1, text, Place(r + 1, c + 1)) for r, c, text in cells]


HALVES = (
    ("Assets", "2021", "2020", "Liabilities", "2021", "2020"),
    ("Cash", "1", "(2)", "Debt", "5", "6"),
    ("Goods", "3", "4", "Equity", "-", "7"),
)


def test_two_tables_with_labels_and_the_same_years_are_cut_and_share_a_title() -> None:
    blocks = blocks_of(grid(("Balance sheet", "", "", "", "", ""), *HALVES), ())
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[row.cells[0].text for row in table.rows] for table in tables] == [
        ["Assets", "Cash", "Goods"],
        ["Liabilities", "Debt", "Equity"],
    ]
    assert [table.captions for table in tables] == [("Balance sheet",), ("Balance sheet",)]


def test_each_keeps_its_own_title() -> None:
    titles = ("Balance sheet", "", "", "Income statement", "", "")
    dates = ("", "2021", "2020", "", "31 December 2021", "31 December 2020")
    tables = [block for block in blocks_of(grid(titles, dates, *HALVES[1:]), ()) if isinstance(block, Table)]
    assert [table.captions for table in tables] == [("Balance sheet",), ("Income statement",)]


def test_words_between_amounts_under_other_years_are_no_labels() -> None:
    levels = (("", "2021", "", "2020"), ("Shares", "1", "Level 1", "3"), ("Bonds", "2", "Level 2", "4"))
    assert len(side_by_side(grid(*levels))) == 1


def test_a_second_column_of_labels_without_amounts_is_none() -> None:
    rows = (("", "2021", "2020", ""), ("Cash", "1", "2", "现金"), ("Debt", "3", "4", "借款"))
    assert len(side_by_side(grid(*rows))) == 1


def test_currencies_between_amounts_are_no_labels() -> None:
    rows = (("", "", "2021", "", "2021"), ("Cash", "EUR", "1", "USD", "2"), ("Debt", "EUR", "3", "CHF", "4"))
    assert len(side_by_side(grid(*rows))) == 1
