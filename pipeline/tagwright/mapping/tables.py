"""Which table of the mapping a table of the document is: by the headings above it, its introduction, its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tagwright.figures.labels import Vocabulary
from tagwright.figures.outline import Surroundings
from tagwright.figures.wording import normalise, normalise_heading
from tagwright.mapping.model import LoadedMapping, TableMapping


def vocabulary_of(mapping: LoadedMapping) -> Vocabulary:
    """Give the wordings that rows can have: of lines, and of the sections that lines ask for."""
    lines = [line.rule for table in mapping.tables for line in table.lines]
    return Vocabulary.of(
        (wording for line in lines for wording in line.wording),
        (heading for line in lines for heading in (*line.section, *line.not_section)),
    )


@dataclass(frozen=True, slots=True)
class TableChoice:
    """The table that was chosen, or the tables that fit equally well (then nothing is mapped)."""

    table: TableMapping | None
    rivals: tuple[TableMapping, ...] = ()


def choose_table(around: Surroundings, labels: Collection[str], tables: Iterable[TableMapping]) -> TableChoice:
    """Choose the table whose title stands deepest above, and of those the one with the most conditions met."""
    path = [normalise_heading(text) for text in around.headings]
    introduction = normalise(around.introduction)
    rows = {normalise(label) for label in labels}
    ranked = [(rank, table) for table in tables if (rank := _rank(table, path, introduction, rows))]
    if not ranked:
        return TableChoice(None)
    best = max(rank for rank, _ in ranked)
    fitting = tuple(table for rank, table in ranked if rank == best)
    return TableChoice(fitting[0]) if len(fitting) == 1 else TableChoice(None, fitting)


def _rank(table: TableMapping, path: Sequence[str], introduction: str, rows: Collection[str]) -> tuple[int, int] | None:
    titles = {normalise_heading(title) for title in table.titles}
    depth = max((index for index, heading in enumerate(path) if heading in titles), default=-1)
    if depth < 0:
        return None
    conditions = (
        (table.within, {normalise_heading(text) for text in table.within} & set(path[:depth])),
        (table.about, {text for text in table.about if normalise(text) in introduction}),
        (table.contains, {normalise(text) for text in table.contains} & set(rows)),
    )
    if any(asked and not met for asked, met in conditions):
        return None
    return depth, sum(1 for asked, _ in conditions if asked)
