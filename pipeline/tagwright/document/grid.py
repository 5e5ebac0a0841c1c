"""Laying out a grid: cells that span columns and rows become the rows of a table, one cell a column.

Pages and sheets print one amount over several cells: a currency sign, a bracket or a percent mark in a column of its
own, columns of nothing between the amounts, a heading over several of them. Columns of the grid that no row uses
side by side are one column of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tagwright.document.model import Cell, Place, Row

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class GridCell(Generic[S]):
    """A cell as the source has it: where it stands in the grid, how far it reaches, what it prints.

    ``row``, ``column``, ``rows`` and ``columns`` count cells of the grid; ``sources`` is what the format's adapter
    wants to know again of the text: pieces of it with their offsets.
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: Place
    sources: tuple[tuple[int, int, S], ...] = ()

    @property
    def end(self) -> int:
        """The grid column after the last one that the cell covers."""
        return self.column + self.columns


@dataclass(frozen=True, slots=True)
class LaidOut(Generic[S]):
    """The rows of a table; ``sources`` says by row and cell where the text of a cell comes from."""

    rows: tuple[Row, ...]
    sources: dict[tuple[int, int], tuple[tuple[int, int, S], ...]]


_OPENING = re.compile(r"[(\[]?\s*(?:[A-Za-z]{0,3}\\?[$€£¥]|[A-Z]{3})?\s*[(\[]?\s*[-−–]?")
_CLOSING = re.compile(r"\s*[)\]]?\s*%?\s*[)\]]?\s*")
_BEGINS_AMOUNT = re.compile(r"\s*[(\[]?\s*[-−–—]?\s*(?:\d|[-−–—]\s*$|nil\b)", re.IGNORECASE)
_SIGN = re.compile(r"[^\s\-−–—]")
_DIGIT = re.compile(r"\d")


def lay_out(cells: Sequence[GridCell[S]]) -> LaidOut[S]:
    """Bring the cells of a grid into rows with one cell for each column of the table. Empty rows are left out."""
    rows = _joined_rows(cells)
    columns = _columns([row for row in rows if row])
    table: list[Row] = []
    sources: dict[tuple[int, int], tuple[tuple[int, int, S], ...]] = {}
    for row in rows:
        if not row:
            continue
        placed = _placed(row, columns)
        before = row[0].place
        line: list[Cell] = []
        for index in range(len(columns)):
            cell = placed.get(index)
            if cell is None:
                line.append(Cell("", before))
                continue
            before = cell.place
            sources[len(table), index] = cell.sources
            line.append(Cell(cell.text, cell.place, max(1, cell.columns)))
        table.append(Row(tuple(line)))
    return LaidOut(tuple(table), sources)


def _joined_rows(cells: Sequence[GridCell[S]]) -> list[list[GridCell[S]]]:
    """Give the cells that print something, row by row, with signs and brackets joined to their amounts."""
    rows: dict[int, list[GridCell[S]]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [_joined(rows[index]) for index in sorted(rows)]


def _joined(row: Sequence[GridCell[S]]) -> list[GridCell[S]]:
    joined: list[GridCell[S]] = []
    pending: GridCell[S] | None = None
    for position, cell in enumerate(row):
        text = cell.text.strip()
        following = row[position + 1].text if position + 1 < len(row) else ""
        if pending is not None:
            cell = _together(pending, cell)
            pending = None
        elif joined and _CLOSING.fullmatch(text) and _DIGIT.search(joined[-1].text):
            joined[-1] = _together(joined[-1], cell)
            continue
        if (position or cell.column) and _is_sign(text, following):
            pending = cell
            continue
        joined.append(cell)
    return joined


def _is_sign(text: str, following: str) -> bool:
    """Tell a sign before an amount from a dash that stands for nil and from the unit at the head of a column."""
    return bool(_OPENING.fullmatch(text) and _SIGN.search(text) and _BEGINS_AMOUNT.match(following))


def _together(left: GridCell[S], right: GridCell[S]) -> GridCell[S]:
    """Join two cells; it stands where the amount stands."""
    gap = "" if _CLOSING.fullmatch(right.text) or left.text.rstrip().endswith(("(", "[")) else " "
    shift = len(left.text.rstrip() + gap)
    moved = tuple((start + shift, end + shift, source) for start, end, source in right.sources)
    core = right if _DIGIT.search(right.text) else left
    text = left.text.rstrip() + gap + right.text.lstrip()
    return replace(core, text=text, place=left.place, sources=(*left.sources, *moved))


def _columns(rows: Sequence[Sequence[GridCell[S]]]) -> list[tuple[int, int]]:
    """Find the columns of the table: runs of grid columns in which no row prints two cells.

    What a cell covers with padding may belong to the neighbour; where the cells begin decides.
    """
    width = max((cell.end for row in rows for cell in row), default=0)
    columns: list[tuple[int, int]] = []
    start = 0
    for at in range(1, width + 1):
        crowded = any(sum(1 for cell in row if cell.column < at + 1 and cell.end > start) > 1 for row in rows)
        if at == width or crowded:
            columns.append((start, at))
            start = at
    return [span for span in columns if any(_inside(cell, span) for row in rows for cell in row)]


def _inside(cell: GridCell[S], span: tuple[int, int]) -> bool:
    return cell.column < span[1] and cell.end > span[0]


def _placed(row: Sequence[GridCell[S]], columns: Sequence[tuple[int, int]]) -> dict[int, GridCell[S]]:
    """Say which column of the table each cell of a row stands in; ``columns`` of a cell counts those from now on."""
    placed: dict[int, GridCell[S]] = {}
    for cell in row:
        covered = [index for index, span in enumerate(columns) if _inside(cell, span)]
        free = [index for index in covered if index not in placed] or covered
        placed[free[0]] = replace(cell, columns=len(free))
    return placed
