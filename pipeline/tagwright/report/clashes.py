"""One concept, period, unit and dimension set has one value: what contradicts itself becomes no fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tagwright.figures.model import Figure, UnitOfMeasure
from tagwright.mapping.decision import Decision, Outcome

_MANY_PLACES = 2


def settle_clashes(decisions: Sequence[Decision], figures: Sequence[Figure]) -> list[Decision]:
    """Make figures doubtful that give one fact two values; mark those that repeat another.

    A value stands where at least two tables print it and each other value stands in one table alone; the odd
    ones are doubtful. Otherwise all of them are. Values that differ by rounding agree (Calculations 1.1, 2.2).
    """
    settled = list(decisions)
    groups: dict[tuple[object, ...], list[int]] = {}
    for position, decision in enumerate(decisions):
        if decision.tagged:
            groups.setdefault(_aspects(decision, figures), []).append(position)
    for members in groups.values():
        for position, odd in _judged(members, decisions, figures).items():
            settled[position] = replace(
                decisions[position], outcome=Outcome.DOUBTFUL if odd else Outcome.REPEATS, reason=odd or ""
            )
    return settled


def _aspects(decision: Decision, figures: Sequence[Figure]) -> tuple[object, ...]:
    unit = figures[decision.figure].unit
    return decision.concept, decision.period, decision.dimensions, _currency(unit)


def _currency(unit: UnitOfMeasure | None) -> str | None:
    return unit.currency if unit else None


def _judged(members: Sequence[int], decisions: Sequence[Decision], figures: Sequence[Figure]) -> Mapping[int, str]:
    """Say of each member but the first and most precise: why it is doubtful, or "" where it repeats."""
    clusters = _clusters(members, decisions, figures)
    if len(clusters) == 1:
        first = _most_precise(members, decisions, figures)
        return {member: "" for member in members if member != first}
    blocks = [{figures[decisions[m].figure].span.block for m in cluster} for cluster in clusters]
    strong = [i for i, places in enumerate(blocks) if len(places) >= _MANY_PLACES]
    if len(strong) != 1:
        return {m: _contradiction(c, clusters, decisions, figures) for c in clusters for m in c}
    winner = clusters[strong[0]]
    verdict = {m: _contradiction(c, clusters, decisions, figures) for c in clusters if c is not winner for m in c}
    first = _most_precise(winner, decisions, figures)
    return verdict | {member: "" for member in winner if member != first}


def _clusters(members: Sequence[int], decisions: Sequence[Decision], figures: Sequence[Figure]) -> list[list[int]]:
    """Bring together the members whose values agree within the rounding of their prints."""
    clusters: list[list[int]] = []
    for member in sorted(members, key=lambda m: -figures[decisions[m].figure].decimals):
        home = next((c for c in clusters if all(_agree(member, other, decisions, figures) for other in c)), None)
        if home is None:
            clusters.append([member])
        else:
            home.append(member)
    return clusters


def _agree(a: int, b: int, decisions: Sequence[Decision], figures: Sequence[Figure]) -> bool:
    first, second = decisions[a].value, decisions[b].value
    if first is None or second is None:
        return False
    slack = _half_unit(figures[decisions[a].figure]) + _half_unit(figures[decisions[b].figure])
    same_precision = figures[decisions[a].figure].decimals == figures[decisions[b].figure].decimals
    return first == second if same_precision else abs(first - second) <= slack


def _half_unit(figure: Figure) -> Decimal:
    return Decimal(5).scaleb(-figure.decimals - 1)


def _most_precise(members: Sequence[int], decisions: Sequence[Decision], figures: Sequence[Figure]) -> int:
    return min(members, key=lambda m: (-figures[decisions[m].figure].decimals, m))


def _contradiction(
    cluster: Sequence[int], clusters: Sequence[Sequence[int]], decisions: Sequence[Decision], figures: Sequence[Figure]
) -> str:
    others = sorted(
        (figures[decisions[m].figure].place.line, figures[decisions[m].figure].text)
        for other in clusters
        if other is not cluster
        for m in other
    )
    shown = ", ".join(f"{text} in line {line}" for line, text in others[:4])
    return f"the same fact has another value: {shown}"
