"""Amounts that a sum speaks against, and that nothing else bears out, become doubtful: one of them is misread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure
from tagwright.proof.describe import suspects, words
from tagwright.proof.model import Identity, IdentityKind, Standing
from tagwright.proof.prove import Proof

_SUMS = (IdentityKind.SUM, IdentityKind.CROSS_CAST, IdentityKind.ROLL_FORWARD)


def with_misread_doubted(extraction: Extraction, proof: Proof) -> Extraction:
    """Doubt the amounts of sums that do not hold, but for those that another identity bears out.

    The same rows (or columns) must sum exactly elsewhere in the table, or come near to their total: else they may
    be no sum at all. Where all amounts are borne out, the document contradicts itself; its figures are then what
    it states.
    """
    figures = list(extraction.figures)
    sums = [identity for identity in proof.identities if identity.kind in _SUMS]
    attested = {_strips(i, extraction.figures) for i in sums if i.standing is Standing.HOLDS}
    for identity in sums:
        if identity.standing is not Standing.BROKEN:
            continue
        near = abs(identity.difference) < abs(figures[identity.total].value or Decimal(0))
        if not near and _strips(identity, extraction.figures) not in attested:
            continue
        line = figures[identity.total].place.line
        for index in suspects(identity, proof):
            if figures[index].doubt is None:
                doubt = f"the sum in line {line} {words(identity, figures)}"
                figures[index] = replace(figures[index], doubt=doubt)
    return replace(extraction, figures=tuple(figures))


def _strips(identity: Identity, figures: Sequence[Figure]) -> tuple[object, ...]:
    """Name the rows (for a cross-cast the columns) that an identity adds up, whatever the position."""
    members = (figures[identity.total], *(figures[operand.figure] for operand in identity.operands))
    across = identity.kind is IdentityKind.CROSS_CAST
    places = frozenset((f.span.cell,) if across else (f.span.block, f.span.row, f.row_path) for f in members)
    return identity.kind, members[0].span.block, places
