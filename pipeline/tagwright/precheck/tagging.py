"""Finds numbers of a table that no fact states though others of their row and column are tagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Spot
from tagwright.precheck.read_page import line_of, table_cells, text_of

_AMOUNT = re.compile(r"[(\-−–]?\s*[$€£¥]?\s*\d{1,3}(?:[., ]\d{3})+(?:[.,]\d+)?\s*\)?|\(\s*\d+(?:[.,]\d+)?\s*\)")
_MOST_UNTAGGED = 4
"""Where more than one in so many amounts of a table is untagged, the table is not one that is tagged whole."""


def untagged(contents: Contents) -> Iterator[Found]:
    """Find amounts in tables of which nearly all amounts are facts."""
    for page in contents.pages:
        cells = {fact.cell for fact in contents.facts if fact.cell is not None and fact.spot.file == page.name}
        tagged = Counter(table for table, _, _ in cells)
        columns = {(table, column) for table, _, column in cells}
        rows = {(table, row) for table, row, _ in cells}
        loose: dict[int, list[tuple[str, int | None]]] = {}
        for (table, row, column), _, cell in table_cells(page):
            if (table, column) not in columns or (table, row) not in rows or (table, row, column) in cells:
                continue
            if _AMOUNT.fullmatch(text := text_of(cell).strip()):
                loose.setdefault(table, []).append((text, line_of(cell)))
        for table, amounts in loose.items():
            if len(amounts) * _MOST_UNTAGGED <= tagged[table]:
                for text, line in amounts:
                    problem = f"{text!r} is no fact, the amounts beside it are"
                    yield found("number-untagged", problem, Spot(page.name, line))
