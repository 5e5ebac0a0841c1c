"""The data rows under one header, read with what is known of their damage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tagwright.document.model import Row, Span
from tagwright.figures.cells import Token, read_cell
from tagwright.figures.model import Original
from tagwright.figures.numbers import NumberStyle
from tagwright.figures.repairs import Repairs
from tagwright.figures.rows import LabelledRow
from tagwright.figures.slots import Slot

Cells = list[list[tuple[Token, ...]]]
"""The value positions of data rows: row by row, cell by cell after the label."""

SecondReading = tuple[int, int, Token, Original]
"""Its row and cell, the token, and the number that it repeats."""


@dataclass(frozen=True, slots=True)
class RepairsOfPart:
    """Repairs as the data rows of one part of a table see them: ``first`` is the row of its first data row."""

    repairs: Repairs
    block: int
    first: int

    def span(self, row: int, cell: int, token: Token) -> Span:
        """Give the span of a token in the document."""
        return Span(self.block, self.first + row, cell, token.start, token.end)

    def candidates(self, span: Span) -> tuple[Decimal, ...]:
        """Give what a damaged amount may say."""
        return self.repairs.candidates.get(span, ())

    def without_debris(
        self, cells: Cells, rows: Sequence[Row], style: NumberStyle
    ) -> tuple[Cells, list[SecondReading]]:
        """Take second readings out of the cells, and say which they are."""
        if not self.repairs.second_readings:
            return cells, []
        debris: list[SecondReading] = []
        kept: Cells = []
        for row, read in enumerate(cells):
            kept.append([])
            for index, tokens in enumerate(read, start=1):
                repeated = {token: self.repairs.second_readings.get(self.span(row, index, token)) for token in tokens}
                gone = {token: original for token, original in repeated.items() if original}
                debris += [(row, index, token, original) for token, original in gone.items()]
                kept[-1].append(_rest_of_cell(rows[row].cells[index].text, gone, style) if gone else tokens)
        return kept, debris

    def without_ghosts(self, rows: Sequence[Row]) -> list[Row]:
        """Give the rows, those without their label whose label is a second reading too."""
        ghosts = {row - self.first for block, row in self.repairs.ghost_rows if block == self.block}
        return [
            Row((replace(row.cells[0], text=""), *row.cells[1:])) if index in ghosts else row
            for index, row in enumerate(rows)
        ]

    def in_place(self, slots: Sequence[Slot], labelled: Sequence[LabelledRow]) -> list[Slot]:
        """Put amounts where they belong, and restored amounts in the place of damaged ones; in the order of lines."""
        if not (self.repairs.moved or self.repairs.restored):
            return list(slots)
        rows = {row.index: row for row in labelled}
        found = [self._restored(self._moved(slot, rows)) for slot in slots]
        return sorted(found, key=lambda slot: (slot.row, slot.column.index, slot.line)) if found != slots else found

    def _moved(self, slot: Slot, rows: Mapping[int, LabelledRow]) -> Slot:
        to = self.repairs.moved.get(self.span(slot.printed_in, slot.column.index, slot.token))
        row = rows.get(to.row - self.first) if to else None
        if to is None or row is None or to.line >= len(row.lines):
            return slot
        elsewhere = f"printed in the row below {row.lines[to.line]!r}" if slot.printed_in != row.index else ""
        return replace(
            slot,
            row=row.index,
            line=to.line,
            label=row.lines[to.line],
            sections=row.sections[to.line],
            doubt=slot.token.doubt,
            unlabelled=False,
            restored=elsewhere or "told by the sums from the other lines of its row",
        )

    def _restored(self, slot: Slot) -> Slot:
        found = self.repairs.restored.get(self.span(slot.printed_in, slot.column.index, slot.token))
        if found is None:
            return slot
        places = max(0, -int(found.value.as_tuple().exponent))
        token = replace(slot.token, value=found.value, decimal_places=places, doubt=None)
        doubt = None if slot.doubt == slot.token.doubt else slot.doubt
        return replace(slot, token=token, doubt=doubt, restored=found.why)


def _rest_of_cell(text: str, gone: Iterable[Token], style: NumberStyle) -> tuple[Token, ...]:
    for token in gone:
        text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    return read_cell(text, style)
