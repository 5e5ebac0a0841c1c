"""Value positions of a table: which line each belongs to, and what speaks against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tagwright.figures.cells import Token
from tagwright.figures.columns import Column
from tagwright.figures.model import Figure, Kind, Measure, UnitOfMeasure
from tagwright.figures.periods import DatedLine
from tagwright.figures.rows import LabelledRow
from tagwright.figures.totals import Line, find_sums

NO_PERIOD = "the header does not say its period"
TWIN_COLUMN = "the header does not tell its column from another one"
LOST_HEADER_CELL = "its header has lost a cell, so that columns cannot be told"
YEARS_OR_AMOUNTS = "the numbers of its row, or of one above it, may be amounts, or years that head new columns"
DOUBTS_OF_MEANING = frozenset({NO_PERIOD, TWIN_COLUMN, LOST_HEADER_CELL, YEARS_OR_AMOUNTS})
"""Doubts about what an amount states; its digits and its place in the table are sound."""
BESIDE_INCOMPLETE_LABEL = "it stands beside a label that is not complete"
_COUNT = re.compile(r"\d+ numbers stand beside one label")


def doubts_its_label_alone(doubt: str) -> bool:
    """Tell a doubt about which of several squeezed lines an amount is; its digits are sound."""
    return bool(_COUNT.fullmatch(doubt))


@dataclass(frozen=True, slots=True)
class Slot:
    """A value position with all that is known about where it stands.

    ``row`` is the row that it belongs to and ``printed_in`` the one that prints it. ``restored`` says how the
    value was found that takes the place of a damaged print.
    """

    row: int
    column: Column
    token: Token
    label: str | None
    sections: tuple[str, ...]
    doubt: str | None
    unlabelled: bool
    line: int
    printed_in: int
    restored: str = ""


def doubted(slot: Slot, fault: str) -> Slot:
    """Give a value position its first doubt; one that has a doubt keeps it."""
    return replace(slot, doubt=slot.doubt or fault)


def line_of(row: LabelledRow, numbers: int, position: int, extra: int | None) -> tuple[int | None, str | None]:
    """Say which line of a row a number belongs to: its index, or None and why not."""
    if row.incomplete:
        return None, BESIDE_INCOMPLETE_LABEL
    if row.unlabelled:
        return (None, None) if numbers == 1 else (None, f"{numbers} numbers stand in one cell without a label")
    if numbers == len(row.lines):
        return position, None
    if extra is not None:
        return (None, None) if position == extra else (position - (position > extra), None)
    labels = f"{len(row.lines)} labels" if len(row.lines) > 1 else "one label"
    count = f"{numbers} numbers stand" if numbers > 1 else "one number stands"
    return None, f"{count} beside {labels}"


def dated_lines(slots: Sequence[Slot]) -> list[DatedLine]:
    """Bring the slots of a line together; it is readable where at least half of its amounts are."""
    lines: dict[tuple[int, str], list[Slot]] = {}
    for slot in slots:
        lines.setdefault((slot.row, slot.label or ""), []).append(slot)
    return [
        DatedLine(row, label, members[0].sections, 2 * sum(1 for m in members if m.doubt is None) >= len(members))
        for (row, label), members in lines.items()
    ]


def with_doubtful_decimals(slots: Sequence[Slot], units: Sequence[UnitOfMeasure | None]) -> list[Slot]:
    """Doubt a point among whole amounts of money, and a whole amount among decimals of the same unit."""
    places: dict[UnitOfMeasure, Counter[int]] = {}
    for slot, unit in zip(slots, units, strict=True):
        if unit is not None and slot.token.kind is Kind.AMOUNT and slot.token.value is not None:
            places.setdefault(unit, Counter())[slot.token.decimal_places] += 1
    return [
        _doubt_decimals(slot, places[unit])
        if unit is not None and unit.measure is Measure.MONEY and unit in places
        else slot
        for slot, unit in zip(slots, units, strict=True)
    ]


def _doubt_decimals(slot: Slot, places: Counter[int]) -> Slot:
    if slot.doubt or slot.token.kind is not Kind.AMOUNT or len(places) < 2:
        return slot
    usual = max(places, key=lambda count: (places[count], -count))
    found = slot.token.decimal_places
    if found == usual or (places[usual] * 5 < places.total() * 4 and places.total() > 2):
        return slot
    doubt = f"it has {found} decimal places where its table has {usual}"
    return replace(slot, token=replace(slot.token, doubt=doubt), doubt=doubt)


def with_totals(figures: list[Figure], slots: list[Slot]) -> list[Figure]:
    """Note at each figure the figures whose sum it prints (positions in this list, made absolute later)."""
    at: dict[tuple[int, int], dict[int, int]] = {}
    for position, slot in enumerate(slots):
        at.setdefault((slot.row, slot.line), {})[slot.column.index] = position
    members = [at[key] for key in sorted(at)]
    lines = [Line({c: _readable(figures[p]) for c, p in member.items()}) for member in members]
    marked = list(figures)
    for total, operands in find_sums(lines).items():
        for column, position in members[total].items():
            parts = [members[operand][column] for operand in operands if column in members[operand]]
            if all(_readable(figures[p]) is not None for p in (*parts, position)):
                marked[position] = replace(marked[position], total_of=tuple(parts))
    return marked


def _readable(figure: Figure) -> Decimal | None:
    return None if figure.doubt or figure.scaled is None else figure.scaled
