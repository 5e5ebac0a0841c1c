"""Dates and periods in headers, titles and labels."""

from __future__ import annotations

from datetime import date

import pytest

from tagwright.figures.dates import (
    PeriodWords,
    find_dates,
    find_month_day,
    find_years,
    in_year,
    is_period_text,
    month_day_spans,
    months_after,
    months_before,
    months_in,
    period_words,
)
from tagwright.figures.model import Duration
from tagwright.figures.ranges import find_range


@pytest.mark.parametrize(
    "text",
    [
        "31 December 2021",
        "31st December, 2021",
        "31 Dec 2021",
        "December 31, 2021",
        "Dec. 31 2021",
        "DECEMBER 31, 2021",
        "2021-12-31",
        "31.12.2021",
        "31/12/2021",
    ],
)
def test_a_date_is_found_however_it_is_written(text: str) -> None:
    (found,) = find_dates(f"At {text}, it")
    assert (found.date, found.start, found.end) == (date(2021, 12, 31), 3, 3 + len(text))


def test_dates_are_found_in_order_and_once() -> None:
    found = find_dates("from December 31, 2020 to 31 December 2021")
    assert [span.date for span in found] == [date(2020, 12, 31), date(2021, 12, 31)]


@pytest.mark.parametrize(
    "text", ["30 February 2021", "31.13.2021", "0 May 2021", "12 May 1066", "2021-00-10", "May 2021"]
)
def test_a_day_that_the_calendar_lacks_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_a_day_without_a_year_is_month_and_day() -> None:
    assert find_month_day("As at 31 December") == find_month_day("Year ended December 31") == (12, 31)
    assert find_month_day("December 2021") is None
    assert find_month_day("45 December") is None
    assert month_day_spans("At 31 December") == ((3, 14),)


def test_a_year_is_four_digits_that_are_not_part_of_an_amount() -> None:
    assert find_years("2021 and 2020, RMB2,021 1.2021 2021.5 20211 1899") == (2021, 2020)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("As at 31 December", PeriodWords(True, None)),
        ("As of", PeriodWords(True, None)),
        ("At 1 January", PeriodWords(True, None)),
        ("For the year ended 31 December 2021", PeriodWords(False, 12)),
        ("Years ended", PeriodWords(False, 12)),
        ("Six months ended 30 June", PeriodWords(False, 6)),
        ("Three-month period", PeriodWords(False, 3)),
        ("for the 9 months to", PeriodWords(False, 9)),
        ("Half-year", PeriodWords(False, 6)),
        ("Period ended", PeriodWords(False, None)),
        ("Revenue", None),
        ("Data", None),
    ],
)
def test_words_of_a_header_tell_an_instant_from_a_duration(text: str, words: PeriodWords | None) -> None:
    assert period_words(text) == words


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Year ended 31 December 2021", True),
        ("FOR THE YEAR ENDED 31 DECEMBER 2021", True),
        ("As at 31 December (audited)", True),
        ("2021", True),
        ("As at 31 I December", True),
        ("Revenue for the year ended 31 December 2021", False),
        ("Revenue from contracts in the year ended 31 December 2021", False),
        ("Share capital", False),
    ],
)
def test_a_header_that_only_gives_a_period_is_told_from_one_that_names_something(text: str, only: bool) -> None:
    assert is_period_text(text) is only


@pytest.mark.parametrize(
    ("last", "months", "first"),
    [
        (date(2021, 12, 31), 12, date(2021, 1, 1)),
        (date(2021, 6, 30), 6, date(2021, 1, 1)),
        (date(2022, 3, 31), 12, date(2021, 4, 1)),
        (date(2020, 2, 29), 12, date(2019, 3, 1)),
        (date(2021, 12, 26), 12, date(2020, 12, 27)),
        (date(2021, 1, 31), 3, date(2020, 11, 1)),
    ],
)
def test_a_period_of_whole_months_begins_on_the_day_after_the_one_before(last: date, months: int, first: date) -> None:
    assert months_before(last, months) == first
    assert months_after(first, months) == last


def test_the_months_of_a_period_are_rounded_to_whole_ones() -> None:
    assert months_in(Duration(date(2021, 1, 1), date(2021, 12, 31))) == 12
    assert months_in(Duration(date(2020, 12, 27), date(2021, 12, 25))) == 12
    assert months_in(Duration(date(2021, 2, 1), date(2021, 2, 28))) == 1
    assert months_in(Duration(date(2021, 2, 1), date(2021, 2, 2))) == 1


def test_the_end_of_february_follows_the_calendar_of_the_year() -> None:
    assert in_year((2, 28), 2020) == in_year((2, 29), 2020) == date(2020, 2, 29)
    assert in_year((2, 29), 2021) == date(2021, 2, 28)
    assert in_year((12, 31), 2020) == date(2020, 12, 31)
    assert in_year((4, 31), 2021) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Jan. to Dec. 2017", Duration(date(2017, 1, 1), date(2017, 12, 31))),
        ("January – June 2021", Duration(date(2021, 1, 1), date(2021, 6, 30))),
        ("Dec. to Jan. 2017", None),
    ],
)
def test_a_range_of_months_is_a_period(text: str, period: Duration | None) -> None:
    assert find_range(text) == period
    assert is_period_text(text)


def test_dates_in_chinese_and_japanese_are_read() -> None:
    assert [span.date for span in find_dates("於2021年12月31日")] == [date(2021, 12, 31)]
    assert find_years("2021年度") == find_years("二零二一年") == (2021,)
    assert is_period_text("二零二一年")
    assert is_period_text("2021年")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和4年3月31日", date(2022, 3, 31)),
        ("令和元年12月31日現在", date(2019, 12, 31)),
        ("平成30年3月31日", date(2018, 3, 31)),
        ("２０２１年１２月３１日", date(2021, 12, 31)),
        ("民國110年12月31日", date(2021, 12, 31)),
    ],
)
def test_dates_of_eras_and_of_full_width(text: str, day: date) -> None:
    assert [span.date for span in find_dates(text)] == [day]


def test_a_day_that_an_era_lacks_is_no_date() -> None:
    assert find_dates("令和4年2月30日") == ()
