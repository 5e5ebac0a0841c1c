"""Headings of columns that are set upwards or downwards, to save room: they become a line of the header.

Such headings stand side by side over their columns. A line that is set so by itself, such as what a margin says, heads
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tagwright.document.printed import Box, Fragment, Line

_FEWEST = 2
_LONGEST = 80
"""Characters of a heading."""
_WRAPPED = 0.5
"""The gap between two lines of one heading, in heights of a line, at most; columns stand further apart."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Turned:
    """A line that is set upwards or downwards: its text, and its box as the page lies."""

    line: Line
    box: Box

    @property
    def height(self) -> float:
        """How tall the line is, which is how wide its box is."""
        return self.box.right - self.box.left


def with_upright_heads(lines: Sequence[Line], turned: Sequence[Turned]) -> tuple[list[Line], list[Line]]:
    """Give the lines of a page with the headings that are set upwards among them, and the turned lines that these are.

    A heading stands in the line where it ends above its column.
    """
    heads = [one for one in turned if len(one.line.text) <= _LONGEST and _LETTER.search(one.line.text)]
    made: list[Line] = []
    used: list[Turned] = []
    while heads:
        beside = [one for one in heads if one is heads[0] or _are_side_by_side(heads[0].box, one.box)]
        heads = [one for one in heads if one not in beside]
        groups = _groups(beside)
        bottom = min(one.box.bottom for one in beside)
        top = bottom + min(one.height for one in beside)
        if len(groups) >= _FEWEST and not any(_cross(line.box, group, top) for line in lines for group in groups):
            made.append(Line(tuple(_fragment(group, bottom, top) for group in groups)))
            used += beside
    order = sorted([*lines, *made], key=lambda line: -line.box.top) if made else list(lines)
    return order, [one.line for one in used]


def _are_side_by_side(one: Box, other: Box) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.height, other.height)


def _groups(beside: Sequence[Turned]) -> list[list[Turned]]:
    """Bring the lines of each heading together, which stand closer than columns do, in the order of reading."""
    groups: list[list[Turned]] = []
    for one in sorted(beside, key=lambda one: one.box.left):
        if groups and one.box.left - groups[-1][-1].box.right < _WRAPPED * one.height:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [sorted(group, key=beside.index) for group in groups]


def _cross(line: Box, group: Sequence[Turned], top: float) -> bool:
    """Tell a line that is printed across a heading: then both are no part of one table."""
    box = _around(group)
    inside = line.left < box.right and line.right > box.left
    return inside and line.bottom < box.top and line.top > top


def _fragment(group: Sequence[Turned], bottom: float, top: float) -> Fragment:
    around = _around(group)
    text = " ".join(one.line.text for one in group)
    return Fragment(text, Box(around.left, bottom, around.right, top))


def _around(group: Sequence[Turned]) -> Box:
    return Box.around(one.box for one in group)
