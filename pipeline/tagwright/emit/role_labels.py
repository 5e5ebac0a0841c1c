"""Labels of roles: the titles that the page prints above the statements and tables, in English reports else our own.

They are generic labels (Generic Links 1.0, Generic Labels 1.0) in a linkbase of their own, since a label linkbase
holds labels of concepts alone (XBRL 2.1, 4.3.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.emit.labels import plain
from tagwright.emit.linkbases import role_id
from tagwright.emit.namespaces import LINK, XLINK, XML
from tagwright.emit.xlink import Addresses, serialised
from tagwright.report.model import Network, Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_GENERIC, _GENERIC_SCHEMA = "http://xbrl.org/2008/generic", "http://www.xbrl.org/2008/generic-link.xsd"
_LABEL, _LABEL_SCHEMA = "http://xbrl.org/2008/label", "http://www.xbrl.org/2008/generic-label.xsd"
_LINK_ROLE, _LABEL_ROLE = "http://www.xbrl.org/2008/role/link", "http://www.xbrl.org/2008/role/label"
_ELEMENT_LABEL = "http://xbrl.org/arcrole/2008/element-label"
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
_DECLARED = (
    ("roleRef", "roleURI", _LINK_ROLE, f"{_GENERIC_SCHEMA}#standard-link-role"),
    ("roleRef", "roleURI", _LABEL_ROLE, f"{_LABEL_SCHEMA}#standard-label"),
    ("arcroleRef", "arcroleURI", _ELEMENT_LABEL, f"{_LABEL_SCHEMA}#element-label"),
)


def role_labels(report: Report, addresses: Addresses) -> bytes | None:
    """Write the linkbase; None where no role has a label."""
    headings = {network.role: _heading(network, report.language) for network in report.networks}
    if not any(headings.values()):
        return None
    names = {"link": LINK, "xlink": XLINK, "gen": _GENERIC, "genlab": _LABEL}
    root = etree.Element(f"{{{LINK}}}linkbase", nsmap=names)
    root.set(_SCHEMA_LOCATION, f"{_GENERIC} {_GENERIC_SCHEMA} {_LABEL} {_LABEL_SCHEMA}")
    for name, attribute, uri, address in _DECLARED:
        _linked(root, f"{{{LINK}}}{name}", "simple", {"href": address}).set(attribute, uri)
    link = _linked(root, f"{{{_GENERIC}}}link", "extended", {"role": _LINK_ROLE})
    for role, text in ((role, text) for role, text in headings.items() if text):
        locator = role_id(role)
        href = f"{addresses.own_schema}#{locator}"
        _linked(link, f"{{{LINK}}}loc", "locator", {"href": href, "label": locator})
        label = _linked(link, f"{{{_LABEL}}}label", "resource", {"label": f"label_{locator}", "role": _LABEL_ROLE})
        label.set(f"{{{XML}}}lang", report.language)
        label.text = text
        ends = {"arcrole": _ELEMENT_LABEL, "from": locator, "to": f"label_{locator}"}
        _linked(link, f"{{{_GENERIC}}}arc", "arc", ends)
    return serialised(root)


def _heading(network: Network, language: str) -> str:
    ours = re.sub(r"^\[\d+\]\s*", "", network.definition) if language.startswith("en") else ""
    return plain(network.heading) or ours


def _linked(parent: Element, name: str, kind: str, attributes: Mapping[str, str]) -> Element:
    linked = {f"{{{XLINK}}}{key}": value for key, value in {"type": kind, **attributes}.items()}
    return etree.SubElement(parent, name, linked)
