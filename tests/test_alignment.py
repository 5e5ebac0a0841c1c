"""Amounts of lines squeezed into one row are put in the line in which the sums hold, where only one way does."""

from __future__ import annotations

from extraction import YEARS
from repairing import repair

TITLE = "BALANCE SHEET\nAs at 31 December 2021\n"
LINES = ("Operating loss", "Finance income", "Finance cost", "Loss before tax", "Contract liabilities", "Loans", "Rent")


def test_an_amount_that_spilt_into_the_row_below_goes_back_to_its_line() -> None:
    found = repair(
        TITLE + YEARS + "Sales\t812,640\t701,355\nCosts\t(955,218)\t(801,977)\n"
        "Operating loss Finance income\t(142,578) 187,716\t(100,622)\n\t*\t174,902\n"
        "Finance cost\t(33,758)\t(112,509)\nLoss before tax\t11,380\t(38,229)\n",
        LINES,
    )
    assert found.rows(2)[2:5] == [
        ("Operating loss", "(100,622)"),
        ("Finance income", "174,902"),
        ("Finance cost", "(112,509)"),
    ]
    assert found.restored == {
        "(100,622)": "told by the sums from the other lines of its row",
        "174,902": "printed in the row below 'Finance income'",
    }


COST = (
    "PROPERTY, PLANT AND EQUIPMENT\n\tBuildings\tVehicles\tUnder construction\tTotal\n"
    "\tRMB'000\tRMB'000\tRMB'000\tRMB'000\n"
)
SQUEEZED = "Cost Accumulated depreciation\t953,078 (104,215)\t31,317 (4,156)\t29,027\t1,013,422 (108,371)\n"


def test_an_amount_beside_two_labels_goes_to_the_line_that_the_total_counts_it_in() -> None:
    net = "Net book amount\t848,863\t27,161\t29,027\t905,051\n"
    found = repair(COST + SQUEEZED + net, ("Cost", "Accumulated depreciation", "Net book amount"))
    assert (
        found.figure("29,027").row_path[-1] == "Cost" if found.rows(3) == [("Cost", "29,027")] else found.rows(3) == []
    )


def test_an_amount_that_fits_either_line_stays_doubtful() -> None:
    text = (
        TITLE
        + YEARS
        + "Contract liabilities Loans\t37,550 140,251\t9,341\nRent\t1,215\t2,326\nTotal\t179,016\t11,667\n"
    )
    found = repair(text, LINES)
    assert found.figure("9,341").doubt == "one number stands beside 2 labels"
    assert found.restored == {}
