"""The figures of one table: rows, columns and cells brought together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tagwright.document.model import Row, Span, Table
from tagwright.figures.captions import with_stated_scale
from tagwright.figures.carried_on import NOTHING_CARRIED, Carried
from tagwright.figures.cells import Token, columns_of_notes, is_date, read_cell
from tagwright.figures.columns import (
    Column,
    read_columns,
    with_corner_period,
    with_periods_above,
)
from tagwright.figures.common_unit import with_common_unit
from tagwright.figures.labels import Squeezed, Vocabulary
from tagwright.figures.model import Balance, Duration, Figure, Kind, Measure, Original, Period, UnitOfMeasure
from tagwright.figures.numbers import NumberStyle, find_numbers
from tagwright.figures.outline import Surroundings
from tagwright.figures.parts import parts_of_table, unsure_from
from tagwright.figures.periods import columns_periods, contradicts, period_of_line, row_contexts
from tagwright.figures.plain_figures import header_figures, plain_figure
from tagwright.figures.relative_columns import with_relative_years
from tagwright.figures.repaired_part import Cells, RepairsOfPart
from tagwright.figures.repairs import NO_REPAIRS, Repairs
from tagwright.figures.row_units import row_unit
from tagwright.figures.rows import LabelledRow, label_rows
from tagwright.figures.slots import (
    NO_PERIOD,
    TWIN_COLUMN,
    YEARS_OR_AMOUNTS,
    Slot,
    dated_lines,
    line_of,
    with_doubtful_decimals,
    with_totals,
)
from tagwright.figures.sureness import doubt_of_recognition
from tagwright.figures.text_numbers import kind_of_number
from tagwright.figures.totals import subtotal_position
from tagwright.figures.two_scripts import with_joined_scripts
from tagwright.figures.units import EXCEPT, coin_in_cell, contradicts_unit
from tagwright.figures.untold_columns import indistinct_columns, is_shifted, with_untold_columns


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What holds for the whole document: separators, known wordings, the reporting period, its currency.

    ``general_scale``: it states one scale for all of its tables, which their headers do not repeat.
    """

    style: NumberStyle
    vocabulary: Vocabulary
    fiscal: Duration
    currency: str
    general_scale: bool = False


@dataclass(frozen=True, slots=True)
class TableReading:
    """What was read of one table: its figures, its columns, and the labels of its rows.

    ``Figure.total_of`` counts positions in ``figures`` here; the extraction turns them into indexes. ``sibling`` are
    the columns of the other part of the table that a lost year was taken from, ``carried`` what holds from the page
    before. ``labels_of_row`` counts the labels of each row (several where lines were squeezed together).
    """

    figures: tuple[Figure, ...]
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    sibling: tuple[Column, ...]
    labels_of_row: Mapping[int, int]
    carried: Carried = NOTHING_CARRIED


def read_table(
    table: Table,
    block: int,
    around: Surroundings,
    rules: ReadingRules,
    sibling: Sequence[Column] = (),
    repairs: Repairs = NO_REPAIRS,
    carried: Carried = NOTHING_CARRIED,
) -> TableReading:
    """Read the figures of a table. ``sibling`` are the columns of the other part of the same table, if there is one.

    ``repairs`` say what is known of its damage, ``carried`` what the page before says of it.
    """
    own_captions = table.captions or carried.captions
    own_captions = (around.unit, *own_captions) if around.unit else own_captions
    figures: list[Figure] = []
    labels: list[str] = []
    labels_of_row: dict[int, int] = {}
    columns: tuple[Column, ...] = ()
    above = carried.columns
    width = max(len(row.cells) for row in table.rows)
    unsure = unsure_from(table.rows)
    for first, header, data in parts_of_table(table.rows, rules.style):
        columns = with_relative_years(read_columns(header, width, rules.currency), around.title, rules.fiscal)
        columns = _completed(columns, sibling)
        columns = with_common_unit(columns, [EXCEPT.split(text)[0] for text in own_captions], rules.currency)
        columns = carried.with_unit(columns)
        captions = (*around.headings, *own_captions)
        columns = with_stated_scale(columns, table.rows[:first], header, captions, rules.currency, rules.general_scale)
        columns = with_periods_above(columns, above) if header else above or columns
        above = columns
        figures += header_figures(header, first, block, around, rules.style)
        shifted = is_shifted(header, data)
        part = _Part(block, first + len(header), data, columns, captions, around, rules, shifted, repairs)
        read, named = part.read()
        figures += _behind(len(figures), read if unsure is None else _unsure(read, unsure))
        labels += [line for row in named for line in row.lines]
        labels_of_row |= {first + len(header) + row.index: len(row.lines) for row in named}
    return TableReading(tuple(figures), columns, tuple(labels), tuple(sibling), labels_of_row, carried)


def _unsure(figures: Iterable[Figure], first: int) -> Iterator[Figure]:
    """Doubt the amounts from a row on that may be a header of years."""
    for figure in figures:
        is_amount = figure.kind in (Kind.AMOUNT, Kind.NIL) and figure.row >= first
        yield replace(figure, doubt=YEARS_OR_AMOUNTS) if is_amount and not figure.doubt else figure


def _completed(columns: tuple[Column, ...], sibling: Sequence[Column]) -> tuple[Column, ...]:
    """Take years that a header lost from the other part of the same table, where the two agree otherwise."""
    dated = [column for column in columns if column.year or column.day]
    twins = {column.index: column for column in sibling}
    agree = all(
        (twin := twins.get(column.index)) is not None and twin.year == (column.year or _year(column))
        for column in dated
    )
    if not sibling or not dated or not agree:
        return columns
    return tuple(
        replace(column, year=twins[column.index].year)
        if not (column.year or column.day) and column.index in twins and column.unit == twins[column.index].unit
        else column
        for column in columns
    )


def _year(column: Column) -> int | None:
    return column.day.year if column.day else column.year


class _Part:
    """One header with the data rows under it."""

    def __init__(
        self,
        block: int,
        first: int,
        rows: Sequence[Row],
        columns: Sequence[Column],
        captions: tuple[str, ...],
        around: Surroundings,
        rules: ReadingRules,
        shifted: bool,
        repairs: Repairs,
    ) -> None:
        self._block, self._first, self._rows, self._shifted = block, first, rows, shifted
        self._repairs = RepairsOfPart(repairs, block, first)
        self._columns, self._captions, self._around, self._rules = columns, captions, around, rules

    def read(self) -> tuple[list[Figure], list[LabelledRow]]:
        """Give the figures of the part and its rows with their labels."""
        cells = [[read_cell(cell.text, self._rules.style) for cell in row.cells[1:]] for row in self._rows]
        cells, repeated = self._repairs.without_debris(cells, self._rows, self._rules.style)
        debris = [self._second_reading(*found) for found in repeated]
        notes = self._note_columns(cells)
        numbers = [
            _squeezed([tokens for index, tokens in enumerate(read, start=1) if index not in notes]) for read in cells
        ]
        labelled = label_rows(
            with_joined_scripts(self._repairs.without_ghosts(self._rows), numbers), numbers, self._rules.vocabulary
        )
        figures = debris + [figure for row in range(len(self._rows)) for figure in self._plain(row, cells[row], notes)]
        slots = [slot for row in labelled for slot in self._slots(row, cells[row.index], notes)]
        slots = self._repairs.in_place(slots, labelled)
        return figures + _behind(len(figures), self._values(slots)), labelled

    def _second_reading(self, row: int, index: int, token: Token, repeats: Original) -> Figure:
        cell = self._rows[row].cells[index]
        figure = plain_figure(
            cell.text, self._repairs.span(row, index, token), cell.place, Kind.SECOND_READING, self._around
        )
        return replace(figure, repeats=repeats)

    def _note_columns(self, cells: Cells) -> set[int]:
        by_column = {
            column.index: [read[column.index - 1] for read in cells if column.index <= len(read)]
            for column in self._columns[1:]
        }
        filled = {index: read for index, read in by_column.items() if any(read)}
        left = min((c.index for c in self._columns if c.index in filled and (c.unit or c.year)), default=0)
        bare = [c for c in self._columns if c.index in filled and not (c.unit or c.year or c.day or c.names)]
        nameless = {column.index for column in bare if column.index < left}
        return columns_of_notes(filled, nameless, {column.index for column in bare if column.notes})

    def _plain(self, row: int, read: list[tuple[Token, ...]], notes: set[int]) -> Iterator[Figure]:
        """Give the numbers of a row that are no amounts: those in its label, in dates, and references to notes."""
        label = self._rows[row].cells[0]
        for number in find_numbers(label.text, self._rules.style):
            span = Span(self._block, self._first + row, 0, number.start, number.end)
            kind = kind_of_number(label.text, number.start, number.end)
            kind = kind if kind in (Kind.YEAR, Kind.DATE, Kind.NOTE_REFERENCE) else Kind.LABEL
            yield plain_figure(label.text, span, label.place, kind, self._around)
        for index, cell in enumerate(self._rows[row].cells[1:], start=1):
            for number in find_numbers(cell.text, self._rules.style) if is_date(cell.text) else ():
                span = Span(self._block, self._first + row, index, number.start, number.end)
                yield plain_figure(cell.text, span, cell.place, Kind.DATE, self._around)
        for index in sorted(notes):
            for token in read[index - 1] if index <= len(read) else ():
                if token.kind is Kind.AMOUNT:
                    cell = self._rows[row].cells[index]
                    span = self._repairs.span(row, index, token)
                    yield plain_figure(cell.text, span, cell.place, Kind.NOTE_REFERENCE, self._around)

    def _slots(self, row: LabelledRow, read: list[tuple[Token, ...]], notes: set[int]) -> Iterator[Slot]:
        """Give each value position of a row the line that it belongs to."""
        value_cells = {index: tokens for index, tokens in enumerate(read, start=1) if tokens and index not in notes}
        extra = self._subtotal_place(row, value_cells)
        for index, tokens in value_cells.items():
            for position, token in enumerate(tokens):
                line, doubt = line_of(row, len(tokens), position, extra)
                yield Slot(
                    row=row.index,
                    column=self._columns[index],
                    token=token,
                    label=row.lines[line] if line is not None and line < len(row.lines) else None,
                    sections=row.sections[min(line or 0, len(row.sections) - 1)] if row.sections else (),
                    doubt=token.doubt or doubt,
                    unlabelled=row.unlabelled or (doubt is None and line is None),
                    line=position,
                    printed_in=row.index,
                )

    @staticmethod
    def _subtotal_place(row: LabelledRow, cells: dict[int, tuple[Token, ...]]) -> int | None:
        counts = {len(tokens) for tokens in cells.values()}
        if len(row.lines) < 2 or counts != {len(row.lines) + 1}:
            return None
        return _subtotal_among(cells.values())

    def _values(self, slots: list[Slot]) -> list[Figure]:
        fiscal, title = self._rules.fiscal, self._around.title
        slots = with_doubtful_decimals(
            with_untold_columns(slots, self._columns, self._rows, self._shifted),
            [self._unit_of(slot) for slot in slots],
        )
        by_row = row_contexts(dated_lines(slots), title, fiscal)
        columns = self._columns if by_row else with_corner_period(self._columns, self._around.caption)
        by_column = columns_periods(columns, title, fiscal)
        twins = indistinct_columns(slots, self._columns, by_column)
        printed = [slot for slot in slots if slot.token.kind is not None]
        figures = []
        for slot in printed:
            column = by_column[slot.column.index]
            dated = slot.row in by_row
            period, balance = period_of_line(slot.label or "", by_row[slot.row] if dated else column, fiscal, dated)
            if slot.doubt is None and contradicts(period, column, fiscal):
                slot = replace(slot, doubt=f"its row states {period} where its column states {column}")
            figures.append(self._figure(slot, period, balance, twins))
        return with_totals(figures, printed)

    def _unit_of(self, slot: Slot) -> UnitOfMeasure | None:
        home = self._rules.currency
        unit = row_unit(slot.label or "", slot.column.unit, home, slot.sections, self._captions)
        if unit and unit.measure is Measure.MONEY_PER_SHARE and coin_in_cell(slot.token.words, unit.currency):
            unit = replace(unit, scale=-2)
        return UnitOfMeasure(Measure.PERCENT, None, -2) if slot.token.percent else unit

    def _figure(self, slot: Slot, period: Period | None, balance: Balance | None, twins: set[int]) -> Figure:
        cell = self._rows[slot.printed_in].cells[slot.column.index]
        token, label = slot.token, slot.label or ""
        span = self._repairs.span(slot.printed_in, slot.column.index, token)
        unit = self._unit_of(slot)
        doubt = slot.doubt
        if doubt is None and unit is not None and contradicts_unit(token.words, unit):
            doubt = f"its cell says {token.words!r}, which is not the unit of its column"
        if doubt is None and slot.column.index in twins:
            doubt = TWIN_COLUMN
        if doubt is None and period is None:
            doubt = NO_PERIOD
        if doubt is None:
            doubt = doubt_of_recognition(cell.place)
        return Figure(
            index=-1,
            kind=token.kind or Kind.AMOUNT,
            text=cell.text[token.start : token.end],
            span=span,
            digits=Span(span.block, span.row, span.cell, token.digits_start, token.digits_end),
            place=cell.place.moved(token.start),
            value=token.value,
            decimal_places=token.decimal_places,
            unit=unit,
            period=period,
            balance=balance,
            row_path=(*slot.sections, label) if label else slot.sections,
            column_path=slot.column.names,
            headings=self._around.headings,
            doubt=doubt,
            row_label_missing=slot.unlabelled,
            row=self._first + slot.row,
            line=slot.line,
            damaged=token.doubt is not None,
            candidates=self._repairs.candidates(span),
            restored=slot.restored,
        )


def _behind(others: int, figures: Iterable[Figure]) -> list[Figure]:
    """Give figures as they stand behind so many others: sums point at their parts by position."""
    return [
        replace(figure, total_of=tuple(position + others for position in figure.total_of))
        if figure.total_of and others
        else figure
        for figure in figures
    ]


def _squeezed(cells: Sequence[tuple[Token, ...]]) -> Squeezed:
    """Say how many numbers the cells of a row print, and which is a subtotal, where all cells print as many."""
    filled = [tokens for tokens in cells if tokens]
    counts = {len(tokens) for tokens in filled}
    count = max(counts, default=0)
    return Squeezed(count, _subtotal_among(filled) if len(counts) == 1 and count > 1 else None)


def _subtotal_among(cells: Iterable[tuple[Token, ...]]) -> int | None:
    return subtotal_position([[token.value if not token.doubt else None for token in tokens] for tokens in cells])
