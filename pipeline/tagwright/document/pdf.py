"""The adapter for PDF: printed lines become titles, paragraphs and tables, each with its page and box.

Only text is read. Pages that are pictures of text are refused, or remarked where other pages have text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tagwright.document.furniture import Signature, furniture_of, signature
from tagwright.document.headings import heading_level, line_block
from tagwright.document.model import Block, Paragraph, Place
from tagwright.document.page_columns import columns_of
from tagwright.document.page_flow import PageBlocks, flowing
from tagwright.document.pdf_forms import with_what_is_filled_in
from tagwright.document.pdf_lines import PrintedPage, printed_page
from tagwright.document.pdf_remarks import remarks_on
from tagwright.document.printed import Box, Fragment, Line
from tagwright.document.readers import Content, PageTold, nobody
from tagwright.document.recognition import recognised_lines
from tagwright.document.regions import GRID_STEP, PrintedLines
from tagwright.document.titled import blocks_of
from tagwright.errors import DocumentError

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_MOST_PAGES = 2000
_LARGEST_STREAM = 32 * 1024 * 1024
_MOST_INFLATED = 1032
"""How many times a stream can inflate at most (RFC 1951): smaller ones need no look."""
_LONGEST_DICTIONARY = 4096
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FULL = 0.85


def identify(data: bytes, name: str) -> bool:
    """Tell a PDF by its signature, which may follow a few other bytes."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str) -> Content:
    """Read the pages of a PDF. Raises DocumentError where it is broken, encrypted, too long, or has no text."""
    return read_pages(data, name, recognise=False, tell=nobody)


def read_pages(data: bytes, name: str, *, recognise: bool, tell: PageTold) -> Content:
    """Read the pages of a PDF; where ``recognise``, recognise the text of those that are pictures.

    ``tell`` is told of each page that begins. Raises DocumentError as ``read`` does, and where tesseract is missing or
    fails.
    """
    return _content(_pages(data, name, recognise, tell), name)


def _content(pages: Sequence[PrintedPage], name: str) -> Content:
    if not any(page.lines for page in pages):
        raise DocumentError(
            f"{name} holds no text: its pages are pictures.",
            remedy="Let tesseract read it (--ocr), or another text recognition, and check what it reads.",
        )
    if not any(page.is_readable for page in pages):
        raise DocumentError(
            f"{name} cannot be read: its fonts do not say which letters they draw.",
            remedy="Let tesseract read it (--ocr), or print it to a new PDF from where it was made.",
        )
    furniture = furniture_of([page.lines for page in pages])
    flow: list[PageBlocks] = []
    first = 1
    for number, page in enumerate(pages, start=1):
        for lines in columns_of(page.lines, lambda line: signature(line) in furniture):
            printed = _Page(number, lines, furniture, first)
            flow.append(PageBlocks(printed.edges(top=True), printed.body, printed.edges(top=False)))
            first += len(lines)
        sideways = f"page {number}, set sideways"
        asides = [Paragraph(line.text, Place(first + n, 1, sideways)) for n, line in enumerate(page.asides)]
        flow.append(PageBlocks([], lambda _: [], asides))
        first += len(asides)
    blocks = flowing(flow)
    return Content(tuple(blocks), tuple(remarks_on(pages)))


def _require_small_streams(data: bytes, name: str) -> None:
    """Refuse what draws a page and fills memory when it is inflated; pictures are not inflated to be read."""
    for stream in _STREAM.finditer(data):
        begin = data.rfind(b"obj", max(0, stream.start() - _LONGEST_DICTIONARY), stream.start())
        said = data[max(0, begin) : stream.start()]
        end = data.find(b"endstream", stream.end())
        packed = data[stream.end() : end if end >= 0 else len(data)]
        if b"/Image" in said or b"/FontFile" in said or len(packed) < _LARGEST_STREAM // _MOST_INFLATED:
            continue
        try:
            inflated = len(zlib.decompressobj().decompress(packed, _LARGEST_STREAM + 1))
        except zlib.error:
            continue  # packed in another way, or broken, which is for the reader of PDFs to say
        if inflated > _LARGEST_STREAM:
            raise DocumentError(
                f"{name} has a page whose content inflates to more than {_LARGEST_STREAM >> 20} MB.",
                remedy="Open it in a reader, and print it to a new PDF.",
            )


def _pages(data: bytes, name: str, recognise: bool, tell: PageTold) -> list[PrintedPage]:
    import pypdfium2 as pdfium

    _require_small_streams(data, name)
    try:
        document = pdfium.PdfDocument(data)
        if len(document) > _MOST_PAGES:
            raise DocumentError(
                f"{name} has {len(document):,} pages; at most {_MOST_PAGES:,} are read.",
                remedy="Give the announcement alone.",
            )
        pages = []
        for number in range(len(document)):
            tell(number + 1, len(document))
            pages.append(_page(document, number, name, recognise))
        return pages
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise DocumentError(
            f"{name} is encrypted." if locked else f"{name} cannot be read as a PDF ({error}).",
            remedy="Save it without a password." if locked else "Open it in a reader, and print it to a new PDF.",
        ) from error


def _page(document: pdfium.PdfDocument, number: int, name: str, recognise: bool) -> PrintedPage:
    page = printed_page(with_what_is_filled_in(document, number))
    if recognise and not page.is_readable:
        return replace(page, lines=recognised_lines(document[number], name), unknown=0)
    return page


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its number from 1, its lines, what heads and foots many pages, and the count of its first line."""

    number: int
    lines: Sequence[Line]
    furniture: frozenset[Signature]
    first: int

    def edges(self, *, top: bool) -> list[Block]:
        """Give what heads the page, or foots it, as it does others."""
        middle = (self.lines[0].box.top + self.lines[-1].box.bottom) / 2 if self.lines else 0
        return [
            self._paragraph([n])
            for n, line in enumerate(self.lines)
            if signature(line) in self.furniture and (line.box.middle > middle) == top
        ]

    def body(self, before: Sequence[Block]) -> list[Block]:
        """Give the blocks of the page between the two, which follow others."""
        made: list[Block] = []
        text: list[int] = []
        printed = PrintedLines(self.lines, self._place_of)
        body = [n for n, line in enumerate(self.lines) if signature(line) not in self.furniture]
        position = 0
        while position < len(body):
            region = printed.region(body, position, text)
            if region:
                text = [n for n in text if n not in region]
                made += self._text(text)
                made += blocks_of(list(printed.cells(region)), [*before, *made], GRID_STEP)
                text = []
                position = body.index(region[-1]) + 1
            else:
                text.append(body[position])
                position += 1
        made += self._text(text)
        return made

    def _place_of(self, line: int, column: int, fragment: Fragment) -> Place:
        return self._place(line, column, fragment.box, fragment.confidence)

    def _place(self, line: int, column: int, box: Box, confidence: int) -> Place:
        sure = f", recognised at {confidence}%" if confidence < 100 else ""
        return Place(self.first + line, column, f"page {self.number}, box {box}{sure}", confidence)

    def _text(self, lines: Sequence[int]) -> Iterator[Block]:
        """Give the lines outside of tables: titles, and paragraphs of lines that fill the page and go on."""
        if not lines:
            return
        right = max(line.box.right for line in self.lines)
        paragraph: list[int] = []
        for n in lines:
            if paragraph and not self._goes_on(paragraph[-1], n, right):
                yield self._block(paragraph)
                paragraph = []
            paragraph.append(n)
        yield self._block(paragraph)

    def _goes_on(self, above: int, below: int, right: float) -> bool:
        upper, lower = self.lines[above].box, self.lines[below].box
        left = min(self.lines[above].box.left, lower.left)
        full = (upper.right - left) > _FULL * (right - left)
        near = upper.bottom - lower.top < 0.6 * upper.height
        text = self.lines[below].text
        return full and near and (text[:1].islower() or heading_level(self.lines[above].text) is None)

    def _block(self, lines: Sequence[int]) -> Block:
        if len(lines) > 1:
            return self._paragraph(lines)
        line = self.lines[lines[0]]
        return line_block(line.text, self._place(lines[0], 1, line.box, line.confidence))

    def _paragraph(self, lines: Sequence[int]) -> Paragraph:
        box = Box.around(self.lines[n].box for n in lines)
        sure = min(self.lines[n].confidence for n in lines)
        return Paragraph(_together([self.lines[n].text for n in lines]), self._place(lines[0], 1, box, sure))


def _together(texts: Sequence[str]) -> str:
    """Join the lines of a paragraph; a hyphen at the end of a line may be one of the word, and stays."""
    whole = ""
    for text in texts:
        whole += text if not whole or whole.endswith("-") else f" {text}"
    return whole
