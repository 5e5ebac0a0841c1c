"""Dates, periods, units and numbers as statements in other languages than English print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extraction import values_of
from tagwright.figures.cells import read_cell
from tagwright.figures.columns import Column
from tagwright.figures.common_unit import with_common_unit
from tagwright.figures.dates import (
    find_dates,
    find_month_day,
    find_month_of_year,
    is_period_text,
    period_words,
)
from tagwright.figures.model import Duration, Kind, Measure, UnitOfMeasure
from tagwright.figures.numbers import ENGLISH, NumberStyle
from tagwright.figures.parts_of_year import NamedPart, PartOfYear, find_part
from tagwright.figures.ranges import find_range
from tagwright.figures.units import contradicts_unit, unit_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31. Dezember 2021", date(2021, 12, 31)),
        ("zum 30. Juni 2021", date(2021, 6, 30)),
        ("31 décembre 2021", date(2021, 12, 31)),
        ("1er janvier 2021", date(2021, 1, 1)),
        ("31 de diciembre de 2021", date(2021, 12, 31)),
        ("31 dicembre 2021", date(2021, 12, 31)),
        ("31. desember 2021", date(2021, 12, 31)),
        ("31 grudnia 2021", date(2021, 12, 31)),
        ("於二零二一年十二月三十一日", date(2021, 12, 31)),
        ("二〇二一年六月十日", date(2021, 6, 10)),
        ("2021년 12월 31일", date(2021, 12, 31)),
    ],
)
def test_a_date_is_read_in_the_languages_of_issuers(text: str, day: date) -> None:
    assert [span.date for span in find_dates(text)] == [day]
    assert is_period_text(text)


def test_what_is_no_date_in_any_language_is_none() -> None:
    assert find_dates("二零二一年十三月三十一日") == find_dates("二零二一年二月三十日") == ()
    assert find_month_day("as note 5 set out") is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("June 2021", (2021, 6, 30)),
        ("Feb 2020", (2020, 2, 29)),
        ("Dec-21", (2021, 12, 31)),
        ("März 2021", (2021, 3, 31)),
        ("31 June 2021", None),
        ("Dec 21", None),
        ("June 2021 results", None),
    ],
)
def test_a_month_of_a_year_ends_with_its_last_day(text: str, last: tuple[int, int, int] | None) -> None:
    assert find_month_of_year(text) == last


def test_columns_headed_by_months_have_the_periods_that_end_with_them() -> None:
    figures = values_of("Balance sheet\n\n\tJune 2021\tDec-20\n\tRMB'000\tRMB'000\nCash\t5\t6\nDebt\t7\t8\n")
    assert [(str(figure.period)[-10:], figure.column_path) for figure in figures[:2]] == [
        ("2021-06-30", ()),
        ("2020-12-31", ()),
    ]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("截至2021年12月31日止年度", 12),
        ("截至2021年6月30日止六個月", 6),
        ("Exercice clos le 31 décembre 2021", 12),
        ("Ejercicio terminado el 31 de diciembre de 2021", 12),
        ("neun Monate zum 30. September 2021", 9),
    ],
)
def test_the_length_of_a_period_is_read(text: str, months: int) -> None:
    words = period_words(text)
    assert words is not None
    assert (words.instant, words.months) == (False, months)


@pytest.mark.parametrize("text", ["自 2020年４月１日 至 2021年３月31日", "1. April 2020 bis 31. März 2021"])
def test_a_period_from_day_to_day_is_read(text: str) -> None:
    assert find_range(text) == Duration(date(2020, 4, 1), date(2021, 3, 31))


@pytest.mark.parametrize(
    ("text", "months", "number", "year"),
    [
        ("3. Quartal 2021", 3, 3, 2021),
        ("1. Halbjahr 2021", 6, 1, 2021),
        ("Geschäftsjahr 2021", 12, 1, 2021),
        ("1er semestre 2021", 6, 1, 2021),
        ("4ème trimestre 2020", 3, 4, 2020),
        ("Exercice 2021", 12, 1, 2021),
    ],
)
def test_a_part_of_a_year_is_read(text: str, months: int, number: int, year: int) -> None:
    assert find_part(text) == NamedPart(PartOfYear(months, number), year)


@pytest.mark.parametrize(
    ("text", "home", "unit"),
    [
        ("千元", "CNY", ("CNY", 3)),
        ("千元", "HKD", ("HKD", 3)),
        ("单位：万元", "CNY", ("CNY", 4)),
        ("单位：元 币种：人民币", "USD", ("CNY", 0)),
        ("新台幣仟元", "TWD", ("TWD", 3)),
        ("백만원", "KRW", ("KRW", 6)),
        ("¥'000", "JPY", ("JPY", 3)),
        ("¥ million", "CNY", ("CNY", 6)),
        ("Mkr", "SEK", ("SEK", 6)),
        ("T EUR", "EUR", ("EUR", 3)),
        ("t€", "EUR", ("EUR", 3)),
        ("NOK mill.", "NOK", ("NOK", 6)),
        ("em R$ mil", "BRL", ("BRL", 3)),
        ("人民幣分", "CNY", ("CNY", -2)),
        ("港仙", "HKD", ("HKD", -2)),
    ],
)
def test_a_unit_is_read_in_the_languages_of_issuers(text: str, home: str, unit: tuple[str, int]) -> None:
    assert unit_in(text, home) == UnitOfMeasure(Measure.MONEY, *unit)


@pytest.mark.parametrize("text", ["mil €", "EUR mil", "miles €", "M de €", "€/1000", "x € 1.000", "¥'000", "Mkr"])
def test_a_scale_that_is_not_understood_gives_no_unit(text: str) -> None:
    assert unit_in(text, "EUR") is None


@pytest.mark.parametrize(
    "label", ["Basic EPS", "Ergebnis je Aktie (in EUR)", "Résultat par action (EUR)", "每股基本盈利（歐元 EUR）"]
)
def test_an_amount_per_share_leaves_the_scale_of_its_column(label: str) -> None:
    (figure, *_) = values_of(f"\t2021\t2020\n\tEUR'000\tEUR'000\n{label}\t1.23\t1.10\nUmsatz\t5\t6\n")
    assert figure.unit == UnitOfMeasure(Measure.MONEY_PER_SHARE, "EUR", 0)


@pytest.mark.parametrize(
    "caption",
    [
        "Angaben in Tausend Euro",
        "(en milliers d’euros)",
        "Importi in migliaia di euro",
        "bedragen in kEUR",
    ],
)
def test_a_caption_states_the_unit_of_its_table(caption: str) -> None:
    (_, column) = with_common_unit((Column(0), Column(1, year=2021)), (caption,), "EUR")
    assert column.unit == UnitOfMeasure(Measure.MONEY, "EUR", 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-$5", "-5"),
        ("−€1,234", "-1234"),
        ("-RMB5", "-5"),
        ("RMB -5", "-5"),
        ("EUR -1,234", "-1234"),
        ("‑5", "-5"),
        ("(1,234\u2060)", "-1234"),
        ("\u200e13", "13"),
        ("¥ 1,234", "1234"),
        ('"1,234"', "1234"),
    ],
)
def test_a_sign_before_a_currency_and_characters_that_print_nothing_are_understood(text: str, value: str) -> None:
    (token,) = read_cell(text, ENGLISH)
    assert (token.value, token.doubt) == (Decimal(value), None)


def test_a_dash_that_stands_apart_is_a_minus_where_no_comma_groups_and_may_be_a_nil_elsewhere() -> None:
    (token,) = read_cell("- 100 000", NumberStyle(" ", ","))
    assert (token.value, token.start) == (Decimal(-100000), 0)
    assert [token.kind for token in read_cell("- 6", ENGLISH)] == [Kind.NIL, Kind.AMOUNT]


@pytest.mark.parametrize("text", ["NCI -5", "2-5", "1,\u200b234"])
def test_digits_that_are_joined_or_broken_are_doubtful(text: str) -> None:
    assert all(token.doubt for token in read_cell(text, ENGLISH))


@pytest.mark.parametrize("words", ["¥", "元", "kr"])
def test_a_sign_of_another_currency_contradicts_the_unit_of_its_column(words: str) -> None:
    assert contradicts_unit(words, UnitOfMeasure(Measure.MONEY, "EUR", 3))


def test_a_unit_above_the_title_is_that_of_the_table_unless_a_caption_states_another() -> None:
    table = "Income statement\n{}\n\t2021\t2020\nCash\t5\t6\nDebt\t7\t8\n"
    (figure, *_) = values_of(f"Group Limited\n\nRMB'000\n\n{table.format('')}")
    assert figure.unit == UnitOfMeasure(Measure.MONEY, "CNY", 3)
    (figure, *_) = values_of(f"Group Limited\n\nRMB'000\n\n{table.format('(RMB million)')}")
    assert figure.unit == UnitOfMeasure(Measure.MONEY, "CNY", 6)
