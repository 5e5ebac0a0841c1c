from pathlib import Path

import pytest

from hand_made import BOOK
from larkfield import DOCUMENT, Steps, steps
from tagwright.mapping.decision import Outcome
from tagwright.mapping.fitting import Row
from tagwright.mapping.put_forward import unnamed_rows, with_candidates
from tagwright.mapping.rulebook import Rulebook
from tagwright.proof.prove import prove
from tagwright.report.ledger import ledger_of

UNKNOWN = DOCUMENT.replace("Cost of sales\t", "Cost of the sales of lenses\t").replace("Inventories\t", "Lens stocks\t")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    return steps(tmp_path_factory.mktemp("bare"), UNKNOWN, own="")


def rows(taken: Steps) -> dict[str, Row]:
    asked = unnamed_rows(taken.decisions, taken.extraction, prove(taken.extraction))
    return {row.label: row for row in asked.values()}


def test_a_row_that_no_rule_names_is_asked_for_with_all_that_stands_around_it(bare: Steps) -> None:
    cost = rows(bare)["Cost of the sales of lenses"]
    assert cost.table is not None
    assert (cost.table.name, cost.sections, cost.measure) == ("income-statement", (), "money")
    assert (cost.before, cost.after) == ("Revenue", "GrossProfit")
    assert (cost.part_of, cost.negative) == ("GrossProfit", True)
    assert "Revenue" in cost.taken
    assert cost.instant is None


def test_a_balance_is_asked_for_in_its_section_as_one(bare: Steps) -> None:
    stocks = rows(bare)["Lens stocks"]
    assert (stocks.sections, stocks.instant, stocks.part_of) == (("Current assets",), True, "CurrentAssets")


def test_the_candidates_stand_in_the_decision_and_nothing_becomes_tagged(bare: Steps) -> None:
    before = list(bare.decisions)
    after = with_candidates(before, bare.extraction, prove(bare.extraction), Rulebook(bare.mapping, BOOK))
    assert [d.outcome for d in after] == [d.outcome for d in before]
    named = {bare.extraction.figures[d.figure].row_path[-1]: d for d in after if d.candidates}
    assert named["Cost of the sales of lenses"].candidates[0].facts.name == "CostOfSales"
    assert named["Lens stocks"].candidates[0].facts.name == "Inventories"
    assert all(d.outcome is Outcome.UNMAPPED and d.concept is None for d in named.values())
    assert all(len(d.candidates) <= 5 for d in after)


def test_numbers_in_sentences_and_what_a_rule_decided_get_none(bare: Steps) -> None:
    after = with_candidates(bare.decisions, bare.extraction, prove(bare.extraction), Rulebook(bare.mapping, BOOK))
    for decision in after:
        if decision.rule is not None or decision.outcome is not Outcome.UNMAPPED:
            assert decision.candidates == ()
    sentence = next(d for d in after if bare.extraction.figures[d.figure].text == "123,000")
    assert (sentence.outcome, sentence.candidates) == (Outcome.UNMAPPED, ())


def test_the_ledger_names_each_candidate_with_its_confidence_and_reasons(bare: Steps) -> None:
    after = with_candidates(bare.decisions, bare.extraction, prove(bare.extraction), Rulebook(bare.mapping, BOOK))
    entries = ledger_of(bare.extraction.figures, after)
    entry = next(entry for entry in entries if entry.row.endswith("Lens stocks"))
    best = next(d for d in after if d.candidates and d.candidates[0].facts.name == "Inventories").candidates[0]
    assert entry.candidates.startswith(f"Inventories {best.confidence:.2f} (worded like ")
    assert "; " in entry.candidates
    assert all(entry.candidates == "" for entry in entries if entry.status == "tagged")


def test_a_document_whose_rows_all_have_rules_is_left_as_it_is(tmp_path: Path) -> None:
    known = steps(tmp_path, DOCUMENT)
    proof = prove(known.extraction)
    assert unnamed_rows(known.decisions, known.extraction, proof) == {}
    assert with_candidates(known.decisions, known.extraction, proof, Rulebook(known.mapping, BOOK)) == known.decisions
