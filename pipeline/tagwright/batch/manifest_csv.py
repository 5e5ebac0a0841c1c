"""Reads a manifest that is a CSV file into what one in YAML would say, with the line and the cell of each value."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tagwright.document.model import Place
from tagwright.errors import MappingError
from tagwright.mapping.yaml_source import KeyPath, Value, YamlSource
from tagwright.taxonomy.concepts import nearest_names

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def read_csv(manifest: Path, columns: Sequence[str]) -> YamlSource:
    """Read a manifest whose first line names some of ``columns``; empty cells and empty lines say nothing.

    A place is the line of the file and the number of the cell in it. Raises MappingError where the file is not UTF-8
    or not CSV, or has other columns.
    """
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise MappingError(f"{manifest.name} cannot be read: {error}.", remedy="save it as CSV UTF-8") from error
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        header = [name.strip() for name in next(rows, [])]
        _require_known(manifest.name, header, columns)
        jobs: list[Value] = []
        values: dict[KeyPath, Place] = {(): Place(1, 1), ("jobs",): Place(1, 1)}
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                if len(row) > len(header):
                    raise _refusal(
                        manifest.name, line, len(header) + 1, "the line has more cells than the header", "quote commas"
                    )
                said = list(_said(header, row))
                values[("jobs", len(jobs))] = Place(line, 1)
                values |= {("jobs", len(jobs), name): Place(line, cell) for cell, name, _ in said}
                jobs.append({name: value for _, name, value in said})
            line = rows.line_num + 1
    except csv.Error as error:
        raise _refusal(manifest.name, line, 1, str(error), "mend the quotes of that line") from error
    if not jobs:
        raise _refusal(manifest.name, 1, 1, "it names no document", "add a line for each document")
    return YamlSource(manifest.name, {"jobs": jobs}, values, {})


def _said(header: Sequence[str], row: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Give the number, the name and the value of each cell that is not empty."""
    for cell, (name, value) in enumerate(zip(header, row, strict=False), start=1):
        if value.strip():
            yield cell, name, value.strip()


def _require_known(file: str, header: Sequence[str], columns: Iterable[str]) -> None:
    known = list(columns)
    for place, name in enumerate(header, start=1):
        if name not in known:
            raise _refusal(file, 1, place, f"there is no column '{name}'", _meant(name, known))
    if "filing" not in header:
        raise _refusal(file, 1, 1, "there is no column 'filing'", f"the columns are {', '.join(known)}")


def _meant(name: str, known: Sequence[str]) -> str:
    for mark, words in _OTHER_SEPARATORS.items():
        if mark in name:
            return f"write commas between the cells, not {words}"
    near = nearest_names(name, known, limit=1)
    return f"did you mean '{near[0]}'?" if near else f"the columns are {', '.join(known)}"


def _refusal(file: str, line: int, column: int, problem: str, remedy: str) -> MappingError:
    return MappingError(f"{file}:{line}:{column}: {problem}; {remedy}", remedy="correct the manifest at that place")
