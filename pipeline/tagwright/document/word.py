"""The adapter for Word documents: paragraphs, headings and tables in the order of the body, then what stands beside it.

That are the notes at the foot, and what heads and foots the pages. What of all Word shows, ``word_text.py`` tells.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.document.headings import line_block
from tagwright.document.indentation import indent_by_spaces
from tagwright.document.model import Block, Heading, Place
from tagwright.document.office import check_office_file, main_part_of, usual_form
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.stacked import unstacked
from tagwright.document.titled import blocks_of
from tagwright.document.word_indents import Indent, indent_of_cell, indent_of_paragraph, indents_of_styles
from tagwright.document.word_tabs import Line, tables_among
from tagwright.document.word_text import W as _W
from tagwright.document.word_text import WordText, boxes_in, is_deleted, text_styles, unwrapped
from tagwright.errors import DocumentError

if TYPE_CHECKING:  # the library is loaded only where a document is read
    from docx.document import Document as WordDocument

_HEADING = re.compile(r"^(?:heading|título|titre|überschrift|標題|标题|見出し)\s?([1-9])$", re.IGNORECASE)
_RUNNING = re.compile(r"word/(?:header|footer)\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def identify(data: bytes, name: str) -> bool:
    """Tell a Word document by the parts of its archive."""
    return main_part_of(data) == "word/document.xml"


def read(data: bytes, name: str) -> Content:
    """Read a Word document. Raises DocumentError where the file is broken, hostile or too large."""
    import docx

    check_office_file(data, name)
    data = usual_form(data)
    try:
        document = docx.Document(io.BytesIO(data))
        indents = indents_of_styles(style.element for style in document.styles)
        texts = WordText(text_styles(document.styles.element))
        reader = _Reader(_heading_levels(document), _stops_of_styles(document), indents, texts)
        reader.take(document.element.body)
        for part in _parts_beside(data):
            for note in part.iterchildren() if str(part.tag).endswith("notes") else (part,):
                reader.take(note)
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever its parsing meets in a broken file
        raise DocumentError(
            f"{name} cannot be read as a Word document ({error}).",
            remedy="Open it in Word, and save it again as .docx.",
        ) from error
    return Content(tuple(reader.blocks), tuple(_remarks(texts)))


def _parts_beside(data: bytes) -> Iterator[etree._Element]:
    """Give what stands beside the body: the notes, then the heads and feet of pages, each once that says the same."""
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    said: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        running = sorted(name for name in names if _RUNNING.fullmatch(name))
        for name in (*(name for name in _NOTES if name in names), *running):
            root = etree.fromstring(archive.read(name), strict)
            text = "".join(map(str, root.itertext()))
            if text not in said:
                yield root
            said.add(text)


def _remarks(texts: WordText) -> Iterator[str]:
    if texts.struck:
        yield f"text that is struck out was not read: {'; '.join(texts.struck)}"


def _heading_levels(document: WordDocument) -> dict[str, int]:
    """Give the level of each paragraph style that makes a heading, by the style's id."""
    levels = {}
    for style in document.styles:
        level = 1 if str(style.name).lower() == "title" else None
        found = _HEADING.match(str(style.name))
        level = int(found.group(1)) if found else level
        if level is not None:
            levels[str(style.style_id)] = level
    return levels


def _stops_of_styles(document: WordDocument) -> dict[str, tuple[int, ...]]:
    """Give the tab stops of each paragraph style that sets some, by the style's id."""
    found = {str(style.style_id): _stops(style.element.find(f"{_W}pPr")) for style in document.styles}
    return {name: stops for name, stops in found.items() if stops}


def _stops(properties: etree._Element | None) -> tuple[int, ...]:
    tabs = properties.iterfind(f"{_W}tabs/{_W}tab") if properties is not None else ()
    shown = [tab.get(f"{_W}pos") or "" for tab in tabs if tab.get(f"{_W}val") not in ("clear", "bar")]
    return tuple(sorted(int(place) for place in shown if place.isascii() and place.isdecimal() and len(place) < 6))


class _Reader:
    """Goes through the body and gathers its blocks; paragraphs and rows are counted as lines."""

    def __init__(
        self,
        levels: dict[str, int],
        stops: dict[str, tuple[int, ...]],
        indents: dict[str, Indent],
        texts: WordText,
    ) -> None:
        self.blocks: list[Block] = []
        self._levels, self._stops, self._indents, self._texts = levels, stops, indents, texts
        self._lines = count(1)
        self._paragraphs = count(1)
        self._tables = count(1)

    def take(self, parent: etree._Element) -> None:
        """Take the paragraphs and tables of an element, in order."""
        lines: list[Line] = []
        for element in unwrapped(parent, "p", "tbl"):
            if element.tag == f"{_W}p":
                lines += self._lines_of(element)
                boxes = list(boxes_in(element))
            else:
                boxes = [element]
            if boxes:
                self._take_lines(lines)
                lines = []
            for box in boxes:
                self._take_table(box) if box.tag == f"{_W}tbl" else self.take(box)
        self._take_lines(lines)

    def _lines_of(self, paragraph: etree._Element) -> Iterator[Line]:
        number = next(self._paragraphs)
        properties = paragraph.find(f"{_W}pPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = (style.get(f"{_W}val") or "") if style is not None else ""
        stops = _stops(properties) or self._stops.get(name, ())
        for piece in self._texts.of_paragraph(paragraph).split("\n"):
            if piece.strip("\t "):
                place = Place(next(self._lines), 1, f"paragraph {number}")
                indent = indent_of_paragraph(paragraph, self._indents)
                indent = None if indent is None else indent + indent_by_spaces(piece.split("\t")[0])
                yield Line(piece.strip(" "), place, self._levels.get(name), stops, indent)

    def _take_lines(self, lines: Sequence[Line]) -> None:
        for part in tables_among(lines):
            if not isinstance(part, Line):
                self.blocks += blocks_of(part, self.blocks)
                continue
            plain = re.sub(r"\s*\t\s*", " ", part.text).strip()
            level = part.level
            self.blocks.append(Heading(plain, level, part.place) if level else line_block(plain, part.place))

    def _take_table(self, table: etree._Element) -> None:
        """Take a table; a row that holds other tables is there for the layout, and its cells are taken one by one."""
        number = next(self._tables)
        rows: list[tuple[int, etree._Element]] = []
        for row in enumerate(unwrapped(table, "tr")):
            if is_deleted(row[1].find(f"{_W}trPr")):
                continue
            if row[1].find(f".//{_W}tbl") is None:
                rows.append(row)
                continue
            self.blocks += blocks_of(list(self._cells(rows, number)), self.blocks)
            rows = []
            for cell in unwrapped(row[1], "tc"):
                self.take(cell)
        self.blocks += blocks_of(list(self._cells(rows, number)), self.blocks)
        for box in (box for _, row in rows for box in boxes_in(row)):
            self.take(box)

    def _cells(self, rows: Sequence[tuple[int, etree._Element]], number: int) -> Iterator[GridCell[None]]:
        for index, row in rows:
            line, position = next(self._lines), 1
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
            cells: list[tuple[GridCell[None], list[GridCell[None]]]] = []
            for cell in unwrapped(row, "tc"):
                width = max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan")))
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                lines = [] if merged is not None and merged.get(f"{_W}val") != "restart" else self._texts.of_cell(cell)
                text = " ".join(lines)
                at = f"table {number}, row {index + 1}, column {column + 1}"
                indent = indent_of_cell(cell, self._indents)
                whole: GridCell[None] = GridCell(
                    index, column, 1, width, text, Place(line, position, at), indent=indent
                )
                cells.append((whole, [replace(whole, text=said) for said in lines]))
                position += len(text) + 1
                column += width
            yield from unstacked(cells)


def _number(element: etree._Element | None) -> int:
    said = (element.get(f"{_W}val") or "") if element is not None else ""
    return min(int(said), 250) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
