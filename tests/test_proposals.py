from functools import cache
from io import StringIO

import pytest
from ruamel.yaml import YAML

from tagwright.figures.model import Measure
from tagwright.mapping.candidates import Ranker
from tagwright.mapping.fitting import Row
from tagwright.mapping.load import load_base
from tagwright.mapping.proposals import as_yaml, name_of, propose
from tagwright.mapping.schema import ExtensionConcept
from tagwright.mapping.suggest import table_named
from tagwright.taxonomy.concepts import load_concepts

BOOK = load_concepts(2025)


@cache
def ranker() -> Ranker:
    return Ranker(load_base(), BOOK)


def row(label: str, table: str, *sections: str, measure: Measure = Measure.MONEY, negative: bool = False) -> Row:
    return Row(label, table_named(table, load_base()), sections, measure, negative=negative)


def proposed(asked: Row, taken: frozenset[str] = frozenset()) -> ExtensionConcept:
    return propose(asked, ranker().rank(asked), BOOK, taken)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Data labelling fees", "DataLabellingFees"),
        ("The share-based awards of the year (note 3)", "SharebasedAwardsOfYear"),
        ("(Loss)/gain on zebras", "GainLossOnZebras"),
        ("Company's own café", "CompanysOwnCafe"),
        ("2021 notes", "Item2021Notes"),
        ("Adjusted EBITDA", "AdjustedEBITDA"),
        ("ADJUSTED RESULT", "AdjustedResult"),
    ],
)
def test_a_name_is_made_of_the_labels_words_as_the_taxonomy_makes_its_own(label: str, name: str) -> None:
    assert name_of(Row(label)) == name


def test_an_adjustment_of_cash_flows_is_named_as_one() -> None:
    found = proposed(row("Zebra feed", "cash-flows", "Cash flows from operating activities", "Adjustments for:"))
    assert (found.name, found.balance) == ("AdjustmentsForZebraFeed", "debit")
    assert found.wider == ["OtherAdjustmentsToReconcileProfitLoss"]


@pytest.mark.parametrize(
    ("section", "balance", "wider"),
    [
        ("Current assets", "debit", "OtherCurrentAssets"),
        ("Non-current assets", "debit", "OtherNoncurrentAssets"),
        ("Current liabilities", "credit", "OtherCurrentLiabilities"),
        ("Equity", "credit", "OtherReserves"),
    ],
)
def test_a_balance_takes_its_side_and_its_anchor_from_the_section(section: str, balance: str, wider: str) -> None:
    found = proposed(row("Zebras", "financial-position", section))
    assert (found.type, found.period, found.balance, found.wider) == ("monetary", "instant", balance, [wider])


def test_an_amount_in_brackets_or_named_an_expense_is_a_debit_of_the_income_statement() -> None:
    assert proposed(row("Zebra feed", "income-statement")).balance == "credit"
    assert proposed(row("Zebra feed", "income-statement", negative=True)).balance == "debit"
    assert proposed(row("Zebra fees", "income-statement")).wider == ["OtherExpenseByFunction"]


def test_money_out_is_a_credit_of_the_cash_flows_and_money_in_a_debit() -> None:
    investing = "Cash flows from investing activities"
    anchor = ["OtherInflowsOutflowsOfCashClassifiedAsInvestingActivities"]
    for asked, balance in (
        (row("Zebras paid for", "cash-flows", investing), "credit"),
        (row("Zebras", "cash-flows", investing, negative=True), "credit"),
        (row("Zebras sold", "cash-flows", investing), "debit"),
    ):
        found = proposed(asked)
        assert (found.balance, found.wider) == (balance, anchor)


def test_a_candidate_whose_words_are_all_in_the_label_is_the_anchor() -> None:
    found = proposed(row("Gross profit of the zebra farm", "income-statement"))
    assert found.wider == ["GrossProfit"]


def test_what_is_no_money_has_no_balance() -> None:
    found = proposed(row("Zebras per share", "income-statement", measure=Measure.MONEY_PER_SHARE))
    assert (found.type, found.balance, found.period) == ("per share", None, "duration")


def test_a_name_that_is_taken_gets_its_section_then_a_number() -> None:
    asked = row("Revenue", "income-statement", "Zebra farm")
    assert proposed(asked).name == "RevenueZebraFarm"
    assert proposed(asked, frozenset({"RevenueZebraFarm", "RevenueIncomeStatement"})).name == "Revenue2"


def test_the_yaml_of_a_proposal_reads_back_as_the_same_concept() -> None:
    for found in (
        proposed(row('Zebra "feed": \\ hay', "financial-position", "Current assets")),
        proposed(row("Zebras per share", "income-statement", measure=Measure.MONEY_PER_SHARE)),
    ):
        read = YAML(typ="safe").load(StringIO("\n".join(as_yaml(found))))
        assert [ExtensionConcept.model_validate(entry) for entry in read] == [found]
