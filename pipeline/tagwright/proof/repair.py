"""The steps of the repair of a document's tables, in their order.

Rows strewn over lines of their own; debris that its looks give away; debris that only the sums give away; amounts
whose line cannot be told; and what damaged digits say. What the sums decide is decided table by table, each finding
on top of those before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tagwright.document.model import Document
from tagwright.figures.extract import Extraction, extract_changed, read_again
from tagwright.figures.repairs import NO_REPAIRS, Repairs
from tagwright.proof.alignment import misaligned
from tagwright.proof.debris import debris_of
from tagwright.proof.mending import Elsewhere, Mending, mend
from tagwright.proof.model import Standing
from tagwright.proof.shadows import shadows
from tagwright.proof.strays import with_strays_in_place
from tagwright.proof.trial import Blocks, Trial, tables_of, try_repairs


def repaired(document: Document, extraction: Extraction) -> tuple[Document, Extraction]:
    """Give a document and its figures as they are once its damage is undone as far as it can be told."""
    whole = with_strays_in_place(document, extraction)
    if whole is not document:
        extraction = extract_changed(whole, document, extraction)
    return whole, read_again(whole, extraction, repairs_of(whole, extraction))


def repairs_of(document: Document, extraction: Extraction) -> Repairs:
    """Find the repairs of all tables."""
    debris = debris_of(document, extraction)
    elsewhere = Elsewhere(read_again(document, extraction, debris).figures)
    found = NO_REPAIRS
    for table in tables_of(extraction):
        trial = _in_order(document, extraction, table, debris.within(table))
        mending = mend(trial, elsewhere)
        found |= trial.repairs | _proven(document, extraction, table, trial, mending)
    return found


def _proven(document: Document, extraction: Extraction, table: Blocks, now: Trial, mending: Mending) -> Repairs:
    """Give the restored values, where the table read anew bears all of them out; else they are candidates too."""
    values = mending.restored.restored
    then = try_repairs(document, extraction, table, now.repairs | mending.restored) if values else now
    placed = (figure.index for figure in then.figures.values() if figure.span in values)
    if then.no_worse_than(now) and then.bears_out(placed):
        return Repairs(restored=values, candidates=mending.candidates)
    return Repairs(candidates={**{span: (found.value,) for span, found in values.items()}, **mending.candidates})


def _in_order(document: Document, extraction: Extraction, table: Blocks, debris: Repairs) -> Trial:
    """Put a table's amounts in order, until the sums decide nothing more: one finding may show another."""

    def attempt(repairs: Repairs) -> Trial:
        return try_repairs(document, extraction, table, repairs)

    now = attempt(debris)
    before: Repairs | None = None
    while now.repairs != before:
        before = now.repairs
        for shadow in shadows(now):
            then = attempt(now.repairs | shadow)
            now = then if then.no_worse_than(now) else now
        for ways in misaligned(now):
            fitting = [(way, then) for way in ways if _bears_out(then := attempt(now.repairs | way), way, now)]
            now = _best(fitting) or now
    return now


def _best(fitting: Sequence[tuple[Repairs, Trial]]) -> Trial | None:
    """Take the way with which most sums hold; of several the one that places most, where no other contradicts it."""
    most = max((trial.count(Standing.HOLDS) for _, trial in fitting), default=0)
    best = [(way, trial) for way, trial in fitting if trial.count(Standing.HOLDS) == most]
    fullest, trial = max(best, key=lambda fit: len(fit[0].moved), default=(NO_REPAIRS, None))
    agree = all(fullest.moved.get(span) == line for way, _ in best for span, line in way.moved.items())
    return trial if agree else None


def _bears_out(then: Trial, way: Repairs, now: Trial) -> bool:
    """Tell whether the sums bear out each amount in the line where a way puts it, and as many hold as before."""
    placed: Iterable[int] = (figure.index for figure in then.figures.values() if figure.span in way.moved)
    return then.no_worse_than(now) and then.bears_out(placed)
