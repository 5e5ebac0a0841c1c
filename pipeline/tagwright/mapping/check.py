"""Check a mapping before anything is mapped: against the taxonomy, against itself, and the filing's declarations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tagwright.mapping.book import concept_book, extension_facts
from tagwright.mapping.candidates import Ranker
from tagwright.mapping.check_filing import filing_findings
from tagwright.mapping.check_names import name_findings, period_findings
from tagwright.mapping.check_profile import profile_findings
from tagwright.mapping.check_rules import rule_findings
from tagwright.mapping.finding import Finding, require_sound
from tagwright.mapping.fitting import Row
from tagwright.mapping.load import assemble
from tagwright.mapping.model import LoadedFiling, LoadedMapping
from tagwright.mapping.profiles import PLAIN, Profile
from tagwright.mapping.references import references
from tagwright.mapping.schema import ExtensionConcept
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import ConceptFacts

__all__ = ["Finding", "check_mapping", "require_sound"]


def check_mapping(
    base: LoadedMapping,
    filing: LoadedFiling | None,
    concepts: Mapping[str, ConceptFacts],
    profile: Profile = PLAIN,
) -> list[Finding]:
    """Give all that is wrong or doubtful in the base mapping and a filing's, sorted by file and place.

    ``profile`` is the destination that the filing is held against.

    ``concepts`` are the official concepts of the filing's taxonomy year (``taxonomy.concepts.load_concepts``).
    """
    files = [filing.file, *base.files] if filing else base.files
    mapping, findings = assemble(files)
    book = concept_book(concepts, filing.rules.concepts, filing.rules.period.end.year) if filing else concepts
    mapping = rules_of_year(mapping, book)
    findings += name_findings(mapping, book) + period_findings(mapping, book) + rule_findings(mapping)
    if filing:
        used = {reference.name for reference in references(mapping)}
        findings += filing_findings(filing, concepts, used)
        findings += profile_findings(filing, profile, concepts, used, partial(_wider_candidates, mapping, concepts))
    return sorted(
        dict.fromkeys(findings), key=lambda finding: (finding.file, finding.line, finding.column, finding.rule_id)
    )


def _wider_candidates(
    mapping: LoadedMapping, official: Mapping[str, ConceptFacts], concept: ExtensionConcept
) -> list[str]:
    """Give official concepts that an own one may be anchored to: of its type, period and balance, the best first."""
    own = extension_facts(concept, 0)
    ranked = Ranker(mapping, official, {}).rank(Row(concept.label), limit=20)
    fitting = (
        candidate.facts
        for candidate in ranked
        if (candidate.facts.item_type, candidate.facts.period_type) == (own.item_type, own.period_type)
    )
    return [facts.name for facts in fitting if facts.balance == own.balance][:3]
