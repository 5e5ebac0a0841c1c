"""The unit of a row: its label, the sections above it and the captions, before its column's."""

from __future__ import annotations

import pytest

from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.figures.row_units import row_unit


def money(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY, currency, scale)


def per_share(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, scale)


def shares(scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.SHARES, None, scale)


PERCENT = UnitOfMeasure(Measure.PERCENT, None, -2)
DAYS = UnitOfMeasure(Measure.DAYS, None, 0)
THOUSANDS = money("CNY", 3)
EPS, COUNT = "Basic earnings per share", "Weighted average number of ordinary shares"


@pytest.mark.parametrize(
    ("label", "column", "unit"),
    [
        ("Revenue", THOUSANDS, THOUSANDS),
        ("Revenue", None, None),
        ("Basic loss per share (RMB)", THOUSANDS, per_share("CNY", 0)),
        ("Basic loss per share", THOUSANDS, per_share("CNY", 0)),
        ("Basic loss per share (in RMB cents)", THOUSANDS, per_share("CNY", -2)),
        ("Dividend per share (HK cents)", THOUSANDS, per_share("HKD", -2)),
        ("Earnings per share", None, None),
        ("Gross margin (%)", THOUSANDS, PERCENT),
        ("Revenue (US$ million)", THOUSANDS, money("USD", 6)),
        ("Weighted average number of shares (thousands)", THOUSANDS, UnitOfMeasure(Measure.SHARES, None, 3)),
        ("Weighted average number of ordinary shares in issue (million)", None, UnitOfMeasure(Measure.SHARES, None, 6)),
        ("Trade receivables turnover days", None, DAYS),
        ("Purchase of shares", THOUSANDS, THOUSANDS),
        ("Gains (losses)", THOUSANDS, THOUSANDS),
        ("Revenue (RMB)", THOUSANDS, None),
        ("Basic loss per share (cents)", THOUSANDS, per_share("CNY", -2)),
        ("Basic loss per share (sen)", money("MYR", 3), per_share("MYR", -2)),
        ("Basic loss per share (pence)", money("EUR", 6), None),
        ("Basic loss per share (restated)", THOUSANDS, per_share("CNY", 0)),
        ("Basic loss per share", money("HKD", -2), per_share("HKD", -2)),
        ("Earnings (cents) per share – basic", THOUSANDS, per_share("CNY", -2)),
        ("Number of ordinary shares", UnitOfMeasure(Measure.SHARES, None, 3), UnitOfMeasure(Measure.SHARES, None, 3)),
    ],
)
def test_a_row_has_the_unit_that_its_label_says_else_its_columns(
    label: str, column: UnitOfMeasure | None, unit: UnitOfMeasure | None
) -> None:
    assert row_unit(label, column) == unit


@pytest.mark.parametrize("mark", ["c", "p", "m", "'m", "k"])
def test_a_short_bracket_that_is_not_understood_leaves_a_row_per_share_or_of_shares_without_a_unit(mark: str) -> None:
    assert row_unit(f"{EPS} ({mark})", THOUSANDS) is None
    assert row_unit(f"{COUNT} ({mark})", THOUSANDS) is None
    assert row_unit(EPS, THOUSANDS, None, (f"Earnings per share ({mark})",)) is None


def test_notes_and_stars_in_brackets_are_no_units() -> None:
    for mark in ("note 9", "9", "ii", "*", "restated"):
        assert row_unit(f"{EPS} ({mark})", THOUSANDS) == per_share("CNY", 0)
        assert row_unit(f"{COUNT} ({mark})", THOUSANDS) == shares(0)


def test_a_section_above_a_row_per_share_may_say_its_coins_and_currency() -> None:
    assert row_unit(EPS, money("HKD", 3), None, ("Earnings per share (HK cents)",)) == per_share("HKD", -2)
    assert row_unit(EPS, THOUSANDS, None, ("Loss per share (in RMB)", "Basic")) == per_share("CNY", 0)
    assert row_unit(f"{EPS} (RMB)", THOUSANDS, None, ("Per share (HK cents)",)) == per_share("CNY", 0)


def test_a_caption_may_say_that_amounts_per_share_are_in_cents() -> None:
    assert row_unit(EPS, money("HKD", 6), None, (), ("(HK$ million, except per share data in HK cents)",)) == per_share(
        "HKD", -2
    )
    assert row_unit(EPS, money("HKD", 6), None, (), ("A dividend per share of 5 HK cents was paid.",)) == per_share(
        "HKD", 0
    )


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("(in millions, except per share data)", shares(6)),
        ("(in thousands)", shares(3)),
        ("(in thousands, except number of shares and per share data)", shares(0)),
        ("(in thousands of RMB, except share and per share data)", shares(0)),
        ("(in thousands of RMB, except per share data)", None),
        ("RMB'000", shares(0)),
        ("As at 31 December 2021", shares(0)),
    ],
)
def test_a_caption_may_say_the_scale_of_a_number_of_shares(caption: str, unit: UnitOfMeasure | None) -> None:
    assert row_unit(COUNT, THOUSANDS, None, (), (caption,)) == unit


def test_a_section_above_a_number_of_shares_may_say_its_scale() -> None:
    assert row_unit(COUNT, THOUSANDS, None, ("Shares (million)",), ("(in thousands)",)) == shares(6)


def test_rows_under_a_heading_per_share_are_amounts_per_share() -> None:
    column = UnitOfMeasure(Measure.MONEY, "EUR", 3)
    per_share = UnitOfMeasure(Measure.MONEY_PER_SHARE, "EUR", 0)
    assert row_unit("Basic and diluted", column, sections=("Earnings per share:",)) == per_share
    assert row_unit("- From continuing operations", column, sections=("Basic earnings per share:",)) == per_share
    assert row_unit("Profit for the year", column, sections=("Earnings per share:",)) == column
