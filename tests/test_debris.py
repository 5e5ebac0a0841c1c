"""Second readings that cannot be used as they stand are debris, and say what they repeat."""

from __future__ import annotations

import pytest

from extraction import YEARS
from repairing import repair
from tagwright.figures.model import Kind


def table(*rows: str) -> str:
    return "INCOME STATEMENT\nFor the year ended 31 December 2021\n" + YEARS + "\n".join(rows) + "\n"


def test_a_row_of_broken_digits_repeats_the_row_below_it_with_its_label() -> None:
    found = repair(table("Oneveting loss\t(2 720 724)\t(1 011 770)", "Operating loss\t(3,729,734)\t(1,811,778)"))
    assert found.debris == ["(2 720 724) -> (3,729,734)", "(1 011 770) -> (1,811,778)"]
    assert found.rows() == [("Operating loss", "(3,729,734)")]
    assert found.figure("(3,729,734)").row_path == ("Operating loss",)


def test_a_row_of_digits_in_pieces_repeats_the_row_above_it() -> None:
    found = repair(table("Cash at end of year\t16,529,506\t11,427,871", "Cook at and of year\t16 520 506\t11 427 971"))
    assert [text.split(" -> ")[1] for text in found.debris] == ["16,529,506"] * 3 + ["11,427,871"] * 3


def test_one_cell_in_pieces_is_debris_beside_a_sound_one() -> None:
    found = repair(table("Commission\t4,643,021\t1 120 225", "Proceeds\t363,147\t1,129,235"))
    assert found.debris == ["1 -> 1,129,235", "120 -> 1,129,235", "225 -> 1,129,235"]
    assert found.rows() == [("Commission", "4,643,021"), ("Proceeds", "363,147")]


def test_commas_misread_as_points_betray_a_second_reading() -> None:
    found = repair(table("Net changes in cash for the issue of bank\t402.045\t2.701.260", "notes\t493,045\t3,791,260"))
    assert found.debris == ["402.045 -> 493,045", "2.701.260 -> 3,791,260"]


def test_a_number_too_many_in_a_cell_is_the_one_that_repeats_its_neighbour() -> None:
    found = repair(table("Owners\t(17,140,086)\t(12,158,193)", "Minority\t(36,964)\t(12,136,133) (154)"))
    assert found.debris == ["(12,136,133) -> (12,158,193)"]
    assert found.rows(2) == [("Owners", "(12,158,193)"), ("Minority", "(154)")]


def test_of_two_rows_with_one_number_too_many_each_only_one_is_debris() -> None:
    found = repair(table("Deferred revenue\t37,550 140,251\t9,341", "Loans\t140,251 1,072,583\t48,288"))
    assert found.debris == ["140,251 -> 140,251"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Revenue\t1,000 *\t900", "Cost\t1,100 *\t800"),
        ("Revenue\t1 234\t900", "Cost\t5,678\t800"),
        ("Basic\t412.3\t392.1", "Diluted\t409.8\t390.2"),
        ("Trade receivables\t500,000\t400,000", "Other receivables\t500,000\t400,000"),
        ("Revenue\t1,000(1)\t900", "Cost\t(600)(2)\t(500)"),
    ],
)
def test_numbers_that_merely_resemble_their_neighbours_are_no_debris(rows: tuple[str, ...]) -> None:
    assert repair(table(*rows)).debris == []


def test_debris_keeps_its_index_and_its_place_and_states_nothing() -> None:
    found = repair(table("Oneveting loss\t(2 720 724)\t(1 011 770)", "Operating loss\t(3,729,734)\t(1,811,778)"))
    first = next(figure for figure in found.extraction.figures if figure.repeats)
    assert (first.kind, first.value, first.place.line) == (Kind.SECOND_READING, None, 5)
    assert [figure.index for figure in found.extraction.figures] == list(range(len(found.extraction.figures)))
