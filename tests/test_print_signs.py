"""What printed signs mean: held against the words of rows and against how the table prints its expenses."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from larkfield import Steps, steps
from tagwright.mapping.decision import Outcome

HEADER = "\t2021\n\tEUR'000\n"
INCOME = "CONSOLIDATED INCOME STATEMENT\n" + HEADER
OPPOSITE, WITHOUT = "words say the opposite", "prints expenses without brackets"


def of(folder: Path, title: str, *rows: str) -> Steps:
    return steps(folder, title + HEADER + "\n".join(rows) + "\n", "")


def doubted(read: Steps, text: str, why: str) -> bool:
    decision = read.resolved(text)
    return decision.outcome is Outcome.DOUBTFUL and why in decision.reason


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("CONSOLIDATED INCOME STATEMENT\n", ("Cost of sales\t(600)", "Loss for the year\t77")),
        (
            "CONSOLIDATED INCOME STATEMENT\n",
            ("Cost of sales\t(600)", "Loss attributable to:\t", "Owners of the Company\t77"),
        ),
        ("CONSOLIDATED INCOME STATEMENT\n", ("Cost of sales\t(600)", "Income tax expense\t77")),
        ("CONSOLIDATED BALANCE SHEET\n", ("Total assets\t600", "Net current liabilities\t77")),
        ("CONSOLIDATED BALANCE SHEET\n", ("Equity\t", "Share capital\t5", "Accumulated losses\t77")),
        (
            "CONSOLIDATED STATEMENT OF CASH FLOWS\n",
            ("Operating activities\t", "Net cash used in operating activities\t77"),
        ),
        ("NOTES TO THE FINANCIAL STATEMENTS\n9 LOSS PER SHARE\n", ("Loss attributable to owners of the Company\t77",)),
        ("NOTES TO THE FINANCIAL STATEMENTS\n8 INCOME TAX CREDIT\n", ("Current income tax\t77", "Total\t77.5")),
    ],
)
def test_a_loss_in_words_printed_without_a_bracket_is_doubtful(
    tmp_path: Path, title: str, rows: tuple[str, ...]
) -> None:
    assert doubted(of(tmp_path, title, *rows), "77", OPPOSITE)


def test_a_loss_in_words_and_in_brackets_is_negative(tmp_path: Path) -> None:
    read = of(tmp_path, "CONSOLIDATED INCOME STATEMENT\n", "Cost of sales\t(600)", "Loss for the year\t(77)")
    assert read.resolved("(77)").value == Decimal(-77000)


def test_a_sum_that_foots_as_printed_proves_the_sign_of_its_parts(tmp_path: Path) -> None:
    rows = ("Revenue\t900", "Cost of sales\t(600)", "Impairment losses on financial assets\t7", "Operating profit\t307")
    read = of(tmp_path, "CONSOLIDATED INCOME STATEMENT\n", *rows)
    assert read.resolved("7").value == Decimal(-7000)


def test_beside_expenses_without_brackets_a_net_item_is_doubtful_and_a_profit_is_not(tmp_path: Path) -> None:
    rows = ("Revenue\t900", "Cost of sales\t600", "Administrative expenses\t50", "Other gains and losses\t7")
    read = of(tmp_path, "CONSOLIDATED INCOME STATEMENT\n", *rows, "Income taxes\t8", "Profit for the year\t243")
    assert doubted(read, "7", WITHOUT)
    assert doubted(read, "8", WITHOUT)
    assert read.resolved("243").value == Decimal(243000)
    assert read.resolved("600").value == Decimal(600000)


@pytest.mark.parametrize("expenses", [("Cost of sales\t600",), ("Cost of sales\t600", "Administrative expenses\t(50)")])
def test_where_a_table_does_not_show_how_it_prints_expenses_a_tax_without_bracket_is_doubtful(
    tmp_path: Path, expenses: tuple[str, ...]
) -> None:
    read = of(tmp_path, "CONSOLIDATED INCOME STATEMENT\n", *expenses, "Income tax\t8")
    assert doubted(read, "8", "does not show")


def test_each_table_of_the_document_prints_its_expenses_in_its_own_way(tmp_path: Path) -> None:
    one = INCOME + "Cost of sales\t(600)\nAdministrative expenses\t(50)\nIncome tax\t(8)\n"
    two = "INCOME STATEMENT\n" + HEADER + "Cost of sales\t601\nAdministrative expenses\t51\n"
    read = steps(tmp_path, one + two, "")
    assert read.resolved("(8)").value == Decimal(8000)
    assert read.resolved("601").value == Decimal(601000)


def test_a_component_of_equity_may_gain_where_the_row_as_a_whole_is_a_loss(tmp_path: Path) -> None:
    document = (
        "CONSOLIDATED STATEMENT OF CHANGES IN EQUITY\n\tTranslation reserve\tAccumulated losses\tTotal equity\n"
        "\tEUR'000\tEUR'000\tEUR'000\nAt 1 January 2021\t1\t2\t3\n"
        "Total comprehensive loss\t7\t(30)\t(23)\nAt 31 December 2021\t8\t(28)\t(20)\n"
    )
    assert steps(tmp_path, document, "").resolved("7").value == Decimal(7000)


@pytest.mark.parametrize(
    ("pair", "kept"),
    [
        ("{SegmentsAxis: ReportableSegmentsMember}", False),
        ("{SegmentsAxis: MaterialReconcilingItemsMember}", False),
        ("{ComponentsOfEquityAxis: TreasurySharesMember}", True),
    ],
)
def test_only_members_that_turn_the_sign_may_make_an_expense_negative(tmp_path: Path, pair: str, kept: bool) -> None:
    own = f"tables:\n  - {{name: income-statement, dimensions: {pair}}}\n"
    read = steps(tmp_path, INCOME + "Cost of sales\t25\n", own)
    assert doubted(read, "25", "would be negative") is not kept


def test_a_table_is_doubtful_where_labels_and_signs_show_that_labels_stand_beside_other_rows(tmp_path: Path) -> None:
    rows = ("Revenue\t(600)", "Cost of sales\t400", "Gross profit\t20", "Selling expenses\t(150)")
    read = of(tmp_path, "CONSOLIDATED INCOME STATEMENT\n", *rows)
    assert doubted(read, "(150)", "signs that their labels do not allow")
    assert doubted(read, "20", "signs that their labels do not allow")


def test_a_filings_own_word_on_the_sign_holds(tmp_path: Path) -> None:
    own = "tables:\n  - name: income-statement\n    lines:\n      - {wording: %s, sign: reversed, concept: %s}\n"
    rows = INCOME + "Cost of sales\t(600)\nLoss for the year\t77\n"
    assert steps(tmp_path, rows, own % ("Loss for the year", "ProfitLoss")).resolved("77").value == Decimal(-77000)
    assert steps(
        tmp_path, INCOME + "Income tax\t8\n", own % ("Income tax", "IncomeTaxExpenseContinuingOperations")
    ).resolved("8").value == Decimal(-8000)


@pytest.mark.parametrize("label", ["Share-based payment expense", "Share-based payment expenses"])
def test_an_expense_that_is_added_back_has_the_sign_of_its_print(tmp_path: Path, label: str) -> None:
    rows = ("Operating activities\t", "Profit before tax\t100", f"{label}\t77")
    read = of(tmp_path, "CONSOLIDATED STATEMENT OF CASH FLOWS\n", *rows)
    assert read.resolved("77").value == Decimal(77000)


def test_what_is_left_of_two_flows_says_nothing_of_how_its_table_prints_expenses(tmp_path: Path) -> None:
    rows = (
        "Investing activities\t",
        "Purchase of property, plant and equipment\t(50)",
        "Acquisition of subsidiaries, net of cash acquired\t7",
        "Disposal of subsidiaries, net of cash disposed of\t(9)",
        "Net cash used in investing activities\t(52)",
    )
    read = of(tmp_path, "CONSOLIDATED STATEMENT OF CASH FLOWS\n", *rows)
    assert read.resolved("(50)").value == Decimal(50000)
    assert read.resolved("(52)").value == Decimal(-52000)
    assert doubted(read, "7", "would be negative")
