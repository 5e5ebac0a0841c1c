"""Find the arithmetic of a table without being told: which strips (lines, or columns) sum to which.

Strips are read from first to last with a stack of those that no total has summed yet; a total stands for its
operands from then on. For each strip these ways are tried, and the first that no position contradicts is taken,
one that is exact before one that holds by rounding: the strips right before it; the totals before it; a run
with one or two strips passed over (debris, "of which"); with signs (expenses printed as positive amounts); any
two strips anywhere (net current assets); and the strips right after it (a total printed first). Where every way
is contradicted somewhere, the best is kept if the evidence allows: there the table does not foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from tagwright.figures.model import UnitOfMeasure
from tagwright.proof.evidence import Evidence, Terms, is_slip, same_units, weigh
from tagwright.proof.grid import Cell, Grid, Strip

_LONGEST_RUN = 60
_LONGEST_SIGNED = 9
_FARTHEST_PAIR = 200
_MOST_STEPS = 1_500_000
"""Cells that a search may look at (a second's work); strips that come after stay unproven. A count, unlike a
clock, gives the same proof on every machine."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The strip ``total`` is the weighted sum of the strips of ``terms``, in every position."""

    total: int
    terms: Terms


@dataclass(frozen=True, slots=True)
class _Way:
    terms: Terms
    evidence: Evidence
    spent: bool
    """Whether the total stands for its operands, which then count no more."""

    @property
    def plain(self) -> bool:
        """Whether it adds up without a minus."""
        return all(weight > 0 for _, weight in self.terms)


def sums_of_lines(grid: Grid) -> tuple[Relation, ...]:
    """Find the sums down the columns of a table."""
    return _relations(grid.rows, differences=False)


def sums_of_columns(grid: Grid) -> tuple[Relation, ...]:
    """Find the sums along the lines of a table."""
    return _relations(grid.columns, differences=True)


_Printed = tuple[tuple[tuple[int, int | None, UnitOfMeasure | None], ...], float, bool]
"""A strip as a value: the position, amount and unit of each cell, and what its wording says."""


def _relations(strips: Sequence[Strip], *, differences: bool) -> tuple[Relation, ...]:
    return _relations_printed(tuple(map(_printed, strips)), differences)


def _printed(strip: Strip) -> _Printed:
    cells = tuple((position, cell.amount, cell.unit) for position, cell in strip.cells.items())
    return cells, strip.worded, strip.opening


# A table is added up when its damage is looked for, when a repair is tried, and when it is proven: mostly unchanged.
@lru_cache(maxsize=500)
def _relations_printed(printed: tuple[_Printed, ...], differences: bool) -> tuple[Relation, ...]:
    strips = [
        Strip({position: Cell(-1, amount, unit) for position, amount, unit in cells}, worded, opening)
        for cells, worded, opening in printed
    ]
    plain = _Search(strips, only_plain=True).relations()
    operands = frozenset(index for relation in plain for index, _ in relation.terms)
    return _Search(strips, operands=operands, differences=differences).relations()


@dataclass
class _Search:
    strips: Sequence[Strip]
    only_plain: bool = False
    operands: frozenset[int] = frozenset()
    """Strips that plain sums add up: no other way is tried for them unless they are worded as totals."""
    differences: bool = False
    """Whether any strip may be the difference of two, or only one that is worded as a total."""

    open: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    found: list[Relation] = field(default_factory=list)
    steps: int = 0
    alike: dict[tuple[int, int], bool] = field(default_factory=dict)
    units: list[int] = field(default_factory=list)
    """The number of each strip's units: strips that print the same units in the same positions share one."""
    repeats: set[int] = field(default_factory=set)
    """Strips that print an earlier one again."""

    def __post_init__(self) -> None:
        """Note the units of each strip, and which strips repeat an earlier one, once."""
        numbers: dict[object, int] = {}
        for strip in self.strips:
            units = tuple((position, cell.unit) for position, cell in strip.cells.items())
            self.units.append(numbers.setdefault(units, len(numbers)))
        first: dict[object, int] = {}
        for index, strip in enumerate(self.strips):
            amounts = tuple((p, cell.amount) for p, cell in strip.cells.items())
            if first.setdefault(amounts, index) != index:
                self.repeats.add(index)

    def relations(self) -> tuple[Relation, ...]:
        """Go through all strips once, then look for totals that are printed before their parts."""
        for index, strip in enumerate(self.strips):
            if not strip.read:
                continue
            way, beside = self._best(index)
            if beside is not None:
                self.found.append(Relation(index, beside.terms))
            if way is not None:
                self.found.append(Relation(index, way.terms))
                if way.spent:
                    self._spend({operand for operand, _ in way.terms})
            self.open.append(index)
            if way is not None or strip.worded or strip.opening:
                self.heads.append(index)
        return tuple(sorted([*self.found, *self._printed_first()], key=lambda relation: relation.total))

    def _spend(self, operands: set[int]) -> None:
        """Take operands off the stack, and with them what was passed over between them."""
        first = min(operands)
        self.open = [index for index in self.open if index < first]
        self.heads = [index for index in self.heads if index < first]

    def _best(self, total: int) -> tuple[_Way | None, _Way | None]:
        """Give the way to sum a total, and a plain one beside it that is not kept everywhere."""
        if not any(cell.amount for cell in self.strips[total].cells.values()):
            return None, None
        return _choose(self._groups(total))

    def _groups(self, total: int) -> Iterator[Iterator[_Way]]:
        """Give the ways in groups, the likelier ones first."""
        if self.steps > _MOST_STEPS:
            return
        open_strips = self._alike(total, self.open)[-_LONGEST_RUN:]
        heads = self._alike(total, self.heads)[-_LONGEST_RUN:]
        yield self._runs(total, open_strips)
        yield self._runs(total, heads)
        if self.only_plain or (total in self.operands and not self.strips[total].worded):
            return
        yield self._passing_over(total, open_strips)
        if total not in self.repeats:
            yield self._signed(total, open_strips)
            yield self._signed(total, heads)
            if self._may_be_difference(total):
                yield self._pairs(total)

    def _may_be_difference(self, total: int) -> bool:
        return self.differences or bool(self.strips[total].worded)

    def _alike(self, total: int, indexes: Sequence[int]) -> list[int]:
        found = [index for index in indexes[-_FARTHEST_PAIR:] if self._compatible(total, index)]
        self.steps += len(indexes[-_FARTHEST_PAIR:])
        return found

    def _compatible(self, one: int, other: int) -> bool:
        key = (self.units[one], self.units[other])
        if key not in self.alike:
            self.alike[key] = same_units(self.strips[one], self.strips[other])
        return self.alike[key]

    def _way(self, total: int, terms: Terms, tries: int, *, spent: bool = True) -> _Way:
        self.steps += len(terms) * len(self.strips[total].cells)
        evidence = weigh(self.strips[total], [(self.strips[index], weight) for index, weight in terms], tries)
        if evidence.contradicting and self._unread_between(total, terms):
            evidence = replace(evidence, digits=0.0, slips=0.0)
        return _Way(terms, evidence, spent)

    def _unread_between(self, total: int, terms: Terms) -> bool:
        """Tell whether a strip that cannot be read stands among the operands: it may hold what is missing."""
        first = min(index for index, _ in terms)
        return any(not strip.read for strip in self.strips[first:total])

    def _runs(self, total: int, candidates: Sequence[int]) -> Iterator[_Way]:
        """Add up the last two, three, ... candidates; a length is weighed where some position agrees."""
        sums = dict.fromkeys(self.strips[total].cells, 0)
        for length, index in enumerate(reversed(candidates), start=1):
            for position, cell in self.strips[index].cells.items():
                if position in sums:
                    sums[position] += cell.amount or 0
            if length >= 2 and self._near_somewhere(total, sums):
                yield self._way(total, tuple((i, 1) for i in candidates[-length:]), length - 1)

    def _near_somewhere(self, total: int, sums: dict[int, int]) -> bool:
        return any(
            cell.amount and (abs(cell.amount - sums[position]) <= 2 or is_slip(cell.amount - sums[position]))
            for position, cell in self.strips[total].cells.items()
        )

    def _leading(self, total: int) -> list[int]:
        """Give the positions that decide a search first: the two largest amounts of the total."""
        cells = self.strips[total].cells
        amounts = {position: abs(cell.amount) for position, cell in cells.items() if cell.amount}
        return sorted(amounts, key=lambda position: (-amounts[position], position))[:2]

    def _amount(self, index: int, position: int) -> int:
        cell = self.strips[index].cells.get(position)
        return (cell.amount or 0) if cell else 0

    def _signed(self, total: int, candidates: Sequence[int]) -> Iterator[_Way]:
        """Try all signs over short runs, in the position where the total is largest, then where it is second."""
        run = candidates[-_LONGEST_SIGNED:]
        seen: set[Terms] = set()
        for position in self._leading(total):
            wanted = self._amount(total, position)
            partial: list[tuple[int, Terms]] = [(0, ())]
            for length, index in enumerate(reversed(run), start=1):
                amount = self._amount(index, position)
                partial = [
                    (so_far + weight * amount, ((index, weight), *terms))
                    for so_far, terms in partial
                    for weight in (1, -1)
                ]
                if length < 2 or (length == 2 and not self._may_be_difference(total)):
                    continue
                self.steps += len(partial)
                for so_far, terms in partial:
                    if abs(wanted - so_far) <= 2 and terms not in seen and any(w < 0 for _, w in terms):
                        seen.add(terms)
                        yield self._way(total, terms, 2**length)

    def _passing_over(self, total: int, candidates: Sequence[int]) -> Iterator[_Way]:
        """Leave one strip of a run out, or two next to one another."""
        for position in self._leading(total):
            wanted, so_far = self._amount(total, position), 0
            for length, index in enumerate(reversed(candidates), start=1):
                so_far += self._amount(index, position)
                run = candidates[-length:]
                self.steps += 2 * length
                if length < 3:
                    continue
                for left_out in _left_out(run):
                    if so_far - sum(self._amount(i, position) for i in left_out) == wanted:
                        kept = tuple((i, 1) for i in run if i not in left_out)
                        if len(kept) >= 2:
                            yield self._way(total, kept, 2 * length * length)

    def _pairs(self, total: int) -> Iterator[_Way]:
        """Try any two strips before, added or one less the other; what they sum to does not replace them."""
        seen: set[Terms] = set()
        for position in self._leading(total):
            earlier = [i for i in self._alike(total, range(total)) if self._amount(i, position)]
            wanted = self._amount(total, position)
            by_amount: dict[int, list[int]] = {}
            for index in earlier:
                amount = self._amount(index, position)
                matches = [((other, 1), (index, 1)) for other in by_amount.get(wanted - amount, ())]
                matches += [((other, 1), (index, -1)) for other in by_amount.get(wanted + amount, ())]
                matches += [((other, -1), (index, 1)) for other in by_amount.get(amount - wanted, ())]
                for terms in matches:
                    if terms not in seen:
                        seen.add(terms)
                        way = self._way(total, terms, 2 * len(earlier) ** 2, spent=False)
                        if way.evidence.certain or way.evidence.broken:
                            yield way
                by_amount.setdefault(amount, []).append(index)

    def _printed_first(self) -> Iterator[Relation]:
        """Find totals that their parts follow, among strips that take part in no sum."""
        totals = {relation.total for relation in self.found}
        explained = totals | {index for relation in self.found for index, _ in relation.terms}
        for total, strip in enumerate(self.strips):
            if (total in explained and total not in totals) or not strip.read:
                continue
            nearby = range(total + 1, min(total + 1 + _LONGEST_RUN, len(self.strips)))
            after = [i for i in nearby if i not in explained and self.strips[i].read and self._compatible(total, i)]
            way, _ = _choose([self._runs(total, after[::-1])] if self.steps <= _MOST_STEPS else [])
            if way is not None:
                explained |= {total, *(index for index, _ in way.terms)}
                yield Relation(total, tuple(sorted(way.terms)))


def _choose(groups: Iterable[Iterator[_Way]]) -> tuple[_Way | None, _Way | None]:
    """Take the first group's first exact way, or its most exact that rounding allows; failing all, the best broken.

    A derived way (net assets from the other totals) may hold where the plain sum of the lines above is broken in a
    position, and kept in another: then that is given beside it, for the lines that only it speaks of.
    """
    broken: list[_Way] = []
    for ways in groups:
        best: _Way | None = None
        for way in ways:
            if way.evidence.clean and (best is None or way.evidence.rounded < best.evidence.rounded):
                best = way
                if not way.evidence.rounded:
                    break
            if way.evidence.broken:
                broken.append(way)
        if best is not None:
            kept = [way for way in broken if way.plain and way.evidence.agreeing and not best.plain]
            return best, max(kept, key=_nearness, default=None)
    return max(broken, key=_nearness, default=None), None


def _nearness(way: _Way) -> float:
    return way.evidence.nearness


def _left_out(run: Sequence[int]) -> Iterator[tuple[int, ...]]:
    inner = run[1:]
    yield from ((index,) for index in inner)
    yield from pairwise(inner)
