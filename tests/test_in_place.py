"""A page is tagged in place: the same page, with facts where the numbers stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import etree

from command import tagwright
from in_place import (
    IX,
    REVENUE,
    canonical,
    convert,
    numbers,
    output,
    statement,
    without_tags,
    xhtml,
)
from tagwright.emit.files import emit_report
from tagwright.report.model import TextBlockFact

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tagged(folder: Path, rows: str, **more: str) -> str:
    return output(convert(folder, xhtml(statement(rows)), **more))  # type: ignore[arg-type]


def test_a_number_is_tagged_where_it_stands_and_all_else_is_the_same_to_the_byte(tmp_path: Path) -> None:
    page = xhtml(
        statement("<!-- a row --><tr class='r'  id=\"r1\"><td>Revenue &amp; more</td><td>9</td></tr>" + REVENUE)
    )
    text = output(convert(tmp_path, page))
    assert ("Revenue", "4,700") in numbers(text)
    assert without_tags(text) == f"{DECLARATION}{page}\n"


def test_brackets_minus_and_currency_signs_stay_outside(tmp_path: Path) -> None:
    rows = REVENUE + "<tr><td>Cost of sales</td><td>(1,422)</td><td>RMB (<b>1,015</b>)</td></tr>"
    text = tagged(tmp_path, rows)
    assert [found for found in numbers(text) if found[0] == "CostOfSales"] == [
        ("CostOfSales", "1,422"),
        ("CostOfSales", "1,015"),
    ]
    assert re.search(r"<td>\(<ix:nonFraction[^>]*>1,422</ix:nonFraction>\)</td>", text)
    assert re.search(r"<td>RMB \(<b><ix:nonFraction[^>]*>1,015</ix:nonFraction></b>\)</td>", text)


def test_thin_spaces_in_a_number_become_no_break_spaces_and_no_others_do(tmp_path: Path) -> None:
    rows = "<tr><td>Revenue</td><td>4\u2009700</td><td>3&#8201;446</td></tr>"
    text = output(convert(tmp_path, xhtml(statement(rows) + "<p>All\u2009is well.</p>")))
    assert numbers(text) == [("Revenue", "4\xa0700"), ("Revenue", "3\xa0446")]
    assert "<p>All\u2009is well.</p>" in text


def test_digits_of_full_width_are_shown_in_plain_width_where_they_are_facts(tmp_path: Path) -> None:
    rows = "<tr><td>Revenue １</td><td>４，７００</td><td>３，４４６</td></tr>"
    text = output(convert(tmp_path, xhtml(statement(rows) + "<p>２０２１</p>")))
    assert numbers(text) == [("Revenue", "4,700"), ("Revenue", "3,446")]
    assert "Revenue １" in text
    assert "<p>２０２１</p>" in text


def test_a_number_in_two_elements_that_are_as_one_is_tagged_as_one(tmp_path: Path) -> None:
    cell = '<span class="n">4,</span><span class="n">700</span>'
    text = tagged(tmp_path, f"<tr><td>Revenue</td><td>{cell}</td><td>3,446</td></tr>")
    assert numbers(text) == [("Revenue", "4,700"), ("Revenue", "3,446")]
    assert re.search(r'<span class="n"><ix:nonFraction[^>]*>4,700</ix:nonFraction></span></td>', text)


def test_a_number_in_two_elements_that_differ_is_shown_at_the_end_and_the_ledger_says_so(tmp_path: Path) -> None:
    cell = '<span class="n">4,</span><span class="m">700</span>'
    made = convert(tmp_path, xhtml(statement(f"<tr><td>Revenue</td><td>{cell}</td><td>3,446</td></tr>")))
    text = output(made)
    assert cell in text
    assert re.search(r"<p>Revenue: <ix:nonFraction[^>]*>4,700</ix:nonFraction></p>", text)
    (entry,) = (entry for entry in made.ledger if entry.text == "4,700")
    assert (entry.status, entry.reason) == (
        "tagged",
        "the page prints it over several elements, so that it is shown and marked at the page's end",
    )


def test_a_dash_is_tagged_as_zero_and_keeps_its_look(tmp_path: Path) -> None:
    text = tagged(tmp_path, REVENUE + "<tr><td>Cost of sales</td><td>(1)</td><td>–</td></tr>")
    assert re.search(r'<ix:nonFraction[^>]* format="ixt:fixed-zero">–</ix:nonFraction>', text)


def test_a_comment_inside_a_number_does_not_keep_it_from_its_tag(tmp_path: Path) -> None:
    text = tagged(tmp_path, "<tr><td>Revenue</td><td>4,<!-- x -->700</td><td>3,446</td></tr>")
    assert numbers(text)[0] == ("Revenue", "4,700")


def test_the_tags_of_an_older_report_do_not_stay(tmp_path: Path) -> None:
    header = (
        '<div style="display:none"><ix:header><ix:hidden><ix:nonFraction id="h">77</ix:nonFraction></ix:hidden>'
        "<ix:resources/></ix:header></div>"
    )
    old = '<ix:nonFraction id="f1" name="ifrs-full:Assets" contextRef="old" unitRef="u">4,700</ix:nonFraction>'
    rows = REVENUE.replace("4,700", old)
    page = xhtml(header + statement(rows), attributes=f' xmlns:ix="{IX}" xmlns:ifrs-full="http://old.example/"')
    text = output(convert(tmp_path, page))
    assert numbers(text) == [("Revenue", "4,700"), ("Revenue", "3,446")]
    assert "old" not in text
    assert "77" not in text
    plain = xhtml('<div style="display:none"></div>' + statement())
    assert canonical(without_tags(text)) == canonical(plain)


NOTES = """<h1>Notes to the consolidated financial statements</h1>
<div class="first"><h2>1. General information</h2><p>The Group makes robots.</p>
<p>It sells <b>1,200</b> of them.</p></div>
<div class="second"><p>It also rents them.</p><h2>2. Basis of preparation</h2><p>The basis is IFRS.</p>
<table><tr><td>Item</td><td>Kind</td></tr><tr><td>Robots</td><td>Plant</td></tr></table>
<ul><li>One standard is new.</li><li>Another is not.</li></ul></div><p>3. End</p>"""


def with_text_block(folder: Path, body: str, parts: tuple[tuple[int, int], ...]) -> str:
    """Emit a page with one text block around some of its blocks."""
    report = convert(folder, xhtml(statement() + body)).report
    numeric = report.facts[0]
    block = TextBlockFact("t1", numeric.concept, numeric.period, (), "en", parts, numeric.place)  # type: ignore[union-attr]
    others = tuple(fact for fact in report.facts if not isinstance(fact, TextBlockFact))
    return emit_report(replace(report, facts=(*others, block)))["report.xhtml"].decode()


def block_of(folder: Path, body: str, first: str, last: str) -> tuple[str, list[str]]:
    """Wrap the blocks from one text to another; give the page and what the block's elements hold."""
    blocks = convert(folder, xhtml(statement() + body)).report.document.blocks
    texts = [getattr(found, "text", "table") for found in blocks]
    text = with_text_block(folder, body, ((texts.index(first), texts.index(last) + 1),))
    root = etree.fromstring(text.encode())
    elements = list(root.iter(f"{{{IX}}}nonNumeric", f"{{{IX}}}continuation"))
    return text, ["".join(element.itertext()) for element in elements]


def test_a_text_block_wraps_whole_siblings_where_it_can(tmp_path: Path) -> None:
    text, held = block_of(tmp_path, NOTES, "The Group makes robots.", "It sells 1,200 of them.")
    assert held == ["The Group makes robots.\nIt sells 1,200 of them."]
    assert re.search(r'</h2><ix:nonNumeric id="t1"[^>]* escape="true"[^>]*><p>The Group', text)
    assert re.search(r"of them.</p></ix:nonNumeric></div>", text)


def test_a_text_block_over_the_border_of_two_boxes_is_continued(tmp_path: Path) -> None:
    text, held = block_of(tmp_path, NOTES, "The Group makes robots.", "It also rents them.")
    assert held == ["The Group makes robots.\nIt sells 1,200 of them.", "It also rents them."]
    assert (
        '<div class="second"><ix:continuation id="t1-continued-1"><p>It also rents them.</p></ix:continuation>' in text
    )
    assert 'continuedAt="t1-continued-1"' in text


def test_a_table_and_a_list_are_wrapped_whole_or_inside_their_cells(tmp_path: Path) -> None:
    whole, _ = block_of(tmp_path, NOTES, "The basis is IFRS.", "Another is not.")
    assert re.search(r"<ix:nonNumeric [^>]*><p>The basis is IFRS.</p>.*</ul></ix:nonNumeric></div>", whole, re.DOTALL)
    cut, held = block_of(tmp_path, NOTES, "The basis is IFRS.", "One standard is new.")
    assert held[-1] == "One standard is new."
    assert re.search(r"<ul><li><ix:continuation [^>]*>One standard is new.</ix:continuation></li><li>Another", cut)
    assert not re.search(r"<(?:ul|table|tr|tbody)>\s*<ix:", cut)


def test_the_page_with_text_blocks_is_the_page_without_them_but_for_the_tags(tmp_path: Path) -> None:
    text, _ = block_of(tmp_path, NOTES, "The Group makes robots.", "It also rents them.")
    assert without_tags(text) == f"{DECLARATION}{xhtml(statement() + NOTES)}\n"


def test_what_is_not_xhtml_is_set_anew_and_a_remark_says_why(tmp_path: Path) -> None:
    page = xhtml(statement() + "<table><tr><td>a</td></tr><caption>Late</caption></table>")
    made = convert(tmp_path, page)
    assert made.report.document.remarks == (
        "The page cannot be kept as it is (<table> without what it must hold, in its order): the report is set anew.",
    )
    assert "Late</h5>" in output(made)


def test_a_page_is_valid_and_states_what_the_report_states(tmp_path: Path) -> None:
    folder = tmp_path / "filing"
    convert(folder, xhtml(statement() + NOTES))
    answer = tagwright("convert", folder, "--out", tmp_path / "out")
    assert answer.code == 0, answer.out
    assert "valid" in answer.out


def test_broken_html_becomes_well_formed_and_valid(tmp_path: Path) -> None:
    page = (
        "<html><body bgcolor=ffffff onload='run()'><script>var a = 1 < 2;</script><center><font color=red size=+1>"
        f"Larkfield&nbsp;Limited<br></font></center>{statement()}<p>One<p>Two <img src='http://x.example/a.png'>"
        "<a name='end' href='javascript:go()'>x</a><b><p>bold</p></b></body></html>"
    )
    folder = tmp_path / "filing"
    made = convert(folder, page, name="page.html", validate=True)
    assert made.verdict is not None
    assert (made.verdict.status.value, made.verdict.messages) == ("valid", ())
    assert numbers(output(made)) == [("Revenue", "4,700"), ("Revenue", "3,446")]
    assert made.report.document.remarks == (
        "Left out of the page, since a report runs and fetches nothing and XHTML does not know it: a link that runs a "
        "script, onload, picture http://x.example/a.png, script.",
    )


def test_a_footnote_is_marked_where_it_stands_and_linked_to_its_facts(tmp_path: Path) -> None:
    rows = "<tr><td>Revenue (a)</td><td>4,700</td><td>3,446</td></tr>"
    note = "<p>(a) Of robots <b>alone</b>.</p>"
    folder = tmp_path / "filing"
    made = convert(folder, xhtml(statement(rows) + note), validate=True)
    text = output(made)
    ((mark, facts),) = [(note.id, note.facts) for note in made.report.footnotes]
    assert f'<p>(a) <ix:footnote id="{mark}" xml:lang="en">Of robots <b>alone</b>.</ix:footnote></p>' in text
    assert f'<ix:relationship fromRefs="{" ".join(facts)}" toRefs="{mark}"></ix:relationship>' in text
    assert made.verdict is not None
    assert (made.verdict.status.value, made.verdict.messages) == ("valid", ())


def test_a_footnote_that_the_page_prints_in_other_words_is_shown_at_the_end(tmp_path: Path) -> None:
    rows = "<tr><td>Revenue (a)</td><td>4,700</td><td>3,446</td></tr>"
    text = output(convert(tmp_path, xhtml(statement(rows) + "<p>(a) Of 9 m<sup>2</sup> alone.</p>")))
    assert re.search(r'<p><ix:footnote id="n1" xml:lang="en">Of 9 m² alone.</ix:footnote></p>', text)
