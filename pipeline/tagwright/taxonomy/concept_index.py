"""The concept index of an added taxonomy package: an SQLite file beside it, so that a look-up reads no XML.

The same package gives the same bytes (with the same version of SQLite). An index that is missing, of another version
of ours, or of another package, is made again from the package.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple
from pathlib import Path

from tagwright.errors import OutputError, TaxonomyError
from tagwright.taxonomy.dts import Spot
from tagwright.taxonomy.package_content import Arc, Concept, Label, PackageContent, read_content
from tagwright.taxonomy.taxonomy_package import read_taxonomy_package
from tagwright.taxonomy.words import words_in_order

VERSION = 1
_SCHEMA = """
CREATE TABLE package (sha256 TEXT NOT NULL);
CREATE TABLE concept (
    id INTEGER PRIMARY KEY, prefix TEXT NOT NULL, name TEXT NOT NULL, namespace TEXT NOT NULL, item_type TEXT NOT NULL,
    period_type TEXT NOT NULL, balance TEXT, abstract INTEGER NOT NULL, substitution_group TEXT NOT NULL
);
CREATE TABLE label (concept INTEGER NOT NULL, role TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE reference (concept INTEGER NOT NULL, role TEXT NOT NULL, parts TEXT NOT NULL);
CREATE TABLE role (id INTEGER PRIMARY KEY, uri TEXT NOT NULL, definition TEXT NOT NULL);
CREATE TABLE arc (
    network TEXT NOT NULL, role INTEGER NOT NULL, parent INTEGER NOT NULL, child INTEGER NOT NULL,
    position INTEGER NOT NULL, weight TEXT, preferred TEXT
);
CREATE VIRTUAL TABLE wording USING fts5(text, concept UNINDEXED, tokenize = 'porter unicode61');
"""
_INDEXES = """
CREATE INDEX concept_by_name ON concept (name);
CREATE INDEX label_by_concept ON label (concept);
CREATE INDEX reference_by_concept ON reference (concept);
CREATE INDEX arc_by_parent ON arc (parent, network, role, position);
CREATE INDEX arc_by_child ON arc (child, network, role);
"""
# Texts that name the concept; documentation and guidance explain it.
_NAMING = re.compile(
    r"/(?:label|terseLabel|verboseLabel|totalLabel|netLabel|periodStartLabel|periodEndLabel|negated\w*Label)$"
)
_AGAIN = "remove it: it is made again from the package"


def names_the_concept(role: str) -> bool:
    """Say whether labels of a role name the concept rather than explain it."""
    return _NAMING.search(role) is not None


def index_of(package: Path) -> Path:
    """Give the place of a package's index."""
    return package.with_suffix(".sqlite")


def write_index(package: Path, content: PackageContent, sha256: str) -> None:
    """Write the index of a package, whose digest is ``sha256``: beside its place, and renamed into it when whole.

    Raises OutputError where it cannot be written.
    """
    target = index_of(package)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".index-")
        os.close(handle)
        try:
            with closing(sqlite3.connect(name, isolation_level=None)) as connection:
                _fill(connection, content, sha256)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(
            f"The concept index {target} cannot be written: {error}",
            remedy="make room, or give yourself the right to write into its folder",
        ) from error


@contextmanager
def opened_index(package: Path, sha256: str) -> Iterator[sqlite3.Connection]:
    """Open the index of an added package to read; make it again first where it is not as it should be.

    Raises TaxonomyError where the index is damaged, and the errors of reading the package and of writing.
    """
    place = index_of(package)
    if not _is_current(place, sha256):
        write_index(package, read_content(package, read_taxonomy_package(package)), sha256)
    try:
        with closing(_to_read(place)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise TaxonomyError(f"The concept index {place} is damaged: {error}", remedy=_AGAIN) from error


def _to_read(place: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{place.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _is_current(place: Path, sha256: str) -> bool:
    if not place.is_file():
        return False
    try:
        with closing(_to_read(place)) as connection:
            if connection.execute("PRAGMA user_version").fetchone() != (VERSION,):
                return False
            found: tuple[str] = connection.execute("SELECT sha256 FROM package").fetchone()
            return found == (sha256,)
    except sqlite3.DatabaseError:
        return False


def _fill(connection: sqlite3.Connection, content: PackageContent, sha256: str) -> None:
    # Nobody sees the file before it is whole: no journal is needed.
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA} BEGIN;")
    numbers = {spot: number for number, spot in enumerate(content.concepts, start=1)}
    connection.execute("INSERT INTO package VALUES (?)", (sha256,))
    connection.executemany(
        "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((number, *astuple(content.concepts[spot])) for spot, number in numbers.items()),
    )
    labels = [label for label in content.labels if label.concept in numbers]
    connection.executemany(
        "INSERT INTO label VALUES (?, ?, ?, ?)",
        ((numbers[label.concept], label.role, label.language, label.text) for label in labels),
    )
    connection.executemany(
        "INSERT INTO reference VALUES (?, ?, ?)",
        (
            (numbers[reference.concept], reference.role, json.dumps(reference.parts, ensure_ascii=False))
            for reference in content.references
            if reference.concept in numbers
        ),
    )
    arcs = [arc for arc in content.arcs if arc.parent in numbers and arc.child in numbers]
    roles = {uri: number for number, uri in enumerate(dict.fromkeys(arc.role for arc in arcs), start=1)}
    connection.executemany(
        "INSERT INTO role VALUES (?, ?, ?)",
        ((number, uri, content.definitions.get(uri, "")) for uri, number in roles.items()),
    )
    connection.executemany("INSERT INTO arc VALUES (?, ?, ?, ?, ?, ?, ?)", _rows_of_arcs(arcs, roles, numbers))
    connection.executemany("INSERT INTO wording VALUES (?, ?)", _wordings(content.concepts, labels, numbers))
    connection.execute("INSERT INTO wording(wording) VALUES ('optimize')")
    connection.commit()
    connection.executescript(f"{_INDEXES} PRAGMA user_version = {VERSION}; VACUUM;")


def _rows_of_arcs(
    arcs: Iterable[Arc], roles: Mapping[str, int], numbers: Mapping[Spot, int]
) -> Iterator[tuple[str, int, int, int, int, str | None, str | None]]:
    """Give the arcs with the child's place among its siblings, counted from 1, for the order that they carry."""
    siblings: dict[tuple[str, str, Spot], list[Arc]] = {}
    for arc in arcs:
        siblings.setdefault((arc.network, arc.role, arc.parent), []).append(arc)
    for (network, role, parent), family in siblings.items():
        for position, arc in enumerate(sorted(family, key=lambda arc: arc.order), start=1):
            child = numbers[arc.child]
            yield network, roles[role], numbers[parent], child, position, arc.weight, arc.preferred


def _wordings(
    concepts: Mapping[Spot, Concept], labels: Iterable[Label], numbers: Mapping[Spot, int]
) -> Iterator[tuple[str, int]]:
    """Give each name, as words, and each label that names its concept, with the concept's number."""
    for spot, concept in concepts.items():
        yield " ".join(words_in_order(concept.name)), numbers[spot]
    named = ((label.text, numbers[label.concept]) for label in labels if names_the_concept(label.role))
    yield from dict.fromkeys(named)
