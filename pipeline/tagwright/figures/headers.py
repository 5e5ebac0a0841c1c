"""Which rows of a table are its header: they name columns, periods or units, and print no amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tagwright.document.model import Row
from tagwright.figures.dates import YEAR, find_dates, find_years, is_period_text, month_day_spans, month_days
from tagwright.figures.model import Measure
from tagwright.figures.numbers import NumberStyle, find_nils, find_numbers
from tagwright.figures.parts_of_year import part_spans
from tagwright.figures.units import unit_in, without_unit

IGNORED = re.compile(
    r"^(?:\(?"
    r"(?:audited|unaudited|reviewed|restated|ended|ending|(?:the )?group"
    r"|consolidated|see notes?|note|notes|附[註注]|n \d|ref|ref\.)\)?[\s:*]*)+$",
    re.IGNORECASE,
)
ANY_DOLLAR = "USD"  # to see that a bare dollar sign is a unit, whichever dollar it is
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
_MARK = re.compile(r"\(\d{1,2}\)\s*")
_IN = re.compile(r"\W*(?:in)?\W*", re.IGNORECASE)


def header_length(rows: Sequence[Row], style: NumberStyle) -> int:
    """Count the rows at the top that are header: rows without an amount and without a label of their own."""
    length = 0
    while length < len(rows) and begins_header(rows[length:], style):
        length += 1
    return length


def begins_header(rows: Sequence[Row], style: NumberStyle) -> bool:
    """Tell whether the first row is one of a header.

    So is a row of words with something in its corner ("Group | Share capital | Reserves") right above one.
    """
    if is_header_row(_with_whole_days(rows), style):
        return True
    named = [cell.text for cell in rows[0].cells[1:] if cell.text.strip()]
    words = len(named) > 1 and all(_LETTERS.search(text) and not _has_amount(text, style) for text in named)
    return words and len(rows) > 1 and is_header_row(rows[1], style)


def _with_whole_days(rows: Sequence[Row]) -> Row:
    """Give the first row with its days of the month completed from below ("31" over "December")."""
    below = rows[1].cells if len(rows) > 1 else ()
    cells = list(rows[0].cells)
    for n in range(1, min(len(cells), len(below))):
        text = f"{cells[n].text.strip()} {below[n].text.strip()}"
        if cells[n].text.strip().isdecimal() and month_days(text):
            cells[n] = replace(cells[n], text=text)
    return Row(tuple(cells))


def is_header_row(row: Row, style: NumberStyle) -> bool:
    """Tell a header row: it names columns, periods or units, and prints no amount."""
    texts = [cell.text.strip() for cell in row.cells[1:]]
    label = row.cells[0].text.strip()
    named = [text for text in texts if text]
    if any(_has_amount(text, style) for text in texts):
        return False
    if label and not (named and (all(_heads(text) for text in named) or _is_money(label))):
        return False
    if not named:
        return False
    return bool(_LETTERS.search(" ".join(named)) or any(_heads(text) or unit_in(text, ANY_DOLLAR) for text in named))


def _is_money(corner: str) -> bool:
    """Tell a corner that says nothing but the unit of the table ("£ million")."""
    unit = unit_in(corner, ANY_DOLLAR)
    return unit is not None and unit.measure is Measure.MONEY and _IN.fullmatch(without_unit(corner)) is not None


def _heads(text: str) -> bool:
    dollars = unit_in(text, ANY_DOLLAR)
    said = is_period_text(text) or find_years(text) or find_dates(text) or unit_in(text) or (dollars and dollars.scale)
    return bool(said or IGNORED.match(text))


@lru_cache(maxsize=10_000)
def _has_amount(text: str, style: NumberStyle) -> bool:
    """Tell an amount from the numbers that headers print: years, days of the month, 000 and note numbers."""
    taken = [*((span.start, span.end) for span in find_dates(text)), *month_day_spans(text)]
    taken += [*(match.span() for match in YEAR.finditer(text)), *part_spans(text)]
    for number in find_numbers(text, style):
        digits = text[number.digits_start : number.digits_end]
        if any(a <= number.digits_start and number.digits_end <= b for a, b in taken):
            continue
        if digits.strip("0,.") == "" and len(digits) >= 3:
            continue
        if len(digits) <= 2 and find_years(text[: number.start]) and _MARK.fullmatch(text[number.start :]):
            continue  # "2013 restated (7)"
        if len(digits) > 2 or number.start < number.digits_start or not _LETTER.search(text):
            return True
    return any(True for _ in find_nils(text)) and not _LETTERS.search(text)
