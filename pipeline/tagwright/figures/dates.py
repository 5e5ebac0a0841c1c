"""Dates and periods as headers, titles, row labels and sentences print them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tagwright.figures.chinese_dates import CHINESE_DATE, CHINESE_YEAR, chinese_dates, chinese_years
from tagwright.figures.model import Duration
from tagwright.figures.month_names import ENGLISH, MONTH_RANGE, OTHERS, month_number
from tagwright.figures.parts_of_year import find_part, without_parts

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_NAME = rf"(?P<m>{ENGLISH}|{OTHERS})"
_ENGLISH_NAME = rf"(?P<m>{ENGLISH})"
_YEAR = r"(?P<y>(?:19|20)\d{2})"
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|º|°)?"
_FULL = (
    re.compile(rf"\b{_DAY}\.?\s+(?:de\s+)?{_NAME}\.?,?\s+(?:del?\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_ENGLISH_NAME}\.?\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b"),
    re.compile(rf"\b(?P<d>[0-3]?\d)[./](?P<m>[01]?\d)[./]{_YEAR}\b"),
    re.compile(rf"{_YEAR}\s?[年년]\s?(?P<m>[01]?\d)\s?[月월]\s?(?P<d>[0-3]?\d)\s?[日일]"),
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each era, of Japan and of Taiwan."""
_OF_ERA = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})\s?(?P<n>元|\d{{1,3}})\s?年\s?(?P<m>[01]?\d)\s?月\s?(?P<d>[0-3]?\d)\s?日"
)
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CENTURY = re.compile(r"(?:19|20)\d{2}")
_MONTH_DAY = (
    re.compile(rf"\b{_DAY}\s+{_ENGLISH_NAME}\b", re.IGNORECASE),
    re.compile(rf"\b{_ENGLISH_NAME}\.?\s+{_DAY}(?!\d)", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\.?\s+(?:de\s+)?(?P<m>{OTHERS})\b", re.IGNORECASE),
)
_MONTH_OF_YEAR = re.compile(
    rf"\s*(?:{_NAME}\.?,?\s+(?:de\s+)?{_YEAR}|{_ENGLISH_NAME.replace('<m>', '<n>')}[-'’](?P<z>\d{{2}}))\s*",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:(?<=\bFY)|(?<![\w.,]))(?:19|20)\d{2}(?!(?![年년])\w|[.,]\d|\s?[/–-]\s?\d{2}\b)")

_INSTANT = re.compile(r"\b(?:as\s+at|as\s+of|at)\b", re.IGNORECASE)
_COUNT = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_COUNT |= {
    "三": 3,
    "六": 6,
    "九": 9,
    "十二": 12,
    "drei": 3,
    "sechs": 6,
    "neun": 9,
    "trois": 3,
    "neuf": 9,
    "tres": 3,
    "seis": 6,
}
_MONTHS_ENDED = re.compile(
    r"(?:\b|(?<=止)|(?<=日))(three|six|nine|twelve|3|6|9|12|三|六|九|十二|drei|sechs|neuf|neun|trois|tres|seis)"
    r"(?:[\s-]+(?:months?|monate?n?|mois|meses|mesi|maanden|månader|måneder)\b|\s?[個个ヶか]月)",
    re.IGNORECASE,
)
_WEEKS_ENDED = re.compile(r"\b(\d{2})[\s-]+weeks?\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalf[\s-]*year\b", re.IGNORECASE)
_FULL_YEAR = re.compile(r"\bfull[\s-]*years?\b|\bFY(?=\s?(?:19|20)\d{2})", re.IGNORECASE)
_YEAR_ENDED = re.compile(
    r"\b(?:financial |fiscal )?years?\s*(?:ended|ending|to)\b|止年度|会計年度"
    r"|\bgeschäftsjahr\s+(?:vom|zum)\b|\bexercice\s+(?:clos|clôturé)|\bejercicio\s+(?:anual\s+)?terminado|\besercizio\s+chiuso",
    re.IGNORECASE,
)
_QUARTER_ENDED = re.compile(r"\bquarters?[\s-]*(?:ended|ending|to)\b", re.IGNORECASE)
_PERIOD_ENDED = re.compile(r"\bperiod\s*(?:ended|ending|from)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A full date in a text and the characters that print it."""

    start: int
    end: int
    date: date


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """What words of a header say of a period: an instant, or a duration of so many months or weeks, if they say so."""

    instant: bool
    months: int | None
    weeks: int | None = None


_KEPT = 10_000
"""How many texts each question is remembered for: a header is asked from many sides, and companies word alike."""


@lru_cache(maxsize=_KEPT)
def find_dates(text: str) -> tuple[DateSpan, ...]:
    """Find the full dates of a text, in order. A day that the calendar lacks is no date."""
    text = text.translate(_WIDE_DIGITS)
    found = [DateSpan(*span) for span in chinese_dates(text)]
    if not (_CENTURY.search(text) or _OF_ERA.search(text)):
        return tuple(found)
    for pattern in (*_FULL, _OF_ERA):
        for match in pattern.finditer(text):
            day = _date(match)
            if day and not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(DateSpan(match.start(), match.end(), day))
    return tuple(sorted(found, key=lambda span: span.start))


def _date(match: re.Match[str]) -> date | None:
    month = match["m"].lower()
    said = match.groupdict()
    try:
        if era := said.get("era"):
            return date(_ERAS[era] + (1 if said["n"] == "元" else int(said["n"])), int(month), int(said["d"]))
        return date(int(match["y"]), int(month) if month.isdigit() else month_number(month), int(match["d"]))
    except ValueError:
        return None


@lru_cache(maxsize=_KEPT)
def find_month_day(text: str) -> tuple[int, int] | None:
    """Find a date without a year ("31 December"): month and day."""
    for pattern in _MONTH_DAY:
        match = pattern.search(text)
        if match and 1 <= int(match["d"]) <= 31:
            return month_number(match["m"]), int(match["d"])
    return None


@lru_cache(maxsize=_KEPT)
def month_days(text: str) -> frozenset[tuple[int, int]]:
    """Find all dates without a year: month and day."""
    found = (match for pattern in _MONTH_DAY for match in pattern.finditer(text))
    return frozenset((month_number(match["m"]), int(match["d"])) for match in found if 1 <= int(match["d"]) <= 31)


@lru_cache(maxsize=_KEPT)
def month_day_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Find where dates without a year stand."""
    return tuple(match.span() for pattern in _MONTH_DAY for match in pattern.finditer(text))


@lru_cache(maxsize=_KEPT)
def find_month_of_year(text: str) -> tuple[int, int, int] | None:
    """Read a heading that is a month of a year alone ("June 2021", "Dec-21"): its year, month, and last day."""
    match = _MONTH_OF_YEAR.fullmatch(text)
    if match is None:
        return None
    year, month = int(match["y"] or f"20{match['z']}"), month_number(match["m"] or match["n"])
    return year, month, monthrange(year, month)[1]


@lru_cache(maxsize=_KEPT)
def find_years(text: str) -> tuple[int, ...]:
    """Find the years of a text, in order; those in Chinese numerals last."""
    text = text.translate(_WIDE_DIGITS)
    years = [int(match.group()) for match in YEAR.finditer(text)] if _CENTURY.search(text) else []
    return (*years, *chinese_years(text))


@lru_cache(maxsize=_KEPT)
def period_words(text: str) -> PeriodWords | None:
    """Say what the words of a title or header tell of the kind of period."""
    months = _MONTHS_ENDED.search(text)
    if months:
        return PeriodWords(False, _COUNT[months.group(1).lower()])
    weeks = _WEEKS_ENDED.search(text)
    if weeks:
        return PeriodWords(False, None, int(weeks.group(1)))
    if _HALF.search(text):
        return PeriodWords(False, 6)
    if _QUARTER_ENDED.search(text):
        return PeriodWords(False, 3)
    if _FULL_YEAR.search(text):
        return PeriodWords(False, 12)
    if _YEAR_ENDED.search(text):
        return PeriodWords(False, 12)
    if _PERIOD_ENDED.search(text):
        return PeriodWords(False, None)
    return PeriodWords(True, None) if _INSTANT.search(text) else None


def has_several_lengths(title: str) -> bool:
    """Tell a title that names periods of several lengths ("For the year ended ... and the period from ...")."""
    lengths = {f"{_COUNT[match.group(1).lower()]} months" for match in _MONTHS_ENDED.finditer(title)}
    lengths |= {length for phrase, length in _LENGTHS if phrase.search(title)}
    return len(lengths) > 1


_LENGTHS = (
    (_WEEKS_ENDED, "weeks"),
    (_HALF, "6 months"),
    (_QUARTER_ENDED, "3 months"),
    (_FULL_YEAR, "12 months"),
    (_YEAR_ENDED, "12 months"),
    (_PERIOD_ENDED, "a period"),
)


_PERIOD_PARTS = (
    *_FULL,
    _OF_ERA,
    CHINESE_DATE,
    MONTH_RANGE,
    *_MONTH_DAY,
    YEAR,
    CHINESE_YEAR,
    _MONTHS_ENDED,
    _WEEKS_ENDED,
    _HALF,
    _QUARTER_ENDED,
    _FULL_YEAR,
    _YEAR_ENDED,
    _PERIOD_ENDED,
)
_PLAIN_WORDS = frozenset(
    {"for", "the", "of", "on", "as", "at", "and", "to", "from", "in", "a", "ended", "ending", "end"}
    | {"financial", "fiscal", "year", "years", "period", "periods", "month", "months", "week", "weeks"}
    | {"年", "년", "年度", "年度末", "期間", "截至", "截止", "止", "止年度", "止期間", "於", "于", "自", "至", "及"}
    | {
        "zum",
        "per",
        "vom",
        "bis",
        "am",
        "des",
        "der",
        "im",
        "für",
        "das",
        "au",
        "le",
        "du",
        "clos",
        "el",
        "al",
        "il",
        "dal",
    }
    | {"terminado", "terminé", "chiuso", "del", "de"}
    | {"audited", "unaudited", "reviewed", "restated", "note", "notes", "respectively"}
)
_CUT_DAY = re.compile(r"\b[0-3]?\d\s+[A-Za-z]{1,8}\b")


@lru_cache(maxsize=_KEPT)
def is_period_text(text: str) -> bool:
    """Tell a header that only gives a period ("Year ended 31 December") from one that names something besides.

    Words that conversion cut are let through where they begin or end a word of a period ("As at 31 D", "Decemb er").
    """
    if not (period_words(text) or find_month_day(text) or find_dates(text) or find_years(text) or find_part(text)):
        return find_month_of_year(text) is not None
    if find_month_of_year(text):
        return True
    rest = without_parts(re.sub(r"</?\w{1,10}>", " ", text.translate(_WIDE_DIGITS)))
    for pattern in _PERIOD_PARTS:
        rest = pattern.sub(" ", rest)
    cut = bool(_CUT_DAY.search(rest))
    rest = re.sub(r"\(\w{1,2}\)", " ", rest)
    return all(_belongs_to_period(word.lower(), cut) for word in re.findall(r"\w+", rest))


def gives_period(heading: str) -> bool:
    """Tell a heading that gives a period, whatever it names besides ("Income statement for the year ended ...")."""
    dated = find_dates(heading) or find_month_day(heading)
    return is_period_text(heading) or bool(period_words(heading) and dated)


def _belongs_to_period(word: str, cut: bool) -> bool:
    if word in _PLAIN_WORDS or word.isdigit():
        return True
    whole = (*_MONTHS, "year", "ended", "december")
    if len(word) == 1:
        return cut and word.isalpha()
    if word in _MONTHS or word in {month[:3] for month in _MONTHS}:
        return cut
    return any(known.startswith(word) or known.endswith(word) for known in whole)


def month_day_for(text: str, year: int) -> tuple[int, int] | None:
    """Give the day of a year that a title dates: of its full dates the one in that year, or the day that all share."""
    dates = find_dates(text)
    days = {(span.date.month, span.date.day) for span in dates if span.date.year == year}
    days = days or {(span.date.month, span.date.day) for span in dates}
    if not dates:
        return find_month_day(text)
    return days.pop() if len(days) == 1 else None


def months_before(day: date, months: int) -> date:
    """Give the first day of the period of so many months that ends on ``day``."""
    first_after = day + timedelta(days=1)
    if first_after.day != 1:
        year, month = divmod(first_after.year * 12 + first_after.month - 1 - months, 12)
        return date(year, month + 1, min(first_after.day, 28))
    year, month = divmod(first_after.year * 12 + first_after.month - 1 - months, 12)
    return date(year, month + 1, 1)


def months_after(first: date, months: int) -> date:
    """Give the last day of the period of so many months that begins on ``first``."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, 28)) - timedelta(days=1)


def months_in(period: Duration) -> int:
    """Count the months of a period, rounded to whole ones."""
    days = (period.end - period.start).days + 1
    return max(1, round(days / 30.4375))


def in_year(month_day: tuple[int, int], year: int) -> date | None:
    """Give the day of a year; the end of February follows the calendar."""
    month, day = month_day
    if month == 2 and day >= 28:
        return date(year, 3, 1) - timedelta(days=1)
    try:
        return date(year, month, day)
    except ValueError:
        return None
