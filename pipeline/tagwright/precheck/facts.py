"""Checks of the values that facts state: precision, sign, scale, duplicates (XBRL 2.1, 4.6; Inline XBRL 1.1, 10)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Fact
from tagwright.precheck.numbers import ZEROS, printed_places

_WHOLE = re.compile(r"[+-]?\d+|INF")
_OPENS, _MINUS = "(（", "-−–"
_OUTLIER = 20
_LIKE_SIZED = 50
_DIGITS_TRUSTED = 3


def precision(contents: Contents) -> Iterator[Found]:
    """Hold the stated precision against the print."""
    for fact in contents.facts:
        decimals = fact.attributes.get("decimals")
        if not fact.numeric:
            if decimals is not None and fact.kind == "nonNumeric":
                yield found("decimals-unfit", f"{fact.name} is no number and has decimals", fact.spot)
            continue
        if "precision" in fact.attributes:
            yield found("precision-used", f"{fact.name} states a precision", fact.spot)
        elif decimals is None and not fact.nil:
            yield found("decimals-missing", f"{fact.name} says not how exact it is", fact.spot)
        elif decimals is not None and not _WHOLE.fullmatch(decimals):
            yield found("decimals-malformed", f"decimals of {fact.name} is {decimals!r}", fact.spot)
        elif decimals is not None and decimals != "INF" and _too_exact(fact, int(decimals)):
            text = fact.text.strip()
            yield found("decimals-too-fine", f"{text!r} is printed coarser than decimals {decimals} says", fact.spot)
        elif decimals is not None and decimals != "INF" and _too_coarse(fact, int(decimals)):
            text = fact.text.strip()
            yield found("decimals-too-coarse", f"{text!r} is printed finer than decimals {decimals} says", fact.spot)
        if "scale" in fact.attributes and not re.fullmatch(r"[+-]?\d+", fact.attributes["scale"]):
            yield found("scale-malformed", f"scale of {fact.name} is {fact.attributes['scale']!r}", fact.spot)
        if fact.attributes.get("sign", "-") != "-":
            yield found("sign-malformed", f"sign of {fact.name} is {fact.attributes['sign']!r}", fact.spot)


def _too_exact(fact: Fact, decimals: int) -> bool:
    """Say whether a fact claims digits that are not printed; a print in whole units may be exact without end."""
    scale = fact.attributes.get("scale", "0")
    if fact.kind != "nonFraction" or not fact.value or not re.fullmatch(r"[+-]?\d+", scale) or int(scale) == 0:
        return False
    places = printed_places(fact.format[1] if fact.format else None, fact.text)
    return decimals > places - int(scale)


def _too_coarse(fact: Fact, decimals: int) -> bool:
    """Say whether a fact has digits that it does not vouch for."""
    return bool(fact.value) and abs(decimals) <= 100 and fact.value != round(fact.value or Decimal(0), decimals)


def nil_facts(contents: Contents) -> Iterator[Found]:
    """Find facts that state that there is no value, and state one."""
    for fact in contents.facts:
        if fact.nil and fact.text.strip():
            yield found("nil-with-content", f"{fact.name} is nil and reads {fact.text.strip()!r}", fact.spot)


def concepts(contents: Contents) -> Iterator[Found]:
    """Hold the concept of each fact against its declaration."""
    for fact in contents.facts:
        known, context = contents.known(fact.concept), contents.context_of.get(fact.context or "")
        if fact.concept.startswith("?"):
            yield found("prefix-unbound", f"no namespace is bound to the prefix of {fact.name!r}", fact.spot)
        elif known is None and contents.is_own(fact.concept) and contents.declared:
            yield found("concept-undeclared", f"the report's schema does not declare {fact.name}", fact.spot)
        if known is None:
            continue
        if known.abstract:
            yield found("fact-abstract", f"{fact.name} is abstract: it can have no value", fact.spot)
        numeric = known.short_type in _NUMBERS
        if fact.kind == "nonFraction" and not numeric and known.short_type in _TEXTS:
            yield found("fact-kind", f"{fact.name} is a {known.short_type} and is tagged as a number", fact.spot)
        if fact.kind == "nonNumeric" and numeric:
            yield found("fact-kind", f"{fact.name} is a {known.short_type} and is tagged as text", fact.spot)
        if context is not None and context.dates and context.id not in contents.ambiguous and not known.abstract:
            is_instant = "instant" if context.instant else "duration"
            if known.period_type not in (None, is_instant):
                problem = f"{fact.name} is of the period type {known.period_type}, its context {context.id!r} is not"
                yield found("period-type", problem, fact.spot, context.spot)


_NUMBERS = frozenset(
    {"monetaryItemType", "sharesItemType", "pureItemType", "percentItemType", "perShareItemType", "decimalItemType"}
)
_TEXTS = frozenset({"stringItemType", "textBlockItemType", "dateItemType", "booleanItemType"})


def percentages(contents: Contents) -> Iterator[Found]:
    """Find shares of more than the whole, as a percentage without its scale gives them."""
    for fact in contents.facts:
        known = contents.known(fact.concept)
        if known and known.short_type == "percentItemType" and fact.value is not None and abs(fact.value) > 1:
            yield found("percent-above-one", f"{fact.name} is {fact.value * 100:f}%", fact.spot)


def signs(contents: Contents) -> Iterator[Found]:
    """Hold signs against what a concept can be, and against the brackets of the print within a row."""
    for fact in contents.facts:
        context, known = contents.context_of.get(fact.context or ""), contents.known(fact.concept)
        if fact.value is None or fact.value >= 0 or context is None or context.explicit or context.typed:
            continue
        if known is not None and known.sign == "positive":
            yield found("negative-value", f"{fact.name} is {fact.value:f}, and is rarely negative", fact.spot)
    for row in _rows(contents):
        yield from _against_print(row)


def _against_print(row: Sequence[Fact]) -> Iterator[Found]:
    """Find prints of one row that differ in their brackets and not in their sign, or the other way round."""
    seen = [(fact, _in_brackets(fact)) for fact in row if fact.value]
    turned = [fact for fact, brackets in seen if brackets != (fact.attributes.get("sign") == "-")]
    if not turned or len(turned) == len(seen):
        return
    straight = [fact for fact, _ in seen if fact not in turned]
    # where all stand in brackets the odd one out is wrong; else nothing tells which of the two ways is right
    odd = turned if len(turned) <= len(straight) else straight
    for fact in odd:
        printed = "in brackets" if _in_brackets(fact) else "without brackets"
        stated = "negative" if fact.attributes.get("sign") == "-" else "positive"
        problem = f"{fact.text.strip()!r} stands {printed} and is {stated}, unlike the other amounts of its row"
        yield found("sign-against-print", problem, fact.spot)


def _in_brackets(fact: Fact) -> bool:
    return bool(fact.before) and fact.before in _OPENS + _MINUS


def _rows(contents: Contents) -> Iterator[list[Fact]]:
    """Give the facts of each row of a table that state one concept with the same dimensions."""
    rows: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in contents.facts:
        context = contents.context_of.get(fact.context or "")
        if fact.cell is not None and context is not None and fact.numeric:
            key = (fact.spot.file, fact.cell[:2], fact.concept, context.explicit, context.instant)
            rows[key].append(fact)
    yield from (row for row in rows.values() if len(row) > 1)


def scales(contents: Contents) -> Iterator[Found]:
    """Find amounts that are a thousand times too large or small beside the others of their row or column."""
    for row in _rows(contents):
        units = {contents.unit_of[fact.unit].measures for fact in row if fact.unit and fact.unit in contents.unit_of}
        if len(units) > 1:
            yield found("unit-differs-in-row", f"{row[0].name} has several units in one row", *(f.spot for f in row))
        yield from _outliers(row)
    columns: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in contents.facts:
        known = contents.known(fact.concept)
        is_money = known is None or known.short_type == "monetaryItemType"
        if fact.cell is not None and fact.value and is_money:
            columns[fact.spot.file, fact.cell[0], fact.cell[2], fact.unit].append(fact)
    for column in columns.values():
        yield from _odd_scale(column)


def _outliers(row: Sequence[Fact]) -> Iterator[Found]:
    """Find two values of a row that are far apart though their prints are not: their scales differ."""
    first = next((fact for fact in row if fact.value), None)
    for fact in row:
        if first is None or not fact.value or not first.value or _scale(fact) == _scale(first):
            continue
        apart = abs(fact.value / first.value)
        printed = apart.scaleb(_scale(first) - _scale(fact))
        if _size(apart) >= _OUTLIER and _size(printed) < _LIKE_SIZED:
            problem = f"{fact.name} is {first.value:f} and {fact.value:f} in one row"
            yield found("scale-outlier", problem, fact.spot, first.spot)


def _scale(fact: Fact) -> int:
    return int(fact.attributes.get("scale", "0"))


def _size(ratio: Decimal) -> Decimal:
    """Give how many times the larger is the smaller."""
    return max(ratio, 1 / ratio)


def _odd_scale(column: Sequence[Fact]) -> Iterator[Found]:
    scales = Counter(fact.attributes.get("scale", "0") for fact in column)
    usual, times = scales.most_common(1)[0]
    for fact in column:
        scale = fact.attributes.get("scale", "0")
        if times >= _DIGITS_TRUSTED and scale != usual and scales[scale] * 3 <= times:
            yield found("scale-odd", f"{fact.name} has the scale {scale}, its column {usual}", fact.spot)


def duplicates(contents: Contents) -> Iterator[Found]:
    """Find facts that state one thing twice with values that do not agree (Calculations 1.1, 2.2)."""
    groups: defaultdict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in contents.facts:
        context = contents.context_of.get(fact.context or "")
        if context is None or fact.nil:
            continue
        unit = contents.unit_of.get(fact.unit or "")
        about = unit.measures if unit else fact.language
        groups[fact.concept, context.aspects, about, fact.attributes.get("target")].append(fact)
    for group in groups.values():
        yield from _differing(group)


def _differing(group: Sequence[Fact]) -> Iterator[Found]:
    first = group[0]
    for fact in group[1:]:
        if fact.numeric and not _agree(first, fact):
            problem = f"{fact.name} is {_shown(first)} and {_shown(fact)} for one period"
            yield found("duplicate-inconsistent", problem, fact.spot, first.spot)
        elif fact.kind in ("nonNumeric", "item") and not fact.numeric and _words(first) != _words(fact):
            yield found("duplicate-text", f"{fact.name} has two texts for one period", fact.spot, first.spot)


def _shown(fact: Fact) -> str:
    return f"{fact.value:f}" if fact.value is not None else "unreadable"


def _words(fact: Fact) -> list[str]:
    # the rest of a continued text stands elsewhere
    return [] if "continuedAt" in fact.attributes else fact.text.split()


def _agree(one: Fact, other: Fact) -> bool:
    if one.value is None or other.value is None:
        return True
    halves = [half_unit(one), half_unit(other)]
    if halves[0] == halves[1]:
        return one.value == other.value
    return abs(one.value - other.value) <= sum(halves)


def half_unit(fact: Fact) -> Decimal:
    """Give half a unit of the last digit that a fact vouches for; nothing where it is exact."""
    decimals = fact.attributes.get("decimals", "INF")
    if decimals == "INF" or not re.fullmatch(r"[+-]?\d+", decimals) or abs(int(decimals)) > 100:
        return Decimal(0)
    return Decimal(5).scaleb(-int(decimals) - 1)


def zeros(contents: Contents) -> Iterator[Found]:
    """Find digits that are declared to be nothing."""
    for fact in contents.facts:
        if fact.format and fact.format[1] in ZEROS and re.search(r"[1-9]", fact.text):
            yield found("zero-of-digits", f"{fact.text.strip()!r} is transformed to zero", fact.spot)
