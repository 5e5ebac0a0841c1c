"""Linkbases as XML: extended links with locators, arcs and labels (XBRL 2.1, 3.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.emit.namespaces import LINK, XLINK, XML
from tagwright.report.model import QName, Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

STANDARD_LINK = "http://www.xbrl.org/2003/role/link"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the concepts and roles of a report are declared."""

    core_schema: str
    core_prefix: str
    own_schema: str
    entry_schema: str = ""
    entry_prefix: str = ""

    @classmethod
    def of(cls, report: Report, own_schema: str) -> Addresses:
        """Give the addresses that a report's linkbases use; ``own_schema`` is the extension's file name."""
        entry = report.profile.entry_point
        beside = (entry.schema_, entry.prefix) if entry else ("", "")
        return cls(report.taxonomy.core_schema, report.taxonomy.prefix, own_schema, *beside)

    def concept(self, name: QName) -> str:
        """Give the address of a concept: all these taxonomies give each element the id prefix_Name."""
        schemas = {self.core_prefix: self.core_schema, self.entry_prefix: self.entry_schema}
        schema = schemas.get(name.prefix, self.own_schema)
        return f"{schema}#{name.prefix}_{name.local}"


def linkbase(role_refs: Iterable[tuple[str, str]], arcrole_refs: Iterable[tuple[str, str]]) -> Element:
    """Begin a linkbase with the (URI, address) pairs of the roles and arcroles that it uses."""
    root = etree.Element(f"{{{LINK}}}linkbase", nsmap={"link": LINK, "xlink": XLINK})
    for kind, attribute, references in (
        ("roleRef", "roleURI", role_refs),
        ("arcroleRef", "arcroleURI", arcrole_refs),
    ):
        for uri, href in references:
            etree.SubElement(
                root,
                f"{{{LINK}}}{kind}",
                {attribute: uri, f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": href},
            )
    return root


def serialised(root: Element) -> bytes:
    """Write an XML document as bytes."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


@dataclass
class ExtendedLink:
    """One extended link under construction. Labels of locators come from concept names, numbered where repeated."""

    element: Element
    addresses: Addresses
    _labels: dict[QName, int] = field(default_factory=dict)

    @classmethod
    def within(cls, root: Element, kind: str, role: str, addresses: Addresses) -> ExtendedLink:
        """Add an extended link of a kind (presentationLink, ...) and role to a linkbase."""
        attributes = {f"{{{XLINK}}}type": "extended", f"{{{XLINK}}}role": role}
        return cls(etree.SubElement(root, f"{{{LINK}}}{kind}", attributes), addresses)

    def new_locator(self, concept: QName) -> str:
        """Add a locator of its own for a concept, and give its label."""
        count = self._labels[concept] = self._labels.get(concept, 0) + 1
        label = _label(concept) if count == 1 else f"{_label(concept)}_{count}"
        self._add("loc", "locator", {"href": self.addresses.concept(concept), "label": label})
        return label

    def locator(self, concept: QName) -> str:
        """Give the label of the concept's first locator, which is added where there is none."""
        return _label(concept) if concept in self._labels else self.new_locator(concept)

    def arc(self, kind: str, arcrole: str, source: str, target: str, attributes: dict[str, str]) -> None:
        """Add an arc between two labels; ``attributes`` are its own ones, with their qualified names."""
        element = self._add(kind, "arc", {"arcrole": arcrole, "from": source, "to": target})
        for name, value in attributes.items():
            element.set(name, value)

    def resource(self, label: str, role: str, language: str, text: str) -> None:
        """Add a label resource."""
        element = self._add("label", "resource", {"label": label, "role": role})
        element.set(f"{{{XML}}}lang", language)
        element.text = text

    def _add(self, name: str, kind: str, attributes: dict[str, str]) -> Element:
        linked = {f"{{{XLINK}}}{key}": value for key, value in {"type": kind, **attributes}.items()}
        return etree.SubElement(self.element, f"{{{LINK}}}{name}", linked)


def _label(concept: QName) -> str:
    return f"{concept.prefix}_{concept.local}"
