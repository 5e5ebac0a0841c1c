"""Running heads and feet: lines that stand at one height on many pages, and are none of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tagwright.document.printed import Line

Signature = tuple[str, int]
"""The words of a line, whatever numbers it prints, and its height on the page."""

_EDGE = 0.13
_COLUMN_HEAD = re.compile(r"\b(?:19|20)\d{2}$|(?<!\w)[A-Z]{0,3}[$€£¥]|['’]000$|^%$")
_DIGITS = re.compile(r"\d+")


def furniture_of(pages: Sequence[Sequence[Line]]) -> frozenset[Signature]:
    """Find the lines that head or foot many pages: the same words, whatever the number, at the same height."""
    seen: Counter[Signature] = Counter()
    for lines in pages:
        seen.update({signature(line) for line in lines if _at_edge(line, lines) and not _heads_columns(line)})
    return frozenset(found for found, count in seen.items() if count >= max(3, 0.2 * len(pages)))


def signature(line: Line) -> Signature:
    """Give what a line has in common with its like on other pages."""
    return _DIGITS.sub("#", line.text), round(line.box.middle / 3)


def _heads_columns(line: Line) -> bool:
    """Tell the header of a table that stands at the same height on page after page."""
    return sum(1 for fragment in line.fragments if _COLUMN_HEAD.search(fragment.text)) > 1


def _at_edge(line: Line, lines: Sequence[Line]) -> bool:
    top, bottom = lines[0].box.top, lines[-1].box.bottom
    edge = _EDGE * max(top - bottom, 1)
    return line.box.middle > top - edge or line.box.middle < bottom + edge
