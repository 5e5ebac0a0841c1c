from pathlib import Path

import pytest

from small_taxonomy import small_package
from tagwright.taxonomy import concept_index
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.package_labels import official_labels
from tagwright.taxonomy.registry import add_package


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def test_without_an_added_package_there_are_no_labels() -> None:
    assert official_labels(ifrs_taxonomy("ifrs-2021")) == {}


def test_the_labels_of_the_added_package_are_given_and_its_xml_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_package(small_package(tmp_path / "small.zip"))
    monkeypatch.setattr(concept_index, "read_content", lambda *_: pytest.fail("the package was read again"))
    assert official_labels(ifrs_taxonomy("ifrs-2021")) == {
        "Assets": ("Things owned",),
        "CostOfSales": ("Outlay",),
        "Revenue": ("Takings of the year", "Total takings"),
    }
    assert official_labels(ifrs_taxonomy("ifrs-2022")) == {}
