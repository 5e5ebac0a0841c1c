"""What it costs to believe that a cell is misread, that a sum is rounded, or that it fails for reasons not seen.

Hundredths of ``-ln(probability)``, as the costs of scanner.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import log

from tagwright.proof.model import Equation, PrintedCell
from tagwright.proof.readings import fails, residual, suspects, values_of

CERTAIN_MISREADING = 230
"""More for one certain misreading than for any: about ten are as likely as each other."""
CELLS_BEFORE = 10
"""How many cells, one of them misread, an estimate of the rate of errors starts from."""
SUMS_BEFORE = 10
"""How many sums, half a one of them off by rounding, an estimate of the rate of roundings starts from."""
SUSPECT_CELL = 100
"""That a cell with odd separators, or with another reading on the page, is misread in one certain way."""
GIVEN_UP = 800
"""That an equation fails for reasons not seen, which takes two misread cells at least."""
GIVEN_UP_DIGIT = 230
"""More for each digit of the difference: another cause would have to meet it by chance, one in ten a digit."""


def openings_of(cells: Sequence[PrintedCell], equations: Sequence[Equation]) -> dict[int, int]:
    """Give what it costs to call each cell misread in one certain way, before how it is misread.

    The more equations of a table fail, the more errors there are also where none fails. Most amounts stand in two;
    what is blank counts as one error, however many equations it leaves open.
    """
    offs = [residual(equation, values_of(cells)) for equation in equations]
    wrong = sum(1 for equation, off in zip(equations, offs, strict=True) if off and abs(off) > equation.tolerance)
    errors = max(1.0, wrong / 2 + (None in offs))
    reached = {cell for equation in equations for cell, _ in equation.terms}
    opening = CERTAIN_MISREADING - int(100 * log(min(1.0, errors / (len(reached) + CELLS_BEFORE))))
    odd = suspects(cells)
    return {index: SUSPECT_CELL if index in odd or cell.others else opening for index, cell in enumerate(cells)}


def rounding_cost(equations: Sequence[Equation], values: Mapping[int, Decimal | None]) -> int:
    """Give what it costs that an equation is off by one certain difference within its tolerance.

    How many are, is seen from the other equations of the table.
    """
    offs = [residual(equation, values) for equation in equations if equation.tolerance and not fails(equation, values)]
    rounded = sum(1 for off in offs if off)
    return int(-100 * log((rounded + 0.5) / (len(offs) + SUMS_BEFORE) / 2))


def penalty(equation: Equation, printed: Mapping[int, Decimal | None]) -> int:
    """What it costs to leave an equation unmended: the more digits its difference has, the less it is chance.

    That an equation which holds as printed should fail means that all the digits of its amounts met by chance.
    """
    off = residual(equation, printed)
    if off is None:
        return GIVEN_UP
    if abs(off) > equation.tolerance:
        return GIVEN_UP + GIVEN_UP_DIGIT * _digits(off)
    return GIVEN_UP + GIVEN_UP_DIGIT * max(_digits(printed[cell] or Decimal(0)) for cell, _ in equation.terms)


def _digits(amount: Decimal) -> int:
    """Count an amount's digits without the zeros behind them."""
    return len(amount.normalize().as_tuple().digits)
