"""Check a mapping before anything is mapped: against the taxonomy, against itself, and the filing's declarations."""

from __future__ import annotations

from collections.abc import Mapping

from tagwright.mapping.book import concept_book
from tagwright.mapping.check_filing import filing_findings
from tagwright.mapping.check_names import name_findings, period_findings
from tagwright.mapping.check_rules import rule_findings
from tagwright.mapping.finding import Finding, require_sound
from tagwright.mapping.load import assemble
from tagwright.mapping.model import LoadedFiling, LoadedMapping
from tagwright.mapping.references import references
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import ConceptFacts

__all__ = ["Finding", "check_mapping", "require_sound"]


def check_mapping(
    base: LoadedMapping, filing: LoadedFiling | None, concepts: Mapping[str, ConceptFacts]
) -> list[Finding]:
    """Give all that is wrong or doubtful in the base mapping and a filing's, sorted by file and place.

    ``concepts`` are the official concepts of the filing's taxonomy year (``taxonomy.concepts.load_concepts``).
    """
    files = [filing.file, *base.files] if filing else base.files
    mapping, findings = assemble(files)
    book = concept_book(concepts, filing.rules.concepts, filing.rules.period.end.year) if filing else concepts
    mapping = rules_of_year(mapping, book)
    findings += name_findings(mapping, book) + period_findings(mapping, book) + rule_findings(mapping)
    if filing:
        findings += filing_findings(filing, concepts, {reference.name for reference in references(mapping)})
    return sorted(set(findings), key=lambda finding: (finding.file, finding.line, finding.column, finding.rule_id))
