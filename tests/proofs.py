"""Helpers: what is proven of a document given as text, said shortly."""

from __future__ import annotations

from extraction import extraction_of
from tagwright.figures.extract import Extraction
from tagwright.proof.grid import Grid, grids_of
from tagwright.proof.model import Identity, IdentityKind
from tagwright.proof.prove import Proof, prove

INCOME = """\
CONSOLIDATED INCOME STATEMENT
FOR THE YEAR ENDED 31 DECEMBER 2021
\t2021\t2020
\tRMB'000\tRMB'000
Revenue\t812,640\t701,355
Cost of sales\t(455,218)\t(401,977)
Gross profit\t357,422\t299,378
Selling expenses\t(120,334)\t(98,250)
Other income\t14,605\t9,121
Operating profit\t251,693\t210,249
Income tax expense\t(60,171)\t(50,888)
Profit for the year\t191,522\t159,361
"""


def one_grid(text: str) -> Grid:
    (grid,) = grids_of(extraction_of(text))
    return grid


def proven(text: str) -> tuple[Extraction, Proof]:
    extraction = extraction_of(text)
    return extraction, prove(extraction)


def said(extraction: Extraction, identity: Identity) -> str:
    """Write an identity as its printed amounts: "357,422 = 812,640 + (455,218)"."""
    texts = [f"{'-' if o.weight < 0 else '+'} {extraction.figures[o.figure].text}" for o in identity.operands]
    return f"{extraction.figures[identity.total].text} = {' '.join(texts).removeprefix('+ ')}"


def sayings(text: str, *kinds: IdentityKind) -> list[str]:
    extraction, proof = proven(text)
    return [said(extraction, i) + f": {i.standing.value}" for i in proof.identities if i.kind in kinds]
