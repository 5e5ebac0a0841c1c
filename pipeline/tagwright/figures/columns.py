"""The columns of a table: what the header rows above the data say of each one's period, unit and name.

Conversion from PDF cuts a heading that spans columns into pieces ("As at 31 D" | "ecember"); such a row is
read whole. A column whose year cannot be read keeps no period: nothing is taken over from a neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tagwright.document.model import Row
from tagwright.figures.column_groups import filled_right, is_dated_without, period_groups
from tagwright.figures.dates import (
    YEAR,
    PeriodWords,
    find_dates,
    find_month_day,
    find_range,
    find_years,
    has_several_lengths,
    in_year,
    is_period_text,
    month_day_for,
    months_after,
    months_before,
    months_in,
    part_of_year,
    period_words,
)
from tagwright.figures.headers import IGNORED
from tagwright.figures.model import Duration, Instant, Measure, Period, UnitOfMeasure, day_before
from tagwright.figures.units import names_coin, unit_in, without_unit

_NOTES = re.compile(
    r"\s*\(?(?:(?:see|refer to)\s+)?(?:notes?(?:\s+(?:no|ref|reference))?|附[註注])\)?[\s:.]*", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Column:
    """What the header says of one column. ``names`` are the words that are neither period nor unit.

    ``span`` is a period that is printed from its first to its last day.
    ``notes``: it is headed "Note", so its numbers refer to notes. ``lost``: headings of periods stand above the
    table, and which one is the column's cannot be told. ``part``: it is a part of the year, as ``part_of_year`` has it.
    """

    index: int
    names: tuple[str, ...] = ()
    words: PeriodWords | None = None
    year: int | None = None
    day: date | None = None
    span: Duration | None = None
    month_day: tuple[int, int] | None = None
    unit: UnitOfMeasure | None = None
    notes: bool = False
    lost: bool = False
    part: tuple[int, int] | None = None


def read_columns(rows: Sequence[Row], width: int, home: str | None) -> tuple[Column, ...]:
    """Read header rows into one Column for each cell index from 0 to ``width`` - 1.

    A row that names fewer columns than a row under it heads groups of them and gives no column its name, unless
    the name goes on below ("Hedging and" over "other reserves").
    """
    columns = [Column(index) for index in range(width)]
    grid = [[row.cells[index].text if index < len(row.cells) else "" for index in range(width)] for row in rows]
    named = [_names_of(texts) for texts in grid]
    for position, texts in enumerate(grid):
        below = grid[position + 1 :]
        names = _spread(_own_names(named, position), texts, below)
        spanned = _spanned(rows[position], texts)
        periods = period_groups(spanned, below)
        whole = joined(texts) if periods is None else ""
        columns = _with_row(columns, spanned if periods is None else periods, whole, names, home)
        if periods is not None:
            columns = [replace(c, lost=c.lost or is_dated_without(below, c.index, periods)) for c in columns]
    groups = [
        filled_right(_spanned(row, names), named[position + 1 :])
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


def _with_groups(columns: Sequence[Column], groups: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Tell columns of one name apart by the headings that stand over groups of columns ("Attributable to owners")."""
    said = Counter(column_key(column) for column in columns[1:])
    return tuple(
        replace(column, names=tuple(dict.fromkeys([*(n for row in groups if (n := row[column.index])), *column.names])))
        if said[column_key(column)] > 1
        else column
        for column in columns
    )


def column_key(column: Column) -> tuple[object, ...]:
    """Give what a header says of a column to tell it from others."""
    return column.names, column.year, column.day, column.span, column.words, column.month_day, column.part, column.unit


def _spread(names: list[str], texts: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Let a name that heads several years ("Company" over 2023 and 2022) stand for all of their columns."""
    spread = list(names)
    dated = [any(find_years(row[index]) or find_dates(row[index]) for row in below) for index in range(len(names))]
    for index in range(1, len(names)):
        goes_on = spread[index - 1] and dated[index - 1] and dated[index]
        if goes_on and not texts[index].strip():
            spread[index] = spread[index - 1]
    return spread


def _own_names(named: Sequence[list[str]], position: int) -> list[str]:
    """Give the names that a header row gives to columns, without the headings of groups of them."""
    below = named[position + 1 :]
    most = max((sum(1 for name in row if name) for row in below), default=0)
    if sum(1 for name in named[position] if name) >= most:
        return named[position]
    next_names = [next((row[index] for row in below if row[index]), "") for index in range(len(named[position]))]
    return [name if next_names[index][:1].islower() else "" for index, name in enumerate(named[position])]


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


def _with_row(columns: list[Column], texts: list[str], whole: str, names: list[str], home: str | None) -> list[Column]:
    words, month_day = period_words(whole), find_month_day(whole)
    row_unit = unit_in(whole, home) if len([t for t in texts[1:] if t.strip()]) == 1 else None
    read = []
    for column, text, name in zip(columns, texts, names, strict=True):
        dates, years, span = find_dates(text), find_years(text), find_range(text)
        unit = _completed_unit(column, text, home) or column.unit
        read.append(
            replace(
                column,
                names=(*column.names, name) if name else column.names,
                words=period_words(text) or words or column.words,
                month_day=find_month_day(text) or (None if period_words(text) else month_day) or column.month_day,
                day=dates[0].date if len(dates) == 1 else column.day,
                span=span or column.span,
                year=years[0] if len(years) == 1 else column.year,
                unit=unit or (row_unit if column.index else None),
                part=part_of_year(text) or column.part,
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
    plain = YEAR.sub(" ", plain) if find_years(plain) else plain
    plain = without_unit(plain)
    return "" if IGNORED.match(plain) or not _LETTER.search(plain) else re.sub(r"\s+", " ", plain).strip()


def joined(texts: Sequence[str]) -> str:
    """Join the pieces of a heading that was cut at column borders; characters that both pieces print count once."""
    whole = ""
    for text in (piece.strip() for piece in texts if piece.strip()):
        overlap = next((n for n in range(min(6, len(whole), len(text)), 0, -1) if whole.endswith(text[:n])), 0)
        gap = "" if overlap or not whole else " "
        whole = whole + gap + text[overlap:]
    return whole


def column_period(column: Column, title: str, fiscal: Duration) -> Period | None:
    """Say which period a column states, from its header, completed by the table's title and the fiscal year.

    A year alone is the fiscal year that ends in it. The first day of a month ends no period, but of years of weeks: as
    a heading it dates an opening balance, which is that of the day before. None where no year is printed for the
    column, or where the day of the year cannot be told.
    """
    if column.span is not None or column.lost:
        return column.span
    if column.part is not None:
        return _part(column.part, column.year, fiscal)
    words = column.words or period_words(title)
    end = column.day or _end_in_year(column, title, fiscal)
    dated = column.day is not None or column.month_day is not None
    opens = end is not None and end.day == 1 and end != fiscal.end and has_whole_months(fiscal)
    if end is not None and opens and dated and (column.words is None or column.words.instant):
        return Instant(day_before(end))
    if end is None or (column.words is None and end != fiscal.end and has_several_lengths(title)):
        return None
    return Instant(end) if words and words.instant else duration_to(end, words, fiscal)


def _part(part: tuple[int, int], year: int | None, fiscal: Duration) -> Duration | None:
    """Give a part of a year; None where the year is not known to begin in January."""
    begins, months = part
    to_date = months_in(fiscal) in (6, 9, 12) or part == (0, months_in(fiscal))
    if year is None or not to_date or (fiscal.start.month, fiscal.start.day) != (1, 1):
        return None
    return Duration(date(year, begins + 1, 1), months_after(date(year, begins + 1, 1), months))


def _end_in_year(column: Column, title: str, fiscal: Duration) -> date | None:
    """Give the day that ends a column's year: as its header or title dates it, else as the fiscal year ends."""
    if column.year is None:
        return None
    if column.month_day is None and not find_month_day(title):
        return _fiscal_end(column.year, fiscal)
    month_day = column.month_day or month_day_for(title, column.year)
    end = in_year(month_day, column.year) if month_day else None
    return end if end is None or end == fiscal.end or has_whole_months(fiscal) else _fiscal_end(column.year, fiscal)


def _fiscal_end(year: int, fiscal: Duration) -> date | None:
    """Give the day on which the fiscal year of a year ends; for years of weeks that is known of two years alone."""
    if year == fiscal.end.year:
        return fiscal.end
    if has_whole_months(fiscal):
        return in_year((fiscal.end.month, fiscal.end.day), year)
    before = day_before(fiscal.start)
    return before if year == before.year else None


def has_whole_months(fiscal: Duration) -> bool:
    """Tell a period of whole months from one of 52 or 53 weeks, whose neighbours end on other days of the year."""
    return months_before(fiscal.end, months_in(fiscal)) == fiscal.start


def duration_to(end: date, words: PeriodWords | None, fiscal: Duration) -> Duration | None:
    """Give the period that ends on a day and is as long as words say, else as the fiscal period."""
    if words is not None and words.weeks:
        return Duration(end - timedelta(days=7 * words.weeks - 1), end)
    months = words.months if words and words.months else None
    if end == fiscal.end and months in (None, months_in(fiscal)):
        return fiscal
    if months is None and not has_whole_months(fiscal):
        return None
    return Duration(months_before(end, months or months_in(fiscal)), end)
