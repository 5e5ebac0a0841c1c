"""Rows whose numbers a conversion has strewn over lines of their own, below the table that they close.

Numbers that stand alone one below the other after a table, with a line of words before or after them, are put back
as a row of it where in one way only, in their order, each of them then stands in a sum that holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice

from tagwright.document.model import Block, Cell, Document, Heading, Paragraph, Row, Table
from tagwright.figures.cells import read_cell
from tagwright.figures.extract import Extraction
from tagwright.figures.model import Kind
from tagwright.figures.numbers import NumberStyle
from tagwright.figures.tables import read_table
from tagwright.proof.grid import grids_of
from tagwright.proof.sums import bear_out, identities_of

_FEWEST = 2
_MOST_WAYS = 60
_LONGEST_LABEL = 120
_SET_ANEW = "Rows that stood strewn below their table are back in it, so that the report is set anew."


@dataclass(frozen=True, slots=True)
class _Strays:
    """Numbers on lines of their own: the index of the table above them, of the first and past the last, their label."""

    table: int
    start: int
    end: int
    label: int


def with_strays_in_place(document: Document, extraction: Extraction) -> Document:
    """Give the document with strewn rows back in their tables; the same document where there is none to put back."""
    blocks: list[Block | None] = list(document.blocks)
    for strays in _found(document.blocks, extraction.rules.style):
        table = _with_row(strays, document.blocks, extraction)
        if table is not None:
            blocks[strays.table] = table
            blocks[strays.label] = None
            blocks[strays.start : strays.end] = [None] * (strays.end - strays.start)
    if None not in blocks:
        return document
    whole = tuple(block for block in blocks if block is not None)
    if document.page is None:
        return replace(document, blocks=whole)
    return replace(document, blocks=whole, page=None, remarks=(*document.remarks, _SET_ANEW))


def _found(blocks: Sequence[Block], style: NumberStyle) -> Iterator[_Strays]:
    position = 0
    while position < len(blocks):
        table, position = position, position + 1
        if not isinstance(blocks[table], Table):
            continue
        before = position if _is_label(blocks, position) and _is_number(blocks, position + 1, style) else None
        start = position if before is None else position + 1
        end = start
        while _is_number(blocks, end, style):
            end += 1
        label = before if before is not None else end
        if end - start >= _FEWEST and _is_label(blocks, label):
            yield _Strays(table, start, end, label)


def _is_number(blocks: Sequence[Block], at: int, style: NumberStyle) -> bool:
    block = blocks[at] if at < len(blocks) else None
    if not isinstance(block, Paragraph):
        return False
    tokens = read_cell(block.text, style)
    return len(tokens) == 1 and tokens[0].kind is Kind.AMOUNT and tokens[0].doubt is None and not tokens[0].percent


def _is_label(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at] if at < len(blocks) else None
    if not isinstance(block, Paragraph | Heading) or len(block.text) > _LONGEST_LABEL:
        return False
    return block.text[:1].isalpha() and not block.text.rstrip().endswith((".", ":"))


def _with_row(strays: _Strays, blocks: Sequence[Block], extraction: Extraction) -> Table | None:
    """Give the table with the row in the only way that the sums allow; None where there is no such way."""
    table, label = blocks[strays.table], blocks[strays.label]
    numbers = [block for block in blocks[strays.start : strays.end] if isinstance(block, Paragraph)]
    assert isinstance(table, Table)  # noqa: S101 - as found
    assert not isinstance(label, Table)  # noqa: S101 - as found
    columns = sorted({f.span.cell for f in extraction.tables[strays.table].figures if f.kind is Kind.AMOUNT})
    ways = list(islice(combinations(columns, len(numbers)), _MOST_WAYS + 1))
    if len(ways) > _MOST_WAYS:
        return None
    fitting = []
    for way in ways:
        places = dict(zip(way, numbers, strict=True))
        cells = [Cell(label.text, label.place)]
        for column in range(1, max(way) + 1):
            number = places.get(column)
            cells.append(Cell(number.text, number.place) if number else Cell("", cells[-1].place))
        longer = replace(table, rows=(*table.rows, Row(tuple(cells))))
        if _bears_out(longer, strays.table, extraction):
            fitting.append(longer)
    return fitting[0] if len(fitting) == 1 else None


def _bears_out(table: Table, block: int, extraction: Extraction) -> bool:
    """Tell whether each amount of the last row of a table stands in a sum that holds, and none in one that does not."""
    reading = read_table(
        table, block, extraction.surroundings[block], extraction.rules, extraction.tables[block].sibling
    )
    figures = tuple(replace(figure, index=index) for index, figure in enumerate(reading.figures))
    grids = grids_of(replace(extraction, figures=figures, tables={block: reading}))
    last = [f.index for f in figures if f.kind is Kind.AMOUNT and f.span.row == len(table.rows) - 1]
    return bear_out((identity for grid in grids for identity in identities_of(grid)), last)
