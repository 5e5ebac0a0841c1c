"""The period of each row: its column's, unless dates among the row labels say otherwise.

A date that stands alone as a label ("As at 1 January 2021") dates its own row. Where it prints no amount of
its own it heads the rows under it; where it does, it is an opening balance and the rows under it are movements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tagwright.figures.column_periods import column_period
from tagwright.figures.columns import Column
from tagwright.figures.dates import (
    find_dates,
    find_years,
    months_in,
)
from tagwright.figures.model import Balance, Duration, Instant, Period
from tagwright.figures.ranges import find_range
from tagwright.figures.rows import (
    closing_of,
    movement_period,
    opening_before,
    row_balance,
    row_duration,
    row_instant,
    row_month_day,
)


@dataclass(frozen=True, slots=True)
class DatedLine:
    """A line as far as periods need it: its row, its label, its sections, whether an amount of it can be read."""

    row: int
    label: str
    sections: tuple[str, ...]
    readable: bool


def title_period(title: str, fiscal: Duration) -> Period | None:
    """Read the period that a title gives ("For the year ended 31 December 2021")."""
    dates, years = find_dates(title), find_years(title)
    column = Column(0, day=dates[0].date if dates else None, year=years[0] if years else None, span=find_range(title))
    return column_period(column, title, fiscal)


def row_contexts(lines: Sequence[DatedLine], title: str, fiscal: Duration) -> dict[int, Period | None]:
    """Give the period that dates among the labels lay down for rows; rows without one follow their columns.

    A dated row with amounts is a balance: it closes the movements above it and opens those under it. None where
    two balances do not bound one reporting period.
    """
    titled = title_period(title, fiscal)
    as_long_as = titled if isinstance(titled, Duration) else fiscal
    contexts: dict[int, Period | None] = {}
    current: Period | None = None
    dated = False
    sections: tuple[str, ...] = ()
    for position, line in enumerate(lines):
        if line.sections != sections:
            sections = line.sections
            stated = next((p for text in reversed(sections) if (p := stated_period(text))), None)
            current, dated = (stated, True) if stated else (current, dated)
        found = row_instant(line.label)
        if found is None:
            if dated:
                contexts[line.row] = current
            continue
        instant, _ = found
        contexts[line.row] = instant
        later = next((other[0] for below in lines[position + 1 :] if (other := row_instant(below.label))), None)
        if not line.readable:
            current, dated = instant, True
        elif found[1] is Balance.OPENING or later is not None:
            current, dated = movement_period(instant, later, as_long_as), True
        else:
            current, dated = None, False
    return contexts


def stated_period(text: str) -> Period | None:
    """Read a heading that is a date or a period alone."""
    instant = row_instant(text)
    return instant[0] if instant else row_duration(text)


def columns_periods(columns: Sequence[Column], title: str, fiscal: Duration) -> Mapping[int, Period | None]:
    """Give the period of each column, by its index."""
    return {column.index: column_period(column, title, fiscal) for column in columns}


def period_of_line(
    label: str, base: Period | None, fiscal: Duration, dated: bool = False
) -> tuple[Period | None, Balance | None]:
    """Give period and balance of a line whose column, or (``dated``) the dates of whose rows, state ``base``.

    A duration is kept beside its balance, since only the concept says whether the line states a balance.
    """
    stated = row_instant(label)
    if stated is not None:
        return stated[0], stated[1] or Balance.CLOSING
    balance = row_balance(label)
    if isinstance(base, Duration):
        return base, balance or row_month_day(label, base)
    if isinstance(base, Instant) and balance is Balance.OPENING and not dated:
        return opening_before(base, months_in(fiscal)), balance
    return base, balance


def at_balance(period: Period, balance: Balance | None) -> Instant:
    """Give the instant that a line states: its own, or the beginning or (without more said) the end of its period."""
    if isinstance(period, Instant):
        return period
    return opening_before(period, months_in(period)) if balance is Balance.OPENING else closing_of(period)


def contradicts(stated: Period | None, column: Period | None, fiscal: Duration) -> bool:
    """Tell whether the period that a row lays down is not its column's, nor at the beginning or end of it."""
    if stated is None or column is None or stated == column:
        return False
    ends = {opening_before(column, months_in(fiscal)), closing_of(column)}
    return stated not in ends if isinstance(stated, Instant) else closing_of(stated) != closing_of(column)
