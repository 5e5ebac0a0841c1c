"""The author's page with the facts marked where they stand (Inline XBRL 1.1, 4.1, 10, 12); all else stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby

from tagwright.document.edits import Edit, edited, insertion, replacement
from tagwright.document.model import Table
from tagwright.document.page import Page, Where
from tagwright.document.placing import Places
from tagwright.emit.blocks import FactsOfText, escaped, facts_by_text, marked, marked_number
from tagwright.emit.contexts import Resources
from tagwright.emit.forests import Forests, Stretch
from tagwright.emit.layout import IX_TAG, Body, stated_section, stated_values, text_block_tags
from tagwright.emit.namespaces import inline_namespaces
from tagwright.emit.notes import note_text
from tagwright.emit.shown import visible_number
from tagwright.report.model import Footnote, Report, TextBlockFact

_NO_TEXT = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_BREAK = re.compile(r"\r\n?")


def marked_page(report: Report, resources: Resources, page: Page, header: str) -> Body:
    """Mark the facts of a report in the author's page, and put the header into it.

    What cannot be marked where it stands is shown at the page's end. Raises ``ValueError`` where a fact's text does
    not read as its value, or where two facts cross.
    """
    places = Places(page)
    html, body = (next(e for e in places.root.iter() if e.name == name) for name in ("html", "body"))
    forests = Forests(page.text, body)
    blocks = _Blocks(report, page, forests)
    notes = _Notes(report, page, forests)
    numbers = list(_numbers(report, resources, places))
    placed = {id(fact) for _, stated in numbers for fact in stated}
    edits = [edit for edit, _ in numbers]
    at_end = _at_end(report, resources, placed) + notes.at_end() + stated_section(report, resources)
    text, _ = edited(
        page.text,
        [
            *edits,
            *blocks.tags(resources),
            *notes.tags(),
            replacement(html.start, html.inner, _html_tag(page.text[html.start : html.inner], report)),
            insertion(body.close, f"{at_end}\n{header}", (2,)),
        ],
    )
    values = {fact.id: _value(stretches, page.text, edits) for fact, stretches in blocks.stretches}
    return Body(f'<?xml version="1.0" encoding="UTF-8"?>\n{text.strip()}\n', values | stated_values(report))


def _html_tag(tag: str, report: Report) -> str:
    declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in inline_namespaces(report).items())
    language = "" if "xml:lang=" in tag else f' xml:lang="{report.language}"'
    return f"{tag[:-1]}{declared}{language}>"


def _numbers(report: Report, resources: Resources, places: Places) -> Iterator[tuple[Edit, FactsOfText]]:
    """Give the marked numbers with the facts that they state, of all numbers that can be marked where they stand."""
    for where, facts in facts_by_text(report).items():
        text = _text_of(report, where)
        ordered = sorted(facts, key=lambda fact: (fact.span.start, fact.span.end))
        end = 0
        for span, group in groupby(ordered, key=lambda fact: fact.span):
            if span.start < end:
                raise ValueError(f"facts overlap in {text!r}")
            end, stated = span.end, list(group)
            place = places.of(where, span.start, span.end, text[span.start : span.end])
            if place:
                number = marked_number(visible_number(text, span.start, span.end), stated, resources)
                yield replacement(*place, number), stated


def _text_of(report: Report, where: Where) -> str:
    block, row, cell = where
    found = report.document.blocks[block]
    return found.rows[row].cells[cell].text if isinstance(found, Table) else found.text


def _at_end(report: Report, resources: Resources, placed: set[int]) -> str:
    """Show what could not be marked where it stands, each with the label of its row."""
    rows: list[str] = []
    for where, facts in facts_by_text(report).items():
        left = [fact for fact in facts if id(fact) not in placed]
        if left:
            label = escaped(_text_of(report, (where[0], where[1], 0))).strip() if where[1] >= 0 else ""
            shown = marked(_text_of(report, where), left, resources)
            rows.append(f"<p>{label}: {shown}</p>" if label else f"<p>{shown}</p>")
    return f'\n<div class="section">\n{chr(10).join(rows)}\n</div>' if rows else ""


class _Blocks:
    """The text blocks of a report: the stretches of the page that each of them covers."""

    def __init__(self, report: Report, page: Page, forests: Forests) -> None:
        self.stretches: list[tuple[TextBlockFact, list[Stretch]]] = []
        for fact in report.facts:
            if isinstance(fact, TextBlockFact):
                bounds = [page.bounds(*part) for part in _joined(fact.parts)]
                covered = [cut for bound in bounds if bound for cut in forests.within(*bound)]
                if not covered:
                    raise ValueError(f"{fact.id}: the page holds nothing of its parts {fact.parts}")
                self.stretches.append((fact, covered))
        _refuse_crossing([stretch for _, covered in self.stretches for stretch in covered])

    def tags(self, resources: Resources) -> Iterator[Edit]:
        """Give the tags around the stretches; an outer element opens before the ones inside it and closes after."""
        for number, (fact, covered) in enumerate(self.stretches):
            for part, (start, end) in enumerate(covered):
                opening, closing = text_block_tags(fact, part, len(covered), resources)
                yield insertion(start, opening, (1, -end, number))
                yield insertion(end, closing, (0, -start, -number))


class _Notes:
    """The footnotes of a report: the stretches of the page that each covers; the others are shown at its end."""

    def __init__(self, report: Report, page: Page, forests: Forests) -> None:
        self._stretches: list[tuple[Footnote, list[Stretch]]] = []
        self._left: list[tuple[Footnote, str]] = []
        for note in report.footnotes:
            said = note_text(note, report)
            bounds = page.stretch((note.block, -1, -1), note.start, len(_text_of(report, (note.block, -1, -1))))
            covered = forests.within(*bounds) if bounds else []
            printed = "".join(_text(page.text[start:end]) for start, end in covered)
            if " ".join(printed.split()) == said:
                self._stretches.append((note, covered))
            else:
                self._left.append((note, said))

    def tags(self) -> Iterator[Edit]:
        """Give the tags around the stretches, which are inside those of a text block."""
        for note, covered in self._stretches:
            for part, (start, end) in enumerate(covered):
                chain = f' continuedAt="{note.id}-continued-{part + 1}"' if part + 1 < len(covered) else ""
                name = "continuation" if part else "footnote"
                said = f'id="{note.id}-continued-{part}"' if part else f'id="{note.id}" xml:lang="{note.language}"'
                yield insertion(start, f"<ix:{name} {said}{chain}>", (1, -end, len(self._stretches)))
                yield insertion(end, f"</ix:{name}>", (0, -start, -len(self._stretches)))

    def at_end(self) -> str:
        """Show the notes that the page does not print in the words of the report."""
        rows = "\n".join(
            f'<p><ix:footnote id="{note.id}" xml:lang="{note.language}">{escaped(said)}</ix:footnote></p>'
            for note, said in self._left
        )
        return f'\n<div class="section">\n{rows}\n</div>' if rows else ""


def _text(markup: str) -> str:
    """Give the text of a piece of the page."""
    return unescape(_TAG.sub("", _DATA.sub(lambda found: escaped(found[1]), _NO_TEXT.sub("", markup))))


def _joined(parts: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Join parts that follow one another without a gap."""
    joined: list[tuple[int, int]] = []
    for begin, end in parts:
        if joined and joined[-1][1] == begin:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((begin, end))
    return joined


def _refuse_crossing(stretches: list[Stretch]) -> None:
    open_ends: list[int] = []
    for start, end in sorted(stretches, key=lambda stretch: (stretch[0], -stretch[1])):
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            raise ValueError(f"text blocks cross at {start} of the page")
        open_ends.append(end)


def _value(stretches: list[Stretch], text: str, numbers: list[Edit]) -> str:
    """Give a text block's value as an Inline processor reads it: the XHTML of its parts without ix elements."""
    value = "".join(
        IX_TAG.sub("", edited(text[start:end], [_moved(e, -start) for e in numbers if start <= e.start < end])[0])
        for start, end in stretches
    )
    plain = _DATA.sub(lambda found: escaped(found[1]), _NO_TEXT.sub("", value))
    return _BREAK.sub("\n", plain).strip(" \t\r\n")


def _moved(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.order, edit.end + by, edit.text)
