"""An account of what was read of a document: its tables, what their headers say, and each figure in its cell.

The same account goes to the terminal, to a program (as JSON) and to a person who checks it beside the source (HTML).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tagwright.document.model import Document, Table
from tagwright.figures.columns import Column
from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure, Kind, UnitOfMeasure


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure as it was read. ``number`` counts through the document; ``value`` is in whole units.

    ``row`` and ``cell`` of the table are counted from 1; ``start`` counts the characters of the cell before its text.
    """

    number: int
    row: int
    cell: int
    start: int
    text: str
    kind: str
    label: str
    heading: str
    value: str
    period: str
    unit: str
    scale: int | None
    place: str
    doubt: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read; ``columns`` are those with figures, in words, and ``cells`` all texts of the source.

    ``block`` counts the blocks of the document before it; ``depths`` say how far the label of each row stands in.
    """

    block: int
    place: str
    titles: tuple[str, ...]
    columns: tuple[dict[str, str | int | None], ...]
    cells: tuple[tuple[str, ...], ...]
    depths: tuple[int, ...]
    figures: tuple[ReadFigure, ...]


def read_tables(document: Document, extraction: Extraction) -> Iterator[ReadTable]:
    """Give an account of each table of a document that prints a figure."""
    by_block: dict[int, list[Figure]] = {}
    for figure in extraction.figures:
        by_block.setdefault(figure.span.block, []).append(figure)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) and index in by_block:
            figures = by_block[index]
            yield ReadTable(
                block=index,
                place=str(block.place),
                titles=tuple(dict.fromkeys([*extraction.surroundings[index].headings, *block.captions])),
                columns=tuple(_columns(extraction.tables[index].columns, figures)),
                cells=tuple(tuple(cell.text for cell in row.cells) for row in block.rows),
                depths=tuple(row.depth for row in block.rows),
                figures=tuple(_read(figure) for figure in figures),
            )


def unit_words(unit: UnitOfMeasure | None) -> str:
    """Say a unit in words: the currency, what is counted, or an amount per share."""
    if unit is None:
        return ""
    per_share = " per share" if unit.measure.value == "money per share" else ""
    return (unit.currency or unit.measure.value) + per_share


def _columns(columns: Sequence[Column], figures: Sequence[Figure]) -> Iterator[dict[str, str | int | None]]:
    for column in columns:
        values = [f for f in figures if f.span.cell == column.index and f.kind in (Kind.AMOUNT, Kind.NIL)]
        if values:
            periods = dict.fromkeys(str(figure.period) for figure in values if figure.period)
            yield {
                "column": column.index + 1,
                "name": " > ".join(column.names),
                "periods": ", ".join(periods),
                "unit": unit_words(column.unit),
                "scale": column.unit.scale if column.unit else None,
                "figures": len(values),
                "doubtful": sum(1 for figure in values if figure.doubt),
            }


def _read(figure: Figure) -> ReadFigure:
    return ReadFigure(
        number=figure.index + 1,
        row=figure.span.row + 1,
        cell=figure.span.cell + 1,
        start=figure.span.start,
        text=figure.text,
        kind=figure.kind.value,
        label=" > ".join(figure.row_path),
        heading=" > ".join(figure.column_path),
        value="" if figure.scaled is None else f"{figure.scaled:f}",
        period=str(figure.period or ""),
        unit=unit_words(figure.unit),
        scale=figure.unit.scale if figure.unit else None,
        place=str(figure.place),
        doubt=figure.doubt or "",
    )
