"""A damaged announcement, converted: what its sums restore is reported and shown beside the print that it replaces."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from larkfield import write_filing
from tagwright import api
from tagwright.report.model import NumericFact
from tagwright.validation.verdict import Status

EQUIPMENT = """\
LARKFIELD INSTRUMENTS
NOTES TO THE CONSOLIDATED FINANCIAL STATEMENTS
10 PROPERTY, PLANT AND EQUIPMENT
\tBuildings\tVehicles\tTotal
\tEUR'000\tEUR'000\tEUR'000
Year ended 31 December 2021\t\t\t
Opening net book amount\t916,124\t528,139\t1,444,263
Additions\t20,865\t{additions}\t119,524
Disposals\t(13,977)\t(21,248)\t(35,225)
Depreciation charge\t(44,720)\t(110,795)\t(155,515)
Closing net book amount\t878,292\t494,755\t1,373,047
"""


def converted(folder: Path, additions: str) -> api.Conversion:
    filing = write_filing(folder, EQUIPMENT.format(additions=additions), own="")
    return api.convert(filing, folder / "out")


def ledger(made: api.Conversion) -> dict[str, dict[str, str]]:
    with (made.folder / api.LEDGER_CSV).open(encoding="utf-8", newline="") as file:
        return {entry["text"]: entry for entry in csv.DictReader(file)}


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    return converted(tmp_path_factory.mktemp("restored"), "98.669")


def test_the_report_is_valid_and_its_fact_has_the_restored_value(restored: api.Conversion) -> None:
    assert restored.verdict is not None
    assert restored.verdict.status is Status.VALID, restored.verdict.messages
    figure = ledger(restored)["98.669"]["fact"]
    (fact,) = [f for f in restored.report.facts if isinstance(f, NumericFact) and f.id == figure]
    assert fact.value == Decimal(98659000)


def test_the_page_shows_the_restored_amount_and_its_print_struck_out(restored: api.Conversion) -> None:
    (page,) = restored.folder.glob("*.xhtml")
    (struck,) = etree.parse(page).iter("{http://www.w3.org/1999/xhtml}del")
    assert struck.text == "98.669"
    assert struck.get("title", "").startswith("printed 98.669; 2 sums hold with 98,659")
    shown = struck.getprevious()
    assert shown is not None
    assert shown.text == "98,659"


def test_the_ledger_has_the_print_the_value_and_how_it_was_found(restored: api.Conversion) -> None:
    entry = ledger(restored)["98.669"]
    assert (entry["value"], entry["status"], entry["proof"]) == ("98659000", "tagged", "proven by 2 identities")
    assert entry["restored"].startswith("printed 98.669; 2 sums hold with 98,659")


def test_a_sound_print_with_one_sum_against_it_is_doubtful_and_says_what_it_may_be(tmp_path: Path) -> None:
    rows = [line.rsplit("\t", 1)[0] if "\t" in line else line for line in EQUIPMENT.splitlines()]
    text = "\n".join(rows).format(additions="98,669") + "\n"
    made = api.convert(write_filing(tmp_path, text, own=""), tmp_path / "out", validate=False)
    entry = ledger(made)["98,669"]
    assert (entry["status"], entry["value"]) == ("doubtful", "98669000")
    assert "does not roll forward" in entry["reason"]
    assert "; it may say 98,659" in entry["reason"]
