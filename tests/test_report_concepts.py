from pathlib import Path

import pytest

from larkfield import DOCUMENT, Steps, steps
from tagwright.report.model import Concept


@pytest.fixture(scope="module")
def larkfield(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    return steps(tmp_path_factory.mktemp("larkfield"), DOCUMENT)


def concept(made: Steps, name: str) -> Concept:
    return next(concept for concept in made.built.report.concepts if str(concept.name) == name)


def test_an_official_concept_has_the_taxonomys_facts_and_the_pages_wording(larkfield: Steps) -> None:
    cost = concept(larkfield, "ifrs-full:CostOfSales")
    assert (cost.item_type, cost.period_type, cost.balance) == ("xbrli:monetaryItemType", "duration", "debit")
    assert (cost.abstract, cost.substitution_group, cost.label) == (False, "xbrli:item", "Cost of sales")
    assert (cost.documentation, cost.wider) == (None, ())


def test_the_first_print_gives_the_label(larkfield: Steps) -> None:
    assert concept(larkfield, "ifrs-full:ProfitLoss").label == "(Loss)/profit for the year"


def test_an_own_concept_has_its_declared_label_documentation_and_anchor(larkfield: Steps) -> None:
    own = concept(larkfield, "lark:LensRebates")
    assert (own.item_type, own.period_type, own.balance) == ("xbrli:monetaryItemType", "duration", "debit")
    assert (own.label, own.documentation) == ("Lens rebates", "Rebates to buyers of lenses.")
    assert [str(wider) for wider in own.wider] == ["ifrs-full:OtherExpenseByFunction"]


def test_axes_and_members_are_concepts_with_their_substitution_groups(larkfield: Steps) -> None:
    axis = concept(larkfield, "ifrs-full:ComponentsOfEquityAxis")
    member = concept(larkfield, "ifrs-full:RetainedEarningsMember")
    assert (axis.substitution_group, axis.abstract, axis.label) == (
        "xbrldt:dimensionItem",
        True,
        "Components of equity",
    )
    assert (member.substitution_group, member.abstract) == ("xbrli:item", True)
    assert member.item_type == "nonnum:domainItemType"
    assert concept(larkfield, "ifrs-full:EquityMember").label == "Equity"


def test_roots_tables_and_line_items_are_abstract_concepts_of_the_extension(larkfield: Steps) -> None:
    root = concept(larkfield, "lark:IncomeStatementAbstract")
    cube = concept(larkfield, "lark:ChangesInEquityTable")
    items = concept(larkfield, "lark:ChangesInEquityLineItems")
    assert (root.substitution_group, root.label) == ("xbrli:item", "Income statement")
    assert (cube.substitution_group, cube.label) == ("xbrldt:hypercubeItem", "Statement of changes in equity: table")
    assert (items.substitution_group, items.label) == ("xbrli:item", "Statement of changes in equity: line items")
    assert all(c.abstract and c.item_type == "xbrli:stringItemType" for c in (root, cube, items))


def test_a_heading_of_a_table_is_an_abstract_concept_called_as_the_page_calls_it(larkfield: Steps) -> None:
    heading = concept(larkfield, "ifrs-full:CurrentAssetsAbstract")
    assert (heading.abstract, heading.label) == (True, "Current assets")


def test_concepts_are_sorted_named_once_and_all_that_facts_and_networks_name(larkfield: Steps) -> None:
    report = larkfield.built.report
    names = [c.name for c in report.concepts]
    assert names == sorted(set(names))
    assert {fact.concept for fact in report.facts} <= set(names)
    assert {arc.total for network in report.networks for arc in network.calculation} <= set(names)


def test_a_concept_that_no_fact_names_is_not_in_the_report(larkfield: Steps) -> None:
    assert "ifrs-full:OtherIncome" not in {str(c.name) for c in larkfield.built.report.concepts}


def test_a_concept_without_a_printed_label_is_spelt_from_its_name(tmp_path: Path) -> None:
    document = "CONSOLIDATED INCOME STATEMENT\n\t2021\n\tEUR'000\nRevenue\t10\nCost of sales\t(4)\n\t6\n"
    own = "tables: [{name: income-statement, lines: [{unlabelled_total: true, concept: GrossProfit}]}]\n"
    made = steps(tmp_path, document, own)
    assert concept(made, "ifrs-full:GrossProfit").label == "Gross profit"


def test_an_own_member_and_axis_have_their_declared_labels(tmp_path: Path) -> None:
    own = """\
concepts:
  - {name: LensAxis, label: Kinds of lenses, type: axis, default: AllLensesMember, documentation: Kinds.}
  - {name: AllLensesMember, label: All lenses, type: member, documentation: All.}
  - {name: ZoomLensesMember, label: Zoom lenses, type: member, documentation: Zoom.}
tables:
  - name: income-statement
    lines: [{wording: Zooms, concept: Revenue, dimensions: {LensAxis: ZoomLensesMember}}]
"""
    made = steps(tmp_path, "CONSOLIDATED INCOME STATEMENT\n\t2021\n\tEUR'000\nZooms\t10\nRevenue\t4\n", own)
    axis, member = concept(made, "lark:LensAxis"), concept(made, "lark:ZoomLensesMember")
    assert (axis.substitution_group, axis.label) == ("xbrldt:dimensionItem", "Kinds of lenses")
    assert (member.item_type, member.label) == ("nonnum:domainItemType", "Zoom lenses")
    assert concept(made, "lark:AllLensesMember").label == "All lenses"
