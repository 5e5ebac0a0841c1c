"""Second readings that look sound: rows and numbers that only the sums of their table give away.

A row under a like label whose amounts are like those of the row above or below, and that no sum needs; an amount
that a sum would hold without, where the row above or below prints the like in its column. Each is put forward, and
taken for debris where the sums then hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from tagwright.figures.repairs import Repairs
from tagwright.proof.debris import Likeness, PrintedRow, as_debris, likeness, likeness_of_labels
from tagwright.proof.model import Operand, Standing
from tagwright.proof.trial import Trial

_ALIKE = 0.6
"""How much two labels must have in common for the one to be the other, garbled."""
_MOST_AT_ONCE = 3
"""Amounts that are taken out of one sum together."""


def shadows(trial: Trial) -> Iterator[Repairs]:
    """Give the second readings that a table may hold, whole rows first."""
    holding = trial.members(Standing.HOLDS)
    for one, other in pairwise(trial.rows):
        if one.block == other.block:
            yield from _row_in_shadow(one, other, trial, holding)
            yield from _row_in_shadow(other, one, trial, holding)
    yield from _amounts_in_shadow(trial)


def _row_in_shadow(row: PrintedRow, neighbour: PrintedRow, trial: Trial, holding: frozenset[int]) -> Iterator[Repairs]:
    if any(figure.index in holding for figures in row.amounts.values() for figure in figures):
        return  # a sum needs it
    if not (row.labels and neighbour.labels) or likeness_of_labels(row.label, neighbour.label) < _ALIKE:
        return
    repeated = _repeated(row, neighbour)
    borne_out = all(near.number.index in holding for near in repeated.values())
    if repeated and borne_out and all(_passed_over(row, near, trial) for near in repeated.values()):
        yield as_debris(row, neighbour, repeated)


def _repeated(row: PrintedRow, neighbour: PrintedRow) -> dict[int, Likeness]:
    """Give what each amount of a row is like in its neighbour; nothing where one is not, or where most are the same.

    An opening balance is meant to be the amount of the row above.
    """
    found = {cell: likeness(figures, neighbour.cells.get(cell, ())) for cell, figures in row.amounts.items()}
    near = {cell: like for cell, like in found.items() if like is not None and like.in_row(odd=False)}
    garbled = 2 * sum(like.cost > 0 for like in near.values()) >= len(found)
    return near if garbled and len(near) == len(found) and any(like.near(odd=True) for like in near.values()) else {}


def _passed_over(row: PrintedRow, near: Likeness, trial: Trial) -> bool:
    """Tell whether a sum that holds with the neighbour's amount reaches over the row without it."""
    for identity in trial.with_standing(Standing.HOLDS):
        if near.number.index in identity.members:
            rows = [trial.figures[member].span.row for member in identity.members]
            if min(rows) < row.index < max(rows):
                return True
    return False


def _amounts_in_shadow(trial: Trial) -> Iterator[Repairs]:
    """Find the only amounts without which a broken sum holds, each like an amount of the row above or below it."""
    for identity in trial.with_standing(Standing.BROKEN):
        like = {operand: near for operand in identity.operands if (near := _like_neighbour(operand.figure, trial))}
        mending = [
            some
            for count in range(1, _MOST_AT_ONCE + 1)
            for some in combinations(like, count)
            if sum(_signed(operand, trial) for operand in some) == -identity.difference
        ]
        if len(mending) == 1:
            spans = {trial.figures[operand.figure].span: like[operand].original for operand in mending[0]}
            yield Repairs(second_readings=spans)


def _signed(operand: Operand, trial: Trial) -> Decimal:
    return operand.weight * (trial.figures[operand.figure].value or Decimal(0))


def _like_neighbour(index: int, trial: Trial) -> Likeness | None:
    figure = trial.figures[index]
    around = [row for row in trial.rows if row.block == figure.span.block]
    at = next((n for n, row in enumerate(around) if row.index == figure.span.row), None)
    if at is None or not figure.value:
        return None
    for neighbour in [*around[max(at - 1, 0) : at], *around[at + 1 : at + 2]]:
        like = likeness([figure], neighbour.cells.get(figure.span.cell, ()))
        if like is not None and like.near(odd=True):
            return like
    return None
