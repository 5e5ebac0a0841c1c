"""A filing's rules made ready for conversions: read, checked against taxonomy and profile, put before the base's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from tagwright.mapping.book import concept_book
from tagwright.mapping.check import check_mapping
from tagwright.mapping.finding import require_sound
from tagwright.mapping.load import filing_file, load_base, load_filing, merge
from tagwright.mapping.model import LoadedFiling, LoadedMapping
from tagwright.mapping.profiles import Profile, load_profile
from tagwright.mapping.references import references
from tagwright.mapping.rulebook import Rulebook
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts
from tagwright.taxonomy.official import OfficialTaxonomy, ifrs_taxonomy
from tagwright.taxonomy.package_concepts import package_concepts
from tagwright.taxonomy.registry import required_package

_KEPT = 4
"""How many filings' rules a worker keeps, some 5 MB each: the documents of one filing mostly come one after another."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filing's rules that were found sound, and all that conversions by them share, whatever document is read."""

    filing: LoadedFiling
    rules: Rulebook
    official: OfficialTaxonomy
    profile: Profile


class RuleKeeper:
    """Prepares filings' rules and keeps them: the base mapping is read once, a filing's when its text has changed."""

    def __init__(self) -> None:
        self._base = load_base()
        self._kept = lru_cache(maxsize=_KEPT)(self._read)

    def prepared(
        self,
        folder_or_file: Path,
        profile: str | None = None,
        *,
        own_document: bool = True,
        taxonomy: str | None = None,
    ) -> Prepared:
        """Give the rules of a filing. ``profile`` takes the place of its own; without ``own_document`` the document
        that it names need not be there; where ``taxonomy`` is the name of the filing's taxonomy, the filing may name
        any concept of the official package.

        Raises MappingError where the rules are not sound, TaxonomyError where no such year is known.
        """
        return self._kept(folder_or_file, _digest(folder_or_file), profile, own_document, taxonomy)

    def _read(
        self,
        folder_or_file: Path,
        _digest_of_text: str,
        profile: str | None,
        own_document: bool,
        taxonomy: str | None,
    ) -> Prepared:
        filing = load_filing(folder_or_file)
        mapping = merge(self._base, filing)
        official = ifrs_taxonomy(filing.rules.taxonomy)
        destination = load_profile(profile or filing.rules.profile, official.name)
        concepts: Mapping[str, ConceptFacts] = load_concepts(official.year)
        if taxonomy == official.name:
            beyond = _names_beyond(concepts, filing, mapping)
            official_ones = package_concepts(required_package(official), official)
            concepts = {**concepts, **{name: official_ones[name] for name in sorted(beyond & official_ones.keys())}}
        findings = check_mapping(self._base, filing, concepts, destination)
        require_sound(found for found in findings if own_document or found.rule_id != "document-missing")
        book = concept_book(concepts, filing.rules.concepts, official.year)
        return Prepared(filing, Rulebook(mapping, book), official, destination)


def _names_beyond(concepts: Mapping[str, ConceptFacts], filing: LoadedFiling, mapping: LoadedMapping) -> set[str]:
    """Give the names that rules use, and that are neither in the table of concepts nor declared by the filing."""
    own = {concept.name for concept in filing.rules.concepts}
    return {reference.name for reference in references(mapping)} - concepts.keys() - own


def _digest(folder_or_file: Path) -> str:
    """Give the digest of a filing's text; nothing where it cannot be read, which ``load_filing`` then says."""
    try:
        return sha256(filing_file(folder_or_file).read_bytes()).hexdigest()
    except OSError:
        return ""
