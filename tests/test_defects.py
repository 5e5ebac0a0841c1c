"""The seeded defects: each is one change to a filing without a fault, and the checks must find it."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from seeding import Defect, caught, defects, seeded_package
from tagwright.precheck.run import precheck_file

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
