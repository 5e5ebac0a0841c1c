from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from emitted import arelle_reading, example_files
from reports import CNY, CNY_PER_SHARE, FACTS, PURE, REPORT, SHARES
from tagwright.document.model import Cell, Document, Paragraph, Place, Row, Span, Table
from tagwright.emit.contexts import resources_of
from tagwright.emit.inline import inline_document
from tagwright.emit.layout import laid_out
from tagwright.emit.shown import shown_value, visible, visible_number
from tagwright.report.model import Duration, NumericFact, QName, Report, StatedFact, TextBlockFact, Transform

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NUMBERS = [fact for fact in FACTS if isinstance(fact, NumericFact)]
BLOCKS = [fact for fact in FACTS if isinstance(fact, TextBlockFact)]


def page_of(report: Report) -> Element:
    resources = resources_of(report)
    return etree.fromstring(inline_document(report, resources, laid_out(report, resources), "x.xsd"))


@pytest.fixture(scope="module")
def page() -> Element:
    return etree.fromstring(example_files()["example-2021.xhtml"])


def by_id(page: Element, identifier: str) -> Element:
    (element,) = page.xpath(f"//*[@id='{identifier}']")
    return element


def with_paragraph(text: str, fact_text: str | None = None, **changes: object) -> Report:
    """The example with one paragraph and, in it, its first fact around ``fact_text``."""
    document = Document("x", "", (Paragraph(text, Place(1, 1)),))
    facts: tuple[NumericFact, ...] = ()
    if fact_text is not None:
        start = text.index(fact_text)
        span = Span(0, -1, -1, start, start + len(fact_text))
        facts = (replace(NUMBERS[0], span=span, **changes),)  # type: ignore[arg-type]
    return replace(REPORT, document=document, facts=facts)


def test_arelle_finds_nothing_wrong_with_the_inline_document() -> None:
    assert arelle_reading()["xhtml"]["messages"] == []
    assert arelle_reading()["xhtml"]["count"] == len(FACTS)


def test_arelle_reads_the_value_precision_and_dimensions_of_each_fact() -> None:
    read = arelle_reading()["xhtml"]["facts"]
    for fact in NUMBERS:
        assert Decimal(read[fact.id]["value"]) == fact.value
        assert read[fact.id]["decimals"] == str(fact.decimals)
        assert read[fact.id]["concept"] == str(fact.concept)
        assert read[fact.id]["dimensions"] == {str(axis): str(member) for axis, member in fact.dimensions}
        assert read[fact.id]["entity"] == ["http://example.com/registry", "EXR-1"]


def test_brackets_stay_outside_and_the_sign_is_an_attribute(page: Element) -> None:
    cell = by_id(page, "f-12").getparent()
    assert "".join(cell.itertext()) == "(17,177,050)"
    assert by_id(page, "f-12").text == "17,177,050"
    assert by_id(page, "f-12").get("sign") == "-"
    assert by_id(page, "f-6").get("sign") is None


def test_one_number_that_states_two_facts_is_marked_twice(page: Element) -> None:
    outer = by_id(page, "f-14")
    assert outer[0].get("id") == "f-15"
    assert "".join(outer.itertext()) == "1.74"


def test_a_dash_is_a_zero_by_the_fixed_zero_transformation(page: Element) -> None:
    nil = by_id(page, "f-9")
    assert (nil.text, nil.get("format")) == ("-", "ixt:fixed-zero")


def test_scale_is_written_for_thousands_millions_and_percentages_only(page: Element) -> None:
    assert by_id(page, "f-1").get("scale") == "6"
    assert by_id(page, "f-4").get("scale") == "3"
    assert by_id(page, "f-3").get("scale") == "-2"
    assert by_id(page, "f-14").get("scale") is None


def test_a_thin_space_between_digits_becomes_a_no_break_space(page: Element) -> None:
    assert by_id(page, "f-8").text == "1\xa0000"


def test_a_text_block_is_escaped_has_a_language_and_continues(page: Element) -> None:
    first = by_id(page, "f-23")
    assert (first.get("escape"), first.get(XML_LANG)) == ("true", "en")
    assert [child.tag for child in first] == [f"{XHTML}h2", f"{XHTML}p"]
    second = by_id(page, first.get("continuedAt", ""))
    assert second.tag == f"{IX}continuation"
    assert "".join(second.itertext()) == "It has 1,500,000,000 shares in issue."
    assert page.find(f".//{IX}references").get(XML_LANG) == "en"
    assert page.get(XML_LANG) == "en"


def test_a_text_block_around_a_table_wraps_the_table_whole() -> None:
    block = replace(BLOCKS[0], parts=((4, 6), (7, 9)))
    page = page_of(replace(REPORT, facts=(*NUMBERS, block)))
    assert [child.tag.removeprefix(XHTML) for child in by_id(page, "f-23")] == ["h1", "div"]


def test_text_blocks_may_lie_inside_one_another() -> None:
    inner = replace(BLOCKS[0], id="inner", parts=((8, 9),))
    report = replace(REPORT, facts=(*FACTS, inner))
    assert by_id(page_of(report), "inner").getparent().get("id") == "f-23"
    values = laid_out(report, resources_of(report)).text_values
    assert values["inner"] == "<p>The company builds robots.</p>"
    assert values["f-23"] == arelle_reading()["xhtml"]["facts"]["f-23"]["value"]


@pytest.mark.parametrize("parts", [((8, 10),), ((9, 9),), ((12, 14),), ((10, 11), (7, 8)), ()])
def test_text_blocks_that_cross_or_are_empty_or_out_of_order_are_refused(parts: tuple[tuple[int, int], ...]) -> None:
    other = replace(BLOCKS[0], id="other", parts=parts)
    report = replace(REPORT, facts=(*FACTS, other))
    with pytest.raises(ValueError, match=r"crosses|empty"):
        laid_out(report, resources_of(report))


def test_a_text_block_may_span_headings_of_the_first_level() -> None:
    page = page_of(replace(REPORT, facts=(*NUMBERS, replace(BLOCKS[0], parts=((3, 8),)))))
    assert [e.text for e in by_id(page, "f-23").iter(f"{XHTML}h1")] == [
        "CONSOLIDATED STATEMENT OF CHANGES IN EQUITY",
        "NOTES",
    ]


def test_a_table_has_its_header_in_thead_and_its_lines_in_tbody(page: Element) -> None:
    table = page.findall(f".//{XHTML}table")[0]
    header = [["".join(cell.itertext()) for cell in row] for row in table.find(f"{XHTML}thead")]
    assert header == [["", "Year ended 31 December"], ["", "2021", "2020"], ["", "RMB'000", "RMB'000"]]
    assert table.find(f"{XHTML}thead")[0][1].get("colspan") == "2"
    body = ["".join(row.itertext()) for row in table.find(f"{XHTML}tbody")]
    assert body[0] == "Revenue4,700,2633,446,165"
    assert len(body) == 6


def test_a_labelled_header_row_is_a_header_and_a_line_is_not(page: Element) -> None:
    equity = page.findall(f".//{XHTML}table")[1]
    assert ["".join(row.itertext()) for row in equity.find(f"{XHTML}thead")] == [
        "RMB'000Share capitalMaintenance reserveTotal"
    ]
    assert equity.find(f"{XHTML}tbody")[0][0].text == "At 31 December 2020"


def test_a_line_without_label_is_a_total_and_numbers_are_set_right(page: Element) -> None:
    row = by_id(page, "f-10").getparent().getparent()
    assert row.get("class") == "total"
    assert row[1].get("class") == "number"


def test_a_cell_is_a_number_whatever_its_signs_and_marks() -> None:
    texts = (
        "(1,234)",
        "–",
        "16.5%",
        "RMB1,234",
        "HK$5",
        "11,427,871 (243,332)",
        "2021",
        "Note 5",
        "1 January",
        "a1",
        "",
    )
    row = Row((Cell("x", Place(1, 1)), Cell("1", Place(1, 1)), *(Cell(text, Place(1, 1)) for text in texts)))
    page = page_of(replace(REPORT, facts=(), document=Document("x", "", (Table((row,), ()),))))
    classes = [cell.get("class") for cell in page.iter(f"{XHTML}td")]
    assert classes == [*["number"] * 8, *[None] * 3]


def test_a_cell_of_very_many_digits_and_spaces_takes_no_time() -> None:
    row = Row((Cell("x", Place(1, 1)), Cell("1 , " * 20000 + "x", Place(1, 1))))
    page = page_of(replace(REPORT, facts=(), document=Document("x", "", (Table((row,), ()),))))
    assert page.find(f".//{XHTML}td").get("class") is None


def test_a_label_alone_heads_a_group_unless_its_line_goes_on_below() -> None:
    rows = ("x\t1", "Assets\t", "Fair value losses\t", "of shares\t2", "\t3", "\t2021", "\t")
    cells = tuple(Row(tuple(Cell(text, Place(1, 1)) for text in row.split("\t"))) for row in rows)
    page = page_of(replace(REPORT, facts=(), document=Document("x", "", (Table(cells, ()),))))
    assert [row.get("class") for row in page.iter(f"{XHTML}tr")] == [None, "group", None, None, "total", None, "empty"]


def test_rows_of_unequal_length_fill_up_and_empty_columns_vanish() -> None:
    rows = ("a\t1\t\t", "b\t2\t3\t", "c")
    cells = tuple(Row(tuple(Cell(text, Place(1, 1)) for text in row.split("\t"))) for row in rows)
    page = page_of(replace(REPORT, facts=(), document=Document("x", "", (Table(cells, ()),))))
    assert [["".join(cell.itertext()) for cell in row] for row in page.iter(f"{XHTML}tr")] == [
        ["a", "1", ""],
        ["b", "2", "3"],
        ["c"],
    ]
    assert page.findall(f".//{XHTML}th")[-1].get("colspan") == "3"


def test_mark_up_that_a_conversion_left_is_not_shown(page: Element) -> None:
    assert "".join(by_id(page, "f-7").getparent().itertext()) == "(1,014,081)"
    assert "".join(by_id(page, "f-9").getparent().itertext()) == "-"
    assert visible("<i>RMB</i> '000", 0, 15) == "RMB '000"
    assert visible("costs $5 and $(3)$", 0, 18) == "costs $5 and (3)"


def test_text_is_escaped_and_characters_illegal_in_xml_are_dropped() -> None:
    text = "".join(page_of(with_paragraph('a <b & "c" \x02\x0c\ufffe]]> d')).find(f".//{XHTML}p").itertext())
    assert text == 'a <b & "c" ]]> d'


def test_a_hostile_title_stays_text() -> None:
    page = page_of(replace(REPORT, title="</title><script>x</script>\x00"))
    assert page.find(f".//{XHTML}title").text == "</title><script>x</script>"
    assert page.find(f".//{XHTML}script") is None


def test_the_document_has_no_doctype_script_entity_or_outside_reference() -> None:
    text = example_files()["example-2021.xhtml"].decode()
    assert "<!DOCTYPE" not in text
    assert "<script" not in text
    assert "&nbsp;" not in text
    assert re.findall(r'(?:src|href)="([^"]*)"', text) == ["example-2021-2021-12-31.xsd"]
    assert "url(" not in text
    assert "@import" not in text


def test_no_element_but_a_void_one_closes_itself() -> None:
    text = example_files()["example-2021.xhtml"].decode()
    assert set(re.findall(r"<([\w:]+)[^<>]*/>", text)) == {"meta"}


def test_contexts_and_units_are_shared_and_named_readably() -> None:
    resources = resources_of(REPORT)
    assert [context.id for context in resources.contexts][:5] == [
        "c-2021",
        "c-2020",
        "c-2020-12-31_1",
        "c-2020-12-31_2",
        "c-2020-12-31",
    ]
    names = {CNY: "u-CNY", CNY_PER_SHARE: "u-CNY-per-share", SHARES: "u-shares", PURE: "u-pure"}
    assert dict(resources.unit_ids) == names


def test_a_period_that_is_no_calendar_year_is_named_by_its_days() -> None:
    half = Duration(date(2021, 1, 1), date(2021, 6, 30))
    resources = resources_of(replace(REPORT, facts=(replace(NUMBERS[0], period=half),)))
    assert resources.contexts[0].id == "c-2021-01-01-2021-06-30"
    assert resources.contexts[0].dates == (("startDate", "2021-01-01"), ("endDate", "2021-06-30"))


@pytest.mark.parametrize(
    ("transform", "text", "scale", "value"),
    [
        (Transform.DOT_DECIMAL, "1,234.50", 3, "1234500"),
        (Transform.DOT_DECIMAL, "1\xa0234", 0, "1234"),
        (Transform.COMMA_DECIMAL, "1.234,5", 0, "1234.5"),
        (Transform.DOT_DECIMAL_APOSTROPHE, "1’234.5", 0, "1234.5"),
        (Transform.COMMA_DECIMAL_APOSTROPHE, "1'234,5", 6, "1234500000"),
        (Transform.FIXED_ZERO, "–", 3, "0"),
        (Transform.DOT_DECIMAL, "16.5", -2, "0.165"),
    ],
)
def test_the_transformation_gives_the_value_of_the_print(
    transform: Transform, text: str, scale: int, value: str
) -> None:
    fact = replace(NUMBERS[0], transform=transform, scale=scale, value=Decimal(value))
    assert shown_value(fact, text) == Decimal(value)


@pytest.mark.parametrize("text", ["(1,234)", "-1,234", "1\u2009234", "1'234", "", ",", "1.2.3"])
def test_a_print_that_the_transformation_does_not_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="num-dot-decimal does not read"):
        shown_value(NUMBERS[0], text)


def test_a_fact_that_its_print_contradicts_is_refused() -> None:
    report = with_paragraph("Revenue was 12 million", "12", value=Decimal(13000000), scale=6)
    with pytest.raises(ValueError, match="'12' reads 12000000, not 13000000"):
        page_of(report)


def test_a_negative_value_reads_negative() -> None:
    assert shown_value(replace(NUMBERS[0], value=Decimal(-5), scale=0), "5") == Decimal(-5)


def test_facts_whose_spans_cross_are_refused() -> None:
    first = next(fact for fact in NUMBERS if fact.id == "f-4")
    second = replace(first, id="x", span=replace(first.span, start=2), value=Decimal("700263000"))
    with pytest.raises(ValueError, match="overlap"):
        page_of(replace(REPORT, facts=(first, second)))


def test_every_space_of_typesetting_inside_a_number_is_shown_as_no_break_space() -> None:
    assert visible_number("1\u2009234\u202f567", 0, 9) == "1\xa0234\xa0567"


def test_headings_keep_their_levels(page: Element) -> None:
    assert [e.text for e in page.iter(f"{XHTML}h1")][:2] == [
        "EXAMPLE ROBOTICS LIMITED",
        "CONSOLIDATED INCOME STATEMENT",
    ]
    assert [e.text for e in page.iter(f"{XHTML}h2")] == ["1 General information", "2 Other information"]


def test_the_same_report_gives_the_same_bytes() -> None:
    resources = resources_of(REPORT)
    again = inline_document(REPORT, resources, laid_out(REPORT, resources), "example-2021-2021-12-31.xsd")
    assert again == example_files()["example-2021.xhtml"]


def test_what_a_filing_states_of_the_company_is_shown_and_its_value_is_the_text_itself() -> None:
    stated = StatedFact("s1", QName("ifrs-full", "NameOfParentEntity"), FACTS[0].period, (), "en", "Smith & Sons <Ltd>")
    report = replace(REPORT, facts=(*REPORT.facts, stated))
    (fact,) = [element for element in page_of(report).iter(f"{IX}nonNumeric") if element.get("id") == "s1"]
    assert (fact.text, fact.get(XML_LANG), fact.get("escape")) == ("Smith & Sons <Ltd>", "en", None)
    assert fact.getparent().text == "Name of parent entity: "
    assert laid_out(report, resources_of(report)).text_values["s1"] == "Smith & Sons <Ltd>"
