"""One concept, period, unit and dimension set has one value: what contradicts itself becomes no fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tagwright.figures.model import Figure, UnitOfMeasure
from tagwright.mapping.decision import Decision, Outcome

_MANY_PLACES = 2
_KINDS = ("statement", "note", "management")


def settle_clashes(decisions: Sequence[Decision], figures: Sequence[Figure]) -> list[Decision]:
    """Make figures doubtful that give one fact two values; mark those that repeat another.

    A value stands where at least two tables print it and each other value stands in one table alone; the odd
    ones are doubtful. Otherwise all of them are. Values that differ by rounding agree (Calculations 1.1, 2.2);
    where the document rounded in the wrong direction, the most precise print stands.
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
    if (finest := _misrounded(clusters, decisions, figures)) is not None:
        return {m: _contradiction(c, clusters, decisions, figures) for c in clusters if c is not finest for m in c} | {
            member: "" for member in finest if member != _most_precise(finest, decisions, figures)
        }
    blocks = [{figures[decisions[m].figure].span.block for m in cluster} for cluster in clusters]
    strong = [i for i, places in enumerate(blocks) if len(places) >= _MANY_PLACES]
    if len(strong) != 1:
        return {m: _contradiction(c, clusters, decisions, figures) for c in clusters for m in c}
    winner = clusters[strong[0]]
    verdict = {m: _contradiction(c, clusters, decisions, figures) for c in clusters if c is not winner for m in c}
    first = _most_precise(winner, decisions, figures)
    return verdict | {member: "" for member in winner if member != first}


def _misrounded(
    clusters: Sequence[Sequence[int]], decisions: Sequence[Decision], figures: Sequence[Figure]
) -> Sequence[int] | None:
    """Give the cluster of the most precise print where all others are coarser and less than one of their units off."""
    finest = clusters[0]
    first = _most_precise(finest, decisions, figures)
    exact, precision = decisions[first].value, figures[decisions[first].figure].decimals
    for member in (m for cluster in clusters[1:] for m in cluster):
        value, figure = decisions[member].value, figures[decisions[member].figure]
        if exact is None or value is None or figure.decimals >= precision:
            return None
        if abs(value - exact) >= Decimal(1).scaleb(-figure.decimals):
            return None
    return finest


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
    """Give the print that a fact is said to come from: the most precise, in a statement before a note, the first."""
    return min(members, key=lambda m: (-figures[decisions[m].figure].decimals, _standing(decisions[m]), m))


def _standing(decision: Decision) -> int:
    return _KINDS.index(decision.table.kind) if decision.table else len(_KINDS)


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
