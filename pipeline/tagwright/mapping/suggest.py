"""Answer one label: its ranked candidates, and the extension to declare where none of them fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tagwright.errors import MappingError
from tagwright.mapping.candidates import Candidate, Ranker
from tagwright.mapping.fitting import Row
from tagwright.mapping.model import LoadedMapping, TableMapping
from tagwright.mapping.proposals import propose
from tagwright.mapping.schema import ExtensionConcept
from tagwright.taxonomy.concepts import ConceptFacts, nearest_names


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is put forward for a row; nothing of it is decided."""

    row: Row
    candidates: tuple[Candidate, ...]
    extension: ExtensionConcept


def suggest(row: Row, ranker: Ranker, book: Mapping[str, ConceptFacts], limit: int = 5) -> Suggestion:
    """Give the best candidates for a row, and an extension."""
    candidates = ranker.rank(row, limit)
    return Suggestion(row, tuple(candidates), propose(row, candidates, book))


def table_named(name: str, mapping: LoadedMapping) -> TableMapping:
    """Give the table of a mapping that is called ``name``.

    Raises MappingError, with the nearest names, where none is.
    """
    tables = {table.name: table for table in mapping.tables}
    if name in tables:
        return tables[name]
    near = nearest_names(name, tables)
    statements = [table.name for table in tables.values() if table.kind == "statement"]
    raise MappingError(
        f"The mapping has no statement or table {name!r}.",
        remedy=f"did you mean {' or '.join(near)}?" if near else f"name one of {', '.join(statements)}",
    )


def as_record(suggestion: Suggestion) -> dict[str, Any]:
    """Give a suggestion in a form that JSON has."""
    row = suggestion.row
    return {
        "label": row.label,
        "statement": row.table.name if row.table else None,
        "sections": list(row.sections),
        "candidates": candidate_records(suggestion.candidates),
        "extension": suggestion.extension.model_dump(exclude_none=True),
    }


def candidate_records(candidates: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Give candidates in a form that JSON has."""
    return [
        {
            "concept": candidate.facts.name,
            "confidence": candidate.confidence,
            "rule": candidate.certain,
            "type": candidate.facts.item_type,
            "period": candidate.facts.period_type,
            "balance": candidate.facts.balance,
            "why": list(candidate.why),
        }
        for candidate in candidates
    ]
