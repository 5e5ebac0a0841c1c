"""Checks of entities, contexts and units (XBRL 2.1, 4.7 and 4.8)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from tagwright.mapping.check_profile import lei_problem
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Context, Unit

Value = TypeVar("Value")
_LEI_SCHEME = re.compile(r"https?://standards\.iso\.org/iso/17442/?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_CURRENCY = re.compile(r"iso4217:[A-Z]{3}")


def entities(contents: Contents) -> Iterator[Found]:
    """Hold the identifiers against the rules of legal entity identifiers; find a second company."""
    first: dict[tuple[str, str], Context] = {}
    for context in contents.contexts:
        first.setdefault(context.entity, context)
    for (scheme, identifier), context in first.items():
        if not _LEI_SCHEME.fullmatch(scheme):
            yield found("entity-scheme", f"the identifier scheme is {scheme!r}", context.spot)
        elif problem := lei_problem(identifier):
            yield found("lei-invalid", f"{identifier!r} is no LEI: {problem}", context.spot)
        if not identifier or not scheme:
            lacking = "no company" if not identifier else "no scheme"
            yield found("entity-empty", f"the context {context.id!r} names {lacking}", context.spot)
    for (_, identifier), context in list(first.items())[1:]:
        main = next(iter(first.values())).entity[1]
        yield found("several-entities", f"{context.id!r} is about {identifier!r}, others about {main!r}", context.spot)


def used_contexts(contents: Contents) -> Iterator[Found]:
    """Find contexts that no fact uses, that say the same, and that are missing."""
    used = {fact.context for fact in contents.facts}
    for context in contents.contexts:
        if context.id not in used:
            yield found("context-unused", f"no fact uses the context {context.id!r}", context.spot)
    for first, again in _doubles((context.aspects, context) for context in contents.contexts):
        if first.id == again.id:
            continue  # the double id is found apart
        yield found(
            "context-duplicate", f"the contexts {first.id!r} and {again.id!r} say the same", again.spot, first.spot
        )
    for fact in contents.facts:
        if fact.kind in ("nonFraction", "nonNumeric", "item", "fraction") and fact.context not in contents.context_of:
            yield found("context-missing", f"there is no context {fact.context!r} for {fact.name}", fact.spot)


def _doubles(pairs: Iterable[tuple[Hashable, Value]]) -> Iterator[tuple[Value, Value]]:
    seen: dict[Hashable, Value] = {}
    for key, value in pairs:
        if key in seen:
            yield seen[key], value
        else:
            seen[key] = value


def dates(contents: Contents) -> Iterator[Found]:
    """Hold the dates of contexts against the calendar, and against each other."""
    for context in contents.contexts:
        if "forever" in context.dates:
            yield found("period-forever", f"the context {context.id!r} has no period", context.spot)
            continue
        if set(context.dates) not in ({"instant"}, {"startDate", "endDate"}):
            said = ", ".join(context.dates) or "nothing"
            yield found("period-incomplete", f"the period of {context.id!r} holds {said}", context.spot)
        days = {name: _day(text) for name, text in context.dates.items()}
        for name, text in context.dates.items():
            if "T" in text:
                yield found("period-with-time", f"{name} of {context.id!r} has a time of day: {text}", context.spot)
            elif _ZONE.search(text) and not _DAY.fullmatch(text):
                yield found("period-with-zone", f"{name} of {context.id!r} has a time zone: {text}", context.spot)
            elif days[name] is None:
                yield found("period-malformed", f"{name} of {context.id!r} is no date: {text!r}", context.spot)
        start, end, instant = days.get("startDate"), days.get("endDate"), days.get("instant")
        if start and end and end < start:
            yield found("period-reversed", f"{context.id!r} ends on {end}, before it starts on {start}", context.spot)
        if instant and (instant.month, instant.day) == (1, 1):
            yield found("instant-on-1-january", f"{context.id!r} is the end of {instant}", context.spot)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def containers(contents: Contents) -> Iterator[Found]:
    """Find dimensions in the wrong container, what is no dimension, and an axis that is named twice."""
    kinds = Counter(kind for context in contents.contexts for kind in context.containers)
    usual = "scenario" if kinds["scenario"] >= kinds["segment"] else "segment"
    defaults = {arc.source: arc.target for arc in contents.arcs if arc.arcrole.endswith("/dimension-default")}
    for context in contents.contexts:
        if "segment" in context.containers:
            yield found("dimension-in-segment", f"the context {context.id!r} has a segment", context.spot)
        if any(kind != usual for kind in context.containers):
            yield found("segment-and-scenario", f"{context.id!r} has no {usual}, as others have", context.spot)
        if context.foreign:
            yield found("context-not-dimensional", f"{context.id!r} holds what is no dimension", context.spot)
        if context.typed:
            yield found("typed-dimension", f"the context {context.id!r} has a typed dimension", context.spot)
        for axis, times in Counter(axis for axis, _ in context.explicit).items():
            if times > 1:
                yield found("axis-twice", f"the context {context.id!r} names {axis} twice", context.spot)
        for axis, member in context.explicit:
            if defaults.get(axis) == member:
                yield found(
                    "default-member-stated", f"{context.id!r} names {member}, the default of {axis}", context.spot
                )


def named_in_contexts(contents: Contents) -> Iterator[Found]:
    """Find axes and members that are none, or that nothing declares."""
    for context in contents.contexts:
        for axis, member in context.explicit:
            for name, kind in ((axis, "dimensionItem"), (member, "item")):
                declared = contents.own.get(name)
                if name.startswith("?") or (contents.is_own(name) and declared is None):
                    yield found(
                        "member-undeclared",
                        f"{context.id!r} names {name.lstrip('?')}, which nothing declares",
                        context.spot,
                    )
                elif declared is not None and not declared.group.endswith(f":{kind}"):
                    yield found("member-unfit", f"{context.id!r} names {name} in the place of a {kind}", context.spot)


def used_units(contents: Contents) -> Iterator[Found]:
    """Find units that no fact uses, that say the same, that are missing, and currencies that are none."""
    used = {fact.unit for fact in contents.facts}
    for unit in contents.units:
        if unit.id not in used:
            yield found("unit-unused", f"no fact uses the unit {unit.id!r}", unit.spot)
        for measure in (*unit.numerator, *unit.denominator):
            if measure.startswith("iso4217:") and not _CURRENCY.fullmatch(measure):
                yield found("unit-currency", f"{measure.partition(':')[2]!r} is no code of a currency", unit.spot)
            elif measure.startswith("xbrli:") and measure not in ("xbrli:pure", "xbrli:shares"):
                yield found("unit-measure", f"{measure} is no measure", unit.spot)
        if not unit.numerator or unit.divides != bool(unit.denominator):
            yield found("unit-empty", f"the unit {unit.id!r} has not the measures that it needs", unit.spot)
        elif set(unit.numerator) & set(unit.denominator):
            yield found("unit-cancels", f"the unit {unit.id!r} divides a measure by itself", unit.spot)
    for first, again in _doubles((unit.measures, unit) for unit in contents.units):
        if first.id != again.id:
            yield found(
                "unit-duplicate", f"the units {first.id!r} and {again.id!r} say the same", again.spot, first.spot
            )
    for fact in contents.facts:
        if fact.kind == "nonFraction" and fact.unit not in contents.unit_of:
            missing = f"there is no unit {fact.unit!r}" if fact.unit else "there is no unit"
            yield found("unit-missing", f"{missing} for {fact.name}", fact.spot)


def units_of_types(contents: Contents) -> Iterator[Found]:
    """Hold the unit of a fact against the type of its concept."""
    for fact in contents.facts:
        known, unit = contents.known(fact.concept), contents.unit_of.get(fact.unit or "")
        if known is None or unit is None or not unit.numerator:
            continue
        if wanted := _wanted(known.short_type, unit):
            said = " * ".join(unit.numerator) + "".join(f" / {measure}" for measure in unit.denominator)
            yield found(
                "unit-unfit", f"{fact.name} is a {known.short_type} in {said}, not in {wanted}", fact.spot, unit.spot
            )


def _wanted(kind: str, unit: Unit) -> str | None:
    """Name the unit that a type wants, where the unit is another (XBRL 2.1, 4.8.2)."""
    money = all(measure.startswith("iso4217:") for measure in unit.numerator)
    if kind == "monetaryItemType":
        return None if money and len(unit.numerator) == 1 and not unit.denominator else "a currency"
    if kind == "sharesItemType":
        return None if unit.measures == (("xbrli:shares",), ()) else "shares"
    if kind in ("pureItemType", "percentItemType"):
        return None if unit.measures == (("xbrli:pure",), ()) else "a pure number"
    if kind == "perShareItemType":
        return None if money and unit.denominator == ("xbrli:shares",) else "a currency per share"
    return None
