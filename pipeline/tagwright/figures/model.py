"""The Figure: one printed number, before anyone knows its meaning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tagwright.document.model import Place, Span


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A period from the beginning of ``start`` to the end of ``end`` (both days belong to it)."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True, order=True)
class Instant:
    """The end of a day. An opening balance is the instant of the day before the period begins."""

    date: date

    def __str__(self) -> str:
        return f"{self.date}"


Period = Duration | Instant


def day_before(day: date) -> date:
    """Give the day before, at whose end an opening balance stands."""
    return day - timedelta(days=1)


class Measure(StrEnum):
    """What a number counts, as its header says."""

    MONEY = "money"
    MONEY_PER_SHARE = "money per share"
    SHARES = "shares"
    PERCENT = "percent"
    DAYS = "days"
    PURE = "pure"


@dataclass(frozen=True, slots=True)
class UnitOfMeasure:
    """The unit that a header gives: the measure, its currency (ISO 4217) where it is money, and the scale.

    ``scale`` is a power of ten: 3 for RMB'000, 6 for RMB million, -2 for a percentage.
    """

    measure: Measure
    currency: str | None
    scale: int


class Balance(StrEnum):
    """Which end of a period a row of a roll-forward states."""

    OPENING = "opening"
    CLOSING = "closing"


class Kind(StrEnum):
    """What a number on the page is, before mapping."""

    AMOUNT = "amount"
    NIL = "nil"
    YEAR = "year"
    DATE = "date"
    NOTE_REFERENCE = "note reference"
    LABEL = "part of a label"
    HEADER = "part of a header"
    TEXT = "in running text"
    SECOND_READING = "second reading"
    """Debris: what a scan made of a number that stands on the page beside it."""


@dataclass(frozen=True, slots=True)
class Original:
    """The number of which another is a second reading: its text, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as printed.

    ``text`` is what stands on the page with brackets and signs; ``span`` covers it. ``digits`` covers the
    part that an Inline element may enclose: digits and separators without bracket, sign or percent mark.
    ``value`` is the number with the sign of the print and before scaling ("(1,074)" under RMB'000 is -1074);
    None where it cannot be read. ``doubt`` says why a figure must not be used, in words for a preparer.
    ``row_path`` and ``column_path`` are the labels that lead to it, outermost first, the own label last.
    ``total_of`` lists the indexes (in the extraction's order) of the figures whose sum it prints, if found.
    ``row`` and ``line`` say to which row of its table it belongs (-1: none) and to which of the lines squeezed into
    that row; the print may stand in another row. ``damaged``: the print is no number as the document prints them,
    whatever ``doubt`` says; ``candidates`` are what it may say, the likeliest first. ``restored`` says how a figure
    was found whose print is damaged or out of place. ``repeats`` is the number of which this one is a second reading.
    """

    index: int
    kind: Kind
    text: str
    span: Span
    digits: Span
    place: Place
    value: Decimal | None
    decimal_places: int
    unit: UnitOfMeasure | None
    period: Period | None
    balance: Balance | None
    row_path: tuple[str, ...]
    column_path: tuple[str, ...]
    headings: tuple[str, ...]
    doubt: str | None
    total_of: tuple[int, ...] = ()
    row_label_missing: bool = False
    context: str = ""
    row: int = -1
    line: int = 0
    damaged: bool = False
    candidates: tuple[Decimal, ...] = ()
    restored: str = ""
    repeats: Original | None = None

    @property
    def scaled(self) -> Decimal | None:
        """The value in whole units, with the sign of the print."""
        if self.value is None or self.unit is None:
            return self.value
        return self.value.scaleb(self.unit.scale)

    @property
    def decimals(self) -> int:
        """The precision of the print as XBRL's @decimals: -3 for RMB'000, 2 for 1.74 per share."""
        return self.decimal_places - (self.unit.scale if self.unit else 0)
