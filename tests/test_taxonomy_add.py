"""`taxonomy add` takes a sound and valid package only; search, show and suggest then know it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import tagwright
from small_taxonomy import ADDRESS, CALCULATION, ENTRIES, ENTRY, METADATA, small_package
from tagwright import api
from tagwright.api import packages
from tagwright.errors import PackageError
from tagwright.taxonomy.registry import Validated, installed_packages, taxonomies_folder
from zips import write_zip


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_package(tmp_path_factory.mktemp("package") / "small.zip")


def test_a_valid_package_is_added_and_search_show_and_suggest_know_its_labels(valid: Path) -> None:
    added = tagwright("taxonomy", "add", valid)
    assert (added.code, added.err) == (0, "")
    assert added.out.splitlines() == [
        "Added Small taxonomy 1 (covers ifrs-2021).",
        "Arelle 2.47.3: 1 entry points valid, 0 warnings.",
    ]
    assert [package.validated for package in installed_packages()] == [Validated("Arelle 2.47.3", 0)]
    listed = json.loads(tagwright("taxonomy", "list", "--json").out)
    assert listed[0]["validated by"] == "Arelle 2.47.3, 0 warnings"

    found = json.loads(tagwright("taxonomy", "search", "omzet", "--json").out)
    assert found == [
        {
            "name": "ifrs-full:Revenue",
            "label": "Takings of the year",
            "type": "xbrli:monetaryItemType",
            "period": "duration",
            "balance": "credit",
            "abstract": False,
        }
    ]
    assert tagwright("taxonomy", "search", "omzet", "--year", "2022").out == "none found\n"
    shown = json.loads(tagwright("taxonomy", "show", "Revenue", "--json").out)
    assert shown["references"] == [[["Name", "Handbook"], ["Paragraph", "7"]]]
    assert tagwright("taxonomy", "show", "GrossProfit").out.splitlines() == [
        "ifrs-full:GrossProfit",
        "  xbrli:monetaryItemType, duration, credit; xbrli:item; http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full",
        "stands under:",
        "  ifrs-full:IncomeStatementAbstract > place 3  [310000] What was taken",
        "is the sum of:",
        "   1 x ifrs-full:Revenue  [310000] What was taken",
        "  -1 x ifrs-full:CostOfSales  [310000] What was taken",
    ]
    assert tagwright("taxonomy", "show", "Nothing").code == 5
    suggested = json.loads(tagwright("suggest", "Takings of the year", "--taxonomy", "ifrs-2021", "--json").out)
    assert suggested["candidates"][0]["concept"] == "Revenue"
    assert suggested["candidates"][0]["why"][0] == "its official label has 1 of the label's 1 words"


DEFECTS = {
    # a debit that adds to a credit (XBRL 2.1, 5.1.1.2): Arelle sees it only where it validates the taxonomy in full
    "a weight against the balances": (
        {"top/calculation.xml": CALCULATION.replace('weight="-1.0"', 'weight="1.0"')},
        "is invalid: xbrl.5.1.1.2",
    ),
    "a file that is not there": (
        {"top/entry.xsd": ENTRY.replace('href="label.xml"', 'href="http://example.com/gone.xml"')},
        "is not validated: http://example.com/gone.xml is not at hand",
    ),
    "no entry point": (
        {"top/META-INF/taxonomyPackage.xml": METADATA.replace("entryPointDocument", "entry")},
        "names no entry point",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_package_that_is_not_valid_is_refused_and_nothing_is_added(tmp_path: Path, defect: str) -> None:
    changed, said = DEFECTS[defect]
    with pytest.raises(PackageError, match=said):
        api.add_taxonomy(write_zip(tmp_path / "bad.zip", ENTRIES | changed))
    assert not taxonomies_folder().exists()


def test_a_hostile_package_never_reaches_the_validator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "validate_taxonomy_package", lambda *_: pytest.fail("the validator was started"))
    hostile = write_zip(tmp_path / "bad.zip", {**ENTRIES, "top/label.xml": "<!DOCTYPE a><a/>"})
    answer = tagwright("taxonomy", "add", hostile)
    assert (answer.code, answer.out) == (6, "")
    assert "which has a DOCTYPE" in answer.err


def test_a_package_may_build_on_one_that_was_added_before(valid: Path, tmp_path: Path) -> None:
    api.add_taxonomy(valid)
    address = "http://example.com/further/"
    own = ENTRY[: ENTRY.index("<xsd:annotation>")] + (
        '<xsd:import namespace="http://xbrl.ifrs.org/taxonomy/2021-03-24/entry" '
        'schemaLocation="http://xbrl.ifrs.org/taxonomy/2021-03-24/entry.xsd"/></xsd:schema>'
    )
    entries = {
        "top/META-INF/taxonomyPackage.xml": METADATA.replace("/small", "/further").replace(
            "http://xbrl.ifrs.org/taxonomy/2021-03-24/", address
        ),
        "top/META-INF/catalog.xml": str(ENTRIES["top/META-INF/catalog.xml"]).replace(
            "http://xbrl.ifrs.org/taxonomy/2021-03-24/", address
        ),
        "top/entry.xsd": own.replace('2021-03-24/entry">', '2021-03-24/further">', 1),
    }
    added = api.add_taxonomy(write_zip(tmp_path / "further.zip", entries))
    assert added.validated == Validated("Arelle 2.47.3", 0)
    assert len(installed_packages()) == 2


def test_a_package_at_an_address_of_the_standards_own_host_is_validated_too(tmp_path: Path) -> None:
    own = {name: str(text).replace(ADDRESS, "http://www.xbrl.org/taxonomy/small/") for name, text in ENTRIES.items()}
    added = api.add_taxonomy(write_zip(tmp_path / "small.zip", own))
    assert (added.covers, added.validated) == ((), Validated("Arelle 2.47.3", 0))
