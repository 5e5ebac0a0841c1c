"""Laying out a grid: cells that span columns and rows become the rows of a table, one cell a column.

Pages and sheets print one amount over several cells: a currency sign, a bracket or a percent mark in a column of its
own, columns of nothing between the amounts, a heading over several of them. Columns of the grid that no row uses
side by side are one column of the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from tagwright.document.indentation import COLUMN, depths
from tagwright.document.model import Cell, Place, Row

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class GridCell(Generic[S]):
    """A cell as the source has it: where it stands in the grid, how far it reaches, what it prints.

    ``row``, ``column``, ``rows`` and ``columns`` count cells of the grid; ``sources`` is what the format's adapter
    wants to know again of the text: pieces of it with their offsets. ``indent`` is how far the text stands in from the
    left edge of the cell, in points (None: it is centred, or set to the right).
    """

    row: int
    column: int
    rows: int
    columns: int
    text: str
    place: Place
    sources: tuple[tuple[int, int, S], ...] = ()
    indent: float | None = 0.0

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
_WHOLE_AMOUNT = re.compile(r"\s*[(\[]?\s*[-−–—]?\s*\d[\d.,'’\s]*[)\]]?\s*")
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*")
_MARKER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivx]{1,5})[.)]*|[^\w\s]{1,3}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")


def lay_out(cells: Sequence[GridCell[S]], step: float = COLUMN) -> LaidOut[S]:
    """Bring the cells of a grid into rows with one cell for each column of the table. Empty rows are left out.

    ``step`` is the width of a column of the grid in points, for the depths of rows.
    """
    rows = _joined_rows(cells)
    columns = _columns(rows)
    marked = _is_marker_column(rows, columns)
    depth_of = depths([_offset(row, columns[: 2 if marked else 1], step) for row in rows])
    if marked:
        rows = [_with_marker(row, columns[0]) for row in rows]
        columns = [(columns[0][0], columns[1][1]), *columns[2:]]
    contents = _contents(rows, columns)
    table: list[Row] = []
    sources: dict[tuple[int, int], tuple[tuple[int, int, S], ...]] = {}
    for row, depth in zip(rows, depth_of, strict=True):
        placed = _placed(row, contents)
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
        table.append(Row(tuple(line), depth))
    return LaidOut(tuple(table), sources)


def _offset(row: Sequence[GridCell[S]], columns: Sequence[tuple[int, int]], step: float) -> float | None:
    """Say how far the label of a row stands in, its last cell in the columns of labels; None if that cannot be told."""
    label = next((cell for cell in reversed(row) if cell.column < columns[-1][1]), None)
    return None if label is None or label.indent is None else label.column * step + label.indent


def _joined_rows(cells: Sequence[GridCell[S]]) -> list[list[GridCell[S]]]:
    """Give the cells that print something, row by row, with signs and brackets joined to their amounts."""
    rows: dict[int, list[GridCell[S]]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    labels = min((row[0].column for row in rows.values()), default=0)
    return [_joined(rows[index], labels) for index in sorted(rows)]


def _joined(row: Sequence[GridCell[S]], labels: int) -> list[GridCell[S]]:
    joined: list[GridCell[S]] = []
    pending: GridCell[S] | None = None
    for position, cell in enumerate(row):
        text = cell.text.strip()
        following = row[position + 1].text if position + 1 < len(row) else ""
        if pending is not None:
            cell = _together(pending, cell)
            pending = None
        elif joined and _closes(text, joined[-1].text):
            joined[-1] = _together(joined[-1], cell)
            continue
        if (position or cell.column > labels) and _is_sign(text, following):
            pending = cell
            continue
        joined.append(cell)
    return joined


def _closes(text: str, before: str) -> bool:
    """Tell the bracket that an amount has opened, and a percent mark after an amount, from the head of a column."""
    if not _CLOSING.fullmatch(text) or not _DIGIT.search(before):
        return False
    if re.search(r"[)\]]", text):
        return len(re.findall(r"[(\[]", before)) > len(re.findall(r"[)\]]", before))
    return bool(_WHOLE_AMOUNT.fullmatch(before)) and not _YEAR.fullmatch(before)


def _is_sign(text: str, following: str) -> bool:
    """Tell a sign before an amount from a dash that stands for nil and from the unit at the head of a column."""
    return bool(_OPENING.fullmatch(text) and _SIGN.search(text) and _BEGINS_AMOUNT.match(following))


def _together(left: GridCell[S], right: GridCell[S]) -> GridCell[S]:
    """Join two cells; it stands where the amount stands, and over the column of a sign before it."""
    gap = "" if _CLOSING.fullmatch(right.text) or left.text.rstrip().endswith(("(", "[")) else " "
    shift = len(left.text.rstrip() + gap)
    moved = tuple((start + shift, end + shift, source) for start, end, source in right.sources)
    signed = _DIGIT.search(right.text)
    core = replace(right, column=left.column, columns=right.end - left.column) if signed else left
    text = left.text.rstrip() + gap + right.text.lstrip()
    return replace(core, text=text, place=left.place, sources=(*left.sources, *moved))


def _columns(rows: Sequence[Sequence[GridCell[S]]]) -> list[tuple[int, int]]:
    """Find the columns of the table: runs of grid columns in which no row prints two cells, from left to right."""
    width = max((cell.end for row in rows for cell in row), default=0)
    columns: list[tuple[int, int]] = []
    current = [0] * len(rows)  # by row, its first cell that reaches into the column being found
    start = 0
    while start < width:
        seconds = (row[at + 1].column for row, at in zip(rows, current, strict=True) if at + 1 < len(row))
        end = max(start + 1, min(seconds, default=width))
        columns.append((start, end))
        start = end
        for index, row in enumerate(rows):
            while current[index] + 1 < len(row) and row[current[index]].end <= start:
                current[index] += 1
    return columns


def _inside(cell: GridCell[S], span: tuple[int, int]) -> bool:
    return cell.column < span[1] and cell.end > span[0]


def _is_marker_column(rows: Sequence[Sequence[GridCell[S]]], columns: Sequence[tuple[int, int]]) -> bool:
    """Tell a first column that numbers some of the labels beside it ("1." | "Revenue") from one that says more."""
    if len(columns) < 2 or (len(columns) == 2 and len(rows) > 1):
        return False
    first = [[cell for cell in row if cell.end <= columns[0][1]] for row in rows]
    beside = [any(_inside(cell, columns[1]) and _WORD.search(cell.text) for cell in row) for row in rows]
    marked = [bool(cells) for cells in first]
    lone = all(beside[index] for index, is_marked in enumerate(marked) if is_marked)
    markers = all(_MARKER.fullmatch(cell.text.strip()) for cells in first for cell in cells)
    return any(marked) and lone and markers and (len(rows) == 1 or sum(marked) * 2 <= len(rows))


def _with_marker(row: Sequence[GridCell[S]], first: tuple[int, int]) -> list[GridCell[S]]:
    if row[0].end > first[1] or len(row) < 2:
        return list(row)
    return [replace(_together(row[0], row[1]), column=first[0], columns=row[1].end - first[0]), *row[2:]]


def _contents(rows: Sequence[Sequence[GridCell[S]]], columns: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the part of each column in which cells of it alone stand: what is left and right of it is padding."""
    starts = [start for start, _ in columns]
    contents: dict[int, tuple[int, int]] = {}
    for cell in (cell for row in rows for cell in row):
        index = bisect_right(starts, cell.column) - 1
        if cell.end <= columns[index][1]:
            start, end = contents.get(index, (cell.column, cell.end))
            contents[index] = min(start, cell.column), max(end, cell.end)
    return [contents.get(index, span) for index, span in enumerate(columns)]


def _placed(row: Sequence[GridCell[S]], contents: Sequence[tuple[int, int]]) -> dict[int, GridCell[S]]:
    """Say which column of the table each cell of a row stands in; ``columns`` of a cell counts those from now on."""
    starts, ends = [start for start, _ in contents], [end for _, end in contents]
    placed: dict[int, GridCell[S]] = {}
    for cell in row:
        first, last = bisect_right(ends, cell.column), bisect_left(starts, cell.end)
        while first in placed and first + 1 < last:
            first += 1
        index, own = min(first, len(contents) - 1), replace(cell, columns=max(1, last - first))
        placed[index] = _together(placed[index], own) if index in placed else own
    return placed
