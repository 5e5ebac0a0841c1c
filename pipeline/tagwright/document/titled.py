"""A grid with titles in it becomes titles and tables: sheets, and pages that print the title inside of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tagwright.document.headings import captions_after, line_block
from tagwright.document.indentation import COLUMN
from tagwright.document.model import Block, Table
from tagwright.document.side_by_side import side_by_side
from tagwright.document.spanned import GridCell, S, lay_out

_AMOUNT = re.compile(r"[(\[]?\s*[-−–—]?\s*(?:\d[\d.,'’\s]*)?[)\]]?\s*%?")
_WORD = re.compile(r"[^\W\d_]{2}")
_YEAR = re.compile(r"\W*(?:\d{1,2}[./]\d{1,2}[./])?(?:19|20)\d{2}\W*")
_UNIT = re.compile(r"\W*[A-Z]{0,3}\s?[$€£¥]?\s?(?:['’]\s?0{3}|(?<=[$€£¥])\s?(?:m|millions?)?)\W*")
_SAYS_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def parts_of(cells: Sequence[GridCell[S]]) -> Iterator[GridCell[S] | list[GridCell[S]]]:
    """Give the titles (cells that stand alone above a header) and the tables of a grid, from top to bottom."""
    rows = _rows(cells)
    labels = max((row[0].column for row in rows if _is_line(row)), default=min((r[0].column for r in rows), default=0))
    table: list[GridCell[S]] = []
    alone: list[GridCell[S]] = []
    for row in rows:
        if len(row) == 1 and row[0].column <= labels:
            alone += row
        elif alone and _is_header(row, labels):
            if table:
                yield table
            yield from alone
            table, alone = list(row), []
        else:
            table += [*alone, *row]
            alone = []
    if table:
        yield table
    yield from alone


def blocks_of(cells: Sequence[GridCell[S]], before: Sequence[Block], step: float = COLUMN) -> list[Block]:
    """Make the blocks of a grid that follows other blocks: its titles, and its tables with the captions above them.

    ``step`` is the width of a column of the grid in points. Of tables side by side, one without a title of its own has
    that of the first.
    """
    blocks: list[Block] = list(before)
    shared: tuple[str, ...] | None = None
    for table in side_by_side(cells):
        made = _blocks_of_one(table, blocks, step)
        for block in made:
            if isinstance(block, Table) and not block.captions:
                blocks.append(replace(block, captions=shared or ()))
            else:
                blocks.append(block)
        shared = shared or next((block.captions for block in made if isinstance(block, Table)), ())
    return blocks[len(before) :]


def _blocks_of_one(cells: Sequence[GridCell[S]], before: Sequence[Block], step: float) -> list[Block]:
    blocks: list[Block] = list(before)
    for part in parts_of(cells):
        if isinstance(part, GridCell):
            blocks.append(line_block(part.text.strip(), part.place))
            continue
        rows = lay_out(part, step).rows
        if all(len(row.cells) == 1 for row in rows):
            blocks += (line_block(row.cells[0].text.strip(), row.place) for row in rows)
        else:
            blocks.append(Table(rows, captions_after(blocks)))
    return blocks[len(before) :]


def _rows(cells: Sequence[GridCell[S]]) -> list[list[GridCell[S]]]:
    rows: dict[int, list[GridCell[S]]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    return [rows[index] for index in sorted(rows)]


def _is_line(row: Sequence[GridCell[S]]) -> bool:
    """Tell a row that prints a label and an amount."""
    first, *others = (cell.text.strip() for cell in row)
    return bool(_WORD.search(first)) and any(_AMOUNT.fullmatch(text) and not _YEAR.fullmatch(text) for text in others)


def _is_header(row: Sequence[GridCell[S]], labels: int) -> bool:
    """Tell a row that heads columns: no amount in it, its corner empty, or years in all, or a unit."""
    heads = [cell.text.strip() for cell in row if cell.column > labels]
    if any(_AMOUNT.fullmatch(text) and not _YEAR.fullmatch(text) for text in heads):
        return False
    return (
        len(heads) == len(row)
        or all(_SAYS_YEAR.search(text) for text in heads)
        or any(_UNIT.fullmatch(text) for text in heads)
    )
