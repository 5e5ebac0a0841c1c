from decimal import Decimal

import pytest

from hand_made import BOOK
from larkfield import DOCUMENT, INCOME, Steps, steps
from tagwright.mapping.decision import Outcome
from tagwright.report.build import qualified_names
from tagwright.report.model import Entity, Extension, NumericFact, QName, Report, TaxonomyReference, TextBlockFact


@pytest.fixture(scope="module")
def larkfield(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    return steps(tmp_path_factory.mktemp("larkfield"), DOCUMENT)


@pytest.fixture(scope="module")
def report(larkfield: Steps) -> Report:
    return larkfield.built.report


def test_the_report_says_who_reports_and_on_what_taxonomy(report: Report) -> None:
    assert (report.name, report.title, report.language) == (
        "larkfield-2021",
        "Results of Larkfield Instruments for 2021",
        "en",
    )
    assert report.entity == Entity("Larkfield Instruments", "http://example.com/register", "LARK1")
    assert report.extension == Extension("https://example.com/larkfield/2021", "lark", "2021-12-31")
    assert report.taxonomy == TaxonomyReference(
        "ifrs-2021",
        "http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full",
        "ifrs-full",
        "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd",
        "2009-12-16",
        "2003",
    )


def test_the_facts_are_in_reading_order_and_have_names_of_their_own(report: Report) -> None:
    places = [fact.place for fact in report.facts]
    assert places == sorted(places)
    assert len({fact.id for fact in report.facts}) == len(report.facts) == 34
    assert [fact.id for fact in report.facts if isinstance(fact, TextBlockFact)] == ["t1"]


def test_every_fact_has_a_concept_in_the_report_and_every_decision_that_is_tagged_a_fact(larkfield: Steps) -> None:
    report = larkfield.built.report
    names = {concept.name for concept in report.concepts}
    assert {fact.concept for fact in report.facts} <= names
    numbers = [fact.figure for fact in report.facts if isinstance(fact, NumericFact)]
    assert numbers == [decision.figure for decision in larkfield.built.decisions if decision.tagged]


def test_the_networks_are_those_of_the_tables_and_the_notes(report: Report) -> None:
    assert [network.definition for network in report.networks] == [
        "[310000] Income statement",
        "[210000] Statement of financial position",
        "[610000] Statement of changes in equity",
        "[800000] Notes",
    ]


def test_the_sums_that_the_tables_print_are_their_calculations(report: Report) -> None:
    income, position, equity, _ = report.networks
    assert [(arc.total.local, arc.weight, arc.item.local) for arc in income.calculation] == [
        ("GrossProfit", 1, "Revenue"),
        ("GrossProfit", -1, "CostOfSales"),
        ("ProfitLoss", 1, "GrossProfit"),
        ("ProfitLoss", -1, "LensRebates"),
        ("ProfitLoss", -1, "AdministrativeExpense"),
    ]
    assert [(arc.total.local, arc.weight, arc.item.local) for arc in position.calculation] == [
        ("CurrentAssets", 1, "Inventories"),
        ("CurrentAssets", 1, "CashAndCashEquivalents"),
        ("Equity", 1, "IssuedCapital"),
        ("Equity", 1, "RetainedEarnings"),
    ]
    assert equity.calculation == ()


def test_a_sum_that_does_not_add_up_in_one_year_is_no_calculation(tmp_path_factory: pytest.TempPathFactory) -> None:
    wrong = INCOME.replace("Gross profit\t\t400\t400", "Gross profit\t\t400\t401")
    made = steps(tmp_path_factory.mktemp("wrong"), wrong)
    totals = {arc.total.local for network in made.built.report.networks for arc in network.calculation}
    assert "GrossProfit" not in totals


def test_clashing_values_are_settled_before_facts_are_made(tmp_path_factory: pytest.TempPathFactory) -> None:
    second = INCOME.replace("Revenue\t4\t1,000", "Revenue\t4\t1,010")
    made = steps(tmp_path_factory.mktemp("clash"), INCOME + "\n" + second)
    doubted = [d for d in made.built.decisions if d.outcome is Outcome.DOUBTFUL]
    assert sorted(made.extraction.figures[d.figure].text for d in doubted) == ["1,000", "1,010"]
    assert not any(
        isinstance(fact, NumericFact) and fact.concept.local == "Revenue" and fact.value != Decimal(900000)
        for fact in made.built.report.facts
    )
    repeats = [d for d in made.built.decisions if d.outcome is Outcome.REPEATS]
    assert len(repeats) == 11


def test_the_same_input_gives_the_same_report(larkfield: Steps, tmp_path_factory: pytest.TempPathFactory) -> None:
    again = steps(tmp_path_factory.mktemp("again"), DOCUMENT)
    assert again.built.report == larkfield.built.report


def test_own_names_stand_in_the_filings_namespace_and_all_others_in_the_taxonomys() -> None:
    book = dict.fromkeys(("Revenue", "LensRebates"), BOOK["Revenue"])
    assert qualified_names(book, ["LensRebates"], "ifrs-full", "lark") == {
        "Revenue": QName("ifrs-full", "Revenue"),
        "LensRebates": QName("lark", "LensRebates"),
    }
