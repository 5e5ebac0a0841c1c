"""Years and dates that are written in Chinese numerals: 二零二一年十二月三十一日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_DIGIT = "[一二三四五六七八九]"
CHINESE_YEAR = re.compile(r"((?:一九|二[零〇○])[一二三四五六七八九零〇○]{2})年")
CHINESE_DATE = re.compile(rf"{CHINESE_YEAR.pattern}(十[一二]?|{_DIGIT})月([二三]?十{_DIGIT}?|{_DIGIT})日")
_NUMERALS = str.maketrans("一二三四五六七八九零〇○", "123456789000")


def chinese_years(text: str) -> Iterator[int]:
    """Give the years of a text that are written in Chinese numerals, in order."""
    return (int(match[1].translate(_NUMERALS)) for match in CHINESE_YEAR.finditer(text))


def chinese_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Give the dates of a text that are written in Chinese numerals: where each begins and ends, and the day."""
    for match in CHINESE_DATE.finditer(text):
        year, month, day = int(match[1].translate(_NUMERALS)), _number(match[2]), _number(match[3])
        try:
            yield match.start(), match.end(), date(year, month, day)
        except ValueError:  # a day that the calendar lacks
            continue


def _number(text: str) -> int:
    """Read a number below a hundred: 三十一 is 31."""
    tens, ten, ones = text.rpartition("十")
    return (int(tens.translate(_NUMERALS) or 1) * 10 if ten else 0) + int(ones.translate(_NUMERALS) or 0)
