"""The figures of an evaluation, over cells (micro) and as the mean of the filings' own (macro)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tagwright.evaluation.judge import Judged, shared_by_others
from tagwright.mapping.likeness import alike

Share = Decimal | None
"""Of one, with three places; None where there is nothing to share."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How far rules reach (``coverage``), how often they are right (``precision``), and the ranked concepts.

    ``cells`` are amounts whose filer used an IFRS concept. ``acceptable`` counts those that are right and those whose
    concept may stand for the filer's. ``top1`` and ``top5`` are shares of all cells.
    """

    cells: int
    assigned: int
    right: int
    acceptable: int
    top1: Share
    top5: Share

    @property
    def coverage(self) -> Share:
        """The share of cells that a rule names."""
        return _share(self.assigned, self.cells)

    @property
    def precision(self) -> Share:
        """The share of named cells whose concept is the filer's."""
        return _share(self.right, self.assigned)

    @property
    def accepted(self) -> Share:
        """The share of named cells whose concept is the filer's or may stand for it."""
        return _share(self.acceptable, self.assigned)


@dataclass(frozen=True, slots=True)
class Bin:
    """Cells whose first concept was put forward with a confidence from ``low`` on, and how many were right."""

    low: Decimal
    cells: int
    right: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that an evaluation says. ``extensions`` counts cells for which the filer used a concept of its own."""

    micro: Scores
    macro: dict[str, Share]
    filings: dict[str, Scores]
    statements: dict[str, Scores]
    left_out: Scores
    confusions: list[tuple[int, Judged]]
    bins: tuple[Bin, ...]
    extensions: int


def evaluated(judged: Sequence[Judged]) -> Evaluation:
    """Count all judged cells."""
    official = [one for one in judged if one.official]
    filings = {name: scores_of([one for one in official if one.filing == name]) for name in _names(official, "filing")}
    measures = ("coverage", "precision", "accepted", "top1", "top5")
    return Evaluation(
        micro=scores_of(official),
        macro={name: _mean([getattr(scores, name) for scores in filings.values()]) for name in measures},
        filings=filings,
        statements={
            name: scores_of([one for one in official if one.statement == name])
            for name in _names(official, "statement")
        },
        left_out=_left_out(official),
        confusions=_confusions(official),
        bins=bins_of(official),
        extensions=len(judged) - len(official),
    )


def scores_of(cells: Sequence[Judged]) -> Scores:
    """Score cells whose filer used an IFRS concept."""
    assigned = [cell for cell in cells if cell.assigned]
    return Scores(
        cells=len(cells),
        assigned=len(assigned),
        right=sum(1 for cell in assigned if cell.right),
        acceptable=sum(1 for cell in assigned if cell.acceptable),
        top1=_share(sum(1 for cell in cells if cell.among(1)), len(cells)),
        top5=_share(sum(1 for cell in cells if cell.among(5)), len(cells)),
    )


def _left_out(cells: Sequence[Judged]) -> Scores:
    """Score as if no rule had a wording that, of these filings, one alone has: such cells count as not assigned."""
    shared = shared_by_others(cells)
    kept = [cell for cell in cells if cell.assigned and (cell.filing, alike(cell.label)) in shared]
    scores = scores_of(kept)
    top = [_share(sum(1 for cell in kept if cell.among(first)), len(cells)) for first in (1, 5)]
    return replace(scores, cells=len(cells), top1=top[0], top5=top[1])


def _confusions(cells: Sequence[Judged]) -> list[tuple[int, Judged]]:
    """Give the wrong assignments with how often each occurs, the most frequent first."""
    first: dict[tuple[object, ...], Judged] = {}
    counts: Counter[tuple[object, ...]] = Counter()
    for cell in cells:
        if cell.assigned and not cell.right:
            key = cell.filing, cell.statement, cell.label, cell.assigned, cell.filer
            first.setdefault(key, cell)
            counts[key] += 1
    return [(counts[key], first[key]) for key in sorted(first, key=lambda key: (-counts[key], str(key)))]


def bins_of(cells: Sequence[Judged]) -> tuple[Bin, ...]:
    """Sort the cells that have a concept put forward into ten bins of confidence."""
    found = []
    for tenth in range(10):
        low = Decimal(tenth) / 10
        inside = [cell for cell in cells if cell.ranked and min(int(cell.confidence * 10), 9) == tenth]
        found.append(Bin(low, len(inside), sum(1 for cell in inside if cell.among(1))))
    return tuple(found)


def as_record(evaluation: Evaluation) -> dict[str, Any]:
    """Give an evaluation as JSON writes it; shares are numbers of one, null where there is nothing to share."""
    return {
        "micro": scores_record(evaluation.micro),
        "macro": {name: _number(share) for name, share in evaluation.macro.items()},
        "leave_one_out": scores_record(evaluation.left_out),
        "filings": {name: scores_record(scores) for name, scores in evaluation.filings.items()},
        "statements": {name: scores_record(scores) for name, scores in evaluation.statements.items()},
        "extension_cells": evaluation.extensions,
        "reliability": [{"from": float(one.low), "cells": one.cells, "right": one.right} for one in evaluation.bins],
        "confusions": [
            {
                "cells": count,
                "filing": cell.filing,
                "statement": cell.statement,
                "section": cell.section,
                "label": cell.label,
                "assigned": list(cell.assigned),
                "filer": list(cell.filer),
                "acceptable": cell.acceptable,
            }
            for count, cell in evaluation.confusions
        ],
    }


def scores_record(scores: Scores) -> dict[str, Any]:
    """Give scores as JSON writes them."""
    shares = {name: _number(getattr(scores, name)) for name in ("coverage", "precision", "accepted", "top1", "top5")}
    counts = {name: getattr(scores, name) for name in ("cells", "assigned", "right", "acceptable")}
    return {**counts, **shares}


def _names(cells: Sequence[Judged], field: str) -> list[str]:
    return sorted({getattr(cell, field) for cell in cells})


def _share(part: int, whole: int) -> Share:
    return (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP) if whole else None


def _mean(shares: Sequence[Share]) -> Share:
    known = [share for share in shares if share is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.001"), ROUND_HALF_UP) if known else None


def _number(share: Share) -> float | None:
    return None if share is None else float(share)
