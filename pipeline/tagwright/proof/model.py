"""Identities over figures, and what they prove.

Cells and equations are the abstract form on which restoration works: a cell is one printed amount with its
possible readings, an equation says that weighted cells sum to nothing within a tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class IdentityKind(StrEnum):
    """Which arithmetic an identity states."""

    SUM = "sum of rows"
    CROSS_CAST = "sum of columns"
    ROLL_FORWARD = "opening, movements and closing"
    TIE = "the same amount elsewhere"
    CARRIED_FORWARD = "last year's closing is this year's opening"
    COMPOSITION = "the sum of lines elsewhere"
    ROUNDED = "the same amount, rounded"
    PERCENTAGE = "a percentage of two amounts"
    PER_SHARE = "an amount per share"


class Standing(StrEnum):
    """Whether an identity holds. ROUNDING: off by no more than the roundings of its operands allow."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure, by its index, with its weight (1 or -1) in a sum."""

    figure: int
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Identity:
    """``total`` (a figure's index) is the weighted sum of the operands (for ratios: what they work out to).

    ``difference`` is the printed total less what the operands give, in the total's printed unit;
    ``tolerance`` how far rounding alone can put them apart. The sums that one relation between lines (or columns)
    of a table states in its several positions share their ``relation``: the table's block and a number.
    """

    kind: IdentityKind
    total: int
    operands: tuple[Operand, ...]
    difference: Decimal
    tolerance: Decimal
    standing: Standing
    relation: tuple[int, int] | None = None

    @property
    def members(self) -> tuple[int, ...]:
        """All its figures, the total first."""
        return (self.total, *(operand.figure for operand in self.operands))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to read a cell. ``cost`` is how unlikely a scanner makes the print of it (0: as printed)."""

    value: Decimal
    cost: Decimal
    how: str


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One printed amount: its text (digits as printed), its value as read (None: unreadable), other readings.

    ``others`` are readings that stand on the page (the same row printed again, a neighbour's value, a nil).
    """

    text: str
    value: Decimal | None
    others: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Equation:
    """Sum of weight x cell over ``terms`` (cell index, weight) is zero within ``tolerance``."""

    terms: tuple[tuple[int, int], ...]
    tolerance: Decimal = Decimal(0)
