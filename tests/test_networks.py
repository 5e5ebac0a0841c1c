from typing import Any

from hand_made import BOOK, NAMES, YEAR, YEAR_BEFORE, YEAR_END, figure, table, tagged
from tagwright.document.model import Place
from tagwright.figures.model import Balance, Figure
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.profiles import load_profile
from tagwright.mapping.schema import ExtensionDeclaration
from tagwright.report.model import (
    CalculationArc,
    Hypercube,
    LabelRole,
    Network,
    PresentationNode,
    QName,
    TextBlockFact,
)
from tagwright.report.networks import camel, networks_of, printed_label, title_of, words_of

OWN = ExtensionDeclaration(prefix="lark", namespace="https://example.com/2021")
Lines = list[tuple[Decision, Figure]]


def networks(lines: Lines, blocks: tuple[TextBlockFact, ...] = (), **sums: list[CalculationArc]) -> tuple[Network, ...]:
    decisions, figures = [d for d, _ in lines], [f for _, f in lines]
    return networks_of(decisions, figures, blocks, sums, BOOK, NAMES, OWN)


def printed(number: int, concept: str, label: str, *, decided: dict[str, Any] | None = None, **rest: Any) -> Any:
    """A figure in the row ``label`` and the decision that it states ``concept``."""
    return tagged(number, concept, "1000", **(decided or {})), figure(number, "1", row_path=(label,), **rest)


def shown(node: PresentationNode) -> tuple[str, str, str]:
    return str(node.concept), node.preferred.name, node.label


def test_a_network_is_named_after_its_table_and_sorted_by_its_number() -> None:
    statement = table(name="income-statement", number="310000", title="Income statement")
    unnumbered = table(name="lens-sales", kind="note")
    found = networks(
        [
            printed(0, "Revenue", "Revenue", decided={"table": statement}),
            printed(1, "Revenue", "Lenses", decided={"table": unnumbered}),
        ]
    )
    assert [(network.role, network.definition) for network in found] == [
        ("https://example.com/2021/role/income-statement", "[310000] Income statement"),
        ("https://example.com/2021/role/lens-sales", "[900000] Lens sales"),
    ]


def test_a_network_has_the_title_that_is_printed_above_its_table_and_no_other_heading() -> None:
    statement = table(name="income-statement", titles=("Income statement",))
    headings = ("Results", "3 INCOME  STATEMENT (CONTINUED)", "For the year ended 31 December 2021")
    (found,) = networks([printed(0, "Revenue", "Revenue", decided={"table": statement}, headings=headings)])
    assert found.heading == "3 INCOME STATEMENT (CONTINUED)"
    (found,) = networks([printed(0, "Revenue", "Revenue", decided={"table": statement}, headings=headings[:1])])
    assert found.heading == ""


def test_concepts_stand_in_the_order_of_print_under_the_tables_own_root_each_once() -> None:
    found = networks(
        [
            printed(0, "Revenue", "Revenue"),
            printed(1, "Revenue", "Revenue"),
            printed(2, "CostOfSales", "Cost of  sales", decided={"reversed": True}),
            printed(3, "GrossProfit", "Gross profit", total_of=(0, 2)),
        ]
    )
    (root,) = found[0].presentation
    assert shown(root) == ("lark:IncomeStatementAbstract", "STANDARD", "Income statement")
    assert [shown(child) for child in root.children] == [
        ("ifrs-full:Revenue", "STANDARD", "Revenue"),
        ("ifrs-full:CostOfSales", "NEGATED", "Cost of sales"),
        ("ifrs-full:GrossProfit", "TOTAL", "Gross profit"),
    ]
    assert found[0].hypercube is None


def test_a_reversed_total_has_the_negated_total_label() -> None:
    line = printed(0, "OperatingExpense", "Expenses", decided={"reversed": True}, total_of=(1, 2))
    (root,) = networks([line])[0].presentation
    assert root.children[0].preferred is LabelRole.NEGATED_TOTAL


def test_opening_and_closing_balances_of_one_concept_stand_apart_with_their_labels() -> None:
    found = networks(
        [
            printed(0, "Equity", "At 1 January", decided={"period": YEAR_END}, balance=Balance.OPENING),
            printed(1, "ProfitLoss", "Profit", balance=Balance.OPENING),
            printed(2, "Equity", "At 31 December", decided={"period": YEAR_END}, balance=Balance.CLOSING),
        ]
    )
    assert [shown(child) for child in found[0].presentation[0].children] == [
        ("ifrs-full:Equity", "PERIOD_START", "At 1 January"),
        ("ifrs-full:ProfitLoss", "STANDARD", "Profit"),
        ("ifrs-full:Equity", "PERIOD_END", "At 31 December"),
    ]


COMPONENT = "ComponentsOfEquityAxis"


def cube_of(found: Network) -> Hypercube:
    assert found.hypercube is not None
    return found.hypercube


def test_a_table_with_dimensions_has_a_hypercube_of_the_axes_and_the_members_that_are_used() -> None:
    found = networks(
        [
            printed(0, "ProfitLoss", "Profit", decided={"dimensions": ((COMPONENT, "RetainedEarningsMember"),)}),
            printed(1, "ProfitLoss", "Profit", decided={"dimensions": ((COMPONENT, "IssuedCapitalMember"),)}),
            printed(2, "ProfitLoss", "Profit"),
            printed(3, "IssueOfEquity", "Shares issued"),
        ]
    )
    cube = cube_of(found[0])
    assert (str(cube.table), str(cube.line_items_root)) == (
        "lark:IncomeStatementTable",
        "lark:IncomeStatementLineItems",
    )
    assert cube.line_items == (NAMES["ProfitLoss"], NAMES["IssueOfEquity"])
    (axis,) = cube.axes
    assert (axis.axis, axis.default) == (NAMES[COMPONENT], NAMES["EquityMember"])
    assert axis.members == (NAMES["RetainedEarningsMember"], NAMES["IssuedCapitalMember"])


def test_a_hypercube_is_shown_with_its_axes_their_domain_and_members_and_then_the_lines() -> None:
    line = printed(0, "ProfitLoss", "Profit", decided={"dimensions": ((COMPONENT, "RetainedEarningsMember"),)})
    (root,) = networks([line])[0].presentation
    (cube,) = root.children
    axis, items = cube.children
    assert shown(cube) == ("lark:IncomeStatementTable", "STANDARD", "Income statement: table")
    assert shown(axis) == ("ifrs-full:ComponentsOfEquityAxis", "STANDARD", "Components of equity")
    assert [shown(child) for child in axis.children] == [("ifrs-full:EquityMember", "STANDARD", "Equity")]
    assert [shown(child) for child in axis.children[0].children] == [
        ("ifrs-full:RetainedEarningsMember", "STANDARD", "Retained earnings")
    ]
    assert shown(items) == ("lark:IncomeStatementLineItems", "STANDARD", "Income statement: line items")
    assert [shown(child) for child in items.children] == [("ifrs-full:ProfitLoss", "STANDARD", "Profit")]


def test_the_arcs_of_a_table_go_to_its_network() -> None:
    arc = CalculationArc(NAMES["GrossProfit"], NAMES["Revenue"], 1)
    lines = [
        printed(0, "Revenue", "Revenue", decided={"table": table(name="one")}),
        printed(1, "Revenue", "Revenue", decided={"table": table(name="other")}),
    ]
    assert [network.calculation for network in networks(lines, other=[arc])] == [(), (arc,)]


def test_figures_that_are_no_facts_or_stand_in_sentences_make_no_network() -> None:
    refused = Decision(0, Outcome.DOUBTFUL, "damaged", concept="Revenue", table=table())
    spoken = tagged(1, "Revenue", "1", table=None)
    assert networks([(refused, figure(0)), (spoken, figure(1))]) == ()


def test_notes_that_are_reported_whole_have_a_network_at_the_end() -> None:
    segments = NAMES["DisclosureOfEntitysReportableSegmentsExplanatory"]
    block = TextBlockFact("t1", segments, YEAR, (), "en", ((1, 2),), Place(1, 1))
    found = networks([printed(0, "Revenue", "Revenue")], (block,))
    assert (found[-1].role, found[-1].definition) == ("https://example.com/2021/role/notes", "[800000] Notes")
    (root,) = found[-1].presentation
    assert root.concept == QName("lark", "NotesAbstract")
    assert [child.concept for child in root.children] == [segments]
    assert (found[-1].calculation, found[-1].hypercube) == ((), None)


def test_a_total_without_a_label_is_named_after_its_section() -> None:
    assert printed_label(figure(row_path=("Current  assets:",), row_label_missing=True)) == "Total: Current assets"
    assert printed_label(figure(row_path=("Current assets", "Inventories"))) == "Inventories"
    assert printed_label(figure(row_path=(), row_label_missing=True)) == "Total"
    assert printed_label(figure(row_path=(), context="revenue was")) == "revenue was"


def test_names_are_spelt_as_words_and_as_elements() -> None:
    assert words_of("ComponentsOfEquityAxis") == "Components of equity"
    assert words_of("RetainedEarningsMember") == "Retained earnings"
    assert camel("changes-in-equity") == "ChangesInEquity"
    assert title_of(table(name="changes-in-equity")) == "Changes in equity"
    assert title_of(table(name="x", title="Lens sales")) == "Lens sales"


def test_lines_stand_under_their_headings_and_a_heading_has_the_wording_of_the_page() -> None:
    found = networks(
        [
            printed(0, "ProfitLoss", "Profit"),
            (tagged(1, "ProfitLossAttributableToOwnersOfParent", "1"), figure(1, row_path=("Due to:", "Owners"))),
        ]
    )
    (root,) = found[0].presentation
    assert [shown(node) for node in root.children] == [
        ("ifrs-full:ProfitLoss", "STANDARD", "Profit"),
        ("lark:IncomeStatementDueToAbstract", "STANDARD", "Due to"),
    ]
    assert [shown(node) for node in root.children[1].children] == [
        ("ifrs-full:ProfitLossAttributableToOwnersOfParent", "STANDARD", "Owners")
    ]


def test_a_row_of_the_earlier_years_table_stands_in_the_order_of_that_table() -> None:
    found = networks(
        [
            printed(0, "Revenue", "Revenue", block=1),
            printed(1, "ProfitLoss", "Profit", block=1),
            printed(2, "Revenue", "Revenue", decided={"period": YEAR_BEFORE}, block=2),
            printed(3, "FinanceCosts", "Interest", decided={"period": YEAR_BEFORE}, block=2),
            printed(4, "ProfitLoss", "Profit", decided={"period": YEAR_BEFORE}, block=2),
        ]
    )
    assert [child.label for child in found[0].presentation[0].children] == ["Revenue", "Interest", "Profit"]


def test_a_year_printed_below_the_other_in_one_table_is_a_second_run_but_a_line_printed_twice_is_none() -> None:
    before = {"period": YEAR_BEFORE}
    stacked = networks(
        [
            printed(0, "Revenue", "Revenue", decided=before),
            printed(1, "ProfitLoss", "Profit", decided=before),
            printed(2, "Revenue", "Revenue"),
            printed(3, "FinanceCosts", "Interest"),
            printed(4, "ProfitLoss", "Profit"),
        ]
    )
    assert [child.label for child in stacked[0].presentation[0].children] == ["Revenue", "Interest", "Profit"]
    repeated = networks(
        [
            printed(0, "ProfitLoss", "Profit"),
            printed(1, "Revenue", "Revenue"),
            printed(2, "ProfitLoss", "Profit"),
            printed(3, "FinanceCosts", "Interest"),
        ]
    )
    assert [child.label for child in repeated[0].presentation[0].children] == ["Profit", "Revenue", "Interest"]


def test_a_profile_with_roots_has_no_abstract_concepts_of_the_extension() -> None:
    member = {"dimensions": ((COMPONENT, "RetainedEarningsMember"),)}
    headed = figure(1, "1", row_path=("Due to", "Owners"))
    lines = [
        printed(0, "ProfitLoss", "Profit", decided=member),
        (tagged(1, "ProfitLossAttributableToOwnersOfParent", "1"), headed),
        printed(2, "NumberOfEmployees", "employees", decided={"table": None}),
    ]
    decisions, figures = [d for d, _ in lines], [f for _, f in lines]
    statement, notes = networks_of(decisions, figures, (), {}, BOOK, NAMES, OWN, load_profile("esef-2021"))
    (root,) = statement.presentation
    assert str(root.concept) == "ifrs-full:IncomeStatementAbstract"
    assert [shown(node)[0] for node in root.children] == [
        "lark:IncomeStatementTable",
        "ifrs-full:ProfitLoss",
        "ifrs-full:ProfitLossAttributableToOwnersOfParent",
    ]
    assert root.children[0].label == "Income statement table"
    assert cube_of(statement).line_items_root == root.concept
    (others,) = notes.presentation
    assert str(others.concept) == "esef_cor:NotesAccountingPoliciesAndMandatoryTags"
    assert [shown(node) for node in others.children] == [("ifrs-full:NumberOfEmployees", "STANDARD", "employees")]
