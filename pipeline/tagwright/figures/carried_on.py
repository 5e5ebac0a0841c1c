"""Tables that go on over a page: what the first page says of their columns and their unit holds for the next ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tagwright.document.model import Place, Row, Table
from tagwright.figures.columns import Column
from tagwright.figures.headers import header_length
from tagwright.figures.numbers import NumberStyle

_PAGE = re.compile(r"page (\d+)\b")


@dataclass(frozen=True, slots=True)
class Carried:
    """What a table takes over from the page before: the captions, and its columns where it prints no header."""

    captions: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()


NOTHING_CARRIED = Carried()


def carried_on(
    before: Table, captions: Sequence[str], columns: tuple[Column, ...], table: Table, style: NumberStyle
) -> Carried:
    """Say what a table that nothing parts from another one on the page before takes over from it.

    ``captions`` and ``columns`` are those of the table before. It is the same table where it prints the same header
    again, or none and as many columns: a page may lose a column in which nothing is printed, and gains none.
    """
    page, next_page = _page(before.rows[-1].place), _page(table.rows[-1].place)  # a heading may stand above
    if page is None or next_page != page + 1 or table.captions:
        return NOTHING_CARRIED
    length = header_length(table.rows, style)
    if length:
        same = _header(table.rows[:length]) == _header(before.rows[: header_length(before.rows, style)])
        return Carried(tuple(captions)) if same else NOTHING_CARRIED
    alike = max(len(row.cells) for row in table.rows) == len(columns)
    return Carried(tuple(captions), columns) if alike else NOTHING_CARRIED


def _header(rows: Sequence[Row]) -> list[str]:
    return [text for row in rows for cell in row.cells if (text := " ".join(cell.text.split()))]


def _page(place: Place) -> int | None:
    found = _PAGE.match(place.at)
    return int(found.group(1)) if found else None
