"""How far a supposed sum is borne out by the page: what the columns say to it, and how likely chance is.

A position (a column, for a sum of lines) agrees where the printed total is the signed sum to the last digit, or
off by what rounding allows. It speaks for the sum with as many digits as its second largest operand has, for
so many must fall into place by chance; fewer than two operands that are not nil say nothing. The digits of
all positions are added, the tries that were made to find the sum are taken off (as digits), and three are
granted to a line that is worded as a total or left without words, as totals are. Six digits, one in a million,
are enough; each position that disagrees asks for two more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from tagwright.proof.grid import Strip

ENOUGH = 6.0
"""Digits of evidence: chance under one in a million."""

_FOR_EACH_CONTRADICTION = 2.0

Terms = tuple[tuple[int, int], ...]
"""Operands as (index of the strip, weight 1 or -1)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the positions say to a supposed sum: how many agree, how many of these by rounding, how many disagree."""

    agreeing: int
    rounded: int
    contradicting: int
    digits: float

    @property
    def clean(self) -> bool:
        """Whether the sum is borne out and nothing speaks against it."""
        return not self.contradicting and self.digits >= ENOUGH

    @property
    def broken(self) -> bool:
        """Whether the sum is borne out well enough for a disagreeing position to be called wrong."""
        needed = ENOUGH + _FOR_EACH_CONTRADICTION * self.contradicting
        return 0 < self.contradicting <= self.agreeing and self.digits >= needed


def rounding_allowance(operands: int) -> int:
    """Say how far roundings may put a total from its operands, in last digits: half for each, and at most two."""
    return min((operands + 1) // 2, 2)


def same_units(one: Strip, other: Strip) -> bool:
    """Tell whether two strips print the same unit wherever both print something."""
    return all(other.cells[p].unit == cell.unit for p, cell in one.cells.items() if p in other.cells)


def weigh(total: Strip, terms: Sequence[tuple[Strip, int]], tries: int) -> Evidence:
    """Hear all positions of a total about a supposed sum, found after so many tries."""
    agreeing = rounded = contradicting = 0
    digits = total.worded - log10(tries)
    for position, cell in total.cells.items():
        said = _said(cell.amount, position, terms)
        if said is None:
            continue
        off, spoken = said
        contradicting += spoken < 0
        agreeing += spoken > 0
        rounded += bool(off) and spoken >= 0
        digits += max(spoken, 0.0)
    return Evidence(agreeing, rounded, contradicting, digits)


def _said(printed: int | None, position: int, terms: Iterable[tuple[Strip, int]]) -> tuple[int, float] | None:
    """Say how far a position is off and with how many digits it speaks for a sum (-1: against it); None: silent."""
    amounts = []
    for strip, weight in terms:
        cell = strip.cells.get(position)
        if cell is None:
            continue
        if cell.amount is None:
            return None
        if cell.amount:
            amounts.append(weight * cell.amount)
    if printed is None:
        return None
    off = abs(printed - sum(amounts))
    if off > rounding_allowance(len(amounts)) or (off and len(amounts) < 2):
        return off, -1.0
    if len(amounts) < 2:
        return off, 0.0
    second = sorted(abs(amount) for amount in amounts)[-2]
    return off, max(0.0, log10(second) - log10(2 * off + 1))
