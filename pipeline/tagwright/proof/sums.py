"""From relations between lines, or columns, to identities over figures: one in each position that is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from tagwright.proof.discover import Relation, sums_of_columns, sums_of_lines
from tagwright.proof.evidence import rounding_allowance
from tagwright.proof.grid import Grid, Strip
from tagwright.proof.model import Identity, IdentityKind, Operand, Standing


def identities_of(grid: Grid) -> Iterator[Identity]:
    """Give all sums of a table: down its columns, roll-forwards among them, then along its lines."""
    down = sums_of_lines(grid)
    for number, relation in enumerate(down):
        rolls = any(grid.rows[index].opening for index, _ in relation.terms)
        kind = IdentityKind.ROLL_FORWARD if rolls else IdentityKind.SUM
        yield from _in_all_positions(grid, grid.rows, relation, kind, number)
    for number, relation in enumerate(sums_of_columns(grid), start=len(down)):
        yield from _in_all_positions(grid, grid.columns, relation, IdentityKind.CROSS_CAST, number)


def _in_all_positions(
    grid: Grid, strips: Sequence[Strip], relation: Relation, kind: IdentityKind, number: int
) -> Iterator[Identity]:
    for position, total in strips[relation.total].cells.items():
        cells = [(strips[i].cells[position], weight) for i, weight in relation.terms if position in strips[i].cells]
        amounts = [weight * cell.amount for cell, weight in cells if cell.amount is not None]
        if total.amount is None or not cells or len(amounts) < len(cells):
            continue
        places = grid.places[total.unit]
        off = Decimal(total.amount - sum(amounts)).scaleb(-places)
        allowance = Decimal(rounding_allowance(sum(1 for amount in amounts if amount))).scaleb(-places)
        yield Identity(
            kind=kind,
            total=total.figure,
            operands=tuple(Operand(cell.figure, weight) for cell, weight in cells),
            difference=off,
            tolerance=allowance,
            standing=standing_of(off, allowance),
            relation=(grid.block, number),
        )


def bear_out(identities: Iterable[Identity], figures: Iterable[int]) -> bool:
    """Tell whether each of some figures stands in a sum that holds, and none in one that does not."""
    by_standing: dict[Standing, set[int]] = {standing: set() for standing in Standing}
    for identity in identities:
        by_standing[identity.standing].update(identity.members)
    return set(figures) <= by_standing[Standing.HOLDS] - by_standing[Standing.BROKEN]


def standing_of(off: Decimal, allowance: Decimal) -> Standing:
    """Say how an identity stands that is off by so much, where rounding allows so much."""
    if not off:
        return Standing.HOLDS
    return Standing.ROUNDING if abs(off) <= allowance else Standing.BROKEN
