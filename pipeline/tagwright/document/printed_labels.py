"""Cells of a printed table that run over two lines: where the next word did not fit, the label goes on below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tagwright.document.headings import CAPTION, UNIT, heading_level
from tagwright.document.printed import Fragment

_TIGHT = 0.8
"""The gap between two lines of one label, in heights of a line, at most."""
_OPENS = re.compile(r"(?::|\b(?:and|or|of|for|the|to|in|on|by|at|with|from|through))\s*$", re.IGNORECASE)
"""How a heading, or the first line of another label, may end, and no label's last line."""
_NOTE = re.compile(r"\d{1,2}(?:\.\d{1,2})?(?:\s?\((?:[a-z]|[ivx]{1,4})\))*[,&]?")
_NOTE_PART = re.compile(r"(?:\s?\((?:[a-z]|[ivx]{1,4})\))+")


def with_whole_labels(
    lines: Mapping[int, tuple[Fragment, ...]], values: float, height: float
) -> dict[int, list[Fragment]]:
    """Join the parts of labels, and of references to notes, by the number of the line that prints the amounts.

    ``values`` is how far from the left the first column of values begins, ``height`` the height of a line. A label
    whose amounts stand beside its first line goes on in small letters below.
    """
    whole: dict[int, list[Fragment]] = {}
    open_line: int | None = None  # a line that is a label alone, and may go on
    rows = _with_whole_notes(lines, values, height)
    texts = list(rows.values())
    for position, (number, row) in enumerate(rows.items()):
        previous = next(reversed(whole), None)
        lone = len(row) == 1 and row[0].left < values
        above = whole[previous][0] if previous is not None else None
        if previous is None or above is None or row[0].left >= values:
            whole[number] = row
        elif lone and open_line is None and ends_label(whole[previous], texts[position:], height):
            whole[previous][0] = _joined(above, row[0])
            continue
        elif not _goes_on(above, row[0], values, height):
            whole[number] = row
        elif previous is not None and previous == open_line:
            del whole[previous]
            whole[number] = [_joined(above, row[0]), *row[1:]]
        elif previous is not None and lone and row[0].text[:1].islower():
            whole[previous][0] = _joined(above, row[0])
            continue
        else:
            whole[number] = row
        open_line = number if lone else None
    return whole


def ends_label(row: Sequence[Fragment], below: Sequence[Sequence[Fragment]], height: float) -> bool:
    """Tell whether a label whose amounts stand beside its first line goes on in the next lines.

    They begin small, where the labels above and below them begin with a capital.
    """
    label, text = row[0], below[0][0]
    run = 0
    while run < len(below) and len(below[run]) == 1 and below[run][0].text[:1].islower():
        run += 1
    tight = label.box.bottom - text.box.top < _TIGHT * height and text.box.left > label.box.left - 1
    others_large = label.text[:1].isupper() and not any(rows[0].text[:1].islower() for rows in below[run : run + 1])
    whole = run > 0 and not _OPENS.search(below[run - 1][0].text)
    return len(row) > 1 and tight and whole and others_large and not label.text.endswith(":")


def _with_whole_notes(
    lines: Mapping[int, tuple[Fragment, ...]], values: float, height: float
) -> dict[int, list[Fragment]]:
    """Join the lines of a reference to a note ("24(b)" over "(ii)"), at the line that prints more beside it."""
    whole: dict[int, list[Fragment]] = {}
    for number, fragments in lines.items():
        row = list(fragments)
        previous = next(reversed(whole), None)
        above = whole[previous] if previous is not None else []
        at = _note_over(above, row, height)
        if previous is not None and at is not None and len(row) == 1 and row[0].left >= values:
            above[at[0]] = _joined(above[at[0]], row[0], "")
            continue
        if previous is not None and at is not None and len(above) == 1 and above[0].left >= values:
            row[at[1]] = _joined(above[0], row[at[1]], "")
            del whole[previous]
        whole[number] = row
    return whole


def _note_over(above: Sequence[Fragment], below: Sequence[Fragment], height: float) -> tuple[int, int] | None:
    """Find a reference to a note and the part of it that stands right below it: where they stand in their lines."""
    for n, part in enumerate(below):
        for m, note in enumerate(above):
            near = note.box.left < part.box.right and note.box.right > part.box.left
            tight = note.box.bottom - part.box.top < _TIGHT * height
            if near and tight and _NOTE_PART.fullmatch(part.text) and _NOTE.fullmatch(note.text):
                return m, n
    return None


def _goes_on(above: Fragment, below: Fragment, values: float, height: float) -> bool:
    """Tell whether a label goes on in the next line: its first word did not fit, or it closes a bracket."""
    if heading_level(below.text) in (CAPTION, UNIT):
        return False
    word = below.text.split()[0]
    width = below.box.right - below.box.left
    needed = width * (len(word) + 1) / max(1, len(below.text))
    tight = above.box.bottom - below.box.top < _TIGHT * height and not above.text.endswith(":")
    open_bracket = above.text.count("(") > above.text.count(")") and ")" in below.text
    return tight and above.left < values and (open_bracket or above.box.right + needed > values - height)


def _joined(above: Fragment, below: Fragment, gap: str = " ") -> Fragment:
    gap = "" if above.text.endswith("-") else gap
    return Fragment(above.text + gap + below.text, above.box.joined(below.box))
