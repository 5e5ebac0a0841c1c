"""Figures of small documents, and what the steps of mapping decide about each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from larkfield import DOCUMENT, Steps, steps
from mappings import base_of
from tagwright.figures.model import Duration, Instant
from tagwright.mapping.decision import Decision, Outcome

YEAR, YEAR_BEFORE = (Duration(date(year, 1, 1), date(year, 12, 31)) for year in (2021, 2020))

BASE = """\
tables:
  - name: income-statement
    kind: statement
    titles: Income statement
    positive: credit
    columns:
      - {wording: ["%", Change], leave_out: a ratio}
      - {wording: Lenses, dimensions: {SegmentsAxis: ReportableSegmentsMember}}
      - {wording: Group}
    lines:
      - {wording: Revenue, concept: Revenue}
      - {wording: Cost of sales, concept: CostOfSales}
      - {wording: Staff costs, concept: EmployeeBenefitsExpense}
      - {wording: Other gains, concept: OtherGainsLosses}
      - {wording: Tax rate, concept: ApplicableTaxRate}
      - {wording: Cash, concept: CashAndCashEquivalents}
      - {wording: Unused, leave_out: of no interest}
      - {unlabelled_total: true, concept: GrossProfit}
sentences:
  - {after: revenue was, concept: Revenue}
  - {after: dividend of, within: Dividends, leave_out: proposed after the year}
"""
HEADER = "\t2021\t2020\n\tEUR'000\tEUR'000\n"
TITLE = "CONSOLIDATED INCOME STATEMENT\n"


@pytest.fixture(scope="module")
def larkfield(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    return steps(tmp_path_factory.mktemp("larkfield"), DOCUMENT)


def of(folder: Path, document: str, own: str = "", base: str = BASE) -> Steps:
    return steps(folder, document, dedent(own), base_of(folder, base=base))


def rows(folder: Path, *lines: str, header: str = HEADER, own: str = "") -> Steps:
    """A statement with the header of two years and these rows."""
    return of(folder, "INCOME STATEMENT\n" + header + "\n".join(lines) + "\n", own)


def refused(decision: Decision) -> tuple[Outcome, str]:
    assert decision.concept is None
    assert not decision.tagged
    return decision.outcome, decision.reason


def test_a_bracketed_expense_is_positive_and_a_bracketed_loss_is_negative(larkfield: Steps) -> None:
    cost, loss = larkfield.resolved("(600)"), larkfield.resolved("(30)", "(Loss)/profit for the year")
    assert (cost.concept, cost.value, cost.reversed) == ("CostOfSales", Decimal(600000), True)
    assert (loss.concept, loss.value, loss.reversed) == ("ProfitLoss", Decimal(-30000), False)


def test_a_bracketed_payment_is_a_positive_outflow(tmp_path: Path) -> None:
    rows = "Cash flows from investing activities\t\t\nPurchase of property, plant and equipment\t(8)\t(9)\n"
    paid = steps(tmp_path, "CONSOLIDATED STATEMENT OF CASH FLOWS\n" + HEADER + rows, "").resolved("(8)")
    assert paid.concept == "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities"
    assert (paid.value, paid.reversed) == (Decimal(8000), True)


def test_the_columns_year_gives_the_period(larkfield: Steps) -> None:
    assert larkfield.resolved("(600)").period == YEAR
    assert larkfield.resolved("(500)").period == YEAR_BEFORE
    assert larkfield.resolved("60").period == Instant(date(2020, 12, 31))


def test_an_opening_balance_is_the_instant_of_the_day_before(larkfield: Steps) -> None:
    opening = larkfield.resolved("180", "As at 1 January 2021")
    closing = larkfield.resolved("150", "As at 31 December 2021")
    assert (opening.concept, opening.period) == ("Equity", Instant(date(2020, 12, 31)))
    assert (closing.concept, closing.period) == ("Equity", Instant(date(2021, 12, 31)))


def test_a_component_of_equity_is_a_dimension_and_the_total_has_none(larkfield: Steps) -> None:
    assert larkfield.resolved("180", "As at 1 January 2021").dimensions == (
        ("ComponentsOfEquityAxis", "RetainedEarningsMember"),
    )
    assert larkfield.resolved("230", "As at 1 January 2021").dimensions == ()


def test_a_dash_is_nil(larkfield: Steps) -> None:
    nil = larkfield.resolved("–")
    assert (nil.value, nil.concept) == (Decimal(0), "ProfitLoss")
    assert nil.dimensions == (("ComponentsOfEquityAxis", "IssuedCapitalMember"),)


def test_the_rule_that_decided_is_named_with_its_file_and_line(larkfield: Steps) -> None:
    rule = larkfield.resolved("(10)").rule
    assert str(rule) == "larkfield-2021/filing.yaml:19"
    assert str(larkfield.resolved("(600)").rule).startswith("mapping/ifrs/income-statement.yaml:")


def test_years_dates_notes_and_numbers_of_headings_are_no_facts(larkfield: Steps) -> None:
    reasons = {
        (entry.line, entry.text): (entry.status, entry.reason)
        for entry in larkfield.ledger
        if entry.status == "not a fact"
    }
    assert reasons[3, "31"] == ("not a fact", "part of a date")
    assert reasons[5, "2020"] == ("not a fact", "a year")
    assert reasons[7, "4"] == ("not a fact", "a reference to a note or standard")
    assert reasons[35, "4"] == ("not a fact", "part of a heading")


def test_a_doubtful_figure_is_refused_with_its_doubt(tmp_path: Path) -> None:
    made = rows(tmp_path, "Revenue\t1,0O0\t900")
    broken = next(d for d in made.decisions if d.outcome is Outcome.DOUBTFUL)
    figure = made.extraction.figures[broken.figure]
    assert figure.doubt
    assert refused(broken) == (Outcome.DOUBTFUL, figure.doubt)
    assert made.resolved("900").value == Decimal(900000)


def test_a_table_under_an_unknown_title_is_unmapped(tmp_path: Path) -> None:
    made = of(tmp_path, "LIST OF LENSES\n" + HEADER + "Revenue\t1\t2\n")
    assert refused(made.resolved("1")) == (Outcome.UNMAPPED, "no rule knows the title of its table")


def test_a_table_that_could_be_two_is_unmapped_and_both_are_named(tmp_path: Path) -> None:
    second = "  - {name: results, kind: note, titles: Income statement, positive: credit}\nsentences:"
    made = of(tmp_path, "INCOME STATEMENT\n" + HEADER + "Revenue\t1\t2\n", base=BASE.replace("sentences:", second))
    assert refused(made.resolved("1")) == (Outcome.UNMAPPED, "its table could be income-statement and results")


def test_an_unknown_row_is_unmapped_and_names_the_table(tmp_path: Path) -> None:
    made = rows(tmp_path, "Lens grinding\t1\t2")
    assert refused(made.resolved("1")) == (Outcome.UNMAPPED, "no rule of income-statement knows its row")
    assert made.resolved("1").table is not None


def test_a_row_that_two_rules_claim_is_unmapped_and_both_places_are_named(tmp_path: Path) -> None:
    base = BASE.replace(
        "      - {wording: Cash,", "      - {wording: Revenue, concept: OtherIncome}\n      - {wording: Cash,"
    )
    made = of(tmp_path, "INCOME STATEMENT\n" + HEADER + "Revenue\t1\t2\n", base=base)
    assert refused(made.resolved("1")) == (
        Outcome.UNMAPPED,
        "several rules claim it: mapping/ifrs/base.yaml:11, mapping/ifrs/base.yaml:16",
    )


def test_a_row_and_a_column_may_be_left_out_each_with_its_reason_and_rule(tmp_path: Path) -> None:
    made = rows(
        tmp_path, "Unused\t7\t8\t9%", "Revenue\t1\t2\t50%", header="\t2021\t2020\tChange\n\tEUR'000\tEUR'000\t%\n"
    )
    assert refused(made.resolved("7")) == (Outcome.LEFT_OUT, "of no interest")
    assert refused(made.resolved("50%")) == (Outcome.LEFT_OUT, "a ratio")
    assert str(made.resolved("7").rule) == "mapping/ifrs/base.yaml:17"
    assert str(made.resolved("50%").rule) == "mapping/ifrs/base.yaml:7"
    assert made.resolved("1").concept == "Revenue"


def test_a_column_that_no_rule_knows_is_unmapped_and_named(tmp_path: Path) -> None:
    header = "\tLenses\tMirrors\tGroup\n\tEUR'000\tEUR'000\tEUR'000\nYear ended 31 December 2021\n"
    made = rows(tmp_path, "Revenue\t1\t2\t3", header=header.replace("2021\n", "2021\t\t\t\n"))
    assert refused(made.resolved("2")) == (
        Outcome.UNMAPPED,
        "no rule of income-statement knows its column 'Mirrors'",
    )
    assert made.resolved("3").dimensions == ()
    assert made.resolved("1").dimensions == (("SegmentsAxis", "ReportableSegmentsMember"),)


def test_words_of_a_header_that_may_be_a_unit_make_its_column_doubtful(tmp_path: Path) -> None:
    made = rows(tmp_path, "Revenue\t1\t2", header="\t2021\t2020\n\tducats\tEUR'000\n")
    assert refused(made.resolved("1")) == (
        Outcome.DOUBTFUL,
        "no header says its unit and scale, and no rule of income-statement knows its column 'ducats'",
    )
    assert made.resolved("2").value == Decimal(2000)


def test_a_total_without_a_label_is_taken_where_it_sums_the_rows_above_it(tmp_path: Path) -> None:
    total = rows(tmp_path, "Revenue\t10\t20", "Cost of sales\t(4)\t(5)", "\t6\t15").resolved("6")
    assert (total.concept, total.value) == ("GrossProfit", Decimal(6000))


def test_a_total_without_a_label_is_doubtful_where_one_column_does_not_add_up(tmp_path: Path) -> None:
    made = rows(tmp_path, "Revenue\t10\t20", "Cost of sales\t(4)\t(5)", "\t6\t14")
    assert refused(made.resolved("6")) == (
        Outcome.DOUBTFUL,
        "its row has no label and does not sum the rows above it",
    )


def test_a_total_without_a_label_for_which_there_is_no_rule_is_unmapped(tmp_path: Path) -> None:
    base = BASE.replace("      - {unlabelled_total: true, concept: GrossProfit}\n", "")
    made = of(
        tmp_path, "INCOME STATEMENT\n" + HEADER + "Revenue\t10\t20\nCost of sales\t(4)\t(5)\n\t6\t15\n", base=base
    )
    assert refused(made.resolved("6")) == (
        Outcome.UNMAPPED,
        "its row has no label, and income-statement has no rule for a total here",
    )


def test_an_amount_of_a_concept_that_takes_a_percentage_is_unmapped(tmp_path: Path) -> None:
    document = "INCOME STATEMENT\n" + HEADER + "Tax rate\t25\t26%\nRevenue\t10%\t20\n"
    made = of(tmp_path, document, base=BASE.replace('      - {wording: ["%", Change], leave_out: a ratio}\n', ""))
    assert refused(made.resolved("25")) == (Outcome.UNMAPPED, "it is a number of money; ApplicableTaxRate is not")
    assert refused(made.resolved("10%")) == (Outcome.UNMAPPED, "it is a number of percent; Revenue is not")
    assert (made.resolved("26%").concept, made.resolved("26%").value) == ("ApplicableTaxRate", Decimal("0.26"))


def test_a_number_without_unit_and_scale_is_doubtful(tmp_path: Path) -> None:
    made = rows(tmp_path, "Revenue\t10\t20", header="\t2021\t2020\n")
    assert refused(made.resolved("10")) == (Outcome.DOUBTFUL, "no header says its unit and scale")


def test_a_date_above_a_flow_is_doubtful(tmp_path: Path) -> None:
    header = "\tAs at 31 December 2021\tAs at 31 December 2020\n\tEUR'000\tEUR'000\n"
    made = rows(tmp_path, "Revenue\t10\t20", "Cash\t30\t40", header=header)
    assert refused(made.resolved("10")) == (
        Outcome.DOUBTFUL,
        "its header states a date; Revenue is reported over a period",
    )
    assert made.resolved("40").period == Instant(date(2020, 12, 31))


def test_a_year_above_a_balance_is_the_end_of_that_year(tmp_path: Path) -> None:
    assert rows(tmp_path, "Cash\t30\t40").resolved("40").period == Instant(date(2020, 12, 31))


def test_a_rule_that_makes_a_balance_of_a_flow_is_unmapped(tmp_path: Path) -> None:
    own = """\
        tables:
          - name: income-statement
            lines: [{wording: Brought forward, balance: opening, concept: Revenue}]
        """
    made = rows(tmp_path, "Brought forward\t10\t20", own=own)
    assert refused(made.resolved("10")) == (
        Outcome.UNMAPPED,
        "its row states a balance; Revenue is reported over a period",
    )


def test_a_default_member_is_no_dimension(tmp_path: Path) -> None:
    own = """\
        tables:
          - name: income-statement
            dimensions: {ComponentsOfEquityAxis: EquityMember}
            lines:
              - wording: Capital
                concept: Revenue
                dimensions: {SegmentsAxis: ReportableSegmentsMember}
        """
    made = rows(tmp_path, "Capital\t10\t20", own=own)
    assert made.resolved("10").dimensions == (("SegmentsAxis", "ReportableSegmentsMember"),)


def test_two_members_of_one_axis_are_refused(tmp_path: Path) -> None:
    own = """\
        tables:
          - name: income-statement
            dimensions: {SegmentsAxis: AllOtherSegmentsMember}
            lines: [{wording: Sales, concept: Revenue, dimensions: {SegmentsAxis: ReportableSegmentsMember}}]
        """
    made = rows(tmp_path, "Sales\t10\t20", own=own)
    assert refused(made.resolved("10")) == (Outcome.UNMAPPED, "row and column give SegmentsAxis two members")


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("concept: Revenues", "the taxonomy has no concept Revenues to report"),
        ("concept: SegmentsAxis", "the taxonomy has no concept SegmentsAxis to report"),
        ("concept: Revenue, dimensions: {LensAxis: LensMember}", "the taxonomy has no axis LensAxis"),
        (
            "concept: DisclosureOfEntitysReportableSegmentsExplanatory",
            "DisclosureOfEntitysReportableSegmentsExplanatory does not take a number",
        ),
    ],
)
def test_what_the_taxonomy_does_not_have_is_refused(tmp_path: Path, rule: str, reason: str) -> None:
    own = f"tables: [{{name: income-statement, lines: [{{wording: Sales, {rule}}}]}}]\n"
    assert refused(rows(tmp_path, "Sales\t10\t20", own=own).resolved("10")) == (Outcome.UNMAPPED, reason)


def test_the_column_may_decide_the_concept_whatever_the_row_says(tmp_path: Path) -> None:
    own = """\
        tables:
          - name: income-statement
            columns: [{wording: Costs, concept: CostOfSales}]
        """
    header = "\tGroup\tCosts\n\tEUR'000\tEUR'000\nYear ended 31 December 2021\t\t\n"
    made = rows(tmp_path, "Revenue\t10\t(4)", header=header, own=own)
    assert (made.resolved("10").concept, made.resolved("10").value) == ("Revenue", Decimal(10000))
    assert (made.resolved("(4)").concept, made.resolved("(4)").value) == ("CostOfSales", Decimal(4000))


def test_a_number_in_a_sentence_is_found_by_the_words_before_it(tmp_path: Path) -> None:
    sentence = "In the year ended 31 December 2021 revenue was EUR1,234,567 and profit was EUR5,678.\n"
    made = of(tmp_path, "MANAGEMENT DISCUSSION\n" + sentence)
    found = made.resolved("1,234,567")
    assert (found.concept, found.value, found.period) == ("Revenue", Decimal(1234567), YEAR)
    assert str(found.rule) == "mapping/ifrs/base.yaml:20"
    assert refused(made.resolved("5,678")) == (Outcome.UNMAPPED, "no rule knows the words before it")


def test_a_sentence_without_a_period_is_doubtful(tmp_path: Path) -> None:
    made = of(tmp_path, "MANAGEMENT DISCUSSION\nAll told revenue was EUR1,234,567.\n")
    assert refused(made.resolved("1,234,567")) == (Outcome.DOUBTFUL, "nothing says its period")


def test_a_sentence_may_be_left_out_under_a_heading(tmp_path: Path) -> None:
    told = "The board proposes a dividend of EUR3,456 for 2021.\n"
    made = of(tmp_path, "DIVIDENDS\n" + told)
    assert refused(made.resolved("3,456")) == (Outcome.LEFT_OUT, "proposed after the year")
    elsewhere = of(tmp_path / "b", "OUTLOOK\n" + told)
    assert refused(elsewhere.resolved("3,456")) == (Outcome.UNMAPPED, "no rule knows the words before it")


def test_two_sentence_rules_that_say_different_things_are_refused_and_the_filings_goes_first(tmp_path: Path) -> None:
    sentence = "MANAGEMENT DISCUSSION\nIn 2021 revenue was EUR1,234,567.\n"
    clash = BASE + "  - {after: was, concept: CostOfSales}\n"
    assert refused(of(tmp_path, sentence, base=clash).resolved("1,234,567")) == (
        Outcome.UNMAPPED,
        "several rules claim it: mapping/ifrs/base.yaml:20, mapping/ifrs/base.yaml:22",
    )
    own = "sentences: [{after: was, concept: CostOfSales}]\n"
    assert of(tmp_path / "b", sentence, own).resolved("1,234,567").concept == "CostOfSales"


def test_a_table_that_prints_all_expenses_without_brackets_is_read_as_it_prints_them(tmp_path: Path) -> None:
    made = rows(tmp_path, "Revenue\t10\t20", "Cost of sales\t4\t5", "Staff costs\t3\t2", "Other gains\t1\t(1)")
    cost = made.resolved("4")
    assert (cost.concept, cost.value, cost.reversed) == ("CostOfSales", Decimal(4000), False)
    assert made.resolved("3").value == Decimal(3000)
    assert made.resolved("10").value == Decimal(10000)
    assert made.resolved("(1)").value == Decimal(-1000)


def test_one_expense_without_brackets_among_others_is_doubtful(tmp_path: Path) -> None:
    made = rows(tmp_path, "Cost of sales\t(4)\t5", "Staff costs\t(3)\t(2)")
    odd = made.resolved("5")
    assert (odd.outcome, odd.value) == (Outcome.DOUBTFUL, None)
    assert odd.reason == "CostOfSales would be negative, which its meaning does not allow"
    assert made.resolved("(4)").value == Decimal(4000)


def test_an_amount_of_either_sign_is_doubtful_where_expenses_stand_without_brackets(tmp_path: Path) -> None:
    own = """\
        tables:
          - name: income-statement
            lines: [{wording: Finance charge, concept: IncomeTaxExpenseContinuingOperations}]
        """
    made = rows(tmp_path, "Cost of sales\t4\t5", "Staff costs\t3\t2", "Finance charge\t1\t6", own=own)
    assert (made.resolved("6").outcome, made.resolved("6").value) == (Outcome.DOUBTFUL, None)
    assert "without brackets" in made.resolved("6").reason


POSITION = "CONSOLIDATED BALANCE SHEET\nAS AT 31 DECEMBER 2021\n\t2021\n\tEUR'000\n"


def test_a_total_without_a_label_is_not_that_of_its_section_where_it_sums_rows_outside(tmp_path: Path) -> None:
    rows = "Non-current liabilities\t\nTotal non-current liabilities\t250\nCurrent liabilities\t\n"
    document = POSITION + rows + "Trade and other payables\t90\n\t340\n"
    decision = steps(tmp_path, document, "").resolved("340")
    assert refused(decision) == (
        Outcome.DOUBTFUL,
        "its row has no label and sums rows outside the section that stands above it",
    )


def test_a_row_below_its_sections_total_is_not_in_that_section(tmp_path: Path) -> None:
    rows = "Non-current liabilities\t\nContract liabilities\t200\nTotal non-current liabilities\t250\n"
    read = steps(tmp_path, POSITION + rows + "Trade and other payables\t90\nTotal liabilities\t340\n", "")
    assert read.resolved("200").concept == "NoncurrentContractLiabilities"
    assert refused(read.resolved("90")) == (Outcome.UNMAPPED, "no rule of financial-position knows its row")
    assert read.resolved("340").concept == "Liabilities"


def test_disposals_of_gross_cost_or_of_accumulated_depreciation_are_not_those_of_the_asset(tmp_path: Path) -> None:
    document = (
        "NOTES TO THE FINANCIAL STATEMENTS\n12 PROPERTY, PLANT AND EQUIPMENT\n\tBuildings\tTotal\n\tEUR'000\tEUR'000\n"
        "Cost\t\t\nAt 1 January 2021\t40\t60\nDisposals\t(4)\t(5)\nAt 31 December 2021\t36\t55\n"
        "Accumulated depreciation\t\t\nAt 1 January 2021\t10\t12\nDepreciation charge\t7\t8\nDisposals\t(1)\t(3)\n"
        "At 31 December 2021\t16\t17\nCarrying amount\t20\t38\n"
    )
    read = steps(tmp_path, document, "")
    assert {read.resolved(text).outcome for text in ("(4)", "(5)", "(1)", "(3)")} == {Outcome.UNMAPPED}
    assert {read.resolved(text).value for text in ("7", "8")} == {Decimal(7000), Decimal(8000)}


def test_any_number_that_a_group_had_is_not_its_number_of_employees(tmp_path: Path) -> None:
    document = (
        "NOTES TO THE FINANCIAL STATEMENTS\n12 PROPERTY, PLANT AND EQUIPMENT\n"
        "As at 31 December 2021, buildings with a carrying amount of EUR5,000 stood on leased land.\n"
        "EMPLOYEES\nAs at 31 December 2021, the Group had 3 training centres.\n"
        "As at 31 December 2021, the total number of employees was 77.\n"
    )
    read = steps(tmp_path, document, "")
    assert read.resolved("5,000").outcome is Outcome.UNMAPPED
    assert read.resolved("3").outcome is Outcome.UNMAPPED
    assert read.resolved("77").concept == "NumberOfEmployees"


PER_SHARE = """CONSOLIDATED INCOME STATEMENT
For the year ended 31 December 2024
\t2024
\tEUR'000
Basic and diluted loss of a share (EUR per share)\t(1.02)
"""


def both(also: str) -> str:
    return (
        "tables:\n  - name: income-statement\n    lines:\n"
        "      - {wording: Basic and diluted loss of a share (EUR per share), "
        f"concept: BasicEarningsLossPerShare, also: [{also}]}}\n"
    )


def test_a_number_that_states_two_concepts_is_two_facts(tmp_path: Path) -> None:
    read = steps(tmp_path, PER_SHARE, both("DilutedEarningsLossPerShare"))
    assert read.resolved("(1.02)").concepts == ("BasicEarningsLossPerShare", "DilutedEarningsLossPerShare")
    assert [str(fact.concept) for fact in read.built.report.facts] == [
        "ifrs-full:BasicEarningsLossPerShare",
        "ifrs-full:DilutedEarningsLossPerShare",
    ]


def test_a_number_cannot_state_concepts_of_two_kinds(tmp_path: Path) -> None:
    read = steps(tmp_path, PER_SHARE, both("Revenue"))
    assert read.resolved("(1.02)").reason == "Revenue is of another kind than BasicEarningsLossPerShare"


@pytest.mark.parametrize("scope", ["Discontinued operations", "The Company", "Pro forma", "Toys division", "Adjusted"])
def test_rows_under_a_heading_of_another_scope_are_not_the_groups(tmp_path: Path, scope: str) -> None:
    document = f"CONSOLIDATED INCOME STATEMENT\n\t2024\n\tEUR'000\nRevenue\t900\n{scope}\t\nRevenue\t700\n"
    read = steps(tmp_path, document, "")
    assert read.resolved("900").concept == "Revenue"
    assert read.resolved("700").reason == f"it stands under {scope!r}, which is not about the group as IFRS reports it"


def test_a_part_of_others_comprehensive_income_is_not_the_groups_own(tmp_path: Path) -> None:
    rows = "Share of other comprehensive loss of a joint venture\t\n- Cash flow hedge\t(700)\n"
    read = steps(
        tmp_path, f"STATEMENT OF COMPREHENSIVE INCOME\n\t2024\n\tEUR'000\nProfit for the year\t900\n{rows}", ""
    )
    assert "which is not about the group" in read.resolved("(700)").reason
