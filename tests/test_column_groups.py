"""Headings over groups of columns in text, where nothing says how far each one reaches."""

from __future__ import annotations

from datetime import date

import pytest

from tagwright.document.model import Table
from tagwright.document.text import read_text
from tagwright.figures.column_groups import filled_right
from tagwright.figures.column_periods import column_period
from tagwright.figures.columns import read_columns
from tagwright.figures.model import Duration, Period

HALF = Duration(date(2021, 1, 1), date(2021, 6, 30))
QUARTER = Duration(date(2021, 4, 1), date(2021, 6, 30))


def periods(header: str) -> list[Period | None]:
    (table,) = [block for block in read_text(header) if isinstance(block, Table)]
    width = max(len(row.cells) for row in table.rows)
    return [column_period(column, "", HALF) for column in read_columns(table.rows, width, "EUR")[1:]]


def year_before(period: Duration) -> Duration:
    return Duration(period.start.replace(year=2020), period.end.replace(year=2020))


def test_a_heading_of_a_period_stands_for_the_years_under_it() -> None:
    read = periods("\tThree months ended 30 June\t\tSix months ended 30 June\t\n\t2021\t2020\t2021\t2020")
    assert read == [QUARTER, year_before(QUARTER), HALF, year_before(HALF)]


def test_a_heading_in_the_middle_of_its_group_stands_for_an_equal_share_of_the_columns() -> None:
    read = periods("\t\tThree months ended 30 June\t\tSix months ended 30 June\n\t2021\t2020\t2021\t2020")
    assert read == [QUARTER, year_before(QUARTER), HALF, year_before(HALF)]


def test_periods_of_several_lengths_are_not_read_as_one_heading() -> None:
    read = periods("\tSix months ended 30 June\t\tYear ended 31 December\t\n\t2021\t2020\t2020\t2019")
    assert read[2:] == [Duration(date(y, 1, 1), date(y, 12, 31)) for y in (2020, 2019)]


def test_a_column_whose_heading_cannot_be_told_has_no_period() -> None:
    read = periods("\tSix months ended 30 June\t\t\tYear ended 31 December\n\t2021\t2020\t2020\t2019")
    assert read[1:3] == [None, None]


@pytest.mark.parametrize(
    ("texts", "below", "filled"),
    [
        (["", "Owners", "", "Others"], ["", "Capital", "Reserves", "Others"], ["", "Owners", "Owners", "Others"]),
        (["", "", "Owners", ""], ["", "Capital", "Reserves", "Total"], ["", "", "Owners", ""]),
        (["", "Owners", "", ""], ["", "Capital", "", "Total"], ["", "Owners", "", ""]),
    ],
)
def test_a_heading_fills_its_group_where_the_first_one_stands_over_the_first_column(
    texts: list[str], below: list[str], filled: list[str]
) -> None:
    assert filled_right(texts, [below]) == filled
