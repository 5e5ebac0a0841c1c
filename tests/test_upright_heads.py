"""Headings of columns that are set upwards or downwards."""

from __future__ import annotations

import pytest

from pdfs import Shown, pdf_of
from tagwright.document.model import Paragraph, Table
from tagwright.document.pdf import read

VALUES = (300, 360, 420)


def _amounts(y: float, label: str, *amounts: str) -> list[Shown]:
    return [(50.0, y, label), *((x, y, amount) for x, amount in zip(map(float, VALUES), amounts, strict=True))]


def _set(matrix: str, x: float, y: float, text: str) -> bytes:
    return f"BT /F 10 Tf {matrix} {x} {y} Tm ({text}) Tj ET".encode()


def _up(x: float, y: float, text: str) -> bytes:
    return _set("0 1 -1 0", x, y, text)


def _down(x: float, y: float, text: str) -> bytes:
    return _set("0 -1 1 0", x, y, text)


ROWS = [*_amounts(640, "Balance at 1 January", "1", "2", "3"), *_amounts(625, "Profit for the year", "40", "50", "90")]
UPWARDS = [_up(308, 660, "Share capital"), _up(362, 660, "Retained"), _up(374, 660, "earnings"), _up(428, 660, "Total")]
DOWNWARDS = [
    _down(302, 740, "Share capital"),
    _down(372, 740, "Retained"),
    _down(360, 740, "earnings"),
    _down(422, 740, "Total"),
]


def _texts(content: list[Shown]) -> tuple[list[list[str]], list[str]]:
    blocks = read(pdf_of([(50.0, 780.0, "STATEMENT OF CHANGES IN EQUITY"), *content]), "a.pdf").blocks
    tables = [[c.text for c in row.cells] for block in blocks if isinstance(block, Table) for row in block.rows]
    return tables, [block.text for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("heads", [UPWARDS, DOWNWARDS])
def test_headings_that_are_set_sideways_stand_over_their_columns_with_their_lines_in_the_order_of_reading(
    heads: list[bytes],
) -> None:
    rows, paragraphs = _texts([*ROWS, *heads])
    assert rows == [
        ["", "Share capital", "Retained earnings", "Total"],
        ["Balance at 1 January", "1", "2", "3"],
        ["Profit for the year", "40", "50", "90"],
    ]
    assert paragraphs == []


def test_a_line_in_the_margin_heads_no_column() -> None:
    rows, paragraphs = _texts([*ROWS, _up(20, 630, "For personal use only")])
    assert rows[0] == ["Balance at 1 January", "1", "2", "3"]
    assert paragraphs == ["For personal use only"]


def test_turned_lines_that_the_text_crosses_head_no_column() -> None:
    across: list[Shown] = [(250.0, 690.0, "A line of text that runs right across all of these")]
    rows, paragraphs = _texts([*ROWS, *across, *UPWARDS])
    assert rows[0] == ["Balance at 1 January", "1", "2", "3"]
    assert "Share capital" in paragraphs


def test_a_line_without_height_that_a_damaged_matrix_sets_is_no_heading() -> None:
    flat = b"BT /F 10 Tf 0 0 -1 0 300 500 Tm (Group) Tj ET"
    assert (
        _texts([*_amounts(480, "Cash", "1", "2", "3"), *_amounts(468, "Debt", "4", "5", "6"), flat])[0][-1][0] == "Debt"
    )
