"""Hold the names that rules use against the concepts that there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from tagwright.mapping.finding import Finding
from tagwright.mapping.model import LoadedMapping
from tagwright.mapping.references import Reference, Use, references
from tagwright.taxonomy.concepts import ConceptFacts, nearest_names, years_of

_NO_NUMBERS = frozenset({"xbrli:stringItemType", "xbrli:durationItemType"})
_KINDS = MappingProxyType({Use.NUMBER: "item", Use.NOTE: "item", Use.AXIS: "axis", Use.MEMBER: "member"})


def name_findings(mapping: LoadedMapping, concepts: Mapping[str, ConceptFacts]) -> list[Finding]:
    """Find names that are unknown, and names used for what they are not (an axis as a line's concept).

    ``concepts`` are those of the filing's taxonomy year and the filing's own.
    """
    fitting = {use: [name for name, facts in concepts.items() if _fits(facts, use)] for use in Use}
    findings = []
    for reference in references(mapping):
        facts = concepts.get(reference.name)
        if facts is None:
            findings.append(_unknown(reference, fitting[reference.use]))
        elif not _fits(facts, reference.use):
            findings.append(_misused(reference, facts, fitting[reference.use]))
    return findings


def period_findings(mapping: LoadedMapping, concepts: Mapping[str, ConceptFacts]) -> list[Finding]:
    """Find lines that state an opening or closing balance with a concept that is measured over a period."""
    findings = []
    for line in (line for table in mapping.tables for line in table.lines):
        facts = concepts.get(line.rule.concept) if line.rule.concept else None
        if line.rule.balance and facts and facts.period_type == "duration":
            problem = f"'{facts.name}' is measured over a period, so the line can state no {line.rule.balance} balance"
            remedy = "take a concept measured at an instant, or delete 'balance'"
            findings.append(Finding("error", "period-clash", *mapping.spot(line.source, "balance"), problem, remedy))
    return findings


def _fits(facts: ConceptFacts, use: Use) -> bool:
    if facts.kind != _KINDS[use]:
        return False
    if use is Use.NUMBER:
        return not facts.item_type.startswith("nonnum:") and facts.item_type not in _NO_NUMBERS
    return use is not Use.NOTE or facts.item_type == "nonnum:textBlockItemType"


def _unknown(reference: Reference, fitting: Iterable[str]) -> Finding:
    years = years_of(reference.name)
    if years:
        problem = f"'{reference.name}' is not in this year's taxonomy, only in that of {_listed(years)}"
        remedy = _nearest(reference.name, fitting) or "take a concept that this year's taxonomy has"
        return Finding("error", "concept-of-other-year", *reference.spot, problem, remedy)
    problem = f"no {reference.use} is called '{reference.name}'"
    remedy = _nearest(reference.name, fitting) or (
        "look for it with 'tagwright taxonomy search', or declare it; what the official package alone has needs it"
        " to be added, and 'convert --taxonomy'"
    )
    return Finding("error", "unknown-concept", *reference.spot, problem, remedy)


def _misused(reference: Reference, facts: ConceptFacts, fitting: Iterable[str]) -> Finding:
    kind = facts.item_type.partition(":")[2].removesuffix("ItemType") + " item" if facts.kind == "item" else facts.kind
    problem = f"'{facts.name}' is no {reference.use} but of the kind '{kind}'"
    remedy = _nearest(reference.name, fitting) or f"name {'an' if reference.use is Use.AXIS else 'a'} {reference.use}"
    return Finding("error", "wrong-kind", *reference.spot, problem, remedy)


def _nearest(name: str, fitting: Iterable[str]) -> str:
    near = nearest_names(name, fitting)
    return f"did you mean {' or '.join(near)}?" if near else ""


def _listed(years: tuple[int, ...]) -> str:
    gapless = years == tuple(range(years[0], years[-1] + 1))
    if gapless and len(years) > 1:
        return f"{years[0]} to {years[-1]}"
    return ", ".join(map(str, years))
