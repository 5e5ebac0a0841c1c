"""Reads the schemas and linkbases of a report: what they declare, relate and label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tagwright.emit.namespaces import LINK, XBRLDT, XBRLI, XLINK, XML, XSD
from tagwright.precheck.model import Arc, Declared, Label, Reference, Role
from tagwright.precheck.read_page import spot_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HREF = f"{{{XLINK}}}href"
_LINKS = {f"{{{LINK}}}{kind}Link": kind for kind in ("presentation", "calculation", "definition", "label", "reference")}
_GENERIC = "http://xbrl.org/2008/generic"
_CANONICAL = {XBRLI: "xbrli", XBRLDT: "xbrldt", XSD: "xsd"}


@dataclass
class TaxonomyContents:
    """What the schemas and linkbases of a report say, gathered file by file."""

    declared: list[Declared] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    used_roles: list[Role] = field(default_factory=list)
    links: dict[str, frozenset[str]] = field(default_factory=dict)
    namespaces: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)


def read_schema(root: Element, file: str, into: TaxonomyContents) -> None:
    """Read a schema: concepts, roles, imports and references to linkbases."""
    target = root.get("targetNamespace", "")
    prefix = next((name for name, uri in root.nsmap.items() if uri == target and name), "")
    into.namespaces[file] = target
    into.prefixes[target] = prefix
    for element in root.iterchildren(f"{{{XSD}}}element"):
        name, identifier = element.get("name", ""), element.get("id")
        into.declared.append(
            Declared(
                concept=identifier or f"{prefix}_{name}",
                name=name,
                id=identifier,
                type=_canonical(element, element.get("type", "")),
                group=_canonical(element, element.get("substitutionGroup", "")),
                period_type=element.get(f"{{{XBRLI}}}periodType"),
                balance=element.get(f"{{{XBRLI}}}balance"),
                abstract=element.get("abstract") in ("true", "1"),
                flags={name: value for name in ("abstract", "nillable") if (value := element.get(name)) is not None},
                spot=spot_of(element, file),
            )
        )
    for part in root.iter(f"{{{XSD}}}import"):
        spot = spot_of(part, file)
        into.references.append(Reference("import", part.get("schemaLocation", ""), part.get("namespace", ""), spot))
    for part in root.iter(f"{{{LINK}}}linkbaseRef"):
        into.references.append(Reference("linkbaseRef", part.get(_HREF, ""), "", spot_of(part, file)))
    for part in root.iter(f"{{{LINK}}}roleType"):
        used = frozenset((use.text or "").strip().rpartition(":")[2] for use in part.iter(f"{{{LINK}}}usedOn"))
        definition = (part.findtext(f"{{{LINK}}}definition") or "").strip()
        into.roles.append(Role(part.get("roleURI", ""), definition, used, spot_of(part, file)))
    for part in root.iter(f"{{{LINK}}}linkbase"):
        read_linkbase(part, file, into)


def _canonical(element: Element, name: str) -> str:
    prefix, _, local = name.rpartition(":")
    namespace = element.nsmap.get(prefix or None, "")
    if not namespace and prefix:
        return f"?:{local}"
    return f"{_CANONICAL.get(namespace, prefix)}:{local}"


def read_linkbase(root: Element, file: str, into: TaxonomyContents) -> None:
    """Read a linkbase: its arcs with the concepts at their ends, and its labels."""
    kinds = []
    for part in root.iterchildren(f"{{{LINK}}}roleRef"):
        into.references.append(Reference("roleRef", part.get(_HREF, ""), part.get("roleURI", ""), spot_of(part, file)))
    for part in root.iterchildren(f"{{{LINK}}}arcroleRef"):
        uri = part.get("arcroleURI", "")
        into.references.append(Reference("arcroleRef", part.get(_HREF, ""), uri, spot_of(part, file)))
    for link in root.iterchildren(*_LINKS, f"{{{_GENERIC}}}link"):
        kind = _LINKS.get(str(link.tag), "generic")
        kinds.append(kind)
        role = link.get(f"{{{XLINK}}}role", "")
        into.used_roles.append(Role(role, "", frozenset({kind}), spot_of(link, file)))
        located = _located(link, file, into)
        if kind == "label":
            into.labels += _labels(link, file, located)
        into.arcs += _arcs(link, kind, role, file, located)
    into.links[file] = frozenset(kinds)


def _located(link: Element, file: str, into: TaxonomyContents) -> dict[str, str]:
    """Give the concept of each locator by its label."""
    located: dict[str, str] = {}
    for part in link.iterchildren(f"{{{LINK}}}loc"):
        href = part.get(_HREF, "")
        located[part.get(f"{{{XLINK}}}label", "")] = unquote(href.rpartition("#")[2])
        into.references.append(Reference("loc", href, "", spot_of(part, file)))
    return located


def _arcs(link: Element, kind: str, role: str, file: str, located: Mapping[str, str]) -> Iterator[Arc]:
    """Give the arcs of a link; one that ends at a resource has no target concept."""
    resources = {part.get(f"{{{XLINK}}}label") for part in link if part.get(f"{{{XLINK}}}type") == "resource"}
    for part in link:
        if part.get(f"{{{XLINK}}}type") != "arc":
            continue
        source, target = part.get(f"{{{XLINK}}}from", ""), part.get(f"{{{XLINK}}}to", "")
        attributes = {str(name): str(value) for name, value in part.attrib.items()}
        yield Arc(
            link=kind,
            role=role,
            arcrole=attributes.get(f"{{{XLINK}}}arcrole", ""),
            source=located.get(source),
            target=located.get(target) or ("" if target in resources else None),
            attributes=attributes,
            spot=spot_of(part, file),
        )


def _labels(link: Element, file: str, located: Mapping[str, str]) -> Iterator[Label]:
    concepts = {
        part.get(f"{{{XLINK}}}to", ""): located.get(part.get(f"{{{XLINK}}}from", ""))
        for part in link.iterchildren(f"{{{LINK}}}labelArc")
    }
    for part in link.iterchildren(f"{{{LINK}}}label"):
        yield Label(
            concept=concepts.get(part.get(f"{{{XLINK}}}label", "")),
            role=part.get(f"{{{XLINK}}}role", "http://www.xbrl.org/2003/role/label"),
            language=part.get(f"{{{XML}}}lang"),
            text=text_of(part),
            spot=spot_of(part, file),
        )
