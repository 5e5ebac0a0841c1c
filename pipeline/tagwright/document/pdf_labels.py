"""Labels of a printed table that run over two lines: where the next word did not fit, the label goes on below."""

from __future__ import annotations

from collections.abc import Mapping

from tagwright.document.headings import CAPTION, UNIT, heading_level
from tagwright.document.pdf_lines import Fragment

_TIGHT = 0.8
"""The gap between two lines of one label, in heights of a line, at most."""


def with_whole_labels(
    lines: Mapping[int, tuple[Fragment, ...]], values: float, height: float
) -> dict[int, list[Fragment]]:
    """Join the parts of labels, by the number of the line that prints the amounts.

    ``values`` is how far from the left the first column of values begins, ``height`` the height of a line. A label
    whose amounts stand beside its first line goes on in small letters below.
    """
    whole: dict[int, list[Fragment]] = {}
    open_line: int | None = None  # a line that is a label alone, and may go on
    for number, fragments in lines.items():
        row = list(fragments)
        previous = next(reversed(whole), None)
        lone = len(row) == 1 and row[0].box.left < values
        above = whole[previous][0] if previous is not None else None
        if above is None or row[0].box.left >= values or not _goes_on(above, row[0], values, height):
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


def _goes_on(above: Fragment, below: Fragment, values: float, height: float) -> bool:
    """Tell whether a label goes on in the next line: its first word did not fit, or it closes a bracket."""
    if heading_level(below.text) in (CAPTION, UNIT):
        return False
    word = below.text.split()[0]
    width = below.box.right - below.box.left
    needed = width * (len(word) + 1) / max(1, len(below.text))
    tight = above.box.bottom - below.box.top < _TIGHT * height and not above.text.endswith(":")
    open_bracket = above.text.count("(") > above.text.count(")") and ")" in below.text
    return tight and above.box.left < values and (open_bracket or above.box.right + needed > values - height)


def _joined(above: Fragment, below: Fragment) -> Fragment:
    gap = "" if above.text.endswith("-") else " "
    return Fragment(above.text + gap + below.text, above.box.joined(below.box))
