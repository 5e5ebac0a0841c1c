"""Identities in the words of an accountant, and whose fault it is where one does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from tagwright.figures.model import Figure
from tagwright.proof.model import Identity, IdentityKind, Standing
from tagwright.proof.prove import Proof

MARKS = {Standing.HOLDS: "✓", Standing.ROUNDING: "≈", Standing.BROKEN: "✗"}


class Cause(StrEnum):
    """Why an identity does not hold to the last digit."""

    ROUNDING = "the document's own rounding"
    CONTRADICTION = "the document contradicts itself"
    UNSETTLED = "an amount is misread, or the document errs"


def cause_of(identity: Identity, proof: Proof) -> Cause | None:
    """Say why an identity does not hold; None where it does.

    Where each of its amounts is borne out by another identity, no misreading explains the difference.
    """
    if identity.standing is Standing.HOLDS:
        return None
    if identity.standing is Standing.ROUNDING:
        return Cause.ROUNDING
    return Cause.UNSETTLED if suspects(identity, proof) else Cause.CONTRADICTION


def suspects(identity: Identity, proof: Proof) -> tuple[int, ...]:
    """Give the figures of an identity that no identity bears out to the last digit."""
    return tuple(
        figure
        for figure in identity.members
        if not any(other.standing is Standing.HOLDS and other.kind not in _NEARLY for other in proof.over(figure))
    )


_NEARLY = (IdentityKind.ROUNDED, IdentityKind.PERCENTAGE, IdentityKind.PER_SHARE)
"""These hold with several values of the more precise amount."""


_HOLDS = {
    IdentityKind.SUM: "foots",
    IdentityKind.CROSS_CAST: "cross-casts",
    IdentityKind.ROLL_FORWARD: "rolls forward",
    IdentityKind.TIE: "agrees with",
    IdentityKind.COMPOSITION: "is made up of",
    IdentityKind.CARRIED_FORWARD: "is carried forward from",
    IdentityKind.ROUNDED: "is the rounded amount of",
    IdentityKind.PERCENTAGE: "recomputes",
    IdentityKind.PER_SHARE: "recomputes",
}
_FAILS = {
    IdentityKind.SUM: "does not foot",
    IdentityKind.CROSS_CAST: "does not cross-cast",
    IdentityKind.ROLL_FORWARD: "does not roll forward",
    IdentityKind.TIE: "does not agree with",
    IdentityKind.COMPOSITION: "is not made up of",
    IdentityKind.CARRIED_FORWARD: "is not what is carried forward from",
    IdentityKind.ROUNDED: "is not quite the rounded amount of",
    IdentityKind.PERCENTAGE: "does not recompute",
    IdentityKind.PER_SHARE: "does not recompute",
}
_ELSEWHERE = (IdentityKind.TIE, IdentityKind.CARRIED_FORWARD, IdentityKind.ROUNDED)


def words(identity: Identity, figures: Sequence[Figure]) -> str:
    """Say whether an identity holds, as in "does not foot: 12 printed, operands give 11 (difference 1)"."""
    total = figures[identity.total]
    verb = (_HOLDS if identity.standing is Standing.HOLDS else _FAILS)[identity.kind]
    if identity.kind in _ELSEWHERE:
        other = figures[identity.operands[0].figure]
        said = f"{total.text} {verb} {other.text} in line {other.place.line}"
        return said if not identity.difference else f"{said} ({_difference(identity)})"
    if identity.kind is IdentityKind.COMPOSITION:
        parts = [figures[operand.figure] for operand in identity.operands]
        named = [f"{part.row_path[-1] if part.row_path else part.text} in line {part.place.line}" for part in parts]
        return f"{total.text} {verb} {', '.join(named)}"
    if identity.standing is Standing.HOLDS:
        return f"{verb}: {total.text}"
    given = (total.value or Decimal(0)) - identity.difference
    return f"{verb}: {total.text} printed, operands give {printed(given)} ({_difference(identity)})"


def _difference(identity: Identity) -> str:
    rounding = ": rounding" if identity.standing is Standing.ROUNDING else ""
    return f"difference {printed(identity.difference)}{rounding}"


def printed(value: Decimal) -> str:
    """Print an amount as accounts do: thousands apart, a negative one in brackets."""
    text = f"{abs(value):,f}"
    return f"({text})" if value < 0 else text


def damage_words(figures: Sequence[Figure]) -> Iterator[tuple[int, str]]:
    """Say line by line what was found of the damage that a scan did: debris, and figures restored or put in place."""
    for line, members in groupby(figures, key=lambda figure: figure.place.line):
        found = list(members)
        debris = [figure for figure in found if figure.repeats]
        if debris:
            originals = dict.fromkeys(f"{f.repeats.text} in line {f.repeats.place.line}" for f in debris if f.repeats)
            yield line, f"{' '.join(f.text for f in debris)}: debris, a second reading of {', '.join(originals)}"
        yield from ((line, f"{figure.text}: {figure.restored}") for figure in found if figure.restored)


def proven_words(figure: int, proof: Proof) -> str:
    """Say in short how a figure stands: "proven by 3 identities", "unproven", "contradicted"."""
    over = proof.over(figure)
    if any(identity.standing is Standing.BROKEN for identity in over):
        return "contradicted"
    if not over:
        return "unproven"
    return "proven by 1 identity" if len(over) == 1 else f"proven by {len(over)} identities"
