"""The period of each row: its column's, unless dates among the labels say otherwise."""

from __future__ import annotations

from datetime import date

from tagwright.figures.columns import Column
from tagwright.figures.dates import PeriodWords
from tagwright.figures.model import Balance, Duration, Instant, Period
from tagwright.figures.parts_of_year import PartOfYear
from tagwright.figures.periods import (
    DatedLine,
    at_balance,
    columns_periods,
    contradicts,
    period_of_line,
    row_contexts,
    stated_period,
    title_period,
)

FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
CLOSING, OPENING, EARLIEST = (Instant(date(year, 12, 31)) for year in (2021, 2020, 2019))
TITLE = "For the year ended 31 December 2021"


def contexts(*labels: str, title: str = TITLE) -> list[Period | None]:
    found = row_contexts([DatedLine(row, label, (), True) for row, label in enumerate(labels)], title, FISCAL)
    return [found.get(row) for row in range(len(labels))]


def test_a_title_gives_a_period() -> None:
    assert title_period(TITLE, FISCAL) == FISCAL
    assert title_period("As at 31 December 2021", FISCAL) == CLOSING
    assert title_period("Six months ended 30 June 2021", FISCAL) == Duration(date(2021, 1, 1), date(2021, 6, 30))
    assert title_period("BORROWINGS", FISCAL) is None


def test_rows_without_dates_follow_their_columns() -> None:
    assert contexts("Revenue", "Cost of sales") == [None, None]


def test_two_years_of_changes_in_equity_each_have_their_own_period() -> None:
    assert contexts(
        "Balance at 1 January 2020",
        "Loss for the year",
        "Balance at 31 December 2020",
        "Balance at 1 January 2021",
        "Loss for the year",
        "Balance at 31 December 2021",
    ) == [EARLIEST, BEFORE, OPENING, OPENING, FISCAL, CLOSING]


def test_rows_behind_the_last_balance_follow_their_columns() -> None:
    assert contexts("Balance at 1 January 2021", "Additions", "Balance at 31 December 2021", "Additions") == [
        OPENING,
        FISCAL,
        CLOSING,
        None,
    ]


def test_a_balance_between_two_years_closes_one_and_opens_the_next() -> None:
    assert contexts("At 31 December 2019", "Additions", "At 31 December 2020", "Additions", "At 31 December 2021") == [
        Instant(date(2019, 12, 31)),
        BEFORE,
        OPENING,
        FISCAL,
        CLOSING,
    ]


def test_two_dates_that_follow_each_other_are_one_balance() -> None:
    assert contexts("At 1 January 2020", "Additions", "At 31 December 2020 and 1 January 2021", "Additions") == [
        Instant(date(2019, 12, 31)),
        BEFORE,
        OPENING,
        FISCAL,
    ]


def test_balances_further_apart_than_a_year_bound_no_period() -> None:
    assert contexts("At 1 January 2019", "Additions", "At 31 December 2021") == [
        Instant(date(2018, 12, 31)),
        None,
        CLOSING,
    ]


def test_an_opening_balance_without_a_closing_one_begins_a_period_as_long_as_the_titles() -> None:
    half = Duration(date(2021, 1, 1), date(2021, 6, 30))
    assert contexts("At 1 January 2021", "Additions", title="Six months ended 30 June 2021") == [OPENING, half]


def test_a_date_that_heads_rows_without_amounts_of_its_own_dates_them() -> None:
    lines = [
        DatedLine(1, "Cost", ("As at 31 December 2021",), True),
        DatedLine(2, "Depreciation", ("As at 31 December 2021",), True),
        DatedLine(4, "Additions", ("Year ended 31 December 2020",), True),
    ]
    assert row_contexts(lines, TITLE, FISCAL) == {1: CLOSING, 2: CLOSING, 4: BEFORE}


def test_a_section_without_a_date_keeps_the_period_above_it() -> None:
    lines = [DatedLine(1, "Cost", ("As at 31 December 2021",), True), DatedLine(3, "Cost", ("Plant",), True)]
    assert row_contexts(lines, TITLE, FISCAL) == {1: CLOSING, 3: CLOSING}


def test_a_dated_row_whose_amounts_cannot_be_read_heads_the_rows_under_it() -> None:
    lines = [DatedLine(0, "At 1 January 2021", (), False), DatedLine(1, "Cost", (), True)]
    assert row_contexts(lines, TITLE, FISCAL) == {0: OPENING, 1: OPENING}


def test_a_heading_states_a_date_a_period_or_nothing() -> None:
    assert stated_period("As at 31 December 2021") == CLOSING
    assert stated_period("Year ended 31 December 2020") == BEFORE
    assert stated_period("Plant") is None


def test_each_column_has_its_own_period() -> None:
    columns = (Column(0), Column(1, year=2021), Column(2, year=2020, words=PeriodWords(True, None)))
    assert columns_periods(columns, "", FISCAL) == {0: None, 1: FISCAL, 2: OPENING}


def test_opening_and_closing_rows_keep_the_columns_period_beside_their_balance() -> None:
    assert period_of_line("Opening balance", FISCAL, FISCAL) == (FISCAL, Balance.OPENING)
    assert period_of_line("Closing balance", FISCAL, FISCAL) == (FISCAL, Balance.CLOSING)
    assert period_of_line("At 1 January", BEFORE, FISCAL) == (BEFORE, Balance.OPENING)
    assert period_of_line("At 31 December", BEFORE, FISCAL) == (BEFORE, Balance.CLOSING)
    assert period_of_line("Additions", FISCAL, FISCAL) == (FISCAL, None)


def test_an_opening_row_in_a_column_of_a_date_is_a_year_before_it() -> None:
    assert period_of_line("Opening balance", CLOSING, FISCAL) == (OPENING, Balance.OPENING)
    assert period_of_line("Closing balance", CLOSING, FISCAL) == (CLOSING, Balance.CLOSING)


def test_a_dated_row_states_its_own_instant() -> None:
    assert period_of_line("At 1 January 2021", None, FISCAL) == (OPENING, Balance.OPENING)
    assert period_of_line("At 31 December 2021", FISCAL, FISCAL) == (CLOSING, Balance.CLOSING)


def test_a_row_without_any_period_has_none() -> None:
    assert period_of_line("Additions", None, FISCAL) == (None, None)


def test_a_balance_is_the_instant_at_its_end_of_the_period() -> None:
    assert at_balance(FISCAL, Balance.OPENING) == OPENING
    assert at_balance(FISCAL, Balance.CLOSING) == at_balance(FISCAL, None) == CLOSING
    assert at_balance(OPENING, Balance.OPENING) == OPENING


def test_a_row_may_state_either_end_of_its_columns_period_and_nothing_else() -> None:
    for stated in (FISCAL, CLOSING, OPENING, None):
        assert not contradicts(stated, FISCAL, FISCAL)
    assert not contradicts(EARLIEST, None, FISCAL)
    assert not contradicts(OPENING, CLOSING, FISCAL)
    assert contradicts(EARLIEST, FISCAL, FISCAL)
    assert contradicts(CLOSING, BEFORE, FISCAL)
    assert contradicts(BEFORE, FISCAL, FISCAL)
    assert contradicts(CLOSING, OPENING, FISCAL)


def test_a_column_that_names_a_part_of_the_year_has_it_under_a_title_of_any_length() -> None:
    quarter, half = Column(1, year=2021, part=PartOfYear(3, 4)), Column(2, year=2021, part=PartOfYear(6, 1))
    for title in (TITLE, "Six months ended 30 June 2021"):
        assert columns_periods([quarter, half], title, FISCAL) == {
            1: Duration(date(2021, 10, 1), date(2021, 12, 31)),
            2: Duration(date(2021, 1, 1), date(2021, 6, 30)),
        }
