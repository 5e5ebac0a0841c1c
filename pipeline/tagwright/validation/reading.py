"""What the validator read from one file: its messages, its facts, and the documents that it loaded.

This is the form in which the child process answers; ``worker`` writes it, ``process`` reads it back.
Names are in Clark notation ({namespace}local), so that no prefix matters. Paths are relative to the folder
of the file that was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FileRequest:
    """A file to validate: ``path`` is absolute.

    ``document_set`` says that several Inline documents make up one report (Inline XBRL 1.1, 4: the target document).
    ``rules`` names a destination's set of rules, a disclosure system of the validator's ESEF plug-in. ``formulas``
    says whether those of the taxonomy are run.
    """

    path: str
    document_set: bool = False
    rules: str | None = None
    formulas: bool = True


@dataclass(frozen=True, slots=True)
class LogReference:
    """What a message points at: a file, the line in it, and the id of the element where it has one."""

    file: str
    line: int | None
    element: str | None


@dataclass(frozen=True, slots=True)
class LogMessage:
    """One message of the validator, its level and code as Arelle gives them."""

    level: str
    code: str
    text: str
    references: tuple[LogReference, ...]


@dataclass(frozen=True, slots=True)
class ReadFact:
    """One fact as the validator understands it.

    ``value`` is the text after transformation, None where nil. ``decimals`` is a whole number or INF.
    ``unit`` joins measures with ``*``, over the measures divided by after ``/``. ``period`` is
    ``start/end`` or the instant's day, both days inclusive, "forever", or None where there is no context.
    ``dimensions`` are (axis, member) pairs sorted by axis; a typed member is given by its text. ``footnotes`` are
    those linked to it, as (language, text) in the order of their texts.
    """

    id: str | None
    concept: str
    value: str | None
    nil: bool
    decimals: str | None
    unit: str | None
    period: str | None
    scheme: str | None
    identifier: str | None
    dimensions: tuple[tuple[str, str], ...]
    language: str | None
    line: int | None
    footnotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document of the discoverable taxonomy set: its address and its kind (schema, linkbase, ...)."""

    address: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the validator found in one file. ``file`` is the file's name."""

    file: str
    messages: tuple[LogMessage, ...]
    facts: tuple[ReadFact, ...]
    documents: tuple[LoadedDocument, ...]
    plugins: tuple[str, ...]
    validator: str


def reading_from_json(data: Mapping[str, Any]) -> Reading:
    """Build a Reading from the child's answer for one file (the form that ``dataclasses.asdict`` gives)."""
    return Reading(
        file=data["file"],
        messages=tuple(
            LogMessage(m["level"], m["code"], m["text"], tuple(LogReference(**r) for r in m["references"]))
            for m in data["messages"]
        ),
        facts=tuple(_fact_from_json(fact) for fact in data["facts"]),
        documents=tuple(LoadedDocument(**document) for document in data["documents"]),
        plugins=tuple(data["plugins"]),
        validator=data["validator"],
    )


def _fact_from_json(data: Mapping[str, Any]) -> ReadFact:
    pairs: Sequence[Sequence[str]] = data["dimensions"]
    notes: Sequence[Sequence[str]] = data["footnotes"]
    return ReadFact(
        **{
            **data,
            "dimensions": tuple((axis, member) for axis, member in pairs),
            "footnotes": tuple((language, text) for language, text in notes),
        }
    )
