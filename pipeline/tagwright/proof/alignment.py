"""Which line the amounts belong to where lines were squeezed into one row and an amount is missing, or spilt over.

Where a row prints fewer amounts in a column than it has labels, either some line has none, or the row below prints
what is missing: as many amounts too many as these are too few. All ways that keep the order are put forward.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from tagwright.document.model import Span
from tagwright.figures.model import Figure
from tagwright.figures.repairs import Repairs, TableLine
from tagwright.proof.debris import PrintedRow
from tagwright.proof.trial import Trial

_MOST_WAYS = 24
"""Ways to place the amounts of one row that are tried; a row with more stays doubtful."""

Ways = Sequence[Repairs]


def misaligned(trial: Trial) -> Iterator[Ways]:
    """Give for each row whose amounts cannot be told apart the ways to place them."""
    for row, following in pairwise([*trial.rows, None]):
        if row is None or not _short(row) or _is_placed(row, trial.repairs):
            continue
        below = following if following is not None and following.block == row.block else None
        ways = [*_spilt(row, below), *_within(row)]
        if len(ways) <= _MOST_WAYS:
            yield ways


def _short(row: PrintedRow) -> Mapping[int, int]:
    """Say in which cells amounts are missing, and how many; in none where no cell has one for each label.

    Then it is not sure that the label is several.
    """
    missing = {cell: row.labels - len(figures) for cell, figures in row.cells.items()}
    if row.labels < 2 or min(missing.values()) != 0:
        return {}
    return {cell: count for cell, count in missing.items() if count > 0}


def _is_placed(row: PrintedRow, repairs: Repairs) -> bool:
    return all(figure.span in repairs.moved for cell in _short(row) for figure in row.cells[cell])


def _spilt(row: PrintedRow, below: PrintedRow | None) -> Iterator[Repairs]:
    """Take what is missing from the row below, where that prints just as much too much, and nowhere else."""
    if below is None:
        return
    short = _short(row)
    surplus = {cell: len(figures) - below.labels for cell, figures in below.cells.items()}
    if {cell: count for cell, count in surplus.items() if count > 0} != short:
        return
    moved: dict[Span, TableLine] = {}
    for cell, count in short.items():
        own, spilt = row.cells[cell], below.cells[cell][:count]
        moved |= _in_lines([*own, *spilt], row.index, range(row.labels))
        moved |= _in_lines(below.cells[cell][count:], below.index, range(below.labels))
    yield Repairs(moved=moved)


def _within(row: PrintedRow) -> Iterator[Repairs]:
    """Leave some line of the row without an amount, in each cell that is short of one."""
    short = sorted(_short(row))
    choices = [list(combinations(range(row.labels), len(row.cells[cell]))) for cell in short]
    for chosen in product(*choices):
        moved: dict[Span, TableLine] = {}
        for cell, lines in zip(short, chosen, strict=True):
            moved |= _in_lines(row.cells[cell], row.index, lines)
        yield Repairs(moved=moved)


def _in_lines(figures: Sequence[Figure], row: int, lines: Sequence[int]) -> dict[Span, TableLine]:
    return {figure.span: TableLine(row, line) for figure, line in zip(figures, lines, strict=True)}
