"""Load mappings: files are read and checked against the schema, and their rules put together.

What the files say is checked here for form only; ``check`` holds it against the taxonomy and against itself.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.mapping.finding import Finding, mapping_error, require_sound
from tagwright.mapping.model import (
    Column,
    Line,
    LoadedFiling,
    LoadedMapping,
    MappingFile,
    Note,
    Positive,
    Sentence,
    TableKind,
    TableMapping,
    TablePart,
    source_of,
)
from tagwright.mapping.placeholders import placeholder_findings
from tagwright.mapping.schema import BaseMapping, FilingMapping
from tagwright.mapping.schema_errors import schema_findings
from tagwright.mapping.yaml_source import YamlSource, read_yaml
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import ifrs_taxonomy

FILING_FILE = "filing.yaml"

_Rules = TypeVar("_Rules", bound=BaseMapping)


def load_base(folder: Path | None = None) -> LoadedMapping:
    """Load the base mapping: the files ``ifrs/*.yaml`` of ``folder`` (by default of the shipped mapping folder).

    Raises MappingError with every place where a file is not as the schema wants it, and where a table lacks
    its kind or the meaning of positive numbers.
    """
    root = folder or data_folder("mapping")
    files: list[MappingFile] = []
    findings: list[Finding] = []
    for path in sorted((root / "ifrs").glob("*.yaml")):
        source = read_yaml(path, shown_name(path))
        rules = _validated(source, BaseMapping)
        if isinstance(rules, list):
            findings += rules
        else:
            files.append(MappingFile(rules, source, "base"))
    require_sound(findings)
    if not files:
        raise MappingError(
            f"There is no base mapping in {root / 'ifrs'}.", remedy="install tagwright again, or restore the folder"
        )
    return _sound(files)


def filing_file(folder_or_file: Path) -> Path:
    """Give the file of a filing's mapping, which is named itself or by its folder."""
    return folder_or_file / FILING_FILE if folder_or_file.is_dir() else folder_or_file


def load_filing(folder_or_file: Path) -> LoadedFiling:
    """Load a filing's mapping from its folder, which holds ``filing.yaml``, or from the file itself.

    Raises MappingError with every field that has not been filled in, else with every place where the file is not as
    the schema wants it.
    """
    path = filing_file(folder_or_file)
    if not path.is_file():
        raise MappingError(
            f"There is no file {path}.",
            remedy=f"name a folder that holds a {FILING_FILE}, as mapping/filings/NAME does",
        )
    source = read_yaml(path, shown_name(path))
    require_sound(placeholder_findings(source))
    rules = _validated(source, FilingMapping)
    if isinstance(rules, list):
        raise mapping_error(rules)
    return LoadedFiling(rules, MappingFile(rules, source, "filing"), path.parent)


def merge(base: LoadedMapping, filing: LoadedFiling) -> LoadedMapping:
    """Put the filing's rules before the base mapping's; tables of one name become one.

    Base rules with names that the filing's taxonomy year lacks are left out. Raises MappingError where a table that
    only the filing has lacks its kind or the meaning of positive numbers, TaxonomyError where no such year is known.
    """
    official = load_concepts(ifrs_taxonomy(filing.rules.taxonomy).year)
    return rules_of_year(_sound([filing.file, *base.files]), {*official, *(own.name for own in filing.rules.concepts)})


def _sound(files: Sequence[MappingFile]) -> LoadedMapping:
    mapping, incomplete = assemble(files)
    require_sound(incomplete)
    return mapping


def assemble(files: Sequence[MappingFile]) -> tuple[LoadedMapping, list[Finding]]:
    """Put the rules of files together, those of the first file first.

    The findings name the tables that lack their kind or the meaning of positive numbers; the mapping lacks them.
    """
    tables: list[TableMapping] = []
    findings: list[Finding] = []
    sources = {file.yaml.file: file.yaml for file in files}
    groups = _groups(files)
    base = {part.rule.name: part for parts in groups for part in parts if part.level == "base"}
    for parts in groups:
        table = _table(parts, base, sources)
        if isinstance(table, TableMapping):
            tables.append(table)
        else:
            findings.append(_incomplete(table, parts[0], _base_names(files)))
    mapping = LoadedMapping(
        tables=tuple(tables),
        notes=tuple(
            Note(rule, source_of(file.yaml, "notes", index), file.level)
            for file in files
            for index, rule in enumerate(file.rules.notes)
        ),
        sentences=tuple(
            Sentence(rule, source_of(file.yaml, "sentences", index), file.level)
            for file in files
            for index, rule in enumerate(file.rules.sentences)
        ),
        files=tuple(files),
    )
    return mapping, findings


def shown_name(path: Path) -> str:
    """Give the name of a mapping file that does not depend on where the project lies.

    It begins at the last folder named ``mapping``; without one it is the file with its folder.
    """
    parts = path.resolve().parts
    folders = parts[:-1]
    start = len(folders) - 1 - folders[::-1].index("mapping") if "mapping" in folders else max(len(parts) - 2, 0)
    return "/".join(parts[start:])


def _validated(source: YamlSource, model: type[_Rules]) -> _Rules | list[Finding]:
    try:
        return model.model_validate(source.content)
    except ValidationError as error:
        return schema_findings(error, source, model)


def _groups(files: Sequence[MappingFile]) -> list[list[TablePart]]:
    """Give the parts that make one table each: a filing's with the base mapping's first of the same name."""
    parts = [
        TablePart(rule, source_of(file.yaml, "tables", index), file.level)
        for file in files
        for index, rule in enumerate(file.rules.tables)
    ]
    base = [part for part in parts if part.level == "base"]
    groups = []
    for part in parts:
        if part.level == "filing":
            counterpart = next((other for other in base if other.rule.name == part.rule.name), None)
            groups.append([part, counterpart] if counterpart else [part])
    joined = [group[1].source for group in groups if len(group) > 1]
    return groups + [[part] for part in base if part.source not in joined]


def _table(
    parts: Sequence[TablePart], base: Mapping[str, TablePart], sources: Mapping[str, YamlSource]
) -> TableMapping | list[str]:
    """Make one table of its parts and of the lines that it takes from others; or name the fields that it lacks."""
    rules = [part.rule for part in parts]
    lent = dict.fromkeys(name for rule in rules for name in rule.lines_of)
    lenders = [*parts, *(base[name] for name in lent if name in base)]
    kind: TableKind | None = _first(rule.kind for rule in rules)
    positive: Positive | None = _first(rule.positive for rule in rules)
    if kind is None or positive is None:
        return [field for field, value in (("kind", kind), ("positive", positive)) if value is None]
    return TableMapping(
        name=rules[0].name,
        kind=kind,
        number=_first(rule.number for rule in rules),
        title=_first(rule.title for rule in rules),
        titles=_united(rule.titles for rule in rules),
        within=_united(rule.within for rule in rules),
        about=_united(rule.about for rule in rules),
        contains=_united(rule.contains for rule in rules),
        signature=_united(rule.signature for rule in rules),
        positive=positive,
        dimensions={axis: member for rule in reversed(rules) for axis, member in rule.dimensions.items()},
        lines=tuple(
            Line(line, source_of(sources[part.source.file], *part.source.path, "lines", index), part.level)
            for part in lenders
            for index, line in enumerate(part.rule.lines)
        ),
        columns=tuple(
            Column(column, source_of(sources[part.source.file], *part.source.path, "columns", index), part.level)
            for part in lenders
            for index, column in enumerate(part.rule.columns)
        ),
        parts=tuple(parts),
    )


def _incomplete(lacks: Sequence[str], part: TablePart, base_names: Sequence[str]) -> Finding:
    source = part.source
    near = difflib.get_close_matches(part.rule.name, base_names, n=1) if part.level == "filing" else []
    hint = f"; or did you mean the base mapping's table '{near[0]}'?" if near else ""
    return Finding(
        "error",
        "incomplete-table",
        source.file,
        source.line,
        source.column,
        f"the table '{part.rule.name}' lacks {' and '.join(lacks)}",
        f"add {' and '.join(f'{field!r}' for field in lacks)}{hint}",
    )


def _base_names(files: Sequence[MappingFile]) -> list[str]:
    return [rule.name for file in files if file.level == "base" for rule in file.rules.tables]


_T = TypeVar("_T")


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def _united(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wording for wordings in lists for wording in wordings))
