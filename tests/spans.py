"""What stands at a span, and where: to hold spans against the source in tests."""

from __future__ import annotations

from tagwright.document.model import Document, Place, Span, Table


def text_at(document: Document, span: Span) -> str:
    """Give the characters that a span covers."""
    block = document.blocks[span.block]
    text = block.rows[span.row].cells[span.cell].text if isinstance(block, Table) else block.text
    return text[span.start : span.end]


def place_at(document: Document, span: Span) -> Place:
    """Give the place in the source where a span begins."""
    block = document.blocks[span.block]
    holder = block.rows[span.row].cells[span.cell] if isinstance(block, Table) else block
    return Place(holder.place.line, holder.place.column + span.start)
