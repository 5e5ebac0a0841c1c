"""Helpers: what is read of statements, compared with what they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from statements import Statement, Truth
from tagwright.document.model import Document
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Kind
from tagwright.figures.wording import normalise

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))


def amounts_in(document: Document, year: Duration, currency: str) -> tuple[Figure, ...]:
    """Give the amounts of a document, with no wording known."""
    figures = extract(document, Vocabulary.of(()), year, currency).figures
    return tuple(figure for figure in figures if figure.kind in (Kind.AMOUNT, Kind.NIL))


def read_truths(made: Statement, figures: Iterable[Figure]) -> tuple[Counter[Truth], Counter[Truth]]:
    """Give what a statement states, and what was read of it without a doubt.

    Labels count in their normal form, balances by their day: whether one is meant, only the concept says.
    """
    balances = all("/" not in truth.period for truth in made.truths)
    stated = (replace(truth, label=normalise(truth.label)) for truth in made.truths)
    read = (truth for figure in figures if (truth := _truth(figure)) is not None)
    return Counter(stated), Counter(replace(truth, period=truth.period[-10:]) if balances else truth for truth in read)


def _truth(figure: Figure) -> Truth | None:
    if figure.unit is None or figure.scaled is None or figure.doubt:
        return None
    label = normalise(figure.row_path[-1]) if figure.row_path and not figure.row_label_missing else ""
    return Truth(label, str(figure.period), figure.unit.currency or figure.unit.measure.value, figure.scaled)


def read_from_pages(
    statements: Sequence[Statement], figures: Iterable[Figure]
) -> Iterator[tuple[Counter[Truth], Counter[Truth]]]:
    """Give by statement what it states and what was read of it, where each began on a page of its own."""
    of_page: dict[int, list[Figure]] = {}
    for figure in figures:
        of_page.setdefault(int(figure.place.at[5:].partition(",")[0]), []).append(figure)
    page = 1
    for made in statements:
        own = range(page, page + len(made.pages))
        page = own.stop
        yield read_truths(made, [figure for number in own for figure in of_page.get(number, ())])
