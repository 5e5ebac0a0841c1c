"""The text of footnotes, and which facts they are linked to, for the outputs that are no page."""

from __future__ import annotations

from collections.abc import Mapping

from tagwright.document.model import Table
from tagwright.emit.shown import visible
from tagwright.report.model import Footnote, Report

FACT_FOOTNOTE = "http://www.xbrl.org/2003/arcrole/fact-footnote"
FOOTNOTE_ROLE = "http://www.xbrl.org/2003/role/footnote"
LINK_TYPE, LINK_GROUP = "footnote", "_"
"""The names that the Open Information Model reserves for the arcrole and for the standard link role."""


def note_text(note: Footnote, report: Report) -> str:
    """Give what a footnote says, without the mark that it begins with.

    A note that is no paragraph is a defect of the step that made the Report: ``ValueError``.
    """
    block = report.document.blocks[note.block]
    if isinstance(block, Table):
        raise ValueError(f"{note.id} is a table")
    return " ".join(visible(block.text, note.start, len(block.text)).split())


def notes_by_fact(report: Report) -> Mapping[str, tuple[Footnote, ...]]:
    """Give the footnotes of each fact that has any, by its id."""
    found: dict[str, tuple[Footnote, ...]] = {}
    for note in report.footnotes:
        for fact in note.facts:
            found[fact] = (*found.get(fact, ()), note)
    return found
