"""Hold what the base mapping says of each tagged amount against the filer's concept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tagwright.evaluation.acceptable import is_acceptable
from tagwright.evaluation.renamed import name_of_today
from tagwright.evaluation.tagged import Tag, TaggedPage, read_pages
from tagwright.figures.extract import extract
from tagwright.figures.model import Figure
from tagwright.mapping.attested import filings_with
from tagwright.mapping.candidates import Candidate, Ranker
from tagwright.mapping.confidence import confidence_of
from tagwright.mapping.decision import Decision
from tagwright.mapping.fitting import Row
from tagwright.mapping.likeness import alike
from tagwright.mapping.load import load_base
from tagwright.mapping.put_forward import rows_of
from tagwright.mapping.resolve import named_by_rules
from tagwright.mapping.rulebook import Rulebook
from tagwright.mapping.years import rules_of_year
from tagwright.proof.prove import prove
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts
from tagwright.taxonomy.official import official_taxonomies

UNKNOWN = "no known table"


@dataclass(frozen=True, slots=True)
class Judged:
    """One tagged amount: what the filer says it is, what a rule says, and what would be put forward.

    ``filer`` are the concepts of all tags around the amount; ``official``: one of them at least is an IFRS concept.
    ``assigned`` are the concepts of the rule, empty where no rule decided. ``ranked`` are the five best concepts, the
    rule's first; ``confidence`` is that of the first of them.
    """

    filing: str
    statement: str
    section: str
    label: str
    filer: tuple[str, ...]
    official: bool
    assigned: tuple[str, ...]
    ranked: tuple[str, ...]
    confidence: float

    @property
    def right(self) -> bool:
        """Whether the rule's concept is the filer's."""
        return bool(set(self.assigned) & set(self.filer))

    @property
    def acceptable(self) -> bool:
        """Whether the rule's concept is the filer's, or one that taxonomy/acceptable.csv lets stand for it."""
        return self.right or is_acceptable(self.assigned, self.filer)

    def among(self, first: int) -> bool:
        """Whether the filer's concept is among the ``first`` ranked ones."""
        return bool(set(self.ranked[:first]) & set(self.filer))


def judge_filing(path: Path) -> list[Judged]:
    """Judge every tagged amount in the tables of a report. Raises DocumentError where it has none."""
    name = path.stem if path.is_file() else path.name
    return [judged for page in read_pages(path) for judged in _judge(page, name)]


def _judge(page: TaggedPage, name: str) -> list[Judged]:
    years = [official.year for official in official_taxonomies()]
    year = min(max(page.year or years[-1], years[0]), years[-1])
    book = load_concepts(year)
    rules = Rulebook(rules_of_year(load_base(), book.keys()), book)
    extraction = extract(page.document, rules.vocabulary, page.period, page.currency)
    said = named_by_rules(extraction, rules)
    places = {(f.span.block, f.span.row, f.span.cell): f.index for f in extraction.figures if f.index in said}
    cells: dict[tuple[int, int, int], list[Tag]] = {}
    for tag in page.tags:
        cells.setdefault((tag.span.block, tag.span.row, tag.span.cell), []).append(tag)
    asked = [places[place] for place in cells if place in places]
    puts = _Forward(rules.ranker, rows_of(asked, said, extraction, prove(extraction)))
    judged = []
    for place, tags in cells.items():
        number = places.get(place)
        figure = extraction.figures[number] if number is not None else None
        decision = said[number] if number is not None else None
        judged.append(_one(name, tags, figure, decision, puts, book))
    return judged


def _one(
    name: str,
    tags: Sequence[Tag],
    figure: Figure | None,
    decision: Decision | None,
    puts: _Forward,
    book: Mapping[str, ConceptFacts],
) -> Judged:
    filer = tuple(dict.fromkeys(name_of_today(tag.concept, book) for tag in tags if tag.official))
    own = tuple(tag.concept for tag in tags if not tag.official)
    table = decision.table if decision else None
    assigned = decision.concepts if decision else ()
    candidates = puts.candidates(figure.index) if figure is not None else ()
    names = [*assigned, *(c.facts.name for c in candidates if c.facts.name not in assigned)]
    path = figure.row_path if figure else ()
    missing = figure is not None and figure.row_label_missing
    label = "" if missing or not path else path[-1]
    if assigned:
        attested = any(filings_with(label, concept) - {name} for concept in assigned)
        first = confidence_of(1.0, "attested" if attested else "rule")
    else:
        first = candidates[0].confidence if candidates else 0.0
    return Judged(
        filing=name,
        statement=table.name.removesuffix("-before-tax") if table else UNKNOWN,
        section=" > ".join(path if missing else path[:-1]),
        label=label,
        filer=filer or own,
        official=bool(filer),
        assigned=assigned,
        ranked=tuple(names[:5]),
        confidence=first,
    )


class _Forward:
    """Ranks candidates, each kind of row once."""

    def __init__(self, ranker: Ranker, rows: Mapping[int, Row]) -> None:
        self._ranker, self._rows = ranker, rows
        self._known: dict[object, tuple[Candidate, ...]] = {}

    def candidates(self, figure: int) -> tuple[Candidate, ...]:
        row = self._rows[figure]
        key = replace(row, table=None), row.table.name if row.table else None
        if key not in self._known:
            self._known[key] = tuple(self._ranker.rank(row))
        return self._known[key]


def shared_by_others(judged: Sequence[Judged]) -> Collection[tuple[str, str]]:
    """Give (filing, label) for labels, in the form of ``alike``, that the tagged rows of another filing have, too."""
    filings: dict[str, set[str]] = {}
    for one in judged:
        filings.setdefault(alike(one.label), set()).add(one.filing)
    return {(name, label) for label, names in filings.items() if len(names) > 1 for name in names}
