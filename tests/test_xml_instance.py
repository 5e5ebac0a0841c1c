from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from emitted import arelle_reading, example_files, read_with_arelle
from reports import CNY, CNY_PER_SHARE, FACTS, PURE, REPORT, YEAR_BEFORE
from tagwright.emit.contexts import resources_of
from tagwright.emit.files import emit_report
from tagwright.emit.lexical import amount, oim_period, oim_unit
from tagwright.emit.xml_instance import xml_instance
from tagwright.report.model import NumericFact, QName, TextBlockFact, Unit

XBRLI = "{http://www.xbrl.org/2003/instance}"
IFRS = "{http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full}"
TEXT_BLOCK = (
    "<h2>1 General information</h2>\n<p>The company builds robots.</p><p>It has 1,500,000,000 shares in issue.</p>"
)


@pytest.fixture(scope="module")
def instance() -> etree._Element:
    return etree.fromstring(example_files()["example-2021.xbrl"])


def test_arelle_finds_nothing_wrong_with_the_instance() -> None:
    assert arelle_reading()["xbrl"]["messages"] == []


def test_arelle_reads_the_same_facts_from_the_instance_as_from_the_inline_document() -> None:
    reading = arelle_reading()
    assert reading["xbrl"]["count"] == len(FACTS)
    assert reading["xbrl"]["facts"] == reading["xhtml"]["facts"]


def test_a_text_block_holds_the_very_text_that_arelle_reads_from_the_inline_document(instance: etree._Element) -> None:
    (fact,) = instance.findall(f"{IFRS}DisclosureOfGeneralInformationAboutFinancialStatementsExplanatory")
    assert fact.text == TEXT_BLOCK
    assert fact.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for kind in ("xhtml", "xbrl", "json"):
        assert arelle_reading()[kind]["facts"]["f-23"]["value"] == TEXT_BLOCK


def test_a_text_block_of_tables_facts_and_marks_of_xml_is_the_same_text_in_every_file() -> None:
    block = next(fact for fact in FACTS if isinstance(fact, TextBlockFact))
    whole = replace(block, id="whole", parts=((0, 6), (7, 13)), period=YEAR_BEFORE)
    files = emit_report(replace(REPORT, facts=(*FACTS, whole)))
    readings = read_with_arelle(
        files, files, files, names=tuple(f"example-2021.{k}" for k in ("xhtml", "xbrl", "json"))
    )
    inline, xml, oim = (reading["facts"]["whole"]["value"] for reading in readings)
    assert inline == xml == oim
    assert "&amp; our &lt;tax&gt; rate is 16.5%." in inline
    assert (
        '<tr class="total"><td></td><td class="number">3,278,638</td><td class="number">2,432,084</td></tr>' in inline
    )
    assert '<th class="over" colspan="2" scope="col">Year ended 31 December</th>' in inline
    assert "ix:" not in inline
    assert [reading["messages"] for reading in readings] == [[], [], []]


def test_a_fact_printed_in_thousands_and_in_millions_stands_twice_each_with_its_precision(
    instance: etree._Element,
) -> None:
    revenue = [fact for fact in instance.findall(f"{IFRS}Revenue") if fact.get("contextRef") == "c-2021"]
    assert [(fact.get("id"), fact.text, fact.get("decimals")) for fact in revenue] == [
        ("f-1", "4700000000", "-6"),
        ("f-4", "4700263000", "-3"),
    ]


def test_dimensions_stand_in_the_scenario(instance: etree._Element) -> None:
    (context,) = instance.xpath("//*[@id='c-2020-12-31_2']")
    member = context.find(f"{XBRLI}scenario")[0]
    assert member.get("dimension") == "ifrs-full:ComponentsOfEquityAxis"
    assert member.text == "exr:MaintenanceReserveMember"
    assert context.findtext(f"{XBRLI}period/{XBRLI}instant") == "2020-12-31"


def test_a_ratio_unit_divides(instance: etree._Element) -> None:
    (unit,) = instance.xpath("//*[@id='u-CNY-per-share']")
    assert [element.text for element in unit.iter(f"{XBRLI}measure")] == ["iso4217:CNY", "xbrli:shares"]
    assert unit[0].tag == f"{XBRLI}divide"


def test_a_fact_of_an_undeclared_namespace_is_a_defect() -> None:
    fact = next(fact for fact in FACTS if isinstance(fact, NumericFact))
    report = replace(REPORT, facts=(replace(fact, concept=QName("other", "Revenue")),))
    with pytest.raises(KeyError, match="other"):
        xml_instance(report, resources_of(report), {}, "x.xsd")


def test_the_instance_refers_to_the_extension_schema_by_its_name() -> None:
    hrefs = re.findall(r'xlink:href="([^"]*)"', example_files()["example-2021.xbrl"].decode())
    assert hrefs == ["example-2021-2021-12-31.xsd"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("4.7E+9", "4700000000"),
        ("0.1650", "0.165"),
        ("-1.20", "-1.2"),
        ("0E+3", "0"),
        ("-0", "0"),
        ("100", "100"),
        ("12345678901234567890123456789012.5", "12345678901234567890123456789012.5"),
    ],
)
def test_amounts_are_written_without_exponent_and_without_loss(value: str, text: str) -> None:
    assert amount(Decimal(value)) == text


def test_units_of_the_information_model_are_sorted_and_a_pure_number_has_none() -> None:
    assert oim_unit(CNY) == "iso4217:CNY"
    assert oim_unit(CNY_PER_SHARE) == "iso4217:CNY/xbrli:shares"
    assert oim_unit(PURE) is None
    product = Unit((QName("x", "b"), QName("x", "a")), (QName("x", "c"),))
    assert oim_unit(product) == "(x:a*x:b)/x:c"


def test_periods_of_the_information_model_end_at_the_beginning_of_the_day_after() -> None:
    assert oim_period(FACTS[0].period) == "2021-01-01T00:00:00/2022-01-01T00:00:00"
    assert oim_period(FACTS[16].period) == "2021-01-01T00:00:00"
