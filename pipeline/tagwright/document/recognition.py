"""Text recognition, where the user asks for it: a page that is a picture goes in, its printed lines come out.

The words are those of tesseract, each with its box and with how sure it is of it. Tesseract is a program of its own
and is not installed with tagwright.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

from tagwright.document.pdf_lines import CELL_GAP
from tagwright.document.printed import Box, Fragment, Line
from tagwright.errors import DocumentError

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_DOTS_PER_INCH = 300
"""What tesseract's own advice asks for."""
_POINTS_PER_INCH = 72
_SECONDS_PER_PAGE = 120
_ONE_BLOCK = "6"
"""Tesseract's mode for one block of text: its lines then run over all columns of a table."""
_WORD_LEVEL = "5"
_OF_FONT = 1.5
"""The height of a font by that of the ink of its letters: lines of text and of pictures are then measured alike."""


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, str, str]
    text: str
    box: Box
    confidence: int


def recognised_lines(page: pdfium.PdfPage, name: str) -> list[Line]:
    """Read the lines of a page that is a picture, from top to bottom.

    Raises DocumentError where tesseract is not installed, fails, or does not end.
    """
    words = list(_words(_recognised(_picture(page), name), page.get_height()))
    return [_line(list(members)) for _, members in groupby(words, key=lambda word: word.line)]


def _picture(page: pdfium.PdfPage) -> bytes:
    """Draw a page in grey, as a portable graymap (Netpbm, PGM)."""
    drawn = page.render(scale=_DOTS_PER_INCH / _POINTS_PER_INCH, grayscale=True)
    rows = bytes(drawn.buffer)
    lines = (rows[start : start + drawn.width] for start in range(0, drawn.height * drawn.stride, drawn.stride))
    return b"P5 %d %d 255\n" % (drawn.width, drawn.height) + b"".join(lines)


def _recognised(picture: bytes, name: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise DocumentError(
            f"{name} is a picture, and tesseract, which reads pictures, is not installed.",
            remedy="Install it (apt-get install tesseract-ocr), or let another text recognition add the text.",
        )
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "--psm", _ONE_BLOCK, "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS_PER_PAGE,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # more threads are slower on pages of this size
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise DocumentError(
            f"tesseract could not read a page of {name} ({error}).", remedy="Run it on the page alone, and see."
        ) from error
    return done.stdout.decode("utf-8", "replace")


def _words(table: str, height: float) -> Iterator[_Word]:
    """Give the words of tesseract's table, with boxes in points from the lower left corner of the page."""
    scale = _POINTS_PER_INCH / _DOTS_PER_INCH
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] != _WORD_LEVEL or not row["text"].strip():
            continue
        left, top, width, tall = (int(row[field]) * scale for field in ("left", "top", "width", "height"))
        box = Box(left, height - top - tall, left + width, height - top)
        line = row["block_num"], row["par_num"], row["line_num"]
        yield _Word(line, row["text"].strip(), box, max(0, min(100, int(float(row["conf"])))))


def _line(words: Sequence[_Word]) -> Line:
    height = _OF_FONT * median(word.box.height for word in words)
    middle = median(word.box.middle for word in words)
    fragments: list[Fragment] = []
    for word in sorted(words, key=lambda word: word.box.left):
        box = Box(word.box.left, middle - height / 2, word.box.right, middle + height / 2)
        last = fragments[-1] if fragments else None
        if last is None or box.left - last.box.right > CELL_GAP * height:
            fragments.append(Fragment(word.text, box, word.confidence))
        else:
            text, sure = f"{last.text} {word.text}", min(last.confidence, word.confidence)
            fragments[-1] = Fragment(text, last.box.joined(box), sure)
    return Line(tuple(fragments))
