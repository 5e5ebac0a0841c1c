"""Prefixes and namespaces of everything that is emitted, and the schemas that declare them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tagwright.emit.lexical import oim_unit
from tagwright.report.model import NumericFact, QName, Report, Transform

XML = "http://www.w3.org/XML/1998/namespace"
XSD = "http://www.w3.org/2001/XMLSchema"
XHTML = "http://www.w3.org/1999/xhtml"
XBRLI = "http://www.xbrl.org/2003/instance"
LINK = "http://www.xbrl.org/2003/linkbase"
XLINK = "http://www.w3.org/1999/xlink"
XBRLDI = "http://xbrl.org/2006/xbrldi"
XBRLDT = "http://xbrl.org/2005/xbrldt"
ISO4217 = "http://www.xbrl.org/2003/iso4217"
IX = "http://www.xbrl.org/2013/inlineXBRL"
OIM = "https://xbrl.org/2021"
ENTITY_PREFIX = "entity-scheme"

# The transformation registries by number, and the transformations that the fifth was the first to have.
_REGISTRIES: Mapping[int, str] = MappingProxyType(
    {
        4: "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12",
        5: "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16",
    }
)
_NEW_IN_5 = frozenset({Transform.DOT_DECIMAL_APOSTROPHE, Transform.COMMA_DECIMAL_APOSTROPHE})

_DTR_2009 = (
    ("num", "http://www.xbrl.org/dtr/type/numeric", "http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd"),
    ("nonnum", "http://www.xbrl.org/dtr/type/non-numeric", "http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd"),
)


def data_type_schemas(report: Report) -> tuple[tuple[str, str, str], ...]:
    """Give prefix, namespace and schema address of the Data Type Registry that the types of own concepts are of.

    It is the profile's, else the one that goes with the taxonomy. The version of 2009 has two schemas; a later one is
    a single namespace for what "num" and "nonnum" stand for.
    """
    version = report.profile.data_types or report.taxonomy.data_types
    if version == "2009-12-16":
        return _DTR_2009
    namespace, address = f"http://www.xbrl.org/dtr/type/{version}", f"https://www.xbrl.org/dtr/type/{version}/types.xsd"
    return tuple((prefix, namespace, address) for prefix in ("num", "nonnum"))


def transformation_registry(report: Report) -> str:
    """Give the namespace of the registry that the profile asks for, or of the later one that the document needs."""
    apostrophes = any(isinstance(fact, NumericFact) and fact.transform in _NEW_IN_5 for fact in report.facts)
    return _REGISTRIES[5 if apostrophes else report.profile.registry]


def instance_namespaces(report: Report) -> Mapping[str, str]:
    """Give the prefixes that facts, contexts and units use, in the order in which they are declared."""
    return MappingProxyType(
        {
            "xbrli": XBRLI,
            "link": LINK,
            "xlink": XLINK,
            "xbrldi": XBRLDI,
            "iso4217": ISO4217,
            report.taxonomy.prefix: report.taxonomy.namespace,
            report.extension.prefix: report.extension.namespace,
        }
    )


def oim_namespaces(report: Report) -> dict[str, str]:
    """Give the prefixes that the facts of an xBRL-JSON or xBRL-CSV report use, and no other."""
    used = {ENTITY_PREFIX, *(["xbrl"] if report.footnotes else [])}
    for fact in report.facts:
        names = [fact.concept, *(name for pair in fact.dimensions for name in pair)]
        if isinstance(fact, NumericFact) and oim_unit(fact.unit):
            names += [*fact.unit.numerator, *fact.unit.denominator]
        used.update(name.prefix for name in names)
    declared = {**instance_namespaces(report), ENTITY_PREFIX: report.entity.scheme, "xbrl": OIM}
    return {prefix: declared[prefix] for prefix in sorted(used)}


def inline_namespaces(report: Report) -> Mapping[str, str]:
    """Give the prefixes of the Inline document; XHTML is the default namespace and not among them."""
    return MappingProxyType({"ix": IX, "ixt": transformation_registry(report), **instance_namespaces(report)})


def schema_namespaces(report: Report) -> Mapping[str, str]:
    """Give the prefixes that the extension schema and its linkbases use."""
    types = {prefix: namespace for prefix, namespace, _ in data_type_schemas(report)}
    return MappingProxyType(
        {
            "xsd": XSD,
            "xbrli": XBRLI,
            "link": LINK,
            "xlink": XLINK,
            "xbrldt": XBRLDT,
            **types,
            report.taxonomy.prefix: report.taxonomy.namespace,
            report.extension.prefix: report.extension.namespace,
        }
    )


def clark(name: QName, namespaces: Mapping[str, str]) -> str:
    """Write a name as lxml wants it, {namespace}local. An undeclared prefix is a defect: ``KeyError``."""
    return f"{{{namespaces[name.prefix]}}}{name.local}"
