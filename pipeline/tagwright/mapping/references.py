"""Every name of a concept, axis or member that the rules of a mapping use, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tagwright.mapping.model import LoadedMapping, RuleSource, Spot


class Use(StrEnum):
    """What a rule uses a name for."""

    NUMBER = "concept of a number"
    NOTE = "text block"
    AXIS = "axis"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Reference:
    """A name, what it is used for, and where it stands."""

    name: str
    use: Use
    spot: Spot


def references(mapping: LoadedMapping) -> Iterator[Reference]:
    """Give the names that tables, notes and sentences use, table by table."""
    for table in mapping.tables:
        for part in table.parts:
            yield from _of_dimensions(mapping, part.source, part.rule.dimensions)
        for line in table.lines:
            yield from _of_concept(mapping, line.source, line.rule.concept)
            for index, name in enumerate(line.rule.also):
                yield Reference(name, Use.NUMBER, mapping.spot(line.source, "also", index))
            yield from _of_dimensions(mapping, line.source, line.rule.dimensions)
        for column in table.columns:
            yield from _of_concept(mapping, column.source, column.rule.concept)
            yield from _of_dimensions(mapping, column.source, column.rule.dimensions)
    for note in mapping.notes:
        yield Reference(note.rule.concept, Use.NOTE, mapping.spot(note.source, "concept"))
    for sentence in mapping.sentences:
        yield from _of_concept(mapping, sentence.source, sentence.rule.concept)
        yield from _of_dimensions(mapping, sentence.source, sentence.rule.dimensions)


def _of_concept(mapping: LoadedMapping, source: RuleSource, name: str | None) -> Iterator[Reference]:
    if name is not None:
        yield Reference(name, Use.NUMBER, mapping.spot(source, "concept"))


def _of_dimensions(mapping: LoadedMapping, source: RuleSource, dimensions: Mapping[str, str]) -> Iterator[Reference]:
    for axis, member in dimensions.items():
        yield Reference(axis, Use.AXIS, mapping.key_spot(source, "dimensions", axis))
        yield Reference(member, Use.MEMBER, mapping.spot(source, "dimensions", axis))
