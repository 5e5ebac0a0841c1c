"""Headings over groups of columns, where the source does not say how far each one reaches."""

from __future__ import annotations

from collections.abc import Sequence


def filled_right(texts: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """Let headings of groups stand for the empty cells to the right, where the first stands over the first column.

    Where it does not, headings stand in the middle of their groups, or out of place.
    """
    filled = list(texts)
    first = next((index for index, text in enumerate(texts) if index and text.strip()), 0)
    columns = [index for index in range(1, len(texts)) if any(row[index].strip() for row in below)]
    if not first or not columns or first > columns[0]:
        return filled
    for index in columns:
        if index > first and not filled[index].strip():
            filled[index] = filled[index - 1]
    return filled
