"""One base mapping serves the taxonomies of all years."""

from __future__ import annotations

from pathlib import Path

import pytest

from larkfield import DOCUMENT, FILING, write_filing
from mappings import base_of, filing_of
from tagwright.api import convert
from tagwright.mapping.check import check_mapping
from tagwright.mapping.load import load_base, load_filing, merge
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts
from tagwright.validation.verdict import Status

YEARS = (2021, 2022, 2023, 2024, 2025)
OF_2024 = """\
tables:
  - name: income-statement
    kind: statement
    titles: Income statement
    positive: credit
    lines:
      - {wording: Sales, concept: Revenue}
      - {wording: Bonds, concept: Revenue, dimensions: {BorrowingsByNameAxis: BorrowingsByNameMember}}
      - {wording: Slip, concept: Revenu}
    columns:
      - {wording: Bonds, dimensions: {BorrowingsByNameAxis: BorrowingsByNameMember}}
  - name: bonds
    kind: note
    titles: Bonds
    positive: credit
    dimensions: {BorrowingsByNameAxis: BorrowingsByNameMember}
notes:
  - {titles: Bonds, concept: DisclosureOfSummaryOfSignificantAccountingPoliciesExplanatory}
sentences:
  - {after: bonds of, concept: Revenue, dimensions: {BorrowingsByNameAxis: BorrowingsByNameMember}}
"""


def test_rules_with_a_name_that_the_year_lacks_are_left_out_and_misspelt_ones_stay(tmp_path: Path) -> None:
    mapping = rules_of_year(base_of(tmp_path, base=OF_2024), load_concepts(2025))
    (table,) = mapping.tables
    assert [line.rule.wording for line in table.lines] == [["Sales"], ["Slip"]]
    assert (table.columns, mapping.notes, mapping.sentences) == ((), (), ())


def test_a_filings_own_rules_stay_whatever_the_year(tmp_path: Path) -> None:
    rest = "tables:\n  - {name: bonds, lines: [{wording: Bonds, concept: BorrowingsByNameMember}]}\n"
    filing = filing_of(tmp_path, rest)
    mapping = rules_of_year(merge(base_of(tmp_path, base=OF_2024), filing), load_concepts(2025))
    assert [table.name for table in mapping.tables] == ["bonds", "income-statement"]
    assert [line.rule.concept for line in mapping.tables[0].lines] == ["BorrowingsByNameMember"]


@pytest.mark.parametrize("year", YEARS)
def test_the_shipped_base_mapping_is_sound_in_every_year_and_converts(tmp_path: Path, year: int) -> None:
    base = load_base()
    assert check_mapping(base, None, load_concepts(year)) == []
    folder = write_filing(tmp_path, DOCUMENT, head=FILING.replace("ifrs-2021", f"ifrs-{year}"))
    assert [f for f in check_mapping(base, load_filing(folder), load_concepts(year)) if f.severity == "error"] == []
    conversion = convert(folder, tmp_path / "out", validate=year == 2025)
    concepts = {fact.concept.local for fact in conversion.report.facts}
    assert {"Revenue", "CostOfSales", "ProfitLoss", "Equity"} <= concepts
    if year == 2025:
        assert conversion.verdict is not None
        assert conversion.verdict.status is Status.VALID
