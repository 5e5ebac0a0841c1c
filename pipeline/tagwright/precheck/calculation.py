"""Checks of calculation links (XBRL 2.1, 5.1.1.2 and 5.2.5; Calculations 1.1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from tagwright.precheck.facts import half_unit
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Arc, Contents, Fact, children_of

SUMMATION_2003 = "http://www.xbrl.org/2003/arcrole/summation-item"
SUMMATION_2023 = "https://xbrl.org/2023/arcrole/summation-item"
_FIRST_YEAR_OF_2023 = 2024
_NO_SUMS = frozenset({"stringItemType", "textBlockItemType", "domainItemType", "dateItemType"})

_Aspects = tuple[object, ...]


def arcroles(contents: Contents) -> Iterator[Found]:
    """Hold the arcrole of the sums against the taxonomy's year, and find both in one report."""
    arcs = contents.arcs_of("calculation")
    counts = Counter(arc.arcrole for arc in arcs)
    usual = counts.most_common(1)[0][0] if counts else ""
    for arc in arcs:
        if arc.arcrole == SUMMATION_2003 and contents.year >= _FIRST_YEAR_OF_2023:
            yield found(
                "arcrole-of-year", f"{arc.arcrole} is that of taxonomies before {_FIRST_YEAR_OF_2023}", arc.spot
            )
        elif arc.arcrole == SUMMATION_2023 and 0 < contents.year < _FIRST_YEAR_OF_2023:
            yield found(
                "arcrole-of-year", f"{arc.arcrole} is that of taxonomies from {_FIRST_YEAR_OF_2023} on", arc.spot
            )
        if arc.arcrole != usual and arc.arcrole in (SUMMATION_2003, SUMMATION_2023):
            yield found("arcroles-mixed", f"the sums have two arcroles, here {arc.arcrole}", arc.spot)


def arcs_of_sums(contents: Contents) -> Iterator[Found]:
    """Hold each arc against the balances, types and periods of its two concepts."""
    for arc in contents.arcs_of("calculation"):
        weight = _weight(arc)
        if weight is None or abs(weight) != 1:
            yield found("weight-unfit", f"the weight is {arc.attributes.get('weight')!r}", arc.spot)
            continue
        if arc.source == arc.target:
            yield found("sum-of-itself", f"{arc.source} is a part of itself", arc.spot)
        total, item = contents.known(arc.source), contents.known(arc.target)
        if total is None or item is None:
            continue
        if total.balance and item.balance and (weight > 0) != (total.balance == item.balance):
            problem = f"{arc.target}, a {item.balance}, has the weight {weight} in {arc.source}, a {total.balance}"
            yield found("weight-against-balance", problem, arc.spot)
        if total.period_type != item.period_type:
            yield found("sum-of-periods", f"{arc.source} and {arc.target} are of two period types", arc.spot)
        for name, known in ((arc.source, total), (arc.target, item)):
            if known.abstract or known.short_type in _NO_SUMS:
                yield found("sum-of-no-number", f"{name} is no number and stands in a sum", arc.spot)


def _weight(arc: Arc) -> Decimal | None:
    try:
        return Decimal(arc.attributes.get("weight", ""))
    except InvalidOperation:
        return None


def sums(contents: Contents) -> Iterator[Found]:
    """Find sums that do not come out, roundings allowed for (Calculations 1.1, rounding to nearest)."""
    facts: defaultdict[_Aspects, dict[str, list[Fact]]] = defaultdict(dict)
    for fact in contents.facts:
        context = contents.context_of.get(fact.context or "")
        unit = contents.unit_of.get(fact.unit or "")
        if context is not None and unit is not None and fact.value is not None:
            facts[context.aspects, unit.measures].setdefault(fact.concept, []).append(fact)
    for (_, total), arcs in children_of(contents.arcs_of("calculation")).items():
        weighted = {arc.target: (_weight(arc) or Decimal(0), arc) for arc in arcs if arc.target}
        for stated in facts.values():
            if total in stated and any(item in stated for item in weighted):
                yield from _sum(total, weighted, stated)


def _sum(total: str, weighted: Mapping[str, tuple[Decimal, Arc]], stated: Mapping[str, list[Fact]]) -> Iterator[Found]:
    low = high = Decimal(0)
    for item, (weight, _) in weighted.items():
        if item in stated:
            bounds = [bound * weight for bound in _interval(stated[item])]
            low, high = low + min(bounds), high + max(bounds)
    bottom, top = _interval(stated[total])
    if low > top or high < bottom:
        best = max(stated[total], key=lambda fact: -half_unit(fact))
        middle = (low + high) / 2
        problem = f"{best.name} is {best.value:f}, its parts come to {middle:f}"
        yield found("sum-does-not-foot", problem, best.spot, next(iter(weighted.values()))[1].spot)


def _interval(facts: list[Fact]) -> tuple[Decimal, Decimal]:
    """Give the values that all prints of a fact allow."""
    values = [(fact.value or Decimal(0), half_unit(fact)) for fact in facts]
    return max(value - half for value, half in values), min(value + half for value, half in values)
