"""Data rows: which labels each carries, under which sections, and the dates that labels state."""

from __future__ import annotations

from datetime import date

import pytest

from tagwright.document.model import Cell, Place, Row
from tagwright.figures.labels import Squeezed, Vocabulary
from tagwright.figures.model import Balance, Duration, Instant
from tagwright.figures.rows import (
    LabelledRow,
    closing_of,
    label_rows,
    movement_period,
    opening_before,
    row_balance,
    row_duration,
    row_instant,
    row_month_day,
)

LOSSES = "Share of losses of investments accounted for using the equity method"
VOCABULARY = Vocabulary.of(
    ["Revenue", "Land", "Buildings", "Total assets", LOSSES, "Loans", "Trade"], ["Non-current assets", "Trade"]
)
FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))


def read(*rows: tuple[str, int], vocabulary: Vocabulary = VOCABULARY) -> list[LabelledRow]:
    """Rows as (label, how many numbers their fullest cell prints)."""
    made = [Row((Cell(label, Place(line, 1)),)) for line, (label, _) in enumerate(rows, start=1)]
    return label_rows(made, [Squeezed(count) for _, count in rows], vocabulary)


def lines(*rows: tuple[str, int], vocabulary: Vocabulary = VOCABULARY) -> list[tuple[str, ...]]:
    return [row.lines for row in read(*rows, vocabulary=vocabulary)]


def sections(*rows: tuple[str, int]) -> list[tuple[tuple[str, ...], ...]]:
    return [row.sections for row in read(*rows)]


def test_a_row_with_numbers_carries_its_own_label() -> None:
    assert lines(("Revenue", 1), ("Goodwill", 1)) == [("Revenue",), ("Goodwill",)]


def test_rows_without_numbers_are_the_sections_of_the_rows_under_them() -> None:
    assert sections(
        ("ASSETS", 0), ("Non-current assets", 0), ("Land", 1), ("Buildings", 1), ("Current", 0), ("Loans", 1)
    ) == [
        (("ASSETS", "Non-current assets"),),
        (("ASSETS", "Non-current assets"),),
        (("Current",),),
    ]


def test_a_label_that_runs_over_two_rows_belongs_to_the_row_with_the_numbers() -> None:
    read_rows = read(("Share of losses of investments accounted for", 0), ("using the equity method", 1))
    assert [(row.index, row.lines, row.sections) for row in read_rows] == [(1, (LOSSES,), ((),))]


def test_an_unknown_label_runs_on_where_the_next_row_begins_small() -> None:
    assert lines(("Losses of a kind", 0), ("that nobody knows", 1)) == [("Losses of a kind that nobody knows",)]


def test_numbers_beside_the_beginning_of_a_label_belong_to_nothing() -> None:
    first, second = read(("Share of losses of investments accounted for", 1), ("using the equity method", 1))
    assert (first.lines, first.incomplete) == ((), True)
    assert (second.lines, second.incomplete) == ((LOSSES,), False)


def test_the_beginning_of_the_next_label_in_a_rows_cell_is_carried_over() -> None:
    first, second = read(("Revenue Share of losses of investments accounted for", 1), ("using the equity method", 1))
    assert (first.lines, first.incomplete) == (("Revenue",), False)
    assert second.lines == (LOSSES,)


def test_squeezed_labels_are_lines_of_their_own() -> None:
    (row,) = read(("Land Buildings", 2))
    assert (row.lines, row.sections) == (("Land", "Buildings"), ((), ()))


def test_a_heading_squeezed_before_a_line_becomes_its_section() -> None:
    (row,) = read(("Non-current assets Land", 1))
    assert (row.lines, row.sections) == (("Land",), (("Non-current assets",),))


def test_a_heading_squeezed_behind_a_line_is_the_section_of_the_next_rows() -> None:
    first, second = read(("Land Non-current assets", 1), ("Buildings", 1))
    assert (first.lines, first.sections) == (("Land",), ((),))
    assert (second.lines, second.sections) == (("Buildings",), (("Non-current assets",),))


def test_a_last_line_without_a_number_that_may_be_a_heading_is_one() -> None:
    first, second = read(("Land Trade", 1), ("Loans", 1))
    assert first.lines == ("Land",)
    assert second.sections == (("Trade",),)


def test_a_row_of_numbers_alone_is_unlabelled() -> None:
    _, total = read(("Land", 1), ("", 1))
    assert (total.lines, total.unlabelled, total.incomplete) == ((), True, False)


def test_a_label_of_punctuation_is_none() -> None:
    (row,) = read(("* –", 1))
    assert (row.lines, row.unlabelled) == ((), True)


def test_numbers_alone_in_the_middle_of_a_wrapped_label_belong_to_nothing() -> None:
    stray, row = read(("Share of losses of investments accounted for", 0), ("", 1), ("using the equity method", 1))
    assert (stray.lines, stray.incomplete, stray.unlabelled) == ((), True, False)
    assert row.lines == (LOSSES,)


def test_a_heading_with_numbers_is_the_label_of_its_row() -> None:
    assert lines(("Non-current assets", 1)) == [("Non-current assets",)]


@pytest.mark.parametrize(
    ("label", "balance"),
    [
        ("Opening net book amount", Balance.OPENING),
        ("Balance brought forward", Balance.OPENING),
        ("Cash at the beginning of the year", Balance.OPENING),
        ("Cash and cash equivalents at beginning of year", Balance.OPENING),
        ("Closing balance", Balance.CLOSING),
        ("Balance, carried forward", Balance.CLOSING),
        ("Cash at end of the year", Balance.CLOSING),
        ("Additions", None),
        ("At 1 January", None),
    ],
)
def test_a_label_may_name_the_balance_at_either_end(label: str, balance: Balance | None) -> None:
    assert row_balance(label) is balance


@pytest.mark.parametrize(
    ("label", "found"),
    [
        ("As at 31 December 2021", (Instant(date(2021, 12, 31)), None)),
        ("Balance at 31 December 2021", (Instant(date(2021, 12, 31)), None)),
        ("At 1 January 2021", (Instant(date(2020, 12, 31)), Balance.OPENING)),
        ("Balances as at January 1, 2021 (restated)", (Instant(date(2020, 12, 31)), Balance.OPENING)),
        ("Year ended 31 December 2021", None),
        ("Loans repaid on 31 December 2021", None),
        ("At 31 December", None),
        ("1 January 2021 to 31 December 2021", None),
    ],
)
def test_a_label_that_is_a_date_alone_is_an_instant_and_the_first_of_a_month_an_opening(
    label: str, found: tuple[Instant, Balance | None] | None
) -> None:
    assert row_instant(label) == found


def test_a_label_that_is_a_period_alone_is_a_duration() -> None:
    assert row_duration("Year ended 31 December 2020") == BEFORE
    assert row_duration("Six months ended 30 June 2021") == Duration(date(2021, 1, 1), date(2021, 6, 30))
    assert row_duration("As at 31 December 2021") is None
    assert row_duration("Year ended 31 December") is None


def test_a_date_without_a_year_is_either_end_of_the_columns_period() -> None:
    assert row_month_day("At 1 January", FISCAL) is Balance.OPENING
    assert row_month_day("At 31 December", FISCAL) is Balance.CLOSING
    assert row_month_day("At 30 June", FISCAL) is None
    assert row_month_day("Additions", FISCAL) is None


def test_opening_balances_stand_at_the_end_of_the_day_before() -> None:
    assert opening_before(FISCAL, 12) == Instant(date(2020, 12, 31))
    assert opening_before(Instant(date(2021, 12, 31)), 12) == Instant(date(2020, 12, 31))
    assert closing_of(FISCAL) == closing_of(Instant(date(2021, 12, 31))) == Instant(date(2021, 12, 31))


def test_movements_run_from_the_opening_to_the_closing_balance_or_for_the_usual_length() -> None:
    opening = Instant(date(2020, 12, 31))
    assert movement_period(opening, Instant(date(2021, 6, 30)), FISCAL) == Duration(date(2021, 1, 1), date(2021, 6, 30))
    assert movement_period(opening, None, FISCAL) == FISCAL


@pytest.mark.parametrize(
    ("label", "balance"),
    [
        ("Cash and cash equivalents, beginning of year", Balance.OPENING),
        ("Restated balance", Balance.OPENING),
        ("As restated", Balance.OPENING),
        ("Cash, end of the financial year", Balance.CLOSING),
        ("Restated revenue", None),
    ],
)
def test_a_balance_is_known_by_the_end_of_its_label(label: str, balance: Balance | None) -> None:
    assert row_balance(label) is balance


def test_a_label_whose_words_are_known_labels_but_go_on_small_is_one_label() -> None:
    known = Vocabulary.of(["Research and development", "Tax received"])
    one = read(("Research and development tax received", 1), vocabulary=known)
    two = read(("Research and development Tax received", 2), vocabulary=known)
    assert [row.lines for row in (*one, *two)] == [
        ("Research and development tax received",),
        ("Research and development", "Tax received"),
    ]


def test_a_label_that_goes_on_small_behind_a_known_heading_is_one_label() -> None:
    assert lines(("Current tax liability", 1), vocabulary=Vocabulary.of(["Tax liability"], ["Current"])) == [
        ("Current tax liability",)
    ]


def test_a_heading_whose_words_come_again_in_small_letters_is_told_from_the_line_behind_it() -> None:
    known = Vocabulary.of(["Loss for the year"], ["Comprehensive loss"])
    assert lines(("Comprehensive loss Loss for the year", 1), vocabulary=known) == [("Loss for the year",)]


def test_a_label_that_begins_with_a_bracket_and_goes_on_small_is_one_label() -> None:
    known = Vocabulary.of(["(Loss)/profit for the year"], ["From discontinued operations"])
    label = "(Loss)/profit for the year from discontinued operations"
    assert lines((label, 1), vocabulary=known) == [(label,)]
