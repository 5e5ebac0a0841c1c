"""The label linkbase of the extension taxonomy: labels as printed, and documentation of the company's own concepts."""

from __future__ import annotations

from collections.abc import Iterable

from tagwright.emit.linkbases import REGISTERED_ROLES
from tagwright.emit.shown import visible
from tagwright.emit.xlink import STANDARD_LINK, Addresses, ExtendedLink, linkbase, serialised
from tagwright.report.model import LabelRole, PresentationNode, QName, Report

_CONCEPT_LABEL = "http://www.xbrl.org/2003/arcrole/concept-label"
_DOCUMENTATION = "http://www.xbrl.org/2003/role/documentation"


def label_linkbase(report: Report, addresses: Addresses) -> bytes:
    """Write the labels. Where a concept is printed under several wordings for one role, the first one holds."""
    labels = labels_of(report)
    used = {role for by_role in labels.values() for role in by_role}
    registered = [(role, address) for role, address in REGISTERED_ROLES.items() if role in used]
    root = linkbase(registered, [])
    link = ExtendedLink.within(root, "labelLink", STANDARD_LINK, addresses)
    for concept, by_role in labels.items():
        locator = link.locator(concept)
        resource = f"label_{locator}"
        link.arc("labelArc", _CONCEPT_LABEL, locator, resource, {})
        for role, text in by_role.items():
            link.resource(resource, role, report.language, text)
    return serialised(root)


def labels_of(report: Report) -> dict[QName, dict[str, str]]:
    """Give the label of each concept and role, sorted by concept; the standard label comes first."""
    # an entry point brings the standard labels of the official concepts
    standard = {
        concept.name: plain(concept.label)
        for concept in report.concepts
        if report.profile.entry_point is None or concept.name.prefix == report.extension.prefix
    }
    labels: dict[QName, dict[str, str]] = {
        concept.name: {LabelRole.STANDARD.value: standard[concept.name]} if concept.name in standard else {}
        for concept in report.concepts
    }
    for network in report.networks:
        for node in _nodes(network.presentation):
            if node.preferred is not LabelRole.STANDARD:
                labels[node.concept].setdefault(node.preferred.value, plain(node.label))
    for concept in report.concepts:
        if concept.documentation:
            labels[concept.name][_DOCUMENTATION] = plain(concept.documentation)
    return {name: by_role for name, by_role in labels.items() if by_role}


def plain(text: str) -> str:
    """Give a printed text as a label: what is shown of it, in one line."""
    return " ".join(visible(text, 0, len(text)).split())


def _nodes(roots: Iterable[PresentationNode]) -> Iterable[PresentationNode]:
    for node in roots:
        yield node
        yield from _nodes(node.children)
