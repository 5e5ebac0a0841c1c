"""Amounts that a sum speaks against, and that nothing else bears out, become doubtful: one of them is misread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tagwright.figures.extract import Extraction
from tagwright.proof.describe import printed, suspects, words
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
    attested = {identity.relation for identity in sums if identity.standing is Standing.HOLDS}
    for identity in sums:
        if identity.standing is not Standing.BROKEN:
            continue
        near = abs(identity.difference) < abs(figures[identity.total].value or Decimal(0))
        if not near and identity.relation not in attested:
            continue
        line = figures[identity.total].place.line
        for index in suspects(identity, proof):
            if figures[index].doubt is None:
                doubt = f"the sum in line {line} {words(identity, figures)}"
                figures[index] = replace(figures[index], doubt=doubt)
    for index, off in _off_alike(sums).items():
        if figures[index].doubt is None:
            doubt = f"two sums with it are off by {printed(off)}, and none holds"
            figures[index] = replace(figures[index], doubt=doubt)
    return replace(extraction, figures=tuple(figures))


def _off_alike(sums: Sequence[Identity]) -> Mapping[int, Decimal]:
    """Find the figures that two roundings or more would have to be off by the same: not chance, but a last digit."""
    corrections: dict[int, list[Decimal]] = {}
    for identity in sums:
        corrections.setdefault(identity.total, []).append(-identity.difference)
        for operand in identity.operands:
            corrections.setdefault(operand.figure, []).append(operand.weight * identity.difference)
    alike = {figure: found[0] for figure, found in corrections.items() if len(found) > 1 and len(set(found)) == 1}
    return {figure: abs(off) for figure, off in alike.items() if off}
