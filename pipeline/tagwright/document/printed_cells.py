"""Cells of a printed table that nearly touch: two amounts in one piece of a line are parted, one number is not.

Spaces may group the digits of one number ("1 234 512"); then it tells where the amounts of other lines end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tagwright.document.printed import UNKNOWN, Fragment, Gap
from tagwright.document.printed_heads import is_amount
from tagwright.document.raised import without_marks

_AMOUNT = re.compile(r"[(\[]?[-−–]?[$€£¥]?\d(?:[\d.,'’]*\d)?[)\]]?%?[)\]]?")
_DASH = re.compile(r"[-−–—]")
_SMALL = re.compile(r"\d{1,2}|[-−–—]")
_LABEL_END = re.compile(r"[^\W\d_]{2,}\W?$")
_FIRST_GROUPS = re.compile(r"[(\[]?[-−–]?[$€£¥]?\d{1,3}")
_NEXT_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?[)\]]?%?")
_RUN_ON = re.compile(r"[(\[]?\d{4,}[)\]]?|\d+[)\]]\d+")
_TWO = 2
_ALIGNED, _BRACKET = 0.12, 0.29
"""How far from each other the amounts of one column end, and how wide a bracket is, in heights of a line."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """Where an amount begins and ends, and whether it ends with a bracket."""

    left: float
    right: float
    bracket: bool


def with_parted_amounts(lines: Mapping[int, tuple[Fragment, ...]]) -> dict[int, tuple[Fragment, ...]]:
    """Part the pieces of lines (by their numbers) that hold several amounts, or a label and an amount."""
    height = median([fragment.box.height for row in lines.values() for fragment in row] or [1.0])
    amounts = {number: [_amount(f) for f in row if prints_amounts(f)] for number, row in lines.items()}
    parted: dict[int, tuple[Fragment, ...]] = {}
    for number, row in lines.items():
        parted[number] = row
        if any(piece.gaps and _is_whole(_tokens(piece)[-1]) for piece in row):
            others = [own for other, own in amounts.items() if other != number]
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


def _parts(piece: Fragment, others: Sequence[Sequence[_Amount]], height: float) -> list[Fragment]:
    """Give the cells of a piece of a line; ``others`` are the amounts of other lines."""
    parts: list[Fragment] = [piece]
    for gap in reversed(_cuts(piece, others, height)):
        parts[:1] = parts[0].parted(gap)
    return [_untold(piece)] if any(_may_be_two(part, others, height) for part in parts) else parts


def _may_be_two(piece: Fragment, others: Sequence[Sequence[_Amount]], height: float) -> bool:
    """Tell groups of digits that stand where other lines print two amounts."""
    inside = (sum(_overlap(piece, amount, height) for amount in row) for row in others)
    return bool(piece.gaps) and prints_amounts(piece) and max(inside, default=0) >= _TWO


def _untold(piece: Fragment) -> Fragment:
    at = max(piece.gaps, key=lambda gap: gap.right - gap.left).offset
    return replace(piece, text=f"{piece.text[:at]}{UNKNOWN}{piece.text[at + 1 :]}", gaps=())


def _overlap(piece: Fragment, amount: _Amount, height: float) -> bool:
    return min(piece.box.right, amount.right) - max(piece.box.left, amount.left) > _ALIGNED * height


def _cuts(piece: Fragment, others: Sequence[Sequence[_Amount]], height: float) -> list[Gap]:
    tokens = _tokens(piece)
    if any(map(_RUN_ON.fullmatch, tokens)) and any(map(_NEXT_GROUP.fullmatch, tokens)):
        return []  # groups of two numbers without a gap between them
    words = next((n for n in range(len(tokens), 0, -1) if not _is_whole(tokens[n - 1])), 0)
    if words == len(tokens) or (words and not _LABEL_END.search(tokens[words - 1])):
        return []
    start = piece.gaps[words - 1].right if words else piece.box.left
    own = replace(_amount(piece), left=start)
    if words and not (_ends_column(own, None, others, height) or _begins_column(own, others, height)):
        return []
    cuts = [piece.gaps[words - 1]] if words else []
    for n, (left, right) in enumerate(pairwise(tokens[words:]), start=words):
        gap = piece.gaps[n]
        amount = _Amount(start, gap.left, left.endswith((")", "]")))
        behind = replace(_amount(piece), left=gap.right)
        if _are_two(left, right) or _ends_column(amount, behind, others, height):
            cuts.append(gap)
            start = gap.right
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


def _amount(piece: Fragment) -> _Amount:
    return _Amount(piece.box.left, piece.box.right, piece.text.endswith((")", "]")))


def _ends_column(amount: _Amount, behind: _Amount | None, others: Sequence[Sequence[_Amount]], height: float) -> bool:
    """Tell where amounts of a column end: at one place, or their digits do and their brackets stand out.

    Those of one width say so only where amounts stand behind them as they do ``behind`` this one: they end at one
    place however their column is set.
    """
    for row in others:
        for other in row:
            if _end_together(amount, other, height) and (
                abs(amount.left - other.left) > _ALIGNED * height
                or any(behind is not None and _stand_alike(behind, each, height) for each in row if each != other)
            ):
                return True
    return False


def _begins_column(amount: _Amount, others: Sequence[Sequence[_Amount]], height: float) -> bool:
    """Tell where amounts of a column begin: those of two other lines do so, or one that ends there, too, as wide."""
    alike = [[other for other in row if abs(amount.left - other.left) < _ALIGNED * height] for row in others]
    as_wide = any(_end_together(amount, other, height) for row in alike for other in row)
    return as_wide or sum(map(bool, alike)) >= _TWO


def _end_together(one: _Amount, other: _Amount, height: float) -> bool:
    far = abs(one.right - other.right)
    hangs = one.bracket != other.bracket and abs(far - _BRACKET * height) < _ALIGNED * height
    return far < _ALIGNED * height or hangs


def _stand_alike(one: _Amount, other: _Amount, height: float) -> bool:
    return abs(one.left - other.left) < _ALIGNED * height or _end_together(one, other, height)
