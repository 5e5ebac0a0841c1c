"""The concepts of an official package in the form of our own table's, which has far fewer."""

from __future__ import annotations

from collections.abc import Mapping

from tagwright.taxonomy.concept_index import opened_index
from tagwright.taxonomy.concepts import ConceptFacts
from tagwright.taxonomy.index_queries import declared
from tagwright.taxonomy.official import OfficialTaxonomy
from tagwright.taxonomy.package_content import Concept
from tagwright.taxonomy.registry import InstalledPackage

# Of the data type registry's types, written with the prefixes of its two schemas of 2009, as the table has them.
_REGISTRY = {"domain": "nonnum", "textBlock": "nonnum", "perShare": "num", "percent": "num", "area": "num"}


def package_concepts(package: InstalledPackage, taxonomy: OfficialTaxonomy) -> Mapping[str, ConceptFacts]:
    """Give the facts of a taxonomy's items, members and abstracts, by local name, as its package has them.

    Either sign is taken for ordinary. Axes are left out, as the index does not say which member is the default.
    """
    with opened_index(package.path, package.sha256) as index:
        found = declared(index, taxonomy.prefix)
    return {concept.name: _facts(concept, taxonomy.year) for concept in found if _is_plain(concept)}


def _is_plain(concept: Concept) -> bool:
    """Say whether a concept is no axis, no table, and no enumeration, which needs a domain."""
    return concept.substitution_group == "xbrli:item" and not concept.item_type.startswith("enum2:")


def _facts(concept: Concept, year: int) -> ConceptFacts:
    prefix, _, local = concept.item_type.partition(":")
    item_type = f"{prefix if prefix == 'xbrli' else _REGISTRY.get(local.removesuffix('ItemType'), prefix)}:{local}"
    return ConceptFacts(
        name=concept.name,
        kind="member" if item_type == "nonnum:domainItemType" else "abstract" if concept.abstract else "item",
        item_type=item_type,
        period_type=concept.period_type,
        balance=concept.balance,
        default=None,
        sign="either",
        years=frozenset({year}),
    )
