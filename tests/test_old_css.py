"""Style sheets mean in XHTML what they meant in the page: names that changed, and what quirks mode reads into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tagwright.document.beside import Beside
from tagwright.document.cleaning import cleaned
from tagwright.document.conformity import fault_of
from tagwright.document.old_css import as_spelled, for_new_names, mentions, quirky
from tagwright.document.render_mode import Mode, mode_of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("width: 500; margin:0 12", "width: 500px; margin:0 12px"),
        ("padding-left:1.5", "padding-left:1.5px"),
        ("line-height: 2; z-index: 5; opacity:1", "line-height: 2; z-index: 5; opacity:1"),
        ("font-size:12pt; height: 50%", "font-size:12pt; height: 50%"),
        ("color: ff0000; background-color:EEE", "color: #ff0000; background-color:#EEE"),
        ("color: red; background: ff0000", "color: red; background: ff0000"),
        (".w100 { width: calc(100% - 5px) }", ".w100 { width: calc(100% - 5px) }"),
    ],
)
def test_quirks_mode_reads_numbers_as_pixels_and_colours_without_a_hash(given: str, expected: str) -> None:
    assert quirky(given) == expected


def test_rules_for_an_old_name_find_the_element_under_its_new_one_as_strong_as_before() -> None:
    css = "main > section, .section { color: red } div { margin: 0 } a[href=section] { top: 0 }"
    new = {"section": frozenset({"div"}), "main": frozenset({"div"})}
    assert for_new_names(css, new, frozenset({"div"})) == (
        "div:where(.page-was-main) > div:where(.page-was-section), .section { color: red }"
        " div:where(:not([class*=page-was-])) { margin: 0 } a[href=section] { top: 0 }"
    )
    assert for_new_names(css, {}, frozenset({"div"})) == css


def test_a_name_that_only_some_elements_lost_is_found_under_both() -> None:
    assert for_new_names("p{margin:0}", {"p": frozenset({"div"})}, frozenset({"p"})) == (
        ":is(p,div:where(.page-was-p)){margin:0}"
    )


def test_names_of_elements_are_told_from_classes_and_values() -> None:
    css = "u{color:red} .nav, #main {font-family:section} @media print{header a{top:0}} /* footer{} */"
    assert mentions(css, ["u", "nav", "main", "section", "header", "footer"]) == {"u", "header"}


def test_quirks_mode_does_not_tell_capitals_of_classes_apart() -> None:
    assert as_spelled(".BIG td#Sum {top:0}", ["big", "Sum", "other"]) == ":is(.BIG,.big) td#Sum {top:0}"


@pytest.mark.parametrize(
    ("doctype", "mode"),
    [
        ("", Mode.QUIRKS),
        ("<!DOCTYPE html>", Mode.STANDARDS),
        ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">', Mode.QUIRKS),
        ('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">', Mode.QUIRKS),
        (
            '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">',
            Mode.LIMITED,
        ),
        (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
            Mode.STANDARDS,
        ),
    ],
)
def test_the_doctype_says_the_mode(doctype: str, mode: Mode) -> None:
    assert mode_of(f"{doctype}<html></html>") is mode


def quirks_body(body: str, head: str = "") -> str:
    page = f"<html><head><title>t</title>{head}</head><body>{body}</body></html>"
    text = cleaned(page, "name", Beside(Path("page.html")), Mode.QUIRKS).text
    assert fault_of(text) == ""
    return text.partition("<body>")[2].removesuffix("</body></html>")


SMALL = '<span style="font-size:x-small;line-height:{}">a</span>'
PICTURE = '<img src="data:image/png;base64,AA==" alt=""/>'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p><font size='1'>a</font></p>", f'<p style="line-height:0">{SMALL.format("normal")}</p>'),
        (
            "<p style='line-height:1.5'><font size='1'>a</font></p>",
            f'<p style="line-height:1.5;line-height:0">{SMALL.format("1.5")}</p>',
        ),
        ("<p>b <font size='1'>a</font></p>", '<p>b <span style="font-size:x-small">a</span></p>'),
        ("<p><b>a</b></p>", "<p><b>a</b></p>"),
        (
            f"<table><tr><td>{PICTURE}</td></tr></table>",
            '<table><tr><td style="line-height:0"><img src="data:image/png;base64,AA==" alt="" '
            'style="vertical-align:bottom"/></td></tr></table>',
        ),
        (f"<p>a {PICTURE}</p>", f"<p>a {PICTURE}</p>"),
    ],
)
def test_lines_without_text_of_their_block_are_as_high_as_what_is_in_them(given: str, expected: str) -> None:
    assert quirks_body(given) == expected


def test_a_look_that_a_rule_of_the_page_may_overrule_is_a_rule_itself_and_a_weaker_one() -> None:
    head = "<head><title>t</title><style type='text/css'>td{background:white}</style></head>"
    given = f"<html>{head}<body><table><tr><td bgcolor='red' nowrap=''>x</td></tr></table></body></html>"
    text = cleaned(given, "name", Beside(Path("page.html")), Mode.STANDARDS).text
    assert '<td class="page-look-1" style="white-space:nowrap">' in text
    assert text.index(":where(.page-look-1){background-color:red}") < text.index("td{background:white}")
