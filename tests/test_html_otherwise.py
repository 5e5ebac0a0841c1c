"""A file of HTML is read as browsers read it, also where it is well-formed XML that says something else."""

from __future__ import annotations

import pytest

from tagwright.document.html import read
from tagwright.document.html_bytes import decoded
from tagwright.document.html_source import parse_html
from tagwright.errors import DocumentError


def blocks(body: str, name: str = "page.html") -> list[str]:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>{body}</body></html>'
    return [block.text for block in read(page.encode(), name).blocks]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "as_html", "as_xml"),
    [
        ("<p>a<![CDATA[ 5]]></p>", ["a"], ["a 5"]),
        ("<p>a<!--x--!><b>4</b>--></p>", ["a4-->"], ["a4-->"]),
        ("<p>a</p><p>b</p>", ["a", "b"], ["a", "b"]),
    ],
)
def test_what_html_takes_for_a_comment_is_one(body: str, as_html: list[str], as_xml: list[str]) -> None:
    assert blocks(body) == as_html
    assert blocks(body, "page.xhtml") == as_xml


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("<p>a<br></br>b</p>", False),
        ("<p>a <i/> b</p>", False),
        ("<p><div>a</div></p>", False),
        ("<table><tr><td/><td>a</td></tr></table>", True),
        ("<p>a<br/>b</p><hr/>", True),
    ],
)
def test_xml_that_reads_otherwise_in_html_is_read_as_html(body: str, same: bool) -> None:
    text = f"<html><head><title>t</title></head><body>{body}</body></html>"
    assert (parse_html(text.encode(), "page.html").text == text) is same
    assert parse_html(text.encode(), "page.xhtml").text == text


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("iso-8859-1", b"\x96 5 \x80", "– 5 €"),
        ("us-ascii", b"\x93x\x94", "“x”"),
        ("gb2312", "人民幣千元".encode("gb18030"), "人民幣千元"),
        ("shift_jis", "①百万円".encode("cp932"), "①百万円"),
        ("big5", "百萬港元".encode("big5"), "百萬港元"),
        ("utf-8", "千元".encode(), "千元"),
    ],
)
def test_the_label_of_an_encoding_means_what_it_means_to_browsers(label: str, data: bytes, text: str) -> None:
    page = b"<meta charset='" + label.encode() + b"'>" + data
    assert decoded(page, "page.html").endswith(f">{text}")


def test_an_encoding_that_nobody_knows_and_one_that_is_not_kept_are_named() -> None:
    with pytest.raises(DocumentError, match="encoded in 'klingon', which browsers do not know"):
        decoded(b"<meta charset=klingon>", "page.html")
    with pytest.raises(DocumentError, match="is not in UTF-8: line 2 has the byte 0xff"):
        decoded(b"<p>\n\xff</p>", "page.html")


def test_a_character_that_cannot_be_shown_joins_no_digits() -> None:
    assert blocks("<p>1\x01234 5&#11;6<p>") == ["1\ufffd234 5\ufffd6"]
