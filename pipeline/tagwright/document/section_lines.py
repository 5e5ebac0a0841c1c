"""Lines of a tabbed table that print a label alone, without the tab that would make them rows: "Current assets".

A line that stands directly between two rows, above one that prints amounts, heads these and is a row of the table.
Where blank lines set it apart it may be the title of another table. It is a row only in a statement (its title says
so) that prints one header for all of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tagwright.document.headings import CAPTION, LETTER, NOTE, ROMAN, UNIT, heading_level

Numbered = tuple[int, str]

_STATEMENT = re.compile(
    r"\b(?:statements?|balance\s+sheets?|accounts?|cash\s+flows?)\b|[損损]益|[資资][產产產]|現金|现金", re.IGNORECASE
)
_NO_SECTION = re.compile(r"\b(?:statements?|sheets?|accounts?|notes?|appendix|schedule)\b|(?:19|20)\d\d", re.IGNORECASE)
_AMOUNT = re.compile(r"\W*(?!(?:19|20)\d\d\W*$)\d[\d.,'’\s]*\W*%?|[-–—]")
_MOST_LINES, _MOST_WORDS, _LOOK_BACK = 3, 14, 4


def without_gaps(lines: Sequence[Numbered]) -> tuple[list[Numbered], frozenset[int]]:
    """Give the lines without the blank ones that part a table, and the numbers of those that are labels of a table."""
    kept: list[Numbered] = []
    labels: set[int] = set()
    position = 0
    while position < len(lines):
        end = position
        while end < len(lines) and not _is_row(lines[end]):
            end += 1
        between = lines[position:end]
        printed = [line for line in between if line[1].strip()]
        if kept and _is_row(kept[-1]) and _are_labels(printed) and _goes_on(kept, labels, between, lines[end:]):
            kept += printed
            labels |= {number for number, _ in printed}
        else:
            kept += between
        while end < len(lines) and _is_row(lines[end]):
            kept.append(lines[end])
            end += 1
        position = end
    return kept, frozenset(labels)


def _is_row(line: Numbered) -> bool:
    return "\t" in line[1]


def _are_labels(printed: Sequence[Numbered]) -> bool:
    return 0 < len(printed) <= _MOST_LINES and all(_is_label(text.strip()) for _, text in printed)


def _is_label(text: str) -> bool:
    apart = heading_level(text) in (NOTE, LETTER, ROMAN, CAPTION, UNIT) or text.startswith(("#", "|"))
    ends = text.endswith((".", ";", "?", "!"))
    return not (apart or ends or _NO_SECTION.search(text)) and len(text.split()) <= _MOST_WORDS


def _goes_on(
    above: Sequence[Numbered], labels: set[int], between: Sequence[Numbered], below: Sequence[Numbered]
) -> bool:
    """Tell whether a row of amounts follows, in the columns of the table above."""
    row = next((line for line in below if _cells(line)[1:] and any(cell.strip() for cell in _cells(line)[1:])), None)
    first = _cells(below[0]) if below else []
    if row is None or not first[0].strip() or not _prints_amounts(row):
        return False
    if all(text.strip() for _, text in between):
        return True
    table = _table_above(above, labels)
    widths = {_width(line) for line in table if _is_row(line)}
    return _width(row) in widths and _is_statement(above[: len(above) - len(table)])


def _prints_amounts(line: Numbered) -> bool:
    values = [cell.strip() for cell in _cells(line)[1:] if cell.strip()]
    return bool(values) and any(_AMOUNT.fullmatch(value) for value in values) and bool(_cells(line)[0].strip())


def _table_above(above: Sequence[Numbered], labels: set[int]) -> Sequence[Numbered]:
    start = len(above)
    while start and (_is_row(above[start - 1]) or above[start - 1][0] in labels):
        start -= 1
    return above[start:]


def _is_statement(above: Sequence[Numbered]) -> bool:
    """Tell whether one of the last lines above a table, and below the table before it, names a statement."""
    titles: list[str] = []
    for line in reversed(above):
        if _is_row(line) or len(titles) == _LOOK_BACK:
            break
        if line[1].strip():
            titles.append(line[1].strip())
    return any(_STATEMENT.search(title) and not title.endswith(".") for title in titles)


def _width(line: Numbered) -> int:
    """Give the number of cells up to the last one that prints something."""
    return len(line[1].rstrip().split("\t"))


def _cells(line: Numbered) -> list[str]:
    return line[1].split("\t")
