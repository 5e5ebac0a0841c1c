"""Reading Markdown: its marks are resolved, its tables have their places."""

from __future__ import annotations

import pytest

from tagwright.document.markdown import identify, read
from tagwright.document.model import Block, Heading, Paragraph, Place, Table


def blocks_of(text: str) -> tuple[Block, ...]:
    assert identify(text.encode(), "r.md")
    return read(text.encode(), "r.md").blocks


def rows_of(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


def test_marks_and_escapes_are_resolved() -> None:
    blocks = blocks_of("## **Cash** and *debt*\n\nIt is US\\$5 `net`, see [note 4](#n).\n")
    assert blocks == (Heading("Cash and debt", 2, Place(1, 1)), Paragraph("It is US$5 net, see note 4.", Place(3, 1)))


def test_a_table_has_the_places_of_its_cells() -> None:
    (table,) = blocks_of("|  | 2021 |\n|---|---|\n| **Cash** | 1,234<sup>2</sup> |\n")
    assert rows_of(table) == [["", "2021"], ["Cash", "1,234²"]]
    assert isinstance(table, Table)
    assert [cell.place for cell in table.rows[1].cells] == [Place(3, 3), Place(3, 14)]


def test_rows_with_bars_and_without_a_rule_are_a_table() -> None:
    (table,) = blocks_of("\n| Cash | 5 |\n| Debt | 6 |\n")
    assert rows_of(table) == [[" Cash ", " 5 "], [" Debt ", " 6 "]]
    assert table.place.line == 2


def test_a_table_in_html_is_read() -> None:
    blocks = blocks_of(
        "# Cash\n\n<table>\n<tr><td></td><td>2021</td></tr>\n<tr><td>Cash</td><td>5</td></tr>\n</table>\n"
    )
    assert rows_of(blocks[1]) == [["", "2021"], ["Cash", "5"]]
    assert isinstance(blocks[1], Table)
    assert (blocks[1].captions, blocks[1].rows[1].place.line) == (("Cash",), 5)


def test_titles_under_each_other_are_lines() -> None:
    assert [
        block.text for block in blocks_of("Group Limited\nAs at 31 December 2021\n") if not isinstance(block, Table)
    ] == [
        "Group Limited",
        "As at 31 December 2021",
    ]


def test_code_is_read_line_by_line() -> None:
    assert [b.text for b in blocks_of("```\nCash 5.\nDebt 6.\n```\n") if not isinstance(b, Table)] == [
        "Cash 5.",
        "Debt 6.",
    ]


def test_text_whose_tables_are_cut_by_tabs_is_left_to_the_reader_of_text() -> None:
    assert not identify(b"Cash\t5\t6\n", "r.md")
    assert identify(b"-\tCash is 5.\n", "r.md")


def test_a_heading_that_only_gives_a_period_belongs_to_the_title_above_it() -> None:
    source = "# Statement of income\n\n# For the year ended 31 December 2021\n\n|  | 2021 |\n|---|---|\n| Land | 5 |\n"
    (table,) = [block for block in read(source.encode(), "a.md").blocks if isinstance(block, Table)]
    assert table.captions == ("Statement of income", "For the year ended 31 December 2021")


def test_a_table_that_was_made_of_a_page_loses_its_columns_of_nothing_and_gets_its_signs_back() -> None:
    header = "|  |  | 2021 |  |  | 2020 |  |\n|--|--|--|--|--|--|--|\n"
    text = f"{header}| Sales |  | $ | 12 |  | $ | 9 |\n| Cost |  | ( | 5 | ) | (4 | ) |\n"
    (table,) = read(text.encode(), "a.md").blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "2021", "2020"],
        ["Sales", "$ 12", "$ 9"],
        ["Cost", "(5)", "(4)"],
    ]
    assert str(table.rows[1].cells[1].place) == "3:14"


STATEMENT = [["", "2021", "2020"], ["Cash", "1,234", "(5)"], ["Current debt", "7", "8"]]


@pytest.mark.parametrize(
    "source",
    [
        "  | 2021 | 2020\n--- | ---: | ---:\nCash | 1,234 | (5)\nCurrent debt | 7 | 8\n",
        "+---+---+---+\n|   | 2021 | 2020 |\n+===+===+===+\n| Cash | 1,234 | (5) |\n+---+---+---+\n"
        "| Current | 7 | 8 |\n| debt |   |   |\n+---+---+---+\n",
        "```\n                 2021     2020\nCash            1,234      (5)\nCurrent debt        7        8\n```\n",
        "                 2021     2020\n             -------- --------\n"
        "Cash            1,234      (5)\nCurrent debt        7        8\n",
        "<table><tr><td></td><td>2021</td><td>2020</td></tr>\n<tr><td>Cash</td><td>1,234</td><td>(5)</td></tr>\n\n"
        "<tr><td>Current debt</td><td>7</td><td>8</td></tr></table>\n",
    ],
    ids=["pipes", "grid", "code", "spaces", "html"],
)
def test_tables_that_are_drawn_otherwise_than_in_gfm_are_tables(source: str) -> None:
    blocks = blocks_of(f"# Balance\n\n{source}")
    assert rows_of(blocks[1]) == STATEMENT
    assert isinstance(blocks[1], Table)
    assert blocks[1].captions == ("Balance",)
    line = next(n for n, text in enumerate(f"# Balance\n\n{source}".splitlines(), start=1) if "1,234" in text)
    assert blocks[1].rows[1].cells[1].place.line == line


def test_a_cell_of_a_grid_may_stand_over_several_columns() -> None:
    (table,) = blocks_of(
        "+------+------+------+\n|      | Year        |\n+------+------+------+\n|      | 2021 | 2020 |\n"
        "+------+------+------+\n| Cash | 5    | 6    |\n+------+------+------+\n"
    )
    assert isinstance(table, Table)
    assert [(cell.text, cell.columns) for cell in table.rows[0].cells] == [("", 1), ("Year", 2), ("", 1)]


def test_marks_of_footnotes_are_raised_and_what_is_struck_out_or_not_shown_is_remarked() -> None:
    content = read(
        b"|  | 2021 | 2020 |\n|---|---|---|\n| Cash | 5[^1] | ~~4~~ 6 | 9 |\n| Debt | ~~7~~ | <s>3</s>8 |\n"
        b"\n[^1]: At a bank.\n",
        "r.md",
    )
    assert rows_of(content.blocks[0])[1:] == [["Cash", "5¹", "6"], ["Debt", "*", "8"]]
    assert getattr(content.blocks[1], "text", "") == "¹ At a bank."
    assert content.remarks == (
        "text that is struck out was not read: 4; 7; 3",
        "cells beyond the last column of their table, which Markdown does not show: 9",
    )
