"""Facts that the author's page prints in a way that they cannot be marked in: the ledger says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tagwright.document.model import Document, Table
from tagwright.document.placing import Places
from tagwright.mapping.decision import Decision
from tagwright.report.model import NumericFact

_AT_END = "the page prints it over several elements, so that it is shown and marked at the page's end"


def with_places_said(decisions: Sequence[Decision], facts: Sequence[NumericFact], document: Document) -> list[Decision]:
    """Say in the reason of a decision where its fact cannot be marked in the page at the place where it stands."""
    if document.page is None:
        return list(decisions)
    places = Places(document.page)
    at_end = set()
    for fact in facts:
        span = fact.span
        block = document.blocks[span.block]
        text = block.rows[span.row].cells[span.cell].text if isinstance(block, Table) else block.text
        where = (span.block, span.row, span.cell)
        if places.of(where, span.start, span.end, text[span.start : span.end]) is None:
            at_end.add(fact.figure)
    return [
        replace(said, reason="; ".join(filter(None, (said.reason, _AT_END)))) if said.figure in at_end else said
        for said in decisions
    ]
