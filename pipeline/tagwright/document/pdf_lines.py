"""From the characters of a PDF page to its printed lines: fragments of text with their boxes, left to right.

A gap wider than a space separates two fragments of a line, as the cells of a table stand apart.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from tagwright.document.printed import Box, Fragment, Gap, Line
from tagwright.document.raised import raised

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_QUARTER = math.pi / 2
_LINE_END_HYPHEN = "\x02"  # what PDFium gives for a hyphen at the end of a line
_SPACE_GAP, _SAID_GAP = 0.16, 0.05
CELL_GAP = 0.85
"""Gaps as parts of the height of a line. Words stand a quarter apart, columns of a table one line or more.

Where PDFium says that there is a space, a smaller gap is one; it says so of letters that touch, too.
"""
_RAISED_HEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class _Character:
    """A printed character: its number on the page; ``spaced``: a space is printed before it."""

    text: str
    box: Box
    spaced: bool
    index: int = -1


def lines_of(page: pdfium.PdfPage) -> tuple[list[Line], list[Line]]:
    """Give the lines of a page from top to bottom, and those of text that is set in another direction.

    A page that is set sideways is read as it is set.
    """
    first, *others = [
        [line for members in _by_line(characters) if (line := _line(members)).fragments]
        for characters in _by_direction(page)
    ] or [[]]
    return first, [line for lines in others for line in lines]


def _by_direction(page: pdfium.PdfPage) -> list[list[_Character]]:
    """Give the characters of a page by the direction in which they are set, the most frequent one first."""
    import pypdfium2.raw as pdfium_c

    text_page = page.get_textpage()
    found: list[tuple[_Character, int]] = []
    spaced = False
    rectangle = pdfium_c.FS_RECTF()
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        text = "-" if chr(code) == _LINE_END_HYPHEN else chr(code)
        if not text.strip() or not text.isprintable() or pdfium_c.FPDFText_IsGenerated(text_page, index) == 1:
            spaced = True
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rectangle)):
            continue
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        turn = round(pdfium_c.FPDFText_GetCharAngle(text_page, index) / _QUARTER) % 4
        found.append((_Character(text, box, spaced, index), turn))
        spaced = False
    text_page.close()
    turns = Counter(turn for _, turn in found)
    size = max(page.get_size())
    return [
        [replace(character, box=_turned(character.box, turn, size)) for character, own in found if own == turn]
        for turn in sorted(turns, key=lambda turn: (-turns[turn], turn))
    ]


def _turned(box: Box, turn: int, size: float) -> Box:
    """Turn a box so that its text, which is set turned by so many quarters clockwise, runs from left to right."""
    for _ in range(-turn % 4):
        box = Box(box.bottom, size - box.right, box.top, size - box.left)
    return box


def _by_line(characters: Sequence[_Character]) -> list[list[_Character]]:
    lines: list[list[_Character]] = []
    spans: list[tuple[float, float]] = []  # by line, its foot and head
    for character in sorted(characters, key=lambda c: (-c.box.middle, c.box.left)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            bottom, top = spans[index]
            shared = min(top, character.box.top) - max(bottom, character.box.bottom)
            if shared > 0.5 * min(top - bottom, character.box.height):
                lines[index].append(character)
                break
        else:
            lines.append([character])
            spans.append((character.box.bottom, character.box.top))
    order = sorted(range(len(lines)), key=lambda index: -spans[index][1])
    return [lines[index] for index in order]


def _line(characters: list[_Character]) -> Line:
    characters = sorted(characters, key=lambda character: (character.box.left, character.box.right))
    height = median(character.box.height for character in characters)
    fragments: list[Fragment] = []
    pieces: list[str] = []
    gaps: list[Gap] = []
    above = ""
    box: Box | None = None
    previous: _Character | None = None
    for character in characters:
        if previous is not None and _is_double(previous, character):
            continue  # bold that is printed twice
        gap = character.box.left - previous.box.right if previous is not None else 0.0
        mark = _is_raised(character, height, characters)
        if above and (not mark or gap > CELL_GAP * height):
            pieces.append(raised(above))
            above = ""
        if box is not None and gap > CELL_GAP * height:
            fragments.append(Fragment("".join(pieces).strip(), box, gaps=tuple(gaps)))
            pieces, gaps, box = [], [], None
        elif previous is not None and (gap > (_SAID_GAP if character.spaced and not mark else _SPACE_GAP) * height):
            gaps.append(Gap(len("".join(pieces)) + len(above), previous.box.right, character.box.left))
            above, pieces = (above + " ", pieces) if above and mark else (above, [*pieces, " "])
        above, pieces = (above + character.text, pieces) if mark else (above, [*pieces, character.text])
        box = character.box if box is None else box.joined(character.box)
        previous = character
    if above:
        pieces.append(raised(above))
    if box is not None:
        fragments.append(Fragment("".join(pieces).strip(), box, gaps=tuple(gaps)))
    return Line(tuple(fragment for fragment in fragments if fragment.text))


def _is_double(previous: _Character, character: _Character) -> bool:
    """Tell the second print of a character from the second letter of a ligature ("ff"), which share their box too."""
    if character.index == previous.index + 1 and character.box == previous.box:
        return False
    near = abs(previous.box.left - character.box.left) < 0.12 * character.box.height
    return previous.text == character.text and near


def _is_raised(character: _Character, height: float, line: Sequence[_Character]) -> bool:
    """Tell a small character above the foot of its line."""
    if character.box.height > _RAISED_HEIGHT * height or not character.text.isalnum():
        return False
    feet = [other.box.bottom for other in line if other.box.height > _RAISED_HEIGHT * height]
    return bool(feet) and character.box.bottom > median(feet) + 0.15 * height
