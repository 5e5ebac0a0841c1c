"""Units and scales as headers, captions and row labels print them."""

from __future__ import annotations

import pytest

from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.figures.units import (
    coin_in_cell,
    contradicts_unit,
    currencies_in,
    currency_in,
    hundredths_in,
    scale_in,
    scales_in,
    unit_in,
    without_unit,
)


def money(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY, currency, scale)


def per_share(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, scale)


PERCENT = UnitOfMeasure(Measure.PERCENT, None, -2)
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


@pytest.mark.parametrize(
    ("text", "currency", "scale"),
    [
        ("EUR m", "EUR", 6),
        ("€ m", "EUR", 6),
        ("£ m", "GBP", 6),
        ("£'m", "GBP", 6),
        ("£’m", "GBP", 6),
        ("RMB'm", "CNY", 6),
        ("RMBm", "CNY", 6),
        ("EURm", "EUR", 6),
        ("SEK M", "SEK", 6),
        ("€ mio", "EUR", 6),
        ("CHF Mio.", "CHF", 6),
        ("RMB mln", "CNY", 6),
        ("HK$ mil", "HKD", 6),
        ("€ MM", "EUR", 6),
        ("MSEK", "SEK", 6),
        ("€k", "EUR", 3),
        ("EUR th.", "EUR", 3),
        ("Tsd. €", "EUR", 3),
        ("Mrd. €", "EUR", 9),
        ("Rmb'000", "CNY", 3),
        ("EUR k", "EUR", 3),
        ("TEUR", "EUR", 3),
        ("k€", "EUR", 3),
        ("RMB‘000", "CNY", 3),
        ("<i>RMB</i> '000", "CNY", 3),
        ("A$'000s", "AUD", 3),
        ("RMB'000 (a)", "CNY", 3),
        ("(RMB'000, except per share data in HK cents)", "CNY", 3),
        ("Stage 1 RMB'000", "CNY", 3),
        ("31 December 2021 RMB", "CNY", 0),
        ("RMB 2021", "CNY", 0),
        ("RMB 31.12.2021", "CNY", 0),
        ("RMB 12 months", "CNY", 0),
        ("RMB as at 31 December", "CNY", 0),
        ("R'000", "ZAR", 3),
        ("Rm", "ZAR", 6),
        ("R million", "ZAR", 6),
        ("RM'000", "MYR", 3),
        ("RM", "MYR", 0),
        ("RM million", "MYR", 6),
        ("US$bn", "USD", 9),
        ("INR lakhs", "INR", 5),
        ("Rs. crore", "INR", 7),
    ],
)
def test_abbreviated_scales_beside_a_currency_are_read(text: str, currency: str, scale: int) -> None:
    assert unit_in(text) == money(currency, scale)


@pytest.mark.parametrize(
    "text",
    [
        "RMB'00",
        "RMB'0OO",
        "RMB'OOO",
        "RMB OOO",
        "RMB 1,000",
        "RMB1000",
        "RMB10,000",
        "RMB ,000",
        "RMB x",
        "EUR tx",
        "EUR abcd.",
        "Abc. €",
        "US$ 0.01",
        "RMB (c)",
        "RMB ten thousand",
        "100 million yen",
        "hundreds of millions of yen",
        "RMB thousand or million",
        "EUR pence",
    ],
)
def test_a_currency_beside_something_that_is_not_understood_gives_no_unit(text: str) -> None:
    assert unit_in(text) is None


def test_a_bare_dollar_stands_for_a_home_currency_that_is_a_dollar() -> None:
    assert unit_in("$'000", "AUD") == money("AUD", 3)
    assert unit_in("$'m", "USD") == money("USD", 6)
    assert unit_in("$000's", "USD") == money("USD", 3)
    assert unit_in("$'000", "CNY") is None
    for text in ("US$", "US $", "U.S.$", "U.S. $"):
        assert currency_in(text, "AUD") == "USD"


def test_a_text_that_names_two_currencies_names_none() -> None:
    assert currency_in("RMB and US$") is None
    assert currency_in("Renminbi (RMB)") == "CNY"
    assert currencies_in("RMB and US$") == {"CNY", "USD"}


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


def test_a_text_that_names_two_scales_names_none() -> None:
    assert scale_in("in millions, shares in thousands") is None
    assert scales_in("in millions, shares in thousands") == {3, 6}


def test_the_hundredth_of_a_currency_is_another_ones_where_its_name_does_not_fit() -> None:
    assert hundredths_in("cents", "AUD") is hundredths_in("pence", "GBP") is hundredths_in("sen", "MYR") is True
    assert hundredths_in("pence", "EUR") is None
    assert hundredths_in("RMB", "CNY") is False


def test_a_header_without_its_unit_keeps_what_it_names() -> None:
    assert without_unit("Revenue RMB'000") == "Revenue"
    assert without_unit("(RMB million)") == without_unit("TEUR") == without_unit("£'m") == ""
    assert without_unit("Share capital") == "Share capital"


@pytest.mark.parametrize("words", ["", "RMB", "( RMB )", "RMB'000", "thousand", "%"])
def test_the_words_of_a_cell_may_repeat_the_unit_of_its_column(words: str) -> None:
    assert not contradicts_unit(words, THOUSANDS)


@pytest.mark.parametrize("words", ["US$", "€", "$", "billion", "RMB million", "bn", "cents", "RMB US$"])
def test_another_currency_or_scale_in_a_cell_contradicts_the_unit_of_its_column(words: str) -> None:
    assert contradicts_unit(words, THOUSANDS)


def test_a_bare_dollar_in_a_cell_is_the_dollar_of_its_column() -> None:
    assert not contradicts_unit("$", money("USD", 3))
    assert contradicts_unit("HK$", money("USD", 3))


@pytest.mark.parametrize(
    ("text", "currency", "scale"),
    [
        ("人民幣千元", "CNY", 3),
        ("RMB’000 人民幣千元", "CNY", 3),
        ("人民币百万元", "CNY", 6),
        ("千港元", "HKD", 3),
        ("百萬美元", "USD", 6),
        ("（単位：百万円）", "JPY", 6),
        ("億円", "JPY", 8),
    ],
)
def test_units_in_chinese_and_japanese_are_read(text: str, currency: str, scale: int) -> None:
    assert unit_in(text) == UnitOfMeasure(Measure.MONEY, currency, scale)


@pytest.mark.parametrize(("text", "scale"), [("(x 1.000 )", 3), ("x 1,000", 3), ("x 1 000 000", 6)])
def test_a_factor_is_a_scale(text: str, scale: int) -> None:
    assert scale_in(text) == scale


def test_a_sign_of_currency_may_be_run_together_with_a_word() -> None:
    assert unit_in("Retained earnings£m") == money("GBP", 6)
    assert unit_in("Share capitalRM'000") == money("MYR", 3)
    assert unit_in("RMB’Million") == money("CNY", 6)
    assert unit_in("T€") == money("EUR", 3)


@pytest.mark.parametrize(
    ("words", "currency", "named"),
    [("p", "GBP", True), ("p", "EUR", False), ("c", "EUR", True), ("pence", "GBP", True), ("pp", "GBP", False)],
)
def test_a_cell_may_name_the_hundredth_of_its_currency(words: str, currency: str, named: bool) -> None:
    assert coin_in_cell(words, currency) is named


@pytest.mark.parametrize(
    ("text", "currency", "scale"),
    [
        ("En milliers d’euros", "EUR", 3),
        ("en millions d’euros", "EUR", 6),
        ("en milliards d'euros", "EUR", 9),
        ("in Tausend EUR", "EUR", 3),
        ("in Millionen Euro", "EUR", 6),
        ("miles de euros", "EUR", 3),
        ("€ mil millones", "EUR", 9),
        ("migliaia di euro", "EUR", 3),
        ("em milhões de euros", "EUR", 6),
        ("in duizenden euro", "EUR", 3),
        ("w tysiącach PLN", "PLN", 3),
        ("v tisících EUR", "EUR", 3),
        ("tuhatta EUR", "EUR", 3),
        ("₹ in lakhs", "INR", 5),
        ("(₹ in crores)", "INR", 7),
        ("新台幣千元", "TWD", 3),
        ("億円", "JPY", 8),
        ("百萬港元", "HKD", 6),
    ],
)
def test_scales_in_the_languages_of_issuers(text: str, currency: str, scale: int) -> None:
    unit = unit_in(text)
    assert unit is not None
    assert (unit.currency, unit.scale) == (currency, scale)
