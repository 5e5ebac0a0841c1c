"""Helpers: figures of a document given as text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Instant, Kind, Measure, UnitOfMeasure

CNY = "CNY"
FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
CLOSING, OPENING, EARLIEST = (Instant(date(year, 12, 31)) for year in (2021, 2020, 2019))
THOUSANDS = UnitOfMeasure(Measure.MONEY, "CNY", 3)

YEARS = "\t2021\t2020\n\tRMB'000\tRMB'000\n"


def extraction_of(
    text: str, lines: Iterable[str] = (), headings: Iterable[str] = (), *, currency: str = "CNY"
) -> Extraction:
    return extract(Document("test.txt", "", read_text(text)), Vocabulary.of(lines, headings), FISCAL, currency)


def values_of(
    text: str, lines: Iterable[str] = (), headings: Iterable[str] = (), *, currency: str = "CNY"
) -> list[Figure]:
    """Give the amounts and nils of a document."""
    figures = extraction_of(text, lines, headings, currency=currency).figures
    return [figure for figure in figures if figure.kind in (Kind.AMOUNT, Kind.NIL, Kind.TEXT)]
