"""The demo's own statements as sheets for the damage bench, with the identities that the proof finds in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from damage_tables import Sheet

from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure
from tagwright.proof.grid import Grid, grids_of
from tagwright.proof.model import Equation, Identity, IdentityKind, Standing
from tagwright.proof.prove import prove

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
LINEAR = (
    IdentityKind.SUM,
    IdentityKind.CROSS_CAST,
    IdentityKind.ROLL_FORWARD,
    IdentityKind.TIE,
    IdentityKind.CARRIED_FORWARD,
)
STATEMENT = re.compile("CONSOLIDATED .*(STATEMENT|SHEET)")


def demo(document: Path) -> Iterator[Sheet]:
    """Give a sheet for each table of the statements, with what its amounts tie to in other tables."""
    extraction = extract(
        Document(document.name, "", read_text(document.read_text(encoding="utf-8"))), Vocabulary.of(()), YEAR, "CNY"
    )
    figures, identities = (
        extraction.figures,
        [i for i in prove(extraction).identities if i.kind in LINEAR and i.standing is not Standing.BROKEN],
    )
    over = defaultdict(list)
    for identity in identities:
        for figure in _members(identity):
            over[figure].append(identity)
    for grid in grids_of(extraction):
        if not STATEMENT.match(" ".join(extraction.surroundings[grid.block].headings)):
            continue
        lines = _lines(grid)
        own = {figure for line in lines for figure in line}
        beside = {member for figure in own for identity in over[figure] for member in _members(identity)} - own
        reached = {id(i): i for figure in sorted(own | beside) for i in over[figure]}
        every = {member for identity in reached.values() for member in _members(identity)} | own
        name = f"demo, line {figures[min(own)].place.line}"
        yield _sheet(name, figures, lines, every - own, list(reached.values()))


def _lines(grid: Grid) -> list[list[int]]:
    rows = ([cell.figure for _, cell in sorted(line.cells.items()) if cell.amount is not None] for line in grid.lines)
    return [row for row in rows if row]


def _members(identity: Identity) -> tuple[int, ...]:
    return (identity.total, *(operand.figure for operand in identity.operands))


def _sheet(
    name: str, figures: Sequence[Figure], lines: list[list[int]], others: set[int], identities: list[Identity]
) -> Sheet:
    sheet, cell_of = Sheet(name), {}
    for line in [*lines, *([figure] for figure in sorted(others))]:
        row = sheet.row([figures[figure].value or Decimal(0) for figure in line], ties_only=line[0] in others)
        cell_of |= dict(zip(line, row, strict=True))
    for identity in identities:
        terms = {cell_of[identity.total]: 1} | {cell_of[o.figure]: -o.weight for o in identity.operands}
        off = sum(weight * sheet.values[cell] for cell, weight in terms.items())
        # A tie between amounts printed in different units is none between their prints.
        if abs(off) <= identity.tolerance:
            sheet.equations.append(Equation(tuple(sorted(terms.items())), identity.tolerance))
    return sheet
