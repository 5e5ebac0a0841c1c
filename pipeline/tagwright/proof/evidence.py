"""How far a supposed sum is borne out by the page: what the columns say to it, and how likely chance is.

A position (a column, for a sum of lines) agrees where the printed total is the signed sum to the last digit, or
off by what rounding allows. It speaks for the sum with as many digits as its second largest operand has, for
so many must fall into place by chance; fewer than two operands that are not nil say nothing. The digits of
all positions are added, the tries that were made to find the sum are taken off (as digits), and three are
granted to a line that is worded as a total or left without words, as totals are. Six digits, one in a million,
are enough.

A position that disagrees by one wrong digit alone, or by one lost sign, speaks for the sum too, with as many
digits as that is rarer than any other difference: so a scanner errs. One that disagrees otherwise asks for one
more digit from the others, and there may be no more such positions than agreeing ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from tagwright.proof.grid import Strip

ENOUGH = 6.0
"""Digits of evidence: chance under one in a million."""

_FOR_EACH_CONTRADICTION = 1.0
_DIGITS_THAT_MAY_SLIP = 9

Terms = tuple[tuple[int, int], ...]
"""Operands as (index of the strip, weight 1 or -1)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the positions say to a supposed sum: how many agree, how many of these by rounding, how many disagree.

    ``slipped`` counts those of the disagreeing that one wrong digit or sign explains; ``digits`` come from the
    agreeing positions, ``slips`` from the slipped ones; ``telling`` are those of the agreeing without the zeros behind
    round amounts, which meet by chance. ``off`` adds up the differences of the disagreeing.
    """

    agreeing: int
    rounded: int
    contradicting: int
    slipped: int
    digits: float
    slips: float
    telling: float
    off: int

    @property
    def clean(self) -> bool:
        """Whether the sum is borne out and nothing speaks against it."""
        return not self.contradicting and self.digits >= ENOUGH

    @property
    def certain(self) -> bool:
        """Whether the sum is borne out by more than round amounts, and nothing speaks against it."""
        return not self.contradicting and self.telling >= ENOUGH

    @property
    def nearness(self) -> float:
        """How well a broken sum is borne out, in digits: each one that its differences are smaller by speaks for it."""
        return self.telling + self.slips - log10(self.off + 1)

    @property
    def broken(self) -> bool:
        """Whether the sum is borne out well enough for a disagreeing position to be called wrong."""
        unexplained = self.contradicting - self.slipped
        needed = ENOUGH + _FOR_EACH_CONTRADICTION * unexplained
        return self.contradicting > 0 and unexplained <= self.agreeing and self.telling + self.slips >= needed


def rounding_allowance(operands: int) -> int:
    """Say how far roundings may put a total from its operands, in last digits: half for each, and at most two."""
    return min((operands + 1) // 2, 2)


def same_units(one: Strip, other: Strip) -> bool:
    """Tell whether two strips print the same unit wherever both print something."""
    return all(other.cells[p].unit == cell.unit for p, cell in one.cells.items() if p in other.cells)


def is_slip(off: int) -> bool:
    """Tell a difference that one wrong digit makes: a digit with zeros after it."""
    return len(str(abs(off)).rstrip("0")) == 1


def weigh(total: Strip, terms: Sequence[tuple[Strip, int]], tries: int) -> Evidence:
    """Hear all positions of a total about a supposed sum, found after so many tries."""
    agreeing = rounded = contradicting = slipped = far = 0
    digits, slips = total.worded - log10(tries), 0.0
    telling = digits
    for position, cell in total.cells.items():
        amounts = _operands(position, terms)
        if amounts is None or cell.amount is None:
            continue
        off = abs(cell.amount - sum(amounts))
        if off > rounding_allowance(len(amounts)) or (off and len(amounts) < 2):
            contradicting += 1
            far += off
            spoken = _of_a_slip(off, amounts)
            slipped += spoken > 0
            slips += spoken
        else:
            spoken = max(0.0, _second(amounts) - log10(2 * off + 1))
            agreeing += spoken > 0
            rounded += off > 0
            digits += spoken
            telling += max(0.0, _second(_without_zeros(amounts)) - log10(2 * off + 1))
    return Evidence(agreeing, rounded, contradicting, slipped, digits, slips, telling, far)


def _operands(position: int, terms: Iterable[tuple[Strip, int]]) -> list[int] | None:
    """Give the signed amounts of operands in a position, without nils; None where one cannot be read."""
    amounts = []
    for strip, weight in terms:
        cell = strip.cells.get(position)
        if cell is None:
            continue
        if cell.amount is None:
            return None
        if cell.amount:
            amounts.append(weight * cell.amount)
    return amounts


def _second(amounts: Sequence[int]) -> float:
    """Count the digits of the second largest amount; none where there is no second."""
    return log10(sorted(abs(amount) for amount in amounts)[-2]) if len(amounts) > 1 else 0.0


def _without_zeros(amounts: Sequence[int]) -> list[int]:
    """Give the sizes of amounts without the zeros behind."""
    return [int(str(abs(amount)).rstrip("0")) for amount in amounts]


def _of_a_slip(off: int, amounts: Sequence[int]) -> float:
    """Count the digits with which a difference speaks for a slip; none where no single slip explains it."""
    if is_slip(off):
        ways = _DIGITS_THAT_MAY_SLIP * len(str(off))
    elif any(off == 2 * abs(amount) for amount in amounts):
        ways = len(amounts)
    else:
        return 0.0
    return max(0.0, _second(_without_zeros(amounts)) - log10(2 * ways))
