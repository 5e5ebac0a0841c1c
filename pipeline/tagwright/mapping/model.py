"""The mapping as loaded: the rules of the base and of a filing put together, each with where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tagwright.document.model import Place
from tagwright.mapping.schema import (
    BaseMapping,
    ColumnRule,
    FilingMapping,
    LineRule,
    NoteRule,
    SentenceRule,
)
from tagwright.mapping.yaml_source import KeyPath, YamlSource

Level = Literal["filing", "base"]
TableKind = Literal["statement", "note", "management"]
Positive = Literal["debit", "credit", "as printed"]


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
class TableMapping:
    """A table's rules, the filing's put before the base mapping's.

    ``titles``, ``within``, ``about`` and ``contains`` are those of both; of the other fields the filing's
    word holds where it says something. ``sources`` are where its rules stand, the filing's first.
    """

    name: str
    kind: TableKind
    number: str | None
    title: str | None
    titles: tuple[str, ...]
    within: tuple[str, ...]
    about: tuple[str, ...]
    contains: tuple[str, ...]
    positive: Positive
    dimensions: Mapping[str, str]
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    sources: tuple[RuleSource, ...]

    @property
    def source(self) -> RuleSource:
        """Where the table is declared: by the filing, if it has a word on it, else by the base mapping."""
        return self.sources[0]


@dataclass(frozen=True, slots=True)
class MappingFile:
    """One file: what it says, and the source to find places in."""

    rules: BaseMapping
    yaml: YamlSource
    level: Level

    def place(self, *path: str | int) -> Place:
        """Give where the value at ``path`` stands in the file."""
        return self.yaml.place(path)

    def source(self, *path: str | int) -> RuleSource:
        """Give the source of the rule at ``path``."""
        place = self.place(*path)
        return RuleSource(self.yaml.file, place.line, place.column, path)


@dataclass(frozen=True, slots=True)
class LoadedMapping:
    """All rules, the filing's before the base mapping's, else in the order of files and lines.

    ``files`` are what the rules were read from, the filing's first.
    """

    tables: tuple[TableMapping, ...]
    notes: tuple[Note, ...]
    sentences: tuple[Sentence, ...]
    files: tuple[MappingFile, ...]

    def place(self, source: RuleSource, *field: str | int) -> Place:
        """Give where a field of the rule at ``source`` stands; the rule's own place where it lacks the field."""
        (file,) = (file for file in self.files if file.yaml.file == source.file)
        return file.place(*source.path, *field)


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
