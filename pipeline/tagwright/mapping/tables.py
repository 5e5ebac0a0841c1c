"""Which table of the mapping a table of the document is: by the headings above it, its introduction, its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tagwright.figures.labels import Vocabulary
from tagwright.figures.outline import Surroundings
from tagwright.figures.wording import normalise, normalise_heading
from tagwright.mapping.headings import is_about_others, is_caption
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
    """The table that was chosen, or the tables that fit equally well (then nothing is mapped).

    ``refused`` says why a table whose title stands above cannot be meant, where none was chosen.
    """

    table: TableMapping | None
    rivals: tuple[TableMapping, ...] = ()
    refused: str = ""


def choose_table(
    around: Surroundings, labels: Collection[str], tables: Iterable[TableMapping], titles_of_notes: Iterable[str] = ()
) -> TableChoice:
    """Choose the table whose title stands deepest above, and of those the one with the most conditions met.

    Between a statement's title and its table only captions and the statement's own sections may stand; between a
    note's, no title of another table or of ``titles_of_notes``.
    """
    path = [normalise_heading(text) for text in around.headings]
    introduction = normalise(around.introduction)
    rows = {normalise(label) for label in labels}
    ranked = [(rank, table) for table in tables if (rank := _rank(table, path, introduction, rows))]
    known = {title for table in tables for title in _titles(table)} | {normalise_heading(t) for t in titles_of_notes}
    objections = [_objection(table, around.headings, path, depth, known) for (depth, _), table in ranked]
    ranked = [pair for pair, objection in zip(ranked, objections, strict=True) if not objection]
    if not ranked:
        return TableChoice(None, refused=next((objection for objection in objections if objection), ""))
    best = max(rank for rank, _ in ranked)
    fitting = tuple(table for rank, table in ranked if rank == best)
    return TableChoice(fitting[0]) if len(fitting) == 1 else TableChoice(None, fitting)


def _objection(table: TableMapping, headings: Sequence[str], path: Sequence[str], depth: int, known: set[str]) -> str:
    """Say which heading tells that a table is not the one whose title stands above it; nothing where none does."""
    own = _titles(table) | {normalise_heading(text) for text in table.within}
    for heading, normal in zip(headings, path, strict=True):
        if normal not in own and is_about_others(normal, table.kind):
            return f"it stands under the heading {heading!r}, which is not about the group as a whole"
    sections = {normalise_heading(text) for line in table.lines for text in (*line.rule.section, *line.rule.wording)}
    for heading, normal in zip(headings[depth + 1 :], path[depth + 1 :], strict=True):
        crossing = normal in known - own if table.kind == "note" else not (is_caption(heading) or normal in sections)
        if crossing:
            return f"the heading {heading!r} stands between it and the title {headings[depth]!r}"
    return ""


def _titles(table: TableMapping) -> set[str]:
    return {normalise_heading(title) for title in table.titles}


def _rank(table: TableMapping, path: Sequence[str], introduction: str, rows: Collection[str]) -> tuple[int, int] | None:
    titles = _titles(table)
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
