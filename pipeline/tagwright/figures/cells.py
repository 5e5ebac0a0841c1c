"""What a cell of a data row prints: numbers, dashes for nil, stars, and what should not be there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from tagwright.figures.dates import find_dates
from tagwright.figures.model import Kind
from tagwright.figures.numbers import NumberStyle, PrintedNumber, find_nils, find_numbers, leftover
from tagwright.figures.units import coin_in_cell, without_unit
from tagwright.figures.wording import SUPERSCRIPTS


@dataclass(frozen=True, slots=True)
class Token(PrintedNumber):
    """One value position of a cell. ``kind`` is None for a star, which stands for an amount but prints none.

    ``words`` is what the cell prints beside its digits and dashes, such as a currency.
    """

    kind: Kind | None
    words: str = ""


_AFTER_DATE = f" \t\u00a0*{SUPERSCRIPTS}"
_STARS = re.compile(r"(?<!\S)\(?\*+\)?(?!\S)")
_MATHEMATICS = re.compile(r"\$\( ?\)\$")
"""The dollars of "$(128,261)$", which mark mathematics and no money."""
_UNPRINTED = "\u00ad\u200b-\u200f\u2060\ufeff"
_BROKEN = re.compile(rf"\d[.,'’]?[{_UNPRINTED}]+[.,'’]?\d")
_HARMLESS = re.compile(rf"^[\s,.'`\"|~$%€£¥￥{_UNPRINTED}{SUPERSCRIPTS}]*$")


@lru_cache(maxsize=20000)
def read_cell(text: str, style: NumberStyle) -> tuple[Token, ...]:
    """Read the value positions of a cell, in order; each is doubtful where the cell holds anything else.

    A cell that is a date has none.
    """
    if is_date(text):
        return ()
    tokens = [
        Token(n.start, n.end, n.digits_start, n.digits_end, n.value, n.decimal_places, n.percent, n.doubt, Kind.AMOUNT)
        for n in find_numbers(text, style)
    ]
    tokens += [Token(a, b, a, b, Decimal(0), 0, False, None, Kind.NIL) for a, b in find_nils(text)]
    tokens = _outermost(tokens)
    stars = [Token(m.start(), m.end(), m.start(), m.end(), None, 0, False, None, None) for m in _STARS.finditer(text)]
    tokens = sorted(tokens + stars, key=lambda token: token.start)
    rest = leftover(text, [(token.start, token.end) for token in tokens])
    words = _MATHEMATICS.sub("", leftover(text, [(token.digits_start, token.digits_end) for token in tokens]))
    harmful = tokens and not _HARMLESS.match(without_unit(rest)) and not coin_in_cell(rest, None)
    fault = f"other characters stand in its cell: {rest!r}" if harmful else None
    fault = "its digits are broken by a character that prints nothing" if _BROKEN.search(text) else fault
    return tuple(replace(token, doubt=token.doubt or fault, words=words) for token in tokens)


def is_date(text: str) -> bool:
    """Tell a cell that prints a day of a year and nothing else ("29/08/2019", "30 June 2025")."""
    dates = find_dates(text)
    return len(dates) == 1 and not text[: dates[0].start].strip() and not text[dates[0].end :].strip(_AFTER_DATE)


def _outermost(tokens: list[Token]) -> list[Token]:
    """Leave out the tokens that lie inside another one: the dash of "-5" is its sign."""
    kept: list[Token] = []
    for token in sorted(tokens, key=lambda token: (token.start, -token.end)):
        if not kept or token.end > kept[-1].end:
            kept.append(token)
    return kept


def columns_of_notes(cells: dict[int, list[tuple[Token, ...]]], nameless: set[int], named: set[int]) -> set[int]:
    """Find the columns that refer to notes: those whose header says so, and nameless ones of small whole numbers.

    A note may have parts ("12.3"); but large numbers under such a header are amounts that slipped out of place.
    """
    notes = set()
    for index, read in cells.items():
        numbers = [
            token for tokens in read for token in tokens if token.kind is Kind.AMOUNT and token.value is not None
        ]
        small = all(0 < (token.value or 0) <= 60 and token.start == token.digits_start for token in numbers)
        whole = all(token.decimal_places == 0 for token in numbers)
        if small and (index in named or (index in nameless and whole and numbers)):
            notes.add(index)
    return notes
