"""Text set with spaces: tables by where their parts stand, each part at its place, and all else line by line."""

from __future__ import annotations

from datetime import date

from tagwright.document.model import Document, Heading, Paragraph, Place, Table
from tagwright.document.text import read_text
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Kind

INCOME = """\
                CONSOLIDATED INCOME STATEMENT
          For the year ended 31 December 2023

                                  Note        2023        2022
                                            EUR'000     EUR'000

Revenue                              4      120,340     110,210
Cost of sales                               (80,200)    (71,100)
                                           --------    --------
Gross profit                                 40,140      39,110
Impairment of assets (note
12)                                  5            -      (1,000)
                                           ========    ========

The group sold more in 2023 than it did in 2022.
"""


def table_in(text: str) -> Table:
    (table,) = [block for block in read_text(text) if isinstance(block, Table)]
    return table


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table_in(text).rows]


def test_parts_that_stand_below_each_other_are_the_cells_of_a_table() -> None:
    assert cells(INCOME) == [
        ["", "Note", "2023", "2022"],
        ["", "", "EUR'000", "EUR'000"],
        ["Revenue", "4", "120,340", "110,210"],
        ["Cost of sales", "", "(80,200)", "(71,100)"],
        ["Gross profit", "", "40,140", "39,110"],
        ["Impairment of assets (note 12)", "5", "-", "(1,000)"],
    ]


def test_a_cell_stands_where_the_file_prints_it() -> None:
    table = table_in(INCOME)
    assert table.rows[2].cells[0].place == Place(7, 1)
    assert table.rows[2].cells[3].place == Place(7, 57)
    assert INCOME.splitlines()[6][56:] == "110,210"


def test_titles_stand_above_the_table_and_text_below_it() -> None:
    blocks = read_text(INCOME)
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "CONSOLIDATED INCOME STATEMENT",
        "For the year ended 31 December 2023",
    ]
    assert blocks[-1] == Paragraph("The group sold more in 2023 than it did in 2022.", Place(15, 1))


def test_the_figures_are_those_of_the_same_table_with_tabs() -> None:
    tabbed = "\n".join("\t".join(row) for row in cells(INCOME))
    tabbed = f"CONSOLIDATED INCOME STATEMENT\nFor the year ended 31 December 2023\n\n{tabbed}\n"
    year = Duration(date(2023, 1, 1), date(2023, 12, 31))

    def figures(text: str) -> list[tuple[object, ...]]:
        read = extract(Document("a", "", read_text(text)), Vocabulary.of(()), year, "EUR").figures
        return [
            (figure.row_path, figure.period, figure.unit, figure.value, figure.doubt)
            for figure in read
            if figure.kind in (Kind.AMOUNT, Kind.NIL)
        ]

    assert figures(INCOME) == figures(tabbed)
    assert len(figures(INCOME)) == 8


def test_a_title_of_the_next_table_is_none_of_its_rows() -> None:
    position = INCOME.replace("INCOME STATEMENT", "BALANCE SHEET").replace("For the year ended", "As at")
    blocks = read_text(INCOME.partition("\nThe group")[0] + position)
    assert [block.text for block in blocks if isinstance(block, Heading)][2:] == [
        "CONSOLIDATED BALANCE SHEET",
        "As at 31 December 2023",
    ]


def test_a_caption_below_a_long_title_is_no_part_of_it() -> None:
    text = INCOME.replace("                CONSOLIDATED INCOME", "CONSOLIDATED AND COMBINED INCOME").replace(
        "          For the", "For the"
    )
    headings = [block.text for block in read_text(text * 2) if isinstance(block, Heading)]
    assert headings == ["CONSOLIDATED AND COMBINED INCOME STATEMENT", "For the year ended 31 December 2023"] * 2


def test_a_leader_of_dots_parts_a_label_from_its_amounts() -> None:
    dotted = (
        "                     2023      2022\nRevenue ........   1,200     1,100\nCosts ..........    (800)     (700)\n"
    )
    assert cells(dotted)[1:] == [["Revenue", "1,200", "1,100"], ["Costs", "(800)", "(700)"]]


def test_ideographs_take_two_columns() -> None:
    text = "              2023      2022\n收入         1,200     1,100\nCosts         (800)     (700)\n"
    assert cells(text)[1:] == [["收入", "1,200", "1,100"], ["Costs", "(800)", "(700)"]]
    assert table_in(text).rows[1].cells[1].place == Place(2, 12)


def test_what_the_margin_says_on_each_page_is_none_of_a_table() -> None:
    lines = [f"      {line}" for line in INCOME.splitlines()]
    lines[7:7] = ["For own use only"]
    text = "\n".join([*lines, "For own use only", "      Text.", "For own use only"])
    assert cells(text) == cells(INCOME)
    assert Paragraph("For own use only", Place(8, 1)) in read_text(text)


def test_heads_and_feet_of_pages_are_no_titles() -> None:
    pages = [f"EXAMPLE HOLDINGS\n\n{INCOME}\n\nPage {number} of 4\n" for number in range(1, 5)]
    blocks = read_text("\f".join(pages))
    assert sum(isinstance(block, Table) for block in blocks) == 4
    assert "EXAMPLE HOLDINGS" not in [block.text for block in blocks if isinstance(block, Heading)]
    assert [b.text for b in blocks if isinstance(b, Paragraph) and b.text.startswith("Page")] == [
        f"Page {number} of 4" for number in range(1, 5)
    ]


def test_prose_with_wide_spaces_is_no_table() -> None:
    prose = "The group  sold more  in 2023\nthan in  2022, and  it spent\nless   than  it  had.\n"
    assert not [block for block in read_text(prose) if isinstance(block, Table)]


def test_names_of_those_who_signed_are_no_rows_of_the_table_above() -> None:
    signed = INCOME.replace("The group sold", '"J. Smith"    Director       "A. Jones"    Director\n\nThe group sold')
    assert cells(signed) == cells(INCOME)
    assert any(isinstance(block, Paragraph) and "J. Smith" in block.text for block in read_text(signed))
