"""The adapter for HTML and XHTML, with or without Inline XBRL: headings, paragraphs and tables in reading order.

Elements of Inline XBRL are read through: their text is the page's, their header is none of it. A raised mark of a
footnote keeps its height ("Sales⁽¹⁾"), so that no digit of it joins an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from tagwright.document.headings import captions_after, line_block
from tagwright.document.html_indents import Indents
from tagwright.document.html_page import page_of
from tagwright.document.html_pre import typed_blocks
from tagwright.document.html_reading import HtmlReading
from tagwright.document.html_source import HtmlSource, name_of, parse_html
from tagwright.document.html_text import Origin, Piece, Text, joined_text, texts_of
from tagwright.document.html_unread import holds_unread, remarks_on_unread
from tagwright.document.model import Block, Heading, Place, Table
from tagwright.document.raised import UNREAD
from tagwright.document.readers import Content
from tagwright.document.side_by_side import side_by_side
from tagwright.document.spanned import GridCell, lay_out
from tagwright.document.stacked import unstacked
from tagwright.document.titled import parts_of
from tagwright.errors import DocumentError

_HEAD = 64 * 1024
_PAGE = re.compile(rb"<(?:\w+:)?html[\s>]|<!DOCTYPE\s+html", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_MOST_COLUMNS = 250
_LABELS = 2
"""Cells at the beginning of a row one of which is its label: a number or a mark may stand before it."""
_WIDEST = 4000
"""Grid columns. The widest sheets of annual reports have a hundred; what lies beyond is a fault of the page."""


def identify(data: bytes, name: str) -> bool:
    """Tell an HTML page by its first tags, or by its file name where it has tags at all."""
    head = data[:_HEAD].replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:_HEAD]
    begins = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    return begins and bool(_PAGE.search(head) or name.lower().endswith((".html", ".htm", ".xhtml")))


def read(data: bytes, name: str) -> Content:
    """Read a page into blocks, and keep it. Raises DocumentError where its encoding or markup cannot be read."""
    reading = read_with_elements(data, name)
    page, remarks = page_of(reading, name)
    return Content(reading.blocks, (*remarks_on_unread(reading.source), *remarks), page)


def read_with_elements(data: bytes, name: str) -> HtmlReading:
    """Read a page and keep the element that holds each stretch of its text."""
    source = parse_html(data, name)
    reader = _Reader(source)
    reader.read(source.root)
    return HtmlReading(tuple(reader.blocks), reader.pieces, source)


class _Reader:
    """Goes through a page and gathers its blocks."""

    def __init__(self, source: HtmlSource) -> None:
        self.blocks: list[Block] = []
        self.pieces: dict[tuple[int, int, int], tuple[Piece, ...]] = {}
        self._source = source
        self._indents = Indents(source.styles)

    def read(self, root: etree._Element) -> None:
        for found in texts_of(root, self._source):
            if isinstance(found, Text):
                self._take_text(found)
            else:
                self._take_table(found)

    def _take_text(self, found: Text) -> None:
        text, pieces = joined_text([found])
        if not text:
            return
        place = self._source.place(pieces[0].holder)
        typed = list(typed_blocks(found, place)) if found.element == "pre" else []
        for block, of_block in typed:
            self.pieces |= {(len(self.blocks), *where): parts for where, parts in of_block.items() if parts}
            self.blocks.append(
                replace(block, captions=captions_after(self.blocks)) if isinstance(block, Table) else block
            )
        if typed:
            return
        level = _HEADING.fullmatch(found.element)
        self.pieces[len(self.blocks), -1, -1] = pieces
        block = Heading(text, int(level.group(1)), place) if level and _is_title(text) else line_block(text, place)
        self.blocks.append(block)

    def _take_table(self, table: etree._Element) -> None:
        for caption in table.iterchildren("{*}caption"):
            for found in texts_of(caption, self._source):
                if isinstance(found, Text) and not self._source.is_hidden(caption):
                    self._take_text(found)
        shared: tuple[str, ...] = ()
        for cells in side_by_side(list(self._cells(table))):
            shared = self._take_grid(cells, shared)

    def _take_grid(self, cells: list[GridCell[Origin]], shared: tuple[str, ...]) -> tuple[str, ...]:
        """Take one of tables side by side; ``shared`` are the captions of the first, for those without any."""
        captions = shared
        for part in parts_of(cells):
            if isinstance(part, GridCell):
                self._take_alone(part.text, part.place, part.sources)
                continue
            laid_out = lay_out(part)
            if all(len(row.cells) == 1 for row in laid_out.rows):
                for index, row in enumerate(laid_out.rows):
                    self._take_alone(row.cells[0].text, row.cells[0].place, laid_out.sources[index, 0])
                continue
            for (row_index, cell), pieces in laid_out.sources.items():
                self.pieces[len(self.blocks), row_index, cell] = tuple(Piece(*piece) for piece in pieces)
            captions = captions_after(self.blocks) or shared
            self.blocks.append(Table(laid_out.rows, captions))
        return captions

    def _take_alone(self, text: str, place: Place, pieces: tuple[tuple[int, int, Origin], ...]) -> None:
        self.pieces[len(self.blocks), -1, -1] = tuple(Piece(*piece) for piece in pieces)
        self.blocks.append(line_block(text, place))

    def _cells(self, table: etree._Element) -> Iterator[GridCell[Origin]]:
        """Give the cells of a table with the grid positions that HTML's table model lays down."""
        covered: dict[int, int] = {}  # by grid column, the first row that a cell spanning rows leaves free
        for index, row in enumerate(_rows(table, self._source)):
            column = printed = 0
            cells: list[tuple[GridCell[Origin], list[GridCell[Origin]]]] = []
            for cell in row:
                if name_of(cell)[1] not in ("td", "th") or self._source.is_hidden(cell):
                    continue
                while covered.get(column, 0) > index:
                    column += 1
                columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
                texts = [found for found in texts_of(cell, self._source) if isinstance(found, Text)]
                text, found = joined_text(texts)
                text = text or (UNREAD if holds_unread(cell, self._source) else "")
                place = self._source.place(found[0].holder if found else cell)
                sources = tuple((piece.start, piece.end, piece.origin) for piece in found)
                printed += bool(text)
                indent = self._indents.indent(cell, texts) if printed <= _LABELS else 0.0
                whole = GridCell(index, column, rows, columns, text, place, sources, indent)
                cells.append((whole, list(self._lines(whole, texts))))
                if column + columns > _WIDEST:
                    raise DocumentError(
                        f"A table has more than {_WIDEST:,} columns.", remedy="Save the page again from a browser."
                    )
                if rows > 1:
                    covered |= dict.fromkeys(range(column, column + columns), index + rows)
                column += columns
            yield from unstacked(cells)

    def _lines(self, cell: GridCell[Origin], texts: Sequence[Text]) -> Iterator[GridCell[Origin]]:
        """Give the lines of a cell, as cells of their own."""
        for one in texts if len(texts) > 1 else ():
            text, found = joined_text([one])
            sources = tuple((piece.start, piece.end, piece.origin) for piece in found)
            if text:
                yield replace(cell, text=text, place=self._source.place(found[0].holder), sources=sources)


def _rows(table: etree._Element, source: HtmlSource) -> Iterator[etree._Element]:
    for part in table:
        if not isinstance(part.tag, str) or source.is_hidden(part):
            continue
        name = name_of(part)[1]
        if name == "tr":
            yield part
        elif name in ("thead", "tbody", "tfoot"):
            yield from (row for row in part if name_of(row)[1] == "tr" and not source.is_hidden(row))


def _span(cell: etree._Element, attribute: str) -> int:
    said = (cell.get(attribute) or "").strip()
    return min(max(1, int(said)), _MOST_COLUMNS) if said.isascii() and said.isdecimal() and len(said) < 9 else 1


def _is_title(text: str) -> bool:
    return len(text) <= 300
