"""Amounts that a narrow cell of a printed table has torn at the space between two groups of digits.

The last digits stand alone below the first ("2 237" over "417"). Read as they stand the first would be another amount,
so that both are given as one that cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tagwright.document.printed import UNKNOWN, Fragment

_GROUPED = re.compile(r"[(\[]?[-−–]?\s?\d{1,3}(?:[ \u00a0\u202f]\d{3})+[)\]]?")
_FIRST = re.compile(r"[(\[]?[-−–]?\s?\d{1,3}(?:[ \u00a0\u202f]\d{3})*")
_LAST = re.compile(r"\d{3}(?:[ \u00a0\u202f]\d{3})*[)\]]?")
_TIGHT = 0.8
"""The gap between two lines of one cell, in heights of a line, at most."""


def with_torn_amounts(lines: Mapping[int, tuple[Fragment, ...]], height: float) -> dict[int, tuple[Fragment, ...]]:
    """Bring the parts of torn amounts together, where the table groups digits with spaces; lines by their numbers.

    A line of last digits has no label and prints less than the line above; a line of totals prints as much.
    """
    if not any(_GROUPED.fullmatch(piece.text) for row in lines.values() for piece in row[1:]):
        return dict(lines)
    whole: dict[int, tuple[Fragment, ...]] = {}
    for number, row in lines.items():
        previous = next(reversed(whole), None)
        above = whole[previous] if previous is not None else ()
        at = [_above(piece, above, height) for piece in row]
        if previous is None or len(row) >= len(above) - 1 or None in at:
            whole[number] = row
            continue
        parts = dict(zip(at, row, strict=True))
        whole[previous] = tuple(_together(piece, parts.get(n)) for n, piece in enumerate(above))
    return whole


def _above(last: Fragment, row: Sequence[Fragment], height: float) -> int | None:
    """Find the first digits right above some last ones: where in their line they stand, behind its label."""
    if not _LAST.fullmatch(last.text):
        return None
    for n, first in enumerate(row[1:], start=1):
        beside = last.box.left < first.box.right and last.box.right > first.box.left
        if beside and _FIRST.fullmatch(first.text) and first.box.bottom - last.box.top < _TIGHT * height:
            return n
    return None


def _together(first: Fragment, last: Fragment | None) -> Fragment:
    if last is None:
        return first
    return replace(first, text=f"{first.text} {UNKNOWN}{last.text}", box=first.box.joined(last.box))
