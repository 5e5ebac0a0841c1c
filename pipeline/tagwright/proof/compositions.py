"""Totals of notes that are made up of lines of a statement: the sum of two or three of its lines, on every day.

A note may cover less than its title says: its "non-current assets" may be property, equipment and intangible assets
alone. Which lines it adds up is found by arithmetic, where chance is ruled out over all days together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from math import comb, log10

from tagwright.proof.evidence import ENOUGH
from tagwright.proof.model import Identity, IdentityKind, Operand, Standing
from tagwright.proof.points import Point, by_row

_FEWEST_LINES = 8
"""Lines that a table has at least to be taken for a statement."""
_MOST_LINES = 80
_MOST_PARTS = 3
_FEWEST_DAYS = 2

_Amounts = Mapping[tuple[str, date], Point]


def compositions_of(points: Sequence[Point], tied: frozenset[int]) -> Iterator[Identity]:
    """Give for each total that no tie explains the lines of one earlier table that sum to it, on two days or more."""
    rows = {row: amounts for row, amounts in by_row(points).items() if row[0] >= 0}
    tables: dict[int, list[_Amounts]] = {}
    for row, amounts in rows.items():
        tables.setdefault(row[0], []).append(amounts)
    for number, lines in tables.items():
        last = lines[-1]
        if len(last) < _FEWEST_DAYS or any(point.figure in tied for point in last.values()):
            continue
        for earlier in range(number):
            source = tables.get(earlier, [])
            if _FEWEST_LINES <= len(source) <= _MOST_LINES:
                yield from _composition(last, source)


def _composition(total: _Amounts, lines: Sequence[_Amounts]) -> Iterator[Identity]:
    """Find the only two or three lines that sum to a total on each of its days."""
    alike = [line for line in lines if all(_alike(total[key], line.get(key)) for key in total)]
    first = next(iter(total))
    found = []
    for count in range(2, _MOST_PARTS + 1):
        tries = log10(max(1, comb(len(alike), count)))
        for parts in _that_sum(alike, count, total[first].value, first):
            exact = all(sum(part[key].value for part in parts) == total[key].value for key in total)
            digits = sum(sorted(part[key].digits for part in parts)[-2] for key in total)
            if exact and digits - tries >= ENOUGH:
                found.append(parts)
    if len(found) == 1:
        for key, point in total.items():
            operands = tuple(Operand(part[key].figure) for part in found[0])
            yield Identity(IdentityKind.COMPOSITION, point.figure, operands, Decimal(0), Decimal(0), Standing.HOLDS)


def _alike(one: Point, other: Point | None) -> bool:
    return other is not None and (one.measure, one.currency, one.decimals) == (
        other.measure,
        other.currency,
        other.decimals,
    )


def _that_sum(
    lines: Sequence[_Amounts], count: int, wanted: Decimal, key: tuple[str, date]
) -> Iterator[tuple[_Amounts, ...]]:
    """Give the lines, so many at once, whose amounts under a key sum to what is wanted."""
    by_value: dict[Decimal, list[int]] = {}
    for position, line in enumerate(lines):
        by_value.setdefault(line[key].value, []).append(position)
    for chosen in combinations(range(len(lines)), count - 1):
        rest = wanted - sum(lines[position][key].value for position in chosen)
        for position in by_value.get(rest, ()):
            if position > chosen[-1]:
                yield tuple(lines[at] for at in (*chosen, position))
