"""Which amounts of a document its own arithmetic shows to be misread, and what they probably say.

The relations that hold between the lines and columns of a table are asked of every position of it, also of those
that no scanner read: there the amounts that would mend them are looked for, and put forward. Nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tagwright.document.model import Place
from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure
from tagwright.proof.discover import Relation, sums_of_columns, sums_of_lines
from tagwright.proof.evidence import rounding_allowance
from tagwright.proof.grid import Grid, Strip, grids_of
from tagwright.proof.model import Equation, PrintedCell
from tagwright.proof.restore import restore

_SECONDS = 5.0
"""For each independent part of a table; a part that needs longer names nothing."""


@dataclass(frozen=True, slots=True)
class Misread:
    """An amount whose print the sums of its table contradict: what they hold with, and how many of them do.

    ``value`` is as printed, before scaling, with the sign of the print.
    """

    place: Place
    printed: str
    value: Decimal
    sums: int


def misread_amounts(extraction: Extraction) -> tuple[Misread, ...]:
    """Give the misread amounts of all tables, in reading order: those for which one reading alone mends the sums."""
    found = [misread for grid in grids_of(extraction) for misread in _of_grid(grid, extraction.figures)]
    return tuple(sorted(found, key=lambda misread: misread.place))


def _of_grid(grid: Grid, figures: Sequence[Figure]) -> Iterator[Misread]:
    members = sorted({cell.figure for line in grid.lines for cell in line.cells.values()})
    index = {figure: position for position, figure in enumerate(members)}
    read = {cell.figure for line in grid.lines for cell in line.cells.values() if cell.amount is not None}
    cells = [PrintedCell(figures[figure].text, figures[figure].value if figure in read else None) for figure in members]
    equations = [
        *(e for relation in sums_of_lines(grid) for e in _equations(grid, grid.rows, relation, index)),
        *(e for relation in sums_of_columns(grid) for e in _equations(grid, grid.columns, relation, index)),
    ]
    outcome = restore(cells, equations, time_limit=_SECONDS)
    for restored in outcome.restored:
        place = figures[members[restored.cell]].place
        yield Misread(place, restored.printed, restored.value, len(restored.proof))


def _equations(grid: Grid, strips: Sequence[Strip], relation: Relation, index: dict[int, int]) -> Iterator[Equation]:
    for position, total in strips[relation.total].cells.items():
        operands = [(strips[i].cells[position], weight) for i, weight in relation.terms if position in strips[i].cells]
        if operands:
            allowance = Decimal(rounding_allowance(len(operands))).scaleb(-grid.places.get(total.unit, 0))
            terms = [(index[total.figure], 1), *((index[cell.figure], -weight) for cell, weight in operands)]
            yield Equation(tuple(terms), allowance)
