"""The sets of changes with which an equation holds, found exactly, with whole numbers and within a count of steps."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tagwright.proof.model import Equation
from tagwright.proof.readings import fails, residual

MOST_CHANGES = 3
"""Unlikely changes that may mend one failing equation together; more are not told from chance."""
WIDEST_IN_TRIPLES = 60
"""Changes in an equation beyond which sets of three are not looked for."""
MOST_TOGETHER = 12
"""Cells of which each may take a reading that the page or another sum speaks for, all at once, as in a lost row."""
MOST_SETS = 120
"""Sets that are weighed for one equation, those that cost least."""

Pick = tuple[int, Decimal | None]
"""A cell and the value taken for it."""


class OverBudgetError(Exception):
    """The search took more steps, or more time, than it is allowed. Never leaves ``restore``."""


class Steps:
    """A count of steps that a search may take: unlike a clock, it gives the same outcome on every machine."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, count: int) -> None:
        """Take so many steps. Raises OverBudgetError where none are left."""
        self._left -= count
        if self._left < 0:
            raise OverBudgetError


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a cell may take (None: it stays unread) and what that costs, in hundredths.

    ``strong`` where the page or a sum by itself speaks for the value.
    """

    value: Decimal | None
    cost: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """The cells to choose for, the values of all others, the equations, and what leaving each unmended costs.

    The first option of a cell is its print. Every cell of an equation has a value or an option. ``rounded`` is what it
    costs that an equation holds only within its tolerance.
    """

    options: Mapping[int, tuple[Option, ...]]
    settled: Mapping[int, Decimal | None]
    equations: tuple[Equation, ...]
    penalties: tuple[int, ...]
    rounded: int = 0

    def printed(self, cell: int) -> Decimal | None:
        """Give the value that changes of a cell are counted from; None where it is unread."""
        options = self.options.get(cell)
        return options[0].value if options else self.settled[cell]


@dataclass(frozen=True, slots=True)
class Mend:
    """Changes that make one equation hold, and what it costs that it then holds by rounding alone."""

    changes: frozenset[Pick]
    rounded: int


def changes_of(problem: Problem, equation: Equation) -> list[Pick]:
    """Give the picks of an equation's cells that differ from the print."""
    cells = dict.fromkeys(cell for cell, _ in equation.terms if cell in problem.options)
    return [(cell, option.value) for cell in cells for option in problem.options[cell][1:]] + [
        (cell, None) for cell in cells if problem.printed(cell) is None
    ]


def reduced(problem: Problem, steps: Steps) -> tuple[Problem, list[list[Mend]]]:
    """Leave out the changes that no mend of a holding equation has, until all that remain are in one.

    Gives the mends of each equation too.
    """
    found: dict[int, list[Mend]] = {}
    stale = set(range(len(problem.equations)))
    over = defaultdict(list)
    for number, equation in enumerate(problem.equations):
        for cell, _ in equation.terms:
            over[cell].append(number)
    while stale:
        useless: set[Pick] = set()
        for number in sorted(stale):
            equation = problem.equations[number]
            holds = not fails(equation, {cell: problem.printed(cell) for cell, _ in equation.terms})
            found[number] = _mends(problem, equation, MOST_CHANGES - holds, steps)
            if holds:
                useless |= set(changes_of(problem, equation)) - {
                    pick for mend in found[number] for pick in mend.changes
                }
        stale = {number for cell, _ in useless for number in over[cell]}
        options = dict(problem.options)
        for changed in {cell for cell, _ in useless}:
            some = options[changed]
            options[changed] = some[:1] + tuple(o for o in some[1:] if (changed, o.value) not in useless)
        problem = Problem(options, problem.settled, problem.equations, problem.penalties, problem.rounded)
    return problem, [found[number] for number in range(len(problem.equations))]


_Change = tuple[int, Pick]
"""By how much a pick changes the sum of an equation, in units of its last decimal place."""


def _mends(problem: Problem, equation: Equation, most: int, steps: Steps) -> list[Mend]:
    """Find the sets of changes with which an equation holds: a few of any kind, or many strong ones."""
    options = {cell: problem.options[cell] for cell, _ in equation.terms if cell in problem.options}
    costs = {(cell, option.value): option.cost for cell, some in options.items() for option in some}
    places = _places(problem, equation, costs)
    off = 0
    free: list[_Change] = []
    unread: set[int] = set()
    strong: dict[int, list[_Change]] = {}
    for cell, weight in equation.terms:
        base = problem.printed(cell)
        start = _units(base or Decimal(0), places) * weight
        off += start
        if base is None:
            unread.add(cell)
        for option in options.get(cell, ())[1:]:
            if option.value is not None:
                change = (_units(option.value, places) * weight - start, (cell, option.value))
                free.append(change)
                if option.strong or base is None:
                    strong.setdefault(cell, []).append(change)
    if not unread <= strong.keys():
        return []
    free.sort(key=lambda change: (change[0], change[1][0]))
    reach = _units(equation.tolerance, places)
    found: list[tuple[Pick, ...]] = []
    if len(unread) <= most:
        found.extend(
            picks for picks in _filling(off, reach, free, most, steps) if unread <= {cell for cell, _ in picks}
        )
    found.extend(_together(off, reach, _likeliest(strong, unread, costs), unread, steps))
    # Sorting is stable: of equal costs the one found first stays, which is the same in every run.
    mends = [
        Mend(changes, problem.rounded if _is_off(equation, problem, changes) else 0)
        for changes in dict.fromkeys(frozenset(picks) for picks in found)
    ]
    mends.sort(key=lambda mend: mend.rounded + sum(costs[pick] for pick in mend.changes))
    return mends[:MOST_SETS]


def _places(problem: Problem, equation: Equation, costs: Mapping[Pick, int]) -> int:
    every = [value for _, value in costs if value is not None]
    every += [value for cell, _ in equation.terms if (value := problem.printed(cell)) is not None]
    return max(-int(value.as_tuple().exponent) for value in (*every, equation.tolerance))


def _is_off(equation: Equation, problem: Problem, changes: frozenset[Pick]) -> bool:
    if not equation.tolerance:
        return False
    values = {cell: problem.printed(cell) for cell, _ in equation.terms} | dict(changes)
    return bool(residual(equation, values))


def _likeliest(
    strong: Mapping[int, list[_Change]], unread: set[int], costs: Mapping[Pick, int]
) -> list[tuple[bool, list[_Change]]]:
    """Give the two likeliest strong changes of each cell, for the likeliest cells, with whether one must be taken."""
    best = {cell: sorted(some, key=lambda change: costs[change[1]])[:2] for cell, some in strong.items()}
    order = sorted(best, key=lambda cell: (cell not in unread, costs[best[cell][0][1]], cell))
    return [(cell in unread, best[cell]) for cell in order[:MOST_TOGETHER]]


def _together(
    rest: int, reach: int, cells: Sequence[tuple[bool, list[_Change]]], unread: set[int], steps: Steps
) -> Iterator[tuple[Pick, ...]]:
    """Give the sets of strong changes, however many, that bring ``rest`` within reach of 0: by halves that meet."""
    if len(cells) <= 1 or sum(must for must, _ in cells) < len(unread):
        return
    first, second = (_combinations(half, steps) for half in (cells[::2], cells[1::2]))
    second.sort(key=lambda combination: combination[0])
    amounts = [amount for amount, _ in second]
    for amount, picks in first:
        for at in range(bisect_left(amounts, -reach - rest - amount), len(second)):
            if amounts[at] > reach - rest - amount:
                break
            steps.take(1)
            yield picks + second[at][1]


def _combinations(cells: Sequence[tuple[bool, list[_Change]]], steps: Steps) -> list[tuple[int, tuple[Pick, ...]]]:
    found: list[tuple[int, tuple[Pick, ...]]] = [(0, ())]
    for must, changes in cells:
        more = [(so_far + amount, (*picks, pick)) for so_far, picks in found for amount, pick in changes]
        found = more if must else found + more
        steps.take(len(found))
    return found


def _filling(rest: int, reach: int, free: Sequence[_Change], most: int, steps: Steps) -> Iterator[tuple[Pick, ...]]:
    """Give the sets of changes of different cells that bring ``rest`` within reach of 0."""
    if abs(rest) <= reach:
        yield ()
    amounts = [amount for amount, _ in free]

    def closing(rest: int, after: int) -> Iterator[Pick]:
        steps.take(1)
        for at in range(bisect_left(amounts, -reach - rest, after), len(amounts)):
            if amounts[at] > reach - rest:
                return
            yield free[at][1]

    if most >= 1:
        yield from ((pick,) for pick in closing(rest, 0))
    most = min(most, 2) if len(free) > WIDEST_IN_TRIPLES else most
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
