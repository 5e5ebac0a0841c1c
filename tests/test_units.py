"""Units and scales as headers, captions and row labels print them."""

from __future__ import annotations

import pytest

from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.figures.units import currency_in, row_unit, scale_in, unit_in, without_unit


def money(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY, currency, scale)


def per_share(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, scale)


PERCENT = UnitOfMeasure(Measure.PERCENT, None, -2)
DAYS = UnitOfMeasure(Measure.DAYS, None, 0)
THOUSANDS = money("CNY", 3)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("RMB'000", THOUSANDS),
        ("RMB’000", THOUSANDS),
        ("RMB 000", THOUSANDS),
        ("(in RMB thousands)", THOUSANDS),
        ("RMB million", money("CNY", 6)),
        ("RMB in millions", money("CNY", 6)),
        ("RMB'000,000", money("CNY", 6)),
        ("RMB", money("CNY", 0)),
        ("RMB billion", money("CNY", 9)),
        ("HK$'000", money("HKD", 3)),
        ("HK\\$ million", money("HKD", 6)),
        ("US$m", money("USD", 6)),
        ("£m", money("GBP", 6)),
        ("€ million", money("EUR", 6)),
        ("EUR", money("EUR", 0)),
        ("A$'000", money("AUD", 3)),
        ("R'000", money("ZAR", 3)),
        ("Renminbi", money("CNY", 0)),
        ("%", PERCENT),
        ("per cent", PERCENT),
        ("RMB per share", per_share("CNY", 0)),
        ("HK cents", money("HKD", -2)),
        ("HK$ cents per share", per_share("HKD", -2)),
        ("Number of shares", UnitOfMeasure(Measure.SHARES, None, 0)),
        ("thousand shares", UnitOfMeasure(Measure.SHARES, None, 3)),
        ("Number of shares ('000)", UnitOfMeasure(Measure.SHARES, None, 3)),
        ("'000", UnitOfMeasure(Measure.PURE, None, 3)),
        ("2021", None),
        ("Share capital", None),
        ("RMB'000/US$'000", None),
        ("RMB and HK$", None),
        ("$'000", None),
    ],
)
def test_a_header_gives_measure_currency_and_scale(text: str, unit: UnitOfMeasure | None) -> None:
    assert unit_in(text) == unit


def test_a_bare_dollar_stands_for_a_home_currency_that_is_a_dollar() -> None:
    assert unit_in("$'000", "AUD") == money("AUD", 3)
    assert unit_in("$'000", "CNY") is None
    assert currency_in("US$", "AUD") == "USD"


def test_a_text_that_names_two_currencies_names_none() -> None:
    assert currency_in("RMB and US$") is None
    assert currency_in("Renminbi (RMB)") == "CNY"


def test_a_currency_inside_a_word_is_none() -> None:
    assert currency_in("EUROPEAN SCALEUPS") is None
    assert currency_in("FARMBASE") is None


def test_a_scale_is_a_power_of_ten() -> None:
    assert [scale_in(text) for text in ("'000", "million", "bn", "thousands", "RMB", "1,000")] == [
        3,
        6,
        9,
        3,
        None,
        None,
    ]


def test_a_header_without_its_unit_keeps_what_it_names() -> None:
    assert without_unit("Revenue RMB'000") == "Revenue"
    assert without_unit("(RMB million)") == ""
    assert without_unit("Share capital") == "Share capital"


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
    ],
)
def test_a_row_has_the_unit_that_its_label_says_else_its_columns(
    label: str, column: UnitOfMeasure | None, unit: UnitOfMeasure | None
) -> None:
    assert row_unit(label, column) == unit
