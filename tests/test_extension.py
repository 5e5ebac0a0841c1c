from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from emitted import arelle_reading, read_with_arelle
from reports import CHANGES_IN_EQUITY, FACTS, INCOME_STATEMENT, REPORT, ifrs
from tagwright.emit.extension import extension_files
from tagwright.emit.files import emit_report
from tagwright.emit.labels import labels_of
from tagwright.emit.linkbases import role_id, summation_arcrole
from tagwright.emit.namespaces import data_type_schemas, transformation_registry
from tagwright.mapping.profiles import PLAIN, Profile, load_profile
from tagwright.report.model import (
    AxisMembers,
    Hypercube,
    LabelRole,
    NumericFact,
    Report,
    TaxonomyReference,
    Transform,
)

LINK = "{http://www.xbrl.org/2003/linkbase}"
XLINK = "{http://www.w3.org/1999/xlink}"
XSD = "{http://www.w3.org/2001/XMLSchema}"
XBRLDT = "{http://xbrl.org/2005/xbrldt}"
STEM = "example-2021-2021-12-31"
CORE = "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd"
ROLE = "http://example.com/xbrl/2021-12-31/role/"
IFRS_2025 = TaxonomyReference(
    "ifrs-2025",
    "https://xbrl.ifrs.org/taxonomy/2025-03-27/ifrs-full",
    "ifrs-full",
    "https://xbrl.ifrs.org/taxonomy/2025-03-27/full_ifrs/full_ifrs-cor_2025-03-27.xsd",
    "2022-03-31",
    "2023",
)


def replace_profile(**changed: object) -> Profile:
    return PLAIN.model_copy(update=changed)


def tree(suffix: str, report: Report = REPORT) -> etree._Element:
    return etree.fromstring(extension_files(report)[f"{STEM}{suffix}"])


def arcs(root: etree._Element, kind: str) -> list[tuple[str, str, str]]:
    """Role, source and target of each arc, by the names that the locators lead to."""
    found = []
    for link in root.findall(f"{LINK}{kind}Link"):
        names = {loc.get(f"{XLINK}label"): loc.get(f"{XLINK}href").partition("#")[2] for loc in link.iter(f"{LINK}loc")}
        for arc in link.iter(f"{LINK}{kind}Arc"):
            ends = (names[arc.get(f"{XLINK}{end}")] for end in ("from", "to"))
            found.append((arc.get(f"{XLINK}arcrole").rsplit("/", 1)[-1], *ends))
    return found


def test_the_schema_imports_the_core_schema_and_the_data_types_of_its_year() -> None:
    imports = {e.get("namespace"): e.get("schemaLocation") for e in tree(".xsd").iter(f"{XSD}import")}
    assert imports == {
        "http://www.xbrl.org/2003/instance": "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd",
        "http://www.xbrl.org/dtr/type/numeric": "http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd",
        "http://www.xbrl.org/dtr/type/non-numeric": "http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd",
        "http://xbrl.org/2005/xbrldt": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
        "http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full": CORE,
    }


def test_the_schema_of_a_later_year_imports_one_registry_of_data_types() -> None:
    schema = tree(".xsd", replace(REPORT, taxonomy=IFRS_2025))
    assert schema.nsmap["num"] == schema.nsmap["nonnum"] == "http://www.xbrl.org/dtr/type/2022-03-31"
    assert len([e for e in schema.iter(f"{XSD}import") if "dtr" in (e.get("namespace") or "")]) == 1


def test_the_schema_declares_the_companys_own_concepts_and_no_other() -> None:
    elements = {e.get("name"): dict(e.attrib) for e in tree(".xsd").iter(f"{XSD}element")}
    assert list(elements) == ["MaintenanceReserveMember", "RobotMaintenanceIncome"]
    assert elements["RobotMaintenanceIncome"] == {
        "id": "exr_RobotMaintenanceIncome",
        "name": "RobotMaintenanceIncome",
        "type": "xbrli:monetaryItemType",
        "substitutionGroup": "xbrli:item",
        "abstract": "false",
        "nillable": "true",
        "{http://www.xbrl.org/2003/instance}periodType": "duration",
        "{http://www.xbrl.org/2003/instance}balance": "credit",
    }
    assert elements["MaintenanceReserveMember"]["type"] == "nonnum:domainItemType"
    assert elements["MaintenanceReserveMember"]["abstract"] == "true"


def test_the_schema_declares_each_role_with_the_links_that_use_it() -> None:
    roles = {
        e.get("roleURI"): [used.text for used in e.iter(f"{LINK}usedOn")] for e in tree(".xsd").iter(f"{LINK}roleType")
    }
    assert roles == {
        f"{ROLE}310000": ["link:presentationLink", "link:calculationLink"],
        f"{ROLE}610000": ["link:presentationLink", "link:definitionLink"],
        f"{ROLE}axis-defaults": ["link:definitionLink"],
    }


def test_the_schema_names_each_linkbase_that_is_there() -> None:
    references = [e.get(f"{XLINK}href") for e in tree(".xsd").iter(f"{LINK}linkbaseRef")]
    assert references == [f"{STEM}_{end}.xml" for end in ("pre", "cal", "def", "lab-en", "gen-en")]


def test_a_linkbase_without_an_arc_is_left_out() -> None:
    bare = replace(INCOME_STATEMENT, calculation=())
    files = extension_files(replace(REPORT, networks=(bare,)))
    assert list(files) == [f"{STEM}.xsd", f"{STEM}_pre.xml", f"{STEM}_lab-en.xml", f"{STEM}_gen-en.xml"]
    assert b"_cal.xml" not in files[f"{STEM}.xsd"]
    assert b"calculationLink" not in files[f"{STEM}.xsd"]


def test_the_presentation_keeps_order_labels_and_both_places_of_one_concept() -> None:
    root = tree("_pre.xml")
    pairs = [(source, target) for _, source, target in arcs(root, "presentation")]
    assert pairs[:3] == [
        ("ifrs-full_IncomeStatementAbstract", "ifrs-full_Revenue"),
        ("ifrs-full_IncomeStatementAbstract", "ifrs-full_CostOfSales"),
        ("ifrs-full_IncomeStatementAbstract", "exr_RobotMaintenanceIncome"),
    ]
    equity = [arc for arc in root.iter(f"{LINK}presentationArc") if "Equity" in arc.get(f"{XLINK}to")][-2:]
    assert [(arc.get(f"{XLINK}to"), arc.get("order"), arc.get("preferredLabel")) for arc in equity] == [
        ("ifrs-full_Equity", "1", "http://www.xbrl.org/2003/role/periodStartLabel"),
        ("ifrs-full_Equity_2", "2", "http://www.xbrl.org/2003/role/periodEndLabel"),
    ]


def test_the_calculation_has_the_sums_with_their_weights() -> None:
    root = tree("_cal.xml")
    assert arcs(root, "calculation") == [
        ("summation-item", "ifrs-full_GrossProfit", "ifrs-full_Revenue"),
        ("summation-item", "ifrs-full_GrossProfit", "ifrs-full_CostOfSales"),
        ("summation-item", "ifrs-full_GrossProfit", "exr_RobotMaintenanceIncome"),
    ]
    assert [arc.get("weight") for arc in root.iter(f"{LINK}calculationArc")] == ["1", "-1", "1"]


def test_the_calculation_arcrole_follows_the_year_of_the_taxonomy() -> None:
    assert summation_arcrole(REPORT) == "http://www.xbrl.org/2003/arcrole/summation-item"
    assert summation_arcrole(replace(REPORT, taxonomy=IFRS_2025)) == "https://xbrl.org/2023/arcrole/summation-item"
    later = tree("_cal.xml", replace(REPORT, taxonomy=IFRS_2025))
    assert [e.get("arcroleURI") for e in later.iter(f"{LINK}arcroleRef")] == [
        "https://xbrl.org/2023/arcrole/summation-item"
    ]
    assert tree("_cal.xml").find(f"{LINK}arcroleRef") is None


def test_the_definition_has_a_closed_hypercube_and_each_default_once() -> None:
    root = tree("_def.xml")
    assert arcs(root, "definition") == [
        ("all", "ifrs-full_StatementOfChangesInEquityLineItems", "ifrs-full_StatementOfChangesInEquityTable"),
        ("hypercube-dimension", "ifrs-full_StatementOfChangesInEquityTable", "ifrs-full_ComponentsOfEquityAxis"),
        ("dimension-domain", "ifrs-full_ComponentsOfEquityAxis", "ifrs-full_EquityMember"),
        ("domain-member", "ifrs-full_EquityMember", "ifrs-full_IssuedCapitalMember"),
        ("domain-member", "ifrs-full_EquityMember", "exr_MaintenanceReserveMember"),
        ("domain-member", "ifrs-full_StatementOfChangesInEquityLineItems", "ifrs-full_Equity"),
        ("dimension-default", "ifrs-full_ComponentsOfEquityAxis", "ifrs-full_EquityMember"),
    ]
    arc = root.find(f".//{LINK}definitionArc")
    assert (arc.get(f"{XBRLDT}closed"), arc.get(f"{XBRLDT}contextElement")) == ("true", "scenario")


def test_an_axis_of_two_hypercubes_has_its_default_once() -> None:
    second = replace(CHANGES_IN_EQUITY, role=f"{ROLE}999")
    root = tree("_def.xml", replace(REPORT, networks=(CHANGES_IN_EQUITY, second)))
    assert [arcrole for arcrole, _, _ in arcs(root, "definition")].count("dimension-default") == 1
    assert [arcrole for arcrole, _, _ in arcs(root, "definition")].count("dimension-domain") == 2


def test_an_axis_with_two_defaults_is_refused() -> None:
    cube = CHANGES_IN_EQUITY.hypercube
    assert isinstance(cube, Hypercube)
    other = AxisMembers(cube.axes[0].axis, ifrs("IssuedCapitalMember"), ())
    second = replace(CHANGES_IN_EQUITY, role=f"{ROLE}999", hypercube=replace(cube, axes=(other,)))
    with pytest.raises(ValueError, match="two defaults"):
        extension_files(replace(REPORT, networks=(CHANGES_IN_EQUITY, second)))


def test_networks_that_share_a_role_are_refused() -> None:
    with pytest.raises(ValueError, match="share a role"):
        extension_files(replace(REPORT, networks=(CHANGES_IN_EQUITY, CHANGES_IN_EQUITY)))


def test_labels_are_as_printed_and_own_concepts_are_documented() -> None:
    labels = {str(concept): by_role for concept, by_role in labels_of(REPORT).items()}
    assert labels["ifrs-full:Equity"] == {
        "http://www.xbrl.org/2003/role/label": "Equity",
        "http://www.xbrl.org/2003/role/periodStartLabel": "At 31 December 2020",
        "http://www.xbrl.org/2003/role/periodEndLabel": "At 31 December 2021",
    }
    assert labels["exr:RobotMaintenanceIncome"]["http://www.xbrl.org/2003/role/documentation"] == (
        "Income from the upkeep of robots."
    )
    texts = [(e.get(f"{XLINK}label"), e.text) for e in tree("_lab-en.xml").iter(f"{LINK}label")]
    assert ("label_ifrs-full_CostOfSales", "Cost of sales") in texts
    assert len(texts) == sum(len(by_role) for by_role in labels.values())


def test_locators_lead_to_the_core_schema_or_to_the_extension() -> None:
    hrefs = {loc.get(f"{XLINK}href") for loc in tree("_cal.xml").iter(f"{LINK}loc")}
    assert f"{CORE}#ifrs-full_Revenue" in hrefs
    assert f"{STEM}.xsd#exr_RobotMaintenanceIncome" in hrefs


def test_data_types_follow_the_taxonomy_unless_the_profile_names_a_later_registry() -> None:
    later = replace(REPORT, taxonomy=IFRS_2025)
    assert data_type_schemas(later)[0][1] == "http://www.xbrl.org/dtr/type/2022-03-31"
    with_members_of_2020 = replace(REPORT, profile=load_profile("esef-2023", "ifrs-2021"))
    assert data_type_schemas(with_members_of_2020)[0][1:] == (
        "http://www.xbrl.org/dtr/type/2020-01-21",
        "https://www.xbrl.org/dtr/type/2020-01-21/types.xsd",
    )


def test_arelle_checks_the_sums_and_the_hypercubes_that_we_write() -> None:
    """Seeded defects: a gross profit that does not add up, and a member that the hypercube does not have."""
    changed = tuple(
        replace(fact, dimensions=((fact.dimensions[0][0], ifrs("RetainedEarningsMember")),))
        if fact.id == "f-17"
        else fact
        for fact in FACTS
    )
    wrong_member = emit_report(replace(REPORT, facts=changed))
    arcs_missing = replace(INCOME_STATEMENT, calculation=INCOME_STATEMENT.calculation[:1])
    wrong_sum = emit_report(replace(REPORT, networks=(arcs_missing, CHANGES_IN_EQUITY)))
    first, second = read_with_arelle(wrong_member, wrong_sum, names=("example-2021.xbrl", "example-2021.xhtml"))
    assert any("xbrldie:PrimaryItemDimensionallyInvalidError" in message for message in first["messages"])
    assert any("calc11e:inconsistentCalculationUsingRounding" in message for message in second["messages"])
    assert arelle_reading()["xhtml"]["messages"] == []


ESEF = load_profile("esef-2021")
ESEF_REPORT = replace(REPORT, profile=ESEF)
COR = "http://www.esma.europa.eu/taxonomy/2021-03-24/esef_cor.xsd"


def test_a_profile_with_an_entry_point_imports_that_in_the_place_of_the_core_schema() -> None:
    imports = {e.get("namespace"): e.get("schemaLocation") for e in tree(".xsd", ESEF_REPORT).iter(f"{XSD}import")}
    assert imports["http://www.esma.europa.eu/taxonomy/2021-03-24/esef_cor"] == COR
    assert CORE not in imports.values()


def test_anchors_lead_from_the_wider_to_the_narrower_concept_in_a_role_of_their_own() -> None:
    concepts = tuple(
        replace(c, narrower=(ifrs("OtherIncome"),)) if c.name.local == "RobotMaintenanceIncome" else c
        for c in ESEF_REPORT.concepts
    )
    root = tree("_def.xml", replace(ESEF_REPORT, concepts=concepts))
    assert [arc for arc in arcs(root, "definition") if arc[0] == "wider-narrower"] == [
        ("wider-narrower", "ifrs-full_Revenue", "exr_RobotMaintenanceIncome"),
        ("wider-narrower", "exr_RobotMaintenanceIncome", "ifrs-full_OtherIncome"),
    ]
    (link,) = [
        link
        for link in root.findall(f"{LINK}definitionLink")
        if any((arc.get(f"{XLINK}arcrole") or "").endswith("wider-narrower") for arc in link)
    ]
    assert link.get(f"{XLINK}role") == f"{ROLE}anchors"
    assert len(link.findall(f"{LINK}definitionArc")) == 2


def test_the_plain_profile_has_no_anchors() -> None:
    assert all(arc[0] != "wider-narrower" for arc in arcs(tree("_def.xml"), "definition"))


def test_items_in_no_hypercube_stand_under_the_authoritys_placeholder_each_once() -> None:
    root = tree("_def.xml", ESEF_REPORT)
    under = [target for _, source, target in arcs(root, "definition") if source.startswith("esef_cor_LineItems")]
    assert "ifrs-full_Revenue" in under
    assert len(under) == len(set(under))
    assert "ifrs-full_Equity" not in under  # the hypercube of its statement holds it


def test_an_entry_point_brings_the_defaults_of_official_axes_and_the_standard_labels() -> None:
    assert all(arc[0] != "dimension-default" for arc in arcs(tree("_def.xml", ESEF_REPORT), "definition"))
    labels = labels_of(ESEF_REPORT)
    assert ifrs("Revenue") not in labels
    assert {role.rsplit("/", 1)[-1] for role in labels[ifrs("Equity")]} == {"periodStartLabel", "periodEndLabel"}


def test_no_standard_label_is_added_where_another_network_gives_the_concept_a_label_of_another_role() -> None:
    """A total in one statement is a plain line of another: the entry point has the standard label already."""
    total = replace(INCOME_STATEMENT.presentation[0].children[0], preferred=LabelRole.TOTAL, label="Total revenue")
    second = replace(
        INCOME_STATEMENT,
        role=f"{ROLE}999",
        presentation=(replace(CHANGES_IN_EQUITY.presentation[0], children=(total,)),),
    )
    labels = labels_of(replace(ESEF_REPORT, networks=(second, INCOME_STATEMENT)))
    assert set(labels[total.concept]) == {LabelRole.TOTAL.value}


def test_dimensions_stand_in_the_container_that_the_profile_names() -> None:
    files = emit_report(replace(REPORT, profile=replace_profile(contexts="segment")))
    for name in ("example-2021.xhtml", "example-2021.xbrl"):
        root = etree.fromstring(files[name])
        held = {etree.QName(e.getparent()).localname for e in root.iter("{http://xbrl.org/2006/xbrldi}explicitMember")}
        assert held == {"segment"}
    arc = etree.fromstring(files[f"{STEM}_def.xml"]).find(f".//{LINK}definitionArc")
    assert arc.get(f"{XBRLDT}contextElement") == "segment"


def test_the_registry_is_the_profiles_unless_the_documents_separators_need_a_later_one() -> None:
    registry_4 = replace(REPORT, profile=replace_profile(registry=4))
    assert transformation_registry(registry_4).endswith("2020-02-12")
    assert transformation_registry(REPORT).endswith("2022-02-16")
    swiss = tuple(
        replace(fact, transform=Transform.DOT_DECIMAL_APOSTROPHE) if isinstance(fact, NumericFact) else fact
        for fact in FACTS
    )
    assert transformation_registry(replace(registry_4, facts=swiss)).endswith("2022-02-16")


def role_labels(report: Report) -> dict[str, str]:
    """The label of each role, by the id of its declaration, through the arcs."""
    files = extension_files(report)
    name = f"{STEM}_gen-{report.language}.xml"
    if name not in files:
        return {}
    root = etree.fromstring(files[name])
    texts = {e.get(f"{XLINK}label"): e.text for e in root.iter("{http://xbrl.org/2008/label}label")}
    hrefs = {e.get(f"{XLINK}label"): e.get(f"{XLINK}href") for e in root.iter(f"{LINK}loc")}
    arcs = root.iter("{http://xbrl.org/2008/generic}arc")
    return {hrefs[arc.get(f"{XLINK}from")]: texts[arc.get(f"{XLINK}to")] for arc in arcs}


def test_each_role_is_labelled_with_its_printed_title_or_in_an_english_report_with_ours() -> None:
    printed = replace(INCOME_STATEMENT, heading="Consolidated  income statement")
    report = replace(REPORT, networks=(printed, CHANGES_IN_EQUITY))
    of_income, of_equity = (f"{STEM}.xsd#{role_id(network.role)}" for network in report.networks)
    ours = CHANGES_IN_EQUITY.definition.partition("] ")[2]
    assert role_labels(report) == {of_income: "Consolidated income statement", of_equity: ours}
    assert role_labels(replace(report, language="de")) == {of_income: "Consolidated income statement"}
    assert role_labels(replace(report, language="de", networks=(CHANGES_IN_EQUITY,))) == {}


def test_the_linkbase_of_role_labels_is_referred_to_without_a_role() -> None:
    references = {e.get(f"{XLINK}href"): e.get(f"{XLINK}role") for e in tree(".xsd").iter(f"{LINK}linkbaseRef")}
    assert references[f"{STEM}_gen-en.xml"] is None
    assert references[f"{STEM}_lab-en.xml"] == "http://www.xbrl.org/2003/role/labelLinkbaseRef"
