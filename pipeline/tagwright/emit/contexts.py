"""Contexts and units (XBRL 2.1, 4.7 and 4.8), shared by the Inline document and the XML instance.

One context a period and set of dimensions, one unit a measure, in the order in which facts first use them.
Identifiers are readable and hold no random part: c-2021, c-2021-12-31, c-2021_1 (dimensions), u-CNY-per-share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tagwright.report.model import Dimensions, Duration, NumericFact, Period, QName, Report, Unit


@dataclass(frozen=True, slots=True)
class Context:
    """A context: its identifier, its period, and its dimensions."""

    id: str
    period: Period
    dimensions: Dimensions

    @property
    def dates(self) -> tuple[tuple[str, str], ...]:
        """Element name and date of each part of the period; both are whole days, without a time of day.

        A date without a time means the beginning of the day as startDate and the end of the day elsewhere
        (XBRL 2.1, 4.7.2).
        """
        if isinstance(self.period, Duration):
            return (("startDate", self.period.start.isoformat()), ("endDate", self.period.end.isoformat()))
        return (("instant", self.period.date.isoformat()),)


@dataclass(frozen=True, slots=True)
class Resources:
    """All contexts and units of a report, and how to find the identifier of one."""

    contexts: tuple[Context, ...]
    units: tuple[tuple[str, Unit], ...]
    context_ids: Mapping[tuple[Period, Dimensions], str]
    unit_ids: Mapping[Unit, str]


def resources_of(report: Report) -> Resources:
    """Collect the contexts and units that the facts of a report use."""
    contexts: dict[tuple[Period, Dimensions], Context] = {}
    units: dict[Unit, str] = {}
    dimensional: dict[Period, int] = {}
    for fact in report.facts:
        key = (fact.period, fact.dimensions)
        if key not in contexts:
            suffix = ""
            if fact.dimensions:
                dimensional[fact.period] = dimensional.get(fact.period, 0) + 1
                suffix = f"_{dimensional[fact.period]}"
            contexts[key] = Context(f"c-{_period_name(fact.period)}{suffix}", *key)
        if isinstance(fact, NumericFact) and fact.unit not in units:
            units[fact.unit] = _unit_id(fact.unit)
    return Resources(
        tuple(contexts.values()),
        tuple((identifier, unit) for unit, identifier in units.items()),
        MappingProxyType({key: context.id for key, context in contexts.items()}),
        MappingProxyType(units),
    )


def _period_name(period: Period) -> str:
    if not isinstance(period, Duration):
        return period.date.isoformat()
    start, end = period.start, period.end
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return str(start.year) if whole_year else f"{start}-{end}"


def _unit_id(unit: Unit) -> str:
    over = "".join(f"-per-{_measure_name(measure).removesuffix('s')}" for measure in unit.denominator)
    return "u-" + "-".join(map(_measure_name, unit.numerator)) + over


def _measure_name(measure: QName) -> str:
    return measure.local if measure.prefix in {"iso4217", "xbrli"} else f"{measure.prefix}-{measure.local}"
