"""Which printed rows sum the rows above them, in a table's own signs.

A sum is accepted only where every column that can be read agrees, and at least one can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_LONGEST_SUM = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its values by column. A column absent is blank; None cannot be read."""

    values: Mapping[int, Decimal | None]


def find_sums(lines: Sequence[Line]) -> dict[int, tuple[int, ...]]:
    """Find, for each line that is one, the lines whose sum it prints: the shortest run right above it.

    Lines that a subtotal has summed count no more; the subtotal stands for them.
    """
    sums: dict[int, tuple[int, ...]] = {}
    open_lines: list[int] = []
    for index, line in enumerate(lines):
        operands = _summed(line, open_lines, lines)
        if operands:
            sums[index] = tuple(operands)
            del open_lines[-len(operands) :]
        open_lines.append(index)
    return sums


def _summed(total: Line, open_lines: Sequence[int], lines: Sequence[Line]) -> list[int]:
    if not any(total.values.values()):
        return []
    for length in range(2, min(len(open_lines), _LONGEST_SUM) + 1):
        operands = list(open_lines[-length:])
        if _foots(total, [lines[i] for i in operands]):
            return operands
    return []


def _foots(total: Line, operands: Sequence[Line]) -> bool:
    """Tell whether operands sum to a total wherever all can be read; one column must have two that are not nil."""
    convincing = False
    for column, printed in total.values.items():
        values = [operand.values.get(column, Decimal(0)) for operand in operands]
        if printed is None or any(value is None for value in values):
            continue
        known = [value for value in values if value is not None]
        if sum(known, Decimal(0)) != printed:
            return False
        convincing = convincing or sum(1 for value in known if value) >= 2
    return convincing


def subtotal_position(rows: Sequence[Sequence[Decimal | None]]) -> int | None:
    """Find where one number too many is a subtotal: the place k at which it sums all numbers before it.

    ``rows`` are the number lists of the columns, equally long. None where no place, or more than one, fits.
    """
    if not rows or any(value is None for row in rows for value in row):
        return None
    fitting = [
        k
        for k in range(2, len(rows[0]))
        if all(row[k] == sum((v for v in row[:k] if v is not None), Decimal(0)) for row in rows)
        and any(sum(1 for v in row[:k] if v) >= 2 for row in rows)
    ]
    return fitting[0] if len(fitting) == 1 else None
