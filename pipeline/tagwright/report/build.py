"""The steps that make the Report, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tagwright.document.model import Document
from tagwright.figures.extract import Extraction
from tagwright.figures.model import Duration
from tagwright.mapping.decision import Decision
from tagwright.mapping.model import LoadedFiling, LoadedMapping
from tagwright.mapping.profiles import PLAIN, Profile
from tagwright.proof.prove import Proof
from tagwright.report.calculation import consistent_sums, printed_sums
from tagwright.report.clashes import settle_clashes, without_rounded_repeats
from tagwright.report.concepts import concepts_of
from tagwright.report.facts import numeric_facts, stated_facts
from tagwright.report.footnotes import footnotes_of
from tagwright.report.model import (
    Entity,
    Extension,
    Fact,
    NumericFact,
    QName,
    Report,
    TaxonomyReference,
    TextBlockFact,
)
from tagwright.report.networks import networks_of
from tagwright.report.placing import with_places_said
from tagwright.report.text_blocks import text_blocks
from tagwright.taxonomy.concepts import ConceptFacts
from tagwright.taxonomy.official import OfficialTaxonomy


@dataclass(frozen=True, slots=True)
class Built:
    """The Report, and the decisions about all figures as they stand after clashes were settled."""

    report: Report
    decisions: tuple[Decision, ...]


def build_report(
    document: Document,
    extraction: Extraction,
    decisions: Sequence[Decision],
    mapping: LoadedMapping,
    filing: LoadedFiling,
    official: OfficialTaxonomy,
    book: Mapping[str, ConceptFacts],
    proof: Proof,
    profile: Profile = PLAIN,
) -> Built:
    """Make the one model that everything is emitted from; the calculations come from the sums that are proven."""
    rules = filing.rules
    figures = extraction.figures
    settled = settle_clashes(decisions, figures)
    if profile.repeats == "same value":
        settled = without_rounded_repeats(settled, figures)
    names = qualified_names(book, {concept.name for concept in rules.concepts}, official.prefix, rules.extension.prefix)
    period = Duration(rules.period.start, rules.period.end)
    numbers = list(numeric_facts(settled, figures, extraction.rules.style, names, book))
    blocks = list(
        text_blocks(document, mapping.notes, period, rules.language, names, nested=profile.text_blocks == "nested")
    )
    sums = consistent_sums(printed_sums(settled, proof.identities, names, book), numbers)
    networks = networks_of(
        settled, figures, [*blocks, *stated_facts(rules, period, names)], sums, book, names, rules.extension, profile
    )
    printed: list[NumericFact | TextBlockFact] = [*numbers, *blocks]
    printed.sort(key=lambda fact: (fact.place, fact.id))
    facts: list[Fact] = [*printed, *stated_facts(rules, period, names)]
    report = Report(
        name=rules.name,
        title=rules.title,
        language=rules.language,
        entity=Entity(rules.entity.name, rules.entity.scheme, rules.entity.identifier),
        taxonomy=_reference(official),
        extension=Extension(rules.extension.namespace, rules.extension.prefix, rules.period.end.isoformat()),
        concepts=concepts_of(networks, facts, settled, figures, rules.concepts, book, names, profile),
        facts=tuple(facts),
        networks=networks,
        document=document,
        profile=profile,
        footnotes=footnotes_of(document, figures, numbers, rules.language),
    )
    return Built(report, tuple(with_places_said(settled, numbers, document)))


def _reference(official: OfficialTaxonomy) -> TaxonomyReference:
    return TaxonomyReference(
        official.name,
        official.namespace,
        official.prefix,
        official.core_schema,
        official.data_types,
        official.calculation,
    )


def qualified_names(
    book: Mapping[str, ConceptFacts], own: Iterable[str], official_prefix: str, own_prefix: str
) -> dict[str, QName]:
    """Give every concept its QName: the filing's own ones in its namespace."""
    declared = set(own)
    return {name: QName(own_prefix if name in declared else official_prefix, name) for name in book}
