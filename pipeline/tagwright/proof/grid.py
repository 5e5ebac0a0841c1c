"""The tables of an extraction as grids: lines by columns of amounts, in whole numbers of their last printed digit.

Parts of a table that a page break cut make one grid. A cell whose digits are doubtful is unread: it keeps its
place, and no arithmetic counts on it. A doubt about the period or the column leaves the digits sound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Balance, Figure, Kind, UnitOfMeasure
from tagwright.figures.slots import DOUBTS_OF_MEANING, doubts_its_label_alone
from tagwright.figures.wording import normalise


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed amount: its figure; ``amount`` counts its last printed digit, None where it is unread.

    All amounts of a grid in the same unit count the same digit.
    """

    figure: int
    amount: int | None
    unit: UnitOfMeasure | None


@dataclass(frozen=True, slots=True)
class GridLine:
    """One line: its label (empty where the page prints none) and its cells by column; an absent one is blank."""

    label: str
    opening: bool
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Strip:
    """A line or a column as arithmetic sees it: its cells by position, and what its wording says."""

    cells: Mapping[int, Cell]
    worded: float = 0.0
    """How many digits its wording speaks for a total (see ``wording_of_total``)."""
    opening: bool = False

    @property
    def read(self) -> bool:
        """Whether any cell can be read."""
        return any(cell.amount is not None for cell in self.cells.values())


@dataclass(frozen=True)
class Grid:
    """One table. ``block`` is the block of its first part; ``names`` are the names of its columns."""

    block: int
    lines: tuple[GridLine, ...]
    names: Mapping[int, str]
    places: Mapping[UnitOfMeasure | None, int]
    """How many decimal places the last printed digit has, by unit."""

    @cached_property
    def rows(self) -> tuple[Strip, ...]:
        """The lines, for sums down the columns."""
        return tuple(Strip(line.cells, wording_of_total(line.label), line.opening) for line in self.lines)

    @cached_property
    def columns(self) -> tuple[Strip, ...]:
        """The columns, for sums along the lines, from left to right."""
        indexes = sorted({column for line in self.lines for column in line.cells})
        return tuple(
            Strip(
                {n: line.cells[index] for n, line in enumerate(self.lines) if index in line.cells},
                wording_of_total(self.names[index]) if self.names.get(index) else 0.0,
            )
            for index in indexes
        )


_TOTAL = re.compile(
    r"^(?:sub-?)?totals?\b|^net\b|\btotal$|\b(?:gross|operating) (?:profit|loss|income)|\bbefore\b.*\btax"
    r"|\b(?:profit|loss|income|result)\b.*\bfor the (?:year|period)\b"
)


def wording_of_total(label: str) -> float:
    """Say with how many digits a wording speaks for a total: its words do, and no words at all, as under a rule."""
    return 3.0 if not label or _TOTAL.search(normalise(label)) else 0.0


def sound(figure: Figure) -> bool:
    """Tell whether the digits of a figure can be counted on."""
    return figure.value is not None and (figure.doubt is None or figure.doubt in DOUBTS_OF_MEANING)


def grids_of(extraction: Extraction) -> tuple[Grid, ...]:
    """Give the tables of a document in reading order, the parts of a cut one joined."""
    by_block: dict[int, list[Figure]] = {}
    for figure in extraction.figures:
        if figure.span.row >= 0 and figure.kind in (Kind.AMOUNT, Kind.NIL):
            by_block.setdefault(figure.span.block, []).append(figure)
    chains: list[list[int]] = []
    for block in by_block:
        before = extraction.surroundings[block].continues
        joined = before is not None and chains and chains[-1][-1] == before
        if joined and _shape(by_block[block]) == _shape(by_block[chains[-1][-1]]):
            chains[-1].append(block)
        else:
            chains.append([block])
    return tuple(_grid(chain, by_block, extraction) for chain in chains)


def _shape(figures: Iterable[Figure]) -> list[tuple[int, UnitOfMeasure | None]]:
    """Give the columns of a part: each with the unit of most of its amounts."""
    units: dict[int, list[UnitOfMeasure | None]] = {}
    for figure in figures:
        units.setdefault(figure.span.cell, []).append(figure.unit)
    return [(column, max(found, key=found.count)) for column, found in sorted(units.items())]


def _grid(chain: Sequence[int], by_block: Mapping[int, Sequence[Figure]], extraction: Extraction) -> Grid:
    rows: dict[tuple[int, int], list[Figure]] = {}
    for position, figure in ((n, figure) for n, block in enumerate(chain) for figure in by_block[block]):
        rows.setdefault((position, figure.row), []).append(figure)
    lines = [line for _, row in sorted(rows.items()) for line in _lines_of(row)]
    places: dict[UnitOfMeasure | None, int] = {}
    for figure, read in (cell for _, members in lines for cell in members.values()):
        if read:
            places[figure.unit] = max(places.get(figure.unit, 0), figure.decimal_places)
    columns = extraction.tables[chain[0]].columns
    return Grid(
        chain[0],
        tuple(_line(label, members, places) for label, members in lines),
        {column.index: " ".join(column.names) for column in columns},
        places,
    )


_Members = dict[int, tuple[Figure, bool]]
"""The figures of a line by column, each with whether it is read."""


def _lines_of(row: Sequence[Figure]) -> list[tuple[str, _Members]]:
    """Take a row apart into lines; squeezed lines are told apart by position where all cells print as many."""
    counts = Counter(figure.span.cell for figure in row)
    aligned = len(set(counts.values())) == 1 and len(counts) > 1
    lines = []
    for line in sorted({figure.line for figure in row}):
        figures = {figure.span.cell: figure for figure in row if figure.line == line}
        first = figures[min(figures)]
        squeezed = first.doubt is not None and doubts_its_label_alone(first.doubt)
        label = "" if first.row_label_missing or squeezed or not first.row_path else first.row_path[-1]
        lines.append((label, {column: (f, _is_read(f, aligned)) for column, f in sorted(figures.items())}))
    return lines


def _is_read(figure: Figure, aligned: bool) -> bool:
    if aligned and figure.value is not None and figure.doubt is not None and doubts_its_label_alone(figure.doubt):
        return True
    return sound(figure)


def _line(label: str, members: _Members, places: Mapping[UnitOfMeasure | None, int]) -> GridLine:
    return GridLine(
        label,
        any(figure.balance is Balance.OPENING for figure, _ in members.values()),
        {
            column: Cell(figure.index, _amount(figure, places) if read else None, figure.unit)
            for column, (figure, read) in members.items()
        },
    )


def _amount(figure: Figure, places: Mapping[UnitOfMeasure | None, int]) -> int | None:
    return None if figure.value is None else int(figure.value.scaleb(places[figure.unit]))
