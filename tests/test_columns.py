"""What header rows say of each column: period, unit, name; what was cut or lost in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extraction import values_of
from pages import page
from reading import amounts_in
from tagwright.document.model import Row, Table
from tagwright.document.read import read_document
from tagwright.document.text import read_text
from tagwright.figures.column_periods import column_period
from tagwright.figures.columns import (
    Column,
    joined,
    read_columns,
    with_periods_above,
)
from tagwright.figures.common_unit import with_common_unit
from tagwright.figures.dates import PeriodWords
from tagwright.figures.headers import header_length, is_header_row
from tagwright.figures.model import Duration, Instant, Measure, Period, UnitOfMeasure
from tagwright.figures.numbers import ENGLISH

FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
RMB = UnitOfMeasure(Measure.MONEY, "CNY", 0)
THOUSANDS = UnitOfMeasure(Measure.MONEY, "CNY", 3)
MILLIONS = UnitOfMeasure(Measure.MONEY, "CNY", 6)
DOLLARS = UnitOfMeasure(Measure.MONEY, "USD", 3)
PERCENT = UnitOfMeasure(Measure.PERCENT, None, -2)


def rows(text: str) -> tuple[Row, ...]:
    (table,) = [block for block in read_text(text) if isinstance(block, Table)]
    return table.rows


def columns(text: str) -> tuple[Column, ...]:
    header = rows(text)
    return read_columns(header, max(len(row.cells) for row in header), "CNY")


def periods(text: str, title: str = "") -> list[Period | None]:
    return [column_period(column, title, FISCAL) for column in columns(text)[1:]]


def units(text: str) -> list[UnitOfMeasure | None]:
    return [column.unit for column in columns(text)[1:]]


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("\t2021\t2020", True),
        ("\tRMB'000\tRMB'000", True),
        ("\t$'000\t$'000", True),
        ("\t$\t$", True),
        ("Land\t$\t", False),
        ("\tAs at 31 I\tDecember", True),
        ("\tShare capital\tReserves", True),
        ("RMB'000\t2021\t2020", True),
        ("\tNote\t2021\t2020", True),
        ("\t31 December 2021\t31 December 2020", True),
        ("\t\t", False),
        ("Revenue\t\t", False),
        ("Revenue\t4,700\t3,446", False),
        ("\t4,700\t3,446", False),
        ("\t–\t–", False),
        ("\t(5)\t6", False),
        ("Loans\tThird parties\t", False),
    ],
)
def test_a_header_row_names_columns_and_prints_no_amount(line: str, header: bool) -> None:
    assert is_header_row(rows(line)[0], ENGLISH) is header


def test_the_header_ends_where_the_first_amount_stands() -> None:
    assert header_length(rows("\t2021\t2020\n\tRMB'000\tRMB'000\nRevenue\t4,700\t3,446\n\t2021\t2020"), ENGLISH) == 2
    assert header_length(rows("Revenue\t4,700\n"), ENGLISH) == 0


def test_years_and_units_of_two_rows_come_together_in_each_column() -> None:
    assert periods("\t2021\t2020\n\tRMB'000\tRMB million") == [FISCAL, BEFORE]
    assert units("\t2021\t2020\n\tRMB'000\tRMB million") == [THOUSANDS, MILLIONS]


def test_year_and_unit_in_one_cell_are_both_read() -> None:
    assert periods("\t2021 RMB'000\t2020 RMB'000") == [FISCAL, BEFORE]
    assert units("\t2021 RMB'000\t2020 RMB'000") == [THOUSANDS, THOUSANDS]


def test_a_date_heading_cut_into_pieces_is_read_whole() -> None:
    instants = [Instant(date(2021, 12, 31)), Instant(date(2020, 12, 31))]
    assert periods("\tAs at 31 I\tDecember\n\t2021\t2020") == instants
    assert periods("\tAs at 31 D\tecember\n\t2021\t2020") == instants
    assert periods("\tYear ended 31 Dec\tember\n\t2021\t2020") == [FISCAL, BEFORE]


def test_pieces_of_a_heading_are_joined_and_what_both_print_counts_once() -> None:
    assert joined(["As at 31 Dece", "", "cember"]) == "As at 31 December"
    assert joined(["Year ended", "31 December"]) == "Year ended 31 December"
    assert joined(["", " "]) == ""


def test_a_full_date_in_each_column_needs_no_title() -> None:
    assert periods("\tAs at 31 December 2021\tAs at 30 June 2020") == [
        Instant(date(2021, 12, 31)),
        Instant(date(2020, 6, 30)),
    ]


def test_the_title_completes_a_year_alone() -> None:
    assert periods("\t2021", "As at 31 December") == [Instant(date(2021, 12, 31))]
    assert periods("\t2021", "Six months ended 30 June") == [Duration(date(2021, 1, 1), date(2021, 6, 30))]
    assert periods("\t2021", "BALANCE") == [FISCAL]


def test_a_header_outweighs_the_title_above_it() -> None:
    assert periods("\tAs at 30 June\n\t2021", "Year ended 31 December") == [Instant(date(2021, 6, 30))]


def test_a_fiscal_year_that_does_not_end_in_december_is_the_one_that_ends_in_the_year() -> None:
    fiscal = Duration(date(2021, 4, 1), date(2022, 3, 31))
    assert column_period(Column(1, year=2022), "", fiscal) == fiscal
    assert column_period(Column(1, year=2021), "", fiscal) == Duration(date(2020, 4, 1), date(2021, 3, 31))


def test_a_column_whose_year_was_lost_has_no_period_and_takes_none_over() -> None:
    assert periods("\tAs at 31 December\t\n\t2021\t\n\tRMB'000\tRMB'000") == [Instant(date(2021, 12, 31)), None]


def test_a_column_with_two_years_has_no_period() -> None:
    assert periods("\t2021 and 2020") == [None]


def test_a_year_heads_an_amount_and_the_percentage_beside_it() -> None:
    text = "\t2021\t\t2020\t\n\tRMB'000\t%\tRMB'000\t%"
    assert periods(text) == [FISCAL, FISCAL, BEFORE, BEFORE]
    assert units(text) == [THOUSANDS, PERCENT, THOUSANDS, PERCENT]


def test_a_year_does_not_head_a_second_column_of_the_same_unit() -> None:
    assert periods("\t2021\t\t2020\t\n\tRMB'000\tRMB'000\tRMB'000\tRMB'000") == [FISCAL, None, BEFORE, None]


def test_one_unit_alone_in_its_row_stands_for_all_columns() -> None:
    assert units("\t2021\t2020\n\tRMB'000\t") == [THOUSANDS, THOUSANDS]


def test_a_currency_above_its_scale_is_one_unit() -> None:
    assert units("\t2021\t2020\n\tRMB\tRMB\n\tmillion\tmillion") == [MILLIONS, MILLIONS]


def test_each_column_keeps_its_own_currency() -> None:
    assert units("\t2021\t2021\n\tRMB'000\tUS$'000") == [THOUSANDS, DOLLARS]


def test_two_currencies_in_one_header_are_no_unit() -> None:
    assert units("\t2021\n\tRMB'000/US$'000") == [None]


def test_words_that_are_neither_period_nor_unit_name_the_column() -> None:
    read = columns("\tShare\tOther\tNote\n\tcapital\treserves\t\n\tRMB'000\tRMB'000\t")
    assert [column.names for column in read] == [(), ("Share", "capital"), ("Other", "reserves"), ()]
    assert [column.notes for column in read] == [False, False, False, True]


def test_audited_and_restated_name_nothing() -> None:
    read = columns("\t2021\t2020\n\t(Unaudited)\t(Restated)")
    assert [column.names for column in read] == [(), (), ()]


def test_a_heading_over_groups_of_columns_names_none_of_them() -> None:
    read = columns("\tAttributable to owners\t\t\n\tCapital\tReserves\tTotal")
    assert [column.names for column in read[1:]] == [("Capital",), ("Reserves",), ("Total",)]


def test_a_misprinted_unit_is_no_name() -> None:
    read = columns("\t2021\t2020\n\tRMD 000\tRMB'000")
    assert [column.names for column in read] == [(), (), ()]
    assert [column.unit for column in read[1:]] == [None, THOUSANDS]


def test_a_table_without_a_header_says_nothing_of_its_columns() -> None:
    assert read_columns((), 3, "CNY") == (Column(0), Column(1), Column(2))


def test_the_unit_in_a_caption_or_the_headers_corner_stands_for_columns_without_one() -> None:
    dated = (Column(0), Column(1), Column(2, year=2021), Column(3, names=("Total",)))
    for caption in ("RMB'000", "(Expressed in RMB'000)", "All amounts in RMB'000 unless otherwise stated"):
        filled = with_common_unit(dated, ("TITLE", caption, "As at 31 December"), "CNY")
        assert [column.unit for column in filled] == [None, None, THOUSANDS, THOUSANDS]
    assert [
        c.unit for c in with_common_unit((Column(0, unit=MILLIONS), Column(1, year=2021)), ("RMB'000",), "CNY")
    ] == [
        MILLIONS,
        MILLIONS,
    ]


def test_no_unit_is_taken_from_a_sentence_or_over_an_amount_of_the_header() -> None:
    bare = (Column(0), Column(1, year=2021))
    assert with_common_unit(bare, ("Revenue rose to RMB5 million.",), "CNY") == bare
    mixed = (Column(0), Column(1, year=2021, unit=DOLLARS), Column(2, year=2021))
    assert with_common_unit(mixed, ("RMB'000",), "CNY") == mixed


def test_a_day_of_the_header_outweighs_its_year() -> None:
    column = Column(1, day=date(2021, 6, 30), year=2021, words=PeriodWords(True, None))
    assert column_period(column, "", FISCAL) == Instant(date(2021, 6, 30))


def test_a_name_that_goes_on_in_the_next_header_row_is_kept_whole() -> None:
    header = columns("\tHedging and\tPreference\t\n\tother reserves\tshare capital\tTotal equity\n")
    names = [column.names for column in header]
    assert names == [(), ("Hedging and", "other reserves"), ("Preference", "share capital"), ("Total equity",)]


def test_a_name_over_several_years_stands_for_all_of_their_columns() -> None:
    header = columns("\tGroup\t\tCompany\t\n\t2021\t2020\t2021\t2020\n")
    assert [(column.names, column.year) for column in header[1:]] == [
        ((), 2021),
        ((), 2020),
        (("Company",), 2021),
        (("Company",), 2020),
    ]


@pytest.mark.parametrize("corner", ["£ million", "R'000", "(in € thousand)"])
def test_a_corner_with_the_unit_of_the_table_stands_in_its_header(corner: str) -> None:
    assert is_header_row(rows(f"{corner}\tTotal\tShare capital")[0], ENGLISH)


def test_words_beside_a_label_that_is_no_unit_are_a_row_of_data() -> None:
    assert not is_header_row(rows("Currency\tPound sterling\tEuro")[0], ENGLISH)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("H1 2021", date(2021, 1, 1), date(2021, 6, 30)),
        ("2H 2020", date(2020, 7, 1), date(2020, 12, 31)),
        ("Q4 2020", date(2020, 10, 1), date(2020, 12, 31)),
        ("9M 2021", date(2021, 1, 1), date(2021, 9, 30)),
    ],
)
def test_an_abbreviated_part_of_the_year_is_a_period_of_it(cell: str, first: date, last: date) -> None:
    assert periods(f"\t{cell}") == [Duration(first, last)]


def test_an_abbreviated_part_of_a_year_that_does_not_begin_in_january_is_no_period() -> None:
    (column,) = columns("\tH1 2021")[1:]
    assert column_period(column, "", Duration(date(2020, 7, 1), date(2021, 6, 30))) is None


def test_columns_of_one_name_are_told_apart_by_the_heading_over_a_group_of_them() -> None:
    header = "\tOwners of the parent\t\tMinority\tTotal\n\tCapital\tTotal\t\t"
    assert [column.names for column in columns(header)[2:]] == [
        ("Owners of the parent", "Total"),
        ("Minority",),
        ("Total",),
    ]


def test_units_alone_beside_a_label_further_down_keep_the_years_from_above() -> None:
    above, below = columns("\t2021\t2020\n\tEUR\tEUR"), columns("Analysis of profit\tRMB'000\tRMB'000")
    assert [column.year for column in with_periods_above(below, above)[1:]] == [2021, 2020]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("Larkfield Mining Corporation (in millions of renminbi) (unaudited)", MILLIONS),
        ("Borrowings (RMB million) and deposits (US$ million)", None),
        ("Sales (in tonnes)", None),
    ],
)
def test_a_caption_may_say_the_unit_in_brackets_behind_a_name(caption: str, unit: UnitOfMeasure | None) -> None:
    assert with_common_unit(columns("\t2021\t2020"), [caption], "CNY")[1].unit == unit


def test_a_column_headed_see_note_refers_to_notes() -> None:
    assert [column.notes for column in columns("\tSee Note\t2021\t2020")[1:]] == [True, False, False]


def test_the_first_of_a_month_heads_an_opening_balance_but_of_years_of_weeks() -> None:
    column = Column(1, day=date(2020, 1, 1))
    assert column_period(column, "", FISCAL) == Instant(date(2019, 12, 31))
    weeks = Duration(date(2018, 12, 30), date(2020, 1, 1))
    assert column_period(column, "As at 1 January 2020", weeks) == Instant(date(2020, 1, 1))


def test_a_quarter_that_is_dated_has_three_months() -> None:
    assert periods("\tQuarter ended 30 September 2021") == [Duration(date(2021, 7, 1), date(2021, 9, 30))]


def test_the_mark_of_a_footnote_behind_a_year_is_no_amount_and_no_name() -> None:
    title = "STATEMENT OF INCOME\nFor the year ended 31 December 2021\n"
    figures = values_of(f"{title}(in millions of euros)\t2021\t2020 restated (7)\nSales\t12\t11\n")
    assert [(f.text, str(f.period), f.column_path) for f in figures] == [
        ("12", "2021-01-01/2021-12-31", ()),
        ("11", "2020-01-01/2020-12-31", ()),
    ]


def test_the_first_line_of_a_wrapped_name_heads_no_column_beside_it() -> None:
    text = (
        "CHANGES IN EQUITY\nFor the year ended 31 December 2021\n"
        "\tShare\tRetained\t\tNon-controlling\t\n\tcapital\tearnings\tTotal\tinterest\tTotal\n"
        "\tRMB'000\tRMB'000\tRMB'000\tRMB'000\tRMB'000\nProfit\t1\t2\t3\t4\t7\n"
    )
    names = {figure.text: (" ".join(figure.column_path), bool(figure.doubt)) for figure in values_of(text)}
    assert names == {
        "1": ("Share capital", False),
        "2": ("Retained earnings", False),
        "3": ("Total", False),
        "4": ("Non-controlling interest", False),
        "7": ("Total", False),
    }


def test_a_heading_that_its_source_sets_over_some_columns_heads_no_others(tmp_path: Path) -> None:
    path = tmp_path / "equity.html"
    path.write_bytes(
        page(
            "<h2>Changes in equity</h2><p>For the year ended 31 December 2021</p><table>"
            "<tr><td></td><td colspan=3>Attributable to owners</td><td></td><td></td></tr>"
            "<tr><td></td><td>Capital</td><td>Reserves</td><td>Total</td><td>Minorities</td><td>Total</td></tr>"
            "<tr><td></td>" + "<td>RMB'000</td>" * 5 + "</tr>"
            "<tr><td>Profit</td><td>1</td><td>2</td><td>3</td><td>4</td><td>7</td></tr></table>"
        )
    )
    figures = amounts_in(read_document(path), FISCAL, "CNY")
    assert [(f.text, " > ".join(f.column_path), f.doubt) for f in figures if f.text in ("3", "7")] == [
        ("3", "Attributable to owners > Total", None),
        ("7", "Total", None),
    ]
