"""Each row of the concept table against the official packages, which lie beside the checkout or not at all."""

import importlib.util
import sys
from collections.abc import Mapping
from dataclasses import astuple, replace
from pathlib import Path
from types import ModuleType

import pytest

from tagwright.data import data_folder
from tagwright.taxonomy.archive import check_archive
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.taxonomy_package import read_taxonomy_package

SHARED = Path(__file__).parents[2] / "shared" / "taxonomies"
PACKAGES = {2021: SHARED / "IFRST_2021-03-24.zip", 2025: SHARED / "IFRSAT-2025.zip"}

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in PACKAGES.values()), reason="the official packages are not in ../shared/taxonomies"
)


def make_concepts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_concepts", data_folder("taxonomy") / "make_concepts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_concepts"] = module
    spec.loader.exec_module(module)
    return module


Row = tuple[str, str, str, str, str]


def rows_that_differ(ours: Mapping[str, ConceptFacts], year: int) -> dict[str, tuple[Row, Row | None]]:
    read_year, official = make_concepts().read_package(PACKAGES[year])
    assert read_year == year
    differing = {}
    for name, facts in ours.items():
        ours_says = (facts.kind, facts.item_type, facts.period_type, facts.balance or "", facts.default or "")
        theirs_says = astuple(official[name]) if name in official else None
        if ours_says != theirs_says:
            differing[name] = (ours_says, theirs_says)
    return differing


@pytest.mark.parametrize("year", PACKAGES)
def test_each_row_agrees_with_the_official_package_of_its_year(year: int) -> None:
    assert rows_that_differ(load_concepts(year), year) == {}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("CostOfSales", {"balance": "credit"}),
        ("Assets", {"period_type": "duration"}),
        ("Revenue", {"item_type": "xbrli:sharesItemType"}),
        ("ComponentsOfEquityAxis", {"default": "AssetsMember"}),
        ("EquityMember", {"kind": "item"}),
        ("Inventories", {"name": "Inventory"}),
    ],
)
def test_a_wrong_fact_is_found(name: str, change: dict[str, str]) -> None:
    wrong = replace(load_concepts(2021)[name], **change)  # type: ignore[arg-type]
    assert list(rows_that_differ({wrong.name: wrong}, 2021)) == [wrong.name]


def test_a_name_of_the_table_is_in_each_package_of_a_year_that_its_row_names() -> None:
    module = make_concepts()
    for year, path in PACKAGES.items():
        _, official = module.read_package(path)
        other = load_concepts(2025 if year == 2021 else 2021)
        gone = {name for name in other if name not in load_concepts(year)}
        assert gone.isdisjoint(official)


def test_the_table_is_what_the_script_makes_of_the_packages() -> None:
    module = make_concepts()
    packages = dict(module.read_package(path) for path in PACKAGES.values())
    signs = module.read_table(module.TABLE)
    rows = [row for name in sorted(signs) for row in module.rows_of(name, packages, signs)]
    made = module.with_defaults(rows, packages, signs)
    assert [row.name for row in made] == [line.split(",")[0] for line in module.TABLE.read_text().splitlines()[1:]]


def test_every_name_that_a_mapping_uses_is_in_the_table() -> None:
    module = make_concepts()
    missing = module.names_in_mapping(module.MAPPING) - set(module.read_table(module.TABLE))
    assert not missing, "run taxonomy/make_concepts.py with the official packages"


@pytest.mark.parametrize("year", PACKAGES)
def test_the_official_package_passes_the_archive_check_and_holds_the_core_schema(year: int) -> None:
    check_archive(PACKAGES[year])
    assert read_taxonomy_package(PACKAGES[year]).holds(ifrs_taxonomy(f"ifrs-{year}").core_schema)
