"""Columns that their header does not tell: amounts below a header, or in a row, that has lost a cell, and twins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tagwright.document.model import Row
from tagwright.figures.columns import Column
from tagwright.figures.dates import find_years
from tagwright.figures.model import Measure, Period
from tagwright.figures.slots import LOST_HEADER_CELL, Slot, doubted
from tagwright.figures.totals import are_totals_apart


def with_untold_columns(
    slots: Sequence[Slot], columns: Sequence[Column], rows: Sequence[Row], shifted: bool
) -> list[Slot]:
    """Doubt amounts whose column cannot be told: under a header, or in a row, that has lost a cell.

    ``shifted``: the header has lost its first cell.
    """
    used = {slot.column.index for slot in slots}
    dated = {c.index for c in columns if c.index in used and (c.year or c.day or c.span)}
    headless = [c for c in columns if c.index in used - dated and not c.names]
    lost = bool(dated) and not all(_is_ratio(column) for column in headless)
    empty = any(c.index and c.index not in used and (c.names or c.year or c.day) for c in columns)
    moved = empty and any(column.unit is None for column in headless)
    if shifted or lost or moved:
        return [doubted(slot, LOST_HEADER_CELL) for slot in slots]
    last = max((c.index for c in columns if c.index in used), default=0)
    short = {index for index, row in enumerate(rows) if len(row.cells) <= last}
    fault = "its row has fewer cells than its table, so that its column cannot be told"
    return [doubted(slot, fault) if slot.row in short else slot for slot in slots]


def indistinct_columns(
    slots: Sequence[Slot], columns: Sequence[Column], periods: Mapping[int, Period | None]
) -> set[int]:
    """Find columns that their headers do not tell apart."""
    used = {slot.column.index for slot in slots}
    keys = {c.index: (c.names, periods[c.index] or (c.year, c.day), c.unit) for c in columns}
    said = Counter(keys[index] for index in used)
    twins = {index for index in used if said[keys[index]] > 1}
    names = [" ".join(columns[index].names) for index in sorted(twins)]
    return set() if are_totals_apart(names, sorted(twins), used) else twins


def is_shifted(header: Sequence[Row], data: Sequence[Row]) -> bool:
    """Tell a header whose years begin above the labels, in a row shorter than the data: it has lost its first cell."""
    width = max((len(row.cells) for row in data), default=0)
    return any(find_years(row.cells[0].text) and len(row.cells) < width and len(row.cells) > 1 for row in header)


def _is_ratio(column: Column) -> bool:
    return column.unit is not None and column.unit.measure is Measure.PERCENT
