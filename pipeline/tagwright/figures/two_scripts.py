"""Labels that a table prints twice, in Latin letters and in Chinese or Japanese ones, each in a row of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tagwright.document.model import Row
from tagwright.figures.labels import Squeezed

_LATIN = re.compile(r"[A-Za-z]{2}")
_OTHER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_FEWEST = 2


def with_joined_scripts(rows: Sequence[Row], numbers: Sequence[Squeezed]) -> Sequence[Row]:
    """Bring two rows together that are one line in two scripts: its label stands in the row of its numbers.

    Only where most labels of the table stand so, one below the other in the same order, and no more than one of the
    two has numbers beside it.
    """
    labels = [row.cells[0].text.strip() for row in rows]
    other = [bool(_OTHER.search(label)) and not _LATIN.search(label) for label in labels]
    latin = [bool(_LATIN.search(label)) and not _OTHER.search(label) for label in labels]
    if sum(other) < _FEWEST or not any(latin):
        return rows
    filled = [index for index, label in enumerate(labels) if label]
    first, second = (other, latin) if other[filled[0]] else (latin, other)
    pairs = [
        (index, index + 1)
        for index in range(len(rows) - 1)
        if first[index] and second[index + 1] and not (numbers[index].count and numbers[index + 1].count)
    ]
    if 8 * len(pairs) < 3 * len(filled):  # three of four labels stand in pairs
        return rows
    joined = list(rows)
    for one, two in pairs:
        home, away = (two, one) if numbers[two].count else (one, two)
        joined[home] = _labelled(rows[home], f"{labels[one]} {labels[two]}")
        joined[away] = _labelled(rows[away], "")
    return joined


def _labelled(row: Row, label: str) -> Row:
    return replace(row, cells=(replace(row.cells[0], text=label), *row.cells[1:]))
