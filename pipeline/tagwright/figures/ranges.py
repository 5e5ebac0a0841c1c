"""Periods that are printed from their first day or month to their last."""

from __future__ import annotations

from datetime import date

from tagwright.figures.dates import find_dates, months_after
from tagwright.figures.model import Duration
from tagwright.figures.month_names import MONTH_RANGE, month_number

_RANGE_WORDS = frozenset(
    "to|-|–|—|until|through|till|up to|bis|bis zum|au|al|tot|t/m|至|～|~".split("|")  # noqa: SIM905
)


def find_range(text: str) -> Duration | None:
    """Read a period that is printed from its first day or month to its last ("1 January 2023 to 31 December 2023")."""
    months = MONTH_RANGE.search(text)
    if months:
        first, last = (month_number(months[name]) for name in ("first", "last"))
        year = int(months["y"])
        return Duration(date(year, first, 1), months_after(date(year, last, 1), 1)) if first < last else None
    dates = find_dates(text)
    if len(dates) != 2 or dates[0].date >= dates[1].date:
        return None
    between = text[dates[0].end : dates[1].start].strip().lower()
    return Duration(dates[0].date, dates[1].date) if between in _RANGE_WORDS else None
