"""Calculation arcs from the sums that the tables show; a sum that any context contradicts is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tagwright.figures.model import Figure
from tagwright.mapping.decision import Decision
from tagwright.report.model import CalculationArc, NumericFact, QName
from tagwright.taxonomy.concepts import ConceptFacts

Sum = tuple[CalculationArc, ...]
"""The arcs of one total."""


def printed_sums(
    decisions: Sequence[Decision],
    figures: Sequence[Figure],
    names: Mapping[str, QName],
    book: Mapping[str, ConceptFacts],
) -> Iterator[tuple[str, Sum]]:
    """Give the sums that tables print, as (table name, arcs), where every operand became a fact."""
    for decision in decisions:
        parts = [decisions[index] for index in figures[decision.figure].total_of]
        if not parts or decision.table is None or not _comparable(decision, parts, book):
            continue
        arcs = tuple(_arc(decision, part, names) for part in parts)
        if _balances_fit(decision, parts, book):
            yield decision.table.name, arcs


def _comparable(total: Decision, parts: Sequence[Decision], book: Mapping[str, ConceptFacts]) -> bool:
    concepts = [part.concept for part in (total, *parts)]
    return (
        all(part.tagged and part.concept for part in (total, *parts))
        and len(set(concepts)) == len(concepts)
        and all(part.dimensions == total.dimensions and part.period == total.period for part in parts)
        and len({book[concept].period_type for concept in concepts if concept}) == 1
    )


def _arc(total: Decision, part: Decision, names: Mapping[str, QName]) -> CalculationArc:
    weight = 1 if total.reversed == part.reversed else -1
    return CalculationArc(names[total.concept or ""], names[part.concept or ""], weight)


def _balances_fit(total: Decision, parts: Sequence[Decision], book: Mapping[str, ConceptFacts]) -> bool:
    """Tell whether balances allow the weights (XBRL 2.1, 5.1.1.2, table 6)."""
    whole = book[total.concept or ""].balance
    for part in parts:
        balance = book[part.concept or ""].balance
        same_sense = total.reversed == part.reversed
        if whole and balance and (whole == balance) != same_sense:
            return False
    return True


def consistent_sums(sums: Iterable[tuple[str, Sum]], facts: Sequence[NumericFact]) -> dict[str, list[CalculationArc]]:
    """Keep one sum a total and table, and only those that agree with all facts of the report.

    Missing operands count as nothing, as Calculations 1.1 counts them, so that a sum which holds in its own
    table is left out where another context has its total without all of its parts.
    """
    by_concept: dict[QName, list[NumericFact]] = {}
    for fact in facts:
        by_concept.setdefault(fact.concept, []).append(fact)
    chosen: dict[tuple[str, QName], Sum] = {}
    for table, arcs in sums:
        known = chosen.get((table, arcs[0].total))
        if known is None or len(arcs) > len(known):
            chosen[table, arcs[0].total] = arcs
    kept: dict[str, list[CalculationArc]] = {}
    for (table, _), arcs in chosen.items():
        if _holds(arcs, by_concept):
            kept.setdefault(table, []).extend(arcs)
    return kept


def _holds(arcs: Sum, by_concept: Mapping[QName, Sequence[NumericFact]]) -> bool:
    totals = _intervals(by_concept.get(arcs[0].total, ()))
    operands = [(arc.weight, _intervals(by_concept.get(arc.item, ()))) for arc in arcs]
    for context, (low, high) in totals.items():
        present = [(weight, found[context]) for weight, found in operands if context in found]
        if not present:
            continue
        least = sum(((a if w > 0 else -b) for w, (a, b) in present), Decimal(0))
        most = sum(((b if w > 0 else -a) for w, (a, b) in present), Decimal(0))
        if most < low or least > high:
            return False
    return True


def _intervals(facts: Iterable[NumericFact]) -> dict[tuple[object, ...], tuple[Decimal, Decimal]]:
    """Give, by context and unit, the interval in which the value lies by all of its prints (Calculations 1.1, 2.2)."""
    found: dict[tuple[object, ...], tuple[Decimal, Decimal]] = {}
    for fact in facts:
        key = (fact.period, fact.dimensions, fact.unit)
        half = Decimal(5).scaleb(-fact.decimals - 1)
        low, high = fact.value - half, fact.value + half
        before = found.get(key)
        found[key] = (max(low, before[0]), min(high, before[1])) if before else (low, high)
    return found
