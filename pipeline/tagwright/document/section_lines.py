"""Lines of a tabbed table that print a label alone, without the tab that would make them rows: "Current assets".

A line that stands directly between two rows, above one that prints amounts, heads these and is a row of the table.
Where blank lines set it apart it may be the title of another table. It is a row only in a statement (its title says
so) that prints one header for all of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tagwright.document.headings import CAPTION, LETTER, NOTE, ROMAN, UNIT, heading_level

Numbered = tuple[int, str]

_STATEMENT = re.compile(
    r"\b(?:statements?|balance\s+sheets?|accounts?|cash\s+flows?)\b|[損损]益|[資资][產产產]|現金|现金", re.IGNORECASE
)
_NO_SECTION = re.compile(r"\b(?:statements?|sheets?|accounts?|notes?|appendix|schedule)\b|(?:19|20)\d\d", re.IGNORECASE)
_AMOUNT = re.compile(r"\W*(?!(?:19|20)\d\d\W*$)\d[\d.,'’\s]*\W*%?|[-–—]")
_MOST_LINES, _MOST_WORDS, _LOOK_BACK, _LOOK_AHEAD = 3, 14, 4, 8


def without_gaps(lines: Sequence[Numbered]) -> tuple[list[Numbered], frozenset[int]]:
    """Give the lines without the blank ones that part a table, and the numbers of those that are labels of a table."""
    kept: list[Numbered] = []
    labels: set[int] = set()
    table = _Table([], frozenset())
    position = 0
    while position < len(lines):
        end = next((n for n in range(position, len(lines)) if _is_row(lines[n])), len(lines))
        between = lines[position:end]
        printed = [line for line in between if line[1].strip()]
        if table.widths and _are_labels(printed) and _goes_on(table, between, lines, end):
            kept += printed
            labels |= {number for number, _ in printed}
        else:
            kept += between
            table = _Table([text.strip() for _, text in printed[-_LOOK_BACK:]], frozenset())
        position = next((n for n in range(end, len(lines)) if not _is_row(lines[n])), len(lines))
        kept += lines[end:position]
        table = _Table(table.titles, table.widths | {_width(line) for line in lines[end:position]})
    return kept, frozenset(labels)


@dataclass(frozen=True, slots=True)
class _Table:
    """The table that the last row belongs to: the last lines above it, and how many cells its rows have."""

    titles: Sequence[str]
    widths: frozenset[int]


def _is_row(line: Numbered) -> bool:
    return "\t" in line[1]


def _are_labels(printed: Sequence[Numbered]) -> bool:
    return 0 < len(printed) <= _MOST_LINES and all(is_section_label(text.strip()) for _, text in printed)


def is_section_label(text: str) -> bool:
    """Tell a line that may head rows of a table from a title, a sentence, and a period or unit alone."""
    apart = heading_level(text) in (NOTE, LETTER, ROMAN, CAPTION, UNIT) or text.startswith(("#", "|"))
    ends = text.endswith((".", ";", "?", "!"))
    return not (apart or ends or _NO_SECTION.search(text)) and len(text.split()) <= _MOST_WORDS


def _goes_on(table: _Table, between: Sequence[Numbered], lines: Sequence[Numbered], at: int) -> bool:
    """Tell whether a row of amounts follows, from a line on, in the columns of the table above."""
    following = lines[at : at + _LOOK_AHEAD]
    row = next((line for line in following if any(cell.strip() for cell in _cells(line)[1:])), None)
    if row is None or not _cells(lines[at])[0].strip() or not _prints_amounts(row):
        return False
    if all(text.strip() for _, text in between):
        return True
    is_statement = any(_STATEMENT.search(title) and not title.endswith(".") for title in table.titles)
    return is_statement and _width(row) in table.widths


def _prints_amounts(line: Numbered) -> bool:
    label, *values = (cell.strip() for cell in _cells(line))
    return bool(label) and any(_AMOUNT.fullmatch(value) for value in values)


def _width(line: Numbered) -> int:
    """Give the number of cells up to the last one that prints something."""
    return len(line[1].rstrip().split("\t"))


def _cells(line: Numbered) -> list[str]:
    return line[1].split("\t")
