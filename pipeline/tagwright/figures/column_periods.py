"""The period of a column: what its header says, completed by the title of its table and the reporting period."""

from __future__ import annotations

from datetime import date, timedelta

from tagwright.figures.columns import Column
from tagwright.figures.dates import (
    PeriodWords,
    find_dates,
    find_month_day,
    has_several_lengths,
    in_year,
    month_day_for,
    months_after,
    months_before,
    months_in,
    period_words,
)
from tagwright.figures.model import Duration, Instant, Period, day_before
from tagwright.figures.parts_of_year import PartOfYear, find_part


def column_period(column: Column, title: str, fiscal: Duration) -> Period | None:
    """Say which period a column states, from its header, completed by the table's title and the fiscal year.

    A year alone is the fiscal year that ends in it. The first day of a month ends no period, but of years of weeks: as
    a heading it dates an opening balance, which is that of the day before. None where no year is printed for the
    column, where the day of the year cannot be told, and where it cannot be told which of the lengths that the header
    names is the column's.
    """
    if column.span is not None:
        return column.span
    if column.no_length or column.no_day:
        return None
    named = find_part(title) if column.words is None and column.day is None else None
    part = column.part or (named.part if named else None)
    shorter = has_whole_months(fiscal) and months_in(fiscal) < _YEAR
    if part is not None and column.day is None and (part.months < _YEAR or shorter):
        return _part_period(part, column.year, fiscal)
    words = column.words or period_words(title)
    end = column.day or _end_in_year(column, title, fiscal)
    dated = column.day is not None or column.month_day is not None
    opens = end is not None and end.day == 1 and end != fiscal.end and has_whole_months(fiscal)
    if end is not None and opens and dated and (column.words is None or column.words.instant):
        return Instant(day_before(end))
    told = len(find_dates(title)) > 1 and end == fiscal.end
    if end is None or (column.words is None and not told and has_several_lengths(title)):
        return None
    return Instant(end) if words and words.instant else duration_to(end, words, fiscal)


def _part_period(part: PartOfYear, year: int | None, fiscal: Duration) -> Duration | None:
    """Give a year or a part of one, where years are those of the calendar; elsewhere what is counted is unsaid."""
    months = months_in(fiscal) if has_whole_months(fiscal) else 0
    calendar = (fiscal.start.month, fiscal.start.day) == (1, 1) and months >= _SHORTEST_TELLING
    if year is None or not calendar:
        return None
    first = date(year, (part.number - 1) * part.months + 1, 1)
    return Duration(first, months_after(first, part.months))


_YEAR = 12
_SHORTEST_TELLING = 6
"""Months of a reporting period from 1 January on that tell its year from one that ends in March."""


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
