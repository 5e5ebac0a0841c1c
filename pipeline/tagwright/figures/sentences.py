"""Numbers in running text: the words before each, its unit, and the date that its sentence gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tagwright.document.model import Heading, Paragraph, Span
from tagwright.figures.dates import find_dates, find_years, in_year, months_before, months_in, period_words
from tagwright.figures.model import Duration, Figure, Instant, Kind, Measure, Period, UnitOfMeasure
from tagwright.figures.numbers import NumberStyle, PrintedNumber, find_numbers
from tagwright.figures.sureness import doubt_of_recognition
from tagwright.figures.text_numbers import kind_of_number
from tagwright.figures.units import currency_in
from tagwright.figures.wording import normalise

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_(])")
_MONEY_BEFORE = re.compile(r"((?:U\.S\.\s?|[A-Z]{2}\s|[A-Za-z]{0,3})\\?[$€£]|[A-Z]{2,3})\s?$")
_SCALE_AFTER = re.compile(r"\s?(thousand|lakh|million|mio|mln|crore|billion|trillion|mn|bn)\b|\s?(m)\b", re.IGNORECASE)
_MINUS_BEFORE = re.compile(rf"(?<![\w)])[-−–—]{_MONEY_BEFORE.pattern}")
_LETTERS_AFTER = re.compile(r"[^\W\d_]")
_SHARES_AFTER = re.compile(r"\s+(?:\w+\s+){0,3}shares\b")
_SCALES = {"thousand": 3, "lakh": 5, "million": 6, "mio": 6, "mln": 6, "mn": 6, "m": 6, "crore": 7}
_SCALES |= {"billion": 9, "bn": 9, "trillion": 12}
_COMPARATIVE = re.compile(r"\(\s*(?P<when>[^():]*?\b(?:19|20)\d{2})\s*:\s*(?:[A-Za-z]{0,3}\\?[$€£]|[A-Z]{2,3})?\s?$")
_LONGEST_CONTEXT = 300
"""Characters of a sentence that are looked at on either side of a number."""
_BRACKET = re.compile(r"\([^()]*\)")
_UNIT_WORDS = re.compile(r"(?:[A-Za-z]{0,3}\\?[$€£]|\b[A-Z]{3})\s?$")


@dataclass(frozen=True, slots=True)
class _Amount:
    number: PrintedNumber
    context: str
    period: Period | None


def read_sentences(
    block: Heading | Paragraph, index: int, headings: tuple[str, ...], style: NumberStyle, fiscal: Duration, home: str
) -> Iterator[Figure]:
    """Give the figures of a heading or paragraph, in order."""
    text = block.text
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    sentence = 0
    previous: _Amount | None = None
    for number in find_numbers(text, style, running=True):
        while number.start >= bounds[sentence + 1]:
            sentence, previous = sentence + 1, None
        start, end = bounds[sentence], bounds[sentence + 1]
        kind = kind_of_number(text, number.digits_start, number.digits_end)
        if kind is Kind.AMOUNT and isinstance(block, Paragraph):
            previous = _amount(text, start, end, number, previous, fiscal)
            yield _figure(block, index, headings, number, Kind.TEXT, previous, home)
        else:
            kind = Kind.HEADER if kind is Kind.AMOUNT else kind
            yield _figure(block, index, headings, number, kind, None, home)


def _amount(
    text: str, start: int, end: int, number: PrintedNumber, previous: _Amount | None, fiscal: Duration
) -> _Amount:
    before = text[max(start, number.start - _LONGEST_CONTEXT) : number.start]
    comparative = _COMPARATIVE.search(before)
    if comparative and previous is not None:
        return _Amount(number, previous.context, _comparative_period(comparative["when"], previous.period, fiscal))
    return _Amount(
        number,
        _context(before),
        _sentence_period(text[number.start - len(before) : min(end, number.end + _LONGEST_CONTEXT)], before, fiscal),
    )


def _context(before: str) -> str:
    """Give the words right before a number, without its currency sign."""
    return normalise(_UNIT_WORDS.sub("", before))


def _sentence_period(sentence: str, before: str, fiscal: Duration) -> Period | None:
    """Give the period of the date nearest before a number, else of the first one in its sentence.

    Closed brackets date what stands in them alone. None where years differ: nothing tells which one is meant.
    """
    before, sentence = _BRACKET.sub(" ", before), _BRACKET.sub(" ", sentence)
    if len({*find_years(before), *find_years(sentence)}) > 1:
        return None
    earlier, all_dates = find_dates(before), find_dates(sentence)
    if all_dates:
        date = earlier[-1] if earlier else all_dates[0]
        words = period_words((before if earlier else sentence)[max(0, date.start - 40) : date.start])
        if words and not words.instant and words.months:
            return Duration(months_before(date.date, words.months), date.date)
        return Instant(date.date) if words and words.instant else None
    years = find_years(before)
    return _fiscal_year(years[-1], fiscal) if years else None


def _comparative_period(when: str, previous: Period | None, fiscal: Duration) -> Period | None:
    """Read "(31 December 2020: ...)" and "(2020: ...)": the same kind of period, at or to that date."""
    dates, years = find_dates(when), find_years(when)
    year = _fiscal_year(years[-1], fiscal) if years else None
    end = dates[-1].date if dates else year.end if year else None
    if end is None or previous is None:
        return None
    return Instant(end) if isinstance(previous, Instant) else Duration(months_before(end, months_in(previous)), end)


def _fiscal_year(year: int, fiscal: Duration) -> Duration | None:
    end = in_year((fiscal.end.month, fiscal.end.day), year)
    return Duration(months_before(end, months_in(fiscal)), end) if end else None


def _unit(text: str, number: PrintedNumber, home: str) -> UnitOfMeasure | None:
    if number.percent:
        return UnitOfMeasure(Measure.PERCENT, None, -2)
    scale = _SCALE_AFTER.match(text, number.end)
    power = _SCALES[scale.group().strip().lower()] if scale else 0
    money = _MONEY_BEFORE.search(text[max(0, number.start - 8) : number.start])
    currency = currency_in(money.group(1), home) if money else None
    if currency:
        return UnitOfMeasure(Measure.MONEY, currency, power)
    if _SHARES_AFTER.match(text, number.end):
        return UnitOfMeasure(Measure.SHARES, None, power)
    return UnitOfMeasure(Measure.PURE, None, power) if scale and not scale.group(2) else None


def _figure(
    block: Heading | Paragraph,
    index: int,
    headings: tuple[str, ...],
    number: PrintedNumber,
    kind: Kind,
    amount: _Amount | None,
    home: str,
) -> Figure:
    unit = _unit(block.text, number, home) if amount else None
    return Figure(
        index=-1,
        kind=kind,
        text=block.text[number.start : number.end],
        span=Span(index, -1, -1, number.start, number.end),
        digits=Span(index, -1, -1, number.digits_start, number.digits_end),
        place=block.place.moved(number.start),
        value=number.value if amount else None,
        decimal_places=_places(number, unit),
        unit=unit,
        period=amount.period if amount else None,
        balance=None,
        row_path=(),
        column_path=(),
        headings=headings,
        doubt=_doubt(block, number, unit) if amount else None,
        context=amount.context if amount else "",
    )


def _doubt(block: Heading | Paragraph, number: PrintedNumber, unit: UnitOfMeasure | None) -> str | None:
    said = number.doubt or _alone(block.text) or _fault(block.text, number, unit)
    return said or doubt_of_recognition(block.place)


@lru_cache(maxsize=1)
def _alone(text: str) -> str | None:
    return None if re.search(r"[^\W\d_]", text) else "it stands alone, outside any table or sentence"


def _fault(text: str, number: PrintedNumber, unit: UnitOfMeasure | None) -> str | None:
    """Say what around an amount of money makes its sign or scale uncertain."""
    if unit is None or unit.measure is not Measure.MONEY:
        return None
    if _MINUS_BEFORE.search(text[max(0, number.start - 10) : number.start]):
        return "a minus stands before its currency"
    glued = _LETTERS_AFTER.match(text, number.end)
    return "letters are glued to it" if glued and not _SCALE_AFTER.match(text, number.end) else None


def _places(number: PrintedNumber, unit: UnitOfMeasure | None) -> int:
    """Give the decimal places; money written out in full and ending in 000 was rounded to thousands."""
    whole = unit is not None and unit.measure is Measure.MONEY and unit.scale == 0 and not number.decimal_places
    if whole and number.value and number.value % Decimal(1000) == 0:
        return -3
    return number.decimal_places
