"""Cells that hold one line for each of several labels: a row of a table that prints several lines of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tagwright.document.spanned import GridCell, S

_MOST_LINES = 100
_WORD = re.compile(r"[^\W\d_]{2}")
_AMOUNT = re.compile(r"[A-Za-z]{0,3}[$€£¥]?\s?[(\[]?\s*[-−–—]?\s*(?:\d[\d.,'’\s]*)?[)\]]?\s*%?")


def unstacked(row: Sequence[tuple[GridCell[S], Sequence[GridCell[S]]]]) -> Iterator[GridCell[S]]:
    """Give the cells of a row, each of which is given whole and as its lines; rows are numbered with room between them.

    Where the first cell that prints holds several labels, and each other one as many amounts, each line is a row.
    """
    lines = [own for cell, own in row if cell.text.strip()]
    count = len(lines[0]) if len(lines) > 1 else 0
    apart = (
        1 < count < _MOST_LINES
        and all(len(own) == count for own in lines)
        and all(_WORD.search(line.text) for line in lines[0])
        and all(_AMOUNT.fullmatch(line.text.strip()) for own in lines[1:] for line in own)
    )
    for cell, own in row:
        for number, line in enumerate(own if apart and cell.text.strip() else [cell]):
            yield replace(line, row=cell.row * _MOST_LINES + number)
