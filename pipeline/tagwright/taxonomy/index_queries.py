"""What a concept index is asked: concepts by words, all about one concept, the labels that name concepts."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from tagwright.errors import TaxonomyError
from tagwright.taxonomy.concept_index import names_the_concept
from tagwright.taxonomy.concepts import nearest_names
from tagwright.taxonomy.package_content import Concept
from tagwright.taxonomy.words import shared, words_in_order, words_of

_LABEL = "http://www.xbrl.org/2003/role/label"
_RECALLED = 400
"""How many wordings are weighed: far more than anybody reads, few enough to weigh at once."""


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept of the package, with its standard label (English where there is one)."""

    name: str
    label: str
    item_type: str
    period_type: str
    balance: str | None
    abstract: bool


@dataclass(frozen=True, slots=True)
class LabelText:
    """A label or documentation; ``role`` is the last part of the role's URI."""

    role: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Position:
    """Where a concept stands in the presentation of a role.

    ``path`` are the concepts above it, the root first; ``place`` is its place among its siblings, from 1.
    """

    role: str
    path: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Summand:
    """The other end of a calculation arc: a total that the concept goes into, or a part of it, with the weight."""

    role: str
    concept: str
    weight: str


@dataclass(frozen=True, slots=True)
class DescribedConcept:
    """All that the package says of a concept, but for its dimensions.

    ``totals`` are those that it goes into, ``parts`` those that go into it; a reference is its named parts.
    """

    name: str
    namespace: str
    item_type: str
    period_type: str
    balance: str | None
    abstract: bool
    substitution_group: str
    labels: tuple[LabelText, ...]
    presentation: tuple[Position, ...]
    totals: tuple[Summand, ...]
    parts: tuple[Summand, ...]
    references: tuple[tuple[tuple[str, str], ...], ...]


def search_index(index: sqlite3.Connection, query: str, limit: int = 10) -> list[FoundConcept]:
    """Give up to ``limit`` concepts whose names or labels, in any language, share words with the query.

    Those with more of the query's words come first; among them those with fewer words beside; then by name.
    """
    wanted = words_of(query)
    best: dict[int, tuple[int, int, str]] = {}
    for number, name, text in _recalled(index, words_in_order(query)):
        words = words_of(text)
        if found := shared(wanted, words):
            best[number] = min(best.get(number, (0, 0, name)), (-found, len(words), name))
    ranked = sorted(best, key=lambda number: (best[number], number))[:limit]
    return [_found(index, number) for number in ranked]


def _recalled(index: sqlite3.Connection, words: list[str]) -> list[tuple[int, str, str]]:
    """Give wordings that have all of the words, or begin with them, then those that have any."""
    rows: dict[tuple[int, str, str], None] = {}
    for joint in (" AND ", " OR "):
        if words and len(rows) < _RECALLED:
            wanted = joint.join(f'"{word}"*' for word in words)
            found = index.execute(
                "SELECT concept.id, name, text FROM wording JOIN concept ON concept.id = wording.concept WHERE"
                " wording MATCH ? ORDER BY wording.rank, wording.rowid LIMIT ?",
                (wanted, _RECALLED),
            )
            rows.update(dict.fromkeys(found))
    return list(rows)


def _found(index: sqlite3.Connection, number: int) -> FoundConcept:
    prefix, name, item_type, period_type, balance, abstract = index.execute(
        "SELECT prefix, name, item_type, period_type, balance, abstract FROM concept WHERE id = ?", (number,)
    ).fetchone()
    label = index.execute(
        "SELECT text FROM label WHERE concept = ? AND role = ? ORDER BY language NOT LIKE 'en%', rowid LIMIT 1",
        (number, _LABEL),
    ).fetchone()
    return FoundConcept(f"{prefix}:{name}", label[0] if label else "", item_type, period_type, balance, bool(abstract))


def describe(index: sqlite3.Connection, name: str) -> DescribedConcept:
    """Give all about the concept with this local name; a prefix such as ifrs-full: may stand before it.

    Raises TaxonomyError, with the nearest names, where the package has none.
    """
    prefix, _, local = name.rpartition(":")
    row = index.execute(
        "SELECT id, prefix, name, namespace, item_type, period_type, balance, abstract, substitution_group"
        " FROM concept WHERE name = ? AND ? IN ('', prefix) ORDER BY id",
        (local, prefix),
    ).fetchone()
    if row is None:
        raise _unknown(index, name, local)
    number, prefix, local, namespace, item_type, period_type, balance, abstract, group = row
    return DescribedConcept(
        f"{prefix}:{local}",
        namespace,
        item_type,
        period_type,
        balance,
        bool(abstract),
        group,
        _labels(index, number),
        _positions(index, number),
        _summands(index, number, _TOTALS),
        _summands(index, number, _PARTS),
        _references(index, number),
    )


def _unknown(index: sqlite3.Connection, name: str, local: str) -> TaxonomyError:
    nearest = nearest_names(local, (found for (found,) in index.execute("SELECT DISTINCT name FROM concept")))
    return TaxonomyError(
        f"The package has no concept {name!r}.",
        remedy=f"did you mean {', '.join(nearest)}?" if nearest else f"look for it: tagwright taxonomy search {local}",
    )


def _labels(index: sqlite3.Connection, number: int) -> tuple[LabelText, ...]:
    rows = index.execute("SELECT role, language, text FROM label WHERE concept = ? ORDER BY rowid", (number,))
    return tuple(LabelText(role.rpartition("/")[2], language, text) for role, language, text in rows)


def _positions(index: sqlite3.Connection, number: int) -> tuple[Position, ...]:
    rows = index.execute(
        "SELECT role.id, role.uri, role.definition, arc.parent, arc.position FROM arc JOIN role ON role.id = arc.role"
        " WHERE arc.child = ? AND arc.network = 'presentation' ORDER BY role.uri, arc.position",
        (number,),
    ).fetchall()
    return tuple(
        Position(definition or uri, _path(index, role, parent), place) for role, uri, definition, parent, place in rows
    )


def _path(index: sqlite3.Connection, role: int, number: int) -> tuple[str, ...]:
    """Give a concept and those above it in a role's presentation, the root first; of several parents the first."""
    path: dict[int, str] = {}
    above: tuple[int] | None = (number,)
    while above is not None and above[0] not in path:
        (number,) = above
        path[number] = index.execute("SELECT prefix || ':' || name FROM concept WHERE id = ?", (number,)).fetchone()[0]
        above = index.execute(
            "SELECT parent FROM arc WHERE child = ? AND network = 'presentation' AND role = ? ORDER BY rowid LIMIT 1",
            (number, role),
        ).fetchone()
    return tuple(reversed(path.values()))


_TOTALS = """
    SELECT definition, uri, prefix || ':' || name, weight FROM arc
    JOIN role ON role.id = arc.role JOIN concept ON concept.id = arc.parent
    WHERE arc.child = ? AND network = 'calculation' ORDER BY uri, arc.rowid
"""
_PARTS = """
    SELECT definition, uri, prefix || ':' || name, weight FROM arc
    JOIN role ON role.id = arc.role JOIN concept ON concept.id = arc.child
    WHERE arc.parent = ? AND network = 'calculation' ORDER BY uri, position
"""


def _summands(index: sqlite3.Connection, number: int, asked: str) -> tuple[Summand, ...]:
    rows = index.execute(asked, (number,))
    return tuple(Summand(definition or uri, concept, weight or "1") for definition, uri, concept, weight in rows)


def _references(index: sqlite3.Connection, number: int) -> tuple[tuple[tuple[str, str], ...], ...]:
    rows = index.execute("SELECT parts FROM reference WHERE concept = ? ORDER BY rowid", (number,))
    return tuple(tuple((part, text) for part, text in json.loads(parts)) for (parts,) in rows)


def declared(index: sqlite3.Connection, prefix: str) -> list[Concept]:
    """Give the concepts with a prefix, sorted by name."""
    rows = index.execute(
        "SELECT prefix, name, namespace, item_type, period_type, balance, abstract <> 0, substitution_group"
        " FROM concept WHERE prefix = ? ORDER BY name",
        (prefix,),
    )
    return [Concept(*row) for row in rows]


def naming_labels(index: sqlite3.Connection, prefix: str) -> Mapping[str, tuple[str, ...]]:
    """Give the English labels that name the concepts with a prefix, by local name, in the order of names."""
    rows = index.execute(
        "SELECT concept.name, label.role, label.text FROM label JOIN concept ON concept.id = label.concept"
        " WHERE concept.prefix = ? AND (label.language LIKE 'en%' OR label.language = '')"
        " ORDER BY concept.name, label.rowid",
        (prefix,),
    )
    found: dict[str, dict[str, None]] = {}
    for name, role, text in rows:
        if names_the_concept(role):
            found.setdefault(name, {})[text] = None
    return {name: tuple(texts) for name, texts in found.items()}
