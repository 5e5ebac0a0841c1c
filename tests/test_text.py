"""Text becomes blocks: headings of the right level, paragraphs, tables of cells, each at its place."""

from __future__ import annotations

import pytest

from spans import place_at, text_at
from tagwright.document.headings import CAPTION, LETTER, NOTE, PART, ROMAN, TITLE, UNIT, heading_level
from tagwright.document.model import Block, Document, Heading, Paragraph, Place, Span, Table
from tagwright.document.text import read_text


def table_in(text: str) -> Table:
    (table,) = [block for block in read_text(text) if isinstance(block, Table)]
    return table


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def kinds(blocks: tuple[Block, ...]) -> list[tuple[str, int]]:
    return [(type(block).__name__, block.place.line) for block in blocks]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("CONSOLIDATED BALANCE SHEET", PART),
        ("KEY HIGHLIGHTS 2021", PART),
        ("14 BORROWINGS", NOTE),
        ("14. Borrowings", NOTE),
        ("Note 14 Borrowings", NOTE),
        ("(a) Amounts owed", LETTER),
        ("(ii) Ageing", ROMAN),
        ("(iv) Ageing", ROMAN),
        ("Operating Metrics", TITLE),
        ("For the year ended 31 December 2021", CAPTION),
        ("FOR THE YEAR ENDED 31 DECEMBER 2021", CAPTION),
        ("As at 31 December 2021", CAPTION),
        ("RMB'000", UNIT),
        ("(RMB’000)", UNIT),
        ("(Expressed in HK$ million)", UNIT),
        ("(in thousands of)", None),
        ("Revenue rose.", None),
        ("It fell again", TITLE),
        ("it fell again", None),
        ("In 2021 it fell", None),
        ("12 to 24 months", None),
        ("14 borrowings of a kind", None),
        ("2021", None),
        ("(1)", None),
        ("---", None),
        ("One two three four five six seven eight nine ten eleven twelve thirteen", None),
        ("A B C D E F G H I J K L M N O P Q", None),
    ],
)
def test_the_level_of_a_heading_follows_from_how_it_is_printed(text: str, level: int | None) -> None:
    assert heading_level(text) == level


def test_lines_become_headings_and_paragraphs_without_their_indent() -> None:
    blocks = read_text("TITLE OF ALL\n\n  It fell by 5%.  \n(a) Some part\n")
    assert blocks == (
        Heading("TITLE OF ALL", PART, Place(1, 1)),
        Paragraph("It fell by 5%.", Place(3, 3)),
        Heading("(a) Some part", LETTER, Place(4, 1)),
    )


def test_markdown_headings_keep_their_level_and_lose_their_marks() -> None:
    assert read_text("## 14 Borrowings\n#no heading, for want of a space.") == (
        Heading("14 Borrowings", 2, Place(1, 4)),
        Paragraph("#no heading, for want of a space.", Place(2, 1)),
    )


def test_lines_with_tabs_are_the_rows_of_a_table_with_verbatim_cells() -> None:
    table = table_in("Before it:\nRevenue\t 4,700\t3,446 \n\t\t5\n\nBehind it.")
    assert cells(table) == [["Revenue", " 4,700", "3,446 "], ["", "", "5"]]
    assert [cell.place for cell in table.rows[0].cells] == [Place(2, 1), Place(2, 9), Place(2, 16)]
    assert [cell.place for cell in table.rows[1].cells] == [Place(3, 1), Place(3, 2), Place(3, 3)]
    assert table.place == Place(2, 1)


def test_a_tab_at_the_end_of_a_line_ends_with_an_empty_cell() -> None:
    assert cells(table_in("Revenue\t5\t\n")) == [["Revenue", "5", ""]]


def test_an_empty_line_ends_a_table() -> None:
    assert kinds(read_text("a\t1\nb\t2\n\nc\t3\n")) == [("Table", 1), ("Table", 4)]


def test_lines_with_pipes_are_the_rows_of_a_markdown_table() -> None:
    table = table_in("| | 2021 |\n|---|---:|\n| Revenue | 4,700 |\n  | Cash | 5\n")
    assert cells(table) == [[" ", " 2021 "], [" Revenue ", " 4,700 "], [" Cash ", " 5"]]
    assert [cell.place for cell in table.rows[1].cells] == [Place(3, 2), Place(3, 12)]
    assert [cell.place for cell in table.rows[2].cells] == [Place(4, 4), Place(4, 11)]


def test_an_escaped_pipe_does_not_divide_cells() -> None:
    assert cells(table_in("| a \\| b | 5 |\n")) == [[" a \\| b ", " 5 "]]


def test_a_line_with_one_pipe_is_running_text() -> None:
    assert read_text("|5") == (Paragraph("|5", Place(1, 1)),)


def test_titles_above_a_table_belong_to_it_outermost_first_down_from_the_nearest_heading() -> None:
    table = table_in(
        "Far away.\n14 BORROWINGS\nFor the year ended 31 December 2021\nAs at 31 December\nRMB'000\n\nLoans\t5\n"
    )
    assert table.captions == ("14 BORROWINGS", "For the year ended 31 December 2021", "As at 31 December", "RMB'000")


def test_captions_do_not_reach_over_another_table() -> None:
    first, second = [block for block in read_text("TITLE\na\t1\n\nMore:\nb\t2\n") if isinstance(block, Table)]
    assert (first.captions, second.captions) == (("TITLE",), ("More:",))


def test_a_title_in_capitals_among_rows_ends_a_table_where_a_header_follows() -> None:
    blocks = read_text("Cash\t5\n LOANS OWED\t\t\n\t2021\nLoans\t6\n")
    assert kinds(blocks) == [("Table", 1), ("Heading", 2), ("Table", 3)]
    assert blocks[1] == Heading("LOANS OWED", PART, Place(2, 2))
    second = blocks[2]
    assert isinstance(second, Table)
    assert second.captions == ("LOANS OWED",)


def test_a_section_in_capitals_among_rows_stays_a_row_where_data_follow() -> None:
    assert kinds(read_text("Cash\t5\nLIABILITIES\t\nLoans\t6\n")) == [("Table", 1)]


def test_a_numbered_title_with_a_tab_behind_its_number_is_a_heading() -> None:
    assert read_text("14\tBORROWINGS\n") == (Heading("14\tBORROWINGS", NOTE, Place(1, 1)),)


def test_lines_are_counted_as_editors_count_them() -> None:
    blocks = read_text("One.\r\nTwo.\rThree.\n\x0cFour.\x0b still \u2028 four.\nFive.")
    assert [block.place for block in blocks] == [Place(1, 1), Place(2, 1), Place(3, 1), Place(4, 2), Place(5, 1)]


def test_no_text_gives_no_blocks() -> None:
    assert read_text("") == read_text("\n \n\u00a0\n") == ()


def test_a_span_gives_back_its_text_and_place() -> None:
    document = Document("x", "", read_text("It fell by 5%.\n\nCash\t 4,700\n"))
    in_table, in_text = Span(1, 0, 1, 1, 6), Span(0, -1, -1, 11, 12)
    assert (text_at(document, in_table), place_at(document, in_table)) == ("4,700", Place(3, 7))
    assert (text_at(document, in_text), place_at(document, in_text)) == ("5", Place(1, 12))


def test_a_long_line_of_dashes_or_spaces_is_read_at_once() -> None:
    for line in ("-" * 20_000 + "x", " " * 20_000 + "x"):
        (block,) = read_text(line)
        assert isinstance(block, Heading | Paragraph)
        assert block.text.endswith("x")


def test_a_markdown_rule_is_no_block() -> None:
    assert read_text("|---|:--:|\n---\n:-- | --") == ()


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Income statement for the year ended 31 December", TITLE),
        ("Cash at 31 December", None),
        ("As at 31 December", None),
        ("Dividend of 31", None),
    ],
)
def test_a_title_may_end_with_a_day_without_its_year(line: str, level: int | None) -> None:
    assert heading_level(line) == level
