"""Amounts that a sum contradicts are doubtful, unless another identity bears them out."""

from __future__ import annotations

from extraction import extraction_of
from tagwright.figures.model import Kind
from tagwright.proof.doubt import with_misread_doubted
from tagwright.proof.prove import prove

HEADER = "REVENUE BY AREA\nFor the year ended 31 December 2021\n\t2021\t2020\n\tRMB'000\tRMB'000\n"


def doubts(north: str, total: str = "4,700,263") -> dict[str, str | None]:
    text = (
        f"{HEADER}North\t{north}\t2,684,040\nEast\t365,759\t443,692\n"
        f"South\t56,944\t192,194\nOthers\t129,940\t126,239\nTotal\t{total}\t3,446,165\n"
    )
    extraction = extraction_of(text)
    read = with_misread_doubted(extraction, prove(extraction))
    return {figure.text: figure.doubt for figure in read.figures if figure.kind is Kind.AMOUNT}


def test_all_amounts_of_a_sum_that_does_not_foot_are_doubtful() -> None:
    doubtful = doubts("4,147,920")
    reason = "the sum in line 9 does not foot: 4,700,263 printed, operands give 4,700,563 (difference (300))"
    assert {text for text, doubt in doubtful.items() if doubt == reason} == {
        "4,147,920",
        "365,759",
        "56,944",
        "129,940",
        "4,700,263",
    }
    assert doubtful["2,684,040"] is None


def test_a_sum_that_foots_leaves_no_doubt() -> None:
    assert set(doubts("4,147,620").values()) == {None}


def test_a_total_that_is_off_by_rounding_leaves_no_doubt() -> None:
    assert set(doubts("4,147,620", "4,700,264").values()) == {None}


def test_rows_that_sum_in_no_column_are_no_sum_and_leave_no_doubt() -> None:
    text = f"{HEADER}Gross\t4,000,000\t3,900,000\nCosts\t(1,500,000)\t(1,400,000)\nInterest\t(500,000)\t(600,000)\n"
    extraction = extraction_of(text)
    read = with_misread_doubted(extraction, prove(extraction))
    assert {figure.doubt for figure in read.figures if figure.kind is Kind.AMOUNT} == {None}


def test_a_last_digit_that_a_row_and_a_column_miss_alike_is_no_rounding() -> None:
    text = (
        "PROPERTY, PLANT AND EQUIPMENT\n\tBuildings\tVehicles\tComputers\tTotal\n"
        "\tRMB'000\tRMB'000\tRMB'000\tRMB'000\n"
        "At 1 January 2021\t916,124\t96,302\t528,139\t1,540,565\n"
        "Additions\t20,865\t615,336\t98,659\t734,858\n"
        "Disposals\t(13,977)\t(8,895)\t(21,248)\t(44,120)\n"
        "At 31 December 2021\t923,012\t702,741\t605,550\t2,231,303\n"
    )
    extraction = extraction_of(text)
    read = with_misread_doubted(extraction, prove(extraction))
    doubts = {figure.text: figure.doubt for figure in read.figures if figure.doubt}
    assert doubts == {"615,336": "two sums with it are off by 2, and none holds"}
