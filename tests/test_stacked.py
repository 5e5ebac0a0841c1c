"""Rows whose cells hold a line for each of several labels, in the formats that have lines inside of cells."""

from __future__ import annotations

import io

import docx
import pytest

from pages import elements_at, reading_of, table_of
from tagwright.document.html_source import name_of
from tagwright.document.model import Span, Table
from tagwright.document.word import read

LABELS, AMOUNTS = ("Revenue", "Cost of sales"), ("1,000", "(800)")


def html(*cells: str) -> list[list[str]]:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    return table_of(f"<table><tr><td></td><td>2021</td></tr><tr>{row}</tr></table>")


def test_lines_of_a_cell_beside_as_many_amounts_are_rows() -> None:
    rows = [["", "2021"], ["Revenue", "1,000"], ["Cost of sales", "(800)"]]
    assert html("<br>".join(LABELS), "<br>".join(AMOUNTS)) == rows
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 1).text, table.cell(1, 0).text, table.cell(1, 1).text = "2021", "\n".join(LABELS), "\n".join(AMOUNTS)
    out = io.BytesIO()
    document.save(out)
    (block,) = (block for block in read(out.getvalue(), "r.docx").blocks if isinstance(block, Table))
    assert [[cell.text for cell in row.cells] for row in block.rows] == rows


@pytest.mark.parametrize(
    ("label", "amount", "row"),
    [
        ("Share of losses<br>of associates", "5", ["Share of losses of associates", "5"]),
        ("Revenue<br>Cost of sales", "5<br>note 6", ["Revenue Cost of sales", "5 note 6"]),
        ("Revenue<br>(7)", "5<br>6", ["Revenue (7)", "5 6"]),
    ],
)
def test_other_lines_of_a_cell_are_one_text(label: str, amount: str, row: list[str]) -> None:
    assert html(label, amount)[1] == row


def test_the_element_of_each_line_is_known() -> None:
    cells = "<td>Revenue<br/>Cost</td><td>1<br/><b>2</b></td>"
    reading = reading_of(f"<table><tr><td></td><td>2021</td></tr><tr>{cells}</tr></table>")
    assert [name_of(element)[1] for element in elements_at(reading, Span(0, 2, 1, 0, 1))] == ["b"]
