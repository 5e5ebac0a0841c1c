"""Numbers as printed: separators of the whole document, signs, brackets, nil, and what is damaged."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tagwright.figures.numbers import (
    ENGLISH,
    NumberStyle,
    choose_style,
    find_nils,
    find_numbers,
    leftover,
    parse_digits,
    print_digits,
)

CONTINENTAL = NumberStyle(".", ",")
SWISS = NumberStyle("'", ".")
FRENCH = NumberStyle(" ", ",")


def values(text: str, style: NumberStyle = ENGLISH) -> list[tuple[str, Decimal | None]]:
    return [(text[n.start : n.end], n.value) for n in find_numbers(text, style)]


def doubts(text: str, style: NumberStyle = ENGLISH) -> list[str | None]:
    return [number.doubt for number in find_numbers(text, style)]


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1,234", "5.67"], ENGLISH),
        (["1,234,567.8"], ENGLISH),
        (["1.234,56"], CONTINENTAL),
        (["1.234", "12,5", "3.456"], CONTINENTAL),
        (["1.234.567"], CONTINENTAL),
        (["1'234'567.8"], SWISS),
        (["1’234"], SWISS),
        (["1 234 567,8"], FRENCH),
        (["1\u00a0234", "5,6"], FRENCH),
        (["1\u202f234.5", "1 234"], NumberStyle(" ", ".")),
        (["12", "2021"], ENGLISH),
        (["12,34"], ENGLISH),
        ([], ENGLISH),
    ],
)
def test_the_separators_are_what_groups_thousands_in_the_document(texts: list[str], style: NumberStyle) -> None:
    assert choose_style(texts) == style


def test_the_separators_that_most_numbers_have_win_over_a_misprint() -> None:
    assert choose_style(["1,234", "2,345", "3.456", "1,234,567"]) == ENGLISH
    assert choose_style(["1.234", "2.345", "3,456", "1.234.567"]) == CONTINENTAL


UNCERTAIN = NumberStyle(",", ".", uncertain=True)


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["812.125", "(612.100)", "200.025"], UNCERTAIN),
        (["812", "1.234", "1.105"], UNCERTAIN),
        (["1.234", "2.345", "3,456"], UNCERTAIN),
        (["1.234", "31.12", "Note 4.10", "4.1"], UNCERTAIN),
        (["812.125", "1.74"], ENGLISH),
        (["812.125", "36.4%"], ENGLISH),
        (["812.125", "0.125"], ENGLISH),
        (["812.125", "1612.125"], ENGLISH),
        (["1.234", "2.345", "1.234.567"], CONTINENTAL),
        (["1.234", "2.345", "3.456,7"], CONTINENTAL),
        (["1.234", "2.345", "0,125"], CONTINENTAL),
        (["1.234", "see notes 12,13"], UNCERTAIN),
        (["1.234", "2.345", "12,5", "4.35"], UNCERTAIN),
        (["1.234", "2.345", "12,5", "13,5", "4.35"], CONTINENTAL),
        (["1.234", "2.345", "4,5", "1.74", "1.75"], ENGLISH),
    ],
)
def test_a_lone_point_before_three_digits_groups_thousands_only_where_another_number_shows_it(
    texts: list[str], style: NumberStyle
) -> None:
    assert choose_style(texts) == style


def test_a_separator_that_may_group_or_begin_decimals_leaves_a_number_without_a_value() -> None:
    fault = "nothing tells whether its separator groups thousands or begins decimals"
    assert parse_digits("812.125", UNCERTAIN) == parse_digits("3,456", UNCERTAIN) == (None, 0, fault)
    assert parse_digits("812", UNCERTAIN) == (Decimal(812), 0, None)
    assert parse_digits("0.125", UNCERTAIN) == (Decimal("0.125"), 3, None)


def test_squeezed_cells_of_an_english_document_do_not_make_spaces_its_separators() -> None:
    assert choose_style(["1,234 567 890", "2,345", "3,456", "432 164"]) == ENGLISH


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("4,700,263", ENGLISH, "4700263"),
        ("1.74", ENGLISH, "1.74"),
        ("0.5", ENGLISH, "0.5"),
        ("0", ENGLISH, "0"),
        ("12345", ENGLISH, "12345"),
        ("1.234,56", CONTINENTAL, "1234.56"),
        ("1.234", CONTINENTAL, "1234"),
        ("12,5", CONTINENTAL, "12.5"),
        ("1'234.5", SWISS, "1234.5"),
        ("1’234’567", SWISS, "1234567"),
        ("1 234,5", FRENCH, "1234.5"),
        ("1\u202f234\u00a0567", FRENCH, "1234567"),
    ],
)
def test_digits_are_read_under_the_separators_of_the_document(text: str, style: NumberStyle, value: str) -> None:
    assert values(text, style) == [(text, Decimal(value))]
    assert doubts(text, style) == [None]


@pytest.mark.parametrize(
    ("run", "style", "fault"),
    [
        ("1,23", ENGLISH, "the separators do not fit the document's"),
        ("1.234,56", ENGLISH, "the separators do not fit the document's"),
        ("1,234.5.6", ENGLISH, "the separators do not fit the document's"),
        ("1234,567", ENGLISH, "the separators do not fit the document's"),
        ("1,234.56", CONTINENTAL, "the separators do not fit the document's"),
        ("1'234", ENGLISH, "the separators do not fit the document's"),
        ("012", ENGLISH, "it begins with a zero"),
        ("000", ENGLISH, "it begins with a zero"),
        ("１２３", ENGLISH, "its digits are not 0 to 9"),
        ("٣", ENGLISH, "its digits are not 0 to 9"),
    ],
)
def test_digits_that_do_not_fit_have_no_value(run: str, style: NumberStyle, fault: str) -> None:
    assert parse_digits(run, style) == (None, 0, fault)


def test_decimal_places_are_those_of_the_print() -> None:
    assert parse_digits("1,234.50", ENGLISH) == (Decimal("1234.50"), 2, None)
    assert parse_digits("1,234", ENGLISH) == (Decimal(1234), 0, None)


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("(1,422)", "(1,422)", "-1422"),
        ("(1,422 )", "(1,422 )", "-1422"),
        ("( 1,422)", "( 1,422)", "-1422"),
        ("( 1,422 )", "( 1,422 )", "-1422"),
        ("( $790 )", "( $790 )", "-790"),
        ("(US$790)", "(US$790)", "-790"),
        ("(RMB 790)", "(RMB 790)", "-790"),
        ("-5", "-5", "-5"),
        ("−5", "−5", "-5"),
        ("–5.5", "–5.5", "-5.5"),
        ("(5.0%)", "(5.0%)", "-5.0"),
        ("(5.0)%", "(5.0)%", "-5.0"),
        ("36.4%", "36.4%", "36.4"),
        ("36.4 %", "36.4 %", "36.4"),
        ("3-5", "3", "3"),
    ],
)
def test_brackets_and_minus_signs_make_a_number_negative(text: str, printed: str, value: str) -> None:
    assert values(text)[0] == (printed, Decimal(value))


def test_a_hyphen_between_numbers_is_no_minus() -> None:
    assert values("3-5") == [("3", Decimal(3)), ("5", Decimal(5))]
    assert values("31 - 5") == [("31", Decimal(31)), ("5", Decimal(5))]


def test_the_digits_of_a_number_lie_inside_its_sign_brackets_and_percent_mark() -> None:
    (number,) = find_numbers("x (5.0)% y", ENGLISH)
    assert ((number.start, number.end), (number.digits_start, number.digits_end)) == ((2, 8), (3, 6))
    assert (number.percent, number.decimal_places) == (True, 1)


def test_one_bracket_of_two_makes_a_number_doubtful() -> None:
    assert doubts("(5") == doubts("5)") == ["one bracket of two is missing"]
    assert doubts("( 5") == doubts("5 )") == doubts("($ 5") == ["one bracket of two is missing"]


def test_a_bracket_that_holds_words_before_a_number_is_no_sign() -> None:
    assert values("(FY2021)") == [("2021", Decimal(2021))]


def test_a_bracket_whose_digits_are_broken_by_spaces_is_one_damaged_number() -> None:
    (number,) = find_numbers("(2 720 724)", ENGLISH)
    assert (number.start, number.end, number.value) == (0, 11, None)
    assert number.doubt == "the digits are broken by spaces"


def test_numbers_squeezed_into_one_cell_are_read_one_by_one() -> None:
    assert values("2,909 (432) 164") == [("2,909", Decimal(2909)), ("(432)", Decimal(-432)), ("164", Decimal(164))]


def test_a_bracket_in_running_text_is_no_sign() -> None:
    (number,) = find_numbers("It rose (5%).", ENGLISH, running=True)
    assert (number.value, number.doubt) == (Decimal(5), None)
    (number,) = find_numbers("(see 5)", ENGLISH, running=True)
    assert (number.value, number.doubt) == (Decimal(5), None)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("-", [(0, 1)]),
        (" – ", [(1, 2)]),
        ("—", [(0, 1)]),
        ("_", [(0, 1)]),
        ("nil", [(0, 3)]),
        ("Nil", [(0, 3)]),
        ("- – 5", [(0, 1), (2, 3)]),
        ("-5", []),
        ("a-b", []),
        ("", []),
    ],
)
def test_a_dash_or_the_word_nil_stands_for_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    assert list(find_nils(text)) == spans


def test_what_a_cell_holds_besides_its_numbers_is_left_over_without_markup_and_stars() -> None:
    assert leftover("about 5 <b>x</b> **", [(6, 7)]) == "about x"
    assert leftover(" 5 ", [(1, 2)]) == ""


def test_brackets_of_full_width_make_a_number_negative_and_digits_of_full_width_are_doubtful() -> None:
    (negative,) = find_numbers("（1,234）", ENGLISH)
    assert (negative.value, negative.start, negative.end) == (Decimal("-1234"), 0, 7)
    (wide,) = find_numbers("１,234", ENGLISH)
    assert (wide.value, wide.doubt) == (None, "its digits are not 0 to 9")


JAPANESE = replace(ENGLISH, triangles=True)
INDIAN = replace(ENGLISH, in_lakhs=True)


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("１，２３４", ENGLISH, "1234"),
        ("（１，２３４．５）", ENGLISH, "-1234.5"),
        ("１２３", ENGLISH, "123"),
        ("△1,234", JAPANESE, "-1234"),
        ("▲１２３", JAPANESE, "-123"),
        ("1,23,456", INDIAN, "123456"),
        ("(12,34,56,789.50)", INDIAN, "-123456789.50"),
        ("98,765", INDIAN, "98765"),
    ],
)
def test_numbers_as_asia_prints_them(text: str, style: NumberStyle, value: str) -> None:
    (number,) = find_numbers(text, style)
    assert (number.value, number.doubt) == (Decimal(value), None)
    assert (number.start, number.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "style", "doubt"),
    [
        ("△1,234", ENGLISH, "a triangle is a minus in Japanese, and elsewhere it may point up"),
        ("1,23,456", ENGLISH, "the separators do not fit the document's"),
        ("123,456,789", INDIAN, "the separators do not fit the document's"),
        ("１，２３", ENGLISH, "the separators do not fit the document's"),
        ("1" * 25, ENGLISH, "it has more digits than an amount can have"),
    ],
)
def test_what_cannot_be_told_is_doubtful(text: str, style: NumberStyle, doubt: str) -> None:
    (number,) = find_numbers(text, style)
    assert number.doubt == doubt


def test_commas_of_full_width_in_running_text_may_be_those_of_a_list() -> None:
    found = list(find_numbers("１００，２００", ENGLISH, running=True))
    assert [number.doubt for number in found] == ["its digits are not 0 to 9"] * 2


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["売上高", "のれん", "△1,234"], JAPANESE),
        (["收入", "△1,234"], ENGLISH),
        (["Revenue", "Costs", "Sales", "Tax", "Profit", "パナソニック", "▲5.2%"], ENGLISH),
        (["₹ in lakhs", "1,23,456", "12,34,567", "98,765"], INDIAN),
        (["₹ in lakhs", "1,23,456", "123,456"], ENGLISH),
        (["RMB", "1,23,456", "12,34,567"], ENGLISH),
        (["１，２３４，５６７"], ENGLISH),
    ],
)
def test_the_document_tells_whether_triangles_are_minus_and_groups_are_lakhs(
    texts: list[str], style: NumberStyle
) -> None:
    assert choose_style(texts) == style


def test_digits_are_grouped_as_in_india() -> None:
    assert [print_digits(Decimal(amount), INDIAN) for amount in ("123", "1234", "12345678", "123456.5")] == [
        "123",
        "1,234",
        "1,23,45,678",
        "1,23,456.5",
    ]


def test_a_dash_of_full_width_stands_for_nothing() -> None:
    assert list(find_nils("－")) == [(0, 1)]
    assert list(find_nils("―")) == [(0, 1)]
