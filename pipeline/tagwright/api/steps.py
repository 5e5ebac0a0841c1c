"""What the verbs share: the name of a step that begins, and the steps from a document to its mapped figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tagwright.document.model import Document
from tagwright.document.read import read_document
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.model import Duration
from tagwright.mapping.decision import Decision
from tagwright.mapping.put_forward import with_candidates
from tagwright.mapping.resolve import resolve
from tagwright.mapping.rulebook import Rulebook
from tagwright.proof.doubt import with_misread_doubted
from tagwright.proof.prove import Proof, prove
from tagwright.proof.repair import repaired

Progress = Callable[[str], None]


def silent(_: str) -> None:
    """Take the name of a step that begins, and say nothing."""


def read_source(document: Path, ocr: bool, progress: Progress) -> Document:
    """Read a document, and tell of each of its pages. Raises DocumentError where it cannot be read."""
    progress("reading the document")
    return read_document(
        document, recognise=ocr, tell=lambda page, pages: progress(f"reading the document, page {page} of {pages}")
    )


def mapped(
    source: Document, rules: Rulebook, period: Duration, currency: str, progress: Progress
) -> tuple[Document, Extraction, Proof, list[Decision]]:
    """Find, prove and map the figures of a document; give it as repaired, with what was decided of each figure."""
    extraction = extract(source, rules.vocabulary, period, currency)
    progress("proving figures")
    source, extraction = repaired(source, extraction)
    proof = prove(extraction)
    extraction = with_misread_doubted(extraction, proof)
    progress("mapping figures to concepts")
    decisions = with_candidates(resolve(extraction, rules), extraction, proof, rules)
    return source, extraction, proof, decisions
