"""Calculation arcs from the sums that the tables prove; a sum that any context contradicts is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tagwright.mapping.decision import Decision
from tagwright.proof.model import Identity, IdentityKind, Standing
from tagwright.report.model import CalculationArc, NumericFact, QName
from tagwright.taxonomy.concepts import ConceptFacts

Sum = tuple[CalculationArc, ...]
"""The arcs of one total."""

_SUMS_OF_LINES = (IdentityKind.SUM, IdentityKind.ROLL_FORWARD)


def printed_sums(
    decisions: Sequence[Decision],
    identities: Sequence[Identity],
    names: Mapping[str, QName],
    book: Mapping[str, ConceptFacts],
) -> Iterator[tuple[str, Sum]]:
    """Give the sums of lines that hold in every column, as (table name, arcs), where every operand became a fact."""
    sums = [identity for identity in identities if identity.kind in _SUMS_OF_LINES]
    off = {_line(decisions[identity.total]) for identity in sums if identity.standing is not Standing.HOLDS}
    for identity in sums:
        total = decisions[identity.total]
        if _line(total) in off:
            continue
        parts = [(decisions[operand.figure], operand.weight) for operand in identity.operands]
        if total.table is None or not _comparable(total, [part for part, _ in parts], book):
            continue
        arcs = tuple(
            CalculationArc(names[total.concept or ""], names[part.concept or ""], _weight(total, part, printed))
            for part, printed in parts
        )
        if all(_balances_fit(total, part, arc, book) for (part, _), arc in zip(parts, arcs, strict=True)):
            yield total.table.name, arcs


def _line(total: Decision) -> tuple[str, str | None]:
    return total.table.name if total.table else "", total.concept


def _comparable(total: Decision, parts: Sequence[Decision], book: Mapping[str, ConceptFacts]) -> bool:
    concepts = [part.concept for part in (total, *parts)]
    return (
        all(part.tagged and part.concept for part in (total, *parts))
        and len(set(concepts)) == len(concepts)
        and all(part.dimensions == total.dimensions and part.period == total.period for part in parts)
        and len({book[concept].period_type for concept in concepts if concept}) == 1
    )


def _weight(total: Decision, part: Decision, printed: int) -> int:
    """Turn the weight of a printed amount into that of its fact, whose sign may be the opposite of the print's."""
    return printed if total.reversed == part.reversed else -printed


def _balances_fit(total: Decision, part: Decision, arc: CalculationArc, book: Mapping[str, ConceptFacts]) -> bool:
    """Tell whether balances allow the weight (XBRL 2.1, 5.1.1.2, table 6)."""
    whole, balance = book[total.concept or ""].balance, book[part.concept or ""].balance
    return not whole or not balance or (whole == balance) == (arc.weight > 0)


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
