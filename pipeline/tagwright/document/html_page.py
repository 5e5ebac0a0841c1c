"""The author's page of an HTML document: cleaned, and with the places of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tagwright.document.beside import Beside
from tagwright.document.cleaning import cleaned
from tagwright.document.conformity import fault_of
from tagwright.document.edits import Moves
from tagwright.document.html_reading import HtmlReading
from tagwright.document.html_text import Origin, Piece
from tagwright.document.markup import Element, tree_of
from tagwright.document.page import Page, Run

_NOT_KEPT = "The page cannot be kept as it is ({fault}): the report is set anew."


def page_of(reading: HtmlReading, name: str) -> tuple[Page | None, tuple[str, ...]]:
    """Give the page that facts can be marked in, and what a preparer should know of it.

    No page where it is nothing that XHTML 1.1 allows even after cleaning; a remark says why.
    """
    source = reading.source
    if not source.text:
        return None, (_NOT_KEPT.format(fault="it cannot be made well-formed"),)
    try:
        clean = cleaned(source.text, Path(name).stem, Beside(Path(name)), source.mode)
        fault = fault_of(clean.text)
    except ValueError as error:
        fault = str(error)
    if fault:
        return None, (_NOT_KEPT.format(fault=fault),)
    elements = {element.start: element for element in tree_of(source.text).iter()}
    runs = {where: tuple(_runs(pieces, reading, elements, clean.moves)) for where, pieces in reading.pieces.items()}
    return Page(clean.text, runs), _remarks(clean.left_out)


def _runs(pieces: Iterable[Piece], reading: HtmlReading, elements: dict[int, Element], moves: Moves) -> Iterator[Run]:
    """Give the runs of a text; what was left out of the page has none."""
    for piece in pieces:
        begins = _begins(piece.origin, reading, elements)
        if not moves.is_gone(begins):
            yield Run(piece.start, piece.end, moves.to(begins), piece.origin.skip)


def _begins(origin: Origin, reading: HtmlReading, elements: dict[int, Element]) -> int:
    """Say where the text that a stretch is part of begins in the well-formed text."""
    if origin.after is not None:
        return elements[reading.source.offset(origin.after)].end
    return elements[reading.source.offset(origin.holder)].inner


def _remarks(left_out: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    if not left_out:
        return ()
    listed = ", ".join(f"{what} ({count} times)" if count > 1 else what for what, count in left_out)
    return (f"Left out of the page, since a report runs and fetches nothing and XHTML does not know it: {listed}.",)
