"""The xBRL-CSV report (Open Information Model 1.0): metadata and up to three tables, of numbers, of texts and of notes.

A row is a fact. xBRL-CSV names it by its table and the number of its row (``csv_ids``), so that the same facts have
the same names whatever made them; the first column says under which identifier the other outputs state it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tagwright.emit.blocks import escaped
from tagwright.emit.json_report import oim_information
from tagwright.emit.lexical import amount, oim_period, oim_unit
from tagwright.emit.namespaces import ENTITY_PREFIX
from tagwright.emit.notes import LINK_GROUP, LINK_TYPE, note_text, notes_by_fact
from tagwright.report.model import Fact, NumericFact, QName, Report

_DOCUMENT_TYPE = "https://xbrl.org/2021/xbrl-csv"
_NUMBERS, _TEXTS, _NOTES = "numbers", "texts", "notes"
_ABSENT = "#none"
_SPECIAL = "#"

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its name, its column names, its rows, and what its column of values says of each value."""

    name: str
    head: Row
    rows: Sequence[Row]
    about: Mapping[str, object]


def metadata_name(report: Report) -> str:
    """Give the file name of the metadata, with which a processor begins."""
    return f"{report.name}-metadata.json"


def csv_files(report: Report, text_values: Mapping[str, str], schema: str) -> dict[str, bytes]:
    """Give the metadata and the tables by file name. ``schema`` is the relative address of the extension schema."""
    tables = [table for table in (_numbers(report), _texts(report, text_values), _notes(report)) if table.rows]
    metadata = {
        "documentInfo": {"documentType": _DOCUMENT_TYPE, **oim_information(report, schema)},
        "tableTemplates": {table.name: {"columns": _columns(table)} for table in tables},
        "tables": {table.name: {"url": f"{report.name}-{table.name}.csv"} for table in tables},
        **({"links": {LINK_TYPE: {LINK_GROUP: _links(report)}}} if report.footnotes else {}),
    }
    files = {f"{report.name}-{table.name}.csv": _written([table.head, *table.rows]) for table in tables}
    return {metadata_name(report): (json.dumps(metadata, indent=1, ensure_ascii=False) + "\n").encode(), **files}


def csv_ids(report: Report) -> dict[str, str]:
    """Give, by the name that xBRL-CSV has for it (table.r_row.column), the identifier of each fact and footnote."""
    numbers = [fact.id for fact in report.facts if isinstance(fact, NumericFact)]
    texts = [fact.id for fact in report.facts if not isinstance(fact, NumericFact)]
    tables = {_NUMBERS: numbers, _TEXTS: texts, _NOTES: [note.id for note in report.footnotes]}
    return {
        f"{table}.r_{row}.value": identifier
        for table, identifiers in tables.items()
        for row, identifier in enumerate(identifiers, start=1)
    }


def _numbers(report: Report) -> _Table:
    facts = [fact for fact in report.facts if isinstance(fact, NumericFact)]
    axes = _axes(facts)
    rows = [
        [
            *(fact.id, str(fact.concept), oim_period(fact.period), oim_unit(fact.unit) or _ABSENT, str(fact.decimals)),
            *(*_members(fact, axes), amount(fact.value)),
        ]
        for fact in facts
    ]
    head = ["id", "concept", "period", "unit", "decimals", *map(_column, axes), "value"]
    return _Table(
        _NUMBERS, head, rows, {"decimals": "$decimals", "dimensions": {**_about(report, axes), "unit": "$unit"}}
    )


def _texts(report: Report, text_values: Mapping[str, str]) -> _Table:
    facts = [fact for fact in report.facts if not isinstance(fact, NumericFact)]
    axes = _axes(facts)
    rows = [
        [
            *(fact.id, str(fact.concept), oim_period(fact.period), fact.language.lower()),
            *(*_members(fact, axes), _cell(text_values[fact.id])),
        ]
        for fact in facts
    ]
    head = ["id", "concept", "period", "language", *map(_column, axes), "value"]
    return _Table(_TEXTS, head, rows, {"dimensions": {**_about(report, axes), "language": "$language"}})


def _notes(report: Report) -> _Table:
    rows = [[note.id, note.language.lower(), _cell(escaped(note_text(note, report)))] for note in report.footnotes]
    about = {"dimensions": {"concept": "xbrl:note", "language": "$language"}}
    return _Table(_NOTES, ["id", "language", "value"], rows, about)


def _about(report: Report, axes: Iterable[QName]) -> dict[str, str]:
    """Say which column gives which aspect of a fact."""
    aspects = {
        "concept": "$concept",
        "entity": f"{ENTITY_PREFIX}:{report.entity.identifier}",
        "period": "$period",
    }
    return aspects | {str(axis): f"${_column(axis)}" for axis in axes}


def _axes(facts: Iterable[Fact]) -> list[QName]:
    return sorted({axis for fact in facts for axis, _ in fact.dimensions})


def _columns(table: _Table) -> dict[str, object]:
    """Describe the columns: an identifier for people, what says what the value is, and the value."""
    described: dict[str, object] = {name: {} for name in table.head}
    return {**described, "id": {"comment": True}, "value": table.about}


def _column(axis: QName) -> str:
    return f"{axis.prefix}_{axis.local}"


def _members(fact: Fact, axes: Iterable[QName]) -> list[str]:
    members = dict(fact.dimensions)
    return [str(members[axis]) if axis in members else _ABSENT for axis in axes]


def _cell(text: str) -> str:
    """Write a text; where it begins with the sign of special values, that sign stands twice."""
    return f"{_SPECIAL}{text}" if text.startswith(_SPECIAL) else text


def _links(report: Report) -> dict[str, list[str]]:
    names = {identifier: name for name, identifier in csv_ids(report).items()}
    return {names[fact]: [names[note.id] for note in notes] for fact, notes in notes_by_fact(report).items()}


def _written(rows: Iterable[Row]) -> bytes:
    """Write a table as RFC 4180 has it, with the line ends of all our files."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()
