"""How far the labels of a table stand in: offsets from the left, in points, and the depths that they make.

The depth of a row is the number of steps that its label stands to the right of the table's outermost labels, counted
among the steps that the table has. What stands above what in a statement is said by these steps alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tagwright.document.model import Row

SPACE = 2.0
"""Points. Labels that stand apart by no more than one space stand on one step: a space is often typed by mistake."""
COLUMN = 12.0
"""Points for each column of a grid that a label stands further right, where the widths of columns are not known."""
_WIDTHS = {"\t": 18 * SPACE, "\u2003": 4 * SPACE, "\u3000": 4 * SPACE, "\u2002": 2 * SPACE}
_SPACES = " \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000"


def indent_by_spaces(text: str) -> float:
    """Give the width of the spaces that a text begins with, in points."""
    return sum(_WIDTHS.get(space, SPACE) for space in text[: len(text) - len(text.lstrip(_SPACES))])


def depths(offsets: Sequence[float | None]) -> list[int]:
    """Give the depth of each row by how far its label stands in; of a row without a label (None) it is 0."""
    steps: list[float] = []
    for offset in sorted(offset for offset in offsets if offset is not None):
        if not steps or offset - steps[-1] > SPACE:
            steps.append(offset)
    return [0 if offset is None else sum(step <= offset for step in steps) - 1 for offset in offsets]


def deepened(rows: Sequence[Row], offsets: Sequence[float | None]) -> tuple[Row, ...]:
    """Give rows with their depths, by how far the label of each stands in."""
    return tuple(replace(row, depth=depth) if depth else row for row, depth in zip(rows, depths(offsets), strict=True))
