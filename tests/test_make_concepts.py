import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tagwright.data import data_folder
from zips import write_zip

SCHEMA = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance">
<xsd:element name="Sales" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item" xbrli:periodType="duration"
 xbrli:balance="credit"/>
<xsd:element name="ProfitLoss" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
 xbrli:periodType="duration" xbrli:balance="credit"/>
<xsd:element name="PlaceAxis" type="xbrli:stringItemType" substitutionGroup="xbrldt:dimensionItem" abstract="true"
 xbrli:periodType="duration"/>
<xsd:element name="{domain}" type="{types}:domainItemType" substitutionGroup="xbrli:item" abstract="true"
 xbrli:periodType="duration"/>
</xsd:schema>"""
DIMENSIONS = """<l:linkbase xmlns:l="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<l:definitionLink><l:loc xlink:label="a" xlink:href="c.xsd#ifrs-full_PlaceAxis"/>
<l:loc xlink:label="b" xlink:href="c.xsd#ifrs-full_{domain}"/>
<l:definitionArc xlink:arcrole="http://xbrl.org/int/dim/arcrole/dimension-default" xlink:from="a" xlink:to="b"/>
</l:definitionLink></l:linkbase>"""
HEAD = "name,kind,item_type,period_type,balance,default,sign,years"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_concepts", data_folder("taxonomy") / "make_concepts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_concepts"] = module
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TABLE", tmp_path / "concepts.csv")
    monkeypatch.setattr(module, "MAPPING", tmp_path / "mapping")
    return module


@pytest.fixture
def packages(tmp_path: Path) -> list[str]:
    paths = []
    for date, domain, types in (("2021-03-24", "PlaceMember", "nonnum"), ("2025-03-27", "PlaceDomain", "dtr-2022")):
        entries = {
            f"top/full_ifrs/full_ifrs-cor_{date}.xsd": SCHEMA.format(domain=domain, types=types),
            f"top/full_ifrs/dim_{date}.xml": DIMENSIONS.format(domain=domain),
        }
        paths.append(str(write_zip(tmp_path / f"{date}.zip", entries)))
    return paths


def test_the_facts_of_two_packages_become_rows_with_years_and_default_members(
    script: ModuleType, packages: list[str]
) -> None:
    assert script.main([*packages, "--names", "Sales", "ProfitLoss", "PlaceAxis"]) == 0
    assert script.TABLE.read_text(encoding="utf-8").splitlines() == [
        HEAD,
        "PlaceAxis,axis,xbrli:stringItemType,duration,,PlaceMember,either,2021-2024",
        "PlaceAxis,axis,xbrli:stringItemType,duration,,PlaceDomain,either,2025",
        "PlaceDomain,member,nonnum:domainItemType,duration,,,either,2025",
        "PlaceMember,member,nonnum:domainItemType,duration,,,either,2021-2024",
        "ProfitLoss,item,xbrli:monetaryItemType,duration,credit,,either,2021-2025",
        "Sales,item,xbrli:monetaryItemType,duration,credit,,positive,2021-2025",
    ]


def test_a_sign_that_a_person_wrote_is_kept(script: ModuleType, packages: list[str]) -> None:
    row = "Sales,item,xbrli:monetaryItemType,duration,credit,,either,2021"
    script.TABLE.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    script.main(packages)
    assert script.TABLE.read_text(encoding="utf-8").splitlines()[1] == f"{row}-2025"


def test_a_name_that_no_package_has_is_reported(
    script: ModuleType, packages: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main([*packages, "--names", "Turnover"]) == 1
    assert "in no package: Turnover" in capsys.readouterr().out


def test_the_names_that_a_mapping_uses_are_taken_but_not_those_that_it_declares(
    script: ModuleType, packages: list[str]
) -> None:
    script.MAPPING.mkdir()
    (script.MAPPING / "filing.yaml").write_text(
        "concepts: [{name: OwnItem, wider: [ProfitLoss]}]\n"
        "tables: [{lines: [{wording: Sales, concept: Sales, dimensions: {PlaceAxis: PlaceMember}},\n"
        "  {concept: OwnItem}]}]\n",
        encoding="utf-8",
    )
    assert script.names_in_mapping(script.MAPPING) == {"Sales", "PlaceAxis", "PlaceMember", "ProfitLoss"}
