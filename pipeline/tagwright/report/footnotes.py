"""Footnotes: a paragraph below a table that begins with a mark, and the facts whose row, column or cell carries it.

A mark is a raised character, an asterisk or dagger, or a number, letter or roman number in brackets. It counts at the
end of a label or heading; in a cell of an amount only where no digit can be meant. A mark that begins two paragraphs
below one table, or a note that may go on in the next paragraph, is not understood and stays text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tagwright.document.model import Block, Document, Paragraph, Table
from tagwright.figures.model import Figure
from tagwright.figures.wording import SUPERSCRIPTS
from tagwright.report.model import Footnote, NumericFact

_SYMBOLS = rf"[{SUPERSCRIPTS}¹²³]{{1,4}}|[*†‡§#]{{1,3}}|\^\{{[^{{}}]{{1,4}}\}}"
_MARK = rf"(?:[(⁽](?:[0-9]{{1,2}}|[ivx]{{1,5}}|[a-z])[)⁾]|{_SYMBOLS})"
_LEADING = re.compile(rf"\s*({_MARK})\s*(?=[^\s*])", re.IGNORECASE)
_TRAILING = re.compile(rf"(?<=\S)\s*((?:{_MARK}[\s,]*)+)$", re.IGNORECASE)
_AFTER_AMOUNT = re.compile(rf"[)\s]*((?:{_SYMBOLS})(?:[\s,]*(?:{_SYMBOLS}))*)\s*$")
_EACH = re.compile(_MARK, re.IGNORECASE)
_COMPLETE = re.compile(r"[.;!?。；][\"'”’)\]]*\s*$")

Marks = frozenset[str]


def footnotes_of(
    document: Document, figures: Sequence[Figure], facts: Sequence[NumericFact], language: str
) -> tuple[Footnote, ...]:
    """Give the footnotes that facts are marked with, in the order of the document."""
    by_block: dict[int, list[NumericFact]] = {}
    for fact in facts:
        by_block.setdefault(fact.span.block, []).append(fact)
    found: list[Footnote] = []
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Table) or index not in by_block:
            continue
        notes = [note for note in _notes_below(document.blocks, index) if not _is_restored(by_block.get(note[1], ()))]
        marked = [(fact, _marks_of(figures[fact.figure], block)) for fact in by_block[index]] if notes else []
        for mark, at, start in notes:
            linked = tuple(fact.id for fact, marks in marked if mark in marks)
            if linked:
                place = document.blocks[at].place.moved(start)
                found.append(Footnote(f"n{len(found) + 1}", language, at, start, linked, place))
    return tuple(found)


def _is_restored(facts: Iterable[NumericFact]) -> bool:
    """Say whether a paragraph shows something else than it prints, so that its text is not the print's."""
    return any(fact.restored for fact in facts)


def _notes_below(blocks: Sequence[Block], table: int) -> Iterator[tuple[str, int, int]]:
    """Give the notes below a table as (mark, index of the block, where the text begins)."""
    notes: list[tuple[str, int, int]] = []
    for index in range(table + 1, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        match = _LEADING.match(block.text)
        if match and not _may_go_on(blocks, index):
            notes.append((_canonical(match.group(1)), index, match.end()))
    counts = Counter(mark for mark, _, _ in notes)
    yield from (note for note in notes if counts[note[0]] == 1)


def _may_go_on(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a note may end in the paragraph after it, as lines of a page are sometimes read."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(following, Paragraph) or _LEADING.match(following.text):
        return False
    block = blocks[index]
    return isinstance(block, Paragraph) and not _COMPLETE.search(block.text)


def _marks_of(figure: Figure, table: Table) -> Marks:
    """Give the marks of a figure's labels and headings, and of its own cell."""
    labels = [label for label in (*figure.row_path, *figure.column_path) if re.search(r"[^\W\d_]{2}", label)]
    trailing = [match.group(1) for match in map(_TRAILING.search, labels) if match]
    span = figure.span
    if 0 <= span.row < len(table.rows) and 0 <= span.cell < len(table.rows[span.row].cells):
        own = _AFTER_AMOUNT.fullmatch(table.rows[span.row].cells[span.cell].text, span.end)
        trailing += [own.group(1)] if own else []
    return frozenset(_canonical(mark) for marks in trailing for mark in _EACH.findall(marks))


def _canonical(mark: str) -> str:
    """Give the sign of a mark, however it is set: (1), ⁽¹⁾ and ¹ are one."""
    plain = unicodedata.normalize("NFKC", mark).lower()
    return re.sub(r"[\s(){}^]", "", plain)
