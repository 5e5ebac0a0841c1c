"""Tables that go on over a page: what the first page says of their columns and their unit holds for the next ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tagwright.document.model import Place, Row, Table
from tagwright.figures.columns import Column
from tagwright.figures.headers import ANY_DOLLAR, header_length
from tagwright.figures.model import UnitOfMeasure
from tagwright.figures.numbers import NumberStyle
from tagwright.figures.units import unit_in

_PAGE = re.compile(r"page (\d+)\b")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a table takes over from the page before: the captions, and its columns where it prints no header.

    ``unit`` is that of all columns, where the header that is printed again leaves out its last rows, which say it.
    """

    captions: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: UnitOfMeasure | None = None

    def with_unit(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Give columns that say no unit, none of them, the one of the page before."""
        if self.unit is None or any(column.unit for column in columns):
            return tuple(columns)
        says = (column.index and (column.year or column.day or column.span or column.names) for column in columns)
        return tuple(replace(c, unit=self.unit) if said else c for c, said in zip(columns, says, strict=True))


NOTHING_CARRIED = Carried()


def carried_on(
    before: Table, captions: Sequence[str], columns: tuple[Column, ...], table: Table, style: NumberStyle
) -> Carried:
    """Say what a table that nothing parts from another one on the page before takes over from it.

    ``captions`` and ``columns`` are those of the table before. It is the same table where it prints the same header
    again (but for the rows of its units), or none and as many columns: a page may lose a column in which nothing is
    printed, and gains none.
    """
    page, next_page = _page(before.rows[-1].place), _page(table.rows[-1].place)  # a heading may stand above
    if page is None or next_page != page + 1 or table.captions:
        return NOTHING_CARRIED
    length = header_length(table.rows, style)
    if length:
        here, there = _header(table.rows[:length]), _header(before.rows[: header_length(before.rows, style)])
        if here == there:
            return Carried(tuple(captions))
        units = {column.unit for column in columns if column.unit}
        rest = there[len(here) :]
        in_part = rest and here == there[: len(here)] and all(unit_in(text, ANY_DOLLAR) for text in rest)
        return Carried(tuple(captions), unit=units.pop()) if in_part and len(units) == 1 else NOTHING_CARRIED
    alike = max(len(row.cells) for row in table.rows) == len(columns)
    return Carried(tuple(captions), columns) if alike else NOTHING_CARRIED


def _header(rows: Sequence[Row]) -> list[str]:
    return [text for row in rows for cell in row.cells if (text := " ".join(cell.text.split()))]


def _page(place: Place) -> int | None:
    found = _PAGE.match(place.at)
    return int(found.group(1)) if found else None
