"""Reading Markdown: its marks are resolved, its tables have their places."""

from __future__ import annotations

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
