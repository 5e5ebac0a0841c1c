"""What a taxonomy package says of its concepts: read from its schemas and linkbases (XBRL 2.1, 5).

Read are concepts (items), the definitions of roles, labels of all roles and languages, references, and the arcs of
presentation and calculation. An arc, a label or a reference counts where both its ends lie in the package.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lxml import etree

from tagwright.errors import PackageError
from tagwright.taxonomy.dts import XLINK, PackageFile, Spot, package_files
from tagwright.taxonomy.taxonomy_package import PackageDescription

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ROLES = "http://www.xbrl.org/2003/role/"
_NETWORKS = {
    f"{_LINK}presentationLink": (f"{_LINK}presentationArc", "presentation"),
    f"{_LINK}calculationLink": (f"{_LINK}calculationArc", "calculation"),
}


@dataclass(frozen=True, slots=True)
class Concept:
    """An item as its schema declares it; ``item_type`` and ``substitution_group`` carry the schema's prefixes."""

    prefix: str
    name: str
    namespace: str
    item_type: str
    period_type: str
    balance: str | None
    abstract: bool
    substitution_group: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text about a concept. ``role`` is the URI that says what kind it is."""

    concept: Spot
    role: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a concept comes from: the parts of the reference (name, number, paragraph ...) in their order."""

    concept: Spot
    role: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """A child under its parent in a network: a place in the presentation, or a summand with its weight.

    ``network`` is presentation or calculation, ``role`` the URI of the extended link. ``priority`` and ``prohibited``
    are of XBRL 2.1, 3.5.3.9.7: an arc may take back another that is the same but for them.
    """

    network: str
    role: str
    parent: Spot
    child: Spot
    order: Decimal
    weight: str | None
    preferred: str | None
    priority: int
    prohibited: bool


@dataclass(frozen=True)
class PackageContent:
    """All that was read; concepts by their place, so that what speaks of a concept can be joined to it."""

    concepts: Mapping[Spot, Concept]
    definitions: Mapping[str, str]
    labels: tuple[Label, ...]
    references: tuple[Reference, ...]
    arcs: tuple[Arc, ...]


def read_content(package: Path, description: PackageDescription) -> PackageContent:
    """Read a package that was checked; ``description`` is what the check gave.

    Raises PackageError where it cannot be read, or where an arc says what cannot be.
    """
    concepts: dict[Spot, Concept] = {}
    definitions: dict[str, str] = {}
    labels: dict[Label, None] = {}
    references: dict[Reference, None] = {}
    arcs: dict[Arc, None] = {}
    try:
        with zipfile.ZipFile(package) as archive:
            for file in package_files(archive, description):
                concepts.update(_concepts(file))
                definitions.update(_definitions(file))
                labels.update(dict.fromkeys(_labels(file)))
                references.update(dict.fromkeys(_references(file)))
                arcs.update(dict.fromkeys(_arcs(file)))
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, InvalidOperation, ValueError) as error:
        raise PackageError(
            f"The taxonomy package {package} cannot be read: {error}",
            remedy="get the package again from its publisher, and add it: tagwright taxonomy add ZIP",
        ) from error
    return PackageContent(concepts, definitions, tuple(labels), tuple(references), tuple(_in_force(arcs)))


def _concepts(file: PackageFile) -> Iterator[tuple[Spot, Concept]]:
    namespace = file.root.get("targetNamespace", "")
    prefix = next((name for name, uri in file.root.nsmap.items() if uri == namespace and name), "")
    for element in file.root.iterchildren(f"{_XSD}element"):
        period_type = element.get(f"{_XBRLI}periodType")
        identifier = element.get("id")
        if period_type is None or identifier is None:
            continue
        yield (
            (file.name, identifier),
            Concept(
                prefix,
                element.get("name", ""),
                namespace,
                element.get("type", ""),
                period_type,
                element.get(f"{_XBRLI}balance"),
                element.get("abstract") in ("true", "1"),
                element.get("substitutionGroup", ""),
            ),
        )


def _definitions(file: PackageFile) -> Iterator[tuple[str, str]]:
    for role in file.root.iter(f"{_LINK}roleType"):
        yield role.get("roleURI", ""), _text(role.find(f"{_LINK}definition"))


def _labels(file: PackageFile) -> Iterator[Label]:
    for link in file.root.iter(f"{_LINK}labelLink"):
        for concept, label in _resources(file, link, f"{_LINK}label", f"{_LINK}labelArc"):
            if text := _text(label):
                role = label.get(f"{XLINK}role", f"{_ROLES}label")
                yield Label(concept, role, label.get(_LANG, ""), text)


def _references(file: PackageFile) -> Iterator[Reference]:
    for link in file.root.iter(f"{_LINK}referenceLink"):
        for concept, reference in _resources(file, link, f"{_LINK}reference", f"{_LINK}referenceArc"):
            parts = tuple((etree.QName(part).localname, _text(part)) for part in reference.iterchildren("{*}*"))
            yield Reference(concept, reference.get(f"{XLINK}role", f"{_ROLES}reference"), parts)


def _resources(
    file: PackageFile, link: etree._Element, resource: str, arc: str
) -> Iterator[tuple[Spot, etree._Element]]:
    """Give each concept of an extended link with each resource that an arc leads to from it (XBRL 2.1, 3.5.3.9)."""
    concepts = _located(file, link)
    texts: dict[str | None, list[etree._Element]] = {}
    for element in link.iterchildren(resource):
        texts.setdefault(element.get(f"{XLINK}label"), []).append(element)
    for element in link.iterchildren(arc):
        for concept in concepts.get(element.get(f"{XLINK}from"), ()):
            for text in texts.get(element.get(f"{XLINK}to"), ()):
                yield concept, text


def _located(file: PackageFile, link: etree._Element) -> dict[str | None, list[Spot]]:
    found: dict[str | None, list[Spot]] = {}
    for locator in link.iterchildren(f"{_LINK}loc"):
        if spot := file.spot(locator.get(f"{XLINK}href", "")):
            found.setdefault(locator.get(f"{XLINK}label"), []).append(spot)
    return found


def _arcs(file: PackageFile) -> Iterator[Arc]:
    for link in file.root.iter(*_NETWORKS):
        tag, network = _NETWORKS[str(link.tag)]
        concepts = _located(file, link)
        for arc in link.iterchildren(tag):
            for parent in concepts.get(arc.get(f"{XLINK}from"), ()):
                for child in concepts.get(arc.get(f"{XLINK}to"), ()):
                    yield _arc(network, link.get(f"{XLINK}role", ""), parent, child, arc)


def _arc(network: str, role: str, parent: Spot, child: Spot, arc: etree._Element) -> Arc:
    weight = arc.get("weight")
    return Arc(
        network,
        role,
        parent,
        child,
        Decimal(arc.get("order", "1")),
        f"{Decimal(weight).normalize():f}" if weight is not None else None,
        arc.get("preferredLabel"),
        int(arc.get("priority", "0")),
        arc.get("use") == "prohibited",
    )


def _in_force(arcs: Iterable[Arc]) -> Iterator[Arc]:
    """Give the arcs that are not taken back: of those that say the same the highest priority decides, and at equal
    priority the prohibition (XBRL 2.1, 3.5.3.9.7.5)."""
    strongest: dict[tuple[object, ...], Arc] = {}
    for arc in arcs:
        says = (arc.network, arc.role, arc.parent, arc.child, arc.order, arc.weight, arc.preferred)
        other = strongest.get(says)
        if other is None or (arc.priority, arc.prohibited) > (other.priority, other.prohibited):
            strongest[says] = arc
    return (arc for arc in strongest.values() if not arc.prohibited)


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
