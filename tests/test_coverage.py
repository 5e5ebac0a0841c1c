import json
from pathlib import Path

from command import tagwright
from mappings import OWN_CONCEPT, base_of, filing_of
from tagwright.mapping.coverage import NOTES, SENTENCES, coverage

RULES = """\
    tables:
      - name: income-statement
        kind: statement
        titles: Income statement
        positive: credit
        lines:
          - {wording: Revenue, concept: Revenue}
          - {wording: Turnover, concept: Revenue}
          - {wording: Basic and diluted, concept: BasicEarningsLossPerShare, also: [DilutedEarningsLossPerShare]}
          - {wording: Notes, leave_out: no amount}
        columns:
          - {wording: Cost, concept: CostOfSales}
      - name: nothing
        kind: note
        titles: Nothing
        positive: as printed
    notes:
      - {titles: Segments, concept: DisclosureOfOperatingSegmentsExplanatory}
"""


def test_each_concept_counts_once_a_table_and_once_in_all(tmp_path: Path) -> None:
    years = {2021: ["Revenue", "CostOfSales"], 2025: ["Revenue", "BasicEarningsLossPerShare"]}
    found = {reach.table: reach for reach in coverage(base_of(tmp_path, rules=RULES), years)}
    assert list(found) == ["income-statement", NOTES, "all"]
    income = found["income-statement"]
    assert income.concepts == ("BasicEarningsLossPerShare", "CostOfSales", "DilutedEarningsLossPerShare", "Revenue")
    assert (income.kind, dict(income.years)) == ("statement", {2021: 2, 2025: 2})
    assert len(found["all"].concepts) == 5
    assert SENTENCES not in found


def test_the_shipped_mapping_reaches_concepts_of_every_year() -> None:
    reached = json.loads(tagwright("mapping", "coverage", "--json").out)
    assert [reach["table"] for reach in reached if reach["kind"] == "statement"][:1]
    whole = reached[-1]
    assert whole["table"] == "all"
    assert set(whole["years"]) == {"2021", "2022", "2023", "2024", "2025"}
    assert all(200 < count <= len(whole["concepts"]) for count in whole["years"].values())


def test_a_filing_adds_its_own_concepts_in_its_year(tmp_path: Path) -> None:
    filing = filing_of(tmp_path, OWN_CONCEPT)
    reached = json.loads(tagwright("mapping", "coverage", filing.folder, "--json").out)
    income = next(reach for reach in reached if reach["table"] == "income-statement")
    assert "ZebraFees" in income["concepts"]
    assert income["years"] == {"2021": len(income["concepts"])}


def test_the_terminal_shows_a_line_a_table() -> None:
    answer = tagwright("mapping", "coverage")
    assert answer.code == 0
    assert "income-statement" in answer.out
    assert "in 2025" in answer.out
