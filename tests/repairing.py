"""Helpers: what the repair of a document given as text makes of it, said shortly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extraction import CNY, FISCAL
from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Figure, Kind
from tagwright.proof.repair import repaired


@dataclass(frozen=True)
class Repaired:
    document: Document
    extraction: Extraction

    @property
    def debris(self) -> list[str]:
        """Each second reading as "printed -> original"."""
        return [f"{f.text} -> {f.repeats.text}" for f in self.extraction.figures if f.repeats]

    @property
    def restored(self) -> dict[str, str]:
        """How each restored figure was found, by its print."""
        return {figure.text: figure.restored for figure in self.extraction.figures if figure.restored}

    def figure(self, text: str) -> Figure:
        (found,) = [figure for figure in self.extraction.figures if figure.text == text and figure.kind is Kind.AMOUNT]
        return found

    def rows(self, column: int = 1) -> list[tuple[str, str]]:
        """The amounts of a column under the last word of their row, without those in doubt."""
        return [
            (figure.row_path[-1] if figure.row_path and not figure.row_label_missing else "", figure.text)
            for figure in sorted(self.extraction.figures, key=lambda f: (f.span.block, f.row, f.line))
            if figure.kind is Kind.AMOUNT and figure.span.cell == column and figure.doubt is None
        ]


def repair(text: str, lines: Iterable[str] = (), headings: Iterable[str] = ()) -> Repaired:
    document = Document("test.txt", "", read_text(text))
    return Repaired(*repaired(document, extract(document, Vocabulary.of(lines, headings), FISCAL, CNY)))
