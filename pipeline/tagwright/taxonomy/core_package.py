"""The built-in core package: our concepts, declared in the official namespace at the official address.

It stands in for the official package, which is not ours to ship: a report that validates against it names the
same namespaces and addresses, and validates unchanged against the official one. It declares concepts only: no
labels, references or linkbases. Follows Taxonomy Packages 1.0, and XBRL 2.1, 5.1.1, for the schema.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from tagwright.errors import OutputError
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts
from tagwright.taxonomy.official import OfficialTaxonomy

_XSD = "http://www.w3.org/2001/XMLSchema"
_XBRLI = "http://www.xbrl.org/2003/instance"
_XBRLDT = "http://xbrl.org/2005/xbrldt"
_PACKAGE = "http://xbrl.org/2016/taxonomy-package"
_CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_XBRLI_SCHEMA = "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"
_XBRLDT_SCHEMA = "http://www.xbrl.org/2005/xbrldt-2005.xsd"
_NUMERIC_2009 = ("http://www.xbrl.org/dtr/type/numeric", "http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd")
_NON_NUMERIC_2009 = (
    "http://www.xbrl.org/dtr/type/non-numeric",
    "http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd",
)

_SUBSTITUTION_GROUPS = {"axis": "xbrldt:dimensionItem", "table": "xbrldt:hypercubeItem"}


def build_core_package(taxonomy: OfficialTaxonomy, target: Path) -> Path:
    """Write the core package of a yearly taxonomy to the file ``target``, and give ``target`` back.

    The same table gives the same bytes. Raises TaxonomyError where the table has no concepts of that year, and
    OutputError where the file cannot be written.
    """
    top = f"tagwright-core-{taxonomy.name}"
    schema_place = taxonomy.core_schema.removeprefix(taxonomy.address)
    entries = {
        f"{top}/META-INF/catalog.xml": _catalog(taxonomy),
        f"{top}/META-INF/taxonomyPackage.xml": _description(taxonomy),
        f"{top}/{schema_place}": core_schema(taxonomy, load_concepts(taxonomy.year).values()),
    }
    try:
        with zipfile.ZipFile(target, "w") as package:
            for name, content in entries.items():
                package.writestr(_entry(name), content)
    except OSError as error:
        raise OutputError(
            f"The core taxonomy package cannot be written to {target}: {error}",
            remedy="choose a folder that exists, can be written to and has room",
        ) from error
    return target


def core_schema(taxonomy: OfficialTaxonomy, concepts: Iterable[ConceptFacts]) -> bytes:
    """Write the core schema: each concept an element with the official id, type, period type and balance."""
    types = _data_types(taxonomy)
    root = etree.Element(
        f"{{{_XSD}}}schema",
        {"attributeFormDefault": "unqualified", "elementFormDefault": "qualified"},
        nsmap={
            "xsd": _XSD,
            "xbrli": _XBRLI,
            "xbrldt": _XBRLDT,
            **{prefix: namespace for prefix, (namespace, _) in types.items()},
            taxonomy.prefix: taxonomy.namespace,
        },
    )
    root.set("targetNamespace", taxonomy.namespace)
    imports = {_XBRLI: _XBRLI_SCHEMA, **dict(types.values()), _XBRLDT: _XBRLDT_SCHEMA}
    for namespace, address in imports.items():
        etree.SubElement(root, f"{{{_XSD}}}import", namespace=namespace, schemaLocation=address)
    for facts in concepts:
        root.append(_element(taxonomy, types, facts))
    return _serialise(root)


def _data_types(taxonomy: OfficialTaxonomy) -> dict[str, tuple[str, str]]:
    """Give prefix -> (namespace, address) of the data type registry that the year's core schema imports.

    Until the version of 2009 there was a schema for numeric types and one for the others; later ones are one.
    """
    if taxonomy.data_types == "2009-12-16":
        return {"nonnum": _NON_NUMERIC_2009, "num": _NUMERIC_2009}
    version = taxonomy.data_types
    return {"dtr": (f"http://www.xbrl.org/dtr/type/{version}", f"https://www.xbrl.org/dtr/type/{version}/types.xsd")}


def _element(taxonomy: OfficialTaxonomy, types: dict[str, tuple[str, str]], facts: ConceptFacts) -> etree._Element:
    prefix, local = facts.item_type.split(":")
    if prefix != "xbrli" and prefix not in types:
        prefix = "dtr"
    element = etree.Element(f"{{{_XSD}}}element", name=facts.name, id=f"{taxonomy.prefix}_{facts.name}")
    element.set("type", f"{prefix}:{local}")
    element.set("substitutionGroup", _SUBSTITUTION_GROUPS.get(facts.kind, "xbrli:item"))
    element.set("abstract", "true" if facts.abstract else "false")
    element.set("nillable", "true")
    element.set(f"{{{_XBRLI}}}periodType", facts.period_type)
    if facts.balance:
        element.set(f"{{{_XBRLI}}}balance", facts.balance)
    return element


def _catalog(taxonomy: OfficialTaxonomy) -> bytes:
    # Only the year's own scheme is mapped: a report that mixes http and https must fail here as it would elsewhere.
    root = etree.Element(f"{{{_CATALOG}}}catalog", nsmap={"cat": _CATALOG})
    etree.SubElement(root, f"{{{_CATALOG}}}rewriteURI", uriStartString=taxonomy.address, rewritePrefix="../")
    return _serialise(root)


def _description(taxonomy: OfficialTaxonomy) -> bytes:
    root = etree.Element(f"{{{_PACKAGE}}}taxonomyPackage", {_XML_LANG: "en"}, nsmap={"tp": _PACKAGE})
    name = f"tagwright core concepts for {taxonomy.name}"
    for tag, text in (
        ("identifier", f"urn:tagwright:core:{taxonomy.name}"),
        ("name", name),
        ("description", "Names and types of the concepts that tagwright's mappings use. No labels, no linkbases."),
        ("version", taxonomy.date),
        ("publicationDate", taxonomy.date),
    ):
        etree.SubElement(root, f"{{{_PACKAGE}}}{tag}").text = text
    entry_points = etree.SubElement(root, f"{{{_PACKAGE}}}entryPoints")
    entry_point = etree.SubElement(entry_points, f"{{{_PACKAGE}}}entryPoint")
    etree.SubElement(entry_point, f"{{{_PACKAGE}}}name").text = name
    etree.SubElement(entry_point, f"{{{_PACKAGE}}}entryPointDocument", href=taxonomy.core_schema)
    return _serialise(root)


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(name: str) -> zipfile.ZipInfo:
    # The earliest time that a zip can hold, so that the bytes do not depend on the clock.
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
