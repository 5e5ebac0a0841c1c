"""The xBRL-JSON report (Open Information Model 1.0): the same facts, with the same identifiers."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tagwright.emit.lexical import amount, oim_period, oim_unit
from tagwright.emit.namespaces import instance_namespaces
from tagwright.report.model import Fact, NumericFact, Report

_DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-json"
_ENTITY_PREFIX = "entity-scheme"


def json_report(report: Report, text_values: Mapping[str, str], schema: str) -> bytes:
    """Give the bytes of NAME.json, a line a fact. ``schema`` is the relative address of the extension schema."""
    document_info = {
        "documentType": _DOCUMENT_TYPE,
        "namespaces": _namespaces(report),
        "taxonomy": [schema],
    }
    facts = ",\n".join(f"{_json(fact.id)}: {_json(_fact(fact, report, text_values))}" for fact in report.facts)
    return f'{{"documentInfo": {_json(document_info)},\n"facts": {{\n{facts}\n}}}}\n'.encode()


_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""One for all facts: ``json.dumps`` would make one for each."""


def _json(value: object) -> str:
    return _ENCODER.encode(value)


def _namespaces(report: Report) -> dict[str, str]:
    """Bind the prefixes that the facts use, and no other."""
    used = {_ENTITY_PREFIX}
    for fact in report.facts:
        names = [fact.concept, *(name for pair in fact.dimensions for name in pair)]
        if isinstance(fact, NumericFact) and oim_unit(fact.unit):
            names += [*fact.unit.numerator, *fact.unit.denominator]
        used.update(name.prefix for name in names)
    declared = {**instance_namespaces(report), _ENTITY_PREFIX: report.entity.scheme}
    return {prefix: declared[prefix] for prefix in sorted(used)}


def _fact(fact: Fact, report: Report, text_values: Mapping[str, str]) -> dict[str, object]:
    dimensions: dict[str, str] = {
        "concept": str(fact.concept),
        "entity": f"{_ENTITY_PREFIX}:{report.entity.identifier}",
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
