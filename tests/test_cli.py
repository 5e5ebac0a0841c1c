"""Whole runs of the command on a small filing: what it prints, what it writes, how it leaves."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from command import Answer, run, tagwright
from larkfield import DOCUMENT, FILING, INCOME, OWN_LINES, write_filing
from tagwright import __version__
from tagwright.api import converting
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy

FILES = [
    "larkfield-2021-2021-12-31.xsd",
    "larkfield-2021-2021-12-31_cal.xml",
    "larkfield-2021-2021-12-31_def.xml",
    "larkfield-2021-2021-12-31_gen-en.xml",
    "larkfield-2021-2021-12-31_lab-en.xml",
    "larkfield-2021-2021-12-31_pre.xml",
    "larkfield-2021-metadata.json",
    "larkfield-2021-numbers.csv",
    "larkfield-2021-texts.csv",
    "larkfield-2021.json",
    "larkfield-2021.xbri",
    "larkfield-2021.xbrl",
    "larkfield-2021.xhtml",
    "ledger.csv",
    "ledger.json",
    "proof.json",
    "validation.json",
]


@pytest.fixture(scope="module")
def filing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_filing(tmp_path_factory.mktemp("filing"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("converted") / "out"


@pytest.fixture(scope="module")
def converted(filing: Path, out: Path) -> Answer:
    return tagwright("convert", filing, "--out", out)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def verdict_in(folder: Path) -> dict[str, object]:
    read = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def test_a_conversion_leaves_with_0_and_writes_the_report_the_ledger_and_the_verdict(
    converted: Answer, out: Path
) -> None:
    assert (converted.code, converted.err) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert verdict_in(out)["status"] == "valid"


def test_a_conversion_ends_with_counts_a_section_and_the_verdict(converted: Answer, out: Path) -> None:
    table = [[cell.strip() for cell in line.split("│")[1:-1]] for line in converted.out.splitlines() if "│" in line]
    assert table == [
        ["CONSOLIDATED INCOME STATEMENT", "12", "", "8", "", "", ""],
        ["CONSOLIDATED STATEMENT OF FINANCIAL POSITION", "12", "", "5", "", "", ""],
        ["CONSOLIDATED STATEMENT OF CHANGES IN EQUITY", "6", "3", "7", "", "", ""],
        ["4 SEGMENT INFORMATION", "", "", "2", "", "", "1"],
        ["all sections", "30", "3", "22", "0", "0", "1"],
    ]
    assert converted.out.splitlines()[-3:] == [
        f"34 facts written to {out}; every number is in ledger.csv.",
        "Facts that Arelle 2.47.3 read: larkfield-2021.xbri 34, larkfield-2021.xhtml 34, larkfield-2021.xbrl 34, "
        "larkfield-2021.json 34, larkfield-2021-metadata.json 34.",
        "valid: 0 errors, 0 warnings, 0 calculation inconsistencies",
    ]


@pytest.mark.usefixtures("converted")
@pytest.mark.parametrize("end", [".xhtml", ".xbrl", ".json", "-metadata.json", ".xbri"])
def test_each_output_validates_on_its_own(out: Path, end: str) -> None:
    answer = tagwright("validate", out / f"larkfield-2021{end}")
    assert answer.out == (
        f"Facts that Arelle 2.47.3 read: larkfield-2021{end} 34.\n"
        "valid: 0 errors, 0 warnings, 0 calculation inconsistencies\n"
    )
    assert answer.code == 0


@pytest.mark.usefixtures("converted")
def test_a_value_that_was_changed_by_hand_is_found_by_validate(out: Path, tmp_path: Path) -> None:
    for name in (name for name in FILES if name.endswith((".xsd", ".xml"))):
        (tmp_path / name).write_bytes((out / name).read_bytes())
    text = (out / "larkfield-2021.xbrl").read_text(encoding="utf-8")
    spoilt = text.replace("ifrs-full:Inventories ", 'ifrs-full:Inventories precision="3" ', 1)
    assert spoilt != text
    (tmp_path / "larkfield-2021.xbrl").write_text(spoilt, encoding="utf-8")
    answer = tagwright("validate", tmp_path / "larkfield-2021.xbrl", "--json")
    verdict = json.loads(answer.out)
    assert (answer.code, verdict["status"]) == (1, "invalid")
    assert verdict["counts"]["errors"] >= 1


def test_json_says_the_same_for_a_program(filing: Path, tmp_path: Path) -> None:
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--json")
    said = json.loads(answer.out)
    assert (answer.code, answer.err) == (0, "")
    assert (said["out"], said["facts"]) == (str(tmp_path / "out"), 34)
    assert said["validation"]["status"] == "valid"
    assert said["validation"]["facts"][0] == {"file": "larkfield-2021.xbri", "seen": 34, "expected": 34}
    assert said["sections"][0] == {
        "section": "CONSOLIDATED INCOME STATEMENT",
        "tagged": 12,
        "repeats": 0,
        "not a fact": 8,
        "left out": 0,
        "doubtful": 0,
        "unmapped": 0,
    }


def test_without_validation_it_leaves_with_0_and_no_older_verdict_stays(filing: Path, tmp_path: Path) -> None:
    (tmp_path / "validation.json").write_text('{"status": "valid"}', encoding="utf-8")
    answer = tagwright("convert", filing, "--out", tmp_path, "--no-validate")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith(f"34 facts written to {tmp_path}; every number is in ledger.csv.\n")
    assert verdict_in(tmp_path)["status"] == "not validated"
    assert verdict_in(tmp_path)["reasons"] == ["Validation was not asked for."]


def test_another_document_may_take_the_place_of_the_filings(filing: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(INCOME.replace("(600)", "(601)").replace("400\t400", "399\t400"), encoding="utf-8")
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--document", other, "--no-validate")
    assert answer.code == 0
    facts = json.loads((tmp_path / "out" / "larkfield-2021.json").read_text(encoding="utf-8"))["facts"].values()
    costs = {fact["value"] for fact in facts if fact["dimensions"]["concept"] == "ifrs-full:CostOfSales"}
    assert costs == {"601000", "500000"}


def without_revenue(folder: Path) -> Path:
    """A taxonomy package of the right year in which one concept of the report is missing."""
    built = build_core_package(ifrs_taxonomy("ifrs-2021"), folder / "core.zip")
    package = folder / "without-revenue.zip"
    with zipfile.ZipFile(built) as source, zipfile.ZipFile(package, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b'name="Revenue"', b'name="Turnover"')
            target.writestr(name, content.replace(b'id="ifrs-full_Revenue"', b'id="ifrs-full_Turnover"'))
    return package


def test_an_invalid_report_leaves_with_1_and_names_the_figures_of_the_document(filing: Path, tmp_path: Path) -> None:
    package = without_revenue(tmp_path)
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--taxonomy", package)
    assert answer.code == 1
    assert answer.out.splitlines()[-1].startswith("invalid: ")
    assert (
        "error: [xbrl:schemaImportMissing] Instance facts missing schema concept definition: ifrs-full:Revenue\n"
        '    at line 7, "Revenue", 1,000\n    at line 7, "Revenue", 900\n'
    ) in answer.out
    verdict = verdict_in(tmp_path / "out")
    assert verdict["status"] == "invalid"


def test_a_taxonomy_of_the_wrong_year_leaves_with_2_and_says_what_is_missing(filing: Path, tmp_path: Path) -> None:
    wrong = build_core_package(ifrs_taxonomy("ifrs-2023"), tmp_path / "core.zip")
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--taxonomy", wrong)
    missing = "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd"
    reason = f"{missing} is not at hand. Add the taxonomy package that holds it: tagwright taxonomy add ZIP."
    assert answer.code == 2
    assert answer.out.count(f"not validated: {reason}\n") == 1
    assert answer.out.splitlines()[-1].startswith("not validated: 1 errors")
    assert verdict_in(tmp_path / "out")["reasons"] == [reason]


def test_an_added_taxonomy_is_used_by_its_name(filing: Path, tmp_path: Path) -> None:
    package = build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "core.zip")
    before = tagwright("convert", filing, "--out", tmp_path / "out", "--taxonomy", "ifrs-2021")
    assert (before.code, before.out) == (5, "")
    assert before.err == (
        "error: The official package of ifrs-2021 has not been added.\n"
        "  remedy: Add it (tagwright taxonomy add ZIP), or validate against the built-in core.\n"
    )
    assert not (tmp_path / "out").exists()
    added = tagwright("taxonomy", "add", package)
    assert added.code == 0
    assert added.out.startswith("Added ")
    assert "(covers ifrs-2021)" in added.out
    after = tagwright("convert", filing, "--out", tmp_path / "out", "--taxonomy", "ifrs-2021")
    assert (after.code, after.out.splitlines()[-1]) == (
        0,
        "valid: 0 errors, 0 warnings, 0 calculation inconsistencies",
    )


def test_an_unknown_taxonomy_is_refused_with_the_nearest_one(filing: Path, tmp_path: Path) -> None:
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--taxonomy", "ifrs-2012")
    assert (answer.code, answer.out) == (5, "")
    assert answer.err.startswith("error: There is no taxonomy 'ifrs-2012'.\n  remedy: did you mean ifrs-20")


def test_a_sound_mapping_leaves_with_0() -> None:
    assert tagwright("mapping", "check") == Answer(0, "The mapping is sound.\n", "")


def test_the_mapping_of_a_filing_is_checked_by_its_folder(filing: Path) -> None:
    assert tagwright("mapping", "check", filing) == Answer(0, "The mapping is sound.\n", "")
    assert tagwright("mapping", "check", filing, "--json") == Answer(0, "[]\n", "")


def test_a_finding_is_printed_with_its_place_and_leaves_with_4(tmp_path: Path) -> None:
    wrong = write_filing(tmp_path, own=OWN_LINES.replace("concept: LensRebates", "concept: LensRebate"))
    answer = tagwright("mapping", "check", wrong)
    assert answer.code == 4
    *findings, count = answer.out.splitlines()
    assert count == f"{len(findings)} findings"
    assert any(
        line.startswith("larkfield-2021/filing.yaml:19:") and "did you mean LensRebates?" in line for line in findings
    )
    listed = json.loads(tagwright("mapping", "check", wrong, "--json").out)
    assert [(f["file"], f["line"], f["severity"], f["rule_id"]) for f in listed if f["line"] == 19] == [
        ("larkfield-2021/filing.yaml", 19, "error", "unknown-concept")
    ]


def test_a_warning_is_printed_and_leaves_with_0(tmp_path: Path) -> None:
    unused = FILING + "concepts: [{name: Spare, label: Spare, type: pure, documentation: Never used.}]\n"
    answer = tagwright("mapping", "check", write_filing(tmp_path, own="", head=unused))
    assert answer.code == 0
    assert "Spare" in answer.out
    assert answer.out.endswith("1 findings\n")


def test_the_taxonomies_are_listed(tmp_path: Path) -> None:
    listed = json.loads(tagwright("taxonomy", "list", "--json").out)
    assert [row["taxonomy"] for row in listed] == ["ifrs-2021", "ifrs-2022", "ifrs-2023", "ifrs-2024", "ifrs-2025"]
    assert (listed[0]["date"], listed[0]["official package"]) == ("2021-03-24", "")
    assert listed[0]["concepts built in"] > 100
    package = build_core_package(ifrs_taxonomy("ifrs-2022"), tmp_path / "core.zip")
    tagwright("taxonomy", "add", package)
    again = json.loads(tagwright("taxonomy", "list", "--json").out)
    assert [bool(row["official package"]) for row in again] == [False, True, False, False, False]
    assert "ifrs-2022" in tagwright("taxonomy", "list").out


def test_a_concept_is_shown_with_its_facts() -> None:
    answer = tagwright("taxonomy", "show", "CostOfSales", "--json")
    (shown,) = json.loads(answer.out)
    assert answer.code == 0
    assert (shown["name"], shown["kind"], shown["type"]) == ("CostOfSales", "item", "xbrli:monetaryItemType")
    assert (shown["period"], shown["balance"]) == ("duration", "debit")
    row = next(line for line in tagwright("taxonomy", "show", "CostOfSales").out.splitlines() if "CostOfSales" in line)
    assert [cell.strip() for cell in row.split("│")[1:4]] == ["CostOfSales", "item", "xbrli:monetaryItemType"]


def test_an_unknown_concept_is_refused_with_the_nearest_names() -> None:
    answer = tagwright("taxonomy", "show", "CostOfSale")
    assert (answer.code, answer.out) == (5, "")
    assert answer.err.startswith(
        "error: The concept table of 2025 has no 'CostOfSale'.\n  remedy: did you mean CostOfSales"
    )


def test_concepts_are_searched_by_words() -> None:
    found = json.loads(tagwright("taxonomy", "search", "right of use assets", "--json").out)
    assert "RightofuseAssets" in [row["name"] for row in found]
    few = json.loads(tagwright("taxonomy", "search", "revenue", "--limit", "2", "--json").out)
    assert len(few) == 2
    assert tagwright("taxonomy", "search", "zzzqqq") == Answer(0, "none found\n", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["convert", "somewhere"], "Missing option '--out'"),
        (["nonsense"], "No such command 'nonsense'"),
        (["validate"], "Missing argument 'FILES...'"),
        (["taxonomy", "search", "x", "--limit", "0"], "0 is not in the range"),
    ],
)
def test_a_command_that_cannot_be_understood_leaves_with_64(arguments: list[str], complaint: str) -> None:
    answer = tagwright(*arguments)
    assert (answer.code, answer.out) == (64, "")
    assert complaint in answer.err


def test_an_interrupt_leaves_with_130_and_writes_nothing(
    filing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(converting, "validate_outputs", interrupt)
    answer = tagwright("convert", filing, "--out", tmp_path / "out")
    assert answer.code == 130
    assert answer.err.strip() == "interrupted; nothing was written"
    assert not (tmp_path / "out").exists()


def test_a_defect_of_ours_keeps_its_traceback(filing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise AssertionError("a defect")

    monkeypatch.setattr(converting, "emit_report", break_down)
    with pytest.raises(AssertionError, match="a defect"):
        tagwright("convert", filing, "--out", tmp_path / "out")


def test_headings_that_look_like_markup_are_printed_as_they_are(filing: Path, tmp_path: Path) -> None:
    document = tmp_path / "announcement.txt"
    document.write_text(DOCUMENT.replace("4 SEGMENT INFORMATION", "4 SEGMENT [/b] [red]INFORMATION"), encoding="utf-8")
    answer = tagwright("convert", filing, "--out", tmp_path / "out", "--document", document, "--no-validate")
    assert answer.code == 0
    assert "4 SEGMENT [/b] [red]INFORMATION" in answer.out


def test_the_installed_command_says_its_version_and_its_help() -> None:
    assert run("--version").stdout.strip().endswith(__version__)
    helped = run("convert", "-h")
    assert helped.returncode == 0
    assert "--document" in helped.stdout


def test_the_same_input_gives_the_same_bytes_in_another_folder_and_with_another_hash_seed(
    out: Path, converted: Answer, tmp_path: Path
) -> None:
    assert converted.code == 0
    filing = write_filing(tmp_path / "elsewhere")
    again = run("convert", filing, "--out", tmp_path / "out", cwd=tmp_path, PYTHONHASHSEED="4711", TZ="Asia/Tokyo")
    assert again.returncode == 0, again.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == FILES
    differing = [name for name in FILES if (tmp_path / "out" / name).read_bytes() != (out / name).read_bytes()]
    assert differing == []


@pytest.mark.parametrize("module", ["tagwright.cli", "tagwright.cli.taxonomy"])
def test_looking_a_concept_up_loads_nothing_of_what_converts(module: str) -> None:
    heavy = ("tagwright.api", "tagwright.document.text", "pydantic", "scipy", "arelle")
    script = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"
