from decimal import Decimal

import pytest

from extraction import extraction_of
from proofs import INCOME, one_grid
from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.proof.grid import grids_of, wording_of_total

HEAD = "NOTES\n\t2021\t2020\n\tRMB'000\tRMB'000\n"


def amounts(text: str) -> list[list[int | None]]:
    return [[cell.amount for cell in line.cells.values()] for line in one_grid(text).lines]


def test_a_table_becomes_lines_of_amounts_in_their_printed_signs() -> None:
    grid = one_grid(INCOME)
    assert [line.label for line in grid.lines][:3] == ["Revenue", "Cost of sales", "Gross profit"]
    assert amounts(INCOME)[:2] == [[812640, 701355], [-455218, -401977]]


def test_amounts_with_decimals_count_the_last_printed_digit() -> None:
    text = "NOTES\n\t2021\t2020\n\tRMB million\tRMB million\nSales\t46.0\t186.7\nRent\t6,018.1\t3,561.7\n"
    grid = one_grid(text)
    assert amounts(text) == [[460, 1867], [60181, 35617]]
    assert grid.places == {UnitOfMeasure(Measure.MONEY, "CNY", 6): 1}


def test_an_amount_with_doubtful_digits_is_unread_and_keeps_its_place() -> None:
    assert amounts(HEAD + "Sales\t01,234\t500\nRent\t20\t30\n") == [[None, 500], [20, 30]]


def test_an_amount_of_which_the_column_alone_is_doubtful_is_read() -> None:
    text = "NOTES\n\tRMB'000\tRMB'000\nSales\t100\t500\nRent\t20\t30\n"
    figures = extraction_of(text).figures
    assert [f.doubt for f in figures if f.text == "500"] == ["the header does not tell its column from another one"]
    assert amounts(text) == [[100, 500], [20, 30]]


def test_squeezed_lines_of_equal_length_are_taken_apart() -> None:
    text = HEAD + "Sales Rent\t100 20\t500 30\n"
    grid = one_grid(text)
    assert amounts(text) == [[100, 500], [20, 30]]
    assert [line.label for line in grid.lines] == ["", ""]


def test_squeezed_lines_of_unequal_length_are_unread() -> None:
    assert amounts(HEAD + "Sales Rent\t100 20\t500\n") == [[None, 500], [None]]


def test_the_parts_of_a_table_that_a_page_cut_are_one_grid() -> None:
    part = "\t2021\t2020\n\tRMB'000\tRMB'000\n"
    text = f"BALANCE SHEET\n{part}Land\t1\t2\n\n{part}Cash\t3\t4\n\nA paragraph comes between.\n\n{part}Debt\t5\t6\n"
    assert [[line.label for line in grid.lines] for grid in grids_of(extraction_of(text))] == [
        ["Land", "Cash"],
        ["Debt"],
    ]


def test_the_columns_of_a_grid_are_its_lines_turned() -> None:
    grid = one_grid(HEAD + "Sales\t100\t500\nRent\t20\t30\n")
    assert [[cell.amount for cell in column.cells.values()] for column in grid.columns] == [[100, 20], [500, 30]]


@pytest.mark.parametrize("label", ["", "Total assets", "Net current assets", "Sub-total", "Profit before income tax"])
def test_a_total_is_known_by_its_wording(label: str) -> None:
    assert wording_of_total(label) == 3


@pytest.mark.parametrize("label", ["Revenue", "Network costs", "Cash"])
def test_other_wordings_speak_for_no_total(label: str) -> None:
    assert wording_of_total(label) == 0


def test_every_read_amount_is_the_figures_value_in_last_digits() -> None:
    figures = extraction_of(INCOME).figures
    for line in one_grid(INCOME).lines:
        for cell in line.cells.values():
            assert figures[cell.figure].value == Decimal(cell.amount or 0)
