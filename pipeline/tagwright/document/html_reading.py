"""What is read of an HTML page: its blocks, and where in the page the text of each comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tagwright.document.html_source import HtmlSource
from tagwright.document.html_text import Piece
from tagwright.document.model import Block, Span


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """The blocks of a page, and where in the page the text of each comes from.

    ``pieces`` is by block, row and cell (both -1 outside of tables), as in a ``Span``; the offsets of a piece are
    those in the text of that cell, heading or paragraph.
    """

    blocks: tuple[Block, ...]
    pieces: Mapping[tuple[int, int, int], tuple[Piece, ...]]
    source: HtmlSource

    def elements_at(self, span: Span) -> Iterator[etree._Element]:
        """Give the elements that hold text of a stretch of the document, in order; Inline elements among them."""
        for piece in self.pieces.get((span.block, span.row, span.cell), ()):
            if piece.start < span.end and span.start < piece.end:
                yield piece.holder
