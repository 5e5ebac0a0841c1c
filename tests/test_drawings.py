"""Drawings of a page become pictures of it, without what runs or fetches."""

from __future__ import annotations

import base64
from pathlib import Path

from tagwright.document.beside import Beside
from tagwright.document.cleaning import cleaned
from tagwright.document.conformity import fault_of
from tagwright.document.drawings import drawing_of
from tagwright.document.render_mode import Mode


def drawn(source: str, css: str = "") -> str:
    return base64.b64decode(drawing_of(source, css).partition(",")[2]).decode()


def test_what_draws_stays_and_what_runs_or_fetches_goes() -> None:
    source = (
        '<svg width="9"><script>go()</script><rect onclick="go()" fill="url(http://x.example/a)" x="1"/>'
        '<use xlink:href="http://x.example/#a"/><use xlink:href="#b"/><a xlink:href="http://x.example"><g id="b"/></a>'
        "<foreignObject><p>x</p></foreignObject><style>rect{fill:url(http://x.example)}</style></svg>"
    )
    assert drawn(source) == (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9"><rect x="1"/>'
        '<use/><use xlink:href="#b"/><g><g id="b"/></g></svg>'
    )


def test_the_sheets_of_the_page_go_with_a_drawing_that_has_classes() -> None:
    assert "<style>.a{fill:teal}</style>" in drawn('<svg><rect class="a"/></svg>', ".a{fill:teal}")
    assert "<style" not in drawn("<svg><rect/></svg>", ".a{fill:teal}")
    assert "<style" not in drawn('<svg><rect class="a"/></svg>', "@import 'x';.a{fill:teal}")


def test_what_is_no_drawing_or_nests_too_deep_is_none() -> None:
    assert drawing_of("<svg><rect></svg>", "") == ""
    assert drawing_of("<svg>" + "<g>" * 200 + "</g>" * 200 + "</svg>", "") == ""


def test_a_drawing_in_a_page_is_a_picture_of_the_same_size() -> None:
    drawing = '<svg width="9" height="8" viewBox="0 0 9 8"><g/></svg>'
    page = f"<html><head><title>t</title></head><body><p>{drawing}</p></body></html>"
    clean = cleaned(page, "name", Beside(Path("page.html")), Mode.STANDARDS)
    assert fault_of(clean.text) == ""
    assert clean.left_out == ()
    assert 'width="9" height="8" alt=""/></p>' in clean.text
