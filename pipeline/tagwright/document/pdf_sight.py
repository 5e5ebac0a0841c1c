"""What a reader of a PDF page sees of its text: the page is drawn, and where a text stands there must be ink.

Text may be set white on white, under a picture, outside of what is cut out, or drawn not at all.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from statistics import median
from typing import TYPE_CHECKING

from tagwright.document.pdf_characters import Character
from tagwright.document.printed import UNKNOWN, Box

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_TALL = 14
"""The height of a line in dots at which a page is drawn: enough for a digit of any font to leave ink."""
_FINEST, _COARSEST = 4.0, 0.4
_LOWEST = 5
"""Dots; in lower lines no ink can be told."""
_MOST_DOTS = 12_000_000
_MOST_PICTURED = 60_000_000
"""Dots of the pictures of a page that is drawn; others are not unpacked."""
_FAINT = 5
"""Of 255 greys: how much darker or lighter than its ground ink is at least."""
_FOOT, _HEAD, _MARGIN = 0.2, 0.78, 0.12
"""Which part of the box of a character its ink stands in, without lines drawn above and below."""
_SMALLEST = 1.2
"""Points; nobody reads smaller text."""
_NEAR, _TOUCHING = 0.85, 0.15
_LIKE = 2.5
"""How many times as tall as others the characters of one text can be; marks above the line are smaller."""
_DEEPEST, _MOST_THINGS = 4, 100_000
_NO_INK = frozenset(".,'’·:;_‐`")


class Sight:
    """A page as it is seen. Pages with very large pictures are not drawn: all of their text counts as seen."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, characters: Sequence[Character]) -> None:
        self._page, self._text_page = page, text_page
        self._pictures = list(_pictures(islice(_things(page), _MOST_THINGS)))
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._drawing: bytes | None = None
        if characters and sum(dots for _, dots in self._pictures) <= _MOST_PICTURED:
            self._draw(median(character.box.height for character in characters))

    def _draw(self, height: float) -> None:
        wide, tall = max(1.0, self._right - self._left), max(1.0, self._top - self._bottom)
        scale = max(_COARSEST, min(_FINEST, _TALL / max(height, 0.1), (_MOST_DOTS / (wide * tall)) ** 0.5))
        if height * scale < _LOWEST or wide * tall * scale * scale > 2 * _MOST_DOTS:
            return
        turned_back = -self._page.get_rotation() % 360
        drawn = self._page.render(scale=scale, rotation=turned_back, grayscale=True, may_draw_forms=False)
        self._drawing, self._stride = bytes(drawn.buffer), drawn.stride
        self._scale, self._rows, self._width = scale, drawn.height, drawn.width

    def parted(self, characters: Sequence[Character]) -> tuple[list[Character], list[str]]:
        """Give the characters that are seen, and the texts that are not.

        A number of which a part is not seen has ``UNKNOWN`` in place of that part.
        """
        seen: list[Character] = []
        unseen: list[list[Character]] = []
        for run in sorted(_runs(characters), key=lambda run: not self._is_drawn(run[0])):
            shown = self._shown(run, seen)
            for start, end in _words(run) if any(shown) and not all(shown) else [(0, len(run))]:
                told = [n for n in range(start, end) if run[n].text not in _NO_INK] or range(start, end)
                if any(shown[n] for n in told):
                    seen += _with_gaps(run[start:end], shown[start:end])
                else:
                    unseen.append(run[start:end])
        dropped = [run for run in unseen if not self._is_drawn(run[0]) or not _beside(run, seen, _TOUCHING)]
        kept = [run for run in unseen if run not in dropped]
        seen += (replace(character, text=UNKNOWN) for run in kept for character in run)
        return seen, [_text(run) for run in dropped]

    def _shown(self, run: Sequence[Character], seen: Sequence[Character]) -> list[bool]:
        """Tell which characters of a text are seen; signs that leave little ink go with the others.

        Text that is not drawn is seen where the ink is not that of other text: a recognition laid it over a picture.
        """
        told = [n for n, character in enumerate(run) if character.text not in _NO_INK]
        if run[0].box.height < _SMALLEST:
            return [False] * len(run)
        if not self._is_drawn(run[0]) and (self._drawing is None or not told or _beside(run, seen, 0)):
            return [self._is_on_picture(run) and not _beside(run, seen, 0)] * len(run)
        if self._drawing is None or not told:
            return [True] * len(run)
        if any(character.text.isalpha() for character in run) and any(self._is_seen(run[n]) for n in told):
            return [True] * len(run)  # a label that is cut off
        inked = {n: self._is_seen(run[n]) for n in told}
        if not all(inked.values()) and self._is_on_picture(run):
            return [True] * len(run)
        return [inked.get(n, any(inked.values())) for n in range(len(run))]

    def _is_drawn(self, character: Character) -> bool:
        """Tell text that is drawn from text that is there to be searched alone, or is fully transparent."""
        import pypdfium2.raw as pdfium_c

        text = pdfium_c.FPDFText_GetTextObject(self._text_page, character.index)
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(text)
        if mode in (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP):
            return False
        red, green, blue, cover = (ctypes.c_uint() for _ in range(4))
        filled = mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL
        known = filled and pdfium_c.FPDFPageObj_GetFillColor(text, red, green, blue, cover)
        return not known or cover.value > 0

    def _is_seen(self, character: Character) -> bool:
        import pypdfium2.raw as pdfium_c

        box = character.drawn or character.box
        tall = box.top - box.bottom
        if tall * self._scale < _LOWEST or (box.right - box.left) * self._scale < 1:
            return True  # too small for ink to be told
        if self._has_ink(box.left, box.bottom + _FOOT * tall, box.right, box.bottom + _HEAD * tall):
            return True
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        exact = pdfium_c.FPDFText_GetCharBox(self._text_page, character.index, left, right, bottom, top)
        return bool(exact) and self._has_ink(left.value, bottom.value, right.value, top.value)

    def _is_on_picture(self, run: Sequence[Character]) -> bool:
        x, y = (run[0].box.left + run[-1].box.right) / 2, run[0].box.middle
        return any(box.left <= x <= box.right and box.bottom <= y <= box.top for box, _ in self._pictures)

    def _has_ink(self, left: float, bottom: float, right: float, top: float) -> bool:
        assert self._drawing is not None  # noqa: S101 - asked only where the page is drawn
        margin = _MARGIN * (right - left)
        first = max(0, int((left + margin - self._left) * self._scale))
        last = min(self._width, int((right - margin - self._left) * self._scale) + 1)
        head = max(0, int((self._top - top) * self._scale))
        foot = min(self._rows, int((self._top - bottom) * self._scale) + 1)
        lowest, highest = 255, 0
        for row in ((head + foot) // 2, *range(head, foot)):
            dots = self._drawing[row * self._stride + first : row * self._stride + last]
            if dots:
                lowest, highest = min(lowest, *dots), max(highest, *dots)
                if highest - lowest > _FAINT:
                    return True
        return False


def texts_of(characters: Sequence[Character]) -> list[str]:
    """Give the texts that characters make, as the page sets them."""
    return [_text(run) for run in _runs(characters)]


def _text(run: Sequence[Character]) -> str:
    return "".join(" " * character.spaced + character.text for character in run).strip()


def _words(run: Sequence[Character]) -> Iterator[tuple[int, int]]:
    """Give from where to where the words of a text reach."""
    start = 0
    for n, character in enumerate(run):
        if n > start and character.box.left - run[n - 1].box.right > _TOUCHING * character.box.height:
            yield start, n
            start = n
    yield start, len(run)


def _with_gaps(run: Sequence[Character], shown: Sequence[bool]) -> Iterator[Character]:
    """Give a text that is seen, at least in part."""
    for character, inked in zip(run, shown, strict=True):
        yield character if inked else replace(character, text=UNKNOWN)


def _beside(run: Sequence[Character], seen: Sequence[Character], gap: float) -> bool:
    """Tell a text that stands on others, or no further from them than a gap, in heights of its line."""
    left, right = run[0].box.left, run[-1].box.right
    near = gap * run[0].box.height
    return any(
        character.box.left < right + near
        and character.box.right > left - near
        and abs(character.box.middle - run[0].box.middle) < run[0].box.height / 2
        for character in seen
    )


def _runs(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Give the texts of a page as its content sets them, one after the other on one line."""
    run: list[Character] = []
    for character in characters:
        if run and not _goes_on(run[-1].box, character.box):
            yield run
            run = []
        run.append(character)
    if run:
        yield run


def _goes_on(before: Box, after: Box) -> bool:
    tall = before.height
    across, up = after.left - before.right, abs(after.middle - before.middle)
    return -0.5 * tall < across < _NEAR * tall and up < 0.5 * tall and tall < _LIKE * after.height < _LIKE**2 * tall


def _pictures(things: Iterable[tuple[int, object]]) -> Iterator[tuple[Box, int]]:
    """Give where the pictures of a page stand, and of how many dots each is; those inside of others, without place."""
    import pypdfium2.raw as pdfium_c

    edges = tuple(ctypes.c_float() for _ in range(4))
    for depth, thing in things:
        if pdfium_c.FPDFPageObj_GetType(thing) != pdfium_c.FPDF_PAGEOBJ_IMAGE:
            continue
        wide, tall = ctypes.c_uint(), ctypes.c_uint()
        pdfium_c.FPDFImageObj_GetImagePixelSize(thing, wide, tall)
        placed = not depth and pdfium_c.FPDFPageObj_GetBounds(thing, *edges)
        left, bottom, right, top = (edge.value if placed else 0.0 for edge in edges)
        yield Box(left, bottom, right, top), wide.value * tall.value


def _things(page: pdfium.PdfPage) -> Iterator[tuple[int, object]]:
    import pypdfium2.raw as pdfium_c

    for n in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _with_parts(pdfium_c.FPDFPage_GetObject(page, n), 0)


def _with_parts(thing: object, depth: int) -> Iterator[tuple[int, object]]:
    import pypdfium2.raw as pdfium_c

    yield depth, thing
    if depth < _DEEPEST and pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_FORM:
        for n in range(pdfium_c.FPDFFormObj_CountObjects(thing)):
            yield from _with_parts(pdfium_c.FPDFFormObj_GetObject(thing, n), depth + 1)
