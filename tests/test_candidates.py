import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from mappings import base_of
from tagwright.figures.model import Measure
from tagwright.mapping.candidates import Candidate, Ranker
from tagwright.mapping.fitting import Row, possible
from tagwright.mapping.likeness import alike
from tagwright.mapping.load import load_base
from tagwright.mapping.model import LoadedMapping
from tagwright.mapping.suggest import table_named
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts

BOOK = load_concepts(2021)


@cache
def base() -> LoadedMapping:
    return rules_of_year(load_base(), BOOK.keys())


@cache
def ranker() -> Ranker:
    return Ranker(base(), BOOK)


def row(label: str, table: str | None = None, *sections: str) -> Row:
    return Row(label, table_named(table, base()) if table else None, sections, Measure.MONEY)


def names(asked: Row) -> list[str]:
    return [candidate.facts.name for candidate in ranker().rank(asked)]


def best(asked: Row) -> Candidate:
    return ranker().rank(asked)[0]


def test_a_rule_with_the_very_wording_comes_first_and_is_named() -> None:
    found = best(row("Cost of sales", "income-statement"))
    assert (found.facts.name, found.certain, found.score) == ("CostOfSales", True, 1.0)
    assert found.why[0].startswith("the rule 'Cost of sales' of mapping/ifrs/income-statement.yaml:")


def test_a_rule_of_another_section_is_not_certain() -> None:
    found = best(row("Cost of sales", "cash-flows"))
    assert not found.certain


def test_a_misspelt_label_finds_what_it_means() -> None:
    assert names(row("Deferred tax liabilties", "financial-position", "Non-current liabilities"))[0] == (
        "DeferredTaxLiabilities"
    )


@pytest.mark.parametrize(
    ("section", "concept"),
    [("Current liabilities", "CurrentProvisions"), ("Non-current liabilities", "NoncurrentProvisions")],
)
def test_the_section_tells_current_from_non_current(section: str, concept: str) -> None:
    assert names(row("Various provisions", "financial-position", section))[0] == concept


def test_the_activity_of_the_section_decides_among_cash_flows() -> None:
    investing = names(row("Interest that was received", "cash-flows", "Cash flows from investing activities"))
    assert investing[0] == "InterestReceivedClassifiedAsInvestingActivities"


def test_the_statement_decides_among_concepts_of_the_same_words() -> None:
    assert names(row("Depreciation charges", "cash-flows", "Adjustments for"))[0].startswith(
        "AdjustmentsForDepreciation"
    )


def test_a_row_without_words_is_looked_for_by_its_section() -> None:
    assert names(row("", "financial-position", "Current assets"))[0] == "CurrentAssets"
    assert names(row("Total", "financial-position", "Non-current liabilities"))[0] == "NoncurrentLiabilities"


def test_words_that_nothing_has_bring_no_candidates() -> None:
    assert names(row("Zebra quagga")) == []
    assert names(row("")) == []


def test_no_more_than_five_are_put_forward_each_with_its_reasons_and_confidences_fall_after_the_first() -> None:
    found = ranker().rank(row("Other receivables from customers", "financial-position", "Current assets"))
    assert len(found) == 5
    assert all(candidate.why for candidate in found)
    assert found[0].confidence > max(candidate.confidence for candidate in found[1:])


def test_a_row_of_amounts_per_share_gets_no_monetary_concept() -> None:
    asked = replace(row("Earnings", "income-statement"), measure=Measure.MONEY_PER_SHARE)
    assert {candidate.facts.item_type for candidate in ranker().rank(asked)} == {"num:perShareItemType"}


def test_a_row_of_balances_gets_no_concept_of_a_period() -> None:
    assert possible(BOOK["Assets"], Row("Assets", instant=True))
    assert not possible(BOOK["Revenue"], Row("Revenue", instant=True))


def test_what_another_row_has_or_the_total_that_the_row_is_part_of_steps_back() -> None:
    asked = row("Trade receivables of the zebras", "financial-position", "Current assets")
    first = best(asked)
    for known in (
        replace(asked, taken=frozenset({first.facts.name})),
        replace(asked, part_of=first.facts.name),
    ):
        scores = {c.facts.name: c.score for c in ranker().rank(known, limit=100)}
        assert scores.get(first.facts.name, 0) < first.score
        assert best(known).facts.name != first.facts.name


def test_what_adds_to_a_debit_is_a_debit_unless_it_stands_in_brackets() -> None:
    asked = replace(row("Derivatives of the zebras", "financial-position"), part_of="CurrentAssets")
    worth = {c.facts.name: c.score for c in ranker().rank(asked, limit=100)}
    bracketed = {c.facts.name: c.score for c in ranker().rank(replace(asked, negative=True), limit=100)}
    assert worth["CurrentDerivativeFinancialAssets"] == bracketed["CurrentDerivativeFinancialAssets"]
    assert worth.get("CurrentDerivativeFinancialLiabilities", 0) < bracketed["CurrentDerivativeFinancialLiabilities"]


def test_a_candidate_between_its_neighbours_in_the_usual_order_says_so() -> None:
    asked = replace(row("Gross trading result", "income-statement"), before="CostOfSales", after="SellingExpense")
    found = next(c for c in ranker().rank(asked) if c.facts.name == "GrossProfit")
    assert "it stands between its neighbours in the usual order" in found.why


def test_labels_of_an_official_package_find_what_neither_rule_nor_name_says() -> None:
    assert "Revenue" not in names(row("Proceeds of the zebra trade", "income-statement"))
    labelled = Ranker(base(), BOOK, {"Revenue": ["Proceeds of the zebra trade"]})
    found = labelled.rank(row("Proceeds of the zebra trade", "income-statement"))[0]
    assert found.facts.name == "Revenue"
    assert found.why[0] == "its official label has 3 of the label's 3 words"


def test_the_same_row_is_ranked_the_same_by_another_ranker() -> None:
    asked = row("Other payables and accruals", "financial-position", "Current liabilities")
    assert Ranker(base(), BOOK).rank(asked) == ranker().rank(asked)


def test_a_rule_whose_wording_means_the_same_is_certain_too() -> None:
    found = best(row("Costs of the goods sold", "income-statement"))
    assert (found.facts.name, found.certain) == ("CostOfSales", True)


RULES = """\
    tables:
      - name: income-statement
        kind: statement
        number: "310000"
        titles: Income statement
        positive: credit
        lines:
          - {wording: Other expenses, beside: Cost of sales, concept: OtherExpenseByFunction}
          - {wording: Other expenses, not_beside: Cost of sales, concept: OtherExpenseByNature}
          - {wording: Sundry income, before: Profit before tax, concept: OtherIncome}
"""


def test_what_a_rule_asks_of_the_table_around_the_row_decides(tmp_path: Path) -> None:
    mapping = base_of(tmp_path, rules=RULES)
    ranked = Ranker(mapping, BOOK)
    asked = Row("Other expenses", mapping.tables[0], (), Measure.MONEY)
    by_function = replace(asked, above=frozenset({alike("Cost of sales")}), below=frozenset())
    by_nature = replace(asked, above=frozenset({alike("Raw materials")}), below=frozenset())
    first, second = ranked.rank(by_function)[0], ranked.rank(by_nature)[0]
    assert (first.facts.name, first.certain) == ("OtherExpenseByFunction", True)
    assert (second.facts.name, second.certain) == ("OtherExpenseByNature", True)
    assert not any(candidate.certain for candidate in ranked.rank(asked))


def test_a_rule_whose_conditions_the_table_does_not_meet_is_a_candidate_still(tmp_path: Path) -> None:
    mapping = base_of(tmp_path, rules=RULES)
    asked = Row("Sundry income", mapping.tables[0], (), Measure.MONEY, frozenset(), frozenset())
    found = Ranker(mapping, BOOK).rank(asked)[0]
    assert (found.facts.name, found.certain) == ("OtherIncome", False)
    met = replace(asked, below=frozenset({alike("Profit before tax")}))
    assert Ranker(mapping, BOOK).rank(met)[0].certain


def test_rules_that_disagree_are_all_named_before_the_others(tmp_path: Path) -> None:
    rules = RULES.replace(", beside: Cost of sales", "").replace(", not_beside: Cost of sales", "")
    mapping = base_of(tmp_path, rules=rules)
    found = Ranker(mapping, BOOK).rank(Row("Other expenses", mapping.tables[0], (), Measure.MONEY))
    assert [(c.facts.name, c.certain) for c in found[:2]] == [
        ("OtherExpenseByFunction", True),
        ("OtherExpenseByNature", True),
    ]


RANK = """
from tagwright.figures.model import Measure
from tagwright.mapping.candidates import Ranker
from tagwright.mapping.fitting import Row
from tagwright.mapping.load import load_base
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts

book = load_concepts(2021)
ranked = Ranker(rules_of_year(load_base(), book.keys()), book).rank(Row("Total equity", measure=Measure.MONEY))
print([(candidate.facts.name, candidate.score, candidate.why) for candidate in ranked])
"""


def test_scores_and_reasons_do_not_depend_on_the_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", RANK], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert b"Equity" in said.pop()
