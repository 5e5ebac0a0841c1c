"""The adapter for Word documents: paragraphs, headings and tables in the order of the body, then the notes at the foot.

What Word does not show is not read: deleted text of tracked changes and hidden text. Raised marks stay raised.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.document.headings import line_block
from tagwright.document.model import Block, Heading, Place
from tagwright.document.office import check_office_file, main_part_of
from tagwright.document.raised import raised
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.titled import blocks_of
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
        reader = _Reader(_heading_levels(document))
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


class _Reader:
    """Goes through the body and gathers its blocks; paragraphs and rows are counted as lines."""

    def __init__(self, levels: dict[str, int]) -> None:
        self.blocks: list[Block] = []
        self._levels = levels
        self._lines = count(1)
        self._paragraphs = count(1)
        self._tables = count(1)

    def take(self, parent: etree._Element) -> None:
        """Take the paragraphs and tables of an element, in order."""
        for element in parent:
            if element.tag == f"{_W}p":
                self._take_paragraph(element)
            elif element.tag == f"{_W}tbl":
                self._take_table(element)
            elif element.tag in _UNWRAPPED:
                self.take(element)

    def _take_paragraph(self, paragraph: etree._Element) -> None:
        number = next(self._paragraphs)
        for piece in "".join(_texts(paragraph)).split("\n"):
            text = " ".join(piece.split(" ")).strip()
            if text.strip("\t "):
                place = Place(next(self._lines), 1, f"paragraph {number}")
                level = self._level(paragraph)
                plain = re.sub(r"\s*\t\s*", " ", text)
                self.blocks.append(Heading(plain, level, place) if level else line_block(plain, place))
        for box in paragraph.iter(f"{_W}txbxContent"):
            self.take(box)

    def _level(self, paragraph: etree._Element) -> int | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._levels.get(style.get(f"{_W}val") or "") if style is not None else None

    def _take_table(self, table: etree._Element) -> None:
        number = next(self._tables)
        self.blocks += blocks_of(list(self._cells(table, number)), self.blocks)

    def _cells(self, table: etree._Element, number: int) -> Iterator[GridCell[None]]:
        for index, row in enumerate(_children(table, "tr")):
            line, position = next(self._lines), 1
            column = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
            for cell in _children(row, "tc"):
                width = max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan")))
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                text = "" if merged is not None and merged.get(f"{_W}val") != "restart" else _cell_text(cell)
                at = f"table {number}, row {index + 1}, column {column + 1}"
                yield GridCell(index, column, 1, width, text, Place(line, position, at))
                position += len(text) + 1
                column += width


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
    """Give the text of a cell, that of a table inside of it too."""
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
