from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from emitted import arelle_reading, example_files
from reports import FACTS, REPORT
from tagwright.emit.json_report import json_report
from tagwright.report.model import TextBlockFact


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return json.loads(example_files()["example-2021.json"])  # type: ignore[no-any-return]


def test_arelle_loads_the_json_report_without_a_message() -> None:
    assert arelle_reading()["json"]["messages"] == []


def test_arelle_reads_the_same_facts_from_json_as_from_the_inline_document() -> None:
    reading = arelle_reading()
    assert reading["json"]["count"] == len(FACTS)
    assert reading["json"]["facts"] == reading["xhtml"]["facts"]


def test_the_document_names_its_type_taxonomy_and_the_namespaces_in_use(report: dict[str, Any]) -> None:
    assert report["documentInfo"] == {
        "documentType": "https://xbrl.org/2021/xbrl-json",
        "namespaces": {
            "entity-scheme": "http://example.com/registry",
            "exr": "http://example.com/xbrl/2021-12-31",
            "ifrs-full": "http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full",
            "iso4217": "http://www.xbrl.org/2003/iso4217",
            "xbrli": "http://www.xbrl.org/2003/instance",
        },
        "taxonomy": ["example-2021-2021-12-31.xsd"],
    }


def test_a_fact_has_its_value_precision_and_dimensions(report: dict[str, Any]) -> None:
    assert report["facts"]["f-18"] == {
        "value": "4000",
        "decimals": -3,
        "dimensions": {
            "concept": "ifrs-full:Equity",
            "entity": "entity-scheme:EXR-1",
            "period": "2021-01-01T00:00:00",
            "unit": "iso4217:CNY",
            "ifrs-full:ComponentsOfEquityAxis": "exr:MaintenanceReserveMember",
        },
    }


def test_a_pure_number_has_no_unit(report: dict[str, Any]) -> None:
    assert report["facts"]["f-3"]["value"] == "0.165"
    assert "unit" not in report["facts"]["f-3"]["dimensions"]


def test_text_has_a_language_in_lower_case_and_no_decimals() -> None:
    block = next(fact for fact in FACTS if isinstance(fact, TextBlockFact))
    content = json.loads(
        json_report(replace(REPORT, facts=(replace(block, language="en-GB"),)), {block.id: "<p>é</p>"}, "x.xsd")
    )
    fact = content["facts"]["f-23"]
    assert fact["dimensions"]["language"] == "en-gb"
    assert fact["value"] == "<p>é</p>"
    assert "decimals" not in fact
    assert "iso4217" not in content["documentInfo"]["namespaces"]


def test_a_report_without_facts_is_still_json() -> None:
    assert json.loads(json_report(replace(REPORT, facts=()), {}, "x.xsd"))["facts"] == {}
