"""The base mapping serves every year of the taxonomy: rules with a name that a year lacks do not count in that year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from tagwright.mapping.model import Column, Level, Line, LoadedMapping, Note, Sentence, TableMapping
from tagwright.taxonomy.concepts import years_of


def rules_of_year(mapping: LoadedMapping, known: Collection[str]) -> LoadedMapping:
    """Leave out the base mapping's rules whose concept, axis or member is not ``known`` but is of another year.

    A filing's own rules stay, and so does a name that no year has: the check of the mapping says what is wrong.
    """
    return replace(
        mapping,
        tables=tuple(_of_year(table, known) for table in mapping.tables if _table_counts(table, known)),
        notes=tuple(note for note in mapping.notes if _counts(note, [note.rule.concept], known)),
        sentences=tuple(s for s in mapping.sentences if _counts(s, _names(s.rule.concept, s.rule.dimensions), known)),
    )


def _of_year(table: TableMapping, known: Collection[str]) -> TableMapping:
    return replace(
        table,
        lines=tuple(
            li
            for li in table.lines
            if _counts(li, [*_names(li.rule.concept, li.rule.dimensions), *li.rule.also], known)
        ),
        columns=tuple(co for co in table.columns if _counts(co, _names(co.rule.concept, co.rule.dimensions), known)),
    )


def _table_counts(table: TableMapping, known: Collection[str]) -> bool:
    """A filing's word on a table makes it the filing's: its dimensions must then be of the year."""
    return any(part.level == "filing" for part in table.parts) or not _of_other_year(
        _names(None, table.dimensions), known
    )


def _counts(rule: Line | Column | Note | Sentence, names: Iterable[str], known: Collection[str]) -> bool:
    level: Level = rule.level
    return level == "filing" or not _of_other_year(names, known)


def _of_other_year(names: Iterable[str], known: Collection[str]) -> bool:
    return any(name not in known and years_of(name) for name in names)


def _names(concept: str | None, dimensions: Mapping[str, str]) -> list[str]:
    return [*([concept] if concept else []), *dimensions, *dimensions.values()]
