"""Helpers: HTML pages written in tests, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from tagwright.document.html import read_with_elements
from tagwright.document.html_reading import HtmlReading
from tagwright.document.html_source import name_of
from tagwright.document.model import Document, Span, Table
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration

FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Results 2021</title></head><body>{body}</body></html>".encode()


def reading_of(body: str) -> HtmlReading:
    return read_with_elements(page(body), "page.html")


def table_of(body: str) -> list[list[str]]:
    """Give the texts of the one table of a page."""
    (table,) = (block for block in reading_of(body).blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


def figures_of(body: str, *, currency: str = "CNY") -> Extraction:
    document = Document("page.html", "", reading_of(body).blocks)
    return extract(document, Vocabulary.of(()), FISCAL, currency)


def elements_at(reading: HtmlReading, span: Span) -> Iterator[etree._Element]:
    """Give the elements that hold text of a stretch of the document, in order; Inline elements among them."""
    for piece in reading.pieces.get((span.block, span.row, span.cell), ()):
        if piece.start < span.end and span.start < piece.end:
            yield piece.holder


def inline_facts(reading: HtmlReading) -> list[object]:
    """Give the Inline facts of a page in the order of their tags, nested ones after the outer one."""
    return [node for node in reading.source.root.iter() if name_of(node) == (True, "nonfraction")]
