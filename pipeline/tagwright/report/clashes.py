"""One concept, period, unit and dimension set has one value: what contradicts itself becomes no fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal

from tagwright.figures.model import Figure, UnitOfMeasure
from tagwright.mapping.decision import Decision, Outcome

_MANY_PLACES = 2
_MOST_VALUES = 30
"""More values than this for one fact, and the mapping is wrong, not the document: nothing is settled."""
_KINDS = ("statement", "note", "management")


Cluster = Sequence[int]
"""Positions of decisions whose values agree."""


def settle_clashes(decisions: Sequence[Decision], figures: Sequence[Figure]) -> list[Decision]:
    """Make figures doubtful that give one fact two values; mark those that repeat another.

    Values that differ by rounding agree (Calculations 1.1, 2.2). Of values that do not agree one stands: the most
    precise, where the document rounded it in the wrong direction; the one that two tables print, where each other
    stands in one table alone; the one that no row prints which another column has shown to be wrong. Otherwise
    all of them are doubtful.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for position, decision in enumerate(decisions):
        if decision.tagged:
            groups.setdefault(_aspects(decision, figures), []).append(position)
    clustered = [_clusters(members, decisions, figures) for members in groups.values()]
    winners = [_winner(clusters, decisions, figures) for clusters in clustered]
    wrong_rows = {
        _row(position, decisions, figures)
        for clusters, winner in zip(clustered, winners, strict=True)
        for cluster in clusters
        if winner is not None and cluster is not winner
        for position in cluster
    }
    settled = list(decisions)
    for clusters, first_winner in zip(clustered, winners, strict=True):
        winner = first_winner or _believed(clusters, wrong_rows, decisions, figures)
        for position, odd in _judged(clusters, winner, decisions, figures).items():
            settled[position] = replace(
                decisions[position], outcome=Outcome.DOUBTFUL if odd else Outcome.REPEATS, reason=odd or ""
            )
    return settled


def without_rounded_repeats(decisions: Sequence[Decision], figures: Sequence[Figure]) -> list[Decision]:
    """Leave out what repeats a fact with another value, rounded further, where a destination wants one value a fact."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for position, decision in enumerate(decisions):
        if decision.tagged:
            groups.setdefault(_aspects(decision, figures), []).append(position)
    settled = list(decisions)
    for members in groups.values():
        best = _most_precise(members, decisions, figures)
        line = figures[decisions[best].figure].place.line
        for position in members:
            if decisions[position].value != decisions[best].value:
                reason = f"line {line} states the same fact more precisely, and the profile asks for one value a fact"
                settled[position] = replace(decisions[position], outcome=Outcome.LEFT_OUT, reason=reason)
    return settled


def _aspects(decision: Decision, figures: Sequence[Figure]) -> tuple[object, ...]:
    unit = figures[decision.figure].unit
    return decision.concept, decision.period, decision.dimensions, _currency(unit)


def _currency(unit: UnitOfMeasure | None) -> str | None:
    return unit.currency if unit else None


def _row(position: int, decisions: Sequence[Decision], figures: Sequence[Figure]) -> tuple[int, int]:
    span = figures[decisions[position].figure].span
    return span.block, span.row


def _winner(clusters: Sequence[Cluster], decisions: Sequence[Decision], figures: Sequence[Figure]) -> Cluster | None:
    """Give the cluster whose value stands; None where nothing tells."""
    if len(clusters) == 1:
        return clusters[0]
    if len(clusters) > _MOST_VALUES:
        return None
    finest = _misrounded(clusters, decisions, figures)
    if finest is not None:
        return finest
    tables = [{figures[decisions[m].figure].span.block for m in cluster} for cluster in clusters]
    strong = [cluster for cluster, places in zip(clusters, tables, strict=True) if len(places) >= _MANY_PLACES]
    return strong[0] if len(strong) == 1 else None


def _believed(
    clusters: Sequence[Cluster],
    wrong_rows: Set[tuple[int, int]],
    decisions: Sequence[Decision],
    figures: Sequence[Figure],
) -> Cluster | None:
    """Give the one cluster that no wrong row prints, where wrong rows print all the others."""
    clean = [c for c in clusters if not any(_row(m, decisions, figures) in wrong_rows for m in c)]
    return clean[0] if len(clean) == 1 else None


def _judged(
    clusters: Sequence[Cluster], winner: Cluster | None, decisions: Sequence[Decision], figures: Sequence[Figure]
) -> Mapping[int, str]:
    """Say of each member but the winner's most precise: why it is doubtful, or "" where it repeats."""
    verdict = {
        member: _contradiction(cluster, clusters, decisions, figures)
        for cluster in clusters
        if cluster is not winner
        for member in cluster
    }
    first = _most_precise(winner, decisions, figures) if winner else None
    return verdict | {member: "" for member in winner or () if member != first}


def _misrounded(
    clusters: Sequence[Cluster], decisions: Sequence[Decision], figures: Sequence[Figure]
) -> Cluster | None:
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
    alike: dict[tuple[Decimal | None, int], list[int]] = {}
    for member in sorted(members, key=lambda m: -figures[decisions[m].figure].decimals):
        decision = decisions[member]
        alike.setdefault((decision.value, figures[decision.figure].decimals), []).append(member)
    if len(alike) > _MOST_VALUES:
        return list(alike.values())
    clusters: list[list[int]] = []
    for same in alike.values():
        home = next((c for c in clusters if all(_agree(same[0], other, decisions, figures) for other in c)), None)
        if home is None:
            clusters.append(list(same))
        else:
            home.extend(same)
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
    cluster: Cluster, clusters: Sequence[Cluster], decisions: Sequence[Decision], figures: Sequence[Figure]
) -> str:
    others = sorted(
        (figures[decisions[m].figure].place.line, figures[decisions[m].figure].text)
        for other in clusters[:_MOST_VALUES]
        if other is not cluster
        for m in other
    )
    shown = ", ".join(f"{text} in line {line}" for line, text in others[:4])
    return f"the same fact has another value: {shown}"
