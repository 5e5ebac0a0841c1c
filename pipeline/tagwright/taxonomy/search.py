"""Finding a concept by name or by words: what ``tagwright taxonomy show`` and ``search`` ask."""

from __future__ import annotations

from tagwright.errors import TaxonomyError
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts, nearest_names
from tagwright.taxonomy.words import shared, words_of


def show_concept(name: str, year: int) -> ConceptFacts:
    """Give the facts of the concept with this local name (a prefix such as ifrs-full: may stand before it).

    Raises TaxonomyError, with the nearest names, where the year's table does not have it.
    """
    concepts = load_concepts(year)
    local = name.rpartition(":")[2]
    if local in concepts:
        return concepts[local]
    nearest = nearest_names(local, concepts)
    raise TaxonomyError(
        f"The concept table of {year} has no {local!r}.",
        remedy=f"did you mean {', '.join(nearest)}?" if nearest else f"look for it: tagwright taxonomy search {local}",
    )


def search_concepts(query: str, year: int, limit: int = 10) -> list[ConceptFacts]:
    """Give up to ``limit`` concepts whose names share words with the query, the best match first.

    The names' words are compared with the query's, whatever the order, capitals and the plural's s. Those with more
    of the query's words come first; among them those with fewer words beside; then by name.
    """
    wanted = words_of(query)
    scored = []
    for name, facts in load_concepts(year).items():
        words = words_of(name)
        if found := shared(wanted, words):
            scored.append((-found, len(words), name, facts))
    return [facts for *_, facts in sorted(scored, key=lambda entry: entry[:3])[:limit]]
