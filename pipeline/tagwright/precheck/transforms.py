"""Checks of transformations: registry, kind, separators (Transformation Registry 5)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Fact
from tagwright.precheck.numbers import NUMERIC, REGISTRIES, reads, separator_of

_OLDEST_OF_ESEF = 4
_MOSTLY = 10
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}")


def registries(contents: Contents) -> Iterator[Found]:
    """Find transformations of registries that are unknown or old, and such as are not for numbers."""
    for fact in contents.facts:
        if fact.format is None:
            continue
        number = REGISTRIES.get(fact.format[0])
        if number is None:
            if not fact.format[0] or "inlineXBRL/transformation" in fact.format[0]:
                problem = f"{fact.attributes['format']} is in no transformation registry"
                yield found("transform-unknown", problem, fact.spot)
            continue
        if number < _OLDEST_OF_ESEF:
            yield found("transform-registry", f"{fact.attributes['format']} is of registry {number}", fact.spot)
        elif number == _OLDEST_OF_ESEF:
            yield found("transform-registry-4", f"{fact.attributes['format']} is of registry 4", fact.spot)
        if fact.kind == "nonFraction" and fact.format[1] not in NUMERIC:
            yield found("transform-unfit", f"{fact.attributes['format']} is no transformation of numbers", fact.spot)


def printed_numbers(contents: Contents) -> Iterator[Found]:
    """Find prints that their transformation does not read."""
    for fact in contents.facts:
        if fact.kind != "nonFraction" or fact.nil or (fact.format and fact.format[1] not in NUMERIC):
            continue
        if not reads(fact.format[1] if fact.format else None, fact.text):
            form = fact.attributes.get("format", "a number without transformation")
            yield found("transform-unread", f"{form} does not read {fact.text.strip()!r}", fact.spot)


def separators(contents: Contents) -> Iterator[Found]:
    """Find numbers that are read with another decimal separator than the rest: a thousandfold error."""
    marked = [(fact, sep) for fact in contents.facts if fact.format and (sep := separator_of(fact.format[1]))]
    counts = Counter(separator for _, separator in marked)
    if not counts:
        return
    usual, times = counts.most_common(1)[0]
    groups = sum(1 for fact, _ in marked if re.search(rf"\d{'[,]' if usual == '.' else '[.]'}\d{{3}}", fact.text))
    for fact, separator in marked:
        if separator != usual and counts[separator] * 3 < times:
            problem = f"{fact.text.strip()!r} is read with the decimal separator {separator!r}, the rest with {usual!r}"
            yield found("separators-mixed", problem, fact.spot)
        elif separator == usual and groups >= _MOSTLY and _looks_grouped(fact, contents, usual):
            problem = f"{fact.text.strip()!r} is read as a fraction, where others are whole"
            yield found("separator-doubtful", problem, fact.spot)


def _looks_grouped(fact: Fact, contents: Contents, separator: str) -> bool:
    """Say whether an amount of money has exactly three decimal places, as no currency of a statement has."""
    known = contents.known(fact.concept)
    is_money = known is not None and known.short_type == "monetaryItemType"
    text = fact.text.strip()
    return is_money and separator in text and _THOUSANDS.fullmatch(text) is not None
