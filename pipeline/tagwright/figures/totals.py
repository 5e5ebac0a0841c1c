"""Which printed rows sum the rows above them, in a table's own signs.

A sum of rows is accepted only where every column that can be read agrees, and at least one can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

_LONGEST_SUM = 60
_TOTAL = re.compile(r"(?:sub-?)?total", re.IGNORECASE)


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
    """Give the shortest run whose sum the total prints wherever all can be read, two not nil in one column at least."""
    if not any(total.values.values()):
        return []
    wanted = {column: printed for column, printed in total.values.items() if printed is not None}
    sums, counts = dict.fromkeys(wanted, Decimal(0)), dict.fromkeys(wanted, 0)
    for length, index in enumerate(reversed(open_lines[-_LONGEST_SUM:]), start=1):
        for column, value in lines[index].values.items():
            if value is None:  # this run and all longer ones cannot be read here
                sums.pop(column, None)
            elif value and column in sums:
                sums[column] += value
                counts[column] += 1
        if (
            length >= 2
            and all(found == wanted[column] for column, found in sums.items())
            and any(counts[column] >= 2 for column in sums)
        ):
            return list(open_lines[-length:])
    return []


def are_totals_apart(names: Sequence[str], columns: Sequence[int], used: Collection[int]) -> bool:
    """Tell two columns "Total", the last of all and one that others stand behind: their places tell them apart.

    No other columns of the table have one name, or a header of several groups may have lost what these are.
    """
    if len(columns) != 2 or not all(_TOTAL.fullmatch(name.strip()) for name in names):
        return False
    first, last = columns
    return last == max(used) and any(first < other < last for other in used) and min(used) < first


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
