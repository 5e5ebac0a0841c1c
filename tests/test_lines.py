from collections.abc import Collection
from dataclasses import replace

import pytest

from hand_made import THOUSANDS, column, figure, line, table
from tagwright.document.model import Span
from tagwright.figures.model import Figure, Measure, UnitOfMeasure
from tagwright.figures.variants import folded
from tagwright.mapping.line_index import LineIndex, Rows
from tagwright.mapping.lines import LineChoice, choose_column, choose_line, closed_sections, implied_sections
from tagwright.mapping.model import TableMapping


def chosen(of: Figure, rules: TableMapping, closed: Collection[str] = ()) -> LineChoice:
    return choose_line(of, LineIndex(rules, lambda concept: True), closed)


REVENUE = line(wording=["Revenue", "Turnover"], concept="Revenue")
LONG_TERM = line(wording="Borrowings", section="Non-current liabilities", concept="LongtermBorrowings")
SHORT_TERM = line(wording="Borrowings", section="Current liabilities", concept="ShorttermBorrowings")


@pytest.mark.parametrize("label", ["Revenue", "TURNOVER:", "  revenue (note 4)", "– Revenue", "Revenue*"])
def test_case_bullets_and_footnote_marks_of_a_label_do_not_matter(label: str) -> None:
    assert chosen(figure(row_path=(label,)), table(REVENUE)).line is REVENUE


@pytest.mark.parametrize("label", ["Revenue, net", "Deferred revenue"])
def test_other_words_are_another_label(label: str) -> None:
    choice = chosen(figure(row_path=(label,)), table(REVENUE))
    assert (choice.line, choice.rivals) == (None, ())


def test_the_section_above_tells_equal_labels_apart() -> None:
    rules = table(LONG_TERM, SHORT_TERM)
    assert chosen(figure(row_path=("Current liabilities", "Borrowings")), rules).line is SHORT_TERM
    assert chosen(figure(row_path=("NON-CURRENT LIABILITIES", "Borrowings")), rules).line is LONG_TERM
    assert chosen(figure(row_path=("Equity", "Borrowings")), rules).line is None


def test_a_rule_that_asks_for_the_section_goes_before_one_that_does_not() -> None:
    anywhere = line(wording="Borrowings", concept="Borrowings")
    rules = table(anywhere, LONG_TERM)
    assert chosen(figure(row_path=("Non-current liabilities", "Borrowings")), rules).line is LONG_TERM
    assert chosen(figure(row_path=("Borrowings",)), rules).line is anywhere


def test_a_section_that_is_refused_keeps_the_rule_away() -> None:
    others = line(wording="Others", not_section="Tax effects of", concept="OtherExpenseByNature")
    assert chosen(figure(row_path=("Expenses", "Others")), table(others)).line is others
    assert chosen(figure(row_path=("Tax effects of", "Others")), table(others)).line is None


def test_the_filings_rule_goes_before_the_bases_even_where_that_asks_for_the_section() -> None:
    own = line("filing", wording="Borrowings", concept="Borrowings")
    assert chosen(figure(row_path=("Current liabilities", "Borrowings")), table(own, SHORT_TERM)).line is own


def test_rules_with_equal_right_that_say_different_things_are_rivals_and_none_is_chosen() -> None:
    one = line(wording="Other income", concept="OtherIncome")
    other = line(wording=["Other income"], concept="OtherOperatingIncomeExpense")
    choice = chosen(figure(row_path=("Other income",)), table(one, other))
    assert (choice.line, choice.rivals) == (None, (one, other))


def test_rules_that_say_the_same_are_no_rivals() -> None:
    again = line(wording="Turnover", concept="Revenue")
    assert chosen(figure(row_path=("Turnover",)), table(REVENUE, again)).line is REVENUE


def test_rules_that_differ_in_their_sign_alone_are_rivals() -> None:
    reversed_one = line(wording="Revenue", concept="Revenue", sign="reversed")
    assert chosen(figure(row_path=("Revenue",)), table(REVENUE, reversed_one)).line is None


def test_a_total_without_a_label_is_found_by_the_section_it_closes() -> None:
    total = line(unlabelled_total=True, section="Current assets", concept="CurrentAssets")
    rules = table(total, REVENUE)
    assert chosen(figure(row_path=("Current assets",), row_label_missing=True), rules).line is total
    assert chosen(figure(row_path=("Equity",), row_label_missing=True), rules).line is None
    assert chosen(figure(row_path=("Current assets", "Revenue")), rules).line is REVENUE


def test_a_wording_with_day_and_month_is_for_every_year() -> None:
    opening = line(wording="As at 1 January", balance="opening", concept="Equity")
    rules = table(opening)
    for label in ("As at 1 January", "As at 1 January 2021", "AS AT 1 JANUARY 2020"):
        assert chosen(figure(row_path=(label,)), rules).line is opening
    assert chosen(figure(row_path=("As at 1 July 2021",)), rules).line is None
    american = line(wording="Balance at December 31", concept="Equity")
    assert chosen(figure(row_path=("Balance at December 31, 2021",)), table(american)).line is american


def test_a_wording_that_names_the_year_goes_before_one_that_does_not() -> None:
    anywhere = line("filing", wording="As at 1 January", concept="Equity")
    that_year = line(wording="As at 1 January 2020", leave_out="as it was before the merger")
    rules = table(anywhere, that_year)
    assert chosen(figure(row_path=("As at 1 January 2020",)), rules).line is that_year
    assert chosen(figure(row_path=("As at 1 January 2021",)), rules).line is anywhere


CAPITAL = column(wording="Share capital", dimensions={"ComponentsOfEquityAxis": "IssuedCapitalMember"})
TOTAL = column(wording=["Total", "Total equity"])


def test_a_column_is_found_by_all_words_of_its_heading_and_by_no_part_of_them() -> None:
    together = column(wording="Owners of the parent Total")
    split = figure(column_path=("Owners of the parent", "Total"))
    assert choose_column(split, [CAPITAL, TOTAL, together]) is together
    assert choose_column(split, [CAPITAL, TOTAL, column(wording="Owners of the parent")]) is None
    assert choose_column(figure(column_path=("Preference", "share capital")), [TOTAL, CAPITAL]) is None
    assert choose_column(figure(column_path=("SHARE CAPITAL",)), [TOTAL, CAPITAL]) is CAPITAL


def test_captions_in_a_columns_heading_do_not_count() -> None:
    captioned = figure(column_path=("Total", "(unaudited)", "2021"))
    assert choose_column(captioned, [CAPITAL, TOTAL]) is TOTAL


def test_a_rule_may_be_for_one_column_alone() -> None:
    gross = line(wording="Hedges", column=["Before tax", "Gross"], concept="OtherComprehensiveIncomeBeforeTax")
    net = line(wording="Hedges", column="Net of tax", concept="OtherComprehensiveIncome")
    rules = table(gross, net)
    assert chosen(figure(row_path=("Hedges",), column_path=("2021", "GROSS")), rules).line is gross
    assert chosen(figure(row_path=("Hedges",), column_path=("Net of tax",)), rules).line is net
    assert chosen(figure(row_path=("Hedges",), column_path=("Tax",)), rules).line is None


def test_a_column_of_the_base_mapping_is_found_by_a_heading_of_the_same_meaning_and_one_of_the_filing_is_not() -> None:
    minorities = figure(column_path=("Minority interest",))
    assert choose_column(minorities, [CAPITAL, column(wording="Non-controlling interests")]) is not None
    assert choose_column(minorities, [replace(column(wording="Non-controlling interests"), level="filing")]) is None


def test_a_column_may_refuse_another_beside_it() -> None:
    alone = column(wording="Total", not_beside="Non-controlling interests")
    total = figure(column_path=("Total",))
    assert choose_column(total, [alone], {1: "total", 0: "share capital"}) is alone
    assert choose_column(total, [alone], {1: "total", 2: "minority interest"}) is None


def test_a_column_left_out_on_purpose_is_known_by_any_line_of_its_heading() -> None:
    change = column(wording="Change", leave_out="a ratio")
    assert choose_column(figure(column_path=("Year-over-year", "change")), [TOTAL, change]) is change


def test_a_section_ends_with_the_total_that_names_it() -> None:
    rows = [
        ("Current assets", "Cash"),
        ("Current assets", "Total current assets"),
        ("Current assets", "Cash"),
        ("Current assets", "Total assets"),
    ]
    figures = [figure(number, row_path=path) for number, path in enumerate(rows)]
    current = frozenset({"current asset"})
    assert closed_sections(figures) == {0: frozenset(), 1: frozenset(), 2: current, 3: current}
    cash = table(line(wording="Cash", section="Current assets", concept="CashAndCashEquivalents"))
    assert chosen(figures[0], cash).line is not None
    assert chosen(figures[2], cash, current).line is None


def test_a_column_that_no_rule_knows_has_none() -> None:
    assert choose_column(figure(column_path=("Treasury shares",)), [CAPITAL, TOTAL]) is None
    assert choose_column(figure(column_path=()), [CAPITAL, TOTAL]) is None


def test_a_column_of_percentages_without_a_name_is_found_as_percent() -> None:
    percent = column(wording="%", leave_out="a ratio")
    ratio = figure(unit=UnitOfMeasure(Measure.PERCENT, None, -2))
    assert choose_column(ratio, [TOTAL, percent]) is percent
    assert choose_column(figure(unit=THOUSANDS), [TOTAL, percent]) is None


def test_a_profit_is_taken_for_a_loss_only_where_the_concept_may_be_negative() -> None:
    profit = table(line(wording="Profit for the year", concept="ProfitLoss"))
    gain = table(line(wording="Gains on disposal of investments", concept="GainsOnDisposalsOfInvestments"))
    never, always = (lambda concept: False), (lambda concept: True)
    loss = figure(row_path=("Loss for the year",))
    assert choose_line(loss, LineIndex(profit, always)).line is not None
    disposal = figure(row_path=("Losses on disposal of investments",))
    assert choose_line(disposal, LineIndex(gain, never)).line is None
    same = figure(row_path=("Gain on sale of investments",))
    assert choose_line(same, LineIndex(gain, never)).line is not None


def test_the_filings_own_wording_is_not_taken_in_a_wider_sense() -> None:
    own = table(line("filing", wording="Staff costs", concept="WagesAndSalaries"))
    assert chosen(figure(row_path=("Staff cost",)), own).line is not None
    assert chosen(figure(row_path=("Personnel expenses",)), own).line is None


def test_what_stands_beside_a_row_tells_equal_labels_apart() -> None:
    nature = line(wording="Other expenses", beside="Employee benefits expense", concept="OtherExpenseByNature")
    function = line(wording="Other expenses", not_beside="Employee benefits expense", concept="OtherExpenseByFunction")
    rules = table(nature, function)
    rows = Rows.of([((0, 0), ("Personnel expenses",)), ((0, 1), ("Other expenses",))])
    other = figure(1, row_path=("Other expenses",))
    assert choose_line(other, LineIndex(rules, lambda concept: True), rows=rows).line is nature
    assert choose_line(other, LineIndex(rules, lambda concept: True)).line is function


def test_the_order_of_rows_tells_equal_labels_apart() -> None:
    label, effect = "Net increase in cash", "Effect of exchange rates"
    before = line(
        wording=label,
        before=effect,
        concept="IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges",
    )
    after = line(wording=label, after=effect, concept="IncreaseDecreaseInCashAndCashEquivalents")
    index = LineIndex(table(before, after), lambda concept: True)
    first = Rows.of([((0, 0), (label,)), ((0, 1), (effect,))])
    last = Rows.of([((0, 0), (effect,)), ((0, 1), (label,))])
    assert choose_line(figure(0, row_path=(label,)), index, rows=first).line is before
    assert choose_line(figure(1, row_path=(label,)), index, rows=last).line is after


def test_a_total_with_a_label_says_which_section_its_rows_are_in() -> None:
    figures = [
        figure(0, "1", row_path=("Cash",)),
        figure(1, "2", row_path=("Inventories",)),
        figure(2, "3", row_path=("Total current assets",), total_of=(0, 1)),
    ]
    assert implied_sections(figures) == {0: frozenset({"current asset"}), 1: frozenset({"current asset"})}


def test_a_column_may_ask_for_what_stands_to_its_right_and_to_its_left() -> None:
    owners = column(wording="Total", before="Non-controlling interests", dimensions={"Axis": "OwnersMember"})
    whole = column(wording="Total", after="Non-controlling interests")
    headings = {1: "share capital", 2: "total", 3: folded("Non-controlling interests"), 4: "total"}
    third = replace(figure(column_path=("Total",)), span=Span(0, 0, 2, 0, 1))
    last = replace(third, span=Span(0, 0, 4, 0, 1))
    assert choose_column(third, [whole, owners], headings) is owners
    assert choose_column(last, [owners, whole], headings) is whole
    assert choose_column(last, [owners, whole], {1: "share capital", 4: "total"}) is None
