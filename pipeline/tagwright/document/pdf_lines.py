"""From the characters of a PDF page to its printed lines: fragments of text with their boxes, left to right.

A gap wider than a space separates two fragments of a line, as the cells of a table stand apart.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from tagwright.document.pdf_characters import Character, characters_of
from tagwright.document.pdf_sight import Sight, texts_of
from tagwright.document.printed import UNKNOWN, Box, Fragment, Gap, Line
from tagwright.document.raised import raised
from tagwright.document.upright_heads import Turned, with_upright_heads

if TYPE_CHECKING:  # the library is loaded only where a document is read
    import pypdfium2 as pdfium

_SPACE_GAP, _SAID_GAP, _PARTED_GAP = 0.16, 0.05, -0.3
CELL_GAP = 0.85
"""Gaps as parts of the height of a line. Words stand a quarter apart, columns of a table one line or more.

Where PDFium says that there is a space, a smaller gap is one; it says so of letters that touch, too. Letters that lean
reach over the space that the page prints between them.
"""
_MARK_HEIGHT, _MARK_WIDTH = 0.9, 0.93
_DASHES = frozenset("-−–—")
_LONGEST_ALONE, _LONGEST_WORD = 4, 3
"""Characters of a mark that stands alone, and letters of any: longer text is text."""
_MARK = re.compile(r"[^\W_]|[()]")
_RAISED, _RAISED_ALONE, _LOWERED = 0.15, 0.3, -0.06
"""By how much of the height of a line a mark stands above its foot, by itself or beside words, or below it."""
_DOUBLE = 0.12, 0.2
"""How far, in heights of a line, the second print of a character stands from the first, at most."""
_TALLEST = 2.5
"""How many times as tall as others of its line a character can be; beyond that it is one of a line of its own."""
_SAME_PLACE = 0.5
"""How much of a character another one hides so that neither can be read."""
_MOST_UNKNOWN = 0.2
_DOTS, _FEWEST_DOTS, _LEADER_GAP = frozenset(".·…"), 4, 1.5


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What a page prints: its lines from top to bottom, and those of text that is set in another direction.

    A page that is set sideways is read as it is set. ``unseen`` are texts that a reader does not see, ``outside``
    those beyond the edges of the page; ``unknown`` counts the characters of which the font does not say what they are.
    """

    lines: list[Line]
    asides: list[Line]
    unseen: list[str]
    outside: list[str]
    unknown: int

    @property
    def is_readable(self) -> bool:
        """Tell a page of text from a picture of text, and from text whose fonts do not say which letters they draw."""
        printed = sum(len(line.text) for line in self.lines)
        return printed > 0 and self.unknown < _MOST_UNKNOWN * printed


def printed_page(page: pdfium.PdfPage) -> PrintedPage:
    """Read the lines of a page."""
    text_page = page.get_textpage()
    found = characters_of(page, text_page)
    sight = Sight(page, text_page, [character for direction in found.directions for character in direction])
    lines: list[list[tuple[Line, list[Character]]]] = []
    unseen: list[str] = []
    unknown = 0
    for direction in found.directions:
        seen, hidden = sight.parted(direction)
        unseen += hidden
        unknown += sum(character.text == UNKNOWN for character in direction)
        lines.append([(line, members) for members in _by_line(seen) if (line := _line(members)).fragments])
    text_page.close()
    first, *others = lines or [[]]
    upright = all(character.drawn is None for _, members in first[:1] for character in members)
    asides = [found for other in others for found in other]
    turned = [Turned(line, box) for line, members in asides if (box := _as_drawn(members)) is not None]
    printed, heads = with_upright_heads([line for line, _ in first], turned if upright else [])
    left = [line for line, _ in asides if not any(line is head for head in heads)]
    return PrintedPage(printed, left, unseen, texts_of(found.outside), unknown)


def _as_drawn(characters: Sequence[Character]) -> Box | None:
    """Give the box of turned text as the page lies; None where it is not turned."""
    boxes = [character.drawn for character in characters if character.drawn is not None]
    return Box.around(boxes) if boxes else None


def _by_line(characters: Sequence[Character]) -> list[list[Character]]:
    lines: list[list[Character]] = []
    spans: list[tuple[float, float]] = []  # by line, its foot and head
    for character in sorted(characters, key=lambda c: (-c.box.middle, c.box.left)):
        for index in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            bottom, top = spans[index]
            shared = min(top, character.box.top) - max(bottom, character.box.bottom)
            small, large = sorted((top - bottom, character.box.height))
            if shared > 0.5 * small and large < _TALLEST * small:
                lines[index].append(character)
                break
        else:
            lines.append([character])
            spans.append((character.box.bottom, character.box.top))
    order = sorted(range(len(lines)), key=lambda index: -spans[index][1])
    return [lines[index] for index in order]


def _line(characters: list[Character]) -> Line:
    height = median(character.box.height for character in characters)
    ordered = sorted(characters, key=lambda character: (character.box.left, character.box.right))
    groups: list[list[Character]] = []
    for character in _without_leaders(_once(ordered), height):
        if groups and character.box.left - groups[-1][-1].box.right <= CELL_GAP * height:
            groups[-1].append(character)
        else:
            groups.append([character])
    feet = [each.box.bottom for each in characters if each.box.height > _MARK_HEIGHT * height]
    foot = median(feet) if feet else None
    fragments = (_fragment(group, height, foot) for group in groups)
    return Line(tuple(fragment for fragment in fragments if fragment.text))


def _once(characters: Sequence[Character]) -> Iterator[Character]:
    """Give each character once where it is printed twice to look bold.

    Where two others stand in one place, one of which is of a number, that number cannot be told.
    """
    last: list[Character] = []
    reach = -math.inf
    for character in characters:
        if character.box.left < reach and not _is_ligature(last[-1], character):
            if any(_is_double(other, character) for other in last if other.text == character.text):
                continue
            if _hides(last[-1], character):
                yield replace(last[-1], text=UNKNOWN)
        reach = max(reach, character.box.right)
        last = [*last[-2:], character]
        yield character


def _is_ligature(previous: Character, character: Character) -> bool:
    """Tell the letters of a ligature ("ff"), which share their box."""
    return character.index == previous.index + 1 and character.box == previous.box


def _is_double(previous: Character, character: Character) -> bool:
    """Tell the second print of a character, which stands next to the first."""
    tall = character.box.height
    wide = min(box.right - box.left for box in (previous.box, character.box))
    near = max(_DOUBLE[0] * tall, min(_DOUBLE[1] * tall, wide / 2))
    across, up = abs(previous.box.left - character.box.left), abs(previous.box.middle - character.box.middle)
    return across < near and up < near


def _hides(previous: Character, character: Character) -> bool:
    if not (previous.text.isdigit() or character.text.isdigit()):
        return False
    narrow = min(box.right - box.left for box in (previous.box, character.box))
    return previous.box.right - character.box.left > _SAME_PLACE * narrow


def _without_leaders(characters: Iterable[Character], height: float) -> Iterator[Character]:
    """Leave out the dots that lead from a label to its amount."""
    dots: list[Character] = []
    for character in characters:
        if dots and (character.text not in _DOTS or character.box.left - dots[-1].box.right > _LEADER_GAP * height):
            yield from dots if len(dots) < _FEWEST_DOTS else ()
            dots = []
        if character.text in _DOTS:
            dots.append(character)
        else:
            yield character
    yield from dots if len(dots) < _FEWEST_DOTS else ()


def _fragment(group: Sequence[Character], height: float, foot: float | None) -> Fragment:
    """Make the text of characters that no wide gap parts."""
    marks = _marks(group, height, foot)
    pieces: list[str] = []
    gaps: list[Gap] = []
    above = ""
    for n, (character, mark) in enumerate(zip(group, marks, strict=True)):
        if above and not mark:
            pieces.append(raised(above))
            above = ""
        if n and _is_space(group[n - 1], character, mark, height):
            gaps.append(Gap(len("".join(pieces)) + len(above), group[n - 1].box.right, character.box.left))
            above, pieces = (above + " ", pieces) if above and mark else (above, [*pieces, " "])
        elif n and not mark and not marks[n - 1] and _is_torn(group[n - 1], character):
            pieces.append(UNKNOWN)
        above, pieces = (above + character.text, pieces) if mark else (above, [*pieces, character.text])
    box = Box.around(character.box for character in group)
    return Fragment("".join([*pieces, raised(above)]).strip(), box, gaps=tuple(gaps))


def _is_space(before: Character, after: Character, mark: bool, height: float) -> bool:
    least = _SPACE_GAP if mark or not after.spaced else _PARTED_GAP if after.parted else _SAID_GAP
    return after.box.left - before.box.right > least * height


def _marks(group: Sequence[Character], height: float, foot: float | None) -> list[bool]:
    """Tell the small characters above the foot of their line, and the digits below it that follow no letter."""
    small = [each.box.height <= _MARK_HEIGHT * height for each in group]
    if foot is None or (all(small) and len(group) > _LONGEST_ALONE):
        return [False] * len(group)
    least = _RAISED_ALONE if all(small) else _RAISED
    marks: list[bool] = []
    for n, character in enumerate(group):
        up = (character.box.bottom - foot) / height
        lowered = character.text.isdigit() and n > 0 and not group[n - 1].text.isalpha() and up < _LOWERED
        marks.append(bool(small[n] and _MARK.match(character.text)) and (up > least or lowered))
    for start, end in _runs_of(marks):
        letters = sum(character.text.isalpha() for character in group[start:end])
        after = group[end] if end < len(group) else None
        in_word = after is not None and after.text.isalpha() and not _is_space(group[end - 1], after, False, height)
        if letters > _LONGEST_WORD or in_word:
            marks[start:end] = [False] * (end - start)
    return marks


def _runs_of(marks: Sequence[bool]) -> list[tuple[int, int]]:
    """Give from where to where marks follow each other."""
    starts = [n for n, mark in enumerate(marks) if mark and not (n and marks[n - 1])]
    return [(start, next((n for n in range(start, len(marks)) if not marks[n]), len(marks))) for start in starts]


def _is_torn(before: Character, after: Character) -> bool:
    """Tell a digit from the one before it, or the dash, that is much larger or smaller: it may be a mark, or decimals.

    Fonts of one size may say that they are of other heights; then their digits are of one width.
    """
    small, large = sorted((before.box.height, after.box.height))
    narrow, wide = sorted(character.box.right - character.box.left for character in (before, after))
    alike = before.text.isdigit() and narrow > _MARK_WIDTH * wide
    beside = before.text.isdigit() or before.text in _DASHES
    return after.text.isdigit() and beside and small < _MARK_HEIGHT * large and not alike
