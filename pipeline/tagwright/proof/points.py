"""Figures as points that can be compared across tables: at which day, in which unit, under which wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import log10

from tagwright.figures.model import Balance, Duration, Figure, Kind, Measure
from tagwright.figures.periods import at_balance
from tagwright.figures.wording import normalise
from tagwright.proof.grid import Grid

Row = tuple[int, int]
"""A line of a document: the number of its grid (-1: running text), and of its line there (or of the figure)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A readable amount that is not nil, with the day on which it stands (for a period: on which that ends).

    ``value`` is in whole units; ``decimals`` as in ``Figure``. ``wordings`` are the normal forms of its label
    and of its column's name. ``key`` tells it from the other amounts of its row.
    """

    figure: int
    value: Decimal
    decimals: int
    scale: int
    measure: Measure
    currency: str | None
    day: date
    opening: bool
    label: str
    column: str
    row: Row
    context: str

    @property
    def last_digit(self) -> Decimal:
        """What its last printed digit counts, in whole units."""
        return Decimal(1).scaleb(-self.decimals)

    @property
    def digits(self) -> float:
        """How many digits it prints, as a logarithm."""
        return log10(abs(self.value.scaleb(self.decimals)))

    @property
    def key(self) -> tuple[str, date]:
        """What tells it from the other amounts of its row."""
        return self.column, self.day

    @property
    def wordings(self) -> frozenset[str]:
        """The wordings under which it stands."""
        return frozenset(text for text in (self.label, self.column) if text)

    def shares_wording(self, other: Point) -> bool:
        """Tell whether two points stand under one wording, or one's label stands in the sentence of the other."""
        if self.wordings & other.wordings:
            return True
        return _named_in(self.label, other.context) or _named_in(other.label, self.context)


_SHORTEST_NAME = 6


def _named_in(label: str, context: str) -> bool:
    return len(label) >= _SHORTEST_NAME and label in context


def points_of(figures: Sequence[Figure], grids: Sequence[Grid]) -> tuple[Point, ...]:
    """Give the points of a document in reading order."""
    rows: dict[int, Row] = {}
    labels: dict[int, str] = {}
    for number, grid in enumerate(grids):
        for n, line in enumerate(grid.lines):
            for cell in line.cells.values():
                if cell.amount is not None:
                    rows[cell.figure], labels[cell.figure] = (number, n), line.label
    points = []
    for figure in figures:
        if figure.kind is not Kind.AMOUNT or not figure.value or figure.period is None or figure.unit is None:
            continue
        if figure.span.row >= 0 and figure.index not in rows:
            continue
        if figure.span.row < 0 and figure.doubt is not None:
            continue
        points.append(_point(figure, rows.get(figure.index, (-1, figure.index)), labels.get(figure.index, "")))
    return tuple(points)


def _point(figure: Figure, row: Row, label: str) -> Point:
    unit, period = figure.unit, figure.period
    assert unit is not None  # noqa: S101 - points_of has asked
    assert period is not None  # noqa: S101 - points_of has asked
    assert figure.scaled is not None  # noqa: S101 - points_of has asked
    whole = at_balance(period, figure.balance) if figure.balance else period
    return Point(
        figure=figure.index,
        value=figure.scaled,
        decimals=figure.decimals,
        scale=unit.scale,
        measure=unit.measure,
        currency=unit.currency,
        day=whole.end if isinstance(whole, Duration) else whole.date,
        opening=figure.balance is Balance.OPENING,
        label=normalise(label),
        column=normalise(" ".join(figure.column_path)),
        row=row,
        context=normalise(figure.context) if figure.context else "",
    )


def by_row(points: Sequence[Point]) -> Mapping[Row, Mapping[tuple[str, date], Point]]:
    """Give the points of each row by what tells them apart."""
    rows: dict[Row, dict[tuple[str, date], Point]] = {}
    for point in points:
        rows.setdefault(point.row, {}).setdefault(point.key, point)
    return rows
