"""tagwright init: the folder that it writes is sound, converts, and holds what no rule names as comments."""

import json
from pathlib import Path

import pytest

from command import tagwright
from larkfield import DOCUMENT
from tagwright import api
from tagwright.mapping.load import load_filing

TITLES = "Larkfield Instruments Limited\n(Stock Code: 0020)\nSee www.larkfield.com and this sentence.\n\n"
KNOWN = TITLES + DOCUMENT.replace("LARKFIELD INSTRUMENTS\n", "")
UNKNOWN = KNOWN.replace("Inventories\t", "Zebra hides\t")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "results.txt"
    path.write_text(UNKNOWN, encoding="utf-8")
    return path


def uncommented(text: str) -> str:
    """Take the first '# ' from the comments that are rules."""
    lines = text.splitlines()
    begin = lines.index("# tables:")
    end = next((i for i, line in enumerate(lines) if line.startswith("# Rows without a label")), len(lines))
    return "\n".join([*lines[:begin], *(line.removeprefix("# ") for line in lines[begin:end]), *lines[end:]]) + "\n"


def test_what_the_document_tells_of_itself_is_written(source: Path, tmp_path: Path) -> None:
    made = api.init_filing(source, tmp_path / "new")
    rules = load_filing(made.folder).rules
    assert made.unfilled == ()
    assert (rules.name, rules.document, rules.currency, rules.taxonomy) == (
        "larkfield-2021",
        "results.txt",
        "EUR",
        "ifrs-2021",
    )
    assert (rules.entity.name, rules.entity.identifier) == ("Larkfield Instruments Limited", "0020")
    assert (str(rules.period.start), str(rules.period.end)) == ("2021-01-01", "2021-12-31")
    assert (rules.extension.prefix, rules.extension.namespace) == (
        "larkfield",
        "https://www.larkfield.com/xbrl/2021-12-31",
    )
    assert (made.folder / "results.txt").read_text(encoding="utf-8") == UNKNOWN


def test_the_folder_passes_the_check_and_converts(source: Path, tmp_path: Path) -> None:
    made = api.init_filing(source, tmp_path / "new")
    assert api.check_mappings(made.folder) == []
    converted = api.convert(made.folder, tmp_path / "out", validate=False)
    assert sum(entry.status == "tagged" for entry in converted.ledger) > 20


def test_lines_that_no_rule_names_are_comments_with_candidates_and_become_rules(source: Path, tmp_path: Path) -> None:
    made = api.init_filing(source, tmp_path / "new")
    path = made.folder / "filing.yaml"
    text = path.read_text(encoding="utf-8")
    assert '#       - {wording: "Lens rebates", concept: LensRebates}\n' in text
    assert "#   - name: LensRebates\n" in text
    assert '#       - {wording: "Zebra hides", concept: ZebraHides}\n' in text
    assert "#     wider: [OtherCurrentAssets]\n" in text
    path.write_text(uncommented(text), encoding="utf-8")
    assert api.check_mappings(made.folder) == []
    converted = api.convert(made.folder, tmp_path / "out", validate=False)
    entry = next(entry for entry in converted.ledger if entry.row.endswith("Zebra hides"))
    assert (entry.status, entry.concept, entry.value) == ("tagged", "ZebraHides", "70000")
    rebates = next(entry for entry in converted.ledger if entry.row == "Lens rebates")
    assert (rebates.concept, rebates.value) == ("LensRebates", "30000")


def test_a_folder_that_is_there_is_left_alone(source: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    answer = tagwright("init", source, "--out", there)
    assert answer.code == 7
    assert "is there already" in answer.err
    assert list(there.iterdir()) == []


def test_what_cannot_be_told_is_refused_by_convert_with_the_name_of_the_field(tmp_path: Path) -> None:
    source = tmp_path / "plain.txt"
    source.write_text("Revenue\t1,000\n", encoding="utf-8")
    answer = tagwright("init", source, "--out", tmp_path / "new")
    assert answer.code == 0
    for field in ("entity.name", "entity.identifier", "period.start", "currency", "taxonomy"):
        assert f"{field} is not filled in" in answer.out
    refused = tagwright("convert", tmp_path / "new", "--out", tmp_path / "out")
    assert refused.code == 4
    assert "period.start is not filled in; write the first day of the reporting period" in refused.err
    assert not (tmp_path / "out").exists()


def test_the_default_folder_is_named_after_company_and_period(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert api.init_filing(source).folder == Path("larkfield-2021")
    (tmp_path / "mapping" / "filings").mkdir(parents=True)
    assert api.init_filing(source).folder == Path("mapping/filings/larkfield-2021")
    assert (tmp_path / "mapping" / "filings" / "larkfield-2021" / "filing.yaml").is_file()


def test_a_part_of_a_year_is_named_by_its_month(tmp_path: Path) -> None:
    source = tmp_path / "half.txt"
    half = KNOWN.replace("YEAR ENDED 31 DECEMBER", "SIX MONTHS ENDED 30 JUNE").replace("Year ended", "Six months ended")
    source.write_text(half.replace("31 December", "30 June"), encoding="utf-8")
    made = api.init_filing(source, tmp_path / "new")
    assert load_filing(made.folder).rules.name == "larkfield-2021-06"


def test_without_a_web_address_the_namespace_is_nobodys_and_the_check_says_so(tmp_path: Path) -> None:
    source = tmp_path / "results.txt"
    source.write_text(KNOWN.replace("www.larkfield.com", "the web"), encoding="utf-8")
    made = api.init_filing(source, tmp_path / "new")
    (finding,) = api.check_mappings(made.folder)
    assert (finding.severity, finding.rule_id) == ("warning", "namespace-of-nobody")
    assert api.convert(made.folder, tmp_path / "out", validate=False).report.facts


def test_the_same_document_gives_the_same_bytes_and_json_lists_the_lines(source: Path, tmp_path: Path) -> None:
    answer = json.loads(tagwright("init", source, "--out", tmp_path / "one", "--json").out)
    api.init_filing(source, tmp_path / "two")
    assert (tmp_path / "one" / "filing.yaml").read_bytes() == (tmp_path / "two" / "filing.yaml").read_bytes()
    labels = [line["label"] for line in answer["lines"]]
    assert labels == ["Lens rebates", "Zebra hides"]
    assert answer["lines"][0]["statement"] == "income-statement"
    assert answer["fill_in"] == []


def test_the_taxonomy_is_the_newest_published_when_the_period_ended(tmp_path: Path) -> None:
    for year, taxonomy in ((2019, "ifrs-2021"), (2023, "ifrs-2023"), (2031, "ifrs-2025")):
        source = tmp_path / f"results-{year}.txt"
        source.write_text(KNOWN.replace("2020", str(year - 1)).replace("2021", str(year)), encoding="utf-8")
        made = api.init_filing(source, tmp_path / f"new-{year}")
        assert load_filing(made.folder).rules.taxonomy == taxonomy
