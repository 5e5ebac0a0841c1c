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


def test_exchange_differences_below_the_change_in_cash_outweigh_those_among_the_adjustments(tmp_path: Path) -> None:
    rows = (
        "Adjustments for:\t\nForeign exchange differences\t3\nNet cash used in financing activities\t(9)\n"
        "Net increase in cash and cash equivalents\t77\n"
    )
    before = steps(tmp_path, f"{FLOWS}\t2021\n\tEUR'000\n{rows}Effect of exchange rate changes\t4\n", "")
    assert before.resolved("77").concept == "IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges"


def test_basic_and_diluted_are_known_only_under_a_heading_of_earnings_per_share(tmp_path: Path) -> None:
    rows = "Basic\t5.01\nRevenue\t9.01\nEarnings per share\t\nBasic\t1.02\nDiluted\t1.01\n"
    read = steps(tmp_path, f"{INCOME}\t2021\n\tEUR\n{rows}", "")
    assert read.resolved("5.01").rule is None
    assert str(read.resolved("1.02").rule).startswith("mapping/ifrs/income-statement.yaml:")
    assert str(read.resolved("1.01").rule).startswith("mapping/ifrs/income-statement.yaml:")


def test_what_is_attributed_under_a_bare_heading_is_what_stands_above_it(tmp_path: Path) -> None:
    bare = "Attributable to:\t\nOwners of the parent\t{}\nNon-controlling interests\t{}\n"
    rows = f"Profit for the year\t60\n{bare.format(51, 9)}Other comprehensive income\t7\n"
    rows += f"Total comprehensive income\t67\n{bare.format(56, 11)}"
    read = steps(tmp_path, f"CONSOLIDATED STATEMENT OF COMPREHENSIVE INCOME\n\t2021\n\tEUR'000\n{rows}", "")
    concepts = {text: read.resolved(text).concept for text in ("7", "67", "51", "9", "56", "11")}
    assert concepts == {
        "7": "OtherComprehensiveIncome",
        "67": "ComprehensiveIncome",
        "51": "ProfitLossAttributableToOwnersOfParent",
        "9": "ProfitLossAttributableToNoncontrollingInterests",
        "56": "ComprehensiveIncomeAttributableToOwnersOfParent",
        "11": "ComprehensiveIncomeAttributableToNoncontrollingInterests",
    }


def test_tax_effects_of_other_comprehensive_income_are_read_by_row_and_column(tmp_path: Path) -> None:
    head = "TAX EFFECTS RELATING TO EACH COMPONENT OF OTHER COMPREHENSIVE INCOME\n"
    head += "\tBefore tax\tTax (expense)/benefit\tNet of tax\n\t2021\t2021\t2021\n\tEUR'000\tEUR'000\tEUR'000\n"
    rows = "Cash flow hedges\t40\t(10)\t30\nActuarial gains and losses\t20\t(5)\t15\n"
    read = steps(tmp_path, f"{head}{rows}Other comprehensive income\t60\t(15)\t45\n", "")
    assert read.resolved("40").concept == "OtherComprehensiveIncomeBeforeTaxCashFlowHedges"
    assert read.resolved("30").concept == "OtherComprehensiveIncomeNetOfTaxCashFlowHedges"
    assert read.resolved("(10)").concept == "IncomeTaxRelatingToCashFlowHedgesOfOtherComprehensiveIncome"
    assert read.resolved("(10)").value == 10000
    assert read.resolved("(15)").concept == "IncomeTaxRelatingToComponentsOfOtherComprehensiveIncome"
    assert read.resolved("(15)").value == 15000


def test_total_assets_without_a_label_or_a_heading_sum_what_both_parts_have(tmp_path: Path) -> None:
    rows = "Inventories\t3\nCash and cash equivalents\t4\nCurrent assets\t7\nGoodwill\t5\nIntangible assets\t1\n"
    rows += "Non-current assets\t6\n\t13\nEquity and liabilities\t\nShare capital\t13\n"
    read = steps(tmp_path, f"{POSITION}\t2021\n\tEUR'000\n{rows}", "")
    assert [decision.concept for decision in read.decisions if decision.value == 13000] == ["Assets", "IssuedCapital"]


def test_above_the_profit_before_tax_nothing_is_other_comprehensive_income(tmp_path: Path) -> None:
    rows = "Revenue\t90\nExchange differences\t3\nCash flow hedges\t4\nProfit before tax\t97\nProfit for the year\t97\n"
    rows += "Other comprehensive income\t\nCash flow hedges\t6\nTotal comprehensive income\t103\n"
    read = steps(tmp_path, f"STATEMENT OF COMPREHENSIVE INCOME\n\t2021\n\tEUR'000\n{rows}", "")
    assert read.resolved("3").concept == "GainsLossesOnExchangeDifferencesOnTranslationRecognisedInProfitOrLoss"
    assert read.resolved("4").concept is None
    assert read.resolved("6").concept == "OtherComprehensiveIncomeNetOfTaxCashFlowHedges"


def test_the_total_of_a_company_without_non_controlling_interests_is_all_of_its_equity(tmp_path: Path) -> None:
    head = "STATEMENT OF CHANGES IN EQUITY\nFor the year ended 31 December 2021\n"
    head += "\tShare capital\tActuarial gains and losses\tTotal\n\tEUR'000\tEUR'000\tEUR'000\n"
    read = steps(
        tmp_path,
        f"{head}At 1 January 2021\t10\t5\t15\nProfit for the year\t-\t2\t2\nAt 31 December 2021\t10\t7\t17\n",
        "",
    )
    assert read.resolved("17").dimensions == ()
    assert read.resolved("17").concept == "Equity"
    assert read.resolved("7").dimensions == (
        ("ComponentsOfEquityAxis", "ReserveOfRemeasurementsOfDefinedBenefitPlansMember"),
    )
