"""Figures of tables: what is read, and what is doubtful and why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extraction import BEFORE, CLOSING, EARLIEST, FISCAL, OPENING, THOUSANDS, YEARS, extraction_of, values_of
from tagwright.figures.model import Balance, Figure, Kind, Measure, UnitOfMeasure

TWINS = "the header does not tell its column from another one"
NO_PERIOD = "the header does not say its period"
LOST_CELL = "its header has lost a cell, so that columns cannot be told"
LOSSES = "Share of losses of investments accounted for using the equity method"


def shown(figures: list[Figure]) -> list[tuple[str, int | None, tuple[str, ...]]]:
    return [(f.text, None if f.value is None else int(f.value), f.row_path) for f in figures]


def doubts(figures: list[Figure]) -> list[str | None]:
    return [figure.doubt for figure in figures]


def test_an_amount_has_value_unit_period_row_and_place() -> None:
    first, second, third, fourth = values_of(f"Year ended 31 December\n{YEARS}Cost of sales\t(1,422)\t–\nTax\t5\t6\n")
    assert (first.text, first.value, first.unit, first.period) == ("(1,422)", Decimal(-1422), THOUSANDS, FISCAL)
    assert (first.scaled, first.decimals) == (Decimal(-1422000), -3)
    assert (first.row_path, first.column_path, first.doubt) == (("Cost of sales",), (), None)
    assert (str(first.place), first.span.start, first.digits.start, first.digits.end) == ("4:15", 0, 1, 6)
    assert (second.kind, second.value, second.period, second.doubt) == (Kind.NIL, Decimal(0), BEFORE, None)
    assert (third.period, fourth.period) == (FISCAL, BEFORE)


def test_balance_sheet_columns_are_instants_and_sections_lead_to_rows() -> None:
    figures = values_of(f"As at 31 December\n{YEARS}ASSETS\t\t\nNon-current assets\t\t\nLand\t5\t6\n")
    assert [figure.period for figure in figures] == [CLOSING, OPENING]
    assert figures[0].row_path == ("ASSETS", "Non-current assets", "Land")


def test_a_header_cut_into_pieces_is_read_whole() -> None:
    figures = values_of(f"\tAs at 31 I\tDecember\n{YEARS}Land\t5\t6\n")
    assert [(figure.period, figure.doubt) for figure in figures] == [(CLOSING, None), (OPENING, None)]


def test_a_column_whose_year_was_lost_is_doubtful() -> None:
    figures = values_of("As at 31 December\n\t2021\t\n\tRMB'000\tRMB'000\nLand\t5\t6\n")
    assert doubts(figures) == [LOST_CELL, LOST_CELL]


def test_a_header_that_begins_above_the_labels_leaves_its_columns_doubtful() -> None:
    assert doubts(values_of("RMB'000\n2021\t2020\nLand\t5,000\t6,000\n")) == [LOST_CELL, LOST_CELL]


def test_a_row_with_fewer_cells_than_its_table_is_doubtful() -> None:
    figures = values_of(f"{YEARS}Land\t5,000\t6,000\nFinance income\t25\n")
    assert doubts(figures) == [None, None, "its row has fewer cells than its table, so that its column cannot be told"]


def test_a_year_with_a_lost_digit_leaves_all_its_table_doubtful() -> None:
    figures = values_of("As at 31 December\n\t2021\t202\n\tRMB'000\tRMB'000\nLand\t1,005\t6,000\n")
    assert None not in doubts(figures)


def test_a_table_without_a_header_is_doubtful() -> None:
    assert doubts(values_of("Land\t4,700\t3,446\nTax\t5\t6\n")) == [TWINS] * 4
    assert doubts(values_of("Land\t4,700\n")) == [NO_PERIOD]


def test_two_columns_with_the_same_heading_are_doubtful() -> None:
    assert doubts(values_of("\t2021\t2021\n\tRMB'000\tRMB'000\nLand\t5\t6\n")) == [TWINS, TWINS]


def test_the_same_year_in_two_currencies_is_told_apart() -> None:
    ours, theirs = values_of("\t2021\t2021\n\tRMB'000\tUS$'000\nLand\t5\t6\n")
    assert (ours.unit, theirs.unit) == (THOUSANDS, UnitOfMeasure(Measure.MONEY, "USD", 3))
    assert doubts([ours, theirs]) == [None, None]


def test_two_currencies_in_one_header_give_no_unit() -> None:
    (figure,) = values_of("\t2021\n\tRMB'000/US$'000\nLand\t5\n")
    assert figure.unit is None


@pytest.mark.parametrize(
    "text",
    [
        "BALANCE SHEET\nRMB'000\nAs at 31 December\n\t2021\t2020\nLand\t5\t6\n",
        "BALANCE SHEET\nAs at 31 December\n(Expressed in RMB'000)\n\t2021\t2020\nLand\t5\t6\n",
        "BALANCE SHEET\nAs at 31 December\nRMB'000\t2021\t2020\nLand\t5\t6\n",
    ],
)
def test_the_unit_may_stand_in_a_caption_or_in_the_headers_corner(text: str) -> None:
    figures = values_of(text)
    assert [(figure.unit, figure.period, figure.doubt) for figure in figures] == [
        (THOUSANDS, CLOSING, None),
        (THOUSANDS, OPENING, None),
    ]


@pytest.mark.parametrize(
    ("row", "value", "unit", "decimals"),
    [
        ("Basic loss per share (RMB)\t(1.74)", "-1.74", UnitOfMeasure(Measure.MONEY_PER_SHARE, "CNY", 0), 2),
        ("Loss per share (RMB cents)\t1.5", "1.5", UnitOfMeasure(Measure.MONEY_PER_SHARE, "CNY", -2), 3),
        ("Number of shares (thousands)\t1,500", "1500", UnitOfMeasure(Measure.SHARES, None, 3), -3),
        ("Gross margin (%)\t69.7", "69.7", UnitOfMeasure(Measure.PERCENT, None, -2), 3),
        ("Gross margin\t69.7%", "69.7", UnitOfMeasure(Measure.PERCENT, None, -2), 3),
        ("Revenue (RMB million)\t4,700", "4700", UnitOfMeasure(Measure.MONEY, "CNY", 6), -6),
    ],
)
def test_a_row_may_have_a_unit_of_its_own(row: str, value: str, unit: UnitOfMeasure, decimals: int) -> None:
    (figure,) = values_of(f"\t2021\n\tRMB'000\n{row}\n")
    assert (figure.value, figure.unit, figure.decimals, figure.doubt) == (Decimal(value), unit, decimals, None)


def test_turnover_days_are_days_where_the_column_has_no_unit() -> None:
    (figure,) = values_of("\t2021\nInventory turnover days\t45\n")
    assert figure.unit == UnitOfMeasure(Measure.DAYS, None, 0)


def test_a_roll_forward_has_opening_and_closing_balances_of_each_column() -> None:
    text = f"Year ended 31 December\n{YEARS}At 1 January\t10\t5\nAdditions\t3\t5\nAt 31 December\t13\t10\n"
    figures = values_of(text)
    assert [(figure.period, figure.balance) for figure in figures] == [
        (FISCAL, Balance.OPENING),
        (BEFORE, Balance.OPENING),
        (FISCAL, None),
        (BEFORE, None),
        (FISCAL, Balance.CLOSING),
        (BEFORE, Balance.CLOSING),
    ]


def test_a_statement_of_changes_in_equity_dates_its_rows_and_names_its_columns() -> None:
    figures = values_of(
        "\tShare capital\tReserves\n\tRMB'000\tRMB'000\n"
        "Balance at 1 January 2020\t10\t20\nLoss for the year\t–\t(5)\nBalance at 31 December 2020\t10\t15\n"
        "Balance at 1 January 2021\t10\t15\nLoss for the year\t–\t(7)\nBalance at 31 December 2021\t10\t8\n"
    )
    assert [figure.period for figure in figures[::2]] == [EARLIEST, BEFORE, OPENING, OPENING, FISCAL, CLOSING]
    assert {figure.column_path for figure in figures[::2]} == {("Share capital",)}
    assert {figure.column_path for figure in figures[1::2]} == {("Reserves",)}
    assert doubts(figures) == [None] * 12


def test_dated_sections_of_a_note_date_the_rows_under_them() -> None:
    figures = values_of(
        "\tLand\n\tRMB'000\nYear ended 31 December 2020\t\nOpening net book amount\t5\nClosing net book amount\t8\n"
        "As at 31 December 2020\t\nCost\t9\n"
    )
    assert [(f.period, f.balance) for f in figures] == [
        (BEFORE, Balance.OPENING),
        (BEFORE, Balance.CLOSING),
        (OPENING, None),
    ]


def test_a_row_whose_date_is_not_its_columns_is_doubtful() -> None:
    ours, theirs = values_of(f"Year ended 31 December\n{YEARS}At 31 December 2021\t5\t6\n")
    assert (ours.period, ours.doubt) == (CLOSING, None)
    assert theirs.doubt == "its row states 2021-12-31 where its column states 2020-01-01/2020-12-31"


def test_a_wrapped_label_is_one_line() -> None:
    figures = values_of(
        f"{YEARS}Share of losses of investments accounted for\t\t\nusing the equity method\t(40)\t(6)\n", [LOSSES]
    )
    assert shown(figures) == [("(40)", -40, (LOSSES,)), ("(6)", -6, (LOSSES,))]


def test_numbers_beside_an_incomplete_label_are_doubtful() -> None:
    figures = values_of(
        f"{YEARS}Share of losses of investments accounted for\t(41)\t(7)\nusing the equity method\t(40)\t(6)\n",
        [LOSSES],
    )
    assert doubts(figures) == ["it stands beside a label that is not complete"] * 2 + [None] * 2


def test_squeezed_rows_are_taken_apart_where_the_counts_agree() -> None:
    figures = values_of(f"{YEARS}Land Buildings\t1,000 (2,000)\t– 4,000\n", ["Land", "Buildings"])
    assert shown(figures) == [
        ("1,000", 1000, ("Land",)),
        ("(2,000)", -2000, ("Buildings",)),
        ("–", 0, ("Land",)),
        ("4,000", 4000, ("Buildings",)),
    ]
    assert doubts(figures) == [None] * 4


def test_two_labels_run_together_are_taken_apart() -> None:
    figures = values_of(
        f"{YEARS}Third partiesRelated parties\t1,000 2,000\t3 4\n", ["Third parties", "Related parties"]
    )
    assert [figure.row_path for figure in figures] == [("Third parties",), ("Related parties",)] * 2


def test_one_number_too_many_is_a_subtotal_where_it_sums_the_others() -> None:
    figures = values_of(f"{YEARS}Land Buildings\t1 2 3\t3 4 7\n", ["Land", "Buildings"])
    assert [figure.row_path for figure in figures] == [("Land",), ("Buildings",), ()] * 2
    assert [figure.row_label_missing for figure in figures] == [False, False, True] * 2
    assert doubts(figures) == [None] * 6
    first, second, total = figures[:3]
    assert total.total_of == (first.index, second.index)


def test_squeezed_numbers_whose_count_does_not_agree_are_doubtful() -> None:
    assert (
        doubts(values_of(f"{YEARS}Land Buildings\t1 2 4\t3 4 7\n", ["Land", "Buildings"]))
        == ["3 numbers stand beside 2 labels"] * 6
    )
    assert (
        doubts(values_of(f"{YEARS}Land Buildings\t1\t2\n", ["Land", "Buildings"]))
        == ["one number stands beside 2 labels"] * 2
    )
    assert doubts(values_of(f"{YEARS}Goodwill\t1 2\t3 4\n")) == ["2 numbers stand beside one label"] * 4


def test_an_unlabelled_total_names_the_figures_that_it_sums() -> None:
    figures = values_of(f"{YEARS}Revenue\t4,700\t3,446\nCost of sales\t(1,422)\t(1,014)\n\t3,278\t2,432\n")
    revenue, _, cost, _, total, _ = figures
    assert (total.row_label_missing, total.row_path, total.doubt) == (True, (), None)
    assert total.total_of == (revenue.index, cost.index)


def test_a_total_that_does_not_foot_names_nothing() -> None:
    figures = values_of(f"{YEARS}Revenue\t4,700\t3,446\nCost of sales\t(1,422)\t(1,014)\n\t3,278\t2,433\n")
    assert [figure.total_of for figure in figures] == [()] * 6


def test_a_doubtful_figure_is_no_part_of_a_sum() -> None:
    figures = values_of("\t2021\n\tRMB'000\nLand\t5\nTax\tA6\nCash\t11\n")
    assert [figure.total_of for figure in figures] == [()] * 3


def test_a_point_in_a_table_of_whole_amounts_is_doubtful() -> None:
    rows = "Land\t4,700\nPlant\t1,422\nTax\t12.34\nRent\t15\nCash\t27\n"
    assert doubts(values_of(f"\t2021\n\tRMB'000\n{rows}")) == [
        None,
        None,
        "it has 2 decimal places where its table has 0",
        None,
        None,
    ]


def test_a_missing_point_in_a_table_of_decimals_is_doubtful() -> None:
    rows = "Land\t4,700.5\nPlant\t1,422.0\nTax\t1234\nRent\t15.1\nCash\t27.3\n"
    assert doubts(values_of(f"\t2021\n\tRMB million\n{rows}")) == [
        None,
        None,
        "it has 0 decimal places where its table has 1",
        None,
        None,
    ]


def test_columns_that_refer_to_notes_hold_no_amounts() -> None:
    text = "\tNote\t2021\t2020\n\t\tRMB'000\tRMB'000\nRevenue\t4, 5\t4,700\t3,446\nTax\t12.3\t5\t6\nRent\t7(a)\t1\t2\n"
    figures = extraction_of(text).figures
    notes = [figure.text for figure in figures if figure.kind is Kind.NOTE_REFERENCE]
    assert notes == ["4", "5", "12.3", "7"]
    assert doubts(values_of(text)) == [None] * 6


def test_a_small_amount_behind_the_amounts_is_no_note() -> None:
    figures = values_of("As at 31 December\n\t2021\t\n\tRMB'000\t\nLand\t5\t6\n")
    assert doubts(figures) == [LOST_CELL, LOST_CELL]


def test_numbers_in_labels_are_parts_of_labels() -> None:
    figures = extraction_of(f"{YEARS}1 to 2 years\t5\t6\n2021 notes\t7\t8\nIFRS 16 leases\t1\t2\n").figures
    assert [(f.text, f.kind) for f in figures if f.span.cell == 0] == [
        ("1", Kind.LABEL),
        ("2", Kind.LABEL),
        ("2021", Kind.YEAR),
        ("16", Kind.NOTE_REFERENCE),
    ]


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("A4,700", "other characters stand in its cell: 'A'"),
        ("4,700x", "other characters stand in its cell: 'x'"),
        ("4,7OO", "the separators do not fit the document's"),
        ("(4,700", "one bracket of two is missing"),
        ("(4 700)", "the digits are broken by spaces"),
        ("4.700.1", "the separators do not fit the document's"),
    ],
)
def test_a_damaged_number_is_doubtful_and_says_why(cell: str, doubt: str) -> None:
    damaged, _ = values_of(f"{YEARS}Land\t{cell}\t3,446\n")
    assert damaged.doubt == doubt


def test_a_star_stands_for_a_number_that_is_not_printed() -> None:
    figures = values_of(f"{YEARS}Land Buildings\t* 2,000\t3 4\n", ["Land", "Buildings"])
    assert shown(figures)[0] == ("2,000", 2000, ("Buildings",))


def test_a_new_header_among_the_rows_begins_a_new_part() -> None:
    text = f"{YEARS}Land\t5\t6\n\tAs at 31 December\n\t2021\t2020\n\tRMB million\tRMB million\nCash\t7\t8\n"
    figures = values_of(text)
    assert [figure.period for figure in figures] == [FISCAL, BEFORE, CLOSING, OPENING]
    assert [figure.unit.scale if figure.unit else None for figure in figures] == [3, 3, 6, 6]


def test_a_markdown_table_reads_as_one_with_tabs() -> None:
    text = (
        "Year ended 31 December\n\n| | 2021 | 2020 |\n|---|---:|---:|\n| | RMB'000 | RMB'000 |\n"
        "| Revenue | 4,700 | 3,446 |\n| **Cost of sales** | (1,422) | – |\n"
    )
    figures = values_of(text)
    assert [(f.value, f.period, f.unit, f.doubt) for f in figures] == [
        (Decimal(4700), FISCAL, THOUSANDS, None),
        (Decimal(3446), BEFORE, THOUSANDS, None),
        (Decimal(-1422), FISCAL, THOUSANDS, None),
        (Decimal(0), BEFORE, THOUSANDS, None),
    ]
    assert [str(figure.place) for figure in figures] == ["6:13", "6:21", "7:23", "7:33"]


def test_a_currency_alone_takes_its_scale_from_the_title_above_the_table() -> None:
    header = "\t2021\t2020\n\tRMB\tRMB\nRevenue\t5\t6\n"
    for title, scale in (("(In thousands of RMB, except per share data)", 3), ("in millions of RMB", 6), ("Group", 0)):
        figures = values_of(f"INCOME STATEMENT\n{title}\nFor the year ended 31 December 2021\n{header}")
        assert [figure.unit for figure in figures] == [UnitOfMeasure(Measure.MONEY, "CNY", scale)] * 2


def test_a_currency_alone_is_no_unit_where_only_the_document_states_a_scale() -> None:
    header = "\t2021\t2020\n\tRMB\tRMB\nRevenue\t5\t6\n"
    figures = values_of(f"All amounts are in RMB thousands unless otherwise stated.\nINCOME STATEMENT\n{header}")
    assert [figure.unit for figure in figures if figure.kind is Kind.AMOUNT] == [None, None]


def test_an_amount_whose_cell_names_another_unit_than_its_column_is_doubtful() -> None:
    figures = values_of(f"INCOME STATEMENT\n{YEARS}Revenue\tUS$ 5\t6 billion\nTax\tRMB7\t(RMB 8)\n")
    assert doubts(figures) == [
        "its cell says 'US$', which is not the unit of its column",
        "its cell says 'billion', which is not the unit of its column",
        None,
        None,
    ]
    assert figures[3].value == Decimal(-8)


def test_a_section_gives_the_coins_of_the_rows_per_share_under_it() -> None:
    (figure,) = values_of(
        "\t2021\n\tHK$'000\nEarnings per share (HK cents)\t\nBasic earnings per share\t12.3\n",
        ["Basic earnings per share"],
        ["Earnings per share"],
    )
    assert figure.unit == UnitOfMeasure(Measure.MONEY_PER_SHARE, "HKD", -2)


def test_a_header_with_a_cell_too_many_leaves_its_columns_doubtful() -> None:
    text = "\t\tLand\tPlant\n\t\tRMB'000\tRMB'000\nAt 31 December 2021\t5,000\t6,000\t\n"
    assert doubts(values_of(text)) == [LOST_CELL, LOST_CELL]


def test_a_header_of_units_alone_keeps_the_periods_above() -> None:
    text = "\t2021\t2020\n\tA$'000\tA$'000\nRevenue\t5\t6\n\tCents\tCents\nBasic earnings per share\t(10.21)\t(2.59)\n"
    *_, this, last = values_of(text, currency="AUD")
    assert [(f.scaled, str(f.period), f.doubt) for f in (this, last)] == [
        (Decimal("-0.1021"), "2021-01-01/2021-12-31", None),
        (Decimal("-0.0259"), "2020-01-01/2020-12-31", None),
    ]


def test_a_row_of_words_above_a_header_is_one_of_it_whatever_its_corner_says() -> None:
    text = "Group\tShare capital\tReserves\n\tRMB'000\tRMB'000\nBalance at 31 December 2021\t5\t6\n"
    assert [figure.column_path for figure in values_of(text)] == [("Share capital",), ("Reserves",)]


def test_the_corner_dates_named_columns_that_nothing_else_dates() -> None:
    text = "Year ended 31 December 2021\tLand\tPlant\n\tRMB'000\tRMB'000\nAdditions\t5\t6\n"
    assert [str(figure.period) for figure in values_of(text)] == ["2021-01-01/2021-12-31"] * 2


def test_a_date_in_a_cell_is_no_amount_and_leaves_the_rest_of_its_row_alone() -> None:
    text = (
        "\tGrant date\tExpiry date\tGranted\nOptions A\t29/08/2019\t30 June 2025\t4,700\nOptions B\t1/7/2020 \t\t300\n"
    )
    figures = extraction_of(text).figures
    assert [(f.text, f.kind) for f in figures if f.span.row] == [
        *((text, Kind.DATE) for text in ("29", "08", "2019", "30", "2025")),
        ("4,700", Kind.AMOUNT),
        *((text, Kind.DATE) for text in ("1", "7", "2020")),
        ("300", Kind.AMOUNT),
    ]


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ("Reserves\tTotal\tMinorities\tTotal", True),
        ("Reserves\tTotal\tTotal\tMinorities", False),
        ("Reserves\tReserves\tMinorities\tMinorities", False),
        ("Reserves\tTotal\tReserves\tTotal", False),
        ("Total\tReserves\tMinorities\tTotal", False),
    ],
)
def test_two_totals_are_told_apart_by_what_stands_between_them(heads: str, told: bool) -> None:
    unit = "\tRMB'000" * 4
    text = f"CHANGES IN EQUITY\nFor the year ended 31 December 2021\n\t{heads}\n{unit}\nProfit\t1\t2\t3\t4\n"
    assert all(figure.doubt is None for figure in values_of(text)) is told
