"""Notes as text blocks: each whole, and where the profile wants levels its parts as blocks inside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from tagwright.document.model import Block, Document, Heading
from tagwright.figures.model import Duration
from tagwright.figures.wording import normalise_heading
from tagwright.mapping.model import Note
from tagwright.report.model import QName, TextBlockFact

_NOTE_LEVEL = 2
_PART_LEVELS = (3, 4)
_FIRST = re.compile(r"\s*\(?(?:a|i|1)[).]", re.IGNORECASE)

Concepts = Mapping[tuple[str, str], str]
"""Concepts by the title of the note (nothing where the note itself is meant) and the title."""


def text_blocks(
    document: Document,
    notes: Sequence[Note],
    period: Duration,
    language: str,
    names: Mapping[str, QName],
    *,
    nested: bool = False,
) -> Iterator[TextBlockFact]:
    """Give the notes that the mapping reports whole, each cut at its parts so that it can be continued.

    ``nested``: each is followed by those of its parts that the mapping knows. A concept is used once.
    """
    used: set[str] = set()
    for at, end, concept in _tagged(document.blocks, _concepts(notes), nested):
        if concept in used or at + 1 >= end:
            continue
        used.add(concept)
        yield TextBlockFact(
            id=f"t{len(used)}",
            concept=names[concept],
            period=period,
            dimensions=(),
            language=language,
            parts=_parts(document.blocks, at + 1, end),
            place=document.blocks[at].place,
        )


def _concepts(notes: Sequence[Note]) -> Concepts:
    return {
        (normalise_heading(note_title), normalise_heading(title)): note.rule.concept
        for note in reversed(notes)
        for note_title in note.rule.within or [""]
        for title in note.rule.titles
    }


def _tagged(blocks: Sequence[Block], concepts: Concepts, nested: bool) -> Iterator[tuple[int, int, str]]:
    """Give what has a concept as (index of its heading, end, concept), a note before its parts."""
    for start, end in _notes(blocks):
        title = _title(blocks[start])
        if ("", title) in concepts:
            yield start, end, concepts["", title]
        for begin, stop in _headed(blocks, start, end) if nested else ():
            concept = concepts.get((title, _title(blocks[begin])))
            if concept is not None:
                yield begin, stop, concept


def _title(block: Block) -> str:
    return normalise_heading(block.text) if isinstance(block, Heading) else ""


def _notes(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Give each note as a range of blocks, its heading first; only what follows the heading of the notes."""
    tops = [(i, b.text) for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level <= _NOTE_LEVEL]
    begin = next((i for i, text in tops if normalise_heading(text).startswith("notes to the")), len(blocks))
    yield from pairwise([*(i for i, _ in tops if i > begin), len(blocks)])


def _headed(blocks: Sequence[Block], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the parts of a note as ranges of blocks, the heading first: each reaches up to the next of its level.

    Where that one begins an enumeration, "(i)" below "(a)", the part may go on in it: then it is left out.
    """
    headings = [(i, b) for i, b in enumerate(blocks[:end]) if i > start and isinstance(b, Heading)]
    for at, heading in headings:
        if heading.level not in _PART_LEVELS:
            continue
        following = next(((i, b) for i, b in headings if i > at and b.level <= heading.level), None)
        if following is None:
            yield at, end
        elif not _FIRST.match(following[1].text):
            yield at, following[0]


def _parts(blocks: Sequence[Block], start: int, end: int) -> tuple[tuple[int, int], ...]:
    inner = enumerate(blocks[start + 1 : end], start=start + 1)
    cuts = [i for i, block in inner if isinstance(block, Heading) and block.level in _PART_LEVELS]
    bounds = [start, *cuts, end]
    return tuple((a, b) for a, b in pairwise(bounds) if a < b)
