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
CONTRACTS = """\
21 Contract balances
\t2021\t2020
\tEUR'000\tEUR'000
Contract assets\t134\t130
Contract liabilities\t27\t22
Revenue recognised that was included in the contract liability balance at the beginning of the year\t11\t12
"""
DIVIDENDS = """\
22 Dividends
\t2021\t2020
\tEUR'000\tEUR'000
Interim dividend of 4 cents a share\t134\t130
Total dividends paid\t134\t130
Proposed final dividend\t21\t22
"""
OPTIONS = """\
23 Share-based payments
Movements in share options of the year:
\tNumber of options
Year ended 31 December 2021\t
Outstanding at the beginning of the year\t1,340
Granted\t210
Exercised\t(110)
Lapsed\t(120)
Outstanding at the end of the year\t1,320
"""
PARTIES = """\
24 Related party transactions
\t2021\t2020
\tEUR'000\tEUR'000
Sales of goods\t\t
Associates\t134\t130
Joint ventures\t21\t22
Purchases of services\t\t
Associates\t11\t12
"""
BALANCES = """\
25 Balances with related parties
\t2021\t2020
\tEUR'000\tEUR'000
Amounts due from related parties\t134\t130
Amounts due to related parties\t21\t22
"""
LEVELS = """\
26 Fair value measurement
The table shows what is measured at fair value, by level of the hierarchy:
\tLevel 1\tLevel 3\tTotal
\tEUR'000\tEUR'000\tEUR'000
At 31 December 2021\t\t\t
Financial assets at fair value through profit or loss\t134\t21\t155
Derivative financial liabilities\t11\t12\t23
"""
LIQUIDITY = """\
27 Liquidity risk
The amounts are the contractual undiscounted cash flows.

At 31 December 2021
\tLess than 1 year\tBetween 1 and 5 years\tTotal
\tEUR'000\tEUR'000\tEUR'000
Bank borrowings\t134\t21\t155
Lease liabilities\t11\t12\t23
"""
ALLOWANCE = """\
28 Trade receivables
Movements in the loss allowance for trade receivables are as follows:
\t2021\t2020
\tEUR'000\tEUR'000
At the beginning of the year\t134\t130
Impairment losses recognised\t21\t22
Amounts written off as uncollectible\t(11)\t(18)
At the end of the year\t144\t134
"""
OBLIGATION = """\
29 Retirement benefit obligations
Movements in the present value of the defined benefit obligation:
\t2021\t2020
\tEUR'000\tEUR'000
At the beginning of the year\t134\t130
Current service cost\t21\t22
Benefits paid\t(11)\t(18)
At the end of the year\t144\t134
"""
PAYMENTS = """\
30 Lease liabilities
The maturity analysis of undiscounted lease payments at the year end:
\t2021\t2020
\tEUR'000\tEUR'000
Within one year\t134\t130
Between one and five years\t21\t22
Total undiscounted lease payments\t155\t152
"""
SHARES = """\
31 Share capital
\tShare capital\tShare premium
\tEUR'000\tEUR'000
Year ended 31 December 2021\t\t
At the beginning of the year\t134\t130
Issue of shares\t21\t22
At the end of the year\t155\t152
"""
ASSOCIATES = """\
32 Investments in associates
\t2021\t2020
\tEUR'000\tEUR'000
At the beginning of the year\t134\t130
Share of profit\t21\t14
Dividends received\t(11)\t(10)
At the end of the year\t144\t134
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
        (CONTRACTS, "134", "ContractAssets", 134000, []),
        (CONTRACTS, "27", "ContractLiabilities", 27000, []),
        (CONTRACTS, "11", "RevenueThatWasIncludedInContractLiabilityBalanceAtBeginningOfPeriod", 11000, []),
        (DIVIDENDS, "21",
         "DividendsProposedOrDeclaredBeforeFinancialStatementsAuthorisedForIssueButNotRecognisedAsDistributionToOwners",
         21000, []),
        (OPTIONS, "1,340", "NumberOfOutstandingShareOptions", 1340, []),
        (OPTIONS, "(110)", "NumberOfShareOptionsExercisedInSharebasedPaymentArrangement", 110, []),
        (PARTIES, "21", "RevenueFromSaleOfGoodsRelatedPartyTransactions",
         21000, ["JointVenturesWhereEntityIsVenturerMember"]),
        (PARTIES, "11", "ServicesReceivedRelatedPartyTransactions", 11000, ["AssociatesMember"]),
        (BALANCES, "21", "AmountsPayableRelatedPartyTransactions", 21000, []),
        (LEVELS, "134", "FinancialAssetsAtFairValueThroughProfitOrLoss", 134000, ["Level1OfFairValueHierarchyMember"]),
        (LEVELS, "23", "DerivativeFinancialLiabilities", 23000, []),
        (LIQUIDITY, "21", "BankBorrowingsUndiscountedCashFlows",
         21000, ["LaterThanOneYearAndNotLaterThanFiveYearsMember"]),
        (LIQUIDITY, "23", "GrossLeaseLiabilities", 23000, []),
        (ALLOWANCE, "21",
         "AdditionalAllowanceRecognisedInProfitOrLossAllowanceAccountForCreditLossesOfFinancialAssets",
         21000, ["TradeReceivablesMember"]),
        (ALLOWANCE, "(11)", "UtilisationAllowanceAccountForCreditLossesOfFinancialAssets",
         11000, ["TradeReceivablesMember"]),
        (ALLOWANCE, "144", "AllowanceAccountForCreditLossesOfFinancialAssets", 144000, ["TradeReceivablesMember"]),
        (OBLIGATION, "144", "LiabilityAssetOfDefinedBenefitPlans",
         144000, ["PresentValueOfDefinedBenefitObligationMember"]),
        (OBLIGATION, "(11)", "PaymentsFromPlanNetDefinedBenefitLiabilityAsset",
         11000, ["PresentValueOfDefinedBenefitObligationMember"]),
        (PAYMENTS, "21", "GrossLeaseLiabilities", 21000, ["LaterThanOneYearAndNotLaterThanFiveYearsMember"]),
        (PAYMENTS, "155", "GrossLeaseLiabilities", 155000, []),
        (SHARES, "155", "IssuedCapital", 155000, []),
        (SHARES, "130", "SharePremium", 130000, []),
        (SHARES, "21", None, None, []),
        (ASSOCIATES, "144", "InvestmentsInAssociatesAccountedForUsingEquityMethod", 144000, []),
        (ASSOCIATES, "21", "ShareOfProfitLossOfAssociatesAccountedForUsingEquityMethod", 21000, []),
    ],
)  # fmt: skip
def test_a_number_of_a_note_is_read_as_its_concept(
    tmp_path: Path, note: str, text: str, concept: str | None, value: int | None, members: list[str]
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
