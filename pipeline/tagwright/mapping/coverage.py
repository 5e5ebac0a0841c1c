"""Which concepts a mapping reaches: by statement and note, and in which years' taxonomies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tagwright.mapping.model import LoadedMapping, TableMapping

NOTES, SENTENCES = "notes reported whole", "numbers in sentences"


@dataclass(frozen=True, slots=True)
class Reach:
    """What the rules of one table (or all notes, or all sentences) reach.

    ``concepts`` are local names, sorted; ``years`` how many of them each year's taxonomy has.
    """

    table: str
    kind: str
    concepts: tuple[str, ...]
    years: Mapping[int, int]


def coverage(mapping: LoadedMapping, names_by_year: Mapping[int, Iterable[str]]) -> list[Reach]:
    """Give what each table reaches, in the order of the mapping, then notes and sentences, then the whole.

    ``names_by_year`` are the concepts of each year's taxonomy, with those that a filing declares.
    """
    known = {year: frozenset(names) for year, names in names_by_year.items()}
    found = [_reach(table.name, table.kind, _of_table(table), known) for table in mapping.tables]
    found.append(_reach(NOTES, "note", (note.rule.concept for note in mapping.notes), known))
    found.append(_reach(SENTENCES, "sentence", (sentence.rule.concept for sentence in mapping.sentences), known))
    found = [reach for reach in found if reach.concepts]
    return [*found, _reach("all", "", (name for reach in found for name in reach.concepts), known)]


def _of_table(table: TableMapping) -> Iterable[str | None]:
    for line in table.lines:
        yield from (line.rule.concept, *line.rule.also)
    yield from (column.rule.concept for column in table.columns)


def _reach(table: str, kind: str, concepts: Iterable[str | None], known: Mapping[int, frozenset[str]]) -> Reach:
    names = frozenset(name for name in concepts if name)
    return Reach(table, kind, tuple(sorted(names)), {year: len(names & has) for year, has in known.items()})
