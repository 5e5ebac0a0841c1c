"""The extraction as a whole: reading order, separators of the document, tables that go on, headings between them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction import BEFORE, CLOSING, FISCAL, OPENING, YEARS, extraction_of, values_of
from tagwright.figures.model import Kind
from tagwright.figures.numbers import NumberStyle


def test_figures_are_numbered_in_reading_order() -> None:
    extraction = extraction_of(f"14 BORROWINGS\nIn 2021 it owed RMB5 million.\n\n{YEARS}Loans\t5\t6\n")
    figures = extraction.figures
    assert [figure.index for figure in figures] == list(range(9))
    assert [figure.text for figure in figures] == ["14", "2021", "5", "2021", "2020", "000", "000", "5", "6"]
    assert [figure.kind for figure in figures] == [
        Kind.HEADER,
        Kind.YEAR,
        Kind.TEXT,
        Kind.YEAR,
        Kind.YEAR,
        Kind.HEADER,
        Kind.HEADER,
        Kind.AMOUNT,
        Kind.AMOUNT,
    ]


def test_every_figure_knows_its_headings() -> None:
    figures = values_of(f"NOTES TO THE STATEMENTS\n14 BORROWINGS\n\n{YEARS}Loans\t5\t6\n")
    assert {figure.headings for figure in figures} == {("NOTES TO THE STATEMENTS", "14 BORROWINGS")}


@pytest.mark.parametrize(
    ("rows", "style", "values"),
    [
        ("Revenue\t4,700.5\t(1,234,567.8)\n", NumberStyle(",", "."), ["4700.5", "-1234567.8"]),
        ("Revenue\t4.700,5\t(1.234.567,8)\n", NumberStyle(".", ","), ["4700.5", "-1234567.8"]),
        ("Revenue\t4'700.5\t(1'234'567.8)\n", NumberStyle("'", "."), ["4700.5", "-1234567.8"]),
        ("Revenue\t4 700,5\t(1 234 567,8)\n", NumberStyle(" ", ","), ["4700.5", "-1234567.8"]),
        ("Revenue\t4\u202f700,5\t(1\u00a0234\u00a0567,8)\n", NumberStyle(" ", ","), ["4700.5", "-1234567.8"]),
    ],
)
def test_the_separators_hold_for_the_whole_document(rows: str, style: NumberStyle, values: list[str]) -> None:
    extraction = extraction_of(f"{YEARS}{rows}")
    assert extraction.rules.style == style
    amounts = [figure for figure in extraction.figures if figure.kind is Kind.AMOUNT]
    assert [figure.value for figure in amounts] == [Decimal(value) for value in values]
    assert [figure.doubt for figure in amounts] == [None, None]


def test_a_number_in_another_convention_than_the_documents_is_doubtful() -> None:
    figures = values_of(f"{YEARS}Land\t4,700\t3,446\nTax\t1.234,5\t1,234,567\n")
    assert [figure.doubt for figure in figures] == [None, None, "the separators do not fit the document's", None]


def test_a_lost_year_is_taken_from_the_other_part_of_the_same_table() -> None:
    lost = "\t2021\t\n\tRMB'000\tRMB'000\nLoans\t1,500\t2,500\n"
    whole = f"{YEARS}Cash\t1,000\t2,000\n"
    for text in (f"As at 31 December\n{whole}\n{lost}", f"As at 31 December\n{lost}\n{whole}"):
        figures = values_of(text)
        assert [(figure.period, figure.doubt) for figure in figures] == [(CLOSING, None), (OPENING, None)] * 2


def test_a_lost_year_is_not_taken_from_a_table_that_is_not_the_same() -> None:
    lost = "\t2021\t\n\tRMB'000\tRMB'000\nLoans\t1,500\t2,500\n"
    for text in (
        f"{YEARS}Cash\t1,000\t2,000\n\nWords between them.\n{lost}",
        f"{YEARS}Cash\t1,000\t2,000\n\nLOANS OWED\n{lost}",
        f"\t2022\t2021\n\tRMB'000\tRMB'000\nCash\t1,000\t2,000\n\n{lost}",
        f"\t2021\t2020\n\tRMB'000\tUS$'000\nCash\t1,000\t2,000\n\n{lost}",
    ):
        assert values_of(text)[-1].doubt == "its header has lost a cell, so that columns cannot be told"


def test_a_table_that_goes_on_keeps_the_title_above_its_first_part() -> None:
    figures = values_of(f"As at 31 December\n{YEARS}Cash\t1,000\t2,000\n\n{YEARS}Loans\t1,500\t2,500\n")
    assert [figure.period for figure in figures] == [CLOSING, OPENING] * 2


def test_a_heading_in_capitals_between_tables_begins_another_statement() -> None:
    figures = values_of(
        f"BALANCE SHEET\nAs at 31 December\n{YEARS}Cash\t5\t6\nINCOME STATEMENT\t\t\n{YEARS}Revenue\t7\t8\n"
    )
    assert [figure.headings for figure in figures[::2]] == [("BALANCE SHEET",), ("INCOME STATEMENT",)]
    assert [figure.period for figure in figures] == [CLOSING, OPENING, FISCAL, BEFORE]


def test_sums_point_at_figures_by_their_index_in_the_document() -> None:
    text = f"It owed RMB5.\n\n{YEARS}Land\t5\t6\nCash\t7\t8\nTotal\t12\t14\n"
    by_index = {figure.index: figure for figure in extraction_of(text).figures}
    total = next(figure for figure in by_index.values() if figure.text == "12")
    assert [by_index[index].text for index in total.total_of] == ["5", "7"]


def test_a_reporting_currency_that_is_a_dollar_reads_a_bare_dollar_sign() -> None:
    (figure,) = values_of("\t2021\n\t$'000\nLand\t5\n", currency="AUD")
    assert figure.unit is not None
    assert (figure.unit.currency, figure.unit.scale) == ("AUD", 3)


def test_the_same_text_gives_the_same_figures() -> None:
    text = f"It owed RMB5.\n\n{YEARS}Land\t5\t6\nCash\t7\t8\nTotal\t12\t14\n"
    assert extraction_of(text).figures == extraction_of(text).figures
