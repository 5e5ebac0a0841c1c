"""The steps of the repair of a document's tables, in their order."""

from __future__ import annotations

from tagwright.document.model import Document
from tagwright.figures.extract import Extraction, read_again
from tagwright.proof.debris import debris_of


def repaired(document: Document, extraction: Extraction) -> Extraction:
    """Give a document's figures as they are once debris is put aside."""
    return read_again(document, extraction, debris_of(document, extraction))
