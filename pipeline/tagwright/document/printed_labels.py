"""Cells of a printed table that run over two lines: where the next word did not fit, the label goes on below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from tagwright.document.headings import CAPTION, UNIT, heading_level
from tagwright.document.printed import Fragment

_TIGHT, _MOST_LINES = 0.8, 4
"""The gap between two lines of one label, in heights of a line, at most."""
_OPENS = re.compile(r"(?::|\b(?:and|or|of|for|the|to|in|on|by|at|with|from|through))\s*$", re.IGNORECASE)
"""How a heading, or the first line of another label, may end, and no label's last line."""
_UNFINISHED = re.compile(
    r"(?:[,&/]|\b(?:and|or|of|for|the|to|in|on|by|at|with|from|through|under|its|a|an|per|attributable))\s*$", re.I
)
"""How no label of a row with amounts can end."""
_GOES_ON = re.compile(r"(?:OF(?! WHICH)|AND|OR|TO|FOR|FROM|IN|ON|BY|WITH)\b|&")
"""How the second line of a label in capitals may begin, and none of its own."""
_HALF = re.compile(r"(?:[,&/]|\b(?:and|or|the|with|through|under|its|a|an|per))\s*$", re.I)
_LISTS = re.compile(r"(?::|\b(?:to|by|in|on|at|attributable))\s*$", re.IGNORECASE)
"""How no heading ends, and how headings of several rows do, which may begin small."""
_WORD, _SHORT = re.compile(r"[^\W\d_]+"), 3
_CLOSE = 0.85
"""The lines of one label stand closer than rows: at most so much as far apart."""
_NOTE = re.compile(r"\d{1,2}(?:\.\d{1,2})?(?:\s?\((?:[a-z]|[ivx]{1,4})\))*[,&]?")
_NOTES = re.compile(rf"{_NOTE.pattern}(?:\s?[/,&]\s?{_NOTE.pattern})*")
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
    rows = _with_labels_around(_with_whole_notes(lines, values, height), values, height)
    texts = list(rows.values())
    pitch = _pitch(texts)
    ending = 0
    for position, (number, row) in enumerate(rows.items()):
        previous = next(reversed(whole), None)
        lone = len(row) == 1 and row[0].left < values
        above = whole[previous][0] if previous is not None else None
        if previous is None or above is None or row[0].left >= values:
            whole[number] = row
        elif ending or (
            lone and open_line is None and (ending := ends_label(whole[previous], texts[position:], height, pitch))
        ):
            whole[previous][0] = _joined(above, row[0])
            ending -= 1
            continue
        elif not _goes_on(above, row[0], values, height) and not (
            previous == open_line
            and above.box.bottom - row[0].box.top < _TIGHT * height
            and _is_open(above, texts[position : position + _MOST_LINES + 1])
        ):
            whole[number] = row
        elif previous == open_line:
            del whole[previous]
            whole[number] = [_joined(above, row[0]), *row[1:]]
        elif lone and row[0].text[:1].islower():
            whole[previous][0] = _joined(above, row[0])
            continue
        else:
            whole[number] = row
        open_line = number if lone else None
    return whole


def is_unfinished(text: str) -> bool:
    """Tell what no label ends with: "Share of results of"."""
    return bool(_UNFINISHED.search(text))


def ends_label(row: Sequence[Fragment], below: Sequence[Sequence[Fragment]], height: float, pitch: float = 0) -> int:
    """Count the next lines in which a label goes on whose amounts stand beside its first line.

    They begin small, where the labels above and below them begin with a capital; or the label cannot end so
    ("Share of results of"); or they stand closer to it than to the row below, and than rows do (``pitch``).
    """
    label = row[0]
    lone = next((n for n, line in enumerate(below) if len(line) > 1), len(below))
    if len(row) < 2 or not lone or label.text.endswith(":") or below[0][0].box.left <= label.box.left - 1:
        return 0
    if label.box.bottom - below[0][0].box.top >= _TIGHT * height:
        return 0
    small = next((n for n, line in enumerate(below[:lone]) if not line[0].text[:1].islower()), lone)
    after = below[small : small + 1]
    others_large = label.text[:1].isupper() and not any(line[0].text[:1].islower() for line in after)
    if small and others_large and not _OPENS.search(below[small - 1][0].text):
        return small
    if heading_level(below[0][0].text) in (CAPTION, UNIT):
        return 0
    if _UNFINISHED.search(label.text):
        return max(1, small)
    return _closer(label, [line[0] for line in below[: lone + 1]], lone, pitch)


def _closer(label: Fragment, below: Sequence[Fragment], lone: int, pitch: float) -> int:
    """Count the lone lines that stand close below a label, where the row below them stands further away."""
    middles = [label.box.middle, *(line.box.middle for line in below)]
    steps = [above - under for above, under in pairwise(middles)]
    close = _CLOSE * min(pitch, steps[lone]) if lone < len(steps) else 0
    return lone if all(0 < step < close for step in steps[:lone]) else 0


def _pitch(rows: Sequence[Sequence[Fragment]]) -> float:
    """Give how far apart rows stand that print a label and amounts each; 0 where no two follow each other."""
    steps = [
        above[0].box.middle - below[0].box.middle
        for above, below in pairwise(rows)
        if len(above) > 1 and len(below) > 1
    ]
    return median(steps) if steps else 0


def _is_open(above: Fragment, rows: Sequence[Sequence[Fragment]]) -> bool:
    """Tell a line that is no heading of the rows below it: it ends in the middle, or the first of them begins small."""
    if _HALF.search(above.text):
        return True
    end = next((n for n, row in enumerate(rows) if len(row) > 1), len(rows))
    small = [row[0].text[:1].islower() for row in rows]
    return (
        above.text[:1].isupper()
        and all(small[: end + 1])
        and not any(small[end + 1 : end + 2])
        and not _LISTS.search(above.text)
    )


def _with_labels_around(rows: Mapping[int, list[Fragment]], values: float, height: float) -> dict[int, list[Fragment]]:
    """Join the two lines of a label whose amounts stand halfway between them, at the line of the amounts."""
    whole: dict[int, list[Fragment]] = {}
    numbers = list(rows)
    skipped: set[int] = set()
    for position, number in enumerate(numbers):
        if number in skipped:
            continue
        row = rows[number]
        above, below = (
            rows[numbers[n]] if 0 <= n < len(numbers) and numbers[n] not in skipped else []
            for n in (position - 1, position + 1)
        )
        if is_label_around(above, row, below, values, height):
            del whole[numbers[position - 1]]
            row = [_joined(above[0], below[0]), *row]
            skipped.add(numbers[position + 1])
        whole[number] = row
    return whole


def is_label_around(
    above: Sequence[Fragment], row: Sequence[Fragment], below: Sequence[Fragment], values: float, height: float
) -> bool:
    """Tell the two lines of a label from lines of their own: the amounts stand halfway between, with their note."""
    if not len(above) == len(below) == 1:
        return False
    note = row[0].left > max(above[0].right, below[0].right) and bool(_NOTES.fullmatch(row[0].text))
    overlap = above[0].box.bottom < row[0].box.top and below[0].box.top > row[0].box.bottom
    return (row[0].left >= values or (note and overlap)) and _encloses(above[0], row, below[0], height)


def _encloses(above: Fragment, row: Sequence[Fragment], below: Fragment, height: float) -> bool:
    """Tell two lines of one label, which stand no further apart than lines do, with amounts halfway between them."""
    up, down = above.box.middle - row[0].box.middle, row[0].box.middle - below.box.middle
    labels = above.left < row[0].left and below.left < row[0].left and abs(above.left - below.left) < 2 * height
    return labels and above.box.bottom - below.box.top < _TIGHT * height and min(up, down) > 0.25 * (up + down) > 0


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
    needed = (below.box.right - below.box.left) * (len(word) + 1) / max(1, len(below.text))
    tight = above.box.bottom - below.box.top < _TIGHT * height and not above.text.endswith(":")
    open_bracket = above.text.count("(") > above.text.count(")") and ")" in below.text
    in_column = above.left < values and above.box.right < values + height
    full = above.box.right + needed > values - height and not _begins_anew(above.text, below.text)
    capitals = above.text.isupper() and below.text.isupper() and bool(_GOES_ON.match(below.text))
    return tight and in_column and (open_bracket or full or capitals)


def _begins_anew(above: str, below: str) -> bool:
    """Tell a new label by its capital, where the line above is a heading that has none but its first.

    So the words of one that goes on have none either, but for names and abbreviations; a line that cannot end so does.
    """
    words = [word for word in _WORD.findall(above)[1:] if len(word) > _SHORT]
    first = below.split()[0]
    plain = len(words) > 1 and all(word.islower() for word in _WORD.findall(above)[1:])
    return plain and first[:1].isupper() and not first.isupper() and not is_unfinished(above)


def _joined(above: Fragment, below: Fragment, gap: str = " ") -> Fragment:
    gap = "" if above.text.endswith("-") else gap
    return Fragment(above.text + gap + below.text, above.box.joined(below.box))
