"""The XBRL 2.1 instance: the same facts as in the Inline document, with the same identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.emit.contexts import Context, Resources
from tagwright.emit.lexical import amount
from tagwright.emit.namespaces import LINK, XBRLDI, XBRLI, XLINK, XML, clark, instance_namespaces
from tagwright.emit.notes import FACT_FOOTNOTE, FOOTNOTE_ROLE, note_text
from tagwright.emit.xlink import STANDARD_LINK
from tagwright.report.model import Fact, NumericFact, QName, Report, Unit

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def xml_instance(report: Report, resources: Resources, text_values: Mapping[str, str], schema: str) -> bytes:
    """Give the bytes of NAME.xbrl. A fact printed twice stands here twice, each with the precision of its print.

    ``text_values`` are the values of the text blocks by fact id, as an Inline processor reads them.
    """
    namespaces = instance_namespaces(report)
    root = etree.Element(f"{{{XBRLI}}}xbrl", nsmap=dict(namespaces))
    etree.SubElement(root, f"{{{LINK}}}schemaRef", {f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": schema})
    for context in resources.contexts:
        _add_context(root, report, context)
    for identifier, unit in resources.units:
        _add_unit(root, identifier, unit)
    for fact in report.facts:
        _add_fact(root, fact, namespaces, resources, text_values)
    if report.footnotes:
        _add_footnotes(root, report)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add_context(root: Element, report: Report, context: Context) -> None:
    element = etree.SubElement(root, f"{{{XBRLI}}}context", {"id": context.id})
    entity = etree.SubElement(element, f"{{{XBRLI}}}entity")
    identifier = etree.SubElement(entity, f"{{{XBRLI}}}identifier", {"scheme": report.entity.scheme})
    identifier.text = report.entity.identifier
    period = etree.SubElement(element, f"{{{XBRLI}}}period")
    for name, date in context.dates:
        etree.SubElement(period, f"{{{XBRLI}}}{name}").text = date
    if context.dimensions:
        holder = entity if report.profile.contexts == "segment" else element
        container = etree.SubElement(holder, f"{{{XBRLI}}}{report.profile.contexts}")
        for axis, member in context.dimensions:
            etree.SubElement(container, f"{{{XBRLDI}}}explicitMember", {"dimension": str(axis)}).text = str(member)


def _add_unit(root: Element, identifier: str, unit: Unit) -> None:
    element = etree.SubElement(root, f"{{{XBRLI}}}unit", {"id": identifier})
    if not unit.denominator:
        _add_measures(element, unit.numerator)
        return
    divide = etree.SubElement(element, f"{{{XBRLI}}}divide")
    _add_measures(etree.SubElement(divide, f"{{{XBRLI}}}unitNumerator"), unit.numerator)
    _add_measures(etree.SubElement(divide, f"{{{XBRLI}}}unitDenominator"), unit.denominator)


def _add_measures(parent: Element, measures: tuple[QName, ...]) -> None:
    for measure in measures:
        etree.SubElement(parent, f"{{{XBRLI}}}measure").text = str(measure)


def _add_fact(
    root: Element, fact: Fact, namespaces: Mapping[str, str], resources: Resources, text_values: Mapping[str, str]
) -> None:
    element = etree.SubElement(root, clark(fact.concept, namespaces), {"id": fact.id})
    element.set("contextRef", resources.context_ids[fact.period, fact.dimensions])
    if isinstance(fact, NumericFact):
        element.set("unitRef", resources.unit_ids[fact.unit])
        element.set("decimals", str(fact.decimals))
        element.text = amount(fact.value)
    else:
        element.set(f"{{{XML}}}lang", fact.language)
        element.text = text_values[fact.id]


def _add_footnotes(root: Element, report: Report) -> None:
    """Add the footnotes with a locator for each fact and an arc for each link (XBRL 2.1, 4.11)."""
    link = _linked(root, "footnoteLink", "extended", {"role": STANDARD_LINK})
    located: set[str] = set()
    for note in report.footnotes:
        for fact in note.facts:
            if fact not in located:
                located.add(fact)
                _linked(link, "loc", "locator", {"href": f"#{fact}", "label": fact})
        footnote = _linked(link, "footnote", "resource", {"role": FOOTNOTE_ROLE, "label": note.id})
        footnote.set("id", note.id)
        footnote.set(f"{{{XML}}}lang", note.language)
        footnote.text = note_text(note, report)
        for fact in note.facts:
            _linked(link, "footnoteArc", "arc", {"arcrole": FACT_FOOTNOTE, "from": fact, "to": note.id})


def _linked(parent: Element, name: str, kind: str, attributes: Mapping[str, str]) -> Element:
    linked = {f"{{{XLINK}}}{key}": value for key, value in {"type": kind, **attributes}.items()}
    return etree.SubElement(parent, f"{{{LINK}}}{name}", linked)
