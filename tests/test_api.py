from __future__ import annotations

import json
from pathlib import Path

import pytest

from larkfield import DOCUMENT, INCOME, write_filing
from pdfs import pdf_of
from tagwright import api
from tagwright.api import converting
from tagwright.errors import DocumentError, MappingError, PackageError, TaxonomyError, ValidationFailedError
from tagwright.report.model import NumericFact
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.registry import add_package
from tagwright.validation.verdict import Status, Verdict


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


@pytest.fixture
def filing(tmp_path: Path) -> Path:
    return write_filing(tmp_path)


def test_a_conversion_gives_the_report_the_ledger_and_the_verdict_that_it_writes(filing: Path, tmp_path: Path) -> None:
    made = api.convert(filing, tmp_path / "out")
    assert made.folder == tmp_path / "out"
    assert (made.report.name, len(made.report.facts)) == ("larkfield-2021", 34)
    ledger = json.loads((made.folder / "ledger.json").read_text(encoding="utf-8"))
    assert [entry["text"] for entry in ledger] == [entry.text for entry in made.ledger]
    assert isinstance(made.verdict, Verdict)
    assert made.verdict.status is Status.VALID
    verdict = json.loads((made.folder / "validation.json").read_text(encoding="utf-8"))
    assert verdict["facts"] == [
        {"file": f"larkfield-2021{end}", "seen": 34, "expected": 34}
        for end in (".xbri", ".xhtml", ".xbrl", ".json", "-metadata.json")
    ]


def test_the_steps_are_told_as_they_begin(filing: Path, tmp_path: Path) -> None:
    told: list[str] = []
    api.convert(filing, tmp_path / "out", validate=False, progress=told.append)
    assert told == [
        "reading the mapping",
        "reading the document",
        "proving figures",
        "mapping figures to concepts",
        "writing the report",
        "checking the report",
    ]


def test_without_validation_there_is_no_verdict_and_the_file_says_so(filing: Path, tmp_path: Path) -> None:
    made = api.convert(filing, tmp_path / "out", validate=False)
    assert made.verdict is None
    assert json.loads((tmp_path / "out" / "validation.json").read_text(encoding="utf-8"))["status"] == "not validated"


def test_a_document_may_be_given_in_the_place_of_the_filings(filing: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(INCOME, encoding="utf-8")
    made = api.convert(filing, tmp_path / "out", document=other, validate=False)
    assert made.report.document.name == "other.txt"
    assert {fact.concept.local for fact in made.report.facts if isinstance(fact, NumericFact)} == {
        "Revenue",
        "CostOfSales",
        "GrossProfit",
        "LensRebates",
        "AdministrativeExpense",
        "ProfitLoss",
    }


def test_a_document_without_a_number_that_can_be_tagged_is_converted_and_says_that_nothing_was(
    filing: Path, tmp_path: Path
) -> None:
    (filing / "announcement.txt").write_text("Larkfield makes lenses.\n", encoding="utf-8")
    made = api.convert(filing, tmp_path / "out", validate=False)
    assert (made.report.facts, made.ledger) == ((), ())


def test_a_failed_validation_leaves_the_older_files(
    filing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    api.convert(filing, out, validate=False)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (filing / "announcement.txt").write_text(DOCUMENT.replace("(30)", "(31)"), encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise ValidationFailedError("The validator hung.", remedy="Try again.")

    monkeypatch.setattr(converting, "validate_outputs", fail)
    with pytest.raises(ValidationFailedError, match="hung"):
        api.convert(filing, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_filing_with_a_wrong_mapping_is_refused_before_its_document_is_read(tmp_path: Path) -> None:
    own = "tables: [{name: income-statement, lines: [{wording: Sold, concept: Revenu}]}]\n"
    filing = write_filing(tmp_path, document="", own=own)
    with pytest.raises(MappingError, match=r"larkfield-2021/filing\.yaml:9:\d+: .*Revenu"):
        api.convert(filing, tmp_path / "out")


def test_a_document_that_is_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        api.convert(write_filing(tmp_path, document=""), tmp_path / "out")


def test_the_built_in_package_is_made_for_the_year(tmp_path: Path) -> None:
    package = api.taxonomy_package(api.BUILT_IN, ifrs_taxonomy("ifrs-2022"), tmp_path)
    expected = build_core_package(ifrs_taxonomy("ifrs-2022"), tmp_path / "expected.zip")
    assert package.read_bytes() == expected.read_bytes()


def test_a_package_at_a_path_is_checked_and_taken(tmp_path: Path) -> None:
    official = ifrs_taxonomy("ifrs-2021")
    package = build_core_package(official, tmp_path / "core.zip")
    assert api.taxonomy_package(str(package), official, tmp_path) == package
    package.write_bytes(b"no zip")
    with pytest.raises(PackageError, match=r"core\.zip"):
        api.taxonomy_package(str(package), official, tmp_path)


def test_an_added_package_is_found_by_the_name_of_its_taxonomy(tmp_path: Path) -> None:
    official = ifrs_taxonomy("ifrs-2021")
    with pytest.raises(TaxonomyError, match="ifrs-2021 has not been added"):
        api.taxonomy_package("ifrs-2021", official, tmp_path)
    added = add_package(build_core_package(official, tmp_path / "core.zip"))
    assert api.taxonomy_package("ifrs-2021", official, tmp_path) == added.path


def test_a_report_of_any_year_validates_against_what_is_built_in(tmp_path: Path) -> None:
    head = (write_filing(tmp_path) / "filing.yaml").read_text(encoding="utf-8").replace("ifrs-2021", "ifrs-2023")
    filing = write_filing(tmp_path, own="", head=head)
    api.convert(filing, tmp_path / "out", validate=False)
    verdict = api.validate(tmp_path / "out" / "larkfield-2021.xbri")
    assert (verdict.status, verdict.reasons) == (Status.VALID, ())
    assert [count.seen for count in verdict.facts] == [34]


def test_the_base_mapping_alone_and_with_a_filing_is_checked(tmp_path: Path) -> None:
    assert api.check_mappings(None) == []
    wrong = write_filing(
        tmp_path, own="tables: [{name: income-statement, lines: [{wording: Sold, concept: Revenu}]}]\n"
    )
    (finding,) = api.check_mappings(wrong)
    assert (finding.severity, finding.rule_id, finding.file, finding.line) == (
        "error",
        "unknown-concept",
        "larkfield-2021/filing.yaml",
        9,
    )


def test_each_page_of_a_pdf_is_told_as_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "pages.pdf"
    path.write_bytes(pdf_of(*([(60, 700, f"Year ended 31 December 202{n}")] for n in range(3))))
    told: list[str] = []
    api.read(path, progress=told.append)
    assert told == [
        "reading the document",
        *(f"reading the document, page {n} of 3" for n in (1, 2, 3)),
        "finding figures",
    ]
