"""The same amount in several places: statement and note, this year's opening and last year's closing, roundings.

Two amounts of one day are taken for the same where chance is ruled out: their digits, those of the other
amounts that their two rows share, and five digits for a common wording (or for the place of an opening beside
its closing balance), come to nine. Amounts that merely might be the same are never compared. Where the document
itself claims identity (two rows of one label that agree on another day, an opening balance beside last year's
closing, total assets over total equity and liabilities), a difference is its own contradiction.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tagwright.proof.model import Identity, IdentityKind, Operand
from tagwright.proof.points import Point, Row, by_row
from tagwright.proof.sums import standing_of

_ENOUGH = 9.0
_FOR_WORDING = 5.0
_FEWEST_DIGITS = 1.5
_SURE_OF_ANOTHER_DAY = 4.0
_MOST_COMPARED = 30
"""Places of one amount that are looked at, so that a page of equal amounts takes no time without end."""

Rows = Mapping[Row, Mapping[tuple[str, date], Point]]


def ties_of(points: Sequence[Point]) -> Iterator[Identity]:
    """Give the ties between amounts of the same precision, each to the first that prints the amount."""
    rows = by_row(points)
    groups: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        key = (point.measure, point.currency, point.day, point.decimals, abs(point.value))
        before = groups.setdefault(key, [])
        same = [other for other in before[:_MOST_COMPARED] if _same_thing(other, point, rows)]
        yield from (_tie(other, point) for n, other in enumerate(same) if not n or _carries_forward(other, point))
        before.append(point)


def _same_thing(one: Point, other: Point, rows: Rows) -> bool:
    if one.row == other.row or one.digits < _FEWEST_DIGITS:
        return False
    bonus = _FOR_WORDING if one.shares_wording(other) or _carries_forward(one, other) else 0.0
    return bonus + _shared_digits(one, other, rows) >= _ENOUGH


def _carries_forward(one: Point, other: Point) -> bool:
    """Tell an opening balance and the closing one of that day in the same table and column."""
    opening, closing = (one, other) if one.opening else (other, one)
    together = one.row[0] == other.row[0] >= 0 and one.column == other.column
    return together and opening.opening and not closing.opening and _closes(closing.label)


def _shared_digits(one: Point, other: Point, rows: Rows) -> float:
    """Count the digits of all amounts that two rows share."""
    sense = (one.value > 0) == (other.value > 0)
    shared = one.digits
    for key, point in rows[one.row].items():
        partner = rows[other.row].get((other.column, key[1]) if key[0] == one.column else key)
        if partner is None or point is one or partner is other or partner.decimals != point.decimals:
            continue
        if partner.value == (point.value if sense else -point.value):
            shared += point.digits
    return shared


def _tie(first: Point, other: Point) -> Identity:
    kind = IdentityKind.CARRIED_FORWARD if first.opening != other.opening else IdentityKind.TIE
    weight = 1 if first.value == other.value else -1
    return _identity(kind, other, first, weight, Decimal(0))


def _identity(kind: IdentityKind, total: Point, operand: Point, weight: int, difference: Decimal) -> Identity:
    """Make an identity of two amounts; ``difference`` is in whole units."""
    off, tolerance = difference.scaleb(-total.scale), total.last_digit.scaleb(-total.scale)
    if kind is not IdentityKind.ROUNDED:
        tolerance = Decimal(0)
    return Identity(kind, total.figure, (Operand(operand.figure, weight),), off, tolerance, standing_of(off, tolerance))


def roundings_of(points: Sequence[Point]) -> Iterator[Identity]:
    """Give the amounts that print another, more precise one rounded: each by the first that fits, if one does.

    Under a common wording a last digit that is off by one is reported as the document's own rounding.
    """
    rows = by_row(points)
    groups: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        groups.setdefault((point.measure, point.currency, point.day), []).append(point)
    for group in groups.values():
        for decimals in sorted({point.decimals for point in group}):
            precise = sorted((p for p in group if p.decimals > decimals), key=lambda p: (abs(p.value), p.figure))
            sizes = [abs(point.value) for point in precise]
            for point in (point for point in group if point.decimals == decimals):
                size, last = abs(point.value), point.last_digit
                near = precise[bisect_left(sizes, size - last) : bisect_right(sizes, size + last)][:_MOST_COMPARED]
                fitting = [other for other in near if _rounds_to(other, point, rows)]
                if fitting:
                    yield _rounded(min(fitting, key=lambda p: (_off(p, point) > last / 2, p.figure)), point)


def _off(precise: Point, rounded: Point) -> Decimal:
    return abs(abs(precise.value) - abs(rounded.value))


def _rounds_to(precise: Point, rounded: Point, rows: Rows) -> bool:
    last = rounded.last_digit
    worded = precise.shares_wording(rounded)
    if _off(precise, rounded) > (last if worded else last / 2):
        return False
    shared = rounded.digits
    for key, point in rows[rounded.row].items():
        partner = rows[precise.row].get(key)
        if point is not rounded and partner is not None and partner.decimals > point.decimals:
            close = abs(partner.value - point.value) <= point.last_digit
            shared += point.digits if close else 0.0
    return shared + (_FOR_WORDING if worded else 0.0) >= _ENOUGH


def _rounded(precise: Point, rounded: Point) -> Identity:
    """Tie a rounded amount to the precise one; what rounding explains is no difference."""
    weight = 1 if (precise.value > 0) == (rounded.value > 0) else -1
    last = rounded.last_digit
    off = rounded.value - weight * precise.value
    difference = (off / last).quantize(Decimal(1)) * last if abs(off) > last / 2 else Decimal(0)
    return _identity(IdentityKind.ROUNDED, rounded, precise, weight, difference)


def contradictions_of(points: Sequence[Point]) -> Iterator[Identity]:
    """Give the pairs of amounts that the document itself claims to be one, and that differ."""
    yield from _openings(points)
    yield from _balance(points)
    yield from _named_alike(points)


def _openings(points: Sequence[Point]) -> Iterator[Identity]:
    """Compare each opening balance with the only closing balance of that day in its own table and column."""
    closings: dict[tuple[int, str, date], list[Point]] = {}
    for point in points:
        if not point.opening and _closes(point.label):
            closings.setdefault((point.row[0], point.column, point.day), []).append(point)
    for point in points:
        found = closings.get((point.row[0], point.column, point.day), [])
        alone = len(found) == 1 and point.opening and point.row[0] >= 0 and "restated" not in point.label
        if alone and found[0].decimals == point.decimals and found[0].value != point.value:
            yield _different(IdentityKind.CARRIED_FORWARD, point, found[0])


def _closes(label: str) -> bool:
    return "closing" in label or "at end of" in label or "at the end of" in label


def _balance(points: Sequence[Point]) -> Iterator[Identity]:
    assets = {(p.row[0], p.key): p for p in points if p.label == "total assets" and p.row[0] >= 0}
    for point in points:
        words = set(point.label.replace("/", " ").split())
        over = assets.get((point.row[0], point.key))
        if over is not None and {"total", "equity", "and", "liabilities"} <= words and over.value != point.value:
            yield _different(IdentityKind.TIE, point, over)


def _named_alike(points: Sequence[Point]) -> Iterator[Identity]:
    """Compare amounts of two rows with one label that agree on another day: they print the same thing."""
    rows = by_row(points)
    first: dict[tuple[object, ...], Point] = {}
    for point in points:
        if not point.label or point.row[0] < 0:
            continue
        key = (point.label, point.column, point.measure, point.currency, point.day, point.opening, point.decimals)
        other = first.setdefault(key, point)
        if other.row[0] == point.row[0] or abs(other.value) == abs(point.value):
            continue
        if _shared_digits(other, point, rows) - other.digits >= _SURE_OF_ANOTHER_DAY:
            yield _different(IdentityKind.TIE, point, other)


def _different(kind: IdentityKind, point: Point, other: Point) -> Identity:
    return _identity(kind, point, other, 1, point.value - other.value)
