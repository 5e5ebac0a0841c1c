import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tagwright.errors import OutputError
from tagwright.taxonomy.archive import check_archive
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy, official_taxonomies
from tagwright.taxonomy.taxonomy_package import read_taxonomy_package

XSD = "{http://www.w3.org/2001/XMLSchema}"
XBRLI = "{http://www.xbrl.org/2003/instance}"


def schema_of(package: Path) -> etree._Element:
    with zipfile.ZipFile(package) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".xsd")]
        return etree.fromstring(archive.read(name))


def attributes_of(schema: etree._Element, name: str) -> dict[str, str]:
    (element,) = [element for element in schema.iter(f"{XSD}element") if element.get("name") == name]
    return {str(key): str(value) for key, value in element.attrib.items()}


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    first = build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "first.zip")
    second = build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "second.zip")
    assert first.read_bytes() == second.read_bytes()


def test_the_schema_declares_each_concept_of_the_year_and_nothing_else(tmp_path: Path) -> None:
    schema = schema_of(build_core_package(ifrs_taxonomy("ifrs-2025"), tmp_path / "core.zip"))
    assert [element.get("name") for element in schema.iter(f"{XSD}element")] == list(load_concepts(2025))


def test_an_item_an_axis_and_a_member_are_declared_as_the_official_schema_does(tmp_path: Path) -> None:
    schema = schema_of(build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "core.zip"))
    assert attributes_of(schema, "CostOfSales") == {
        "name": "CostOfSales",
        "id": "ifrs-full_CostOfSales",
        "type": "xbrli:monetaryItemType",
        "substitutionGroup": "xbrli:item",
        "abstract": "false",
        "nillable": "true",
        f"{XBRLI}periodType": "duration",
        f"{XBRLI}balance": "debit",
    }
    axis = attributes_of(schema, "ComponentsOfEquityAxis")
    assert (axis["substitutionGroup"], axis["abstract"]) == ("xbrldt:dimensionItem", "true")
    member = attributes_of(schema, "EquityMember")
    assert (member["type"], member["abstract"]) == ("nonnum:domainItemType", "true")


def test_a_later_year_takes_its_types_from_the_one_registry_schema(tmp_path: Path) -> None:
    schema = schema_of(build_core_package(ifrs_taxonomy("ifrs-2025"), tmp_path / "core.zip"))
    assert attributes_of(schema, "BasicEarningsLossPerShare")["type"] == "dtr:perShareItemType"
    assert schema.nsmap["dtr"] == "http://www.xbrl.org/dtr/type/2022-03-31"


def test_the_catalogue_maps_the_scheme_of_the_year_alone(tmp_path: Path) -> None:
    for taxonomy in official_taxonomies():
        package = read_taxonomy_package(build_core_package(taxonomy, tmp_path / "core.zip"))
        assert package.holds(taxonomy.core_schema)
        assert [rewrite.start for rewrite in package.rewrites] == [taxonomy.address]
        assert package.entry_points == (taxonomy.core_schema,)


def test_the_package_holds_no_labels_and_passes_the_archive_check(tmp_path: Path) -> None:
    package = build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "core.zip")
    check_archive(package)
    with zipfile.ZipFile(package) as archive:
        assert archive.namelist() == [
            "tagwright-core-ifrs-2021/META-INF/catalog.xml",
            "tagwright-core-ifrs-2021/META-INF/taxonomyPackage.xml",
            "tagwright-core-ifrs-2021/full_ifrs/full_ifrs-cor_2021-03-24.xsd",
        ]
        assert b"label" not in archive.read(archive.namelist()[2]).lower().replace(b"datalabelling", b"")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="core taxonomy package cannot be written"):
        build_core_package(ifrs_taxonomy("ifrs-2021"), tmp_path / "none" / "core.zip")


def run_arelle(package: Path, address: str, home: Path) -> str:
    command = [sys.executable, "-m", "arelle.CntlrCmdLine", "--disablePersistentConfig"]
    command += ["--internetConnectivity", "offline", "--packages", str(package), "--file", address, "--validate"]
    environment = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True, env=environment)
    return run.stdout + run.stderr


@pytest.mark.parametrize("name", ["ifrs-2021", "ifrs-2022", "ifrs-2025"])
def test_arelle_loads_and_validates_the_package_offline_without_a_complaint(tmp_path: Path, name: str) -> None:
    taxonomy = ifrs_taxonomy(name)
    said = run_arelle(build_core_package(taxonomy, tmp_path / "core.zip"), taxonomy.core_schema, tmp_path)
    lines = [line for line in said.splitlines() if line]
    assert any(line.startswith("[info] validated in") for line in lines), said
    assert [line for line in lines if not line.startswith("[info]")] == []


def test_arelle_complains_of_a_package_of_another_year(tmp_path: Path) -> None:
    package = build_core_package(ifrs_taxonomy("ifrs-2022"), tmp_path / "core.zip")
    assert "[IOerror] Could not load" in run_arelle(package, ifrs_taxonomy("ifrs-2021").core_schema, tmp_path)
