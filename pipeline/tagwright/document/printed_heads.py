"""Headers of a printed table: which columns each piece of them stands over.

A heading is set in the middle of its column or over several of them, the amounts at the right of theirs: a short
heading may stand over none of them. Where headings of two columns nearly touch, their line is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from tagwright.document.printed import UNKNOWN, Box, Fragment
from tagwright.document.raised import without_marks

_AMOUNT = re.compile(
    r"(?:[A-Z]{0,3}[$€£¥]\s?|[A-Z]{3}\s)?[(\[]?[-−–]?\s?[$€£¥]?\s?\d[\d.,'’\s]*[)\]]?\s?%?|[-−–—]|nil", re.IGNORECASE
)
"""What a cell prints that prints nothing but an amount, or a dash for nil; a year looks alike."""
_YEAR = re.compile(r"\W*(?:19|20)\d{2}\W*")
_OPENING = re.compile(r"[(\[]?\s*[A-Za-z]{0,3}[$€£¥]")
_CLOSING = re.compile(r"[)\]%]{1,2}")
_SPACE = 0.33
"""The widest space between two words, as a part of the height of their line."""
_WIDER = 1.35
"""How many times as wide the space between two headings is."""
_UNEVEN, _OFF_CENTRE = 0.15, 0.2
"""By how much the distance of columns, and the place of a heading over several, may differ, in distances of columns."""
_BETWEEN = 0.25
"""How far from the middles of two years a heading over both stands at least, as a part of their distance."""

Lines = dict[int, tuple[Fragment, ...]]
Stretch = tuple[float, float]
Span = tuple[int, int]
"""The first and the last of the columns that a heading stands over."""


def is_number(text: str) -> bool:
    """Tell a printed amount, a dash for nil, or a year from words; marks above the line say nothing.

    So is a number of which some digits cannot be told (U+FFFD).
    """
    return bool(_AMOUNT.fullmatch(without_marks(text).replace(UNKNOWN, "0")))


def is_amount(text: str) -> bool:
    """Tell a printed amount, or a dash for nil, from words and from a year."""
    return is_number(text) and not _YEAR.fullmatch(text)


def with_heads_over_columns(lines: Mapping[int, tuple[Fragment, ...]]) -> Lines:
    """Say of each piece of a header which columns of amounts below it stands over; lines by their numbers."""
    placed = dict(lines)
    heads: list[int] = []
    data: list[int] = []
    for number in [*lines, None]:
        row = lines[number] if number is not None else ()
        if number is None or (data and len(row) > 1 and not _prints_amounts(row)):
            placed |= _placed({n: lines[n] for n in heads}, [lines[n] for n in data])
            heads, data = [], []
        if number is not None and (data or _prints_amounts(row)):
            data.append(number)
        elif number is not None:
            heads.append(number)
    return placed


def _prints_amounts(row: Sequence[Fragment]) -> bool:
    return any(is_amount(fragment.text) for fragment in row[1:])


def _placed(heads: Lines, data: Sequence[Sequence[Fragment]]) -> Lines:
    """Place the lines of a header, from the lowest up: what heads one column widens it for the lines above."""
    columns = _columns(data)
    rows = [row for row in data if len(row) > 1]
    if not columns or any(len(_whole_cells(row)) > len(columns) for row in rows):
        return {}
    labels = max((row[0].box.right for row in rows if row[0].box.right <= columns[0][0]), default=columns[0][0])
    groups = _groups({n: [f for f in row if f.box.left >= labels] for n, row in heads.items()}, columns)
    placed: Lines = {}
    for number, row in reversed(heads.items()):
        placed[number] = _over(row, columns, labels, groups.get(number))
        for piece in placed[number]:
            if piece.over in columns:
                columns = _widened(columns, columns.index(piece.over), piece)
    return placed


def _whole_cells(row: Sequence[Fragment]) -> list[Stretch]:
    """Give from where to where the cells behind a label reach, with the signs and brackets that stand apart."""
    cells: list[Stretch] = []
    sign: float | None = None
    for fragment in row[1:]:
        if cells and _CLOSING.fullmatch(fragment.text):
            cells[-1] = cells[-1][0], fragment.box.right
        elif _OPENING.fullmatch(fragment.text):
            sign = fragment.box.left
        else:
            cells.append((fragment.box.left if sign is None else sign, fragment.box.right))
            sign = None
    return cells


def _columns(data: Sequence[Sequence[Fragment]]) -> list[Stretch]:
    """Give the stretches in which the amounts of each column stand, from left to right."""
    columns: list[Stretch] = []
    for left, right in sorted(cell for row in data for cell in _whole_cells(row)):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    return columns


def _widened(columns: Sequence[Stretch], index: int, head: Fragment) -> list[Stretch]:
    """Let a column reach as far as its heading, but not into its neighbours."""
    left, right = columns[index]
    before = columns[index - 1][1] if index else head.box.left
    after = columns[index + 1][0] if index + 1 < len(columns) else head.box.right
    wide = max(min(left, head.box.left), min(left, before)), min(max(right, head.box.right), max(right, after))
    return [*columns[:index], wide, *columns[index + 1 :]]


def _over(
    row: Sequence[Fragment], columns: Sequence[Stretch], labels: float, groups: Sequence[Span] | None
) -> tuple[Fragment, ...]:
    """Place the pieces of a line; it stays as it is where two of them would stand over one column."""
    corner = [fragment for fragment in row if fragment.box.left < labels]
    pieces = [fragment for fragment in row if fragment.box.left >= labels]
    if groups is None:
        pieces = [part for piece in pieces for part in _parted(piece, columns)]
    over = groups or [_over_own(piece.box, columns) for piece in pieces]
    if any(left[1] >= right[0] for left, right in pairwise(over)):
        return tuple(row)
    moved = (
        replace(piece, over=(columns[first][0], columns[last][1]))
        for piece, (first, last) in zip(pieces, over, strict=True)
    )
    return (*corner, *moved)


def _parted(fragment: Fragment, columns: Sequence[Stretch]) -> list[Fragment]:
    """Part a piece that stands over several columns at wide spaces between them, if there is one between each two."""
    first, last = _over_own(fragment.box, columns)
    usual = median([gap.right - gap.left for gap in fragment.gaps] or [0.0])
    least = _WIDER * min(usual, _SPACE * fragment.box.height)
    wide = [gap for gap in fragment.gaps if gap.right - gap.left > least]
    cuts = []
    for (_, end), (start, _) in pairwise(columns[first : last + 1]):
        between = [gap for gap in wide if gap.right > end and gap.left < start]
        if len(between) != 1:
            return [fragment]
        cuts += between
    pieces: list[Fragment] = []
    for cut in reversed(cuts):
        fragment, right = fragment.parted(cut)
        pieces.insert(0, right)
    return [fragment, *pieces]


def _over_own(box: Box, columns: Sequence[Stretch]) -> Span:
    """Give the first and last column that a piece reaches into, or the one that it is nearest to."""
    inside = [n for n, (left, right) in enumerate(columns) if box.left < right and box.right > left]
    if inside:
        return inside[0], inside[-1]
    near = min(range(len(columns)), key=lambda n: max(columns[n][0] - box.right, box.left - columns[n][1]))
    return near, near


def _groups(heads: Mapping[int, Sequence[Fragment]], columns: Sequence[Stretch]) -> dict[int, list[Span]]:
    """Give, by line, the groups of columns that the pieces of the upper lines stand over.

    The pieces of as many lines as can be stand below each other, in the middles of equally large groups. A year by
    itself is of one column.
    """
    rows = list(heads.values())
    dated = next((at for at, row in enumerate(rows) if any(_YEAR.fullmatch(piece.text) for piece in row)), len(heads))
    years = [piece for piece in rows[dated] if _YEAR.fullmatch(piece.text)] if dated < len(heads) else []
    for count in range(dated, 0, -1):
        lines = {n: row for n, row in list(heads.items())[:count] if row}
        stacks = _stacks(lines.values())
        groups = _centred_groups(stacks, columns) or _over_years(stacks, years, columns) if stacks else None
        if groups:
            stack_of = {id(piece): group for stack, group in zip(stacks, groups, strict=True) for piece in stack}
            return {n: [stack_of[id(piece)] for piece in row] for n, row in lines.items()}
    return {}


def _stacks(lines: Iterable[Sequence[Fragment]]) -> list[list[Fragment]]:
    """Bring pieces together that stand over each other; none where two of one line would come together."""
    stacks: list[list[Fragment]] = []
    for row in lines:
        for piece in row:
            near = [stack for stack in stacks if any(_overlap(piece, other) for other in stack)]
            if len(near) > 1 or any(other in row for stack in near for other in stack):
                return []
            near[0].append(piece) if near else stacks.append([piece])
    return sorted(stacks, key=lambda stack: stack[0].box.left)


def _overlap(one: Fragment, other: Fragment) -> bool:
    return one.box.left < other.box.right and one.box.right > other.box.left


def _centred_groups(stacks: Sequence[Sequence[Fragment]], columns: Sequence[Stretch]) -> list[Span] | None:
    """Give equal groups of columns with a stack over the middle of each; columns before them have none."""
    ends = [right for _, right in columns]
    middles = [min(piece.box.left for piece in stack) + max(piece.box.right for piece in stack) for stack in stacks]
    for size in range(2, len(columns) // max(1, len(stacks)) + 1) if len(stacks) > 1 else ():
        first = len(columns) - size * len(stacks)
        steps = [b - a for a, b in pairwise(ends[first:])]
        step = sum(steps) / len(steps)
        groups = [(n, n + size - 1) for n in range(first, len(columns), size)]
        off = [abs(at / 2 - (ends[last] - size * step / 2)) for at, (_, last) in zip(middles, groups, strict=True)]
        if max(off) < _OFF_CENTRE * step and all(abs(width - step) < _UNEVEN * step for width in steps):
            return groups
    return None


def _over_years(
    stacks: Sequence[Sequence[Fragment]], years: Sequence[Fragment], columns: Sequence[Stretch]
) -> list[Span] | None:
    """Give pairs of columns, however wide they are, where a stack stands between the two years of each."""
    first = len(columns) - len(years)
    if len(stacks) < 2 or len(years) != 2 * len(stacks) or first < 0:
        return None
    for stack, left, right in zip(stacks, years[::2], years[1::2], strict=True):
        at = (min(piece.box.left for piece in stack) + max(piece.box.right for piece in stack)) / 2
        apart = _BETWEEN * (right.box.middle_across - left.box.middle_across)
        if not left.box.middle_across + apart < at < right.box.middle_across - apart:
            return None
    return [(n, n + 1) for n in range(first, len(columns), 2)]
