"""Report packages of ESEF 2022 to 2025, against a small stand-in for the taxonomies that are not at hand."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import tagwright
from esef import TEST_LEI, esef_filing, small_filing
from esef_stub import write_stub
from in_place import stripped
from page_samples import picture
from tagwright import api
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.registry import add_package
from tagwright.validation.verdict import Level, Status

OFFICIAL_2025 = Path(__file__).parents[2] / "shared" / "taxonomies" / "IFRSAT-2025.zip"


def packages_of(taxonomy: str, folder: Path) -> list[Path]:
    core = build_core_package(ifrs_taxonomy(taxonomy), folder / f"{taxonomy}-core.zip")
    return [core, write_stub(folder / f"{taxonomy}-esef.zip", taxonomy)]


@pytest.fixture
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the packages that a test adds out of the user's home, and out of the next test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAGWRIGHT_HOME", str(tmp_path_factory.mktemp("home")))
        yield


def passes(made: api.Conversion, rules: str) -> None:
    """Assert: no error, no warning, all facts seen in each output, and the rules of the destination took part."""
    assert made.verdict is not None
    said = [(m.level.value, m.code, m.text) for m in made.verdict.messages if m.level is not Level.INFORMATION]
    assert said == []
    assert made.verdict.status is Status.VALID, made.verdict.reasons
    assert f"the rules of {rules}, of the report package" in made.verdict.checks
    assert {count.seen for count in made.verdict.facts} == {len(made.report.facts)}


@pytest.mark.parametrize(
    ("profile", "taxonomy", "package"),
    [
        ("esef-2022", "ifrs-2022", "larkfield-2021.zip"),
        ("esef-2023", "ifrs-2021", "larkfield-2021.zip"),
        ("esef-2024", "ifrs-2024", "larkfield-2021.xbri"),
        ("esef-2025", "ifrs-2025", "larkfield-2021-2021-12-31-1-en.xbri"),
    ],
)
@pytest.mark.usefixtures("_home")
def test_a_small_report_passes_the_rules_of_each_year(
    tmp_path: Path, profile: str, taxonomy: str, package: str
) -> None:
    for each in packages_of(taxonomy, tmp_path):
        add_package(each)
    made = api.convert(small_filing(tmp_path, profile, taxonomy), tmp_path / "out")
    passes(made, profile)
    assert made.verdict is not None
    assert made.verdict.facts[0].file == package
    assert len(made.report.facts) > 40


@pytest.mark.usefixtures("_home")
def test_the_announcement_passes_the_rules_of_esef_2025(tmp_path: Path) -> None:
    for package in packages_of("ifrs-2025", tmp_path):
        add_package(package)
    made = api.convert(esef_filing(tmp_path / "f", profile="esef-2025", taxonomy="ifrs-2025"), tmp_path / "out")
    passes(made, "esef-2025")
    assert len(made.report.facts) > 1000


@pytest.mark.usefixtures("_home")
@pytest.mark.skipif(not OFFICIAL_2025.is_file(), reason="the taxonomy of 2025 lies in ../shared, which is absent")
def test_a_small_report_passes_the_rules_of_esef_2025_with_the_official_concepts_too(tmp_path: Path) -> None:
    add_package(OFFICIAL_2025)
    add_package(write_stub(tmp_path / "esef.zip", "ifrs-2025"))
    made = api.convert(small_filing(tmp_path, "esef-2025", "ifrs-2025"), tmp_path / "out")
    passes(made, "esef-2025")


@pytest.mark.usefixtures("_home")
def test_seeded_defects_are_found_by_the_rules_of_esef_2025(tmp_path: Path) -> None:
    for each in packages_of("ifrs-2025", tmp_path):
        add_package(each)
    made = api.convert(small_filing(tmp_path, "esef-2025", "ifrs-2025"), tmp_path / "out", validate=False)
    package = made.folder / "larkfield-2021-2021-12-31-1-en.xbri"
    defects = {
        ("xhtml", TEST_LEI, f"{TEST_LEI[:-2]}18"): "ESEF.2.1.1.invalidIdentifier",
        (
            "xhtml",
            "transformation/2022-02-16",
            "transformation/2020-02-12",
        ): "ESEF.2.2.3.incorrectTransformationRuleApplied",
        ("xhtml", ' escape="true"', ""): "ESEF.2.2.7.improperApplicationOfEscapeAttribute",
        (
            "_cal.xml",
            "https://xbrl.org/2023/arcrole/summation-item",
            "http://www.xbrl.org/2003/arcrole/summation-item",
        ): "ESEF.3.4.1.IncorrectSummationItemArcroleUsed",
        ("_def.xml", 'closed="true"', 'closed="false"'): "ESEF.3.4.2.openPositiveHypercubeInDefinitionLinkbase",
        (".xsd", ' xbrli:balance="debit"', ""): "ESEF.RTS.Annex.IV.Par.4.2.monetaryConceptWithoutBalance",
    }
    broken = tmp_path / "broken" / package.name
    broken.parent.mkdir()
    with zipfile.ZipFile(package) as good, zipfile.ZipFile(broken, "w") as bad:
        for name in good.namelist():
            content = good.read(name).decode()
            for end, old, new in defects:
                if name.endswith(end):
                    assert old in content, (name, old)
                    content = content.replace(old, new)
            bad.writestr(name, content)
    answer = tagwright("validate", broken, "--profile", "esef-2025", "--json")
    verdict = json.loads(answer.out)
    assert (answer.code, verdict["status"]) == (1, "invalid")
    assert "the rules of esef-2025, of the report package" in verdict["checks"]
    assert set(defects.values()) - {message["code"] for message in verdict["messages"]} == set()


@pytest.mark.usefixtures("_home")
def test_a_destinations_rules_without_its_packages_are_no_verdict_and_an_unknown_destination_none_at_all(
    tmp_path: Path,
) -> None:
    made = api.convert(small_filing(tmp_path, "esef-2025", "ifrs-2025"), tmp_path / "out", validate=False)
    package = made.folder / "larkfield-2021-2021-12-31-1-en.xbri"
    answer = tagwright("validate", package, "--profile", "esef-2025")
    assert answer.code == 2
    assert "esef_cor.xsd is not at hand. Add the taxonomy package that holds it" in " ".join(answer.out.split())
    answer = tagwright("validate", package, "--profile", "esef-2052")
    assert (answer.code, answer.out) == (4, "")
    assert "did you mean esef-2025?" in answer.err


@pytest.mark.usefixtures("_home")
def test_a_page_that_is_tagged_in_place_passes_the_rules_of_esef_2025(tmp_path: Path) -> None:
    for each in packages_of("ifrs-2025", tmp_path):
        add_package(each)
    plain = api.convert(small_filing(tmp_path / "plain", "ifrs", "ifrs-2025"), tmp_path / "out", validate=False)
    page = stripped((plain.folder / "larkfield-2021.xhtml").read_text(encoding="utf-8"))
    brought = (
        '<svg width="40" height="40"><rect width="30" height="30" fill="teal"/></svg><p><img src="a.png">'
        '<img src="http://x.example/b.png" alt="gone"></p><script>go()</script><link rel="stylesheet" href="style.css">'
    )
    page = page.partition("?>")[2].replace("<body>", f"<body>{brought}", 1)
    folder = small_filing(tmp_path / "placed", "esef-2025", "ifrs-2025")
    (folder / "announcement.txt").write_text(page, encoding="utf-8")
    (folder / "a.png").write_bytes(picture())
    (folder / "style.css").write_text("@font-face{font-family:x;src:url(x.woff2)}", encoding="utf-8")
    made = api.convert(folder, tmp_path / "placed-out")
    passes(made, "esef-2025")
    assert made.report.document.page is not None
    assert len(made.report.facts) > 40
    (remark,) = made.report.document.remarks
    assert remark.endswith(": picture http://x.example/b.png, script, x.woff2 of a style.")
