"""Columns that are headed by the place of their period in time ("Current year", "Previous corresponding period")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tagwright.figures.columns import Column
from tagwright.figures.dates import find_years, months_in
from tagwright.figures.model import Duration

_PERIOD = r"(?:(?:financial|fiscal|reporting|accounting)\s+)?(?:year|period)s?"
_CURRENT = re.compile(rf"(?:the\s+)?(?:current|this|reporting)\s+{_PERIOD}", re.IGNORECASE)
_PRIOR = re.compile(
    rf"(?:the\s+)?(?:prior|previous|preceding|last|comparative)\s+(?P<same>corresponding\s+)?{_PERIOD}", re.IGNORECASE
)
_YEAR = 12


def with_relative_years(columns: Sequence[Column], title: str, fiscal: Duration) -> tuple[Column, ...]:
    """Give columns that are headed as the current and the prior period the years in which these end.

    Only where both are there, no column is dated, and the title of the table names no other year. The period before
    one that is shorter than a year may be the one that ends where it begins, unless it is said to correspond.
    """
    said = {column.index: _years_back(" ".join(column.names), fiscal) for column in columns[1:] if column.names}
    relative = {index: back for index, back in said.items() if back is not None}
    years = set(find_years(title))
    dated = any(column.year or column.day or column.span or column.part for column in columns)
    if dated or set(relative.values()) != {0, 1} or years - {fiscal.end.year, fiscal.end.year - 1}:
        return tuple(columns)
    if years and fiscal.end.year not in years:
        return tuple(columns)
    return tuple(
        replace(column, year=fiscal.end.year - relative[column.index], names=()) if column.index in relative else column
        for column in columns
    )


def _years_back(heading: str, fiscal: Duration) -> int | None:
    """Say how many years before the reporting period the one ends that a heading names; None where it names none."""
    if _CURRENT.fullmatch(heading.strip()):
        return 0
    prior = _PRIOR.fullmatch(heading.strip())
    if prior is None or not (prior["same"] or months_in(fiscal) == _YEAR):
        return None
    return 1
