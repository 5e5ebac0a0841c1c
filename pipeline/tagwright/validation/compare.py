"""Compares, one by one, the facts of a Report with the facts that the validator read from an output.

Every aspect counts (OIM 1.0, 3): concept, entity, period, unit, dimensions, language; value and precision; footnotes.
Facts are matched by id, which all our outputs keep.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree

from tagwright.emit.notes import note_text, notes_by_fact
from tagwright.report.model import Fact, Footnote, NumericFact, QName, Report, Unit
from tagwright.validation.reading import ReadFact

_UNIT_NAMESPACES = {
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    "xbrli": "http://www.xbrl.org/2003/instance",
    "utr": "http://www.xbrl.org/2009/utr",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that an output states otherwise than the Report. ``aspect`` says in what.

    ``aspect`` is "missing" or "surplus" where only one side has the fact at all; ``file`` names the output.
    """

    file: str
    fact: str
    aspect: str
    expected: str
    found: str


def compare_facts(
    report: Report, file: str, read: Sequence[ReadFact], expected_text: Mapping[str, str]
) -> list[Difference]:
    """Compare a Report with the facts read from one of its outputs; an empty list means that they are equal.

    ``expected_text`` gives the text of the text blocks by fact id; a text block that it lacks is a difference,
    for a value that nobody checked must not pass.
    """
    found = {fact.id: fact for fact in read}
    expected = {fact.id for fact in report.facts}
    notes = notes_by_fact(report)
    differences: list[Difference] = []
    for fact in report.facts:
        other = found.get(fact.id)
        if other is None:
            differences.append(Difference(file, fact.id, "missing", _clark(fact.concept, report), ""))
        else:
            differences += _compare_fact(report, file, fact, other, expected_text)
            differences += _compare_notes(report, file, fact, notes.get(fact.id, ()), other)
    for fact_id, count in Counter(fact.id for fact in read).items():
        if fact_id not in expected or count > 1:
            concept = found[fact_id].concept
            differences.append(Difference(file, fact_id or "(no id)", "surplus", "", f"{concept}, {count} times"))
    return differences


def texts_of(report: Report, read: Sequence[ReadFact]) -> dict[str, str]:
    """Give the text of each text block as read from one output, to hold the other outputs against."""
    blocks = {fact.id for fact in report.facts if not isinstance(fact, NumericFact)}
    return {fact.id: fact.value for fact in read if fact.id in blocks and fact.value is not None}


def _compare_fact(
    report: Report, file: str, fact: Fact, other: ReadFact, expected_text: Mapping[str, str]
) -> Iterator[Difference]:
    for aspect, expected, found in _aspects(report, fact, other):
        if expected != found:
            yield Difference(file, fact.id, aspect, str(expected), str(found))
    if isinstance(fact, NumericFact):
        if _number(other.value) != fact.value:
            yield Difference(file, fact.id, "value", str(fact.value), str(other.value))
    elif fact.id not in expected_text or other.value is None or not _same_text(expected_text[fact.id], other.value):
        expected_value = expected_text.get(fact.id, "a text that nobody gave to compare with")
        yield Difference(file, fact.id, "value", *_where_they_part(expected_value, other.value or ""))


def _compare_notes(
    report: Report, file: str, fact: Fact, notes: Sequence[Footnote], other: ReadFact
) -> Iterator[Difference]:
    expected = sorted((note.language.lower(), note_text(note, report)) for note in notes)
    found = sorted(other.footnotes)
    if expected != found:
        yield Difference(file, fact.id, "footnotes", _shown(expected), _shown(found))


def _shown(notes: Sequence[tuple[str, str]]) -> str:
    return "; ".join(text for _, text in notes) or "none"


def _aspects(report: Report, fact: Fact, other: ReadFact) -> Iterator[tuple[str, object, object]]:
    """Give (aspect, expected, found) for each aspect but the value."""
    yield "concept", _clark(fact.concept, report), other.concept
    yield "entity", (report.entity.scheme, report.entity.identifier), (other.scheme, other.identifier)
    yield "period", str(fact.period), other.period
    expected = sorted((_clark(axis, report), _clark(member, report)) for axis, member in fact.dimensions)
    yield "dimensions", tuple(expected), other.dimensions
    if isinstance(fact, NumericFact):
        yield "unit", _unit(fact.unit, report), other.unit
        yield "decimals", str(fact.decimals), other.decimals
    else:
        # a language tag means the same in any case (BCP 47, 2.1.1), and xBRL-JSON wants it in lower case
        yield "language", fact.language.lower(), (other.language or "").lower()


def _clark(name: QName, report: Report) -> str:
    namespaces = {
        **_UNIT_NAMESPACES,
        report.taxonomy.prefix: report.taxonomy.namespace,
        report.extension.prefix: report.extension.namespace,
    }
    return f"{{{namespaces.get(name.prefix, name.prefix)}}}{name.local}"


def _unit(unit: Unit, report: Report) -> str:
    numerator, denominator = (
        "*".join(sorted(_clark(measure, report) for measure in side)) for side in (unit.numerator, unit.denominator)
    )
    return f"{numerator}/{denominator}" if denominator else numerator


def _number(text: str | None) -> Decimal | None:
    """Read a number; equal numbers are equal Decimals however many zeros they carry (xBRL-JSON may write 123.0)."""
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def _same_text(first: str, second: str) -> bool:
    return first == second or _canonical(first) == _canonical(second)


def _canonical(text: str) -> bytes | str:
    """Give escaped XHTML in Canonical XML 1.0, so that the writer's choice of quotes or entities does not matter.

    Namespace declarations are left out: a fragment carries those of the place where it was cut.
    """
    bare = re.sub(r"\s+xmlns(:\w+)?=(\"[^\"]*\"|'[^']*')", "", text)
    try:
        return bytes(etree.tostring(etree.fromstring(f"<text>{bare}</text>"), method="c14n"))
    except etree.XMLSyntaxError:
        return text


def _where_they_part(first: str, second: str) -> tuple[str, str]:
    """Give the part of two long texts that surrounds their first difference."""
    at = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    start = max(0, at - 20)
    return first[start : at + 40], second[start : at + 40]
