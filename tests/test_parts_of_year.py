"""Quarters, halves and fiscal years as headers name them."""

from __future__ import annotations

from datetime import date

import pytest

from tagwright.figures.column_periods import column_period
from tagwright.figures.columns import Column
from tagwright.figures.dates import PeriodWords
from tagwright.figures.model import Duration, Period
from tagwright.figures.parts_of_year import NamedPart, PartOfYear, find_part, without_parts

CALENDAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
TO_JUNE = Duration(date(2020, 7, 1), date(2021, 6, 30))


@pytest.mark.parametrize(
    ("text", "months", "number", "year"),
    [
        ("Q4 2021", 3, 4, 2021),
        ("4Q21", 3, 4, 2021),
        ("4Q2021*", 3, 4, 2021),
        ("Q1'22", 3, 1, 2022),
        ("1H FY22", 6, 1, 2022),
        ("H2 2021", 6, 2, 2021),
        ("9M 2021", 9, 1, 2021),
        ("9M", 9, 1, None),
        ("6M FY22", 6, 1, 2022),
        ("FY22", 12, 1, 2022),
        ("FY2022", 12, 1, 2022),
        ("Second quarter of 2021", 3, 2, 2021),
        ("First half-year", 6, 1, None),
        ("Q3", 3, 3, None),
    ],
)
def test_a_part_of_a_year_is_read(text: str, months: int, number: int, year: int | None) -> None:
    assert find_part(text) == NamedPart(PartOfYear(months, number), year)


@pytest.mark.parametrize(
    "text", ["2021", "Q5 2021", "US$6M", "3M Company", "Q1 and Q2 2021", "HQ1", "4Q21.5", "Note 9", "IFRS 9M"[:6]]
)
def test_what_names_no_part_of_a_year_or_two_is_none(text: str) -> None:
    assert find_part(text) is None


def test_a_part_is_taken_out_of_a_text_with_its_year() -> None:
    assert without_parts("Q4 2021 Actual").strip() == "Actual"


@pytest.mark.parametrize(
    ("months", "number", "period"),
    [
        (3, 4, Duration(date(2021, 10, 1), date(2021, 12, 31))),
        (3, 1, Duration(date(2021, 1, 1), date(2021, 3, 31))),
        (6, 2, Duration(date(2021, 7, 1), date(2021, 12, 31))),
        (9, 1, Duration(date(2021, 1, 1), date(2021, 9, 30))),
        (12, 1, CALENDAR),
    ],
)
def test_a_part_of_a_calendar_year_is_a_period(months: int, number: int, period: Period) -> None:
    assert column_period(Column(1, year=2021, part=PartOfYear(months, number)), "", CALENDAR) == period


def test_where_years_end_in_june_a_quarter_may_be_counted_in_either_way() -> None:
    column = Column(1, year=2021, part=PartOfYear(3, 4))
    assert column_period(column, "", TO_JUNE) is None
    three_months = Duration(date(2021, 1, 1), date(2021, 3, 31))  # of a year that ends in March, or in December
    assert column_period(column, "", three_months) is None
    assert column_period(column, "", Duration(date(2021, 1, 1), date(2021, 6, 30))) is not None


def test_the_part_that_the_title_names_is_that_of_columns_with_a_year_alone() -> None:
    third = Duration(date(2020, 7, 1), date(2020, 9, 30))
    assert column_period(Column(1, year=2020), "Third quarter 2021", CALENDAR) == third


def test_a_full_year_beside_a_half_is_that_of_the_calendar_where_the_half_begins_it() -> None:
    column = Column(1, year=2022, words=PeriodWords(False, 12), part=PartOfYear(12, 1))
    half = Duration(date(2023, 1, 1), date(2023, 6, 30))
    assert column_period(column, "", half) == Duration(date(2022, 1, 1), date(2022, 12, 31))
    assert column_period(column, "", Duration(date(2022, 7, 1), date(2022, 12, 31))) is None
