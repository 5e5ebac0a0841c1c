"""Labels that stand alone in a tabbed table are sections of it, unless they may be the title of another one."""

from __future__ import annotations

import pytest

from tagwright.document.model import Table
from tagwright.document.text import read_text

POSITION = "\n".join(
    (
        "STATEMENT OF FINANCIAL POSITION",
        "",
        "\t2023\t2022",
        "\tEUR'000\tEUR'000",
        "ASSETS",
        "Non-current assets",
        "Equipment\t40\t35",
        "Total non-current assets\t40\t35",
        "Current assets",
        "Inventories\t12\t10",
    )
)


def tables(text: str) -> list[list[str]]:
    return [[row.cells[0].text for row in block.rows] for block in read_text(text) if isinstance(block, Table)]


def test_a_line_between_rows_is_a_row_of_their_table() -> None:
    labels = ["", "", "ASSETS", "Non-current assets", "Equipment", "Total non-current assets", "Current assets"]
    assert tables(POSITION) == [[*labels, "Inventories"]]


def test_blank_lines_around_the_sections_of_a_statement_do_not_part_it() -> None:
    apart = POSITION.replace("\nCurrent assets\n", "\n\nCurrent assets\n\n").replace("\nASSETS\n", "\n\nASSETS\n\n")
    assert tables(apart) == tables(POSITION)


def test_blank_lines_around_a_title_part_tables_that_are_no_statement() -> None:
    note = POSITION.replace("STATEMENT OF FINANCIAL POSITION", "7 INVENTORIES")
    assert len(tables(note.replace("\nCurrent assets\n", "\n\nBy place\n\n"))) == 2


@pytest.mark.parametrize(
    "title",
    [
        "CONSOLIDATED STATEMENT OF CASH FLOWS",
        "8. Borrowings",
        "As at 31 December 2023",
        "(a) Ageing",
        "The amounts below are those of the parent alone.",
        "Restated in 2023",
    ],
)
def test_a_title_or_a_sentence_between_rows_parts_them(title: str) -> None:
    assert len(tables(POSITION.replace("\nCurrent assets\n", f"\n{title}\n"))) == 2


def test_a_title_above_another_header_parts_two_tables() -> None:
    assert len(tables(f"{POSITION}\nInventories by place\n\t2023\t2022\nHome\t8\t7\n")) == 2


def test_a_blank_line_and_another_number_of_columns_part_two_tables() -> None:
    assert (
        len(tables(POSITION.replace("\nCurrent assets\nInventories\t12", "\n\nMovements\n\nInventories\t12\t13"))) == 2
    )


def test_lines_between_rows_of_words_are_no_labels() -> None:
    assert len(tables("Name\tOffice\nBoard members\nA. Smith\tChair")) == 2
