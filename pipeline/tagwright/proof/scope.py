"""Notes whose total covers less than their title says: it is made up of some lines of what the statement totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure, Kind
from tagwright.figures.wording import normalise
from tagwright.proof.describe import words
from tagwright.proof.model import IdentityKind
from tagwright.proof.prove import Proof

_ENUMERATION = re.compile(r"^\W*(?:[ivx]+|[a-z]|\d+)\)?[.)]?\s+")
_TOTAL = "total "
_SHORTEST_NAME = 6


def narrower_notes(extraction: Extraction, proof: Proof) -> Iterator[tuple[int, str]]:
    """Say of each such total, by its line, what it is made up of and what the statement's own total is."""
    for identity in proof.identities:
        if identity.kind is not IdentityKind.COMPOSITION:
            continue
        total, parts = extraction.figures[identity.total], [extraction.figures[o.figure] for o in identity.operands]
        whole = _whole(total, parts[0], extraction.figures)
        if whole is not None and whole.value != total.value:
            said = words(identity, extraction.figures)
            yield (
                total.place.line,
                f"{said}, and not of all of {whole.text} in line {whole.place.line}: its scope is narrower",
            )


def _whole(total: Figure, part: Figure, figures: Sequence[Figure]) -> Figure | None:
    """Find the amount of the statement that is named as the note is titled."""
    title = _ENUMERATION.sub("", normalise(total.headings[-1])) if total.headings else ""
    for figure in figures:
        beside = figure.span.block == part.span.block and figure.period == part.period
        if beside and figure.kind is Kind.AMOUNT and figure.span.cell == part.span.cell:
            name = _name(figure)
            if len(name) >= _SHORTEST_NAME and title.startswith(name):
                return figure
    return None


def _name(figure: Figure) -> str:
    """Give the name of what a figure totals: its label, or the heading above an unlabelled total."""
    if not figure.row_path:
        return ""
    return normalise(figure.row_path[-1]).removeprefix(_TOTAL)
