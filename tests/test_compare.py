from __future__ import annotations

from dataclasses import replace

import pytest

from mini_report import NAMESPACE, NOTE, REPORT
from tagwright.report.model import NumericFact, QName
from tagwright.validation.compare import Difference, compare_facts, texts_of
from tagwright.validation.reading import ReadFact

CNY = "{http://www.xbrl.org/2003/iso4217}CNY"
TEXTS = {"f4": NOTE}


def read_fact(fact_id: str, concept: str, value: str, **others: object) -> ReadFact:
    fact = ReadFact(
        id=fact_id,
        concept=f"{{{NAMESPACE}}}{concept}",
        value=value,
        nil=False,
        decimals="-3",
        unit=CNY,
        period="2021-01-01/2021-12-31",
        scheme="http://example.com",
        identifier="X",
        dimensions=(),
        language=None,
        line=1,
    )
    return replace(fact, **others)


READ = (
    read_fact("f1", "Revenue", "1100000"),
    read_fact("f2", "Cost", "400000"),
    read_fact("f3", "Gross", "700000"),
    read_fact("f4", "Note", NOTE, decimals=None, unit=None, language="en"),
)


def with_first(**changes: object) -> list[ReadFact]:
    return [replace(READ[0], **changes), *READ[1:]]


def test_equal_facts_give_no_difference() -> None:
    assert compare_facts(REPORT, "mini.xbrl", READ, TEXTS) == []


def test_the_order_of_the_facts_does_not_matter() -> None:
    assert compare_facts(REPORT, "mini.xbrl", READ[::-1], TEXTS) == []


@pytest.mark.parametrize("value", ["1100000.0", "1.1E6", "+1100000", "001100000"])
def test_a_number_is_the_same_however_it_is_written(value: str) -> None:
    assert compare_facts(REPORT, "mini.json", with_first(value=value), TEXTS) == []


@pytest.mark.parametrize(
    ("aspect", "changes", "found"),
    [
        ("value", {"value": "1100001"}, "1100001"),
        ("value", {"value": "-1100000"}, "-1100000"),
        ("value", {"value": "(ixTransformValueError)"}, "(ixTransformValueError)"),
        ("value", {"value": None, "nil": True}, "None"),
        ("concept", {"concept": "{http://example.com/other}Revenue"}, "{http://example.com/other}Revenue"),
        ("period", {"period": "2020-01-01/2020-12-31"}, "2020-01-01/2020-12-31"),
        ("period", {"period": None}, "None"),
        ("unit", {"unit": "{http://www.xbrl.org/2003/iso4217}USD"}, "{http://www.xbrl.org/2003/iso4217}USD"),
        ("decimals", {"decimals": "0"}, "0"),
        ("dimensions", {"dimensions": (("{n}Axis", "{n}Member"),)}, "(('{n}Axis', '{n}Member'),)"),
        ("entity", {"identifier": "Y"}, "('http://example.com', 'Y')"),
    ],
)
def test_each_aspect_that_differs_is_a_difference(aspect: str, changes: dict[str, object], found: str) -> None:
    differences = compare_facts(REPORT, "mini.json", with_first(**changes), TEXTS)
    assert [(d.file, d.fact, d.aspect, d.found) for d in differences] == [("mini.json", "f1", aspect, found)]


def test_a_missing_fact_is_a_difference() -> None:
    assert compare_facts(REPORT, "mini.xbrl", READ[1:], TEXTS) == [
        Difference("mini.xbrl", "f1", "missing", f"{{{NAMESPACE}}}Revenue", "")
    ]


def test_a_fact_that_the_report_does_not_have_is_a_difference() -> None:
    surplus = read_fact("f9", "Revenue", "1")
    assert [(d.fact, d.aspect) for d in compare_facts(REPORT, "mini.xbrl", [*READ, surplus], TEXTS)] == [
        ("f9", "surplus")
    ]


def test_a_fact_read_twice_is_a_difference() -> None:
    assert [(d.fact, d.aspect) for d in compare_facts(REPORT, "mini.xbrl", [*READ, READ[0]], TEXTS)] == [
        ("f1", "surplus")
    ]


def test_a_per_share_unit_and_dimensions_are_compared_whatever_the_prefix() -> None:
    fact = REPORT.facts[0]
    assert isinstance(fact, NumericFact)
    per_share = replace(fact.unit, denominator=(QName("xbrli", "shares"),))
    dimensions = ((QName("base", "Axis"), QName("mini", "Member")),)
    report = replace(REPORT, facts=(replace(fact, unit=per_share, dimensions=dimensions),))
    read = replace(
        READ[0],
        unit=f"{CNY}/{{http://www.xbrl.org/2003/instance}}shares",
        dimensions=(("{http://example.com/base}Axis", f"{{{NAMESPACE}}}Member"),),
    )
    assert compare_facts(report, "mini.xbrl", [read], {}) == []


def test_a_text_is_the_same_whatever_quotes_and_namespace_declarations_it_is_written_with() -> None:
    expected = {"f4": '<p class="a">1 &lt; 2<br/></p>'}
    written = "<p xmlns='http://www.w3.org/1999/xhtml' class='a'>1 &lt; 2<br></br></p>"
    assert compare_facts(REPORT, "mini.json", [*READ[:3], replace(READ[3], value=written)], expected) == []


def test_a_text_with_another_word_differs_and_the_place_is_shown() -> None:
    other = NOTE.replace("small", "large")
    differences = compare_facts(REPORT, "mini.json", [*READ[:3], replace(READ[3], value=other)], TEXTS)
    assert [(d.fact, d.aspect) for d in differences] == [("f4", "value")]
    assert "small" in differences[0].expected
    assert "large" in differences[0].found


def test_a_text_in_another_language_differs() -> None:
    differences = compare_facts(REPORT, "mini.json", [*READ[:3], replace(READ[3], language="zh")], TEXTS)
    assert [(d.aspect, d.expected, d.found) for d in differences] == [("language", "en", "zh")]


def test_a_text_that_nobody_gave_to_compare_with_does_not_pass() -> None:
    assert [d.fact for d in compare_facts(REPORT, "mini.json", READ, {})] == ["f4"]


def test_the_texts_of_one_output_can_be_held_against_another() -> None:
    assert texts_of(REPORT, READ) == {"f4": NOTE}
