"""Columns headed by the place of their period in time."""

from __future__ import annotations

import pytest

from extraction import BEFORE, FISCAL, values_of

TITLE = "INCOME STATEMENT\nFor the year ended 31 December 2021\n"


def periods(text: str) -> list[str]:
    return [str(figure.period) for figure in values_of(text) if figure.text.strip("()") in ("12", "9")]


@pytest.mark.parametrize(
    "heads",
    [
        "Current year\tPrior year",
        "Reporting period\tPrevious period",
        "This year\tLast year",
        "Current financial year\tPrevious corresponding period",
    ],
)
def test_the_current_and_the_prior_year_are_the_reporting_year_and_the_one_before(heads: str) -> None:
    assert periods(f"{TITLE}\t{heads}\n\tRMB'000\tRMB'000\nRevenue\t12\t9\n") == [str(FISCAL), str(BEFORE)]


def test_a_heading_wrapped_over_two_rows_is_one() -> None:
    text = f"{TITLE}\tReporting\tPrevious\n\tperiod\tperiod\n\tRMB'000\tRMB'000\nRevenue\t12\t9\n"
    assert periods(text) == [str(FISCAL), str(BEFORE)]


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        (TITLE, "Current year\tBudget"),
        (TITLE, "Current year\tCurrent year"),
        ("INCOME STATEMENT\nFor the year ended 31 December 2019\n", "Current year\tPrior year"),
        ("INCOME STATEMENT\nFor the year ended 31 December 2020\n", "Current year\tPrior year"),
    ],
)
def test_headings_that_are_no_pair_or_stand_under_another_year_say_no_period(title: str, heads: str) -> None:
    assert periods(f"{title}\t{heads}\n\tRMB'000\tRMB'000\nRevenue\t12\t9\n") == ["None", "None"]
