"""The mapping as loaded: the rules of the base and of a filing put together, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tagwright.mapping.schema import (
    BaseMapping,
    ColumnRule,
    FilingMapping,
    LineRule,
    NoteRule,
    SentenceRule,
    TableRule,
)
from tagwright.mapping.yaml_source import KeyPath, YamlSource

Level = Literal["filing", "base"]
TableKind = Literal["statement", "note", "management"]
Positive = Literal["debit", "credit", "as printed"]
Spot = tuple[str, int, int]
"""File, line and column (from 1), as a Finding has them."""


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule stands. ``file`` is such as mapping/ifrs/income-statement.yaml; line and column from 1.

    ``path`` leads to the rule inside the file, so that its fields can be found.
    """

    file: str
    line: int
    column: int
    path: KeyPath

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def source_of(yaml: YamlSource, *path: str | int) -> RuleSource:
    """Give the source of the rule at ``path`` of a file."""
    place = yaml.place(path)
    return RuleSource(yaml.file, place.line, place.column, path)


@dataclass(frozen=True, slots=True)
class Line:
    """A row's rule."""

    rule: LineRule
    source: RuleSource
    level: Level


@dataclass(frozen=True, slots=True)
class Column:
    """A column's rule."""

    rule: ColumnRule
    source: RuleSource
    level: Level


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is reported whole."""

    rule: NoteRule
    source: RuleSource
    level: Level


@dataclass(frozen=True, slots=True)
class Sentence:
    """A rule for numbers in running text."""

    rule: SentenceRule
    source: RuleSource
    level: Level


@dataclass(frozen=True, slots=True)
class TablePart:
    """What one file says of a table."""

    rule: TableRule
    source: RuleSource
    level: Level


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A table's rules, the filing's put before the base mapping's.

    ``titles``, ``within``, ``about`` and ``contains`` are those of both; of the other fields the filing's
    word holds where it says something. ``parts`` are what it is made of, the filing's first.
    """

    name: str
    kind: TableKind
    number: str | None
    title: str | None
    titles: tuple[str, ...]
    within: tuple[str, ...]
    about: tuple[str, ...]
    contains: tuple[str, ...]
    signature: tuple[str, ...]
    positive: Positive
    dimensions: Mapping[str, str]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    parts: tuple[TablePart, ...]

    @property
    def source(self) -> RuleSource:
        """Where the table is declared: by the filing, if it has a word on it, else by the base mapping."""
        return self.parts[0].source


@dataclass(frozen=True, slots=True)
class MappingFile:
    """One file: what it says, and the source to find places in."""

    rules: BaseMapping
    yaml: YamlSource
    level: Level


@dataclass(frozen=True, slots=True)
class LoadedMapping:
    """All rules, the filing's before the base mapping's, else in the order of files and lines.

    ``files`` are what the rules were read from, the filing's first.
    """

    tables: tuple[TableMapping, ...]
    notes: tuple[Note, ...]
    sentences: tuple[Sentence, ...]
    files: tuple[MappingFile, ...]

    def spot(self, source: RuleSource, *field: str | int) -> Spot:
        """Give file, line and column of a field of the rule at ``source``; the rule's own where it lacks the field."""
        place = self._file(source).yaml.place((*source.path, *field))
        return source.file, place.line, place.column

    def key_spot(self, source: RuleSource, *field: str | int) -> Spot:
        """Give file, line and column of the key that leads to a field of the rule at ``source``."""
        place = self._file(source).yaml.key_place((*source.path, *field))
        return source.file, place.line, place.column

    def _file(self, source: RuleSource) -> MappingFile:
        return next(file for file in self.files if file.yaml.file == source.file)


@dataclass(frozen=True, slots=True)
class LoadedFiling:
    """A filing's own mapping. ``folder`` is where filing.yaml lies; ``document`` the path that it names."""

    rules: FilingMapping
    file: MappingFile
    folder: Path

    @property
    def document(self) -> Path:
        """The path of the document, as the mapping gives it, from the filing's folder."""
        return self.folder / self.rules.document
