"""What an answer costs at least that takes a certain reading: so most rivals are ruled out without a search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tagwright.proof.mends import Mend, Pick, Problem
from tagwright.proof.readings import fails


@dataclass(frozen=True, slots=True)
class Least:
    """What an answer costs at least: any at all, one with a pick, one that gives an equation up."""

    any: float
    with_pick: Mapping[Pick, float]
    giving_up: tuple[float, ...]


def least_costs(problem: Problem, mends: Sequence[Sequence[Mend]]) -> Least:
    """Give costs that no answer can be below.

    Each failing equation is mended or given up. A change that mends several of them is paid for by all in equal
    shares, so that the least shares of all equations together are never more than an answer costs.
    """
    printed = {cell: problem.printed(cell) for equation in problem.equations for cell, _ in equation.terms}
    failing = {number for number, equation in enumerate(problem.equations) if fails(equation, printed)}
    failing_over: defaultdict[int, list[int]] = defaultdict(list)
    holding_over: defaultdict[int, list[int]] = defaultdict(list)
    for number, equation in enumerate(problem.equations):
        for cell, _ in equation.terms:
            (failing_over if number in failing else holding_over)[cell].append(number)
    costs = {(cell, option.value): option.cost for cell, some in problem.options.items() for option in some}
    share = {pick: cost / max(1, len(failing_over[pick[0]])) for pick, cost in costs.items()}
    weighed = {
        number: [(mend.rounded + sum(share[pick] for pick in mend.changes), mend) for mend in mends[number]]
        for number in sorted(failing)
    }
    least = {n: min([problem.penalties[n], *(cost for cost, _ in weighed[n])]) for n in weighed}
    every = sum(least.values())
    bounds: dict[Pick, float] = {}
    for pick, cost in costs.items():
        cell, value = pick
        change = value != problem.printed(cell)
        bound = every + (cost if change and not failing_over[cell] else 0)
        for number in failing_over[cell]:
            # A mend either has the pick, or, where that is the print, none of the cell's changes.
            fitting = [
                so_far
                for so_far, mend in weighed[number]
                if (pick in mend.changes if change else all(other != cell for other, _ in mend.changes))
            ]
            bound += min([problem.penalties[number] + (share[pick] if change else 0), *fitting]) - least[number]
        if change:
            bound += max((_companions(mends[n], pick, costs, failing_over) for n in holding_over[cell]), default=0)
        bounds[pick] = bound
    giving_up = tuple(every - least.get(n, 0) + penalty for n, penalty in enumerate(problem.penalties))
    return Least(every, bounds, giving_up)


def _companions(
    mends: Sequence[Mend], pick: Pick, costs: dict[Pick, int], failing_over: defaultdict[int, list[int]]
) -> float:
    """What else has to change at least so that an equation goes on to hold, as far as no failing one pays for it."""
    return min(
        (
            sum(costs[other] for other in mend.changes if other != pick and not failing_over[other[0]])
            for mend in mends
            if pick in mend.changes
        ),
        default=0,
    )
