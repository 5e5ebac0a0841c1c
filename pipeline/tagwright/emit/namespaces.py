"""Prefixes and namespaces of everything that is emitted, and the schemas that declare them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tagwright.report.model import QName, Report, TaxonomyReference

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
IXT = "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"

_DTR_2009 = (
    ("num", "http://www.xbrl.org/dtr/type/numeric", "http://www.xbrl.org/dtr/type/numeric-2009-12-16.xsd"),
    ("nonnum", "http://www.xbrl.org/dtr/type/non-numeric", "http://www.xbrl.org/dtr/type/nonNumeric-2009-12-16.xsd"),
)
_DTR_2022 = tuple(
    (prefix, "http://www.xbrl.org/dtr/type/2022-03-31", "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd")
    for prefix in ("num", "nonnum")
)


def taxonomy_year(taxonomy: TaxonomyReference) -> int:
    """Give the year of an official taxonomy, from the date in its namespace."""
    match = re.search(r"\b(\d{4})-\d{2}-\d{2}\b", taxonomy.namespace)
    if match is None:
        raise ValueError(f"no date in the namespace {taxonomy.namespace}")
    return int(match[1])


def data_type_schemas(taxonomy: TaxonomyReference) -> tuple[tuple[str, str, str], ...]:
    """Give prefix, namespace and schema address of the Data Type Registry that goes with a taxonomy.

    Until 2021 the IFRS core schema imports the two schemas of 2009; of the later years we name the registry of
    2022-03-31, which the core schema of 2025 imports (one namespace for what "num" and "nonnum" stand for).
    """
    return _DTR_2009 if taxonomy_year(taxonomy) <= 2021 else _DTR_2022


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


def inline_namespaces(report: Report) -> Mapping[str, str]:
    """Give the prefixes of the Inline document; XHTML is the default namespace and not among them."""
    return MappingProxyType({"ix": IX, "ixt": IXT, **instance_namespaces(report)})


def schema_namespaces(report: Report) -> Mapping[str, str]:
    """Give the prefixes that the extension schema and its linkbases use."""
    types = {prefix: namespace for prefix, namespace, _ in data_type_schemas(report.taxonomy)}
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
