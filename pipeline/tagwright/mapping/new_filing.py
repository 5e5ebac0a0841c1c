"""The filing.yaml of a new document: what could be told of it, and the lines that no rule names, as comments.

What could not be told is the word of ``placeholders``. A comment is ready to use: without its first "# " a line becomes
a rule. Where a candidate has been right four times in five the rule takes it, else it takes the extension put forward.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tagwright.figures.fiscal import NO_CURRENCY
from tagwright.figures.issuer import Identifier
from tagwright.figures.model import Duration
from tagwright.figures.wording import normalise
from tagwright.mapping.candidates import Candidate
from tagwright.mapping.check_filing import TAKEN_PREFIXES
from tagwright.mapping.fitting import Row
from tagwright.mapping.placeholders import FILL_IN
from tagwright.mapping.proposals import as_yaml, propose, quoted
from tagwright.mapping.schema import ExtensionConcept
from tagwright.mapping.suggest import candidate_records
from tagwright.taxonomy.concepts import ConceptFacts
from tagwright.taxonomy.official import OfficialTaxonomy

_TAKEN_FROM = 0.8
"""The confidence from which the rule put forward takes the candidate, and not an extension."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells of itself; None where it does not. ``currency`` is then the code for none."""

    entity: str | None
    identifier: Identifier | None
    period: Duration | None
    currency: str
    web: str | None


@dataclass(frozen=True, slots=True)
class UnnamedLine:
    """A row that no rule names: its place in the document ("line 12"), the heading of its table, its candidates."""

    place: str
    heading: str
    row: Row
    candidates: tuple[Candidate, ...]

    def as_record(self) -> dict[str, Any]:
        """Give the line in a form that JSON has."""
        return {
            "place": self.place,
            "heading": self.heading,
            "label": self.row.label,
            "sections": list(self.row.sections),
            "statement": self.row.table.name if self.row.table else None,
            "candidates": candidate_records(self.candidates),
        }


def name_of_filing(told: Told, stem: str) -> str:
    """Name a filing after the company, else after the document, and the end of its period."""
    first = _slug((told.entity or stem).split()[0] if (told.entity or stem).split() else "filing") or "filing"
    if told.period is None or first.endswith(str(told.period.end.year)):
        return first
    end = told.period.end
    whole_year = (end - told.period.start).days > _MOST_DAYS_OF_A_PART
    return f"{first}-{end.year}" if whole_year else f"{first}-{end.year}-{end.month:02}"


_MOST_DAYS_OF_A_PART = 340


def taxonomy_of(end: date, published: Sequence[OfficialTaxonomy]) -> OfficialTaxonomy:
    """Choose the newest taxonomy that was published when the period ended; the oldest where none was."""
    ready = [taxonomy for taxonomy in published if date.fromisoformat(taxonomy.date) <= end]
    return ready[-1] if ready else published[0]


def filing_yaml(
    name: str,
    document: str,
    told: Told,
    taxonomy: OfficialTaxonomy | None,
    lines: Sequence[UnnamedLine],
    book: Mapping[str, ConceptFacts],
) -> str:
    """Write the whole file."""
    return "\n".join([*_head(name, document, told, taxonomy), *_comments(lines, book)]) + "\n"


def _head(name: str, document: str, told: Told, taxonomy: OfficialTaxonomy | None) -> list[str]:
    entity, identifier, period = told.entity, told.identifier, told.period
    start, end = (period.start.isoformat(), period.end.isoformat()) if period else (FILL_IN, FILL_IN)
    prefix = _prefix(entity) if entity else FILL_IN
    namespace = f"https://{told.web or f'www.{prefix}.example'}/xbrl/{end}"
    days = f" for the period ended {end}" if period else ""
    return [
        f"# Written by tagwright init. Check each field, and write what is true where {FILL_IN} stands.",
        f"name: {name}",
        f"document: {quoted(document)}",
        f"title: {quoted(f'Results of {entity or name}{days}')}",
        "entity:",
        f"  name: {quoted(entity) if entity else FILL_IN}",
        f"  scheme: {identifier.scheme if identifier else f'http://{FILL_IN}'}",
        f"  identifier: {quoted(identifier.value) if identifier else FILL_IN}",
        f"period: {{start: {start}, end: {end}}}",
        f"currency: {FILL_IN if told.currency == NO_CURRENCY else told.currency}",
        f"taxonomy: {taxonomy.name if taxonomy else FILL_IN}",
        "extension:",
        f"  prefix: {prefix}",
        f"  namespace: {namespace}",
    ]


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^[^a-z]+", "", re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))


def _prefix(entity: str) -> str:
    first = _slug(entity.split()[0]).replace("-", "") or "own"
    return f"{first}-own" if first in TAKEN_PREFIXES else first


_PER_TABLE = "  - name: {name}"


def _comments(lines: Sequence[UnnamedLine], book: Mapping[str, ConceptFacts]) -> list[str]:
    """Write the lines that no rule names: those of known tables as rules, the others as a list."""
    placed = [line for line in lines if line.row.table is not None and line.row.label]
    others = [line for line in lines if line.row.table is None or not line.row.label]
    written: list[str] = []
    if placed:
        rules, concepts = _rules(placed, book)
        written += [
            "",
            "# Lines that no rule names. Take away the first '# ' of what is right; the share of right ones stands",
        ]
        written += ["# before each candidate, as measured on real filings."]
        written += [f"# {line}" for line in ["tables:", *rules]]
        written += [
            f"# {line}" for line in ["concepts:", *(f"  {line}" for c in concepts for line in as_yaml(c))] if concepts
        ]
    if others:
        written += ["", "# Rows without a label, and those of tables that no rule recognises:"]
        for line in others:
            where = f"{line.heading}: " if line.heading else ""
            written.append(f"#   {_plain(line.place)}, {_plain(where)}{_plain(line.row.label) or '(no label)'}")
            written += [f"#     {text}" for text in _put_forward(line.candidates)]
    return written


def _rules(lines: Sequence[UnnamedLine], book: Mapping[str, ConceptFacts]) -> tuple[list[str], list[ExtensionConcept]]:
    """Write the rules of each table, with the extensions that they need."""
    tables: dict[str, list[UnnamedLine]] = {}
    for line in lines:
        tables.setdefault(line.row.table.name if line.row.table else "", []).append(line)
    written: list[str] = []
    concepts: dict[str, ExtensionConcept] = {}
    for name, members in tables.items():
        written += [_PER_TABLE.format(name=name), "    lines:"]
        for line, section in _told_apart(members):
            extension = propose(line.row, line.candidates, book, concepts.keys())
            best = next((c.facts.name for c in line.candidates if c.confidence >= _TAKEN_FROM), None)
            if best is None:
                concepts[extension.name] = extension
            under = f", section: {quoted(section)}" if section else ""
            rule = "      - {wording: " + quoted(line.row.label) + under + ", concept: "
            written.append(f"      # {_plain(line.place)}")
            written += [f"      #   {text}" for text in _put_forward(line.candidates)]
            written.append(f"{rule}{best or extension.name}}}")
    return written, list(concepts.values())


def _told_apart(lines: Iterable[UnnamedLine]) -> list[tuple[UnnamedLine, str]]:
    """Give each label of a table once, or once a section where it stands in several."""
    found: dict[str, dict[str, UnnamedLine]] = {}
    for line in lines:
        section = line.row.sections[-1] if line.row.sections else ""
        found.setdefault(normalise(line.row.label), {}).setdefault(normalise(section), line)
    return [
        (line, line.row.sections[-1] if len(sections) > 1 and line.row.sections else "")
        for sections in found.values()
        for line in sections.values()
    ]


def _put_forward(candidates: Iterable[Candidate]) -> list[str]:
    return [f"{c.confidence:.2f} {c.facts.name}: {_plain('; '.join(c.why))}" for c in candidates]


def _plain(text: str) -> str:
    """Give a text that stays in one line of a comment."""
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
