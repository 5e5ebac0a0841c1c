"""Figures of the numbers that state no amount: those of headers and labels, references, second readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tagwright.document.model import Place, Row, Span
from tagwright.figures.model import Figure, Kind
from tagwright.figures.numbers import NumberStyle, find_numbers
from tagwright.figures.outline import Surroundings
from tagwright.figures.text_numbers import kind_of_number


def header_figures(
    header: Sequence[Row], first: int, block: int, around: Surroundings, style: NumberStyle
) -> Iterator[Figure]:
    """Give the numbers of header rows, the first of which is row ``first`` of its table."""
    for offset, row in enumerate(header):
        for index, cell in enumerate(row.cells):
            for number in find_numbers(cell.text, style):
                span = Span(block, first + offset, index, number.start, number.end)
                kind = kind_of_number(cell.text, number.start, number.end)
                kind = kind if kind in (Kind.YEAR, Kind.DATE) else Kind.HEADER
                yield plain_figure(cell.text, span, cell.place, kind, around)


def plain_figure(text: str, span: Span, place: Place, kind: Kind, around: Surroundings) -> Figure:
    """Make the figure of a number that states no amount."""
    return Figure(
        index=-1,
        kind=kind,
        text=text[span.start : span.end],
        span=span,
        digits=span,
        place=place.moved(span.start),
        value=None,
        decimal_places=0,
        unit=None,
        period=None,
        balance=None,
        row_path=(),
        column_path=(),
        headings=around.headings,
        doubt=None,
    )
