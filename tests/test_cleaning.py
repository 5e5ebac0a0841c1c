"""The author's page is made XHTML 1.1 that looks the same, and what runs or fetches is left out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from in_place import XHTML
from tagwright.document.beside import Beside
from tagwright.document.cleaning import Cleaned, cleaned
from tagwright.document.conformity import fault_of
from tagwright.document.html import read
from tagwright.document.render_mode import Mode

DATA = "data:image/png;base64,AA=="


def clean(
    body: str, *, head: str = "<head><title>t</title></head>", html: str = "html", quirks: bool = False
) -> Cleaned:
    mode = Mode.QUIRKS if quirks else Mode.STANDARDS
    found = cleaned(f"<{html}>{head}<body>{body}</body></html>", "name", Beside(Path("page.html")), mode)
    assert fault_of(found.text) == ""
    return found


def body_of(body: str) -> str:
    return clean(body).text.partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p>a<br></br>b</p>", "<p>a<br/>b</p>"),
        ("<div/><p><b/>x</p>", "<div></div><p><b></b>x</p>"),
        ("<p>a&nbsp;b &euro;1 &amp; &#8201;</p>", "<p>a\u00a0b €1 &amp; &#8201;</p>"),
        ("<p ALIGN='right'>x</p>", '<p style="text-align:right">x</p>'),
        ('<p align="right" style="color:red">x</p>', '<p style="text-align:right;color:red">x</p>'),
        ("<p><font color='red' size='2'>x</font></p>", '<p><span style="color:red;font-size:small">x</span></p>'),
        ("<p><u>x</u></p>", '<p><span style="text-decoration:underline">x</span></p>'),
        ("<section><p>x</p></section>", "<div><p>x</p></div>"),
        ("<p lang='en' class=''>x</p>", '<p xml:lang="en">x</p>'),
        ("<div><a name='n'>x</a></div>", '<div><a id="n">x</a></div>'),
        ("text<b>bold</b><p>x</p>", "<div>text<b>bold</b></div><p>x</p>"),
        ("<div><b><p>x</p></b></div>", '<div><div style="display:inline;font-weight:bold"><p>x</p></div></div>'),
        ("<ul>a<li>b</li></ul>", '<ul><li style="display:block">a</li><li>b</li></ul>'),
        ("<table><tr></tr></table>", '<table><tr><td style="display:none"></td></tr></table>'),
        (
            "<table><thead><tr><th>h</th></tr></thead><tr><td>b</td></tr></table>",
            "<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
        ),
        ('<table width="50px" bgcolor="eee"><tr><td nowrap="" width="9">x</td></tr></table>', None),
        ("<p><o:p>Word</o:p></p>", "<p>Word</p>"),
        ("<p><ix:nonFraction name='a:b'>5</ix:nonFraction></p>", "<p>5</p>"),
        ("<p>a<![CDATA[ < ]]><!-- kept --></p>", "<p>a<![CDATA[ < ]]><!-- kept --></p>"),
    ],
)
def test_older_html_is_written_as_xhtml_that_looks_the_same(given: str, expected: str | None) -> None:
    if expected is None:
        expected = (
            '<table width="50" style="background-color:#eee">'
            '<tr><td style="white-space:nowrap;width:9px">x</td></tr></table>'
        )
    assert body_of(given) == expected


def test_what_is_xhtml_stays_to_the_byte() -> None:
    body = "<div class='a  b' ><p id = \"x\">1 &gt; 0<br /></p>\n<hr/><table\n><tr><td/></tr></table></div>"
    assert body_of(body) == body.replace("<td/>", "<td></td>")


@pytest.mark.parametrize(
    ("given", "left_out"),
    [
        ("<script>if (a < b) run()</script>", "script"),
        ("<p onclick='x()'>x</p>", "onclick"),
        ("<p><a href=' javascript:x()'>x</a></p>", "a link that runs a script"),
        ("<iframe src='http://x.example/'></iframe>", "iframe http://x.example/"),
        ("<p><img src='http://x.example/a.png'/></p>", "picture http://x.example/a.png"),
        ("<p style='background:url(b.png)'>x</p>", "b.png of a style"),
        ("<p data-y='1' contenteditable='true'>x</p>", "attribute contenteditable"),
        ("<p><math><mi>x</mi></math></p>", "math"),
    ],
)
def test_what_runs_or_fetches_is_left_out_and_named(given: str, left_out: str) -> None:
    found = clean(given)
    assert found.left_out == ((left_out, 1),)
    assert "http://x" not in found.text
    assert "x()" not in found.text


def test_links_to_other_pages_stay_and_pictures_in_the_page_too() -> None:
    body = f'<p><a href="https://x.example/">x</a><img src="{DATA}" alt="a"/></p>'
    found = clean(body)
    assert (body in found.text, found.left_out) == (True, ())


def test_a_style_sheet_loses_what_it_fetches_and_moves_into_the_head() -> None:
    style = "<style>@import url(a.css); p > b { background: url('b.png') } i { background: url(data:x) }</style>"
    found = clean(f"<p>x</p>{style}")
    assert (
        '<style type="text/css"> p > b { background: none } i { background: url(data:x) }</style></head>' in found.text
    )
    assert found.left_out == (("@import a.css", 1), ("b.png of a style", 1))


def test_ids_are_one_and_none_of_ours_and_links_follow_them() -> None:
    found = clean('<p id="f1">a</p><p id="2x">b</p><p id="c">c</p><p id="c">d</p><p><a href="#f1">e</a></p>').text
    assert '<p id="page-f1">a</p><p id="page-2x">b</p><p id="c">c</p><p id="c-2">d</p>' in found
    assert '<a href="#page-f1">' in found


def test_base_refresh_and_other_charsets_go_and_names_stay() -> None:
    head = (
        "<head><base href='http://x.example/'/><meta charset='latin-1'/><meta http-equiv='refresh' content='1'/>"
        '<meta name="author" content="A"/></head>'
    )
    found = clean("<p>x</p>", head=head)
    assert found.text.startswith(
        f'<html xmlns="{XHTML}"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>'
        '<meta name="author" content="A"/><title>name</title></head>'
    )
    assert found.left_out == (("base http://x.example/", 1), ("meta refresh", 1))


def test_older_tags_and_their_namespaces_go() -> None:
    found = clean(
        '<div style="display:none"><q:header>9</q:header></div><p><q:nonNumeric>x</q:nonNumeric></p>',
        html='html xmlns:q="http://www.xbrl.org/2008/inlineXBRL" xmlns:ifrs="http://old.example"',
    )
    assert found.text.endswith('<body><div style="display:none"></div><p>x</p></body></html>')
    assert "xmlns:" not in found.text


def test_a_page_without_doctype_gets_the_rules_of_its_mode_before_its_own() -> None:
    head = '<head><title>t</title><style type="text/css">p { color: red }</style></head>'
    text = clean("<div><h1>x</h1></div>", head=head, quirks=True).text
    assert text.index(":where(table)") < text.index("p { color: red }")
    assert ":where(body > :nth-child(1) > :nth-child(1)) { margin-block-start: 0; }" in text
    assert ":where(body" not in clean('<div><img src="a.png"/><h1>x</h1></div>', head=head, quirks=True).text
    assert ":where" not in clean("<div><h1>x</h1></div>", head=head).text


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p><div>x</div></p>", "<div> in <p>"),
        ("<section>x</section>", "<section>"),
        ("x", "text in <body>"),
        ("<p onclick='x'>x</p>", "onclick='x' on <p>"),
        ("<p id='a'>x</p><p id='a'>x</p>", "the id 'a' twice"),
        ("<p><img src='a'/></p>", "<img> without alt"),
        ("<ul></ul>", "<ul> without what it must hold, in its order"),
        ("<p><br></br></p>", "<br> with an end tag"),
    ],
)
def test_what_is_no_xhtml_is_named(page: str, fault: str) -> None:
    assert fault_of(f'<html xmlns="{XHTML}"><head><title>t</title></head><body>{page}</body></html>') == fault


def test_a_picture_beside_the_page_becomes_part_of_it(tmp_path: Path) -> None:
    page = tmp_path / "pages" / "page.html"
    (tmp_path / "pages" / "img").mkdir(parents=True)
    (tmp_path / "pages" / "img" / "a b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "pages" / "words.png").write_bytes(b"words")
    beside = Beside(page)
    assert beside.data("img/a%20b.png") == "data:image/png;base64,iVBORw0KGgo="
    others = ("../secret.png", str(tmp_path / "secret.png"), "words.png", "gone.png", "http://x.example/a.png", "")
    assert [beside.data(other) for other in others] == [""] * 6
    data = b"<!DOCTYPE html><html><head><title>t</title></head><body><p>x<img src='img/a%20b.png'></p></body></html>"
    kept = read(data, str(page)).page
    assert kept is not None
    assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt=""/>' in kept.text
