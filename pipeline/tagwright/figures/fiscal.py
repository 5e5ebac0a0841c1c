"""The reporting period and currency of a document, from its own titles, where nobody has said them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from tagwright.document.model import Document, Table
from tagwright.figures.dates import find_dates, find_years, months_before, period_words
from tagwright.figures.headers import header_length
from tagwright.figures.model import Duration
from tagwright.figures.numbers import choose_style
from tagwright.figures.parts_of_year import find_part
from tagwright.figures.ranges import find_range
from tagwright.figures.units import currency_in

NO_CURRENCY = "XXX"
"""The code of ISO 4217 for "no currency"."""


def reporting_period(document: Document) -> Duration | None:
    """Give the period that most titles and captions name ("year ended 31 December 2021"), the later of two alike.

    Where none names a period, the year that ends on the day that most of them name ("as at 31 December 2021").
    """
    ended: Counter[Duration] = Counter()
    days: Counter[Duration] = Counter()
    for text in _short_texts(document):
        words, dates, span = period_words(text), find_dates(text), find_range(text)
        if span is not None:
            ended[span] += 1
        elif words is not None and dates:
            counter = days if words.instant or not words.months else ended
            counter[Duration(months_before(dates[0].date, words.months or 12), dates[0].date)] += 1
    found = ended or days
    return max(found, key=lambda period: (found[period], period), default=None)


def assumed_period(document: Document) -> Duration | None:
    """Give a year that the headers of tables speak for where no title names a period, to show what else was read.

    It ends on the latest day that they date, or with the latest calendar year. Nothing that is filed may rest on it.
    """
    style = choose_style(text for text in _short_texts(document))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    heads = [
        cell.text for table in tables for row in table.rows[: header_length(table.rows, style)] for cell in row.cells
    ]
    days = [span.date for text in heads for span in find_dates(text)]
    years = [year for text in heads for year in (*find_years(text), *_years_of_parts(text))]
    if not days and not years:
        return None
    end = max(days) if days else date(max(years), 12, 31)
    return Duration(months_before(end, 12), end)


def _years_of_parts(text: str) -> Iterator[int]:
    named = find_part(text)
    if named is not None and named.year is not None:
        yield named.year


def reporting_currency(document: Document) -> str:
    """Give the currency that the document says it is presented in, else the one that most cells and captions name.

    NO_CURRENCY where none does.
    """
    running = (block.text for block in document.blocks if not isinstance(block, Table))
    said = Counter(
        code for text in running for found in _PRESENTED.finditer(text) if (code := currency_in(found.group(1)))
    )
    if said:
        return max(said, key=lambda code: (said[code], code))
    named = Counter(code for text in _short_texts(document) if (code := currency_in(text)) is not None)
    return max(named, key=lambda code: (named[code], code), default=NO_CURRENCY)


_PRESENTED = re.compile(
    r"\b(?:presented|stated|expressed|shown|figures\s+are|amounts\s+are|presentation\s+currency)\b([^.;]{0,80})",
    re.IGNORECASE,
)
_LONGEST_TITLE = 200
_WORDS = re.compile(r"[^\W\d_]")


def _short_texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        texts = [cell.text for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block.text]
        yield from (text for text in texts if len(text) <= _LONGEST_TITLE and _WORDS.search(text))
        if isinstance(block, Table):
            yield from block.captions
