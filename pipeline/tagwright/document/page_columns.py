"""Pages whose text runs in columns: each column is read from its head to its foot before the next one.

A table has columns, too. What tells the two apart is running text: lines that fill their column and go on in the next
line with a small letter. Beside such a column another one may hold a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from statistics import median

from tagwright.document.printed import Fragment, Line

_WORD = re.compile(r"[^\W\d_]{3,}")
_MARKER = re.compile(r"[•●▪■◦‣]|\(?(?:[A-Za-z]|[ivx]{1,4}|\d{1,2})[.)]")
_INDENT = 4.0
"""How far, in heights of a line, the marker of a paragraph stands before it at most."""
_EDGE = 1.5
"""Points by which lines of one column begin apart at most."""
_FEWEST_STARTS, _MOST_TRIED = 3, 6
_FEWEST_LINES, _FEWEST_WORDS = 5, 4
_WHOLE, _FULL, _FILLED, _GOES_ON = 0.7, 0.8, 0.6, 0.4
"""Of the lines of running text so many are one piece, are filled up to a part of the column, and begin small."""
_NARROWEST = 0.5
"""How wide the narrower of two columns is at least, as a part of the other one."""

Parts = Sequence[Fragment]


def columns_of(lines: Sequence[Line], apart: Callable[[Line], bool]) -> list[list[Line]]:
    """Give the lines of a page in the order in which they are read, in groups: what one column holds is one.

    ``apart`` tells lines that are in no column: running heads and feet.
    """
    for edge in _edges(lines):
        groups = _parted(lines, edge, apart)
        if len(groups) > 1:
            return [part for group in groups for part in columns_of(group, apart)]
    return [list(lines)]


def _edges(lines: Sequence[Line]) -> list[float]:
    """Say where columns may begin: words do so behind a gap, line after line."""
    starts = [piece.box.left for line in lines for piece in line.fragments[1:] if _WORD.search(piece.text)]
    counts = Counter(round(start) for start in starts)
    often = [start for start, count in counts.most_common(_MOST_TRIED) if count >= _FEWEST_STARTS]
    return [min(start for start in starts if abs(start - edge) <= _EDGE) for edge in often]


def _parted(lines: Sequence[Line], edge: float, apart: Callable[[Line], bool]) -> list[list[Line]]:
    """Part the lines where none reaches over the edge of a column, if one of the two columns there is running text."""
    groups: list[list[Line]] = [[]]
    for crosses, run in groupby(lines, key=lambda line: apart(line) or _reaches_over(line, edge)):
        band = list(run)
        start, end = (0, 0) if crosses else _text_in(band, edge)
        left, right = (
            [part for line in band[start:end] if (part := _part(line, edge, before))] for before in (True, False)
        )
        if _stand_side_by_side(left, right):
            groups[-1] += band[:start]
            groups += [[Line(tuple(part)) for part in left], [Line(tuple(part)) for part in right], band[end:]]
        else:
            groups[-1] += band
    return [group for group in groups if group]


def _text_in(band: Sequence[Line], edge: float) -> tuple[int, int]:
    """Say from where to where lines have running text behind the edge of a column, or else before it.

    There each line begins at the edge of its column, and is one piece; the other column may begin or end elsewhere.
    """
    for before in (False, True):
        parts = [_part(line, edge, before) for line in band]
        left = min((part[0].box.left for part in parts if part), default=edge) if before else edge
        at_edge = groupby(range(len(band)), key=lambda n: not parts[n] or _is_line_of_text(parts[n], left))
        stretch = max((list(own) for fits, own in at_edge if fits), key=len, default=[])
        small = [n for n in stretch if _begins_small(parts[n])]
        if not small:
            continue
        right = left + _FULL * (max(parts[n][-1].box.right for n in small) - left)
        goes_on = [not part or part[-1].box.right > right for part in parts]
        start, end = small[0], small[-1] + 1
        while start > stretch[0] and goes_on[start - 1]:
            start -= 1
        while end <= stretch[-1] and goes_on[end]:
            end += 1
        if _is_text([part for part in parts[start:end] if part]):
            return start, end
    return 0, 0


def _is_line_of_text(part: Parts, left: float) -> bool:
    return len(_words(part)) <= 1 and part[0].box.left < left + _INDENT * part[0].box.height


def _words(part: Parts) -> Parts:
    return [piece for piece in part if not _MARKER.fullmatch(piece.text)]


def _begins_small(part: Parts) -> bool:
    return any(piece.text[:1].islower() for piece in _words(part)[:1])


def _stand_side_by_side(left: Sequence[Parts], right: Sequence[Parts]) -> bool:
    """Tell two columns of a page, one of them running text, from the markers or headings of paragraphs beside these."""
    if not (_is_text(left) or _is_text(right)) or not left or not right:
        return False
    widths = [
        max(parts[-1].box.right for parts in side) - min(parts[0].box.left for parts in side) for side in (left, right)
    ]
    return min(widths) > _NARROWEST * max(widths)


def _reaches_over(line: Line, edge: float) -> bool:
    return any(piece.box.left < edge - _EDGE < piece.box.right for piece in line.fragments)


def _part(line: Line, edge: float, before: bool) -> Parts:
    """Give what stands before the edge of a column, or behind it, with the markers of its paragraphs."""
    return [piece for piece in line.fragments if (piece.box.left < edge - _EDGE and not _marks(piece, edge)) == before]


def _marks(piece: Fragment, edge: float) -> bool:
    near = edge - piece.box.left < _INDENT * piece.box.height
    return near and bool(_MARKER.fullmatch(piece.text))


def _is_text(lines: Sequence[Parts]) -> bool:
    """Tell lines of running text from labels and amounts."""
    if len(lines) < _FEWEST_LINES:
        return False
    left, right = min(parts[0].box.left for parts in lines), max(parts[-1].box.right for parts in lines)
    filled = sum(parts[-1].box.right > left + _FULL * (right - left) for parts in lines)
    whole = sum(len(_words(parts)) <= 1 for parts in lines)
    small = sum(_begins_small(parts) for parts in lines)
    words = median(sum(len(piece.text.split()) for piece in parts) for parts in lines)
    shares = ((whole, _WHOLE), (filled, _FILLED), (small, _GOES_ON))
    return words >= _FEWEST_WORDS and all(count >= share * len(lines) for count, share in shares)
