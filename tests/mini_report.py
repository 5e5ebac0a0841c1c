"""A report of four facts with a taxonomy of its own, in each format, and ways to spoil it."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

from tagwright.document.model import Document, Paragraph, Place, Span
from tagwright.figures.model import Duration
from tagwright.report.model import (
    Entity,
    Extension,
    Fact,
    NumericFact,
    QName,
    Report,
    TaxonomyReference,
    TextBlockFact,
    Transform,
    Unit,
)

NAMESPACE = "http://example.com/mini"
YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
NOTE = "We make &amp; sell <b>small</b> things."

SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
  targetNamespace="http://example.com/mini" elementFormDefault="qualified">
<annotation><appinfo>
<link:roleType id="role" roleURI="http://example.com/role"><link:usedOn>link:calculationLink</link:usedOn></link:roleType>
<link:linkbaseRef xlink:type="simple" xlink:href="mini_cal.xml"
  xlink:role="http://www.xbrl.org/2003/role/calculationLinkbaseRef"
  xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/>
</appinfo></annotation>
<import namespace="http://www.xbrl.org/2003/instance"
  schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
<element name="Revenue" id="mini_Revenue" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
  xbrli:periodType="duration" xbrli:balance="credit" nillable="true"/>
<element name="Cost" id="mini_Cost" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
  xbrli:periodType="duration" xbrli:balance="debit" nillable="true"/>
<element name="Gross" id="mini_Gross" type="xbrli:monetaryItemType" substitutionGroup="xbrli:item"
  xbrli:periodType="duration" xbrli:balance="credit" nillable="true"/>
<element name="Note" id="mini_Note" type="xbrli:stringItemType" substitutionGroup="xbrli:item"
  xbrli:periodType="duration" nillable="true"/>
</schema>
"""

CALCULATION = """<?xml version="1.0" encoding="UTF-8"?>
<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">
<link:roleRef roleURI="http://example.com/role" xlink:type="simple" xlink:href="mini.xsd#role"/>
<link:arcroleRef arcroleURI="https://xbrl.org/2023/arcrole/summation-item" xlink:type="simple"
  xlink:href="http://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>
<link:calculationLink xlink:type="extended" xlink:role="http://example.com/role">
<link:loc xlink:type="locator" xlink:label="gross" xlink:href="mini.xsd#mini_Gross"/>
<link:loc xlink:type="locator" xlink:label="revenue" xlink:href="mini.xsd#mini_Revenue"/>
<link:loc xlink:type="locator" xlink:label="cost" xlink:href="mini.xsd#mini_Cost"/>
<link:calculationArc xlink:type="arc" xlink:arcrole="https://xbrl.org/2023/arcrole/summation-item"
  xlink:from="gross" xlink:to="revenue" weight="1" order="1"/>
<link:calculationArc xlink:type="arc" xlink:arcrole="https://xbrl.org/2023/arcrole/summation-item"
  xlink:from="gross" xlink:to="cost" weight="-1" order="2"/>
</link:calculationLink></link:linkbase>
"""

_CONTEXT = """<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://example.com">X</xbrli:identifier>
</xbrli:entity><xbrli:period><xbrli:startDate>2021-01-01</xbrli:startDate><xbrli:endDate>2021-12-31</xbrli:endDate>
</xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit>"""


def _figure(fact_id: str, concept: str, text: str) -> str:
    return (
        f'<p><ix:nonFraction id="{fact_id}" name="mini:{concept}" contextRef="c" unitRef="u" decimals="-3" scale="3"'
        f' format="ixt:num-dot-decimal">{text}</ix:nonFraction></p>'
    )


INLINE = f"""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
  xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2022-02-16" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:mini="http://example.com/mini" xml:lang="en">
<head><title>A small report</title></head><body>
<div style="display:none"><ix:header><ix:references xml:lang="en">
<link:schemaRef xlink:type="simple" xlink:href="mini.xsd"/></ix:references>
<ix:resources>{_CONTEXT}</ix:resources></ix:header></div>
{_figure("f1", "Revenue", "1,100")}
{_figure("f2", "Cost", "400")}
{_figure("f3", "Gross", "700")}
<p><ix:nonNumeric id="f4" name="mini:Note" contextRef="c" escape="true">{NOTE}</ix:nonNumeric></p>
</body></html>
"""
DUPLICATE = _figure("f5", "Gross", "990")

INSTANCE = f"""<?xml version="1.0" encoding="UTF-8"?>
<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
  xmlns:mini="http://example.com/mini">
<link:schemaRef xlink:type="simple" xlink:href="mini.xsd"/>
{_CONTEXT}
<mini:Revenue id="f1" contextRef="c" unitRef="u" decimals="-3">1100000</mini:Revenue>
<mini:Cost id="f2" contextRef="c" unitRef="u" decimals="-3">400000</mini:Cost>
<mini:Gross id="f3" contextRef="c" unitRef="u" decimals="-3">700000</mini:Gross>
<mini:Note id="f4" contextRef="c" xml:lang="en"><![CDATA[{NOTE}]]></mini:Note>
</xbrli:xbrl>
"""

_PERIOD = "2021-01-01T00:00:00/2022-01-01T00:00:00"


def _json_number(concept: str, value: str) -> dict[str, object]:
    dimensions = {"concept": f"mini:{concept}", "entity": "e:X", "period": _PERIOD, "unit": "iso4217:CNY"}
    return {"value": value, "decimals": -3, "dimensions": dimensions}


JSON = json.dumps(
    {
        "documentInfo": {
            "documentType": "https://xbrl.org/2021/xbrl-json",
            "namespaces": {
                "mini": NAMESPACE,
                "iso4217": "http://www.xbrl.org/2003/iso4217",
                "e": "http://example.com",
                "xbrl": "https://xbrl.org/2021",
            },
            "taxonomy": ["mini.xsd"],
        },
        "facts": {
            "f1": _json_number("Revenue", "1100000.0"),
            "f2": _json_number("Cost", "400000"),
            "f3": _json_number("Gross", "700000"),
            "f4": {
                "value": NOTE,
                "dimensions": {"concept": "mini:Note", "entity": "e:X", "period": _PERIOD, "language": "en"},
            },
        },
    }
)


def _name(local: str) -> QName:
    return QName("mini", local)


def _number(index: int, concept: str, value: str) -> NumericFact:
    return NumericFact(
        id=f"f{index}",
        concept=_name(concept),
        period=YEAR,
        unit=Unit((QName("iso4217", "CNY"),)),
        dimensions=(),
        value=Decimal(value),
        decimals=-3,
        scale=3,
        transform=Transform.DOT_DECIMAL,
        span=Span(0, -1, -1, 0, 1),
        figure=index,
        place=Place(index, 1),
    )


_FACTS: tuple[Fact, ...] = (
    _number(1, "Revenue", "1100000"),
    _number(2, "Cost", "400000"),
    _number(3, "Gross", "700000"),
    TextBlockFact("f4", _name("Note"), YEAR, (), "en", ((0, 1),), Place(4, 1)),
)

REPORT = Report(
    name="mini",
    title="A small report",
    language="en",
    entity=Entity("X", "http://example.com", "X"),
    taxonomy=TaxonomyReference(
        "ifrs-2021", "http://example.com/base", "base", "http://example.com/base.xsd", "2009-12-16", "2003"
    ),
    extension=Extension(NAMESPACE, "mini", "2021-12-31"),
    concepts=(),
    facts=_FACTS,
    networks=(),
    document=Document("mini.txt", "0" * 64, (Paragraph("1", Place(1, 1)),)),
)

SOURCES = {
    "f1": 'line 1, "Revenue", 1,100',
    "f2": 'line 2, "Cost", 400',
    "f3": 'line 3, "Gross profit", 700',
}


_PACKAGE_JSON = json.dumps({"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}})


def write_taxonomy(folder: Path, *, schema: str = SCHEMA) -> None:
    """Write the schema and its calculation linkbase."""
    (folder / "mini.xsd").write_text(schema, encoding="utf-8")
    (folder / "mini_cal.xml").write_text(CALCULATION, encoding="utf-8")


def write_outputs(folder: Path, *, instance: str = INSTANCE, report_json: str = JSON) -> None:
    """Write the report in all formats, as a conversion leaves it."""
    write_taxonomy(folder)
    (folder / "mini.xhtml").write_text(INLINE, encoding="utf-8")
    (folder / "mini.xbrl").write_text(instance, encoding="utf-8")
    (folder / "mini.json").write_text(report_json, encoding="utf-8")
    write_package(folder / "mini.xbri")


def write_package(path: Path, *, schema: str = SCHEMA, catalog: str | None = None) -> None:
    """Write a report package with the taxonomy beside the report."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mini/META-INF/reportPackage.json", _PACKAGE_JSON)
        if catalog is not None:
            archive.writestr("mini/META-INF/catalog.xml", catalog)
        archive.writestr("mini/reports/mini.xhtml", INLINE)
        archive.writestr("mini/reports/mini.xsd", schema)
        archive.writestr("mini/reports/mini_cal.xml", CALCULATION)


def write_document_set(path: Path) -> None:
    """Write a report package whose one report is spread over two Inline documents, the second without a header."""
    header = INLINE[INLINE.index("<ix:header>") : INLINE.index("</ix:header>") + len("</ix:header>")]
    second = INLINE.replace(header, "").replace('id="f', 'id="g')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mini/META-INF/reportPackage.json", _PACKAGE_JSON)
        for name, text in (
            ("a.xhtml", INLINE),
            ("b.xhtml", second),
            ("mini.xsd", SCHEMA),
            ("mini_cal.xml", CALCULATION),
        ):
            archive.writestr(f"mini/reports/set/{name}", text)
