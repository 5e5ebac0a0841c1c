"""The reporting period and currency of a document, from its own titles, where nobody has said them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tagwright.document.model import Document, Table
from tagwright.figures.dates import find_dates, months_before, period_words
from tagwright.figures.model import Duration
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
        words, dates = period_words(text), find_dates(text)
        if words is not None and dates:
            counter = days if words.instant or not words.months else ended
            counter[Duration(months_before(dates[0].date, words.months or 12), dates[0].date)] += 1
    found = ended or days
    return max(found, key=lambda period: (found[period], period), default=None)


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
