"""Two tables that stand side by side in one grid, each with labels of its own: a balance sheet in two halves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tagwright.document.spanned import GridCell, S

_AMOUNT = re.compile(r"[A-Za-z]{0,3}\\?[$€£¥]?\s?[(\[]?\s*[-−–—]?\s*(?:\d[\d.,'’\s]*)?[)\]]?\s*%?")
_LABEL = re.compile(r".*[^\W\d_]{2}")
_CODE = re.compile(r"\W*[A-Z]{1,3}\W*(?:\s?['’]?0{3})?\W*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FEWEST_ROWS = 2


def side_by_side(cells: Sequence[GridCell[S]]) -> list[list[GridCell[S]]]:
    """Cut a grid where a second table begins: at a column of labels, with amounts and the same years on both sides.

    A column of words between amounts may be anything (where a company is, how a value is measured); only under a
    header that says the same years again right of it does it hold labels.
    """
    rows: dict[int, list[GridCell[S]]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for column in sorted({cell.column for row in rows.values() for cell in row[1:] if _is_label(cell)}):
        if _begins_table(list(rows.values()), column):
            left = [cell for cell in cells if cell.column < column]
            return [left, *side_by_side([cell for cell in cells if cell.column >= column])]
    return [list(cells)]


def _begins_table(rows: Sequence[Sequence[GridCell[S]]], column: int) -> bool:
    left = [[cell for cell in row if cell.column < column] for row in rows]
    right = [[cell for cell in row if cell.column >= column] for row in rows]
    if any(cell.end > column for row, beside in zip(left, right, strict=True) if beside for cell in row):
        return False  # a cell that reaches over both, beside another one
    labels = [_label_of(row) for row in left], [_label_of(row) for row in right]
    if any(len({cell.text for cell in found if cell}) < _FEWEST_ROWS for found in labels):
        return False
    if any(cell is not None and cell.column != column for cell in labels[1]):
        return False
    years = _years(left, labels[0]), _years(right, labels[1])
    return bool(years[0]) and years[0] == years[1]


def _label_of(row: Sequence[GridCell[S]]) -> GridCell[S] | None:
    """Give the label of a row that prints an amount right beside it, but for signs and marks."""
    label = next((cell for cell in row if _is_label(cell)), None)
    beside = row[row.index(label) + 1 :] if label else []
    return label if any(_is_amount(cell) and not _YEAR.search(cell.text) for cell in beside) else None


def _is_label(cell: GridCell[S]) -> bool:
    text = cell.text.strip()
    return bool(_LABEL.match(text)) and not _CODE.fullmatch(text) and not _is_amount(cell)


def _is_amount(cell: GridCell[S]) -> bool:
    return bool(_AMOUNT.fullmatch(cell.text.strip()))


def _years(rows: Sequence[Sequence[GridCell[S]]], labels: Sequence[GridCell[S] | None]) -> list[str]:
    """Give the years that head the columns of a table, from left to right; titles above it say none of them."""
    first = next((at for at, label in enumerate(labels) if label), 0)
    return next((found for row in reversed(rows[:first]) if (found := list(_heads(row)))), [])


def _heads(row: Sequence[GridCell[S]]) -> Iterator[str]:
    return (found[-1] for cell in row if (found := _YEAR.findall(cell.text)))
