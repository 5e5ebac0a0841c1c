"""Numbers in running text: what they state, in which unit, for which date; where that is uncertain they say so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tagwright.document.model import Heading, Paragraph, Place
from tagwright.figures.model import Duration, Figure, Instant, Kind, Measure, UnitOfMeasure
from tagwright.figures.numbers import ENGLISH, NumberStyle
from tagwright.figures.sentences import read_sentences

FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
CLOSING, OPENING = Instant(date(2021, 12, 31)), Instant(date(2020, 12, 31))
RMB = UnitOfMeasure(Measure.MONEY, "CNY", 0)
MILLIONS = UnitOfMeasure(Measure.MONEY, "CNY", 6)


def read(text: str, style: NumberStyle = ENGLISH, home: str = "CNY") -> list[Figure]:
    return list(read_sentences(Paragraph(text, Place(7, 3)), 4, ("Notes",), style, FISCAL, home))


def amounts(text: str) -> list[Figure]:
    return [figure for figure in read(text) if figure.kind is Kind.TEXT]


def test_an_amount_in_a_sentence_has_value_unit_precision_place_and_the_words_before_it() -> None:
    (figure,) = amounts("Land had a carrying amount of RMB854,796,000 then.")
    assert (figure.text, figure.value, figure.unit) == ("854,796,000", Decimal(854796000), RMB)
    assert figure.decimals == -3
    assert figure.context == "land had a carrying amount of"
    assert (figure.place, figure.headings, figure.doubt) == (Place(7, 36), ("Notes",), None)


def test_an_amount_that_does_not_end_in_000_is_precise_to_the_unit() -> None:
    (figure,) = amounts("The fee was RMB65,869,001.")
    assert figure.decimals == 0


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("RMB5.5 million", MILLIONS),
        ("RMB5.5mn", MILLIONS),
        ("RMB5.5m", MILLIONS),
        ("RMB5.5 billion", UnitOfMeasure(Measure.MONEY, "CNY", 9)),
        ("EUR5.5 mio", UnitOfMeasure(Measure.MONEY, "EUR", 6)),
        ("INR5.5 crore", UnitOfMeasure(Measure.MONEY, "INR", 7)),
        ("INR5.5 lakh", UnitOfMeasure(Measure.MONEY, "INR", 5)),
        ("RMB5.5bn", UnitOfMeasure(Measure.MONEY, "CNY", 9)),
        ("RMB5.5 thousand", UnitOfMeasure(Measure.MONEY, "CNY", 3)),
        ("HK$5.5 million", UnitOfMeasure(Measure.MONEY, "HKD", 6)),
        ("US$ 5.5", UnitOfMeasure(Measure.MONEY, "USD", 0)),
        ("US $5.5", UnitOfMeasure(Measure.MONEY, "USD", 0)),
        ("U.S. $5.5", UnitOfMeasure(Measure.MONEY, "USD", 0)),
        ("€5.5", UnitOfMeasure(Measure.MONEY, "EUR", 0)),
        ("5.5%", UnitOfMeasure(Measure.PERCENT, None, -2)),
        ("5.5 million shares", UnitOfMeasure(Measure.SHARES, None, 6)),
        ("5.5 new ordinary shares", UnitOfMeasure(Measure.SHARES, None, 0)),
        ("5.5 million users", UnitOfMeasure(Measure.PURE, None, 6)),
        ("5.5 m of cable", None),
        ("5.5 users", None),
    ],
)
def test_the_unit_of_a_number_comes_from_the_words_around_it(words: str, unit: UnitOfMeasure | None) -> None:
    (figure,) = amounts(f"It had {words} left.")
    assert (figure.value, figure.unit, figure.doubt) == (Decimal("5.5"), unit, None)


def test_a_bare_dollar_is_the_reporting_currency_where_that_is_a_dollar() -> None:
    (ours,) = [f.unit for f in read("It paid $5.", home="HKD")]
    (american,) = [f.unit for f in read("It paid U.S. $5.", home="HKD")]
    (theirs,) = [f.unit for f in read("It paid $5.", home="CNY")]
    assert ours == UnitOfMeasure(Measure.MONEY, "HKD", 0)
    assert american == UnitOfMeasure(Measure.MONEY, "USD", 0)
    assert theirs is None


def test_a_comparative_in_brackets_has_the_words_before_the_bracket_and_its_own_date() -> None:
    first, second = amounts("As at 31 December 2021, Land of RMB854,000 (31 December 2020: RMB899,000) was pledged.")
    assert (first.period, second.period) == (CLOSING, OPENING)
    assert first.context == second.context == "as at 31 december 2021, land of"
    assert second.value == Decimal(899000)


def test_a_comparative_with_a_year_alone_is_the_same_kind_of_period() -> None:
    first, second = amounts("For the year ended 31 December 2021, Tax was RMB5 million (2020: RMB6 million).")
    assert (first.period, second.period) == (FISCAL, BEFORE)
    closing, opening = amounts("As at 31 December 2021, Cash was RMB5 million (2020: RMB6 million).")
    assert (closing.period, opening.period) == (CLOSING, OPENING)


def test_a_year_before_an_amount_is_the_fiscal_year_that_ends_in_it() -> None:
    (figure,) = amounts("In 2020, Revenue was RMB3,446 million.")
    assert figure.period == BEFORE


def test_a_date_behind_an_amount_dates_it_where_it_is_the_only_one() -> None:
    (figure,) = amounts("Cash was RMB5 million as at 31 December 2021.")
    assert figure.period == CLOSING


def test_a_half_year_in_a_sentence_is_six_months_long() -> None:
    (figure,) = amounts("For the six months ended 30 June 2021, Revenue was RMB5 million.")
    assert figure.period == Duration(date(2021, 1, 1), date(2021, 6, 30))


def test_a_date_that_is_neither_at_nor_ended_gives_no_period() -> None:
    (figure,) = amounts("On 5 May 2021 it paid RMB5 million.")
    assert figure.period is None


def test_a_sentence_without_a_date_gives_no_period() -> None:
    (figure,) = amounts("Cash was RMB5 million.")
    assert figure.period is None


@pytest.mark.parametrize(
    "text",
    [
        "As at 31 December 2020 and 31 December 2021, Loans were RMB1,016 and RMB339, respectively.",
        "Loans were RMB1,016 and RMB339 as at 31 December 2020 and 2021, respectively.",
        "Tax was RMB1 for the year ended 31 December 2021 and RMB2 for the year ended 31 December 2020.",
        "Revenue rose from RMB1 in 2020 to RMB2 in 2021.",
    ],
)
def test_two_years_in_one_sentence_date_none_of_its_amounts(text: str) -> None:
    assert [figure.period for figure in amounts(text)] == [None, None]


def test_a_comparative_does_not_date_the_amounts_behind_its_bracket() -> None:
    *_, last = amounts("As at 31 December 2021, Land of RMB1 (31 December 2020: RMB2) and Plant of RMB3 were pledged.")
    assert (last.value, last.period) == (Decimal(3), CLOSING)


def test_an_amount_in_a_bracket_inside_a_comparative_has_no_period() -> None:
    *_, last = amounts("At 31 December 2021, Loans were US$1 (2020: US$500 (equivalent to RMB3,000)).")
    assert (last.value, last.period) == (Decimal(3000), None)


def test_the_date_of_one_sentence_does_not_date_the_next() -> None:
    first, second = amounts("As at 31 December 2021, Cash was RMB5. Tax was RMB6.")
    assert (first.period, second.period) == (CLOSING, None)
    assert second.context == "tax was"


def test_dates_years_notes_standards_and_names_are_no_amounts() -> None:
    kinds = [(f.text, f.kind, f.value) for f in read("On 5 May 2021, in 2020, under note 5, IFRS 16 and model X3.")]
    assert kinds == [
        ("5", Kind.DATE, None),
        ("2021", Kind.DATE, None),
        ("2020", Kind.YEAR, None),
        ("5", Kind.NOTE_REFERENCE, None),
        ("16", Kind.NOTE_REFERENCE, None),
        ("3", Kind.LABEL, None),
    ]


def test_numbers_of_a_heading_are_parts_of_the_heading() -> None:
    found = list(read_sentences(Heading("12 FINANCIAL ASSETS", 2, Place(1, 1)), 0, (), ENGLISH, FISCAL, "CNY"))
    assert [(figure.text, figure.kind, figure.value) for figure in found] == [("12", Kind.HEADER, None)]


def test_brackets_of_a_sentence_do_not_make_a_number_negative() -> None:
    (figure,) = amounts("It rose (36.4%) again.")
    assert (figure.text, figure.value) == ("36.4%", Decimal("36.4"))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Tax was -RMB3,000 then.", "a minus stands before its currency"),
        ("Tax was RMB5,000were then.", "letters are glued to it"),
        ("Tax was RMB5,00 then.", "the separators do not fit the document's"),
        ("5,000", "it stands alone, outside any table or sentence"),
    ],
)
def test_an_amount_that_cannot_be_read_with_certainty_says_why(text: str, doubt: str) -> None:
    (figure,) = amounts(text)
    assert figure.doubt == doubt


def test_a_range_of_amounts_has_no_minus() -> None:
    assert [(f.value, f.doubt) for f in amounts("From RMB3–RMB5 each.")] == [(Decimal(3), None), (Decimal(5), None)]


def test_the_separators_of_the_document_hold_in_sentences() -> None:
    (figure,) = read("It paid €1.234,50 then.", NumberStyle(".", ","), "EUR")
    assert (figure.value, figure.decimal_places) == (Decimal("1234.50"), 2)


def test_a_line_of_many_numbers_is_read_in_time() -> None:
    assert len(read("1 " * 5_000)) == 5_000
