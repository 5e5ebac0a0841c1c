"""The choice of one reading a cell as a mixed integer programme, solved by HiGHS and checked with decimals.

HiGHS counts in binary floats and allows itself small violations. So each answer is worked out again exactly; where an
equation that it calls mended is not, that combination is cut off and the programme solved again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from time import monotonic

from tagwright.proof.model import Equation
from tagwright.proof.readings import fails

MOST_CUTS = 40
_TIME_LIMIT, _INFEASIBLE = 1, 2

Pick = tuple[int, Decimal | None]
"""A cell and the value taken for it."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a cell may take (None: it stays unread) and what that costs, in hundredths."""

    value: Decimal | None
    cost: int


@dataclass(frozen=True, slots=True)
class Problem:
    """The cells to choose for, the values of all others, the equations, and what leaving each unmended costs.

    Every cell of an equation has a value or an option.
    """

    options: Mapping[int, tuple[Option, ...]]
    settled: Mapping[int, Decimal | None]
    equations: tuple[Equation, ...]
    penalties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The value chosen for each cell and the cost of them all, in hundredths."""

    values: Mapping[int, Decimal | None]
    cost: int


class TimeUpError(Exception):
    """The time allowed is over, or the solver's errors took too many attempts. Never leaves ``restore``."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Coefficients by column, and the bounds of their sum."""

    terms: Mapping[int, float]
    low: float
    high: float


def solve(problem: Problem, forbidden: frozenset[Pick], deadline: float) -> Answer | None:
    """Find the cheapest choice without the forbidden picks; None where there is no choice left.

    Raises TimeUpError where ``deadline`` (of the monotonic clock) passes first.
    """
    columns = [(cell, option) for cell, options in problem.options.items() for option in options]
    place = {(cell, option.value): number for number, (cell, option) in enumerate(columns)}
    rows = _rows(problem, place, len(columns))
    costs = [option.cost for _, option in columns] + list(problem.penalties)
    upper = [int((cell, option.value) not in forbidden) for cell, option in columns] + [1] * len(problem.penalties)
    for _ in range(MOST_CUTS):
        chosen = _run(costs, upper, rows, deadline)
        if chosen is None:
            return None
        values = {cell: option.value for number, (cell, option) in enumerate(columns) if chosen[number]}
        false = _falsely_mended(problem, values, chosen[len(columns) :])
        if not false:
            return Answer(values, _cost_of(problem, values))
        rows.extend(_cut(problem, place, values, number, len(columns) + number) for number in false)
    raise TimeUpError


def _rows(problem: Problem, place: Mapping[Pick, int], relaxations: int) -> list[_Row]:
    """One reading a cell; each equation within its tolerance, or relaxed."""
    rows = [
        _Row({place[cell, option.value]: 1.0 for option in options}, 1.0, 1.0)
        for cell, options in problem.options.items()
    ]
    for number, equation in enumerate(problem.equations):
        relaxed = relaxations + number
        known = Decimal(0)
        terms: dict[int, Decimal] = {}
        for cell, weight in equation.terms:
            base, options = _base(problem, cell)
            known += weight * base
            for option in options:
                if option.value is None:
                    rows.append(_Row({place[cell, None]: 1.0, relaxed: -1.0}, -inf, 0.0))
                elif option.value != base:
                    column = place[cell, option.value]
                    terms[column] = terms.get(column, Decimal(0)) + weight * (option.value - base)
        slack = sum(map(abs, terms.values()), abs(known))
        unit = max([Decimal(1), *map(abs, terms.values())])
        inside = {column: float(change / unit) for column, change in terms.items()}
        low, high = (float((bound - known) / unit) for bound in (-equation.tolerance, equation.tolerance))
        rows.append(_Row({**inside, relaxed: -float(slack / unit)}, -inf, high))
        rows.append(_Row({**inside, relaxed: float(slack / unit)}, low, inf))
    return rows


def _base(problem: Problem, cell: int) -> tuple[Decimal, tuple[Option, ...]]:
    """The value that changes of a cell are counted from, and its options."""
    options = problem.options.get(cell, ())
    if not options:
        return problem.settled[cell] or Decimal(0), options
    return next((option.value for option in options if option.value is not None), Decimal(0)), options


def _run(costs: list[int], upper: list[int], rows: list[_Row], deadline: float) -> list[bool] | None:
    # Imported here: it takes longer to import than a clean document, which never gets here, takes to prove.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    left = deadline - monotonic()
    if left <= 0:
        raise TimeUpError
    entries = [(number, column, factor) for number, row in enumerate(rows) for column, factor in row.terms.items()]
    at, columns, factors = zip(*entries, strict=True)
    matrix = csr_array((factors, (at, columns)), shape=(len(rows), len(costs)))
    limits = LinearConstraint(matrix, [row.low for row in rows], [row.high for row in rows])
    found = milp(
        costs,
        integrality=[1] * len(costs),
        bounds=Bounds(0, upper),
        constraints=limits,
        options={"time_limit": left, "mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        return None
    if found.status == _TIME_LIMIT or found.x is None:
        raise TimeUpError
    return [value > 0.5 for value in found.x]


def _falsely_mended(problem: Problem, values: Mapping[int, Decimal | None], relaxed: list[bool]) -> list[int]:
    """The equations that the solver calls mended though, worked out exactly, they fail."""
    every = {**problem.settled, **values}
    return [
        number for number, equation in enumerate(problem.equations) if not relaxed[number] and fails(equation, every)
    ]


def _cut(
    problem: Problem, place: Mapping[Pick, int], values: Mapping[int, Decimal | None], number: int, relaxed: int
) -> _Row:
    """Allow this combination of an equation's cells only where the equation is relaxed."""
    picked = [place[cell, values[cell]] for cell, _ in problem.equations[number].terms if cell in values]
    return _Row({**dict.fromkeys(picked, 1.0), relaxed: -1.0}, -inf, float(len(picked) - 1))


def _cost_of(problem: Problem, values: Mapping[int, Decimal | None]) -> int:
    """What a choice costs, worked out with whole numbers."""
    every = {**problem.settled, **values}
    chosen = sum(
        option.cost for cell, options in problem.options.items() for option in options if option.value == values[cell]
    )
    unmended = sum(
        penalty
        for equation, penalty in zip(problem.equations, problem.penalties, strict=True)
        if fails(equation, every)
    )
    return chosen + unmended
