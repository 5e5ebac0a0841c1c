"""Figures, rules and decisions made by hand, for tests of one step alone. What a test does not name is plain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tagwright.document.model import Place, Span
from tagwright.figures.model import Duration, Figure, Instant, Kind, Measure, Period, UnitOfMeasure
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.model import Column, Level, Line, Positive, RuleSource, TableKind, TableMapping, TablePart
from tagwright.mapping.schema import ColumnRule, LineRule, TableRule
from tagwright.report.model import QName
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts

YEAR = Duration(date(2021, 1, 1), date(2021, 12, 31))
YEAR_BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))
YEAR_END = Instant(date(2021, 12, 31))
THOUSANDS = UnitOfMeasure(Measure.MONEY, "EUR", 3)
MILLIONS = UnitOfMeasure(Measure.MONEY, "EUR", 6)
BOOK = load_concepts(2021)
NAMES = {name: QName("ifrs-full", name) for name in BOOK}
SOURCE = RuleSource("mapping/ifrs/some.yaml", 5, 9, ("tables", 0))


def figure(index: int = 0, value: str = "1", *, block: int = 0, **rest: Any) -> Figure:
    """A figure of EUR'000 for 2021, printed in the table ``block``."""
    span = Span(block, index, 1, 0, len(value))
    plain: dict[str, Any] = {
        "kind": Kind.AMOUNT,
        "text": value,
        "span": span,
        "digits": span,
        "place": Place(index + 1, 3),
        "value": Decimal(value),
        "decimal_places": max(0, -int(Decimal(value).as_tuple().exponent)),
        "unit": THOUSANDS,
        "period": YEAR,
        "balance": None,
        "row_path": ("Revenue",),
        "column_path": (),
        "headings": (),
        "doubt": None,
    }
    return Figure(index=index, **{**plain, **rest})


def line(level: Level = "base", source: RuleSource = SOURCE, **rule: Any) -> Line:
    return Line(LineRule(**rule), source, level)


def column(**rule: Any) -> Column:
    return Column(ColumnRule(**rule), SOURCE, "base")


def table(
    *lines: Line,
    name: str = "income-statement",
    kind: TableKind = "statement",
    positive: Positive = "credit",
    **rest: Any,
) -> TableMapping:
    plain: dict[str, Any] = {
        "number": None,
        "title": None,
        "titles": ("Income statement",),
        "within": (),
        "about": (),
        "contains": (),
        "signature": (),
        "dimensions": {},
        "columns": (),
        "parts": (TablePart(TableRule(name=name), SOURCE, "base"),),
    }
    return TableMapping(name=name, kind=kind, positive=positive, lines=lines, **{**plain, **rest})


def tagged(number: int, concept: str, value: str, *, period: Period = YEAR, **rest: Any) -> Decision:
    """The decision that figure ``number`` states ``concept`` with ``value`` in whole units."""
    plain: dict[str, Any] = {"rule": SOURCE, "table": table()}
    return Decision(number, Outcome.TAGGED, concept=concept, value=Decimal(value), period=period, **{**plain, **rest})


def concept(name: str, book: Mapping[str, ConceptFacts] = BOOK) -> ConceptFacts:
    return book[name]
