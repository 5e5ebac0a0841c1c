"""Second readings: numbers that a scan printed twice, garbled, in a row or a cell beside the right ones.

Only what cannot be used as it stands is judged by its looks alone: a row or a cell whose digits are broken, numbers
that are too many for their label, or that stand beside a label which is not complete. Each must be what a scanner
makes of a number of the row above or below, in the same column; a whole row of one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from tagwright.document.model import Document, Span, Table
from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure, Kind, Original
from tagwright.figures.repairs import Repairs
from tagwright.figures.slots import BESIDE_INCOMPLETE_LABEL
from tagwright.figures.tables import TableReading
from tagwright.figures.wording import normalise
from tagwright.proof.scanner import LIMIT, digits_apart, digits_of

_PER_DIGIT = 130
"""What each digit may cost of a second reading: two numbers that have nothing to do with each other cost near 300."""
_PER_DIGIT_OF_SOUND = 80
_PER_DIGIT_OF_BROKEN = 200
"""The same for one cell of broken digits among others of its row."""
_FEWEST_DIGITS = 4
_FEWEST_DIGITS_OF_ROW = 5
_LIKE_ITS_NEIGHBOUR = 0.5
"""How much of a label must stand in the neighbour's for it to be a second reading of that."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as printed: the text beside its numbers, how many labels that is, and its amounts and dashes by cell."""

    block: int
    index: int
    label: str
    labels: int
    cells: Mapping[int, tuple[Figure, ...]]

    @property
    def amounts(self) -> Mapping[int, tuple[Figure, ...]]:
        """The cells that print digits, without their dashes."""
        found = {cell: tuple(f for f in figures if f.kind is Kind.AMOUNT) for cell, figures in self.cells.items()}
        return {cell: figures for cell, figures in found.items() if figures}


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near digits are to a number: what the scanner's errors cost, over how many digits but for zeros behind.

    Round numbers are alike by nature.
    """

    cost: int
    digits: int
    number: Figure

    @property
    def original(self) -> Original:
        """The number, as that of which the digits are a second reading."""
        return Original(self.number.text, self.number.place)

    def near(self, *, odd: bool) -> bool:
        """Whether a scanner may have made the one of the other; a sound number must be nearer than broken digits."""
        per_digit = _PER_DIGIT if odd else _PER_DIGIT_OF_SOUND
        return len(digits_of(self.number.text)[0]) >= _FEWEST_DIGITS and self.cost <= min(
            LIMIT, per_digit * self.digits
        )

    def in_row(self, *, odd: bool) -> bool:
        """Whether it is near enough for a cell of a row that is near as a whole; broken digits may be further off."""
        return self.cost <= (_PER_DIGIT_OF_BROKEN if odd else _PER_DIGIT) * self.digits


def printed_rows(document: Document, reading: TableReading, block: int, figures: Iterable[Figure]) -> list[PrintedRow]:
    """Give the rows of a table that print amounts, from the figures of its block, as repairs have left them."""
    table = document.blocks[block]
    assert isinstance(table, Table)  # noqa: S101 - asked of tables only
    rows: dict[int, dict[int, list[Figure]]] = {}
    for figure in figures:
        if figure.kind in (Kind.AMOUNT, Kind.NIL):
            rows.setdefault(figure.span.row, {}).setdefault(figure.span.cell, []).append(figure)
    return [
        PrintedRow(
            block,
            index,
            table.rows[index].cells[0].text,
            reading.labels_of_row.get(index, 0),
            {cell: tuple(sorted(figures, key=_start)) for cell, figures in sorted(cells.items())},
        )
        for index, cells in sorted(rows.items())
        if any(figure.kind is Kind.AMOUNT for figures in cells.values() for figure in figures)
    ]


def _start(figure: Figure) -> int:
    return figure.span.start


def debris_of(document: Document, extraction: Extraction) -> Repairs:
    """Find the second readings of a document that their looks alone give away."""
    found = Repairs()
    for block, reading in extraction.tables.items():
        rows = printed_rows(document, reading, block, reading.figures)
        kept: list[PrintedRow] = []
        for position, row in enumerate(rows):
            repeated = _row_repeats(row, [*kept[-1:], *rows[position + 1 : position + 2]])
            if repeated is None:
                kept.append(row)
            else:
                found |= as_debris(row, *repeated)
        for position, row in enumerate(kept):
            around = kept[max(position - 1, 0) : position] + kept[position + 1 : position + 2]
            found |= Repairs(second_readings=_cells_that_repeat(row, around, found.second_readings))
    return found


def as_debris(row: PrintedRow, neighbour: PrintedRow, repeated: Mapping[int, Likeness]) -> Repairs:
    """Take a whole row for a second reading, its label too where that is like the neighbour's."""
    originals = {cell: likeness.original for cell, likeness in repeated.items()}
    first = next(iter(originals.values()))
    spans = {f.span: originals.get(cell, first) for cell, figures in row.cells.items() for f in figures}
    ghost = likeness_of_labels(row.label, neighbour.label) >= _LIKE_ITS_NEIGHBOUR
    return Repairs(spans, frozenset({(row.block, row.index)}) if ghost else frozenset())


@lru_cache(maxsize=10_000)
def likeness_of_labels(one: str, other: str) -> float:
    """Say how much two labels have in common, from 0 to 1; all where one stands in the other."""
    first, second = normalise(one), normalise(other)
    if first and second and (first in second or second in first):
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _row_repeats(row: PrintedRow, around: Sequence[PrintedRow]) -> tuple[PrintedRow, Mapping[int, Likeness]] | None:
    """Give the row of which another is a second reading from end to end, cell for cell."""
    odd = {cell for cell, figures in row.amounts.items() if _is_odd(figures, row.labels)}
    if 2 * len(odd) < len(row.amounts):
        return None
    for neighbour in around:
        found = {cell: likeness(figures, neighbour.cells.get(cell, ())) for cell, figures in row.amounts.items()}
        repeated = {cell: near for cell, near in found.items() if near is not None and near.in_row(odd=cell in odd)}
        digits, cost = (sum(getattr(near, part) for near in repeated.values()) for part in ("digits", "cost"))
        if len(repeated) == len(row.amounts) and digits >= _FEWEST_DIGITS_OF_ROW and cost <= _PER_DIGIT * digits:
            return neighbour, repeated
    return None


def likeness(figures: Sequence[Figure], numbers: Sequence[Figure]) -> Likeness | None:
    """Give the number that digits are nearest to, taken together; None where no number stands to compare with."""
    digits = "".join(digits_of(figure.text)[0] for figure in figures)
    sound = [number for number in numbers if number.kind is Kind.AMOUNT and not number.damaged]
    compared = [(digits_of(number.text)[0], number) for number in sound]
    found = [Likeness(digits_apart(digits, true), len(true.rstrip("0")), number) for true, number in compared]
    return min(found, key=lambda near: near.cost, default=None)


def _is_odd(figures: Sequence[Figure], labels: int) -> bool:
    """Tell a cell that cannot be used as it stands: broken digits, or more numbers than labels."""
    return len(figures) > max(labels, 1) or any(is_broken(figure) for figure in figures)


def is_broken(figure: Figure) -> bool:
    """Tell a number whose digits cannot be read, or whose comma was read as a point."""
    return figure.value is None or (figure.damaged and figure.decimal_places == len("000"))


def _cells_that_repeat(
    row: PrintedRow, around: Sequence[PrintedRow], known: Mapping[Span, Original]
) -> Mapping[Span, Original]:
    """Give the second readings in single cells of a row; where nothing else is left of it, its dashes with them.

    What is ``known`` to be a second reading is no original, and what is known for an original no second reading.
    """
    found: dict[Span, Original] = {}
    originals = {original.place for original in known.values()}
    for cell, figures in row.amounts.items():
        if any(figure.place in originals for figure in figures):
            continue
        beside = (number for neighbour in around for number in neighbour.amounts.get(cell, ()))
        numbers = [number for number in beside if number.span not in known]
        found |= _cell_that_repeats(row, cell, numbers) or dict(_too_many(figures, numbers, row.labels))
    if all(figure.span in found for figures in row.amounts.values() for figure in figures):
        first = next(iter(found.values()))
        found |= {
            figure.span: first for figures in row.cells.values() for figure in figures if figure.span not in found
        }
    return found


def _cell_that_repeats(row: PrintedRow, cell: int, numbers: Sequence[Figure]) -> Mapping[Span, Original]:
    """Take a whole cell for a second reading, where it cannot be used as it stands.

    A sound number that its neighbour prints too is a number printed twice, as one part and its total are.
    """
    figures = row.amounts[cell]
    odd = _is_odd(figures, row.labels)
    if not odd and any(figure.doubt != BESIDE_INCOMPLETE_LABEL for figure in figures):
        return {}
    whole = likeness(figures, numbers)
    if whole is None or not whole.near(odd=odd) or (not odd and not whole.cost):
        return {}
    return {figure.span: whole.original for figure in row.cells[cell]}


def _too_many(figures: Sequence[Figure], numbers: Sequence[Figure], labels: int) -> Iterator[tuple[Span, Original]]:
    """Give the numbers of a cell that repeat others, where it prints just so many more than it has labels."""
    extra = len(figures) - max(labels, 1)
    found = [(figure, likeness([figure], numbers)) for figure in figures]
    near = [(figure, like.original) for figure, like in found if like is not None and like.near(odd=is_broken(figure))]
    if 0 < extra == len(near):
        yield from ((figure.span, original) for figure, original in near)
