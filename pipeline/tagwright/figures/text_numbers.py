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


def kind_of_number(text: str, start: int, end: int) -> Kind:
    """Say what a number in a text is, from what stands around it; AMOUNT where nothing speaks against it."""
    for date in find_dates(text):
        if date.start <= start and end <= date.end:
            return Kind.DATE
    for begin, stop in month_day_spans(text):
        if begin <= start and end <= stop:
            return Kind.DATE
    if YEAR.fullmatch(text[start:end]):
        return Kind.YEAR
    if _REFERENCE.search(text[:start]):
        return Kind.NOTE_REFERENCE
    glued = _GLUED.search(text[:start])
    return Kind.LABEL if glued and currency_in(glued.group(1)) is None else Kind.AMOUNT
