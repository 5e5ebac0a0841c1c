"""What the arithmetic of a document has found out about its damage, for the tables to be read with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tagwright.document.model import Span
from tagwright.figures.model import Original


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table: its row, and which of the lines that were squeezed into that row (from 0)."""

    row: int
    line: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What a damaged amount says: ``value`` in the scale of the print with its sign, and why, in words."""

    value: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Repairs:
    """Findings about numbers in tables, by the span of each as it was read without repairs.

    ``second_readings``: debris, with the number that it repeats. ``ghost_rows``: (block, row) whose
    label too is a second reading. ``moved``: the line that a number belongs to. ``restored``: its true amount;
    ``candidates``: what it may be, the likeliest first.
    """

    second_readings: Mapping[Span, Original] = field(default_factory=dict)
    ghost_rows: frozenset[tuple[int, int]] = frozenset()
    moved: Mapping[Span, TableLine] = field(default_factory=dict)
    restored: Mapping[Span, Restored] = field(default_factory=dict)
    candidates: Mapping[Span, tuple[Decimal, ...]] = field(default_factory=dict)

    def __or__(self, other: Repairs) -> Repairs:
        """Give both; where they speak of one number, the other one holds."""
        return Repairs(
            {**self.second_readings, **other.second_readings},
            self.ghost_rows | other.ghost_rows,
            {**self.moved, **other.moved},
            {**self.restored, **other.restored},
            {**self.candidates, **other.candidates},
        )

    def within(self, blocks: Sequence[int]) -> Repairs:
        """Give those that speak of some blocks."""
        return Repairs(
            {span: place for span, place in self.second_readings.items() if span.block in blocks},
            frozenset(row for row in self.ghost_rows if row[0] in blocks),
            {span: line for span, line in self.moved.items() if span.block in blocks},
            {span: value for span, value in self.restored.items() if span.block in blocks},
            {span: values for span, values in self.candidates.items() if span.block in blocks},
        )

    @property
    def blocks(self) -> frozenset[int]:
        """The blocks of the tables that they touch."""
        spans = (*self.second_readings, *self.moved, *self.restored, *self.candidates)
        return frozenset({span.block for span in spans} | {block for block, _ in self.ghost_rows})


NO_REPAIRS = Repairs()
