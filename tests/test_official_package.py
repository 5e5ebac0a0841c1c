"""An added package takes the place of the built-in core: same report, and every concept of it can be named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from larkfield import FILING, OWN_LINES, write_filing
from tagwright import api
from tagwright.errors import MappingError
from tagwright.report.model import NumericFact
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.package_concepts import package_concepts
from tagwright.taxonomy.registry import add_package
from tagwright.validation.verdict import Status

SHARED = Path(__file__).parents[2] / "shared" / "taxonomies"
PACKAGES = {"ifrs-2021": SHARED / "IFRST_2021-03-24.zip", "ifrs-2025": SHARED / "IFRSAT-2025.zip"}

FURTHER = """
<xsd:element name="RebatesOnLenses" id="ifrs-full_RebatesOnLenses" type="xbrli:monetaryItemType" nillable="true"
 substitutionGroup="xbrli:item" xbrli:periodType="duration" xbrli:balance="debit"/>
<xsd:element name="LensMember" id="ifrs-full_LensMember" type="nonnum:domainItemType" abstract="true" nillable="true"
 substitutionGroup="xbrli:item" xbrli:periodType="duration"/>
<xsd:element name="LensAxis" id="ifrs-full_LensAxis" type="xbrli:stringItemType" abstract="true" nillable="true"
 substitutionGroup="xbrldt:dimensionItem" xbrli:periodType="duration"/>
</xsd:schema>"""
NAMING_IT = OWN_LINES.replace("concept: LensRebates", "concept: RebatesOnLenses")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def package_with_more(folder: Path) -> Path:
    """The built-in core of 2021 and three concepts that our table does not have."""
    built = build_core_package(ifrs_taxonomy("ifrs-2021"), folder / "core.zip")
    more = folder / "more.zip"
    with zipfile.ZipFile(built) as source, zipfile.ZipFile(more, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace("</xsd:schema>", FURTHER))
    return more


def files_of(made: api.Conversion) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in made.folder.iterdir() if path.name != api.VERDICT}


@pytest.mark.parametrize("taxonomy", PACKAGES)
def test_the_report_is_valid_against_the_added_package_and_the_same_to_the_byte(tmp_path: Path, taxonomy: str) -> None:
    if not PACKAGES[taxonomy].is_file():
        pytest.skip("the official packages lie in ../shared, which is absent")
    add_package(PACKAGES[taxonomy])
    filing = write_filing(tmp_path, head=FILING.replace("ifrs-2021", taxonomy))
    plain = api.convert(filing, tmp_path / "plain", validate=False)
    made = api.convert(filing, tmp_path / "out", taxonomy=taxonomy)
    assert made.verdict is not None
    assert (made.verdict.status, made.verdict.reasons) == (Status.VALID, ())
    assert made.verdict.counts.warnings == 0
    assert files_of(made) == files_of(plain)


def test_a_concept_that_only_the_package_has_can_be_named_with_it(tmp_path: Path) -> None:
    add_package(package_with_more(tmp_path))
    filing = write_filing(tmp_path, own=NAMING_IT)
    made = api.convert(filing, tmp_path / "out", taxonomy="ifrs-2021")
    assert made.verdict is not None
    assert (made.verdict.status, made.verdict.counts.errors) == (Status.VALID, 0)
    stated = [fact for fact in made.report.facts if isinstance(fact, NumericFact)]
    rebates = {(str(fact.period), int(fact.value)) for fact in stated if fact.concept.local == "RebatesOnLenses"}
    assert rebates == {("2021-01-01/2021-12-31", 30_000), ("2020-01-01/2020-12-31", 10_000)}


def test_without_it_the_concept_is_unknown_and_the_remedy_says_how_it_can_be_named(tmp_path: Path) -> None:
    add_package(package_with_more(tmp_path))
    filing = write_filing(tmp_path, own=NAMING_IT)
    with pytest.raises(MappingError, match=r"(?s)no concept of a number is called 'RebatesOnLenses'.*--taxonomy"):
        api.convert(filing, tmp_path / "out", validate=False)


def test_items_and_members_of_the_package_are_given_and_axes_are_not(tmp_path: Path) -> None:
    taxonomy = ifrs_taxonomy("ifrs-2021")
    found = package_concepts(add_package(package_with_more(tmp_path)), taxonomy)
    table = load_concepts(2021)
    assert {
        name: (facts.kind, facts.item_type, facts.balance) for name, facts in found.items() if name not in table
    } == {
        "LensMember": ("member", "nonnum:domainItemType", None),
        "RebatesOnLenses": ("item", "xbrli:monetaryItemType", "debit"),
    }
    assert {facts.kind for facts in found.values()} == {"abstract", "item", "member"}
    same = ("kind", "item_type", "period_type", "balance")
    for name in found.keys() & table.keys():
        assert all(getattr(found[name], field) == getattr(table[name], field) for field in same), name


def test_suggest_puts_concepts_forward_that_only_the_package_has(tmp_path: Path) -> None:
    before = api.suggest_concepts("Rebates on lenses", taxonomy="ifrs-2021")
    assert "RebatesOnLenses" not in [candidate.facts.name for candidate in before.candidates]
    add_package(package_with_more(tmp_path))
    after = api.suggest_concepts("Rebates on lenses", taxonomy="ifrs-2021")
    assert after.candidates[0].facts.name == "RebatesOnLenses"
