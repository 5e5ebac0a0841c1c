"""Wordings that the shipped base mapping knows: each a row of a small table, with the concept it is read as."""

from __future__ import annotations

from pathlib import Path

import pytest

from larkfield import steps

INCOME, POSITION = "CONSOLIDATED INCOME STATEMENT\n", "CONSOLIDATED BALANCE SHEET\n"
FLOWS = "CONSOLIDATED STATEMENT OF CASH FLOWS\nFOR THE YEAR ENDED 31 DECEMBER 2021\n"


@pytest.mark.parametrize(
    ("title", "section", "row", "concept"),
    [
        (INCOME, "", "Net revenues\t77", "Revenue"),
        (INCOME, "", "Selling and distribution expenses\t(77)", "SellingExpense"),
        (INCOME, "", "Total operating expenses\t(77)", "OperatingExpense"),
        (INCOME, "", "Operating profit (EBIT)\t77", "ProfitLossFromOperatingActivities"),
        (INCOME, "", "Profit after income tax expense for the year\t77", "ProfitLoss"),
        (POSITION, "Current assets", "Pledged deposits\t77", "CurrentRestrictedCashAndCashEquivalents"),
        (
            POSITION,
            "Current assets",
            "Prepayments, other receivables and other assets\t77",
            "CurrentPrepaymentsAndOtherCurrentAssets",
        ),
        (
            FLOWS,
            "Operating activities",
            "Interest and other finance costs paid\t(77)",
            "InterestPaidClassifiedAsOperatingActivities",
        ),
    ],
)
def test_a_wording_that_many_companies_use_is_read_as_its_concept(
    tmp_path: Path, title: str, section: str, row: str, concept: str
) -> None:
    heading = f"{section}\t\n" if section else ""
    read = steps(tmp_path, f"{title}\t2021\n\tEUR'000\n{heading}{row}\n", "")
    text = row.split("\t")[1]
    assert read.resolved(text).concept == concept


def test_basic_and_diluted_are_known_only_under_a_heading_of_earnings_per_share(tmp_path: Path) -> None:
    rows = "Basic\t5.01\nRevenue\t9.01\nEarnings per share\t\nBasic\t1.02\nDiluted\t1.01\n"
    read = steps(tmp_path, f"{INCOME}\t2021\n\tEUR\n{rows}", "")
    assert read.resolved("5.01").rule is None
    assert str(read.resolved("1.02").rule).startswith("mapping/ifrs/income-statement.yaml:")
    assert str(read.resolved("1.01").rule).startswith("mapping/ifrs/income-statement.yaml:")
