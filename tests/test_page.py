"""Where the text of a block stands in the author's page."""

from __future__ import annotations

import pytest

from tagwright.document.html import read
from tagwright.document.page import Page
from tagwright.document.placing import Places
from tagwright.document.readers import Content


def kept(body: str) -> tuple[Content, Page]:
    content = read(f"<!DOCTYPE html><html><head><title>t</title></head><body>{body}</body></html>".encode(), "a.html")
    assert content.page is not None
    return content, content.page


def found(body: str, words: str) -> str | None:
    """Give what stands in the page where a block says these words."""
    content, page = kept(body)
    for index, block in enumerate(content.blocks):
        text = getattr(block, "text", "")
        if words in text:
            start = text.index(words)
            place = page.stretch((index, -1, -1), start, start + len(words))
            return page.text[slice(*place)] if place else None
    raise AssertionError(f"no block says {words!r}")


@pytest.mark.parametrize(
    ("body", "words", "there"),
    [
        ("<p>Cash was 5.</p>", "5", "5"),
        ("<p>  Cash\n\t was   5 , then 7.</p>", "7", "7"),
        ("<p>A &amp; B &#8364;9 and 5.</p>", "€9", "&#8364;9"),
        ("<p>A &amp; B &#8364;9 and 5.</p>", "5", "5"),
        ("<p>Cash <b>was <i>4</i>,</b> then 5.</p>", "4", "4"),
        ("<p>Cash was 1&nbsp;234.</p>", "1\u00a0234", "1\u00a0234"),
        ("<p>Of <script>5</script><!-- 5 --> 5 it is.</p>", "5", "5"),
        ("<p>One 1,<b>234</b>.</p>", "1,234", "1,<b>234"),
        ("<p>Unclosed 1<p>and 2", "2", "2"),
    ],
)
def test_a_piece_of_text_is_found_in_the_page(body: str, words: str, there: str) -> None:
    assert found(body, words) == there


def test_text_that_was_left_out_of_the_page_stands_nowhere() -> None:
    assert (
        found("<p>Cash.</p><noscript><p>Debt 5 it is.</p></noscript><p>Debt 5 it is not.</p>", "Debt 5 it is.") is None
    )


def test_a_number_that_reads_otherwise_in_the_page_has_no_place() -> None:
    content, page = kept("<p>It has 9 m<sup>2</sup> now.</p>")
    places = Places(page)
    text = getattr(content.blocks[0], "text", "")
    assert places.of((0, -1, -1), text.index("9"), text.index("9") + 1, "9") is not None
    assert places.of((0, -1, -1), text.index("²"), text.index("²") + 1, "²") is None
