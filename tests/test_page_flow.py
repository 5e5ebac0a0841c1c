"""Tables, rows and labels that the end of a page cuts are put together, whatever stands between the two parts."""

from __future__ import annotations

import pytest

from pdfs import Said, pdf_of
from tagwright.document import pdf
from tagwright.document.model import Block, Table

HEAD: list[Said] = [(60, 740, "INCOME STATEMENT"), (400, 720, "2021"), (500, 720, "2020")]


def row(y: float, label: str, *values: str) -> list[Said]:
    return [(60, y, label), *((400 + 100.0 * n, y, value) for n, value in enumerate(values))]


FIRST = [*HEAD, *row(700, "Revenue", "4,700", "3,446"), *row(688, "Tax", "1,111", "2,222")]
SECOND = [*row(700, "Cash", "5,555", "6,666"), *row(688, "Debt", "7,777", "8,888")]


def read(*pages: list[Said]) -> tuple[Block, ...]:
    return pdf.read(pdf_of(*pages), "r.pdf").blocks


def tables_of(blocks: tuple[Block, ...]) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in block.rows] for block in blocks if isinstance(block, Table)]


def kinds_of(blocks: tuple[Block, ...]) -> list[str]:
    return ["" if isinstance(block, Table) else block.text for block in blocks]


def test_running_heads_and_feet_part_no_table() -> None:
    others: list[list[Said]] = [[(60, 780, "Example Limited"), (300, 20, str(n)), (60, 500, "Text.")] for n in (1, 2)]
    here = [[(60, 780, "Example Limited"), (300, 20, str(n))] for n in (3, 4)]
    blocks = read(*others, [*here[0], *FIRST], [*here[1], *SECOND])
    assert kinds_of(blocks)[-6:] == ["INCOME STATEMENT", "", "", "3", "Example Limited", "4"]
    assert [block.captions for block in blocks if isinstance(block, Table)] == [("INCOME STATEMENT",), ()]


@pytest.mark.parametrize(
    "between",
    [(60, 740, "INCOME STATEMENT (continued)"), (60, 740, "Income statement"), (60, 80, "* Restated, see note 3.")],
)
def test_the_title_again_and_a_footnote_part_no_table(between: Said) -> None:
    first, second = ([*FIRST, between], SECOND) if between[1] < 100 else (FIRST, [between, *SECOND])
    assert kinds_of(read(first, second)) == ["INCOME STATEMENT", "", "", between[2]]


def test_another_title_or_other_columns_begin_another_table() -> None:
    assert kinds_of(read(FIRST, [(60, 740, "Segments"), *SECOND])) == ["INCOME STATEMENT", "", "Segments", ""]
    moved: list[Said] = [(x - 60 if x == 500 else x, y, text) for x, y, text, *_ in SECOND]
    note: Said = (60, 80, "* Restated.")
    assert kinds_of(read([*FIRST, note], moved)) == ["INCOME STATEMENT", "", "* Restated.", ""]


@pytest.mark.parametrize("header", [[], HEAD[1:]], ids=["without header", "with header"])
def test_a_label_that_the_page_cuts_is_one_label(header: list[Said]) -> None:
    begun = [*FIRST, *row(676, "Share of results of")]
    _, second = tables_of(read(begun, [*header, *row(710, "Joint Ventures", "1,234", "4,321"), *SECOND]))
    assert second[-3:-1] == [["Share of results of Joint Ventures", "1,234", "4,321"], ["Cash", "5,555", "6,666"]]
    assert len(second) == 3 + bool(header)


def test_a_label_whose_second_line_stands_on_the_next_page_is_one_label() -> None:
    begun = [*FIRST, *row(676, "Share of results of", "1,234", "4,321")]
    first, second = tables_of(read(begun, [(60, 712, "Joint Ventures"), *SECOND]))
    assert first[-1] == ["Share of results of Joint Ventures", "1,234", "4,321"]
    assert second[0] == ["Cash", "5,555", "6,666"]


def test_a_heading_at_the_foot_is_no_part_of_a_label_that_begins_on_the_next_page() -> None:
    wrapped = [(60, 712, "Exchange differences"), *row(700, "on translation", "5,555", "6,666"), *SECOND[3:]]
    _, second = tables_of(read([*FIRST, *row(676, "Current assets")], [*HEAD[1:], *wrapped]))  # type: ignore[list-item]
    assert [row[0] for row in second] == ["", "Exchange differences on translation", "Debt"]


def test_a_heading_at_the_foot_of_a_page_heads_the_rows_of_the_next_one() -> None:
    _, second = tables_of(read([*FIRST, *row(676, "Current assets")], SECOND))
    assert second[:2] == [["Current assets", "", ""], ["Cash", "5,555", "6,666"]]
