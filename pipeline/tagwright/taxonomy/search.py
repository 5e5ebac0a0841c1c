"""Finding a concept by name or by words: what ``tagwright taxonomy show`` and ``search`` ask."""

from __future__ import annotations

import re
from functools import cache

from tagwright.errors import TaxonomyError
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts, nearest_names

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_EMPTY_WORDS = frozenset({"a", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_SHORTEST_PREFIX = 3


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
    wanted = _words(query)
    scored = []
    for name, facts in load_concepts(year).items():
        words = _words(name)
        found = sum(_likeness(word, words) for word in wanted)
        if found:
            scored.append((-found, len(words), name, facts))
    return [facts for *_, facts in sorted(scored, key=lambda entry: entry[:3])[:limit]]


@cache
def _words(text: str) -> frozenset[str]:
    words = (match.lower() for match in _WORD.findall(text))
    return frozenset(_singular(word) for word in words if word not in _EMPTY_WORDS)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST_PREFIX and word.endswith("s") and not word.endswith("ss") else word


def _likeness(wanted: str, words: frozenset[str]) -> int:
    """Score 2 for the word itself, 1 for a word that begins with it, else 0."""
    if wanted in words:
        return 2
    long_enough = len(wanted) >= _SHORTEST_PREFIX
    return int(long_enough and any(word.startswith(wanted) for word in words))
