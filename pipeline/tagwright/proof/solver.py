"""The choice of one reading a cell as a mixed integer programme, solved by HiGHS and checked with decimals.

HiGHS counts in binary floats and allows itself small violations, which amounts of ten digits do not forgive. So the
programme holds no amounts: for each equation the sets of changes that mend it are found exactly beforehand, and the
programme chooses one set an equation, or gives the equation up. Each answer is worked out again with decimals.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from time import monotonic

from tagwright.proof.bounds import Least, least_costs
from tagwright.proof.mends import Mend, OverBudgetError, Pick, Problem, Steps, changes_of, reduced
from tagwright.proof.readings import fails, residual

MOST_COLUMNS_IN_ALL = 10_000
"""Columns that all programmes of a part may have together, as far as they are open: about a second's work."""
MOST_NODES = 200
"""Nodes of its search tree that HiGHS may visit for one answer."""
SLACKS = (300, 1500, 3000)
"""How far above its bound an answer is looked for first."""
_SOLVED, _INFEASIBLE = 0, 2
_OUTPUT = 1
"""The descriptor of a process's standard output."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The value chosen for each cell and the cost of them all, in hundredths."""

    values: Mapping[int, Decimal | None]
    cost: int


class Effort:
    """What a part may take: a count of columns, and as the last guard a time (of the monotonic clock)."""

    def __init__(self, deadline: float) -> None:
        self._columns = Steps(MOST_COLUMNS_IN_ALL)
        self._deadline = deadline

    def spend(self, columns: int) -> float:
        """Take so many columns and give the seconds left. Raises OverBudgetError where either is spent."""
        self._columns.take(columns)
        left = self._deadline - monotonic()
        if left <= 0:
            raise OverBudgetError
        return left


@dataclass(frozen=True, slots=True)
class _Row:
    """Coefficients by column, and the bounds of their sum."""

    terms: Mapping[int, int]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Programme:
    """A part of a problem made ready: the columns (picks, equations given up, mends), their costs and the rows."""

    problem: Problem
    mends: tuple[tuple[Mend, ...], ...]
    picks: tuple[Pick, ...]
    costs: tuple[int, ...]
    rows: tuple[_Row, ...]
    least: Least


def prepare(problem: Problem, steps: Steps) -> list[Programme]:
    """Find what mends each equation, and state a programme for each part that shares no open cell with another.

    Changes that break an equation which holds, and that no other change makes good, are left out. Raises
    OverBudgetError.
    """
    # Imported here: it takes longer to import than a clean document, which never gets here, takes to prove.
    import scipy.optimize  # noqa: F401

    problem, mends = reduced(problem, steps)
    return [_programme(*part) for part in _parts(problem, mends)]


def _parts(problem: Problem, mends: Sequence[Sequence[Mend]]) -> list[tuple[Problem, tuple[tuple[Mend, ...], ...]]]:
    """Split into parts, so that cost grows with their number alone."""
    leader = {cell: cell for cell, options in problem.options.items() if len(options) > 1}

    def lead(cell: int) -> int:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    open_in = [[cell for cell, _ in equation.terms if cell in leader] for equation in problem.equations]
    for cells in open_in:
        for cell in cells:
            leader[lead(cell)] = lead(cells[0])
    members, numbers = defaultdict(list), defaultdict(list)
    for cell in leader:
        members[lead(cell)].append(cell)
    for number, cells in enumerate(open_in):
        if cells:
            numbers[lead(cells[0])].append(number)
    parts = []
    for first in sorted(members):
        equations = tuple(problem.equations[number] for number in numbers[first])
        options = {cell: problem.options[cell] for cell in members[first]}
        settled = {cell: problem.printed(cell) for e in equations for cell, _ in e.terms if cell not in options}
        penalties = tuple(problem.penalties[number] for number in numbers[first])
        part = Problem(options, settled, equations, penalties, problem.rounded)
        parts.append((part, tuple(tuple(mends[number]) for number in numbers[first])))
    return parts


def _programme(problem: Problem, mends: tuple[tuple[Mend, ...], ...]) -> Programme:
    picks = tuple((cell, option.value) for cell, options in problem.options.items() for option in options)
    place = {pick: number for number, pick in enumerate(picks)}
    rows = [
        _Row({place[cell, option.value]: 1 for option in options}, 1, 1) for cell, options in problem.options.items()
    ]
    column = len(picks) + len(problem.equations)
    for number, found in enumerate(mends):
        given_up = len(picks) + number
        rows.append(_Row(dict.fromkeys([given_up, *range(column, column + len(found))], 1), 1, 1))
        using = defaultdict(list)
        for at, mend in enumerate(found, start=column):
            for pick in mend.changes:
                using[pick].append(at)
        for pick in changes_of(problem, problem.equations[number]):
            used = {place[pick]: 1} | dict.fromkeys(using[pick], -1)
            rows.append(_Row({**used, given_up: -1}, -inf, 0))
            if using[pick]:
                rows.append(_Row({**used, given_up: 1}, 0, inf))
        column += len(found)
    costs = [option.cost for options in problem.options.values() for option in options]
    costs += [*problem.penalties, *(mend.rounded for found in mends for mend in found)]
    return Programme(problem, mends, picks, tuple(costs), tuple(rows), least_costs(problem, mends))


def cheapest(programme: Programme, effort: Effort) -> Answer:
    """Find the cheapest choice of all: first among those near to the bound, which are few.

    Raises OverBudgetError, as ``solve``.
    """
    for slack in SLACKS:
        answer = solve(programme, frozenset(), programme.least.any + slack, effort)
        if answer is not None:
            return answer
    raise OverBudgetError


def solve(programme: Programme, forbidden: frozenset[Pick], below: float, effort: Effort) -> Answer | None:
    """Find the cheapest choice without the forbidden picks that costs less than ``below``; None where there is none.

    Raises OverBudgetError where the effort is spent first.
    """
    least, problem = programme.least, programme.problem
    closed = forbidden | {pick for pick, cost in least.with_pick.items() if cost >= below}
    if least.any >= below or any(
        all((cell, option.value) in closed for option in some) for cell, some in problem.options.items()
    ):
        return None
    upper = [int(pick not in closed) for pick in programme.picks] + [int(cost < below) for cost in least.giving_up]
    upper += [int(not mend.changes & closed) for found in programme.mends for mend in found]
    found = _run(programme, upper, below, effort)
    if found is None:
        return None
    values = {cell: value for number, (cell, value) in enumerate(programme.picks) if found[number]}
    cost = _cost(problem, values, found[len(programme.picks) :])
    return Answer(values, cost) if cost < below else None


def _cost(problem: Problem, values: Mapping[int, Decimal | None], given_up: Sequence[bool]) -> int:
    """Work out with decimals what an answer costs. Raises OverBudgetError where it is none."""
    every = {**problem.settled, **values}
    cost = sum(option.cost for cell, some in problem.options.items() for option in some if option.value == values[cell])
    for number, equation in enumerate(problem.equations):
        if fails(equation, every):
            cost += problem.penalties[number]
            if not given_up[number]:
                raise OverBudgetError
        elif residual(equation, every):
            cost += problem.rounded
    return cost


def narrowed(programme: Programme, best: Answer, margin: int) -> list[tuple[Programme, Answer]]:
    """Leave out what no answer has that is worse than the best one by less than ``margin``.

    Gives the parts that are left, each with its part of the best answer.
    """
    problem, mends, least = programme.problem, programme.mends, programme.least
    below = best.cost + max(margin, 1)
    while True:
        closed = {pick for pick, cost in least.with_pick.items() if cost >= below}
        for number, equation in enumerate(problem.equations):
            if least.giving_up[number] >= below:
                useful = {pick for mend in mends[number] if not mend.changes & closed for pick in mend.changes}
                closed |= set(changes_of(problem, equation)) - useful
        kept = tuple(tuple(mend for mend in found if not mend.changes & closed) for found in mends)
        options = {
            cell: some[:1] + tuple(option for option in some[1:] if (cell, option.value) not in closed)
            for cell, some in problem.options.items()
        }
        if kept == mends and options == problem.options:
            break
        mends = kept
        problem = Problem(options, problem.settled, problem.equations, problem.penalties, problem.rounded)
        least = least_costs(problem, mends)
    settled = {**problem.settled, **best.values}
    parts = []
    for part, some in _parts(problem, mends):
        values = {cell: best.values[cell] for cell in part.options}
        known = {cell: settled[cell] for cell in part.settled}
        part = Problem(part.options, known, part.equations, part.penalties, part.rounded)
        given_up = [True] * len(part.equations)
        parts.append((_programme(part, some), Answer(values, _cost(part, values, given_up))))
    return parts


@contextmanager
def _silent_output() -> Iterator[None]:
    """Keep what the solver's own code prints from the answer that a program reads there.

    HiGHS has been seen to print a line of debugging to the process's standard output, past Python's ``sys.stdout``.
    """
    sys.stdout.flush()
    kept, nowhere = os.dup(_OUTPUT), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _OUTPUT)
    try:
        yield
    finally:
        os.dup2(kept, _OUTPUT)
        os.close(kept)
        os.close(nowhere)


def _run(programme: Programme, upper: list[int], below: float, effort: Effort) -> list[bool] | None:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    left = effort.spend(sum(upper))
    width = len(programme.costs)
    rows = (*programme.rows, _Row(dict(enumerate(programme.costs)), 0, below))
    entries = [(number, column, factor) for number, row in enumerate(rows) for column, factor in row.terms.items()]
    at, columns, factors = zip(*entries, strict=True)
    matrix = csr_array((factors, (at, columns)), shape=(len(rows), width))
    with _silent_output():
        found = milp(
            programme.costs,
            integrality=[1] * width,
            bounds=Bounds(0, upper),
            constraints=LinearConstraint(matrix, [row.low for row in rows], [row.high for row in rows]),
            options={"time_limit": left, "node_limit": MOST_NODES, "mip_rel_gap": 0.0},
        )
    if found.status == _INFEASIBLE:
        return None
    if found.status != _SOLVED or found.x is None:
        raise OverBudgetError
    return [value > 0.5 for value in found.x]
