"""Repairs on trial: what the sums of a table say when it is read with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tagwright.document.model import Document
from tagwright.figures.extract import Extraction, read_again
from tagwright.figures.model import Figure
from tagwright.figures.repairs import Repairs
from tagwright.proof.debris import PrintedRow, printed_rows
from tagwright.proof.grid import Grid, grids_of
from tagwright.proof.model import Identity, Standing
from tagwright.proof.sums import bear_out, identities_of

Blocks = tuple[int, ...]
"""A table as its blocks: several where nothing but a page break stands between."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A table as repairs make it read: its rows as printed, its figures by index, its grids, and its sums."""

    repairs: Repairs
    rows: tuple[PrintedRow, ...]
    figures: dict[int, Figure]
    grids: tuple[Grid, ...]
    identities: tuple[Identity, ...]

    def with_standing(self, standing: Standing) -> Iterator[Identity]:
        """Give the sums that stand so."""
        return (identity for identity in self.identities if identity.standing is standing)

    def count(self, standing: Standing) -> int:
        """Count the sums that stand so."""
        return sum(1 for _ in self.with_standing(standing))

    def members(self, standing: Standing) -> frozenset[int]:
        """Give the figures that take part in sums that stand so."""
        return frozenset(member for identity in self.with_standing(standing) for member in identity.members)

    def bears_out(self, figures: Iterable[int]) -> bool:
        """Tell whether each of some figures stands in a sum that holds, and none in one that does not."""
        return bear_out(self.identities, figures)

    def no_worse_than(self, other: Trial) -> bool:
        """Tell whether no sum that held is lost, and for each one that is broken anew one more holds.

        A relation that is only found now may be broken elsewhere, by other damage.
        """
        gained = self.count(Standing.HOLDS) - other.count(Standing.HOLDS)
        return gained >= max(0, self.count(Standing.BROKEN) - other.count(Standing.BROKEN))


def tables_of(extraction: Extraction) -> list[Blocks]:
    """Give the tables of a document in reading order."""
    chains: list[Blocks] = []
    for block in sorted(extraction.tables):
        if chains and extraction.surroundings[block].continues == chains[-1][-1]:
            chains[-1] = (*chains[-1], block)
        else:
            chains.append((block,))
    return chains


def _block(figure: Figure) -> int:
    return figure.span.block


def try_repairs(document: Document, extraction: Extraction, table: Blocks, repairs: Repairs) -> Trial:
    """Read a table with repairs (with all of its own, not only fresh ones) and add it up."""
    read = read_again(document, extraction, repairs)
    first = bisect_left(read.figures, table[0], key=_block)
    last = bisect_right(read.figures, table[-1], key=_block)
    figures = [figure for figure in read.figures[first:last] if figure.span.block in table]
    grids = grids_of(replace(read, figures=tuple(figures)))
    rows = [
        row
        for block in table
        for row in printed_rows(document, read.tables[block], block, (f for f in figures if f.span.block == block))
    ]
    identities = tuple(identity for grid in grids for identity in identities_of(grid))
    return Trial(repairs, tuple(rows), {figure.index: figure for figure in figures}, grids, identities)
