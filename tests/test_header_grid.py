"""What is said of several columns, and what is wrapped over several lines, in a header."""

from __future__ import annotations

from datetime import date

import pytest

from tagwright.document.model import Table
from tagwright.document.text import read_text
from tagwright.figures.column_periods import column_period
from tagwright.figures.columns import Column, read_columns
from tagwright.figures.common_unit import with_common_unit
from tagwright.figures.header_grid import filled_right, spread_names, with_spread_lengths, with_whole_dates
from tagwright.figures.headers import header_length
from tagwright.figures.model import Duration, Instant, Measure, Period, UnitOfMeasure
from tagwright.figures.numbers import ENGLISH

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
QUARTER = Duration(date(2021, 10, 1), date(2021, 12, 31))
QUARTER_BEFORE = Duration(date(2020, 10, 1), date(2020, 12, 31))
HALF = Duration(date(2021, 1, 1), date(2021, 6, 30))
SECOND_QUARTER = Duration(date(2021, 4, 1), date(2021, 6, 30))
TITLE = "For the three months and the year ended 31 December 2021"


def columns(*rows: str) -> tuple[Column, ...]:
    (table,) = [block for block in read_text("\n".join(rows)) if isinstance(block, Table)]
    return read_columns(table.rows, max(len(row.cells) for row in table.rows), "CNY")


def periods(*rows: str, title: str = "", fiscal: Duration = YEAR) -> list[Period | None]:
    return [column_period(column, title, fiscal) for column in columns(*rows)[1:]]


YEARS = "\t2021\t2020\t2021\t2020"


@pytest.mark.parametrize(
    "heads",
    [
        "\tThree months ended 31 December\t\tYear ended 31 December\t",
        "\t\tThree months ended 31 December\t\tYear ended 31 December",
        "\t\tThree months ended 31 December\tYear ended 31 December\t",
    ],
)
def test_a_length_stands_for_all_years_of_its_group_wherever_over_them_it_stands(heads: str) -> None:
    assert periods(heads, YEARS, title=TITLE) == [QUARTER, QUARTER_BEFORE, YEAR, BEFORE]


def test_lengths_that_are_wrapped_stand_for_their_groups_too() -> None:
    rows = ("\tThree months\t\t\t", "\tended\t\tYear ended\t", "\t31 December\t\t31 December\t")
    assert periods(*rows, YEARS, title=TITLE) == [QUARTER, QUARTER_BEFORE, YEAR, BEFORE]


@pytest.mark.parametrize(
    ("heads", "years"),
    [
        ("\tThree months ended 31 December\tYear ended 31 December\t\t", YEARS),
        ("\tThree months ended 31 December\t\tYear ended 31 December\t", "\t2021\t2020\t2020\t2021"),
        ("\tThree months ended 31 December\t\tYear ended 31 December", "\t2021\t2020\t2021"),
    ],
)
def test_a_column_says_no_period_where_it_cannot_be_told_which_length_is_its_own(heads: str, years: str) -> None:
    found = periods(heads, years, title=TITLE)
    assert None in found
    assert found[0] == QUARTER


def test_a_title_of_two_lengths_that_end_on_one_day_says_of_a_year_alone_nothing() -> None:
    assert periods("\t2021\t2020", title=TITLE) == [None, None]


def test_what_heads_columns_further_right_is_not_said_of_those_before_it() -> None:
    assert periods("\t2021\t2020\t3 months to 31 Dec 2021") == [YEAR, BEFORE, QUARTER]


def test_the_first_of_a_month_heads_an_opening_balance() -> None:
    row = "\t31 December 2021\t31 December 2020\t1 January 2020"
    assert periods(row, title="As at 31 December 2021")[2] == Instant(date(2019, 12, 31))
    rows = ("\t31 December\t31 December\t1 January", "\t2021\t2020\t2020")
    assert periods(*rows)[2] == Instant(date(2019, 12, 31))


def test_the_first_of_a_month_may_end_a_year_of_weeks() -> None:
    weeks = Duration(date(2021, 1, 3), date(2022, 1, 1))
    (_, column) = columns("\t1 January 2022\t", "\t\t")[:2]
    assert column_period(column, "As at 1 January 2022", weeks) == Instant(date(2022, 1, 1))


def test_a_day_of_one_column_is_not_that_of_another_one_that_says_none() -> None:
    assert periods("\t31 December\t1 January\t", "\t2021\t2021\t2020")[2] is None


def test_several_days_in_one_cell_are_heads_that_ran_together_and_say_nothing() -> None:
    assert periods("\t1 January 31 December 31 December\t\t", "\t2020\t2020\t2021") == [None, None, None]


def test_a_date_that_is_wrapped_is_one() -> None:
    rows = ("\t31\t1 January\t30", "\tDecember\t2021\tSeptember", "\t2021\t\t2021")
    assert with_whole_dates([row.split("\t") for row in rows]) == [
        ["", "", "1 January", ""],
        ["", "31 December", "2021", "30 September"],
        ["", "2021", "", "2021"],
    ]
    (table,) = [block for block in read_text("\n".join((*rows, "Cash\t5\t6\t7"))) if isinstance(block, Table)]
    assert header_length(table.rows, ENGLISH) == 3


def test_pieces_of_a_row_that_conversion_cut_are_not_stacked() -> None:
    grid = [["Y", "ear ended De", "cember 31"], ["", "2021", "2020"]]
    assert with_whole_dates(grid) == grid


def test_a_length_over_one_year_stays_where_it_stands() -> None:
    grid = [["", "Year ended", "Six months ended"], ["", "2021", "2020"]]
    assert with_spread_lengths(grid) == grid


def test_a_name_stands_for_its_years_and_not_for_those_of_the_next_group() -> None:
    years = [["", "2021", "2020", "2021", "2020"]]
    whole = ["", "Group", "Group", "Company", "Company"]
    for names in (["", "Group", "", "Company", ""], ["", "", "Group", "", "Company"], ["", "", "Group", "Company", ""]):
        assert spread_names(names, [""] * 5, years) == whole
    assert spread_names(["", "", "", "Company", ""], [""] * 5, years) == ["", "", "", "Company", "Company"]
    assert spread_names(["", "", "Group", "", ""], [""] * 5, years) == ["", "", "Group", "", ""]


def test_a_change_in_the_unit_of_the_caption_leaves_the_caption_to_the_other_columns() -> None:
    found = columns("\t2021\t2020\tChange HK$'000")
    thousands = UnitOfMeasure(Measure.MONEY, "HKD", 3)
    assert [column.unit for column in with_common_unit(found, ["HK$'000"], "HKD")[1:]] == [thousands] * 3
    assert [column.unit for column in with_common_unit(found, ["US$'000"], "HKD")[1:]] == [None, None, thousands]


def year_before(period: Duration) -> Duration:
    return Duration(period.start.replace(year=2020), period.end.replace(year=2020))


def test_a_heading_of_a_period_stands_for_the_years_under_it() -> None:
    read = periods("\tThree months ended 30 June\t\tSix months ended 30 June\t\n\t2021\t2020\t2021\t2020", fiscal=HALF)
    assert read == [SECOND_QUARTER, year_before(SECOND_QUARTER), HALF, year_before(HALF)]


def test_a_heading_in_the_middle_of_its_group_stands_for_an_equal_share_of_the_columns() -> None:
    read = periods("\t\tThree months ended 30 June\t\tSix months ended 30 June\n\t2021\t2020\t2021\t2020", fiscal=HALF)
    assert read == [SECOND_QUARTER, year_before(SECOND_QUARTER), HALF, year_before(HALF)]


def test_periods_of_several_lengths_are_not_read_as_one_heading() -> None:
    read = periods("\tSix months ended 30 June\t\tYear ended 31 December\t\n\t2021\t2020\t2020\t2019", fiscal=HALF)
    assert read[2:] == [Duration(date(y, 1, 1), date(y, 12, 31)) for y in (2020, 2019)]


def test_a_column_whose_heading_cannot_be_told_has_no_period() -> None:
    read = periods("\tSix months ended 30 June\t\t\tYear ended 31 December\n\t2021\t2020\t2020\t2019", fiscal=HALF)
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
