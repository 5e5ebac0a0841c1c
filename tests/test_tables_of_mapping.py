from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from hand_made import line, table
from larkfield import shipped_base
from mappings import base_of
from tagwright.figures.outline import Surroundings
from tagwright.mapping.model import TableMapping
from tagwright.mapping.tables import TableChoice, TableChooser, vocabulary_of

INCOME = table(name="income-statement", titles=("Consolidated income statement", "Income statement"))


def under(*headings: str, introduction: str = "") -> Surroundings:
    return Surroundings(headings, "", introduction, None)


def choose_table(
    around: Surroundings, labels: tuple[str, ...], tables: Iterable[TableMapping], notes: Sequence[str] = ()
) -> TableChoice:
    return TableChooser(tables, notes).choose(around, labels, lambda table, label: True)


def chosen(around: Surroundings, *tables: TableMapping, labels: tuple[str, ...] = ()) -> str | None:
    found = choose_table(around, labels, tables).table
    return found.name if found else None


def test_a_table_is_found_by_a_heading_above_it_without_note_number_case_or_marks() -> None:
    assert chosen(under("CONSOLIDATED INCOME STATEMENT"), INCOME) == "income-statement"
    receivables = table(name="receivables", titles=("Trade receivables",))
    assert chosen(under("NOTES", "11. Trade Receivables (note 3)"), receivables) == "receivables"


def test_a_title_that_is_only_a_part_of_a_heading_is_none() -> None:
    assert chosen(under("Notes to the income statement"), INCOME) is None
    assert choose_table(under(), (), [INCOME]).rivals == ()


def test_the_title_that_stands_deepest_wins() -> None:
    outer = table(name="outer", kind="note", titles=("Financial assets",))
    inner = table(name="inner", kind="note", titles=("Debt investments",))
    assert chosen(under("FINANCIAL ASSETS", "Debt investments"), outer, inner) == "inner"
    assert chosen(under("FINANCIAL ASSETS", "Equity investments"), outer, inner) == "outer"


def test_an_outer_heading_that_a_table_asks_for_must_stand_above_its_title() -> None:
    inside = table(name="inside", titles=("Revenue",), within=("Management discussion and analysis",))
    assert chosen(under("MANAGEMENT DISCUSSION AND ANALYSIS", "Revenue"), inside) == "inside"
    assert chosen(under("Revenue"), inside) is None
    assert chosen(under("Revenue", "Management discussion and analysis"), inside) is None


def test_words_that_a_table_asks_for_must_stand_just_above() -> None:
    ages = table(name="ages", titles=("Trade receivables",), about=("aging analysis", "by age"))
    said = "The Aging  Analysis of trade receivables is as follows:"
    assert chosen(under("Trade receivables", introduction=said), ages) == "ages"
    assert chosen(under("Trade receivables", introduction="By currency:"), ages) is None


def test_a_row_that_a_table_asks_for_must_be_one_of_its_rows() -> None:
    ages = table(name="ages", titles=("Trade receivables",), contains=("Up to 6 months",))
    assert chosen(under("Trade receivables"), ages, labels=("– up to 6 months", "Total")) == "ages"
    assert chosen(under("Trade receivables"), ages, labels=("Third parties",)) is None


def test_of_two_under_one_title_the_one_with_more_conditions_met_wins() -> None:
    general = table(name="general", titles=("Trade receivables",))
    ages = table(name="ages", titles=("Trade receivables",), contains=("Up to 6 months",))
    assert chosen(under("Trade receivables"), general, ages, labels=("Up to 6 months",)) == "ages"
    assert chosen(under("Trade receivables"), general, ages, labels=("Third parties",)) == "general"


def test_two_that_fit_equally_well_are_rivals_and_none_is_chosen() -> None:
    one, other = table(name="one", titles=("Revenue",)), table(name="other", titles=("Revenue",))
    choice = choose_table(under("Revenue"), (), [one, other])
    assert choice.table is None
    assert [rival.name for rival in choice.rivals] == ["one", "other"]


def test_the_vocabulary_has_the_wordings_of_lines_and_the_sections_they_ask_for(tmp_path: Path) -> None:
    text = """\
        tables:
          - name: borrowings
            kind: note
            titles: Borrowings
            positive: as printed
            lines:
              - {wording: [Bank loans, Loans from banks], section: Current, concept: ShorttermBorrowings}
              - {wording: Total, not_section: Tax effects of, concept: Borrowings}
        """
    vocabulary = vocabulary_of(base_of(tmp_path, notes=text))
    assert vocabulary.lines == {"bank loans": "Bank loans", "loans from banks": "Loans from banks", "total": "Total"}
    assert set(vocabulary.headings) == {"current", "tax effects of"}


def test_each_statement_of_the_shipped_mapping_is_found_by_its_usual_title() -> None:
    titles = {
        "CONSOLIDATED STATEMENT OF PROFIT OR LOSS": "income-statement",
        "Consolidated Statement of Comprehensive Income": "comprehensive-income",
        "CONSOLIDATED BALANCE SHEET": "financial-position",
        "Consolidated statement of changes in equity": "changes-in-equity",
        "CONSOLIDATED STATEMENT OF CASH FLOWS": "cash-flows",
    }
    assert {title: chosen(under(title), *shipped_base().tables) for title in titles} == titles


def test_lines_of_a_table_do_not_matter_for_which_table_it_is() -> None:
    empty, full = table(name="empty", titles=("A",)), table(line(wording="x"), name="full", titles=("B",))
    assert chosen(under("A"), empty, full, labels=("x",)) == "empty"


@pytest.mark.parametrize(
    "between", ["Segment information", "Cloud business", "Summarised information of the associate", "Notes"]
)
def test_a_heading_that_names_another_matter_ends_a_statement(between: str) -> None:
    choice = choose_table(under("CONSOLIDATED INCOME STATEMENT", between), (), [INCOME])
    assert choice.table is None
    assert repr(between) in choice.refused


@pytest.mark.parametrize(
    "between", ["For the year ended 31 December 2021", "(Expressed in RMB'000)", "Year ended 2021 compared to 2020"]
)
def test_a_caption_of_period_or_unit_does_not_end_a_statement(between: str) -> None:
    assert chosen(under("CONSOLIDATED INCOME STATEMENT", between), INCOME) == "income-statement"


def test_a_section_of_its_own_does_not_end_a_statement() -> None:
    position = table(line(wording="Goodwill", section="Assets"), name="position", titles=("Balance sheet",))
    assert chosen(under("BALANCE SHEET", "Assets"), position) == "position"
    assert chosen(under("BALANCE SHEET", "Pensions"), position) is None


@pytest.mark.parametrize(
    "heading",
    [
        "30 Parent entity information",
        "Balance sheet of the Company",
        "11 Discontinued operation",
        "Interests in associates",
        "Summarised information of joint ventures",
        "Segment results",
    ],
)
def test_a_statement_under_a_heading_that_is_not_about_the_group_is_not_the_groups(heading: str) -> None:
    choice = choose_table(under("NOTES", heading, "Income statement"), (), [INCOME])
    assert choice.table is None
    assert "not about the group" in choice.refused


def test_a_table_that_asks_for_such_a_heading_is_found_below_it() -> None:
    own = table(name="own", titles=("Interests in associates",))
    within = table(name="within", titles=("Revenue",), within=("Discontinued operation",))
    assert chosen(under("Interests in associates"), own) == "own"
    assert chosen(under("Discontinued operation", "Revenue"), within) == "within"


def test_a_note_goes_on_under_its_parts_and_ends_at_the_title_of_another_note() -> None:
    note = table(name="tax", kind="note", titles=("Income tax",))
    other = table(name="other", kind="note", titles=("Borrowings",), about=("by age",))
    assert chosen(under("INCOME TAX", "Tax rates"), note, other) == "tax"
    assert chosen(under("INCOME TAX", "Borrowings"), note, other) is None
    assert choose_table(under("INCOME TAX", "Inventories"), (), [note], ["Inventories"]).table is None


def test_non_current_assets_by_area_are_not_taken_for_revenue() -> None:
    around = ("NOTES", "5 Segment information", "(b) Geographical information")
    assets = under(*around, introduction="The Group's non-current assets are located in:")
    revenue = under(*around, introduction="The Group's revenue from external customers:")
    assert chosen(assets, *shipped_base().tables) is None
    assert chosen(revenue, *shipped_base().tables) == "revenue-by-area"


@pytest.mark.parametrize(
    "heading", ["Reconciliation of changes in spare parts", "Larkfield plc – Movements in spare parts", "Spareparts"]
)
def test_a_note_is_found_by_its_matter(heading: str) -> None:
    note = table(name="parts", kind="note", titles=("Spare parts",))
    assert chosen(under(heading), note) == "parts"


def test_a_statement_is_not_found_by_its_matter_alone() -> None:
    assert chosen(under("Reconciliation of income statement"), INCOME) is None
