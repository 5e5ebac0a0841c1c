"""The concepts that a filing can use: the official ones of its year, and its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tagwright.mapping.item_types import ITEM_TYPES
from tagwright.mapping.schema import ExtensionConcept
from tagwright.taxonomy.concepts import ConceptFacts


def extension_facts(concept: ExtensionConcept, year: int) -> ConceptFacts:
    """Give the facts of a concept that a filing declares, in the form of the official ones'."""
    return ConceptFacts(
        name=concept.name,
        kind=concept.type if concept.type in ("member", "axis") else "item",
        item_type=ITEM_TYPES[concept.type],
        period_type=concept.period,
        balance=concept.balance,
        default=concept.default,
        sign=concept.sign,
        years=frozenset({year}),
    )


def concept_book(
    official: Mapping[str, ConceptFacts], own: Iterable[ExtensionConcept], year: int
) -> Mapping[str, ConceptFacts]:
    """Give all concepts by local name. The check of the mapping refuses a name that stands in both."""
    return {**official, **{concept.name: extension_facts(concept, year) for concept in own}}
