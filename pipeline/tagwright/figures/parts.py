"""The parts of a table: each begins with a header of its own. Amounts that look like years make no header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tagwright.document.model import Row
from tagwright.figures.dates import find_dates, find_years, is_period_text
from tagwright.figures.headers import IGNORED, begins_header, header_length
from tagwright.figures.numbers import NumberStyle
from tagwright.figures.units import without_unit

_BARE_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*")
_GROUPED = re.compile(r"\d[,.'’\s]\d{3}(?!\d)")
_UNGROUPED = re.compile(r"\s*[(\-−–]?\s?\d{4,}\s?\)?\s*")
_WORD = re.compile(r"[^\W\d_]{2}")


def parts_of_table(rows: Sequence[Row], style: NumberStyle) -> Iterator[tuple[int, Sequence[Row], Sequence[Row]]]:
    """Cut a table where a new header begins: (index of the first row, header rows, data rows)."""
    amounts = _rows_like_years(rows)
    start = 0
    while start < len(rows):
        ends = [row for row in amounts if row >= start]
        length = header_length(rows[start : ends[0] if ends else len(rows)], style)
        end = start + length
        while end < len(rows) and (end in amounts or not (end > start + length and begins_header(rows[end:], style))):
            end += 1
        if end == start:
            end += 1
        yield start, rows[start : start + length], rows[start + length : end]
        start = end


def unsure_from(rows: Sequence[Row]) -> int | None:
    """Give the first row whose numbers may be years that head the rows below, or amounts; None where none may be both.

    Where the table prints other numbers of four digits without grouping them, they are amounts.
    """
    like_years = _rows_like_years(rows)
    texts = [cell.text for row in rows for cell in row.cells[1:]]
    ungrouped = any(_UNGROUPED.fullmatch(text) and not _BARE_YEAR.fullmatch(text) for text in texts)
    return like_years[0] if like_years and not ungrouped else None


def _rows_like_years(rows: Sequence[Row]) -> list[int]:
    """Find the rows of a line whose amounts could all be years, and are others than those that head their columns.

    There are none where the table groups thousands.
    """
    heads: dict[int, frozenset[int]] = {}
    found: list[int] = []
    for index, row in enumerate(rows):
        filled = {n: cell.text for n, cell in enumerate(row.cells) if n and cell.text.strip()}
        bare = bool(filled) and all(_BARE_YEAR.fullmatch(text) for text in filled.values())
        if bare and _names_line(row.cells[0].text) and filled.keys() <= heads.keys():
            other = any(int(text) not in heads[n] for n, text in filled.items())
            found += [index] if other else []
        elif not _names_line(row.cells[0].text) or not heads:
            years = {n: _years(text) for n, text in filled.items()}
            heads |= {n: said for n, said in years.items() if said}
    grouped = found and any(_GROUPED.search(cell.text) for row in rows for cell in row.cells[1:])
    return [] if grouped else found


def _years(text: str) -> frozenset[int]:
    return frozenset((*find_years(text), *(span.date.year for span in find_dates(text))))


def _names_line(label: str) -> bool:
    """Tell a label from a corner that is empty, gives a period, or says the unit."""
    text = label.strip()
    return bool(_WORD.search(without_unit(text))) and not is_period_text(text) and not IGNORED.match(text)
