"""The adapter for Word documents: paragraphs, headings and tables in the order of the body, then the notes at the foot.

What Word does not show is not read: deleted text of tracked changes and hidden text. Raised marks stay raised.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.document.headings import line_block
from tagwright.document.indentation import indent_by_spaces
from tagwright.document.model import Block, Heading, Place
from tagwright.document.office import check_office_file, main_part_of
from tagwright.document.raised import raised
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.titled import blocks_of
from tagwright.document.word_indents import Indent, indent_of_cell, indent_of_paragraph, indents_of_styles
from tagwright.document.word_tabs import Line, tables_among
from tagwright.errors import DocumentError

if TYPE_CHECKING:  # the library is loaded only where a document is read
    from docx.document import Document as WordDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNWRAPPED = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}smartTag", f"{_W}ins", f"{_W}hyperlink"})
_HEADING = re.compile(r"^(?:heading|título|titre|überschrift|標題|标题|見出し)\s?([1-9])$", re.IGNORECASE)
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def identify(data: bytes, name: str) -> bool:
    """Tell a Word document by the parts of its archive."""
    return main_part_of(data) == "word/document.xml"


def read(data: bytes, name: str) -> Content:
    """Read a Word document. Raises DocumentError where the file is broken, hostile or too large."""
    import docx

    check_office_file(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        indents = indents_of_styles(style.element for style in document.styles)
        reader = _Reader(_heading_levels(document), _stops_of_styles(document), indents)
        reader.take(document.element.body)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in _NOTES:
                if part in archive.namelist():
                    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
                    for note in etree.fromstring(archive.read(part), strict):
                        reader.take(note)
    except DocumentError:
        raise
    except Exception as error:  # the library raises whatever its parsing meets in a broken file
        raise DocumentError(
            f"{name} cannot be read as a Word document ({error}).",
            remedy="Open it in Word, and save it again as .docx.",
        ) from error
    return Content(tuple(reader.blocks))


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

    def __init__(self, levels: dict[str, int], stops: dict[str, tuple[int, ...]], indents: dict[str, Indent]) -> None:
        self.blocks: list[Block] = []
        self._levels, self._stops, self._indents = levels, stops, indents
        self._lines = count(1)
        self._paragraphs = count(1)
        self._tables = count(1)

    def take(self, parent: etree._Element) -> None:
        """Take the paragraphs and tables of an element, in order."""
        lines: list[Line] = []
        for element in _blocks(parent):
            if element.tag == f"{_W}p":
                lines += self._lines_of(element)
                boxes = list(element.iter(f"{_W}txbxContent"))
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
        for piece in "".join(_texts(paragraph)).split("\n"):
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
        for row in enumerate(_children(table, "tr")):
            if row[1].find(f".//{_W}tbl") is None:
                rows.append(row)
                continue
            self.blocks += blocks_of(list(self._cells(rows, number)), self.blocks)
            rows = []
            for cell in _children(row[1], "tc"):
                self.take(cell)
        self.blocks += blocks_of(list(self._cells(rows, number)), self.blocks)

    def _cells(self, rows: Sequence[tuple[int, etree._Element]], number: int) -> Iterator[GridCell[None]]:
        for index, row in rows:
            line, position = next(self._lines), 1
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
            for cell in _children(row, "tc"):
                width = max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan")))
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                text = "" if merged is not None and merged.get(f"{_W}val") != "restart" else _cell_text(cell)
                at = f"table {number}, row {index + 1}, column {column + 1}"
                indent = indent_of_cell(cell, self._indents)
                yield GridCell(index, column, 1, width, text, Place(line, position, at), indent=indent)
                position += len(text) + 1
                column += width


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Give the paragraphs and tables of an element, also those inside of what only wraps them."""
    for element in parent:
        if element.tag in (f"{_W}p", f"{_W}tbl"):
            yield element
        elif element.tag in _UNWRAPPED:
            yield from _blocks(element)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag == f"{_W}{name}":
            yield element
        elif element.tag in _UNWRAPPED:
            yield from _children(element, name)


def _number(element: etree._Element | None) -> int:
    said = (element.get(f"{_W}val") or "") if element is not None else ""
    return min(int(said), 250) if said.isascii() and said.isdecimal() and len(said) < 6 else 0


def _cell_text(cell: etree._Element) -> str:
    """Give the text of a cell, paragraph by paragraph."""
    paragraphs = ("".join(_texts(paragraph)) for paragraph in cell.iter(f"{_W}p"))
    return " ".join(" ".join(text.split()) for text in paragraphs if text.strip()).strip()


def _texts(paragraph: etree._Element) -> Iterator[str]:
    """Give the texts of a paragraph's runs as they are shown; text boxes stand apart."""
    for element in paragraph:
        if element.tag == f"{_W}r":
            yield from _run_texts(element)
        elif element.tag in _UNWRAPPED:
            yield from _texts(element)


def _run_texts(run: etree._Element) -> Iterator[str]:
    properties = run.find(f"{_W}rPr")
    if properties is not None and _is_on(properties.find(f"{_W}vanish")):
        return
    align = properties.find(f"{_W}vertAlign") if properties is not None else None
    is_raised = align is not None and align.get(f"{_W}val") == "superscript"
    for element in run:
        if element.tag == f"{_W}t":
            yield raised(element.text or "") if is_raised else element.text or ""
        elif element.tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif element.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{_W}val") not in ("0", "false", "off")
