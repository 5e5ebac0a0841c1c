"""Notes as text blocks, whole and nested."""

from __future__ import annotations

from pathlib import Path

import pytest

from esef import small_filing
from esef_stub import write_stub
from hand_made import NAMES, SOURCE, YEAR
from larkfield import DOCUMENT
from tagwright import api
from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.mapping.load import load_base
from tagwright.mapping.model import Note
from tagwright.mapping.schema import NoteRule
from tagwright.report.model import TextBlockFact
from tagwright.report.text_blocks import text_blocks
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.registry import add_package
from tagwright.validation.verdict import Status

SEGMENTS = "DisclosureOfEntitysReportableSegmentsExplanatory"
NOTES = """\
4 SEGMENT INFORMATION
This stands before the notes.
NOTES TO THE FINANCIAL STATEMENTS
4 SEGMENT INFORMATION
The Group has one segment.
(i) By area
Sold abroad\t1
(a) In Europe
Some.
5 REVENUE
It is recognised over time.
4 Segment information
Again.
"""


def blocks_of(text: str, *rules: tuple[str, str]) -> list[TextBlockFact]:
    notes = [Note(NoteRule(titles=[title], concept=concept), SOURCE, "base") for title, concept in rules]
    document = Document("notes.txt", "", read_text(text))
    return list(text_blocks(document, notes, YEAR, "en", NAMES))


def test_a_note_is_reported_whole_from_after_its_heading_to_the_next_note_and_cut_at_its_parts() -> None:
    (block,) = blocks_of(NOTES, ("Segment information", SEGMENTS))
    document = read_text(NOTES)
    assert (block.id, str(block.concept)) == ("t1", f"ifrs-full:{SEGMENTS}")
    assert (block.period, block.language, block.dimensions) == (YEAR, "en", ())
    assert block.place == document[3].place
    assert block.parts == ((4, 5), (5, 7), (7, 9))


def test_a_note_that_no_rule_names_or_that_is_empty_is_not_reported() -> None:
    assert blocks_of(NOTES, ("Income tax", SEGMENTS)) == []
    assert (
        blocks_of("NOTES TO THE ACCOUNTS\n4 SEGMENT INFORMATION\n5 REVENUE\nText.\n", ("Segment information", SEGMENTS))
        == []
    )


def test_without_a_heading_of_the_notes_there_is_none() -> None:
    assert blocks_of("4 SEGMENT INFORMATION\nText.\n", ("Segment information", SEGMENTS)) == []


def test_the_first_rule_for_a_title_goes_first() -> None:
    (block,) = blocks_of(NOTES, ("Segment information", SEGMENTS), ("Segment information", "Revenue"))
    assert block.concept.local == SEGMENTS


POLICIES = """\
NOTES TO THE FINANCIAL STATEMENTS
2 SIGNIFICANT ACCOUNTING POLICIES
All in euros.
(a) Revenue recognition
When lenses are handed over.
(b) Leases
(c) Inventories
At cost.
(d) Financial instruments
As follows.
(i) Assets
At fair value.
3 REVENUE
Of lenses.
(a) Leases
No policy.
"""


def nested(text: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    document = Document("notes.txt", "", read_text(text))
    found = text_blocks(document, load_base().notes, YEAR, "en", NAMES, nested=True)
    return [(fact.concept.local.removeprefix("DescriptionOfAccountingPolicyFor"), fact.parts) for fact in found]


def test_parts_of_the_note_of_policies_are_blocks_inside_its_block_cut_where_it_is() -> None:
    (_, whole), *parts = nested(POLICIES)
    assert parts == [
        ("RecognitionOfRevenue", ((4, 5),)),
        ("MeasuringInventories", ((7, 8),)),
        ("DisclosureOfRevenueExplanatory", ((13, 14), (14, 16))),
    ]
    assert whole == ((2, 3), (3, 5), (5, 6), (6, 8), (8, 10), (10, 12))


def test_a_part_that_may_go_on_in_an_enumeration_is_none() -> None:
    assert "FinancialInstrumentsExplanatory" not in dict(nested(POLICIES))
    assert "FinancialInstrumentsExplanatory" in dict(nested(POLICIES.replace("(i) Assets", "Assets too.")))


def test_a_heading_of_the_same_words_in_another_note_is_no_policy() -> None:
    assert "LeasesExplanatory" not in dict(nested(POLICIES))
    assert "LeasesExplanatory" in dict(nested(POLICIES.replace("(b) Leases", "(b) Leases\nRight of use.")))


def test_notes_alone_have_no_blocks_inside() -> None:
    document = Document("notes.txt", "", read_text(POLICIES))
    found = list(text_blocks(document, load_base().notes, YEAR, "en", NAMES))
    assert [fact.concept.local for fact in found if "Policy" in fact.concept.local] == []


def test_nested_blocks_pass_the_rules_of_esef_2025(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))
    add_package(build_core_package(ifrs_taxonomy("ifrs-2025"), tmp_path / "core.zip"))
    add_package(write_stub(tmp_path / "esef.zip", "ifrs-2025"))
    filing = small_filing(tmp_path, "esef-2025", "ifrs-2025")
    notes = POLICIES.partition("\n")[2].partition("3 REVENUE")[0]
    (filing / "announcement.txt").write_text(DOCUMENT + notes, encoding="utf-8")
    made = api.convert(filing, tmp_path / "out")
    assert made.verdict is not None
    assert made.verdict.messages == ()
    assert made.verdict.status is Status.VALID
    blocks = {fact.concept.local: fact for fact in made.report.facts if isinstance(fact, TextBlockFact)}
    assert "DescriptionOfAccountingPolicyForRecognitionOfRevenue" in blocks
    page = (made.folder / "larkfield-2021.xhtml").read_text(encoding="utf-8")
    assert page.count("When lenses are handed over.") == 1
