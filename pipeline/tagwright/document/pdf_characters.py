"""The characters that a PDF page prints, with their boxes, by the direction in which they are set.

A font may not say which letter a glyph stands for; such a character is ``UNKNOWN``, and no number with it can be read.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from tagwright.document.printed import UNKNOWN, Box

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_QUARTER = math.pi / 2
_LINE_END_HYPHEN = "\x02"  # what PDFium gives for a hyphen at the end of a line
_PRIVATE = range(0xE000, 0xF900)
_BELOW = 0.18
"""How much of the height of a line is below its foot, in most fonts."""
_TILTED, _SLANTED = 0.001, math.radians(3)
"""Angles from which on text is set upright again, and from which on it is no text of the page (a stamp)."""


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character: its number on the page; ``spaced``: PDFium says that a space stands before it.

    ``parted``: the page itself prints that space. ``drawn`` is its box as the page lies, where the text is turned.
    """

    text: str
    box: Box
    spaced: bool
    index: int = -1
    parted: bool = False
    drawn: Box | None = None


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page by the direction in which they are set, the most frequent one first; boxes are upright.

    ``outside`` are those that stand outside of the page.
    """

    directions: list[list[Character]] = field(default_factory=list)
    outside: list[Character] = field(default_factory=list)


def characters_of(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> Characters:
    """Read the characters of a page; spaces are none, but are noted with the character behind them."""
    left, bottom, right, top = page.get_bbox()
    by_turn: dict[int, list[tuple[Character, float]]] = {}
    outside: list[Character] = []
    for character, angle in _without_bullets(list(_read(text_page))):
        box = character.box
        if not (2 * left <= box.left + box.right <= 2 * right and 2 * bottom <= box.bottom + box.top <= 2 * top):
            outside.append(character)
            continue
        turn = round(angle / _QUARTER)
        off = angle - turn * _QUARTER
        key = turn % 4 if abs(off) < _SLANTED else 4 + round(math.degrees(angle))
        by_turn.setdefault(key, []).append((character, off))
    size = max(page.get_size())
    order = sorted(by_turn, key=lambda key: (-len(by_turn[key]), key))
    return Characters([_upright(by_turn[key], key, size) for key in order], outside)


def _read(text_page: pdfium.PdfTextPage) -> Iterator[tuple[Character, float]]:
    """Give each character with the angle by which it is set turned clockwise."""
    import pypdfium2.raw as pdfium_c

    spaced = parted = False
    rectangle = pdfium_c.FS_RECTF()
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text_page, index)
        text = "-" if chr(code) == _LINE_END_HYPHEN else chr(code)
        guessed = pdfium_c.FPDFText_HasUnicodeMapError(text_page, index) == 1
        private = code in _PRIVATE
        if not guessed and not private and (not text.isprintable() or not text.strip()) and code:
            spaced, parted = True, parted or pdfium_c.FPDFText_IsGenerated(text_page, index) != 1
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rectangle)):
            continue
        bottom, top = rectangle.bottom, rectangle.top
        box = Box(rectangle.left, min(bottom, top), rectangle.right, max(bottom, top))  # damaged fonts turn it over
        text = UNKNOWN if guessed or not (code or private) else text
        angle = pdfium_c.FPDFText_GetCharAngle(text_page, index)
        if angle and abs(angle - round(angle / _QUARTER) * _QUARTER) > _SLANTED:
            angle, box = _without_lean(text_page, index, box)
        yield Character(text, box, spaced, index, parted), angle
        spaced = parted = False


def _without_lean(text_page: pdfium.PdfTextPage, index: int, box: Box) -> tuple[float, Box]:
    """Give by which angle a character is turned, and its box, where it may be but leaning (italics made of upright)."""
    import pypdfium2.raw as pdfium_c

    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFText_GetMatrix(text_page, index, matrix)
    angle = -math.atan2(matrix.b, matrix.a) % (4 * _QUARTER)
    if angle > _TILTED or not matrix.d:
        return angle, box
    lean = matrix.c / matrix.d * box.height
    left, right = box.left + _BELOW * lean, box.right - (1 - _BELOW) * lean
    return angle, Box(left, box.bottom, right, box.top) if left < right else box


def _without_bullets(found: Sequence[tuple[Character, float]]) -> Iterator[tuple[Character, float]]:
    """Leave out bullets, which fonts of symbols number as they like; in a word such a character cannot be told."""
    for n, (character, angle) in enumerate(found):
        if not character.text.isprintable():
            follows = n + 1 < len(found) and not found[n + 1][0].spaced
            if not follows and (character.spaced or not n):
                continue
            character = replace(character, text=UNKNOWN)
        yield character, angle


def _upright(found: Sequence[tuple[Character, float]], key: int, size: float) -> list[Character]:
    """Turn the boxes of characters that are set in one direction so that they run from left to right."""
    off = median(off for _, off in found) if key < 4 else math.radians(key - 4)
    turn = key if key < 4 else 0
    if not turn and abs(off) < _TILTED:
        return [character for character, _ in found]
    return [
        replace(character, box=_level(_turned(character.box, turn, size), off), drawn=character.box)
        for character, _ in found
    ]


def _turned(box: Box, turn: int, size: float) -> Box:
    """Turn a box so that its text, which is set turned by so many quarters clockwise, runs from left to right."""
    for _ in range(-turn % 4):
        box = Box(box.bottom, size - box.right, box.top, size - box.left)
    return box


def _level(box: Box, angle: float) -> Box:
    """Move a box of text that is set turned clockwise by an angle to where it stands when the text is level."""
    if abs(angle) < _TILTED:
        return box
    x, y = (box.left + box.right) / 2, box.middle
    across, up = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    wide, tall = (box.right - box.left) / 2, box.height / 2
    return Box(across - wide, up - tall, across + wide, up + tall)
