"""All identities of a document, and what each figure is proven by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tagwright.figures.extract import Extraction
from tagwright.proof.compositions import compositions_of
from tagwright.proof.grid import grids_of
from tagwright.proof.model import Identity, Standing
from tagwright.proof.points import points_of
from tagwright.proof.ratios import ratios_of
from tagwright.proof.sums import identities_of
from tagwright.proof.ties import contradictions_of, roundings_of, ties_of


@dataclass(frozen=True, slots=True)
class Proof:
    """The identities of a document, table by table, then those between tables.

    ``by_figure`` gives the indexes of the identities over a figure. A figure in none is unproven, which is no error.
    """

    identities: tuple[Identity, ...]
    by_figure: Mapping[int, tuple[int, ...]]

    def over(self, figure: int) -> tuple[Identity, ...]:
        """Give the identities that a figure takes part in."""
        return tuple(self.identities[index] for index in self.by_figure.get(figure, ()))

    @property
    def contradicted(self) -> bool:
        """Whether any identity is broken."""
        return any(identity.standing is Standing.BROKEN for identity in self.identities)


NOTHING_PROVEN = Proof((), {})


def prove(extraction: Extraction) -> Proof:
    """Find the arithmetic of a document and say which of it holds."""
    grids = grids_of(extraction)
    found: list[Identity] = []
    for grid in grids:
        found += identities_of(grid)
        found += ratios_of(grid, extraction.figures)
    points = points_of(extraction.figures, grids)
    ties = list(ties_of(points))
    found += ties
    found += compositions_of(points, frozenset(member for tie in ties for member in tie.members))
    found += roundings_of(points)
    found += contradictions_of(points)
    return Proof(tuple(found), _by_figure(found))


def _by_figure(identities: list[Identity]) -> Mapping[int, tuple[int, ...]]:
    members: dict[int, list[int]] = {}
    for index, identity in enumerate(identities):
        for figure in dict.fromkeys((identity.total, *(operand.figure for operand in identity.operands))):
            members.setdefault(figure, []).append(index)
    return {figure: tuple(indexes) for figure, indexes in sorted(members.items())}
