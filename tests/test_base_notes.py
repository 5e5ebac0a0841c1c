"""Notes that the shipped base mapping knows: each number is read as its concept, members and period type."""

from __future__ import annotations

from pathlib import Path

import pytest

from larkfield import steps

INTANGIBLES = """\
12 Intangible assets
\tSoftware\tGoodwill\tPatents
\tEUR'000\tEUR'000\tEUR'000
Year ended 31 December 2021\t\t\t
Opening net book amount\t401\t201\t301
Additions\t41\t–\t31
Amortisation charge\t(102)\t–\t(32)
Closing net book amount\t340\t202\t300
"""
RIGHTS = """\
13 Right-of-use assets
\tBuildings\tVehicles\tTotal
\tEUR'000\tEUR'000\tEUR'000
Year ended 31 December 2021\t\t\t
Opening net book amount\t500\t100\t600
Additions\t41\t31\t72
Depreciation charge\t(102)\t(32)\t(134)
Closing net book amount\t439\t99\t538
"""
LEASES = """\
14 Leases
\t2021\t2020
\tEUR'000\tEUR'000
Depreciation charge of right-of-use assets\t134\t130
Interest on lease liabilities\t21\t22
Expense relating to short-term leases\t11\t12
Total cash outflow for leases\t201\t202
"""
INVENTORIES = """\
15 Inventories
\t2021\t2020
\tEUR'000\tEUR'000
Raw materials\t134\t130
Work in progress\t21\t22
Finished goods\t11\t12
Total inventories\t166\t164
"""
STAFF = """\
16 Employee benefit expenses
\t2021\t2020
\tEUR'000\tEUR'000
Wages and salaries\t134\t130
Contributions to defined contribution plans\t21\t22
Termination benefits\t11\t12
Total employee benefit expenses\t166\t164
"""
PROVISIONS = """\
17 Provisions
\tWarranties\tRestructuring
\tEUR'000\tEUR'000
Year ended 31 December 2021\t\t
Opening balance\t134\t130
Additional provisions recognised\t21\t22
Used during the year\t(11)\t(12)
Closing balance\t144\t140
"""
PENSIONS = """\
18 Retirement benefit obligations
\t2021\t2020
\tEUR'000\tEUR'000
Present value of defined benefit obligations\t134\t130
Fair value of plan assets\t(21)\t(22)
"""
COSTS = """\
19 Finance costs
\t2021\t2020
\tEUR'000\tEUR'000
Interest expense on borrowings\t134\t130
Unwinding of discount on provisions\t21\t22
Total finance costs\t155\t152
"""
PROPERTY = """\
20 Investment property
\t2021\t2020
\tEUR'000\tEUR'000
Opening balance\t134\t130
Disposals\t(11)\t(12)
Fair value losses\t(21)\t(22)
Closing balance\t102\t96
"""


@pytest.mark.parametrize(
    ("note", "text", "concept", "value", "members"),
    [
        (INTANGIBLES, "401", "IntangibleAssetsOtherThanGoodwill", 401000, ["ComputerSoftwareMember"]),
        (INTANGIBLES, "340", "IntangibleAssetsOtherThanGoodwill", 340000, ["ComputerSoftwareMember"]),
        (INTANGIBLES, "(102)", "AmortisationIntangibleAssetsOtherThanGoodwill", 102000, ["ComputerSoftwareMember"]),
        (RIGHTS, "(134)", "DepreciationRightofuseAssets", 134000, []),
        (RIGHTS, "72", "AdditionsToRightofuseAssets", 72000, []),
        (RIGHTS, "99", "RightofuseAssets", 99000, ["VehiclesMember"]),
        (LEASES, "134", "DepreciationRightofuseAssets", 134000, []),
        (LEASES, "21", "InterestExpenseOnLeaseLiabilities", 21000, []),
        (LEASES, "201", "CashOutflowForLeases", 201000, []),
        (INVENTORIES, "21", "WorkInProgress", 21000, []),
        (INVENTORIES, "166", "Inventories", 166000, []),
        (STAFF, "21", "PostemploymentBenefitExpenseDefinedContributionPlans", 21000, []),
        (PROVISIONS, "(11)", "ProvisionUsedOtherProvisions", 11000, ["WarrantyProvisionMember"]),
        (PROVISIONS, "22", "AdditionalProvisionsOtherProvisions", 22000, ["RestructuringProvisionMember"]),
        (PENSIONS, "(21)", "PlanAssetsAtFairValue", 21000, []),
        (PENSIONS, "134", "DefinedBenefitObligationAtPresentValue", 134000, []),
        (COSTS, "134", "InterestExpenseOnBorrowings", 134000, []),
        (COSTS, "155", "FinanceCosts", 155000, []),
        (PROPERTY, "(11)", "DisposalsInvestmentProperty", 11000, []),
        (PROPERTY, "(21)", "GainsLossesOnFairValueAdjustmentInvestmentProperty", -21000, []),
    ],
)  # fmt: skip
def test_a_number_of_a_note_is_read_as_its_concept(
    tmp_path: Path, note: str, text: str, concept: str, value: int, members: list[str]
) -> None:
    read = steps(tmp_path, f"NOTES TO THE FINANCIAL STATEMENTS\n{note}", "")
    found = read.resolved(text)
    assert (found.concept, found.value, [member for _, member in found.dimensions]) == (concept, value, members)


def test_goodwill_is_not_taken_for_an_intangible_asset_other_than_goodwill(tmp_path: Path) -> None:
    read = steps(tmp_path, f"NOTES TO THE FINANCIAL STATEMENTS\n{INTANGIBLES}", "")
    assert [read.resolved(text).concept for text in ("201", "202")] == [None, None]


def test_pay_of_the_highest_paid_persons_is_not_taken_for_staff_costs(tmp_path: Path) -> None:
    table = "Five highest paid individuals\n\t2021\t2020\n\tEUR'000\tEUR'000\nWages and salaries\t77\t78\n"
    read = steps(tmp_path, f"NOTES TO THE FINANCIAL STATEMENTS\n{STAFF}{table}", "")
    assert (read.resolved("134").concept, read.resolved("77").concept) == ("WagesAndSalaries", None)
