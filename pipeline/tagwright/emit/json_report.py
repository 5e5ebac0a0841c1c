"""The xBRL-JSON report (Open Information Model 1.0): the same facts, with the same identifiers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from tagwright.emit.blocks import escaped
from tagwright.emit.lexical import amount, oim_period, oim_unit
from tagwright.emit.namespaces import ENTITY_PREFIX, oim_namespaces
from tagwright.emit.notes import FACT_FOOTNOTE, LINK_GROUP, LINK_TYPE, note_text, notes_by_fact
from tagwright.emit.xlink import STANDARD_LINK
from tagwright.report.model import Fact, Footnote, NumericFact, Report

_DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"


def json_report(report: Report, text_values: Mapping[str, str], schema: str) -> bytes:
    """Give the bytes of NAME.json, a line a fact. ``schema`` is the relative address of the extension schema."""
    document_info = {"documentType": _DOCUMENT_TYPE, **oim_information(report, schema)}
    notes = notes_by_fact(report)
    facts = {fact.id: _fact(fact, report, text_values) | _links(notes.get(fact.id, ())) for fact in report.facts}
    facts |= {note.id: _note(note, report) for note in report.footnotes}
    lines = ",\n".join(f"{_json(identifier)}: {_json(fact)}" for identifier, fact in facts.items())
    return f'{{"documentInfo": {_json(document_info)},\n"facts": {{\n{lines}\n}}}}\n'.encode()


def oim_information(report: Report, schema: str) -> dict[str, object]:
    """Give what the head of an xBRL-JSON report and of xBRL-CSV metadata share."""
    links = {"linkTypes": {LINK_TYPE: FACT_FOOTNOTE}, "linkGroups": {LINK_GROUP: STANDARD_LINK}}
    return {"namespaces": oim_namespaces(report), **(links if report.footnotes else {}), "taxonomy": [schema]}


_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""One for all facts: ``json.dumps`` would make one for each."""


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _links(notes: Sequence[Footnote]) -> dict[str, object]:
    return {"links": {LINK_TYPE: {LINK_GROUP: [note.id for note in notes]}}} if notes else {}


def _note(note: Footnote, report: Report) -> dict[str, object]:
    """Give a footnote as the fact that it is in the Open Information Model; its value is XHTML."""
    dimensions = {"concept": "xbrl:note", "noteId": note.id, "language": note.language.lower()}
    return {"value": escaped(note_text(note, report)), "dimensions": dimensions}


def _fact(fact: Fact, report: Report, text_values: Mapping[str, str]) -> dict[str, object]:
    dimensions: dict[str, str] = {
        "concept": str(fact.concept),
        "entity": f"{ENTITY_PREFIX}:{report.entity.identifier}",
        "period": oim_period(fact.period),
    }
    explicit = {str(axis): str(member) for axis, member in fact.dimensions}
    if not isinstance(fact, NumericFact):
        return {
            "value": text_values[fact.id],
            "dimensions": dimensions | {"language": fact.language.lower()} | explicit,
        }
    unit = oim_unit(fact.unit)
    return {
        "value": amount(fact.value),
        "decimals": fact.decimals,
        "dimensions": dimensions | ({"unit": unit} if unit else {}) | explicit,
    }
