"""The ways to read a cell: as printed, as it stands elsewhere on the page, or as an equation implies.

Only cells of equations that fail get other readings. A value that an equation implies is a reading only where a
scanner could have made the print of it; so a reading says both what would mend the sum and how likely it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from decimal import Decimal
from heapq import nsmallest
from itertools import combinations

from tagwright.proof.model import Candidate, Equation, PrintedCell
from tagwright.proof.scanner import (
    CONFUSIONS,
    LOST_DIGIT,
    LOST_REPEAT,
    LOST_SIGN,
    decimals_of_value,
    digits_of,
    is_negative,
    is_well_formed,
    likely_shapes,
    reading_cost,
    separators_of,
    without_separators,
)

MOST_READINGS = 10
"""Readings that a cell keeps: those that cost least, the printed one always."""
MOST_PAIRS = 24
"""Pairs of misreadings that are kept for one equation."""
ROUNDS = 3
WIDEST_WINDOW = 3
"""An equation implies values for a cell only where its tolerance leaves at most so many steps each way."""

AS_PRINTED = "as printed"
IMPLIED = "implied by an equation"
IMPLIED_BESIDE = "implied by an equation beside another reading"
IMPLIED_ROUNDED = "implied by an equation within its rounding"
SEPARATORS = "misread separators"
SPOKEN_FOR = (IMPLIED, SEPARATORS)
"""How readings come about for which no other cell has to be misread."""
MISREAD = "digits that scanners confuse"

_RANKS = {IMPLIED_BESIDE: 1, IMPLIED_ROUNDED: 1, MISREAD: 2}

_Misreading = tuple[int, int, Decimal]
"""What it costs, the cell, the value."""


def values_of(cells: Sequence[PrintedCell]) -> dict[int, Decimal | None]:
    """Give the value of each cell as read."""
    return {index: cell.value for index, cell in enumerate(cells)}


def residual(equation: Equation, values: Mapping[int, Decimal | None]) -> Decimal | None:
    """What the terms sum to; None where a cell is unread."""
    total = Decimal(0)
    for cell, weight in equation.terms:
        value = values[cell]
        if value is None:
            return None
        total += weight * value
    return total


def fails(equation: Equation, values: Mapping[int, Decimal | None]) -> bool:
    """Say whether an equation is off by more than its tolerance, or has an unread cell."""
    off = residual(equation, values)
    return off is None or abs(off) > equation.tolerance


def suspects(cells: Sequence[PrintedCell]) -> frozenset[int]:
    """Find the cells whose separators differ from those of the table, which only a bad scan explains."""
    marks = [separators_of(cell.text) for cell in cells]
    style = Counter(mark for found in marks for mark in found).most_common(1)
    return frozenset(index for index, found in enumerate(marks) if style and found - {style[0][0]})


def readings(cells: Sequence[PrintedCell], equations: Sequence[Equation]) -> dict[int, tuple[Candidate, ...]]:
    """Give the readings of every cell of a failing equation, the printed one first, then by cost.

    Cells without another reading are left out. An unread cell has no printed reading.
    """
    printed = values_of(cells)
    failing = [equation for equation in equations if fails(equation, printed)]
    found, odd = _Found(cells), suspects(cells)
    touched = {cell for equation in failing for cell, _ in equation.terms}
    for index in sorted(touched | _moved_along(cells, equations, touched)):
        for other in cells[index].others:
            found.add(index, other.value, other.how, other.cost)
    for index in sorted(touched):
        if not is_well_formed(cells[index].text) or index in odd:
            for value in without_separators(cells[index].text):
                found.add(index, value, SEPARATORS)
    for how in (IMPLIED, IMPLIED_ROUNDED):
        for equation in failing:
            _imply(equation, printed, found, how)
    for equation in failing:
        _pair(equation, cells, found)
    for _ in range(ROUNDS):
        fresh = found.take_fresh()
        _imply_from(failing, printed, fresh, found)
    return found.kept()


def _moved_along(cells: Sequence[PrintedCell], equations: Sequence[Equation], touched: Set[int]) -> set[int]:
    """Find the cells with another print that share an equation with such a cell of a failing one.

    Where two rows have changed places, the sum of both still holds.
    """
    return {
        cell
        for equation in equations
        if any(other in touched and cells[other].others for other, _ in equation.terms)
        for cell, _ in equation.terms
        if cells[cell].others
    }


class _Found:
    """Readings found so far, the cheapest way to each value."""

    def __init__(self, cells: Sequence[PrintedCell]) -> None:
        self._cells = cells
        self._readings: defaultdict[int, dict[Decimal, Candidate]] = defaultdict(dict)
        self._refused: set[tuple[int, Decimal]] = set()
        self._told: set[tuple[int, Decimal]] = set()

    def add(self, cell: int, value: Decimal, how: str, cost: Decimal | None = None) -> None:
        """Keep a reading, where a scanner could have printed it so (a cost given is taken as it is)."""
        known = self._readings[cell].get(value)
        if value == self._cells[cell].value or (known and cost is None) or (cell, value) in self._refused:
            return
        cost = reading_cost(self._cells[cell].text, value) if cost is None else cost
        if cost is None:
            self._refused.add((cell, value))
        elif known is None or cost < known.cost:
            self._readings[cell][value] = Candidate(value, cost, how)

    def take_fresh(self) -> dict[int, tuple[Decimal, ...]]:
        """Give the values found since the last time, the cheapest of each cell."""
        fresh = {
            cell: tuple(reading.value for reading in _cheapest(found) if (cell, reading.value) not in self._told)
            for cell, found in sorted(self._readings.items())
        }
        self._told.update((cell, value) for cell, values in fresh.items() for value in values)
        return {cell: values for cell, values in fresh.items() if values}

    def kept(self) -> dict[int, tuple[Candidate, ...]]:
        """Give all readings, the printed one first."""
        every = {}
        for cell, found in sorted(self._readings.items()):
            value = self._cells[cell].value
            first = (Candidate(value, Decimal(0), AS_PRINTED),) if value is not None else ()
            if found:
                every[cell] = first + _cheapest(found)
        return every


def _cheapest(found: Mapping[Decimal, Candidate]) -> tuple[Candidate, ...]:
    """The readings to keep, by cost: those that mend an equation alone before those that need a companion."""
    kept = sorted(found.values(), key=lambda reading: (_RANKS.get(reading.how, 0), reading.cost, reading.value))
    return tuple(sorted(kept[:MOST_READINGS], key=lambda reading: (reading.cost, reading.value)))


def _imply(equation: Equation, values: Mapping[int, Decimal | None], found: _Found, how: str) -> None:
    """Add, for each cell, the value that mends the equation while the others stay as they are."""
    unread = [cell for cell, _ in equation.terms if values[cell] is None]
    if len(unread) > 1:
        return
    places = {cell: decimals_of_value(value) for cell, _ in equation.terms if (value := values[cell]) is not None}
    known = sum((weight * value for cell, weight in equation.terms if (value := values[cell]) is not None), Decimal(0))
    for cell, weight in equation.terms:
        value = values[cell]
        if unread and value is not None:
            continue
        rest = known - weight * (value or 0)
        reach = Decimal(0) if how == IMPLIED else equation.tolerance / abs(weight)
        for mended in _window(-rest / weight, reach, [at for other, at in places.items() if other != cell]):
            found.add(cell, mended, how)


def _window(middle: Decimal, reach: Decimal, places: Sequence[int]) -> tuple[Decimal, ...]:
    """The values within reach of the middle, with the decimal places of most of its sum; none where they are too many.

    A misread comma, which looks like a decimal point, gives one amount of a sum more places than it has.
    """
    usual = max(sorted(set(places)), key=places.count, default=0) if len(set(places)) != 1 else places[0]
    step = Decimal(1).scaleb(-usual)
    if middle != middle.quantize(step) and places:
        step = Decimal(1).scaleb(-max(places))
    nearest = middle.quantize(step)
    if not reach:
        return (nearest,) if nearest == middle else ()
    steps = int(reach / step)
    if steps > WIDEST_WINDOW:
        return ()
    around = (nearest + step * number for number in range(-steps - 1, steps + 2))
    return tuple(value for value in around if abs(value - middle) <= reach)


def _imply_from(
    failing: Sequence[Equation],
    printed: Mapping[int, Decimal | None],
    fresh: Mapping[int, Iterable[Decimal]],
    found: _Found,
) -> None:
    """Add what failing equations imply for their other cells where one cell takes a fresh reading."""
    for equation in failing:
        for cell, _ in equation.terms:
            for value in fresh.get(cell, ()):
                values = {index: printed[index] for index, _ in equation.terms} | {cell: value}
                _imply(equation, values, found, IMPLIED_BESIDE)


def _pair(equation: Equation, cells: Sequence[PrintedCell], found: _Found) -> None:
    """Add the pairs of likely misreadings of two cells that together mend an equation."""
    off = residual(equation, {cell: cells[cell].value for cell, _ in equation.terms})
    if off is None:
        return
    places = max(decimals_of_value(cells[cell].value or Decimal(0)) for cell, _ in equation.terms)
    changes: defaultdict[int, list[_Misreading]] = defaultdict(list)  # in units of the last place: found sooner
    for cell, weight in equation.terms:
        value = cells[cell].value or Decimal(0)
        for reading, cost in misreadings(cells[cell].text, value):
            changes[weight * int((reading - value).scaleb(places))].append((cost, cell, reading))
    pairs: list[tuple[int, _Misreading, _Misreading]] = []
    wanted = -int(off.scaleb(places))
    for change, ones in changes.items():
        others = changes.get(wanted - change, ())
        pairs.extend((one[0] + other[0], one, other) for one in ones for other in others if one[1] < other[1])
    for _, (_, one, reading), (_, other, companion) in nsmallest(MOST_PAIRS, pairs):
        found.add(one, reading, MISREAD)
        found.add(other, companion, MISREAD)


def misreadings(printed: str, value: Decimal) -> tuple[tuple[Decimal, int], ...]:
    """Give the likely true values behind a print: one or two confused digits, a lost digit, a lost sign.

    Costs in hundredths; the cheapest for each value.
    """
    digits, _ = digits_of(printed)
    places = decimals_of_value(value)
    if not digits or int(digits) != abs(value).scaleb(places):
        return ()
    found: dict[str, int] = {}
    swaps = [(at, shape, cost) for at, digit in enumerate(digits) for shape, cost in likely_shapes(digit)]
    for at, shape, cost in swaps:
        _keep(found, digits[:at] + shape + digits[at + 1 :], cost)
    cheap = [swap for swap in swaps if swap[2] <= min(CONFUSIONS.values())]
    for (at, shape, cost), (later, other, more) in combinations(cheap, 2):
        if at < later:
            _keep(found, digits[:at] + shape + digits[at + 1 : later] + other + digits[later + 1 :], cost + more)
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            _keep(
                found, digits[:at] + digit + digits[at:], LOST_REPEAT if at and digits[at - 1] == digit else LOST_DIGIT
            )
    sign = -1 if value < 0 else 1
    every = {sign * Decimal(text).scaleb(-places): cost for text, cost in found.items()}
    if not is_negative(printed):
        every[-value] = LOST_SIGN
    every.pop(value, None)
    return tuple(sorted(every.items(), key=lambda item: (item[1], item[0])))


def _keep(found: dict[str, int], digits: str, cost: int) -> None:
    found[digits] = min(cost, found.get(digits, cost))
