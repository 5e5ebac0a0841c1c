"""Every output states the same facts, dimensions and footnotes: Arelle reads each; each is held against the Report."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from larkfield import DOCUMENT, OWN_LINES, write_filing
from tagwright import api
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.validation.process import read_files
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.validate import validate_outputs
from tagwright.validation.verdict import Status

MARKED = (
    DOCUMENT.replace("Administrative expenses\t", "Administrative expenses (1)\t")
    .replace("Lens rebates\t", "Lens rebates*\t")
    .replace(
        "(Loss)/profit for the year\t\t(30)\t90\n",
        "(Loss)/profit for the year\t\t(30)\t90\n\n"
        "(1) Rents & fees, among them EUR55,000 for <cleaning>.\n* “Rebates” began in 2020.\n",
    )
)
OUTPUTS = [f"larkfield-2021{end}" for end in (".xbri", ".xhtml", ".xbrl", ".json", "-metadata.json")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    folder = tmp_path_factory.mktemp("marked")
    return api.convert(write_filing(folder, MARKED, OWN_LINES), folder / "out")


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path_factory.mktemp("core") / "core.zip")


@pytest.fixture(scope="module")
def readings(made: api.Conversion, core: Path) -> dict[str, Reading]:
    package = made.folder / OUTPUTS[0]
    read = read_files([FileRequest(str(made.folder / name)) for name in OUTPUTS], [core, package])
    return dict(zip(OUTPUTS, read, strict=True))


def test_all_five_outputs_are_valid_and_agree_with_the_report(made: api.Conversion) -> None:
    assert made.verdict is not None
    assert [count.file for count in made.verdict.facts] == OUTPUTS
    assert {count.seen for count in made.verdict.facts} == {len(made.report.facts)}
    assert made.verdict.messages == ()
    assert made.verdict.status is Status.VALID


@pytest.mark.parametrize("name", OUTPUTS)
def test_arelle_reads_the_same_footnotes_from_each_output(readings: dict[str, Reading], name: str) -> None:
    noted = {
        (fact.concept.partition("}")[2], fact.value): fact.footnotes for fact in readings[name].facts if fact.footnotes
    }
    rent = (("en", "Rents & fees, among them EUR55,000 for <cleaning>."),)
    rebate = (("en", "“Rebates” began in 2020."),)
    assert noted == {
        ("AdministrativeExpense", "400000"): rent,
        ("AdministrativeExpense", "300000"): rent,
        ("LensRebates", "30000"): rebate,
        ("LensRebates", "10000"): rebate,
    }


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("larkfield-2021.xhtml", "Rents &amp; fees", "Rents", "footnotes reads"),
        ("larkfield-2021.xbrl", 'xlink:to="n2"', 'xlink:to="n1"', "footnotes reads"),
        ("larkfield-2021.json", '"links"', '"x:links"', ""),
        ("larkfield-2021-notes.csv", "began in 2020", "began in 2019", "footnotes reads"),
        ("larkfield-2021-numbers.csv", ",400000\n", ",400001\n", "value reads 400001 and should read"),
        ("larkfield-2021-numbers.csv", "IssuedCapitalMember", "RetainedEarningsMember", "dimensions reads"),
    ],
)
def test_an_output_that_says_otherwise_is_found(
    made: api.Conversion, core: Path, tmp_path: Path, name: str, old: str, new: str, said: str
) -> None:
    folder = shutil.copytree(made.folder, tmp_path / "out")
    content = (folder / name).read_text(encoding="utf-8")
    assert old in content
    (folder / name).write_text(content.replace(old, new), encoding="utf-8")
    verdict = validate_outputs(made.report, folder, [core])
    assert verdict.status is Status.INVALID
    assert any(said in message.text for message in verdict.messages)
