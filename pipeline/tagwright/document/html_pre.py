"""Text that a page sets as it was typed (<pre>): its lines and spaces make tables, as in a text file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tagwright.document.html_text import SPACE, Piece, Text
from tagwright.document.model import Block, Place, Table
from tagwright.document.raised import raised
from tagwright.document.text import read_text

_LINE_END = re.compile(r"\r\n|\r|\n")

Pieces = Mapping[tuple[int, int], tuple[Piece, ...]]


def typed_blocks(found: Text, place: Place) -> Iterator[tuple[Block, Pieces]]:
    """Give the blocks of typed text with the pieces of each, by row and cell; nothing where it holds no table.

    ``place`` is where it begins; the pieces of a text outside of tables are those of row and cell -1.
    """
    text = "".join(raised(raw.text) if raw.raised else raw.text for raw in found.raws)
    blocks = read_text(text)
    if not any(isinstance(block, Table) for block in blocks):
        return
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def pieces(said: str, at: Place) -> tuple[Piece, ...]:
        start = starts[at.line - 1] + at.column - 1
        return tuple(_pieces(found, start, said)) if text.startswith(said, start) else ()

    def moved(at: Place) -> Place:
        return Place(place.line + at.line - 1, at.column)

    for block in blocks:
        if not isinstance(block, Table):
            yield replace(block, place=moved(block.place)), {(-1, -1): pieces(block.text, block.place)}
            continue
        cells = {(n, m): cell for n, row in enumerate(block.rows) for m, cell in enumerate(row.cells)}
        rows = (
            replace(row, cells=tuple(replace(cell, place=moved(cell.place)) for cell in row.cells))
            for row in block.rows
        )
        found_at = {where: pieces(cell.text, cell.place) for where, cell in cells.items() if cell.text.strip()}
        yield replace(block, rows=tuple(rows)), found_at


def _pieces(found: Text, start: int, said: str) -> Iterator[Piece]:
    """Give the pieces of what stands at an offset of typed text; origins count its white space as one."""
    end, position = start + len(said), 0
    for raw in found.raws:
        first, last = max(start, position), min(end, position + len(raw.text))
        if first < last:
            skip = len(SPACE.sub(" ", raw.text[: first - position]))
            yield Piece(first - start, last - start, replace(raw.origin, skip=skip))
        position += len(raw.text)
