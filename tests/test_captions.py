"""What titles and captions say of the scale of a table whose columns are headed by a currency alone."""

from __future__ import annotations

import pytest

from tagwright.document.model import Cell, Place, Row
from tagwright.figures.captions import except_clause, scales_stated, states_general_scale, with_stated_scale
from tagwright.figures.columns import Column
from tagwright.figures.model import Measure, UnitOfMeasure


def money(currency: str, scale: int) -> UnitOfMeasure:
    return UnitOfMeasure(Measure.MONEY, currency, scale)


def row(*texts: str) -> Row:
    return Row(tuple(Cell(text, Place(1, 1)) for text in texts))


WHOLE = (Column(0), Column(1, year=2021, unit=money("CNY", 0)), Column(2, year=2020, unit=money("CNY", 0)))
HEADER = (row("", "2021", "2020"), row("", "RMB", "RMB"))


def units(*captions: str, header: tuple[Row, ...] = HEADER, above: tuple[Row, ...] = ()) -> list[UnitOfMeasure | None]:
    return [column.unit for column in with_stated_scale(WHOLE, above, header, captions, "CNY")[1:]]


@pytest.mark.parametrize(
    ("caption", "scale"),
    [
        ("(In thousands of Renminbi, except per share data)", 3),
        ("in millions of RMB", 6),
        ("RMB million", 6),
        ("(Amounts in thousands of RMB and US$, except for number of shares and per share data)", 3),
        ("All amounts are in RMB'000 unless otherwise stated", 3),
        ("INCOME STATEMENT (in millions)", 6),
        ("(RMB in thousands, unless shown in millions)", 3),
        ("For the year ended 31 December 2021", 0),
        ("It rose by RMB5.2 million to RMB7 million.", 0),
    ],
)
def test_a_currency_alone_takes_its_scale_from_the_caption(caption: str, scale: int) -> None:
    assert units("INCOME STATEMENT", caption) == [money("CNY", scale)] * 2


@pytest.mark.parametrize(
    "caption",
    [
        "The Group serves millions of users",
        "(in millions of US$)",
        "(in thousands of RMB and millions of US$)",
        "in RMB thousands or millions",
    ],
)
def test_a_caption_that_does_not_settle_the_scale_of_a_column_leaves_it_without_a_unit(caption: str) -> None:
    assert units(caption) == [None, None]


def test_the_nearest_statement_of_a_scale_counts() -> None:
    assert units("RMB million", "(in thousands of RMB)") == [money("CNY", 3)] * 2
    corner = (row("(in millions)", "2021", "2020"), HEADER[1])
    assert units("(in thousands of RMB)", header=corner) == [money("CNY", 6)] * 2
    assert units("(in thousands of RMB)", above=(row("in millions", "", ""),)) == [money("CNY", 6)] * 2
    spanning = (row("", "(in millions)", ""), *HEADER)
    assert units("(in thousands of RMB)", header=spanning) == [money("CNY", 6)] * 2


def test_a_scale_in_the_header_of_a_column_stands() -> None:
    scaled = (Column(0), Column(1, year=2021, unit=money("CNY", 6)))
    assert with_stated_scale(scaled, (), (row("", "RMB million"),), ("in thousands",), "CNY") == scaled


def test_a_column_whose_header_is_not_understood_gets_no_unit_from_a_caption() -> None:
    assert units("RMB'000", header=(row("", "RMB'00", "RMB"),)) == [None, money("CNY", 3)]


def test_an_exception_is_no_part_of_the_statement() -> None:
    assert scales_stated("in thousands, except shares in millions") == {3}
    assert except_clause("in thousands, except shares") == " shares"
    assert except_clause("in thousands") == ""


def test_a_statement_for_all_tables_that_no_header_repeats_is_general() -> None:
    stated = "All amounts are in thousands of RMB unless otherwise stated."
    rounded = "Values are rounded to the nearest thousand except when otherwise indicated."
    assert states_general_scale([stated], ["RMB", "2021"])
    assert states_general_scale([rounded], ["RMB", "2021"])
    assert not states_general_scale([stated], ["RMB", "RMB'000"])
    assert not states_general_scale(["Revenue was RMB5 million unless otherwise stated."], ["RMB"])
    assert not states_general_scale(["All amounts are in thousands of RMB."], ["RMB"])


def test_a_currency_alone_is_no_unit_where_the_document_states_a_scale_for_all_tables() -> None:
    units = [column.unit for column in with_stated_scale(WHOLE, (), HEADER, ("INCOME STATEMENT",), "CNY", True)]
    assert units == [None, None, None]
    nearer = with_stated_scale(WHOLE, (), HEADER, ("in millions",), "CNY", True)
    assert nearer[1].unit == money("CNY", 6)
