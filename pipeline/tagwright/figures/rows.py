"""The data rows of a table: which line labels each row carries, and under which sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from tagwright.document.model import Row
from tagwright.figures.dates import (
    find_dates,
    find_month_day,
    is_period_text,
    months_after,
    months_before,
    months_in,
    period_words,
)
from tagwright.figures.labels import Part, Reading, Squeezed, Vocabulary, are_one_label, wraps
from tagwright.figures.model import Balance, Duration, Instant, day_before
from tagwright.figures.open_sections import OpenSections, Steps
from tagwright.figures.units import hundredths_in
from tagwright.figures.wording import normalise


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A data row with its labels read.

    ``lines`` are the labels that its numbers belong to (several where rows were squeezed into one cell);
    ``sections`` the headings above them, outermost first. ``incomplete``: the label goes on in the next row,
    so that numbers beside it belong to nothing yet. ``unlabelled``: the row prints numbers alone.
    """

    index: int
    lines: tuple[str, ...]
    sections: tuple[tuple[str, ...], ...]
    incomplete: bool
    unlabelled: bool


def label_rows(rows: Sequence[Row], numbers: Sequence[Squeezed], vocabulary: Vocabulary) -> list[LabelledRow]:
    """Read the labels of data rows, beside each of which so many numbers stand."""
    labeller = _Labeller(vocabulary)
    labels = [row.cells[0].text.strip() if re.search(r"\w", row.cells[0].text) else "" for row in rows]
    for index, (label, beside) in enumerate(zip(labels, numbers, strict=True)):
        below = next((n for n in range(index + 1, len(labels)) if labels[n]), None)
        following, depth_below = (labels[below], rows[below].depth) if below is not None else ("", rows[index].depth)
        labeller.take(index, label, beside, following, Steps(rows[index].depth, depth_below))
        if label and not beside.count and (coins := _coins(rows[index])):
            labeller.say_unit(coins)
    return labeller.read


def _coins(row: Row) -> str:
    """Give the word that a heading's other cells say of the rows below, where it is one for cents or pence."""
    words = {cell.text.strip() for cell in row.cells[1:] if cell.text.strip()}
    word = words.pop() if len(words) == 1 else ""
    return word if word and hundredths_in(word, None) else ""


class _Labeller:
    """Goes down the rows, carrying the words of a label that is not complete and the open sections."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.read: list[LabelledRow] = []
        self._vocabulary = vocabulary
        self._pending = ""
        self._open = OpenSections()
        self._steps = Steps()

    def take(self, index: int, label: str, numbers: Squeezed, following: str, steps: Steps) -> None:
        count = numbers.count
        # A label that goes on stands where it began.
        self._steps = replace(steps, own=self._steps.own) if self._pending else steps
        if not label:
            if count:
                self._emit(index, (), (), incomplete=bool(self._pending), unlabelled=not self._pending)
            return
        reading, whole = self._reading(label, following, steps)
        if reading is None:
            reading = self._vocabulary.read_around(whole, numbers)
        elif count == 1 and len(reading.pieces) > 1 and are_one_label(reading, whole):
            reading = None
        if not count:
            self._take_headings(reading, whole, following)
        elif reading is None:
            self._pending = ""
            self._open = self._open.over_line(whole, self._steps.own)
            self._emit(index, (whole,), (self._open.headings,))
        else:
            self._close(index, self._vocabulary.with_closing_heading(reading, count), label, whole)

    def say_unit(self, unit: str) -> None:
        """Add the unit that stands beside a heading just read to its words: "Earnings per share (cents)"."""
        if self._open.just_opened and not self._pending:
            self._open = self._open.with_words(f"({unit})")

    def _reading(self, label: str, following: str, steps: Steps) -> tuple[Reading | None, str]:
        """Read a label with what is carried over; where only the label itself is known, the rest was a heading."""
        if not self._pending:
            return self._vocabulary.read(label, following), label
        whole = f"{self._pending} {label}"
        reading = self._vocabulary.read(whole, following)
        alone = self._vocabulary.read(label, following) if reading is None else None
        if alone is not None and not label[:1].islower():
            self._steps = Steps(self._steps.own, steps.own)
            self._push(self._pending)
            self._pending, self._steps = "", steps
            return alone, label
        return reading, whole

    def _take_headings(self, reading: Reading | None, whole: str, following: str) -> None:
        """Take a row without numbers: headings, or the beginning of a wrapped label."""
        if reading is not None:
            whole_heading = len(reading.pieces) == 1 and not reading.tail
            for piece in reading.pieces:
                self._push(whole if whole_heading else piece.label)
            self._pending = whole if reading.tail and not reading.pieces else reading.tail
        elif wraps(whole, following):
            self._pending = whole
        else:
            self._push(whole)
            self._pending = ""

    def _close(self, index: int, reading: Reading, label: str, whole: str) -> None:
        """Take a row with numbers whose label is known."""
        lines: list[str] = []
        sections: list[tuple[str, ...]] = []
        only_headings = not reading.lines and not reading.tail
        last_line = max((i for i, p in enumerate(reading.pieces) if p.part is Part.LINE), default=-1)
        for position, piece in enumerate(reading.pieces):
            if piece.part is Part.LINE or (only_headings and position == len(reading.pieces) - 1):
                plain = len(reading.pieces) == 1 and not reading.tail and not self._pending
                lines.append(label if plain else piece.label)
                self._open = self._open.over_line(piece.label, self._steps.own)
                sections.append(self._open.headings)
            elif position < last_line or only_headings:
                self._push(piece.label)
        self._emit(index, tuple(lines), tuple(sections), incomplete=not lines)
        for piece in reading.pieces[last_line + 1 :] if not only_headings else ():
            self._push(piece.label)
        self._pending = (whole if not reading.pieces else reading.tail) if reading.tail else ""

    def _push(self, heading: str) -> None:
        self._open = self._open.opened(heading, self._steps)

    def _emit(
        self,
        index: int,
        lines: tuple[str, ...],
        sections: tuple[tuple[str, ...], ...],
        *,
        incomplete: bool = False,
        unlabelled: bool = False,
    ) -> None:
        if unlabelled or incomplete:
            sections = (self._open.headings,)
        self.read.append(LabelledRow(index, lines, sections, incomplete, unlabelled))
        self._open = self._open.after_line()


_YEAR = r"(?:the )?(?:financial |fiscal |reporting )?(?:year|period)"
_OPENING = re.compile(
    r"^(?:balance,? )?(?:opening|brought forward)\b|\bat (?:the )?(?:beginning|start) of\b"
    rf"|\b(?:beginning|start) of {_YEAR}$|^(?:balances? )?(?:as )?restated(?: balances?)?$"
)
_CLOSING = re.compile(rf"^(?:balance,? )?(?:closing|carried forward)\b|\bat (?:the )?end of\b|\bend of {_YEAR}$")
# What became of a balance in the period is no balance: "Revenue included in contract liabilities at the beginning".
_OF_A_BALANCE = re.compile(r"\b(?:recognised|recognized|included)\b")
_DATE_WORDS = re.compile(r"\b(?:balances?|as|at|of|on|restated|audited|unaudited|and)\b|[^a-z]")


def row_balance(label: str) -> Balance | None:
    """Say whether a label names the balance at the beginning or at the end of the period."""
    normal = normalise(label)
    if _OF_A_BALANCE.search(normal):
        return None
    if _OPENING.search(normal):
        return Balance.OPENING
    return Balance.CLOSING if _CLOSING.search(normal) else None


@lru_cache(maxsize=10_000)
def row_instant(label: str) -> tuple[Instant, Balance | None] | None:
    """Read a label that is a date alone ("As at 1 January 2021"). The first of a month is an opening balance.

    Two dates that follow each other ("At 31 December 2022 and 1 January 2023") are one instant.
    """
    dates = find_dates(label)
    if period_words(label) not in (None, period_words("at")) or not 1 <= len(dates) <= 2:
        return None
    if len(dates) == 2 and day_before(dates[1].date) != dates[0].date:
        return None
    rest = label
    for span in reversed(dates):
        rest = rest[: span.start] + rest[span.end :]
    if _DATE_WORDS.sub("", normalise(rest)):
        return None
    day = dates[0].date
    if len(dates) == 2:
        return Instant(day), Balance.OPENING
    return (Instant(day_before(day)), Balance.OPENING) if day.day == 1 else (Instant(day), None)


def row_duration(label: str) -> Duration | None:
    """Read a label that is a period alone ("Year ended 31 December 2021")."""
    words, dates = period_words(label), find_dates(label)
    if words is None or words.instant or words.months is None or len(dates) != 1 or not is_period_text(label):
        return None
    return Duration(months_before(dates[0].date, words.months), dates[0].date)


def row_month_day(label: str, period: Duration) -> Balance | None:
    """Read "At 1 January" and "At 31 December" in a table whose columns give the year."""
    month_day = find_month_day(label)
    if month_day is None or find_dates(label) or not is_period_text(label):
        return None
    if month_day == (period.start.month, period.start.day):
        return Balance.OPENING
    return Balance.CLOSING if month_day == (period.end.month, period.end.day) else None


def opening_before(period: Duration | Instant, months: int) -> Instant:
    """Give the instant of the opening balance of a period; an instant closes a period of so many months."""
    if isinstance(period, Duration):
        return Instant(day_before(period.start))
    return Instant(day_before(months_before(period.date, months)))


def closing_of(period: Duration | Instant) -> Instant:
    """Give the instant of the closing balance of a period."""
    return Instant(period.end) if isinstance(period, Duration) else period


def movement_period(opening: Instant, closing: Instant | None, as_long_as: Duration) -> Duration | None:
    """Give the period of the rows between an opening balance and the closing one, or of a usual length.

    None where the two are further apart than a reporting period: a balance between them was not read.
    """
    first = opening.date + timedelta(days=1)
    if closing is None:
        return Duration(first, months_after(first, months_in(as_long_as)))
    period = Duration(first, closing.date)
    return period if closing.date > first and months_in(period) <= max(12, months_in(as_long_as)) else None
