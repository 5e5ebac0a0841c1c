"""What is read of an HTML page: its blocks, and where in the page the text of each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tagwright.document.html_source import HtmlSource
from tagwright.document.html_text import Piece
from tagwright.document.model import Block


@dataclass(frozen=True, slots=True)
class HtmlReading:
    """The blocks of a page, and where in the page the text of each comes from.

    ``pieces`` is by block, row and cell (both -1 outside of tables), as in a ``Span``; the offsets of a piece are
    those in the text of that cell, heading or paragraph.
    """

    blocks: tuple[Block, ...]
    pieces: Mapping[tuple[int, int, int], tuple[Piece, ...]]
    source: HtmlSource
