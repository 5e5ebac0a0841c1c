"""Ranked candidates for a row that no rule knows: which concepts its words and its place speak for, and why.

A score is the likeness of the words times what speaks for and against each concept (``fitting``). It only ranks; what
it is worth is measured (``confidence``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import fsum

from rapidfuzz import fuzz

from tagwright.figures.model import Measure
from tagwright.mapping.attested import filings_with
from tagwright.mapping.confidence import Rank, confidence_of
from tagwright.mapping.fitting import Row, Surroundings, arguments, family, possible
from tagwright.mapping.likeness import alike
from tagwright.mapping.line_index import Conditions, Entry, LineIndex
from tagwright.mapping.model import LoadedMapping, TableMapping
from tagwright.mapping.phrases import Phrase, PhraseIndex, phrases_of
from tagwright.mapping.terms import broad_terms, exact_terms
from tagwright.taxonomy.concepts import ConceptFacts

_RECALLED = 90
_LEAST = 0.25
"""The least score that a candidate is put forward with."""
_IN_SECTION = 0.9
"""How much a term counts that the concept's wording has and only the headings above the row have."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept that a row may have, its score (0 to 1), and the reasons in words, the wording first.

    ``certain``: a rule of the row's table has its wording, or one of the same meaning, and what it asks for is there.
    ``confidence`` is the measured share of right ones among candidates like it.
    """

    facts: ConceptFacts
    score: float
    certain: bool
    phrase: Phrase
    why: tuple[str, ...]
    confidence: float = 0.0


class Ranker:
    """Ranks concepts for rows. What it is built of is read once; rows are independent of each other."""

    def __init__(
        self,
        mapping: LoadedMapping,
        book: Mapping[str, ConceptFacts],
        labels: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._book = book
        self.phrases = phrases_of(mapping, book, labels or {})
        self._index = PhraseIndex(self.phrases)
        self._indexes: dict[str, LineIndex] = {}
        self._known = Surroundings.of(book, _homes(mapping.tables))

    def rank(self, row: Row, limit: int = 5, hidden: Collection[Phrase] = ()) -> list[Candidate]:
        """Give up to ``limit`` candidates, the best first. ``hidden`` wordings count as if no rule had them."""
        words = _Words.of(row, self._index)
        best: dict[str, tuple[float, Phrase]] = {}
        # Most wordings are of money: of those that are not, the first ones found may all be of another type.
        recalled = _RECALLED if row.measure in (None, Measure.MONEY) else len(self.phrases)
        found = self._index.search(words.label, recalled)
        if len(words.label) <= _FEW and words.above:
            found += self._index.search((*words.label, *words.above), recalled)
        for phrase in found:
            if phrase in hidden or not possible(self._book[phrase.concept], row):
                continue
            likeness = self._likeness(phrase, words, row)
            if likeness > best.get(phrase.concept, (0.0, phrase))[0]:
                best[phrase.concept] = (likeness, phrase)
        order = _order(row.table)
        judged = [self._judged(likeness, phrase, row, words, order) for likeness, phrase in best.values()]
        certain = self._ruled(row, hidden)
        named = {candidate.facts.name for candidate in certain}
        others = [c for c in judged if c.score >= _LEAST and c.facts.name not in named]
        ranked = [*certain, *sorted(others, key=lambda candidate: (-candidate.score, candidate.facts.name))]
        return [_measured(candidate, row, place) for place, candidate in enumerate(ranked[:limit])]

    def _ruled(self, row: Row, hidden: Collection[Phrase]) -> list[Candidate]:
        """Give the concepts of the rules that the row meets: by its own wording, else by one of the same meaning."""
        if row.table is None or not row.label:
            return []
        if row.table.name not in self._indexes:
            self._indexes[row.table.name] = LineIndex(row.table, partial(takes_both_signs, self._book))
        index = self._indexes[row.table.name]
        veiled = {(id(phrase.line), phrase.words) for phrase in hidden}
        for entries in (index.as_written(row.label), index.as_meant(row.label)):
            met = [e for e in entries if (id(e.line), e.wording) not in veiled and _met(e.conditions, row)]
            if met:
                strongest = max(_right(entry) for entry in met)
                lines = {e.line.rule.concept: e for e in reversed(met) if _right(e) == strongest}
                known = [name for name in lines if name is not None and name in self._book]
                names = sorted(name for name in known if possible(self._book[name], row))
                return [self._certain(name, lines[name], row.table) for name in names]
        return []

    def _certain(self, name: str, entry: Entry, table: TableMapping) -> Candidate:
        phrase = Phrase(name, entry.wording, (), (), "rule", table, entry.line, entry.conditions)
        return Candidate(
            self._book[name], 1.0, True, phrase, (f"the rule {phrase.words!r} of {_source(phrase)} says so",)
        )

    def _judged(self, likeness: float, phrase: Phrase, row: Row, words: _Words, order: Mapping[str, int]) -> Candidate:
        facts = self._book[phrase.concept]
        score, why = likeness, [_worded(phrase, words)]
        for argument in arguments(facts, row, self._known, order):
            score *= argument.factor
            if argument.why:
                why.append(argument.why)
        return Candidate(facts, score, False, phrase, tuple(why))

    def _likeness(self, phrase: Phrase, words: _Words, row: Row) -> float:
        weight = self._index.weight
        own = set(phrase.broad)
        shared = _added_up(weight, own & words.label_set)
        if not shared and words.label:
            return 0.0
        above = _added_up(weight, own & words.above_set - words.label_set)
        precision = (shared + _IN_SECTION * above) / _added_up(weight, own)
        recall = shared / words.whole if words.whole else precision
        if not precision + recall:
            return 0.0
        likeness = 2 * precision * recall / (precision + recall)
        letters = fuzz.token_sort_ratio(words.letters, " ".join(phrase.exact)) / 100
        likeness = 0.85 * likeness + 0.15 * letters
        if phrase.table is not None:
            likeness *= _of_place(phrase, row)
        return likeness


def takes_both_signs(book: Mapping[str, ConceptFacts], concept: str) -> bool:
    """Say whether a concept is known to hold gains and losses alike."""
    return concept in book and book[concept].sign == "either"


def _added_up(weight: Callable[[str], float], terms: Iterable[str]) -> float:
    """Add up the weights of terms, each once: in whatever order the same to the last bit, as a set has no order."""
    return fsum(map(weight, set(terms)))


_FEW = 2
_TOTAL = frozenset({"total", "subtotal"})
"""Words of a row that sums the rows of its section, and says no more."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The terms of a row's label and of the headings above it."""

    label: tuple[str, ...]
    label_set: frozenset[str]
    above: tuple[str, ...]
    above_set: frozenset[str]
    whole: float
    letters: str

    @classmethod
    def of(cls, row: Row, index: PhraseIndex) -> _Words:
        label_only = exact_terms(row.label)
        sections = row.sections
        if set(label_only) <= _TOTAL and sections:
            label_only, sections = exact_terms(sections[-1]), sections[:-1]
        exact = tuple(index.spelt(term) for term in label_only)
        label = broad_terms(exact)
        # A total names what it sums: the headings above it are of its parts.
        named = () if _TOTAL & set(exact) else sections
        above = tuple(dict.fromkeys(t for section in named for t in broad_terms(exact_terms(section))))
        whole = _added_up(index.weight, label)
        return cls(label, frozenset(label), above, frozenset(above), whole, " ".join(exact))


def _of_place(phrase: Phrase, row: Row) -> float:
    """Weigh a rule's wording by the table and the section that the rule is for."""
    own = phrase.table
    if own is not None and row.table is not None and own.name == row.table.name:
        place = 1.0
    elif len(phrase.broad) == 1 and own is not None and own.kind == "note":
        place = 0.6  # what "Total" and "Others" are, only their note knows
    elif row.table is None or family(own) == family(row.table):
        place = 0.97
    else:
        place = 0.85
    met = _met(phrase.asks, row)
    return place if met else place * (_UNKNOWN if met is None else _UNMET)


_UNKNOWN, _UNMET = 0.9, 0.85
"""What a rule's wording is worth where it asks for what nobody knows of the table, and for what the table has not."""


def _met(asks: Conditions, row: Row) -> bool | None:
    """Tell whether the table around a row is as a rule asks; None where nobody knows."""
    sections = {alike(section) for section in row.sections}
    if asks.not_section & sections:
        return False
    if asks.section and not asks.section & sections:
        return False if sections or row.above is not None else None
    if asks.column and row.column not in asks.column:
        return False
    if not (asks.beside or asks.not_beside or asks.before or asks.after):
        return True
    if row.above is None or row.below is None:
        return None
    around = row.above | row.below
    return (
        (not asks.beside or bool(asks.beside & around))
        and not asks.not_beside & around
        and (not asks.before or bool(asks.before & row.below))
        and (not asks.after or bool(asks.after & row.above))
    )


def _right(entry: Entry) -> tuple[bool, int]:
    """Give the right of a rule before others: the filing's word, then how much it asks for."""
    return entry.line.level == "filing", entry.conditions.count


def _measured(candidate: Candidate, row: Row, place: int) -> Candidate:
    rank: Rank = "later" if place else "first" if row.table is not None else "unplaced"
    if candidate.certain:
        rank = "attested" if filings_with(row.label, candidate.facts.name) else "rule"
    return replace(candidate, confidence=confidence_of(candidate.score, rank))


def _source(phrase: Phrase) -> str:
    return str(phrase.line.source) if phrase.line else ""


def _worded(phrase: Phrase, words: _Words) -> str:
    if phrase.line is not None:
        return f"worded like {phrase.words!r} of {_source(phrase)}"
    what = "name" if phrase.origin == "name" else "official label"
    shared = len(set(phrase.broad) & words.label_set)
    return f"its {what} has {shared} of the label's {len(words.label_set)} words"


def _homes(tables: Iterable[TableMapping]) -> Mapping[str, frozenset[str]]:
    homes: dict[str, set[str]] = {}
    for table in tables:
        for concept in _order(table):
            homes.setdefault(concept, set()).add(family(table))
    return {concept: frozenset(found) for concept, found in homes.items()}


def _order(table: TableMapping | None) -> Mapping[str, int]:
    """Give the place of each concept among a table's rules, which follow the statement's usual order."""
    order: dict[str, int] = {}
    for line in table.lines if table else ():
        for concept in (line.rule.concept, *line.rule.also):
            if concept is not None:
                order.setdefault(concept, len(order))
    return order
