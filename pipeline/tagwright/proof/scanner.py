"""How a scanner errs, as data, and what it costs to believe that it erred.

Costs are in the manner of ``-ln(probability)``: they add up, and a difference of 2.3 is a factor of ten. What is seen
more often costs less. The table of digits comes from the garbled repeats of a real announcement, where the right
amount stands beside the wrong one:

========== =========== ==============================
printed    true        digits read for one another
========== =========== ==============================
2 720 724  3,729,734   3-2 twice, 9-0
1 011 770  1,811,778   8-0 twice
4.640.680  4,610,673   1-4, 7-8, 3-0
12,136,133 12,158,193  5-3, 8-6, 9-3
30,704     36,964      6-0 twice, 9-7
40.554     40,231      2-5, 3-5, 1-4
402.045    493,045     9-0, 3-2
2.701.260  3,791,260   3-2, 9-0
0,033      6,055       6-0, 5-3 twice
134        154         5-3
========== =========== ==============================

Seven of these ten lost more than one digit's shape, and five lost a comma with it: damage comes in clusters. So a print
with a stray separator is suspect as a whole (see ``readings``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

# Hundredths, so that the distances are computed with whole numbers.
SEEN_OFTEN, SEEN_ONCE, ALIKE, UNLIKE = 100, 180, 150, 450
_BY_COST = {
    SEEN_OFTEN: "02 03 06 08 09 14 23 35 56 68",
    ALIKE: "17 38 58 49 89 47 69",
    SEEN_ONCE: "25 37 39 78 79 27 59 12",
}
CONFUSIONS: dict[tuple[str, str], int] = {
    pair: cost
    for cost, pairs in _BY_COST.items()
    for two in pairs.split()
    for pair in ((two[0], two[1]), (two[1], two[0]))
}
GLYPHS = {"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "|": "1", "Z": "2", "z": "2", "S": "5", "s": "5", "B": "8"}
LOST_DIGIT, LOST_REPEAT, STRAY_DIGIT, STRAY_REPEAT = 250, 200, 450, 250
MISREAD_GLYPH, MISREAD_SEPARATOR = 30, 50
LOST_SIGN, STRAY_SIGN = 150, 400
"""A bracket or minus goes lost more often than one appears."""
LIMIT = 900
"""Beyond this a print is no misreading of the value: it is another number."""
NOTHING_PRINTED = 100

_DASHES = frozenset("-–—_−*")
_CURRENCY = re.compile(r"(?<![\dA-Za-z])[A-Za-z]{2,}")
_WELL_FORMED = re.compile(r"\D*(\d+|\d{1,3}(,\d{3})+|\d{1,3}([ \u00a0\u202f]\d{3})+)(\.\d+)?\D*")
_BRACKETS = re.compile(r"[()（）\[\]{}<>]")


def reading_cost(printed: str, value: Decimal) -> Decimal | None:
    """Say how unlikely a scanner makes ``printed`` of ``value``: 0 as printed, None where it is not plausible.

    ``value`` has the sign and the scale of the print. A print without any digit can stand for every value, at a flat
    cost; a printed dash only for nil.
    """
    digits, letters = digits_of(printed)
    if not digits:
        if any(character in _DASHES for character in printed):
            return Decimal(0) if not value else None
        return Decimal(NOTHING_PRINTED) / 100
    scale, own = decimals_of(printed), decimals_of_value(value)
    as_printed, as_it_is = _shape(value, scale), _shape(value, own)
    ways = [_distance(digits, as_printed)] if as_printed is not None else []
    if own != scale and as_it_is is not None:  # a point or comma that stands where the value has none
        ways.append(_distance(digits, as_it_is) + MISREAD_SEPARATOR)
    if not ways:
        return None
    best = min(ways)
    cost = best + letters * MISREAD_GLYPH + _sign_cost(printed, value)
    if not best and not letters and not is_well_formed(printed):
        cost += MISREAD_SEPARATOR
    return None if cost > LIMIT else Decimal(cost) / 100


@lru_cache(maxsize=20_000)
def digits_of(printed: str) -> tuple[str, int]:
    """Give the digits of a print, letters that look like digits among them, and how many such letters there are."""
    if not any(character in "0123456789" for character in printed):
        return "", 0
    marks = _CURRENCY.sub("", printed)
    digits = "".join(GLYPHS.get(mark, mark) for mark in marks if mark in "0123456789" or mark in GLYPHS)
    return digits, sum(mark in GLYPHS for mark in marks)


def digits_apart(printed: str, true: str) -> int:
    """Say how unlikely a scanner makes the digits ``printed`` of the digits ``true``, in hundredths: 0 for the same."""
    return _distance(printed, true)


def is_negative(printed: str) -> bool:
    """Say whether a print has a bracket or a leading minus: one bracket of a pair is enough."""
    return bool(_BRACKETS.search(printed)) or printed.strip()[:1] in _DASHES


def is_well_formed(printed: str) -> bool:
    """Say whether a print is a number as announcements print it: commas or spaces by thousands, or no separator."""
    return bool(_WELL_FORMED.fullmatch(printed))


def without_separators(printed: str) -> tuple[Decimal, ...]:
    """Give what a print says where its separators are misread: all for thousands, or the last one a decimal point."""
    digits, _ = digits_of(printed)
    if not digits:
        return ()
    whole = Decimal(digits) * (-1 if is_negative(printed) else 1)
    return (whole, whole.scaleb(-decimals_of(printed))) if decimals_of(printed) else (whole,)


@lru_cache(maxsize=20_000)
def decimals_of(printed: str) -> int:
    """Count the digits behind the decimal point, where a print has one (a point before three digits may be a comma)."""
    found = re.search(r"\.(\d+)\D*$", printed)
    if not found or (len(found[1]) == 3 and re.match(r"\D*\d{1,3}([., ]\d{3})*\D*$", printed)):
        return 0
    return len(found[1])


def decimals_of_value(value: Decimal) -> int:
    """Count the decimal places of a value."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def separators_of(printed: str) -> frozenset[str]:
    """Give what stands between the digits of a print as their thousands separator."""
    between = re.findall(r"(?<=\d)\s*([^\d])\s*(?=\d{3}(?!\d))", printed.replace("\u00a0", " "))
    return frozenset(mark if mark.strip() else " " for mark in between)


def likely_shapes(digit: str) -> tuple[tuple[str, int], ...]:
    """Give the digits that a scanner makes ``digit`` of, or ``digit`` of them, with their costs."""
    return _LIKELY[digit]


_LIKELY = {
    digit: tuple(sorted((other, cost) for (one, other), cost in CONFUSIONS.items() if one == digit))
    for digit in "0123456789"
}


_SWAPS = {
    want: {got: 0 if want == got else CONFUSIONS.get((want, got), UNLIKE) for got in "0123456789"}
    for want in "0123456789"
}


def _shape(value: Decimal, places: int) -> str | None:
    """Write a value's digits with so many decimal places; None where it has more of them."""
    scaled = abs(value).scaleb(places)
    if scaled != scaled.to_integral_value():
        return None
    return str(int(scaled)).rjust(places + 1, "0")


def _sign_cost(printed: str, value: Decimal) -> int:
    if not value:
        return 0
    if is_negative(printed):
        return 0 if value < 0 else STRAY_SIGN
    return LOST_SIGN if value < 0 else 0


@lru_cache(maxsize=65536)
def _distance(printed: str, true: str) -> int:
    """Weighted edit distance from the true digits to the printed ones, in hundredths."""
    if printed == true:
        return 0
    strays = [
        STRAY_REPEAT if column and printed[column - 1] == got else STRAY_DIGIT for column, got in enumerate(printed)
    ]
    above = list(accumulate(strays, initial=0))
    for row, want in enumerate(true):
        lost = LOST_REPEAT if row and true[row - 1] == want else LOST_DIGIT
        swaps, best = _SWAPS[want], above[0] + lost
        line = [best]
        for column, got in enumerate(printed):
            # Comparisons in place of min(): this is the innermost loop of all that is done about damage.
            stray, best = best + strays[column], above[column] + swaps[got]
            if above[column + 1] + lost < best:
                best = above[column + 1] + lost
            if stray < best:
                best = stray
            line.append(best)
        above = line
    return above[-1]
