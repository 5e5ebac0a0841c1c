"""Which table of the mapping a table of the document is: by the headings above it, its introduction, its rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from tagwright.figures.labels import Vocabulary
from tagwright.figures.outline import Surroundings
from tagwright.figures.wording import normalise, normalise_heading
from tagwright.mapping.headings import is_about_others, is_caption
from tagwright.mapping.likeness import alike
from tagwright.mapping.model import LoadedMapping, TableMapping
from tagwright.mapping.titles import after_company, is_name_with_title, matter_of, says_summary, title_form


def vocabulary_of(mapping: LoadedMapping) -> Vocabulary:
    """Give the wordings that rows can have: of lines, and of the sections that lines ask for.

    The base mapping's wordings that are sections of a statement, too ("Current assets" may be a total), or one with
    something after it ("Earnings per share - basic"), are left out of the lines: words that stand squeezed
    together could be read either way.
    """
    lines = [(line.rule, line.level) for table in mapping.tables for line in table.lines]
    of_statements = [line.rule for table in mapping.tables if table.kind == "statement" for line in table.lines]
    sections = {normalise(heading) for rule in of_statements for heading in rule.section}
    return Vocabulary.of(
        (
            wording
            for rule, level in lines
            for wording in rule.wording
            if level == "filing" or normalise(wording).split(" - ")[0] not in sections
        ),
        (heading for rule, _ in lines for heading in (*rule.section, *rule.not_section)),
    )


@dataclass(frozen=True, slots=True)
class TableChoice:
    """The table that was chosen, or the tables that fit equally well (then nothing is mapped).

    ``refused`` says why a table whose title stands above cannot be meant, where none was chosen.
    """

    table: TableMapping | None
    rivals: tuple[TableMapping, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """A table of the mapping with its wordings in the form of ``alike``."""

    table: TableMapping
    titles: frozenset[str]
    within: frozenset[str]
    contains: frozenset[str]
    own: frozenset[str]
    """What may stand between a statement's title and its rows: its sections, and headings that are rows, too."""


_Knows = Callable[[TableMapping, str], bool]
"""Tells whether a table has a rule with the wording of a label."""


class TableChooser:
    """Chooses tables by the titles above them. ``titles_of_notes`` are titles of notes that are reported whole."""

    def __init__(self, tables: Iterable[TableMapping], titles_of_notes: Iterable[str] = ()) -> None:
        self._known = [_known(table) for table in tables]
        self._titles = {title for known in self._known for title in known.titles}
        self._titles |= {title_form(title) for title in titles_of_notes}
        self._of_notes = {title for known in self._known if known.table.kind == "note" for title in known.titles}
        self._unspaced = {title.replace(" ", ""): title for title in sorted(self._titles) if " " in title}
        self._ending = lru_cache(maxsize=10_000)(partial(_title_at_end, self._titles))

    def choose(self, around: Surroundings, labels: Collection[str], knows: _Knows) -> TableChoice:
        """Choose the table whose title stands deepest above, and of those the one with the most conditions met.

        Between a statement's title and its table only captions and the statement's own sections may stand; between
        a note's, no title of another table. A heading that only ends in a statement's title ("Larkfield plc
        Balance Sheet") counts where the statement ``knows`` the rows.
        """
        path = [self._form(text) for text in around.headings]
        introduction = normalise(around.introduction)
        rows = {alike(label) for label in labels}
        ranked = []
        for known in self._known:
            rank = _rank(known, path, introduction, rows)
            if rank is None and known.table.kind == "statement":
                rank = self._rank_of_ending(known, around.headings, path, labels, knows)
            if rank is not None:
                ranked.append((rank, known))
        objections = [self._objection(known, around.headings, path, depth) for (depth, _), known in ranked]
        fit = [pair for pair, objection in zip(ranked, objections, strict=True) if not objection]
        if not fit:
            return TableChoice(None, refused=next((objection for objection in objections if objection), ""))
        best = max(rank for rank, _ in fit)
        fitting = tuple(known.table for rank, known in fit if rank == best)
        return TableChoice(fitting[0]) if len(fitting) == 1 else TableChoice(None, fitting)

    def by_signature(self, around: Surroundings, labels: Sequence[str], knows: _Knows) -> TableChoice:
        """Choose the statement that a table without a known title is by its rows: two of its signature, and most known.

        Under the title of a note, or a heading of other amounts than this year's of the group, none is chosen.
        """
        path = [self._form(text) for text in around.headings]
        titled = [
            title for known in self._known if known.table.kind == "statement" for title in known.titles if " " in title
        ]
        if any(heading in self._titles or says_summary(heading) for heading in path) or any(
            title in heading for heading in path for title in titled
        ):
            return TableChoice(None)
        rows = {alike(label) for label in labels}
        fitting = []
        for known in self._known:
            signed = {alike(wording) for wording in known.table.signature} & rows
            if len(signed) < 2 or any(is_about_others(normalise(text), known.table.kind) for text in around.headings):
                continue
            if _share_known(known.table, labels, knows) >= _MOST and _contained(known, rows):
                fitting.append(((len(known.contains) > 0, len(signed)), known.table))
        if not fitting:
            return TableChoice(None)
        best = max(rank for rank, _ in fitting)
        tables = tuple(table for rank, table in fitting if rank == best)
        return TableChoice(tables[0]) if len(tables) == 1 else TableChoice(None, tables)

    def _form(self, heading: str) -> str:
        """Give the title that a heading is: as it stands, with its words run together, or, of a note, after the name of
        the company or with what it does to the matter ("Reconciliation of changes in property, plant and equipment").
        """
        form = title_form(heading)
        if (found := self._unspaced.get(form.replace(" ", ""), form)) in self._titles:
            return found
        for words in (heading, after_company(heading)):
            plain = matter_of(title_form(words)) if words else ""
            if (found := self._unspaced.get(plain.replace(" ", ""), plain)) in self._of_notes:
                return found
        return form

    def _rank_of_ending(
        self, known: _Known, headings: Sequence[str], path: Sequence[str], labels: Collection[str], knows: _Knows
    ) -> tuple[int, int] | None:
        """Rank a statement whose title only ends the deepest heading that has any; a longer title goes before."""
        for depth in range(len(path) - 1, -1, -1):
            if path[depth] in self._titles:
                return None
            ending = self._ending(path[depth])
            if not ending or not is_name_with_title(headings[depth]):
                continue
            fits = ending in known.titles and _contained(known, set(map(alike, labels)))
            return (depth, bool(known.contains)) if fits and _share_known(known.table, labels, knows) >= _SOME else None
        return None

    def _objection(self, known: _Known, headings: Sequence[str], path: Sequence[str], depth: int) -> str:
        """Say which heading tells that a table is not the one whose title stands above it; nothing where none does."""
        own = known.titles | known.within
        for heading, form in zip(headings, path, strict=True):
            if form not in own and is_about_others(normalise_heading(heading), known.table.kind):
                return f"it stands under the heading {heading!r}, which is not about the group as a whole"
        for heading, form in zip(headings[depth + 1 :], path[depth + 1 :], strict=True):
            if known.table.kind == "note":
                crossing = form in self._titles - own
            else:
                crossing = not (is_caption(heading) or form in known.own or alike(heading) in known.own)
            if crossing:
                return f"the heading {heading!r} stands between it and the title {headings[depth]!r}"
        return ""


_MOST, _SOME = Decimal("0.6"), Decimal("0.4")


def _title_at_end(titles: Collection[str], heading: str) -> str:
    """Give the longest title that ends a heading (as ``title_form``) with something before it; else nothing."""
    return max((title for title in titles if heading.endswith(f" {title}")), key=len, default="")


def _known(table: TableMapping) -> _Known:
    rules = [line.rule for line in table.lines]
    sections = (text for rule in rules for text in (*rule.section, *rule.wording))
    return _Known(
        table=table,
        titles=frozenset(map(title_form, table.titles)),
        within=frozenset(map(title_form, table.within)),
        contains=frozenset(map(alike, table.contains)),
        own=frozenset(map(alike, sections)),
    )


def _share_known(table: TableMapping, labels: Collection[str], knows: _Knows) -> Decimal:
    named = {alike(label): label for label in labels if label.strip()}
    if len(named) < 3:  # fewer rows say nothing
        return Decimal(0)
    return Decimal(sum(1 for label in named.values() if knows(table, label))) / len(named)


def _contained(known: _Known, rows: Collection[str]) -> bool:
    return not known.contains or bool(known.contains & set(rows))


def _rank(known: _Known, path: Sequence[str], introduction: str, rows: Collection[str]) -> tuple[int, int] | None:
    if known.titles.isdisjoint(path):
        return None
    depth = max(index for index, heading in enumerate(path) if heading in known.titles)
    conditions = (
        (known.within, known.within & set(path[:depth])),
        (known.table.about, {text for text in known.table.about if normalise(text) in introduction}),
        (known.contains, known.contains & set(rows)),
    )
    if any(asked and not met for asked, met in conditions):
        return None
    return depth, sum(1 for asked, _ in conditions if asked)
