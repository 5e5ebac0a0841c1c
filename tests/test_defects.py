"""The seeded defects: each is one change to a filing without a fault, and the checks must find it."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from seeding import Defect, caught, defects, seeded_package, validator_says
from tagwright.precheck.run import precheck_file

ROOT = Path(__file__).parents[1]
OURS = [defect for defect in defects() if defect.by == "pre-check"]
FIELDS = {
    *("contexts", "units", "facts", "signs", "duplicates", "transforms", "hidden facts", "text blocks", "languages"),
    *("extension names", "labels", "types", "balances", "anchors", "hypercubes", "arcroles", "calculation"),
    *("file names", "package metadata", "hostile archives"),
}


def test_there_are_at_least_120_defects_over_all_fields_most_of_them_for_our_own_checks() -> None:
    assert len(defects()) >= 120
    assert len({defect.name for defect in defects()}) == len(defects())
    counts = Counter(defect.field for defect in defects())
    assert set(counts) == FIELDS
    assert min(counts.values()) >= 5
    assert len(OURS) >= 0.6 * len(defects())


def test_at_least_95_in_100_are_found_and_nobody_is_said_to_miss_what_our_checks_find(tmp_path: Path) -> None:
    missed = [defect for defect in defects() if defect.by == "nobody"]
    assert len(missed) <= 0.05 * len(defects())
    for number, defect in enumerate(missed):
        (tmp_path / str(number)).mkdir()
        assert caught(defect, tmp_path / str(number)) == []


def test_the_validator_finds_the_rest_and_our_table_names_rule_and_remedy(tmp_path: Path) -> None:
    rest = [defect for defect in defects() if defect.by == "validator"]
    said = validator_says(rest, tmp_path)
    missed = {d.name: d.rule for d in rest if not any(c.rule == d.rule and c.remedy for c in said[d.name])}
    assert missed == {}


def test_the_table_in_docs_lists_every_defect_with_its_rule() -> None:
    rows = (ROOT / "docs" / "defects.md").read_text(encoding="utf-8").splitlines()
    listed = {tuple(cell.strip() for cell in row.split(" | ")[:3]) for row in rows if row.startswith("| ")}
    missing = [d.name for d in defects() if (f"| {d.field}", d.name, f"`{d.rule}`") not in listed]
    assert missing == [], "write docs/defects.md anew with benchmarks/defects.py"


def test_the_filing_without_defects_has_no_finding(tmp_path: Path) -> None:
    package = seeded_package(Defect("none", "none", "none", do="nothing"), tmp_path)
    assert precheck_file(package) == []


@pytest.mark.parametrize("defect", OURS, ids=lambda defect: f"{defect.field}: {defect.name}")
def test_the_defect_is_found_with_place_and_remedy_in_under_a_second(defect: Defect, tmp_path: Path) -> None:
    start = time.process_time()
    found = caught(defect, tmp_path)
    spent = time.process_time() - start
    of_rule = [one for one in found if one.rule == defect.rule]
    assert of_rule, f"found were {sorted({one.rule for one in found})}"
    assert re.search(r":\d|package|\.(?:xml|xsd|xhtml|zip)", of_rule[0].place), of_rule[0].place
    assert of_rule[0].remedy
    assert defect.of_the_filing or spent < 1
