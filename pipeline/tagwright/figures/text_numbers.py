"""Numbers in running text and labels: which are dates, years, note references or marks, and which are amounts."""

from __future__ import annotations

import re

from tagwright.figures.dates import YEAR, find_dates, month_day_spans
from tagwright.figures.model import Kind
from tagwright.figures.units import currency_in

_REFERENCE = re.compile(
    r"\b(?:notes?|section|appendix|cap\.?|chapter|ifrs|ias|hkfrs|hkas|ifric|ias|page|rule|phase|class|code)\s*:?\s*$",
    re.I,
)
_GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-?$")

_WINDOW = 30
"""Characters that are looked at on either side of a number: a date with its month spelt out fits."""


def kind_of_number(text: str, start: int, end: int) -> Kind:
    """Say what a number in a text is, from what stands around it; AMOUNT where nothing speaks against it."""
    begin = max(0, start - _WINDOW)
    around, before = text[begin : end + _WINDOW], text[begin:start]
    spans = (*((date.start, date.end) for date in find_dates(around)), *month_day_spans(around))
    if any(first <= start - begin and end - begin <= last for first, last in spans):
        return Kind.DATE
    if YEAR.fullmatch(text[start:end]):
        return Kind.YEAR
    if _REFERENCE.search(before):
        return Kind.NOTE_REFERENCE
    glued = _GLUED.search(before)
    return Kind.LABEL if glued and currency_in(glued.group(1)) is None else Kind.AMOUNT
