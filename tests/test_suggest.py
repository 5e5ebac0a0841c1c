import json
from pathlib import Path

import pytest

from command import tagwright
from mappings import OWN_CONCEPT, filing_of


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def test_a_label_is_answered_with_ranked_candidates_and_an_extension() -> None:
    place = ("--statement", "financial-position", "--section", "Current liabilities")
    answer = tagwright("suggest", "Sundry provisions", *place, "--json")
    found = json.loads(answer.out)
    assert answer.code == 0
    assert found["candidates"][0]["concept"] == "OtherShorttermProvisions"
    assert found["candidates"][0]["why"]
    assert (found["candidates"][0]["balance"], found["candidates"][0]["period"]) == ("credit", "instant")
    assert 1 < len(found["candidates"]) <= 5
    assert found["extension"]["name"] == "SundryProvisions"
    assert found["extension"]["wider"] == ["Provisions"]


def test_a_rule_of_the_mapping_answers_first() -> None:
    found = json.loads(tagwright("suggest", "Turnover", "--statement", "income-statement", "--json").out)
    assert found["candidates"][0] | {"why": None} == {
        "concept": "Revenue",
        "confidence": found["candidates"][0]["confidence"],
        "rule": True,
        "type": "xbrli:monetaryItemType",
        "period": "duration",
        "balance": "credit",
        "why": None,
    }


def test_the_terminal_shows_the_reasons_and_what_to_paste() -> None:
    answer = tagwright("suggest", "Zebra fees", "--statement", "income-statement")
    assert "worded" in answer.out
    assert "  - name: ZebraFees\n" in answer.out
    assert "    wider: [OtherExpenseByFunction]\n" in answer.out


def test_the_unit_narrows() -> None:
    found = json.loads(tagwright("suggest", "Basic earnings", "--unit", "money per share", "--json").out)
    assert {candidate["type"] for candidate in found["candidates"]} == {"num:perShareItemType"}
    assert found["extension"]["type"] == "per share"


def test_a_filings_own_lines_and_concepts_count(tmp_path: Path) -> None:
    filing = filing_of(tmp_path, OWN_CONCEPT)
    answer = tagwright("suggest", "Zebra fees", "--statement", "income-statement", "--filing", filing.folder, "--json")
    found = json.loads(answer.out)
    assert (found["candidates"][0]["concept"], found["candidates"][0]["rule"]) == ("ZebraFees", True)


def test_a_rule_with_a_misspelt_concept_is_passed_over(tmp_path: Path) -> None:
    filing = filing_of(
        tmp_path,
        """
        tables:
          - name: income-statement
            lines: [{wording: Zebra fees, concept: ZebraFeess}, {wording: Zebra loss, concept: ZebraLoss}]
        """,
    )
    for label in ("Zebra fees", "Zebra losses"):
        answer = tagwright("suggest", label, "--statement", "income-statement", "--filing", filing.folder, "--json")
        assert answer.code == 0
        assert not any(candidate["rule"] for candidate in json.loads(answer.out)["candidates"])


def test_an_unknown_statement_is_refused_with_the_nearest_name() -> None:
    answer = tagwright("suggest", "Revenue", "--statement", "income-statment")
    assert answer.code == 4
    assert "did you mean income-statement" in answer.err
    answer = tagwright("suggest", "Revenue", "--statement", "zebra")
    assert "name one of" in answer.err
    assert "cash-flows" in answer.err
