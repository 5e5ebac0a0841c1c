"""Tables among printed lines: lines whose fragments stand apart, row below row, become cells of a grid.

A line may be one of a PDF page or of text that is set with spaces; what tells a table is where its fragments stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from statistics import median

from tagwright.document.model import Place
from tagwright.document.printed import Fragment, Line
from tagwright.document.printed_cells import prints_amounts, with_parted_amounts
from tagwright.document.printed_heads import is_amount, is_number, with_heads_over_columns
from tagwright.document.printed_labels import ends_label, is_label_around, with_whole_labels
from tagwright.document.section_lines import is_section_label
from tagwright.document.spanned import GridCell
from tagwright.document.torn_amounts import with_torn_amounts

PlaceOf = Callable[[int, int, Fragment], Place]
"""Gives the place of a fragment: of which line (from 0), after how many characters of it (from 1)."""

_FINENESS = 4
GRID_STEP = 1 / _FINENESS
"""Columns of the grid for each point across the page, and points for each column."""
_MARKER = re.compile(r"\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]|[•●▪■◦–-]|\d{1,2}\.?")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|['’]?000\b")
_FEWEST_ROWS, _FEWEST_AMOUNTS = 2, 2
_LONGEST_HEAD = 40
"""Lines, the first of a table, one of which prints an amount."""
_FAR, _VERY_FAR = 3.5, 4.0
"""Gaps between lines, in heights of a line, beyond which a label, and a row of cells, belong to the table no more."""
_SAME_CELL, _SAME_TABLE = 0.6, 1.5
"""Gaps between lines, in heights of a line, up to which a line above a table is of its header."""


class PrintedLines:
    """The lines of a page from top to bottom; their places are given by ``place_of``."""

    def __init__(self, lines: Sequence[Line], place_of: PlaceOf) -> None:
        self._lines, self._place_of = lines, place_of
        self._boxes = [line.box for line in lines]
        self._height = max(1.0, median(box.height for box in self._boxes)) if lines else 1.0
        self._has_cells = [_has_cells(line) for line in lines]
        self._amounts = [sum(1 for piece in line.fragments[1:] if _prints_amounts(piece)) for line in lines]

    def region(self, body: Sequence[int], position: int, text: Sequence[int]) -> list[int]:
        """Give the lines of the table that begins at a line, with those of its header above it; none if none does.

        ``body`` are the lines of the page that count, ``position`` says which of them it is, ``text`` are the lines
        right above that belong to no table.
        """
        if not self._has_cells[body[position]]:
            return []
        region = [body[position]]
        loose: list[int] = []
        values = self._values(region)
        amounts = 0
        for at, n in enumerate(islice(body, position + 1, None), start=position + 2):
            box, last = self._boxes[n], self._boxes[(loose or region)[-1]]
            gap = (last.bottom - box.top) / self._height
            if self._has_cells[n]:
                if gap > _VERY_FAR or (len(region) > _LONGEST_HEAD and not amounts):
                    break
                region += [*loose, n]
                amounts += self._amounts[n]
                loose, values = [], min(values, self._values([n]))
            elif gap > _FAR or (
                box.left < values and box.right > values + self._height and not self._heads_row(n, body[at:], region)
            ):
                break
            else:
                loose.append(n)
        end = region[-1]
        while region and not self._amounts[region[-1]]:
            region.pop()  # names and offices of those who signed, not a row
        rows = sum(self._has_cells[n] for n in region)
        if rows < _FEWEST_ROWS or sum(self._amounts[n] for n in region) < _FEWEST_AMOUNTS:
            return []
        below = [self._lines[n].fragments for n in loose] if region[-1] == end else []
        if below:
            row = self._lines[end].fragments
            above = [fragment for n in region[-2:-1] for fragment in self._lines[n].fragments]
            around = is_label_around(above, row, below[0], values, self._height)
            region += loose[: 1 if around else ends_label(row, below, self._height)]
            region += self._totals(loose[len(region) - 1 - region.index(end) :], region)
        return [*self._heads(region, text), *region]

    def _heads_row(self, line: int, below: Sequence[int], region: Sequence[int]) -> bool:
        """Tell the heading of rows, however long, from a title or text: a row in the columns of the table follows."""
        if not below or not self._has_cells[below[0]] or not is_section_label(self._lines[line].text):
            return False
        ends = self._ends(region)
        amounts = [piece for piece in self._lines[below[0]].fragments[1:] if is_amount(piece.text)]
        near = self._boxes[line].bottom - self._boxes[below[0]].top < _SAME_CELL * self._height
        return near and bool(amounts) and all(self._stands_in(piece, ends) for piece in amounts)

    def _totals(self, below: Sequence[int], region: Sequence[int]) -> Iterator[int]:
        """Give the lines right below a table that print an amount alone, in one of its columns."""
        last = region[-1]
        ends = self._ends(region)
        for n in below:
            piece = self._lines[n].fragments[0]
            near = self._boxes[last].bottom - self._boxes[n].top < self._height
            if not near or not is_amount(piece.text) or not self._stands_in(piece, ends):
                return
            yield n
            last = n

    def _ends(self, region: Sequence[int]) -> list[float]:
        """Say where the amounts of a table end."""
        return [piece.box.right for n in region for piece in self._lines[n].fragments[1:] if is_amount(piece.text)]

    def _stands_in(self, piece: Fragment, ends: Sequence[float]) -> bool:
        return any(abs(piece.box.right - end) < self._height / 2 for end in ends)

    def cells(self, region: Sequence[int]) -> Iterator[GridCell[None]]:
        """Give the cells of a table: where its lines print its fragments, with labels of two lines joined."""
        parted = with_parted_amounts({n: self._lines[n].fragments for n in region})
        lines = with_heads_over_columns(with_torn_amounts(parted, self._height))
        values = min(f.left for fragments in lines.values() for n, f in enumerate(fragments) if n or f.over)
        for n, fragments in with_whole_labels(lines, values, self._height).items():
            position = 1
            for fragment in fragments:
                left, right = round(fragment.left * _FINENESS), round(fragment.right * _FINENESS)
                yield GridCell(n, left, 1, max(1, right - left), fragment.text, self._place_of(n, position, fragment))
                position += len(fragment.text) + 1

    def _values(self, region: Sequence[int]) -> float:
        """Say how far from the left the first column of values begins."""
        return min(fragment.box.left for n in region for fragment in self._lines[n].fragments[1:])

    def _heads(self, region: Sequence[int], text: Sequence[int]) -> list[int]:
        """Give the lines right above a table that stand over its values alone, and the labels between them and it.

        They are the first rows of its header; of one column of values no line of the header has two parts.
        """
        labels, values = min(self._lines[n].box.left for n in region), self._values(region)
        rights = (self._lines[n].fragments[0].box.right for n in region)
        words = max((right for right in rights if right < values), default=values)
        heads: list[int] = []
        sections: list[int] = []
        below = self._lines[region[0]]
        for n in reversed(text):
            line = self._lines[n]
            gap = (line.box.bottom - below.box.top) / self._height
            beside = words if gap < _SAME_CELL else values - 4 * self._height
            if gap >= _SAME_TABLE:
                break
            below = line
            if line.box.left >= max(labels + 3 * self._height, beside):
                if sections and not _DATED.search(line.text):
                    break
                heads, sections = [n, *sections, *heads], []
            elif heads or line.box.right >= values or not is_section_label(line.text):
                break
            else:
                sections.insert(0, n)
        return heads


def _prints_amounts(piece: Fragment) -> bool:
    return is_number(piece.text) or prints_amounts(piece)


def _has_cells(line: Line) -> bool:
    """Tell a line of several fragments from one whose first is but the number of an item."""
    if len(line.fragments) < 2:
        return False
    first, *others = line.fragments
    return len(others) > 1 or not _MARKER.fullmatch(first.text) or is_number(others[0].text)
