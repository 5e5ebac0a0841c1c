"""Every wording that stands for a concept: of the mapping's rules, of the concepts' names, of official labels."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from tagwright.mapping.line_index import NO_CONDITIONS, Conditions
from tagwright.mapping.model import Line, LoadedMapping, TableMapping
from tagwright.mapping.terms import broad_terms, exact_terms, exact_terms_of_name, synonym_terms
from tagwright.taxonomy.concepts import ConceptFacts

Origin = Literal["rule", "name", "label"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of a concept. ``table`` and ``line`` say which rule has it, where it is a rule's.

    ``exact`` and ``broad`` are its terms, ``asks`` what the rule asks of the table around the row.
    """

    concept: str
    words: str
    exact: tuple[str, ...]
    broad: tuple[str, ...]
    origin: Origin
    table: TableMapping | None = None
    line: Line | None = None
    asks: Conditions = NO_CONDITIONS


def phrases_of(
    mapping: LoadedMapping, book: Mapping[str, ConceptFacts], labels: Mapping[str, Sequence[str]]
) -> list[Phrase]:
    """Give the wordings of all concepts of ``book`` that take a number.

    ``labels`` are labels by the concept's name, such as those of a package that the user has added.
    """
    numbers = {name for name, facts in book.items() if facts.kind == "item" and not _is_text(facts)}
    found = [*_of_rules(mapping, numbers)]
    found += [_phrase(name, name, exact_terms_of_name(name), "name") for name in book if name in numbers]
    found += [
        _phrase(name, text, exact_terms(text), "label") for name in labels if name in numbers for text in labels[name]
    ]
    return [phrase for phrase in found if phrase.broad]


def _is_text(facts: ConceptFacts) -> bool:
    return facts.item_type.startswith("nonnum:") or facts.item_type == "xbrli:stringItemType"


def _phrase(concept: str, words: str, exact: tuple[str, ...], origin: Origin) -> Phrase:
    return Phrase(concept, words, exact, broad_terms(exact), origin)


def _of_rules(mapping: LoadedMapping, numbers: set[str]) -> Iterator[Phrase]:
    for table in mapping.tables:
        for line in table.lines:
            concept = line.rule.concept
            if concept is None or concept not in numbers:
                continue
            asks = Conditions.of(line)
            for words in line.rule.wording:
                exact = exact_terms(words)
                yield Phrase(concept, words, exact, broad_terms(exact), "rule", table, line, asks)


class PhraseIndex:
    """Finds the wordings that share terms with a label, the nearest first (SQLite's FTS5, ranked by bm25)."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        self._rows = sqlite3.connect(":memory:")
        self._rows.execute("CREATE VIRTUAL TABLE phrase USING fts5(terms, tokenize = 'ascii')")
        self._rows.executemany(
            "INSERT INTO phrase(rowid, terms) VALUES (?, ?)",
            ((number, " ".join(phrase.broad)) for number, phrase in enumerate(self.phrases)),
        )
        self._spelt = lru_cache(maxsize=10_000)(self._nearest)
        self._rarest = math.log(1 + len(self.phrases))

    @cached_property
    def _concepts_with(self) -> Mapping[str, int]:
        seen = {(term, phrase.concept) for phrase in self.phrases for term in phrase.broad}
        counts: dict[str, int] = {}
        for term, _ in seen:
            counts[term] = counts.get(term, 0) + 1
        return counts

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        whole = len({phrase.concept for phrase in self.phrases})
        return {term: math.log(1 + whole / count) for term, count in self._concepts_with.items()}

    def weight(self, term: str) -> float:
        """Give how much a term tells: the fewer concepts have it, the more."""
        return self._weights.get(term, self._rarest)

    def spelt(self, term: str) -> str:
        """Give the known term that a misspelt one is next to ("liabiltie" -> liability); else the term itself.

        The first letter must be right: "tangible" is not "intangible".
        """
        return self._spelt(term)

    def _nearest(self, term: str) -> str:
        known = self._known.get(term[0], frozenset())
        near = None
        if term not in known and len(term) >= _SHORTEST_MISSPELT:
            near = process.extractOne(term, sorted(known), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return near[0] if near else term

    @cached_property
    def _known(self) -> Mapping[str, frozenset[str]]:
        """All terms, by their first letter."""
        terms = {term for phrase in self.phrases for term in (*phrase.exact, *phrase.broad)} | synonym_terms()
        return {first: frozenset(t for t in terms if t[0] == first) for first in {term[0] for term in terms}}

    def search(self, terms: Iterable[str], limit: int) -> list[Phrase]:
        """Give up to ``limit`` wordings that have any of the terms."""
        wanted = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        if not wanted:
            return []
        found = self._rows.execute(
            "SELECT rowid FROM phrase WHERE phrase MATCH ? ORDER BY bm25(phrase), rowid LIMIT ?", (wanted, limit)
        )
        return [self.phrases[row] for (row,) in found]


_SHORTEST_MISSPELT = 5
_ALIKE = 84
