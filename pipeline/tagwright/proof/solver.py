"""The choice of one reading a cell as a mixed integer programme, solved by HiGHS and checked with decimals.

HiGHS counts in binary floats and allows itself small violations, which amounts of ten digits do not forgive. So the
programme holds no amounts: for each equation the sets of changes that mend it are found exactly beforehand, and the
programme chooses one set an equation, or gives the equation up. Each answer is worked out again with decimals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import inf
from time import monotonic

from tagwright.proof.model import Equation
from tagwright.proof.readings import fails

MOST_CHANGES = 3
"""Changes that may mend one failing equation together; more are not told from chance."""
MOST_IN_TRIPLES = 60
"""Changes in an equation beyond which sets of three are not looked for."""
MOST_SETS = 120
"""Sets that are weighed for one equation, those that cost least."""
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
    """The time allowed is over, or the solver erred. Never leaves ``restore``."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Coefficients by column, and the bounds of their sum."""

    terms: Mapping[int, int]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Programme:
    """A problem made ready: the columns (picks, equations given up, sets of changes), their costs and the rows."""

    problem: Problem
    picks: tuple[Pick, ...]
    costs: tuple[int, ...]
    rows: tuple[_Row, ...]


def prepare(problem: Problem, deadline: float) -> Programme:
    """Find the sets of changes that mend each equation, and state the programme.

    Changes that break an equation which holds, and that no other change makes good, are left out.
    """
    problem, sets = _reduced(problem, deadline)
    picks = tuple((cell, option.value) for cell, options in problem.options.items() for option in options)
    place = {pick: number for number, pick in enumerate(picks)}
    rows = [
        _Row({place[cell, option.value]: 1 for option in options}, 1, 1) for cell, options in problem.options.items()
    ]
    column = len(picks) + len(problem.equations)
    for number, found in enumerate(sets):
        given_up = len(picks) + number
        rows.append(_Row(dict.fromkeys([given_up, *range(column, column + len(found))], 1), 1, 1))
        using = defaultdict(list)
        for at, changes in enumerate(found, start=column):
            for pick in changes:
                using[pick].append(at)
        for pick in _changes_of(problem, number):
            used = {place[pick]: 1} | dict.fromkeys(using[pick], -1)
            rows.append(_Row({**used, given_up: -1}, -inf, 0))
            if using[pick]:
                rows.append(_Row({**used, given_up: 1}, 0, inf))
        column += len(found)
    costs = [option.cost for options in problem.options.values() for option in options]
    costs += [*problem.penalties, *([0] * (column - len(costs) - len(problem.penalties)))]
    return Programme(problem, picks, tuple(costs), tuple(rows))


def solve(programme: Programme, forbidden: frozenset[Pick], deadline: float) -> Answer | None:
    """Find the cheapest choice without the forbidden picks; None where there is no choice left.

    Raises TimeUpError where ``deadline`` (of the monotonic clock) passes first.
    """
    upper = [int(pick not in forbidden) for pick in programme.picks]
    found = _run(programme, upper, deadline)
    if found is None:
        return None
    values = {cell: value for number, (cell, value) in enumerate(programme.picks) if found[number]}
    problem = programme.problem
    every = {**problem.settled, **values}
    cost = sum(option.cost for cell, some in problem.options.items() for option in some if option.value == values[cell])
    for number, equation in enumerate(problem.equations):
        if fails(equation, every):
            cost += problem.penalties[number]
            if not found[len(programme.picks) + number]:
                raise TimeUpError
    return Answer(values, cost)


def _run(programme: Programme, upper: list[int], deadline: float) -> list[bool] | None:
    # Imported here: it takes longer to import than a clean document, which never gets here, takes to prove.
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    left = deadline - monotonic()
    if left <= 0:
        raise TimeUpError
    rows, width = programme.rows, len(programme.costs)
    entries = [(number, column, factor) for number, row in enumerate(rows) for column, factor in row.terms.items()]
    at, columns, factors = zip(*entries, strict=True)
    matrix = csr_array((factors, (at, columns)), shape=(len(rows), width))
    found = milp(
        programme.costs,
        integrality=[1] * width,
        bounds=Bounds(0, upper + [1] * (width - len(upper))),
        constraints=LinearConstraint(matrix, [row.low for row in rows], [row.high for row in rows]),
        options={"time_limit": left, "mip_rel_gap": 0.0},
    )
    if found.status == _INFEASIBLE:
        return None
    if found.status == _TIME_LIMIT or found.x is None:
        raise TimeUpError
    return [value > 0.5 for value in found.x]


def _base(problem: Problem, cell: int) -> Decimal | None:
    """The value that changes of a cell are counted from: as printed; None where it is unread."""
    options = problem.options.get(cell)
    return options[0].value if options else problem.settled[cell]


def _changes_of(problem: Problem, number: int) -> list[Pick]:
    """The picks of an equation's cells that differ from the print."""
    cells = dict.fromkeys(cell for cell, _ in problem.equations[number].terms if cell in problem.options)
    return [(cell, option.value) for cell in cells for option in problem.options[cell][1:]] + [
        (cell, None) for cell in cells if _base(problem, cell) is None
    ]


def _reduced(problem: Problem, deadline: float) -> tuple[Problem, list[list[frozenset[Pick]]]]:
    """Leave out the changes that no set of a holding equation has, until all that remain are in one."""
    while True:
        printed = {cell: _base(problem, cell) for equation in problem.equations for cell, _ in equation.terms}
        sets, useless = [], set()
        for number, equation in enumerate(problem.equations):
            if monotonic() > deadline:
                raise TimeUpError
            holds = not fails(equation, printed)
            sets.append(_mending(problem, equation, MOST_CHANGES - holds))
            if holds:
                useless |= set(_changes_of(problem, number)) - {pick for changes in sets[-1] for pick in changes}
        if not useless:
            return problem, sets
        options = {
            cell: tuple(option for at, option in enumerate(some) if not at or (cell, option.value) not in useless)
            for cell, some in problem.options.items()
        }
        problem = Problem(options, problem.settled, problem.equations, problem.penalties)


_Change = tuple[int, Pick]
"""By how much a pick changes the sum of an equation, in units of its last decimal place."""


def _mending(problem: Problem, equation: Equation, most: int) -> list[frozenset[Pick]]:
    """Find the sets of at most so many changes with which an equation holds; each unread cell takes a value."""
    costs = {
        (cell, option.value): option.cost for cell, _ in equation.terms for option in problem.options.get(cell, ())
    }
    every = [value for _, value in costs if value is not None]
    every += [value for cell, _ in equation.terms if (value := _base(problem, cell)) is not None]
    places = max(-int(value.as_tuple().exponent) for value in (*every, equation.tolerance))
    off = 0
    unread: list[list[_Change]] = []
    free: list[_Change] = []
    for cell, weight in equation.terms:
        base = _base(problem, cell)
        start = _units(base or Decimal(0), places) * weight
        off += start
        changes: list[_Change] = [
            (_units(option.value, places) * weight - start, (cell, option.value))
            for option in problem.options.get(cell, ())[1:]
            if option.value is not None
        ]
        if base is None:
            unread.append(changes)
        else:
            free.extend(changes)
    free.sort(key=lambda change: (change[0], change[1][0]))
    reach = _units(equation.tolerance, places)
    found: list[frozenset[Pick]] = []
    for given in product(*unread) if len(unread) <= most else ():
        rest = off + sum(amount for amount, _ in given)
        already = tuple(pick for _, pick in given)
        found.extend(frozenset((*already, *more)) for more in _filling(rest, reach, free, most - len(given)))
    # Sorting is stable: of equal costs the one found first stays, which is the same in every run.
    return sorted(dict.fromkeys(found), key=lambda changes: sum(costs[pick] for pick in changes))[:MOST_SETS]


def _filling(rest: int, reach: int, free: Sequence[_Change], most: int) -> Iterator[tuple[Pick, ...]]:
    """Give the sets of changes of different cells that bring ``rest`` within reach of 0."""
    if abs(rest) <= reach:
        yield ()
    amounts = [amount for amount, _ in free]

    def closing(rest: int, after: int) -> Iterator[Pick]:
        for at in range(bisect_left(amounts, -reach - rest, after), len(amounts)):
            if amounts[at] > reach - rest:
                return
            yield free[at][1]

    if most >= 1:
        yield from ((pick,) for pick in closing(rest, 0))
    most = min(most, 2) if len(free) > MOST_IN_TRIPLES else most
    for first, (amount, one) in enumerate(free if most >= 2 else ()):
        yield from ((one, pick) for pick in closing(rest + amount, first + 1) if pick[0] != one[0])
        for second in range(first + 1, len(free)) if most >= 3 else ():
            more, other = free[second]
            if other[0] != one[0]:
                for pick in closing(rest + amount + more, second + 1):
                    if pick[0] not in (one[0], other[0]):
                        yield one, other, pick


def _units(value: Decimal, places: int) -> int:
    return int(value.scaleb(places))
