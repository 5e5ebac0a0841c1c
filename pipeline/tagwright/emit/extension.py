"""The report's own taxonomy: a schema that imports the official core schema, and linkbases beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from tagwright.emit import labels, linkbases
from tagwright.emit.namespaces import (
    LINK,
    XBRLDT,
    XBRLI,
    XLINK,
    XSD,
    data_type_schemas,
    schema_namespaces,
)
from tagwright.emit.role_labels import role_labels
from tagwright.emit.xlink import Addresses, serialised
from tagwright.report.model import Concept, Network, Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LINKBASE = "http://www.w3.org/1999/xlink/properties/linkbase"
_XBRLI_SCHEMA = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
_XBRLDT_SCHEMA = "http://www.xbrl.org/2005/xbrldt-2005.xsd"


def schema_name(report: Report) -> str:
    """Give the file name of the extension schema: NAME-DATE.xsd."""
    return f"{report.name}-{report.extension.date}.xsd"


def extension_files(report: Report) -> dict[str, bytes]:
    """Give the files of the extension taxonomy by name; a linkbase without content is left out.

    Raises ``ValueError`` where two networks share a role or an axis has two defaults: defects of the Report.
    """
    roles = [network.role for network in report.networks]
    if len({linkbases.role_id(role) for role in roles}) < len(roles):
        raise ValueError(f"networks share a role: {roles}")
    schema = schema_name(report)
    addresses = Addresses.of(report, schema)
    stem = schema.removesuffix(".xsd")
    written = {
        ("presentation", f"{stem}_pre.xml"): linkbases.presentation(report, addresses),
        ("calculation", f"{stem}_cal.xml"): linkbases.calculation(report, addresses),
        ("definition", f"{stem}_def.xml"): linkbases.definition(report, addresses),
        ("label", f"{stem}_lab-{report.language}.xml"): labels.label_linkbase(report, addresses),
        ("", f"{stem}_gen-{report.language}.xml"): role_labels(report, addresses),
    }
    present = {key: content for key, content in written.items() if content is not None}
    return {schema: _schema(report, list(present)), **{name: content for (_, name), content in present.items()}}


def _schema(report: Report, linkbase_names: list[tuple[str, str]]) -> bytes:
    root = etree.Element(
        f"{{{XSD}}}schema",
        {"targetNamespace": report.extension.namespace, "elementFormDefault": "qualified"},
        nsmap=dict(schema_namespaces(report)),
    )
    information = etree.SubElement(etree.SubElement(root, f"{{{XSD}}}annotation"), f"{{{XSD}}}appinfo")
    for kind, name in linkbase_names:
        _add_linkbase_ref(information, kind, name)
    _add_roles(information, report)
    _add_imports(root, report)
    for concept in report.concepts:
        if concept.name.prefix == report.extension.prefix:
            _add_element(root, concept)
    return serialised(root)


def _add_linkbase_ref(parent: Element, kind: str, name: str) -> None:
    """Refer to a linkbase; one that holds links of no standard kind is referred to without a role (XBRL 2.1, 4.3.4)."""
    role = {"role": f"http://www.xbrl.org/2003/role/{kind}LinkbaseRef"} if kind else {}
    attributes = {"type": "simple", "href": name, **role, "arcrole": _LINKBASE}
    linked = {f"{{{XLINK}}}{key}": value for key, value in attributes.items()}
    etree.SubElement(parent, f"{{{LINK}}}linkbaseRef", linked)


def _add_roles(parent: Element, report: Report) -> None:
    for network in report.networks:
        _add_role(parent, network.role, network.definition, _links_of(network))
    if linkbases.anchors_of(report):
        _add_role(parent, linkbases.anchors_role(report), "[990100] Anchors", ["definitionLink"])
    if linkbases.axis_defaults(report) and report.profile.axis_defaults is None:
        _add_role(parent, linkbases.defaults_role(report), "[990000] Axis defaults", ["definitionLink"])


def _links_of(network: Network) -> list[str]:
    links = {
        "presentationLink": any(root.children for root in network.presentation),
        "calculationLink": bool(network.calculation),
        "definitionLink": network.hypercube is not None,
    }
    return [link for link, used in links.items() if used]


def _add_role(parent: Element, role: str, text: str, used_on: list[str]) -> None:
    element = etree.SubElement(parent, f"{{{LINK}}}roleType", {"roleURI": role, "id": linkbases.role_id(role)})
    etree.SubElement(element, f"{{{LINK}}}definition").text = text
    for link in used_on:
        etree.SubElement(element, f"{{{LINK}}}usedOn").text = f"link:{link}"


def _add_imports(root: Element, report: Report) -> None:
    """Import each namespace once: of later registries one schema holds all data types."""
    types = {namespace: address for _, namespace, address in data_type_schemas(report)}
    imports = {XBRLI: _XBRLI_SCHEMA, **types, XBRLDT: _XBRLDT_SCHEMA}
    entry = report.profile.entry_point
    if entry is None:
        imports[report.taxonomy.namespace] = report.taxonomy.core_schema
    else:
        imports[entry.namespace] = entry.schema_
    for namespace, address in imports.items():
        etree.SubElement(root, f"{{{XSD}}}import", {"namespace": namespace, "schemaLocation": address})


def _add_element(root: Element, concept: Concept) -> None:
    element = etree.SubElement(
        root,
        f"{{{XSD}}}element",
        {
            "id": f"{concept.name.prefix}_{concept.name.local}",
            "name": concept.name.local,
            "type": concept.item_type,
            "substitutionGroup": concept.substitution_group,
            "abstract": "true" if concept.abstract else "false",
            "nillable": "true",
            f"{{{XBRLI}}}periodType": concept.period_type,
        },
    )
    if concept.balance:
        element.set(f"{{{XBRLI}}}balance", concept.balance)
