"""The columns of a table: what the header rows above the data say of each one's period, unit and name.

Conversion from PDF cuts a heading that spans columns into pieces ("As at 31 D" | "ecember"); such a row is
read whole. A column whose year cannot be read keeps no period: nothing is taken over from a neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tagwright.document.model import Row
from tagwright.figures.dates import (
    YEAR,
    PeriodWords,
    find_dates,
    find_month_day,
    find_month_of_year,
    find_years,
    has_several_lengths,
    is_period_text,
    month_days,
    period_words,
)
from tagwright.figures.header_grid import filled_right, spread_names, with_spread_lengths, with_whole_dates
from tagwright.figures.headers import IGNORED
from tagwright.figures.model import Duration, Measure, UnitOfMeasure
from tagwright.figures.parts_of_year import PartOfYear, find_part, without_parts
from tagwright.figures.ranges import find_range
from tagwright.figures.units import names_coin, unit_in, without_unit

_NOTES = re.compile(
    r"\s*\(?(?:(?:see|refer to)\s+)?(?:notes?(?:\s+(?:no|ref|reference))?|附[註注])\)?[\s:.]*", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_MARK = re.compile(r"\s*\(\d{1,2}\)\s*$")
"""The mark of a footnote behind a year that is restated."""
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Column:
    """What the header says of one column. ``names`` are the words that are neither period nor unit.

    ``span`` is a period that is printed from its first to its last day, ``part`` one of the parts of its year.
    ``no_length`` and ``no_day``: its header names several lengths of periods, or days of the year, and does not tell
    which of them is the column's.
    ``notes``: it is headed "Note", so its numbers refer to notes.
    """

    index: int
    names: tuple[str, ...] = ()
    words: PeriodWords | None = None
    year: int | None = None
    day: date | None = None
    span: Duration | None = None
    part: PartOfYear | None = None
    month_day: tuple[int, int] | None = None
    no_length: bool = False
    no_day: bool = False
    unit: UnitOfMeasure | None = None
    notes: bool = False


def read_columns(rows: Sequence[Row], width: int, home: str | None) -> tuple[Column, ...]:
    """Read header rows into one Column for each cell index from 0 to ``width`` - 1.

    A row that names fewer columns than a row under it heads groups of them and gives no column its name, unless
    the name goes on below ("Hedging and" over "other reserves").
    """
    columns = [Column(index) for index in range(width)]
    grid = with_whole_dates([[row.cells[n].text if n < len(row.cells) else "" for n in range(width)] for row in rows])
    named = [_names_of(texts) for texts in grid]
    spread = with_spread_lengths([_spanned(row, texts) for row, texts in zip(rows, grid, strict=True)])
    says = _said_once(grid)
    for position, texts in enumerate(grid):
        names = spread_names(_own_names(named, position), texts, grid[position + 1 :])
        columns = _with_row(columns, spread[position], joined(texts), names, home, says)
    columns = [_told_apart(column, [row[column.index] for row in spread], says) for column in columns]
    groups = [
        _group_heads(row, _without_wrapped(names, named[position + 1 :]), named[position + 1 :])
        for position, (row, names) in enumerate(zip(rows, named, strict=True))
    ]
    return _with_groups(_with_spanned_years(columns), groups)


def _spanned(row: Row, texts: Sequence[str]) -> list[str]:
    """Let what a cell says stand for all columns that the source lets it stand over."""
    spread = list(texts)
    for index, cell in enumerate(row.cells):
        if index and cell.columns > 1:
            spread[index : index + cell.columns] = [texts[index]] * len(spread[index : index + cell.columns])
    return spread


def _group_heads(row: Row, names: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Give the heading of its group to each column: as far as the source lets headings stand, else up to the next."""
    said = any(cell.columns > 1 for cell in row.cells[1:])
    return _spanned(row, names) if said else filled_right(names, below)


def _with_groups(columns: Sequence[Column], groups: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Tell columns of one name apart by the headings that stand over groups of columns ("Attributable to owners")."""
    said = Counter(_key(column) for column in columns[1:])
    return tuple(
        replace(column, names=tuple(dict.fromkeys([*(n for row in groups if (n := row[column.index])), *column.names])))
        if said[_key(column)] > 1
        else column
        for column in columns
    )


def _key(column: Column) -> tuple[object, ...]:
    """Give what a header says of a column to tell it from others."""
    return column.names, column.year, column.day, column.span, column.words, column.month_day, column.part, column.unit


def _own_names(named: Sequence[list[str]], position: int) -> list[str]:
    """Give the names that a header row gives to columns, without the headings of groups of them."""
    below = named[position + 1 :]
    most = max((sum(1 for name in row if name) for row in below), default=0)
    if sum(1 for name in named[position] if name) >= most:
        return named[position]
    next_names = [next((row[index] for row in below if row[index]), "") for index in range(len(named[position]))]
    return [name if next_names[index][:1].islower() else "" for index, name in enumerate(named[position])]


def _without_wrapped(names: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Leave out of a row the first lines of names that go on below ("Retained" over "earnings"): they head no group."""
    goes_on = [next((row[index] for row in below if row[index]), "")[:1].islower() for index in range(len(names))]
    return ["" if wrapped else name for name, wrapped in zip(names, goes_on, strict=True)]


def _with_spanned_years(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Let a year stand for two columns where each year heads an amount and another unit beside it (RMB | %).

    Otherwise a column without a year keeps none: it may be another period whose year was lost.
    """
    used = [column for column in columns if column.unit is not None]
    pairs = list(zip(used[::2], used[1::2], strict=False))
    spanned = len(used) % 2 == 0 and all(
        left.year and not right.year and not right.day and not right.names and left.unit != right.unit
        for left, right in pairs
    )
    years = {right.index: left.year for left, right in pairs} if spanned else {}
    return tuple(replace(column, year=years.get(column.index, column.year)) for column in columns)


def _names_of(texts: list[str]) -> list[str]:
    """Give the words of a header row that name columns; a row that gives a period names none."""
    return [""] * len(texts) if is_period_text(joined(texts)) else [_name_in(text) for text in texts]


@dataclass(frozen=True, slots=True)
class _SaidOnce:
    """Whether a header names one length of periods, and one day of the year, so that they hold for all columns."""

    length: bool
    day: bool


def _said_once(grid: Sequence[Sequence[str]]) -> _SaidOnce:
    texts = [text for row in grid for text in row]
    parts = {named.part for text in texts if (named := find_part(text))}
    days = {day for text in texts if not find_dates(text) for day in month_days(text)}
    lengths = has_several_lengths("; ".join(joined(row) for row in grid))
    return _SaidOnce(not lengths and len(parts) < _SEVERAL, len(days) < _SEVERAL)


def _month_day(text: str) -> tuple[int, int] | None:
    """Give the one day of the year that a text names: heads of several columns may have run together."""
    return find_month_day(text) if len(month_days(text)) == 1 else None


def _told_apart(column: Column, texts: Sequence[str], says: _SaidOnce) -> Column:
    """Mark a column that says nothing itself of what the header says in several ways."""
    own_length = any(period_words(text) or find_part(text) for text in texts)
    own_day = any(_month_day(text) or find_dates(text) for text in texts)
    return replace(column, no_length=not (says.length or own_length), no_day=not (says.day or own_day))


def _with_row(
    columns: list[Column], texts: list[str], whole: str, names: list[str], home: str | None, says: _SaidOnce
) -> list[Column]:
    words, month_day = period_words(whole) if says.length else None, _month_day(whole) if says.day else None
    said = [n for n, text in enumerate(texts) if n and period_words(text)]
    row_unit = unit_in(whole, home) if len([t for t in texts[1:] if t.strip()]) == 1 else None
    read = []
    for column, text, name in zip(columns, texts, names, strict=True):
        dates, years, span = find_dates(text), find_years(text), find_range(text)
        unit = _completed_unit(column, text, home) or column.unit
        before = bool(said) and column.index < said[0]  # what heads columns further right is not said of this one
        named, own, own_day, month = find_part(text), period_words(text), _month_day(text), find_month_of_year(text)
        read.append(
            replace(
                column,
                names=(*column.names, name) if name else column.names,
                words=own or (None if before and (years or dates) else words) or column.words,
                part=named.part if named else column.part,
                month_day=(month[1:] if month else own_day) or column.month_day or (None if own else month_day),
                day=dates[0].date if len(dates) == 1 else column.day,
                span=span or column.span,
                year=month[0]
                if month
                else (years[0] if len(years) == 1 else (named.year if named else None) or column.year),
                unit=unit or (row_unit if column.index else None),
                notes=column.notes or bool(_NOTES.fullmatch(text)),
            )
        )
    return read


def _completed_unit(column: Column, text: str, home: str | None) -> UnitOfMeasure | None:
    """Read a unit; a currency in one row and its scale in the next ("RMB" over "million") make one."""
    unit, above = unit_in(text, home), column.unit
    if above is not None and above.currency and above.scale == 0 and (unit is None or unit.measure is Measure.PURE):
        return unit_in(f"{above.currency} {text}", home)
    return unit


def with_periods_above(columns: Sequence[Column], above: Sequence[Column]) -> tuple[Column, ...]:
    """Give columns under a header that prints units alone ("Cents" further down) the periods and names from above."""
    bare = all(c.year is None and c.day is None and c.span is None and not c.names for c in columns[1:])
    if not bare or not any(column.unit for column in columns[1:]) or len(above) != len(columns):
        return tuple(columns)
    return tuple(
        replace(upper, unit=column.unit) if column.unit else column
        for column, upper in zip(columns, above, strict=True)
    )


_RELATIVE = re.compile(r"\b(?:current|this|prior|previous|last|preceding|comparative|corresponding)\b", re.IGNORECASE)


def with_corner_period(columns: Sequence[Column], caption: str = "") -> tuple[Column, ...]:
    """Give columns that are all named and not dated the period that the header's corner states for the table.

    Where the corner is silent, ``caption`` does: a line right above the table that gives one period and nothing else.
    """
    corner = columns[0] if _is_dated(columns[0]) else _of_caption(columns[0], caption)
    if not _is_dated(corner) or any(_is_dated(column) or _is_relative(column) for column in columns[1:]):
        return tuple(columns)
    return tuple(
        replace(column, day=corner.day, year=corner.year, span=corner.span, words=corner.words or column.words)
        if column.index and column.names
        else column
        for column in columns
    )


def _is_dated(column: Column) -> bool:
    return column.day is not None or column.year is not None or column.span is not None


def _is_relative(column: Column) -> bool:
    """Tell a heading that names one of two periods without dating it ("Prior year")."""
    return any(_RELATIVE.search(name) for name in column.names)


def _of_caption(corner: Column, caption: str) -> Column:
    dates = find_dates(caption)
    if len(dates) != 1 or set(find_years(caption)) != {dates[0].date.year}:
        return corner
    return replace(corner, day=dates[0].date, words=period_words(caption))


_DAMAGED_UNIT = re.compile(r"[A-Z]{2,3}\$?\s?['’]?\s?0{3}")


def _name_in(text: str) -> str:
    """Give the words of a header cell that are neither period nor unit; a misprinted unit ("RMD 000") is no name."""
    if _DAMAGED_UNIT.fullmatch(text.strip()) or is_period_text(without_unit(text)):
        return ""
    if names_coin(text):
        return ""
    plain = re.sub(r"</?\w{1,10}>", "", text)
    for span in reversed(find_dates(plain)):
        plain = plain[: span.start] + plain[span.end :]
    plain = YEAR.sub(" ", without_parts(plain)) if find_years(plain) or find_part(plain) else plain
    plain = _MARK.sub("", without_unit(plain)) if find_years(text) else without_unit(plain)
    return "" if IGNORED.match(plain) or not _LETTER.search(plain) else re.sub(r"\s+", " ", plain).strip()


def joined(texts: Sequence[str]) -> str:
    """Join the pieces of a heading that was cut at column borders; characters that both pieces print count once."""
    whole = ""
    for text in (piece.strip() for piece in texts if piece.strip()):
        overlap = next((n for n in range(min(6, len(whole), len(text)), 0, -1) if whole.endswith(text[:n])), 0)
        gap = "" if overlap or not whole else " "
        whole = whole + gap + text[overlap:]
    return whole
