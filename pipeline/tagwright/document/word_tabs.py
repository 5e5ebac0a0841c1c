"""Tables of Word that are none: lines whose amounts stand at tab stops.

Which column an amount stands in is read from the tab stop that its tab leads to. Where lines set no stops of their own,
as many tabs are typed as the label leaves room for: there several tabs are one, and all lines must print as many cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tagwright.document.model import Place
from tagwright.document.spanned import GridCell

_AMOUNT = re.compile(r"[A-Za-z]{0,3}[$€£¥]?\s?[(\[]?[-−–]?\s?\d[\d.,'’\s]*[)\]]?\s?%?\W?|[-−–—]|nil", re.IGNORECASE)
_ITEM = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,5})?\W*")
_LONGEST_LABEL = 160
"""Characters. A longer line without a tab, or one that ends as a sentence does, stands in no table."""
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text with its tabs, where it stands, its level if it is a heading, its tab stops.

    ``stops`` are the places of its tab stops in twentieths of a point from the left; ``indent`` is how far it stands
    in, in points (None: it is centred, or set to the right).
    """

    text: str
    place: Place
    level: int | None
    stops: tuple[int, ...]
    indent: float | None = 0.0

    @property
    def is_row(self) -> bool:
        """Whether tabs part it into cells, the first of which is not but the number of an item."""
        first, *others = self.text.split("\t")
        filled = [text for text in others if text.strip()]
        lone = len(filled) == 1 and bool(_ITEM.fullmatch(first)) and first.strip() and not _is_amount(filled[0])
        return self.level is None and bool(filled) and not lone

    @property
    def prints_amounts(self) -> bool:
        """Whether a cell behind its label prints an amount."""
        return self.is_row and any(_is_amount(text) for text in self.text.split("\t")[1:])

    @property
    def may_stand_between(self) -> bool:
        """Whether it may be the heading of rows, or the beginning of a label that goes on in the next line."""
        text = self.text.strip()
        return self.level is None and len(text) < _LONGEST_LABEL and not text.endswith((".", ";", "?", "!"))


def _is_amount(text: str) -> bool:
    return bool(_AMOUNT.fullmatch(text.strip()))


def tables_among(lines: Sequence[Line]) -> Iterator[Line | list[GridCell[None]]]:
    """Give lines in their order, those that make a table together as the cells of a grid."""
    position = 0
    while position < len(lines):
        end = _end_of_table(lines, position)
        cells = _cells(lines[position:end]) if end > position else []
        if cells:
            yield cells
        else:
            yield from lines[position : max(end, position + 1)]
        position = max(end, position + 1)


def _end_of_table(lines: Sequence[Line], first: int) -> int:
    """Give the line after the last row of the table that begins at a line; that line itself where none begins."""
    end = first
    if not lines[first].is_row:
        return end
    for position in range(first, len(lines)):
        if lines[position].is_row:
            end = position + 1
        elif not lines[position].may_stand_between:
            break
    rows = sum(1 for line in lines[first:end] if line.prints_amounts)
    return end if rows >= _FEWEST_ROWS else first


def _cells(lines: Sequence[Line]) -> list[GridCell[None]]:
    """Lay lines out in a grid; nothing where it cannot be told which column a cell stands in."""
    rows = [line.text.split("\t") for line in lines]
    stopped = all(len(row) <= len(line.stops) + 1 for row, line in zip(rows, lines, strict=True))
    columns = _by_stops(rows, lines) if stopped else _by_number(rows)
    if columns is None:
        return []
    return [
        GridCell(number, column, 1, 1, text.strip(), Place(line.place.line, start, line.place.at), indent=line.indent)
        for number, (line, row, placed) in enumerate(zip(lines, rows, columns, strict=True))
        for text, column, start in zip(row, placed, _starts(row), strict=True)
        if text.strip()
    ]


def _starts(row: Sequence[str]) -> Iterator[int]:
    position = 1
    for text in row:
        yield position
        position += len(text) + 1


def _by_stops(rows: Sequence[Sequence[str]], lines: Sequence[Line]) -> list[list[int]] | None:
    """Give the columns of cells by the stops of most lines, to which those of the others must be near."""
    usual = Counter(line.stops for line in lines if line.prints_amounts).most_common(1)[0][0]
    apart = min((b - a for a, b in pairwise(usual)), default=0)
    placed = []
    for row, line in zip(rows, lines, strict=True):
        columns = [0]
        for stop in line.stops[: len(row) - 1]:
            near = min(range(len(usual)), key=lambda n: abs(usual[n] - stop))
            if stop != usual[near] and abs(usual[near] - stop) * 2 >= apart:
                return None
            columns.append(near + 1)
        if len(set(columns)) < len(columns):
            return None
        placed.append(columns)
    return placed


def _by_number(rows: Sequence[Sequence[str]]) -> list[list[int]] | None:
    """Give the columns of cells by their number, where each row prints all of them or its label alone."""
    filled = [[text for text in row[1:] if text.strip()] for row in rows]
    width = max(map(len, filled))
    if any(cells and len(cells) != width for cells in filled):
        return None
    columns = []
    for row in rows:
        count = 0
        placed = [0]
        for text in row[1:]:
            count += bool(text.strip())
            placed.append(count)
        columns.append(placed)
    return columns
