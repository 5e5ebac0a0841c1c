"""Text that is set with spaces: lines whose parts stand apart are read by where these stand, as on a printed page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from unicodedata import east_asian_width

from tagwright.document.furniture import furniture_of, signature
from tagwright.document.indentation import SPACE
from tagwright.document.model import Block, Paragraph, Place
from tagwright.document.printed import Box, Fragment, Line
from tagwright.document.regions import GRID_STEP, PrintedLines
from tagwright.document.titled import blocks_of

_PARTS = re.compile(r"\S+(?:[^\S\n]\S+)*")
"""Words with single spaces between them."""
_LEADER = re.compile(r"\s*(?:\.\s?){4,}")
_UNDERLINE = re.compile(r"[-=_–—]{3,}")
_PITCH, _HEIGHT = 2.0, 1.8
"""From line to line, and the height of a line, in widths of a character: as typewriters and terminals set it."""
_PAGE_BREAK = "\f"
_OFTEN = 3
_MOST_HEADS = 12
"""Lines above a table that may be rows of its header."""
_STRAY = 100
"""A line stands in the margin where not one in so many of the others begins as far left."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a file: its number, counted from 1, its text, and what it prints where."""

    number: int
    text: str
    printed: Line


def text_lines(lines: Sequence[tuple[int, str]]) -> list[TextLine]:
    """Give the lines that print something, by their numbers; lines drawn under columns and totals print nothing."""
    made = [TextLine(number, text, Line(tuple(_fragments(text, number)))) for number, text in lines]
    return [line for line in made if line.printed.fragments]


def lines_apart(lines: Sequence[TextLine]) -> frozenset[int]:
    """Give the numbers of the lines that are none of the text: running heads and feet, and what the margin says."""
    return _running(lines) | _in_the_margin(lines)


def _running(lines: Sequence[TextLine]) -> frozenset[int]:
    pages: list[list[TextLine]] = [[]]
    for line in lines:
        if _PAGE_BREAK in line.text:
            pages.append([])
        pages[-1].append(line)
    if len(pages) < _OFTEN:
        return frozenset()
    printed = [_as_page(page) for page in pages if page]
    furniture = furniture_of(printed)
    return frozenset(
        line.number
        for page, shown in zip(filter(None, pages), printed, strict=True)
        for line, as_shown in zip(page, shown, strict=True)
        if signature(as_shown) in furniture
    )


def _as_page(lines: Sequence[TextLine]) -> list[Line]:
    """Give the lines of a page as they stand on it."""
    return [Line(tuple(_fragments(line.text, line.number - lines[0].number))) for line in lines]


def _in_the_margin(lines: Sequence[TextLine]) -> frozenset[int]:
    times = Counter(line.text.strip() for line in lines)
    lefts = sorted(line.printed.box.left for line in lines if times[line.text.strip()] < _OFTEN)
    margin = lefts[len(lefts) // _STRAY] if lefts else 0.0
    return frozenset(
        line.number
        for line in lines
        if times[line.text.strip()] >= _OFTEN and line.printed.box.left < margin and len(line.printed.fragments) == 1
    )


def spaced_blocks(
    lines: Sequence[TextLine], apart: Set[int], before: Sequence[Block], block_of: Callable[[str, int], Block]
) -> list[Block]:
    """Read lines that follow other blocks: their tables, and what stands outside of tables line by line.

    ``apart`` are the numbers of lines that are none of the text; each is a paragraph. ``block_of`` makes the block of
    another line that stands alone.
    """

    def place_of(index: int, _: int, fragment: Fragment) -> Place:
        line = lines[index]
        return Place(line.number, _index_at(line.text, int(fragment.box.left)) + 1)

    def alone(index: int) -> Block:
        line = lines[index]
        begin = len(line.text) - len(line.text.lstrip())
        in_text = line.number not in apart
        return (
            block_of(line.text, line.number) if in_text else Paragraph(line.text.strip(), Place(line.number, begin + 1))
        )

    page = PrintedLines([line.printed for line in lines], place_of)
    body = [index for index, line in enumerate(lines) if line.number not in apart]
    blocks: list[Block] = list(before)
    position = told = 0
    loose: list[int] = []
    while position < len(body):
        region = page.region(body, position, loose)
        if not region:
            loose = [*loose[-_MOST_HEADS:], body[position]]
            position += 1
            continue
        inside = frozenset(region)
        blocks += (alone(index) for index in range(told, region[-1] + 1) if index not in inside)
        blocks += blocks_of(list(page.cells(region)), blocks, GRID_STEP * SPACE)
        loose, told = [], region[-1] + 1
        position = bisect_right(body, region[-1])
    blocks += (alone(index) for index in range(told, len(lines)))
    return blocks[len(before) :]


def _fragments(line: str, number: int) -> Iterator[Fragment]:
    """Cut a line where more than one space, or a leader of dots, stands."""
    top = -number * _PITCH
    plain = _LEADER.sub(lambda dots: " " * len(dots.group()), line)
    for part in _PARTS.finditer(plain):
        if not _UNDERLINE.fullmatch(part.group()):
            left = _width(line[: part.start()])
            yield Fragment(part.group(), Box(left, top - _HEIGHT, left + _width(part.group()), top))


def _width(text: str) -> int:
    """Give the columns that a text takes on a terminal: ideographs take two (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _index_at(text: str, column: int) -> int:
    """Give the index of the character of a text that stands in a column."""
    if text.isascii():
        return column
    index = 0
    while column > 0:
        column -= _width(text[index])
        index += 1
    return index
