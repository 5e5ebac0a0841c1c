"""Pages of a PDF as pictures, for a person who checks what was read beside what is printed."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tagwright.document.pdf import identify
from tagwright.document.printed import Box

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_DOTS_PER_INCH, _POINTS_PER_INCH = 110, 72
_AT = re.compile(r"page (\d+), box (-?\d+) (-?\d+) (-?\d+) (-?\d+)")


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as a PNG in grey. ``marks`` are the upper right corners of the boxes asked for, by their number.

    They are given in percent of its width and height from the upper left corner; a box in which nothing is printed
    has none, as one of text that is set in another direction than its page.
    """

    png: bytes
    marks: Mapping[int, tuple[float, float]]


def page_and_box(at: str) -> tuple[int, Box] | None:
    """Read the words for a place in a PDF ("page 3, box 72 540 131 552"); None for a place in another format."""
    found = _AT.match(at)
    if found is None:
        return None
    number, *sides = map(int, found.groups())
    return number, Box(*map(float, sides))


def drawn_pages(path: Path, boxes: Mapping[int, Mapping[int, Box]]) -> dict[int, DrawnPage]:
    """Draw pages of a PDF, each with the places of boxes, by their numbers; nothing for a file of another format."""
    data = path.read_bytes()
    if not identify(data, path.name):
        return {}
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data)
    return {number: _drawn(document[number - 1], asked) for number, asked in boxes.items()}


def _drawn(page: pdfium.PdfPage, boxes: Mapping[int, Box]) -> DrawnPage:
    picture = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
    text = page.get_textpage()
    to_dots = picture.get_posconv(page)
    marks = {}
    for number, box in boxes.items():
        if text.count_chars() and not text.get_text_bounded(box.left, box.bottom, box.right, box.top).strip():
            continue
        x, y = to_dots.to_bitmap(box.right, box.top)
        marks[number] = 100 * x / picture.width, 100 * y / picture.height
    rows = bytes(picture.buffer)
    starts = range(0, picture.height * picture.stride, picture.stride)
    return DrawnPage(_png([rows[start : start + picture.width] for start in starts]), marks)


def _png(rows: Sequence[bytes]) -> bytes:
    """Write a picture of bytes of grey as PNG (ISO/IEC 15948)."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
