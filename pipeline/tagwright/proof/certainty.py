"""How certain a restored value is: the odds of every other explanation of the sums that it mends, against it.

A sum that fails is no proof of the one reading that mends it: another amount of the same sum may be misread, or two
may be. The likelihoods of all such explanations are added up, each as the scanner's costs have it. An amount that
another sum bears out is hardly one of them. A second sum over the restored cell asks for a second explanation, so
that the odds are multiplied; a cell without any print has every value to offer, so that any misread amount of its
sum would go unseen in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, prod

from tagwright.proof.model import Equation, PrintedCell
from tagwright.proof.readings import fails, misreadings, residual
from tagwright.proof.scanner import digits_of, reading_cost

MOST_ODDS = 0.02
"""The rivals of a restored value may together be a fiftieth as likely as it; on average they are far less so."""
MOST_ODDS_ALONE = 0.07
"""The same where a table shows no other error: it is then the less likely to hide one."""
BEYOND_READING = 1100
"""The cost of a print that no scanner makes of the value: an error of another kind."""
BORNE_OUT = 600
"""More for any misreading of an amount that another sum bears out: that sum needs an error of the same difference."""
UNSEEN = 230
"""Less for any misreading at all than for a certain one: they are about a dozen of equal likelihood."""
COINCIDENCE = 0.03
"""How likely two amounts are misread by the same difference, in the two sums of a blank."""
MOST_MISREADINGS = 60
"""Misreadings that are weighed for one amount, the likeliest."""
WIDEST = 24
"""Amounts of a sum beyond which pairs of misreadings are too many: there is always one that fits."""


@dataclass(frozen=True)
class Scene:
    """A table with the values that stand (None: in question), and the costs that its state gives to errors.

    ``openings`` is what it costs to call a cell misread; ``rounded`` that a sum is off by a rounding.
    """

    cells: Sequence[PrintedCell]
    equations: Sequence[Equation]
    over: Mapping[int, Sequence[int]]
    values: Mapping[int, Decimal | None]
    openings: Mapping[int, int]
    rounded: int


def odds_against(scene: Scene, cell: int) -> float:
    """Add up how likely the other explanations are, as a multiple of how likely the cell's value is."""
    value, printed = scene.values[cell], scene.cells[cell].value
    assert value is not None  # noqa: S101 - only restored cells are asked about
    bearing = _bearing(scene, cell)
    if not bearing:
        return float("inf")
    odds = _rounded_otherwise(scene, cell, value, bearing)
    if not digits_of(scene.cells[cell].text)[0]:
        others = [_any_other(scene, number, cell) for number in bearing]
        alike = COINCIDENCE ** (sum(1 for other in others if other < 1) - 1) if min(others) < 1 else 1
        return odds + prod(others) * alike
    without = exp(_cost(scene, cell, value) / 100)
    for number in bearing:
        if printed is not None:
            off = residual(scene.equations[number], {**scene.values, cell: printed})
            assert off is not None  # noqa: S101 - bearing equations are read throughout
            without *= _one_other(scene, number, cell, off) + _two_others(scene, number, cell, off)
    if printed is not None:
        odds += without
    if len(bearing) == 1:
        odds += _with_another(scene, bearing[0], cell, value)
    return odds


def _bearing(scene: Scene, cell: int) -> list[int]:
    """Give the equations that hold with the cell's value and not with its print, each once."""
    before = {**scene.values, cell: scene.cells[cell].value}
    found: dict[frozenset[tuple[int, int]], int] = {}
    for number in scene.over[cell]:
        equation = scene.equations[number]
        if fails(equation, before) and not fails(equation, scene.values):
            sign = next(weight for member, weight in equation.terms if member == cell)
            found.setdefault(frozenset((member, weight * sign) for member, weight in equation.terms), number)
    return list(found.values())


def _cost(scene: Scene, cell: int, value: Decimal) -> int:
    """What it costs that a cell which is printed thus is ``value``."""
    own = scene.cells[cell]
    if value == own.value:
        return 0
    costs = [int(other.cost * 100) for other in own.others if other.value == value]
    near = reading_cost(own.text, value)
    costs.append(BEYOND_READING if near is None else int(near * 100))
    return min(costs) + (0 if own.value is None else scene.openings[cell])


def _bearing_out(scene: Scene, cell: int, asked: int) -> list[int]:
    """Give the equations that hold exactly and bear a cell out, whatever is asked of another cell.

    An equation whose other cells have prints elsewhere on the page bears nothing out: they could change together.
    """
    return [
        number
        for number in scene.over[cell]
        if residual(scene.equations[number], scene.values) == 0
        and all(
            other != asked and (other == cell or not scene.cells[other].others)
            for other, _ in scene.equations[number].terms
        )
    ]


def _also_misread(scene: Scene, cell: int, value: Decimal, asked: int) -> int:
    """What else it costs that a cell has another value: each equation that bears it out needs an error of its own."""
    change = value - (scene.values[cell] or 0)
    costs = [0]
    for number in _bearing_out(scene, cell, asked):
        equation = scene.equations[number]
        own = next(weight for member, weight in equation.terms if member == cell)
        if abs(own * change) > equation.tolerance:
            costs.append(
                min(_more(scene, other, -own * change / weight) for other, weight in equation.terms if other != cell)
            )
    return max(costs)


def _more(scene: Scene, cell: int, change: Decimal) -> int:
    """What it costs more that a cell is off by so much from the value with which it stands."""
    standing = scene.values[cell]
    assert standing is not None  # noqa: S101 - equations that hold are read throughout
    return _cost(scene, cell, standing + change) - _cost(scene, cell, standing)


def _likelihood(scene: Scene, cell: int, value: Decimal, asked: int) -> float:
    """How likely a cell is another value than it stands with, against that."""
    standing = scene.values[cell]
    assert standing is not None  # noqa: S101 - bearing equations are read throughout
    return exp(-(_more(scene, cell, value - standing) + _also_misread(scene, cell, value, asked)) / 100)


def _one_other(scene: Scene, number: int, cell: int, off: Decimal) -> float:
    """Another cell alone mends the equation."""
    total = 0.0
    for other, weight in scene.equations[number].terms:
        standing = scene.values[other]
        if other != cell and standing is not None:
            total += _likelihood(scene, other, standing - off / weight, cell)
    return total


def _misreadings(scene: Scene, cell: int, asked: int) -> list[tuple[Decimal, float]]:
    """Give the likely other values of a cell, each with its likelihood; none where another equation bears it out."""
    standing = scene.values[cell]
    if standing is None or standing != scene.cells[cell].value or _bearing_out(scene, cell, asked):
        return []
    some = misreadings(scene.cells[cell].text, standing)[:MOST_MISREADINGS]
    return [(value, exp(-(cost + scene.openings[cell]) / 100)) for value, cost in some]


def _two_others(scene: Scene, number: int, cell: int, off: Decimal) -> float:
    """Two other cells mend the equation together."""
    terms = scene.equations[number].terms
    if len(terms) > WIDEST:
        return 1.0
    by_change: defaultdict[Decimal, list[tuple[int, float]]] = defaultdict(list)
    for other, weight in terms:
        if other != cell:
            for value, likelihood in _misreadings(scene, other, cell):
                by_change[weight * (value - (scene.values[other] or 0))].append((other, likelihood))
    total = 0.0
    for change, ones in by_change.items():
        for one, likely in ones:
            total += sum(likely * other for at, other in by_change.get(-off - change, ()) if at > one)
    return total


def _any_other(scene: Scene, number: int, cell: int) -> float:
    """Another cell of the equation is misread, whatever it says: a blank takes up every difference."""
    total = 0.0
    for other, _ in scene.equations[number].terms:
        if other == cell:
            continue
        if not digits_of(scene.cells[other].text)[0] and scene.cells[other].value is None:
            total += 1
        elif scene.values[other] == scene.cells[other].value:
            borne_out = BORNE_OUT * bool(_bearing_out(scene, other, cell))
            total += exp((UNSEEN - scene.openings[other] - borne_out) / 100)
    return total


def _with_another(scene: Scene, number: int, cell: int, value: Decimal) -> float:
    """The cell has another value yet, and another cell of its one equation is misread too."""
    terms = scene.equations[number].terms
    own = next(weight for member, weight in terms if member == cell)
    total = 0.0
    for other, weight in terms:
        if other == cell:
            continue
        for misread, likelihood in _misreadings(scene, other, cell):
            instead = value - weight * (misread - (scene.values[other] or 0)) / own
            if instead != scene.cells[cell].value:
                total += likelihood * exp((_cost(scene, cell, value) - _cost(scene, cell, instead)) / 100)
    return total


def _rounded_otherwise(scene: Scene, cell: int, value: Decimal, bearing: Sequence[int]) -> float:
    """The cell has a value beside this one, which the tolerances allow as well."""
    reach = min(scene.equations[number].tolerance for number in bearing)
    inexact = sum(1 for number in bearing if residual(scene.equations[number], scene.values))
    total = 0.0
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) if value else Decimal(1)
    for steps in range(-3, 4):
        beside = value + step * steps
        if not steps or abs(steps * step) > 2 * reach:
            continue
        values = {**scene.values, cell: beside}
        if any(fails(scene.equations[number], values) for number in bearing):
            continue
        off = sum(1 for number in bearing if residual(scene.equations[number], values)) - inexact
        cost = _cost(scene, cell, beside) - _cost(scene, cell, value) + off * scene.rounded
        total += exp(-cost / 100)
    return total
