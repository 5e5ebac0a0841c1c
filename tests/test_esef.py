"""The real announcement as an ESEF 2021 report package, against the packages that the rules of ESEF 2021 need."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from esef import TEST_LEI, esef_filing
from tagwright import api
from tagwright.taxonomy.registry import add_package
from tagwright.validation.process import read_files
from tagwright.validation.reading import FileRequest
from tagwright.validation.verdict import Level, Status

SHARED = Path(__file__).parents[2] / "shared"
ANNOUNCEMENT = SHARED / "announcements" / "sensetime-2021.txt"
PACKAGES = [
    SHARED / "taxonomies" / name
    for name in ("esef_taxonomy_2021-en.zip", "IFRST_2021-03-24.zip", "lei-taxonomy-2020-07-02.zip")
]

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in (ANNOUNCEMENT, *PACKAGES)),
    reason="the real announcement and the taxonomies of ESEF 2021 lie in ../shared, which is absent",
)


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the packages that this module adds out of the user's home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAGWRIGHT_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    for package in PACKAGES:
        add_package(package)
    folder = tmp_path_factory.mktemp("esef")
    return api.convert(esef_filing(folder / "filing", document=ANNOUNCEMENT), folder / "out")


def test_the_package_passes_the_rules_of_esef_2021_without_error_or_warning(made: api.Conversion) -> None:
    assert made.verdict is not None
    said = [(m.level.value, m.code, m.text) for m in made.verdict.messages if m.level is not Level.INFORMATION]
    assert said == []
    assert made.verdict.status is Status.VALID, made.verdict.reasons
    assert "the rules of esef-2021, of the report package" in made.verdict.checks


def test_every_fact_was_seen_in_every_output(made: api.Conversion) -> None:
    assert made.verdict is not None
    assert len(made.report.facts) > 1000
    seen = {count.file: count.seen for count in made.verdict.facts}
    assert seen == dict.fromkeys(
        (f"test-esef-2021{end}" for end in (".zip", ".xhtml", ".xbrl", ".json", "-metadata.json")),
        len(made.report.facts),
    )


def test_the_package_holds_the_report_and_its_taxonomy_below_a_folder_of_its_own_name(made: api.Conversion) -> None:
    with zipfile.ZipFile(made.folder / "test-esef-2021.zip") as package:
        names = package.namelist()
        page = package.read("test-esef-2021/reports/test-esef-2021.xhtml").decode()
    assert all(name.startswith("test-esef-2021/") for name in names)
    assert "test-esef-2021/META-INF/reportPackage.json" not in names
    assert page.count(f">{TEST_LEI}</xbrli:identifier>") == page.count("<xbrli:context ")
    assert "1 Test Street, Test &amp; Sons House</ix:nonNumeric>" in page


def test_a_rounded_repeat_is_left_out_with_the_line_that_states_it_more_precisely(made: api.Conversion) -> None:
    left = [entry for entry in made.ledger if "states the same fact more precisely" in entry.reason]
    assert left
    assert {entry.status for entry in left} == {"left out"}


def test_seeded_defects_are_found_by_the_rules_of_esef(made: api.Conversion, tmp_path: Path) -> None:
    defects = [
        ("test-esef-2021.xhtml", TEST_LEI, f"{TEST_LEI[:-2]}18"),
        ("_def.xml", "esef/arcrole/wider-narrower", "esef/arcrole/general-special"),
        ("test-esef-2021.xhtml", ' xml:lang="en"', ""),
    ]
    broken = tmp_path / "test-esef-2021.zip"
    with zipfile.ZipFile(made.folder / broken.name) as package, zipfile.ZipFile(broken, "w") as copy:
        for name in package.namelist():
            content = package.read(name).decode()
            for end, old, new in defects:
                content = content.replace(old, new) if name.endswith(end) else content
            copy.writestr(name, content)
    (reading,) = read_files([FileRequest(str(broken), rules="esef-2021", formulas=False)], [*PACKAGES, broken])
    codes = {message.code for message in reading.messages if message.level == "ERROR"}
    assert {"ESEF.2.1.1.invalidIdentifier", "ESEF.3.3.1.extensionConceptsNotAnchored"} <= codes
    assert "ESEF.2.5.2.undefinedLanguageForTextFact" in codes
