"""Cells of a printed table that nearly touch: two amounts in one piece of a line are parted, one number is not.

Spaces may group the digits of one number ("1 234 512"); then it tells where the amounts of other lines end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from tagwright.document.printed import Fragment, Gap
from tagwright.document.printed_heads import is_amount
from tagwright.document.raised import without_marks

_AMOUNT = re.compile(r"[(\[]?[-−–]?[$€£¥]?\d(?:[\d.,'’]*\d)?[)\]]?%?[)\]]?")
_DASH = re.compile(r"[-−–—]")
_SMALL = re.compile(r"\d{1,2}|[-−–—]")
_LABEL_END = re.compile(r"[^\W\d_]{2,}\W?$")
_FIRST_GROUPS = re.compile(r"[(\[]?[-−–]?[$€£¥]?\d{1,3}")
_NEXT_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?[)\]]?%?")
_ALIGNED, _BRACKET = 0.12, 0.29
"""How far from each other the amounts of one column end, and how wide a bracket is, in heights of a line."""

End = tuple[float, bool]
"""Where an amount ends, and whether a bracket does so."""


def with_parted_amounts(lines: Mapping[int, tuple[Fragment, ...]]) -> dict[int, tuple[Fragment, ...]]:
    """Part the pieces of lines (by their numbers) that hold several amounts, or a label and an amount."""
    height = median([fragment.box.height for row in lines.values() for fragment in row] or [1.0])
    ends = {number: [_end(f) for f in row if prints_amounts(f)] for number, row in lines.items()}
    parted: dict[int, tuple[Fragment, ...]] = {}
    for number, row in lines.items():
        parted[number] = row
        if any(piece.gaps and _is_whole(_tokens(piece)[-1]) for piece in row):
            others = [end for other, own in ends.items() if other != number for end in own]
            is_row = any(prints_amounts(piece) for piece in row[1:])
            parts = (
                _parts(piece, others, height) if prints_amounts(piece) or (is_row and not n) else [piece]
                for n, piece in enumerate(row)
            )
            parted[number] = tuple(part for piece in parts for part in piece)
    return parted


def prints_amounts(piece: Fragment) -> bool:
    """Tell a piece that holds nothing but amounts, or dashes for nil."""
    return all(_is_whole(token) for token in _tokens(piece))


def _parts(piece: Fragment, ends: Sequence[End], height: float) -> list[Fragment]:
    """Give the cells of a piece of a line; ``ends`` are those of the amounts of other lines."""
    parts: list[Fragment] = []
    for gap in reversed(_cuts(piece, ends, height)):
        piece, right = piece.parted(gap)
        parts.insert(0, right)
    return [piece, *parts]


def _cuts(piece: Fragment, ends: Sequence[End], height: float) -> list[Gap]:
    tokens = _tokens(piece)
    words = next((n for n in range(len(tokens), 0, -1) if not _is_whole(tokens[n - 1])), 0)
    is_label = words > 0 and _LABEL_END.search(tokens[words - 1])
    if words == len(tokens) or (words and not (is_label and _ends_column(_end(piece), ends, height))):
        return []
    cuts = [piece.gaps[words - 1]] if words else []
    for n, (left, right) in enumerate(pairwise(tokens[words:]), start=words):
        gap = piece.gaps[n]
        if _are_two(left, right) or _ends_column((gap.left, left.endswith((")", "]"))), ends, height):
            cuts.append(gap)
    return cuts


def _are_two(left: str, right: str) -> bool:
    """Tell two amounts from the groups of digits of one, from a sign that stands apart, and from notes ("5 6")."""
    if _DASH.fullmatch(left) or _DASH.fullmatch(right) or (_SMALL.fullmatch(left) and _SMALL.fullmatch(right)):
        return False
    return not (_FIRST_GROUPS.fullmatch(left) and _NEXT_GROUP.fullmatch(right))


def _tokens(piece: Fragment) -> list[str]:
    """Give what stands between the gaps of a piece."""
    cuts = [0, *(gap.offset for gap in piece.gaps), len(piece.text)]
    return [piece.text[start:end].strip() for start, end in pairwise(cuts)]


def _is_whole(text: str) -> bool:
    text = without_marks(text)
    return is_amount(text) and bool(_AMOUNT.fullmatch(text) or _DASH.fullmatch(text))


def _end(piece: Fragment) -> End:
    return piece.box.right, piece.text.endswith((")", "]"))


def _ends_column(end: End, others: Sequence[End], height: float) -> bool:
    """Tell where amounts of a column end: at one place, or their digits do and their brackets stand out."""
    for other, bracket in others:
        far = abs(end[0] - other)
        if far < _ALIGNED * height or (end[1] != bracket and abs(far - _BRACKET * height) < _ALIGNED * height):
            return True
    return False
