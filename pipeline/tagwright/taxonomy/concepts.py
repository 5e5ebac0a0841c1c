"""The table of concept facts, taxonomy/concepts.csv, and the concepts of one yearly taxonomy read from it."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tagwright.data import data_folder
from tagwright.errors import TaxonomyError

COLUMNS = ("name", "kind", "item_type", "period_type", "balance", "default", "sign", "years")
_KINDS = frozenset({"item", "axis", "member", "table", "abstract"})
_PERIOD_TYPES = frozenset({"instant", "duration"})
_BALANCES = frozenset({"", "debit", "credit"})
_SIGNS = frozenset({"positive", "either"})
_TYPE_PREFIXES = frozenset({"xbrli", "num", "nonnum"})
_REMEDY = "correct the table by hand, or make it again with taxonomy/make_concepts.py"


@dataclass(frozen=True, slots=True)
class ConceptFacts:
    """What the taxonomy says of a concept, in the years ``years``.

    ``kind`` is item, axis, member, table or abstract. ``item_type`` carries its prefix: xbrli, num and nonnum
    (the data type registry's numeric and non-numeric types). ``balance`` is debit, credit or None (XBRL 2.1,
    5.1.1.2). ``default`` is an axis's default member (Dimensions 1.0, 2.7). ``sign`` is ``positive`` where a
    negative value would be a mistake in ordinary reporting, else ``either``; it speaks of a fact without
    dimensions, as members such as accumulated depreciation, treasury shares and eliminations turn the sign.
    """

    name: str
    kind: str
    item_type: str
    period_type: str
    balance: str | None
    default: str | None
    sign: str
    years: frozenset[int]

    @property
    def abstract(self) -> bool:
        """Whether no fact can carry the concept."""
        return self.kind != "item"


@cache
def load_concepts(year: int) -> MappingProxyType[str, ConceptFacts]:
    """Give the concepts of one yearly taxonomy by local name, in the order of the table (by name).

    Raises TaxonomyError where the table is malformed, or has nothing of that year.
    """
    concepts = {facts.name: facts for facts in _all_facts() if year in facts.years}
    if not concepts:
        years = sorted({year for facts in _all_facts() for year in facts.years})
        raise TaxonomyError(
            f"The concept table has no concepts of the year {year}.",
            remedy=f"use a taxonomy of {years[0]} to {years[-1]}",
        )
    return MappingProxyType(concepts)


def years_of(name: str) -> tuple[int, ...]:
    """Give the years whose taxonomy has a concept of this local name, oldest first; none for an unknown name."""
    return tuple(sorted({year for facts in _all_facts() if facts.name == name for year in facts.years}))


@cache
def _all_facts() -> tuple[ConceptFacts, ...]:
    return read_table(data_folder("taxonomy") / "concepts.csv")


def read_table(path: Path) -> tuple[ConceptFacts, ...]:
    """Read the table; a name may have several rows, of different years.

    Raises TaxonomyError, with file, line and column, where it cannot be read or a cell says what cannot be.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TaxonomyError(f"The concept table {path} cannot be read: {error}", remedy=_REMEDY) from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise _malformed(path, 1, "name", f"the first line must be {','.join(COLUMNS)}")
    facts = tuple(_facts_of(path, line, row) for line, row in enumerate(rows[1:], start=2))
    _refuse_overlaps(path, facts)
    return facts


def nearest_names(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Give up to ``limit`` names that a misspelt ``name`` may stand for: the shortest it begins, then those alike."""
    candidates = sorted(names)
    begun = sorted((candidate for candidate in candidates if candidate.startswith(name)), key=len)
    alike = difflib.get_close_matches(name, candidates, n=limit, cutoff=0.7)
    return list(dict.fromkeys([*begun[:1], *alike, *begun[1:]]))[:limit]


def _facts_of(path: Path, line: int, row: Sequence[str]) -> ConceptFacts:
    if len(row) != len(COLUMNS):
        raise _malformed(path, line, "name", f"{len(row)} cells instead of {len(COLUMNS)}")
    name, kind, item_type, period_type, balance, default, sign, years = row
    if not name.isidentifier():
        raise _malformed(path, line, "name", f"{name!r} is no local name")
    if kind not in _KINDS:
        raise _malformed(path, line, "kind", f"{kind!r} is none of {', '.join(sorted(_KINDS))}")
    prefix, _, local = item_type.partition(":")
    if prefix not in _TYPE_PREFIXES or not local.endswith("ItemType"):
        raise _malformed(path, line, "item_type", f"{item_type!r} is not written like xbrli:monetaryItemType")
    if period_type not in _PERIOD_TYPES:
        raise _malformed(path, line, "period_type", f"{period_type!r} is neither instant nor duration")
    if balance not in _BALANCES or (balance and item_type != "xbrli:monetaryItemType"):
        raise _malformed(path, line, "balance", f"{balance!r} is not the balance of a {item_type}")
    if bool(default) != (kind == "axis"):
        raise _malformed(path, line, "default", f"{default!r}: an axis has a default member, nothing else has one")
    if sign not in _SIGNS:
        raise _malformed(path, line, "sign", f"{sign!r} is neither positive nor either")
    return ConceptFacts(
        name, kind, item_type, period_type, balance or None, default or None, sign, _years_of(path, line, years)
    )


@cache
def _span(first: int, last: int) -> frozenset[int]:
    return frozenset(range(first, last + 1))


def _years_of(path: Path, line: int, written: str) -> frozenset[int]:
    first, _, last = written.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and int(first) <= int(last or first)):
        raise _malformed(path, line, "years", f"{written!r} is not written like 2021 or 2021-2025")
    return _span(int(first), int(last or first))


def _refuse_overlaps(path: Path, facts: Sequence[ConceptFacts]) -> None:
    seen: dict[str, frozenset[int]] = {}
    for line, row in enumerate(facts, start=2):
        if both := seen.get(row.name, frozenset()) & row.years:
            raise _malformed(path, line, "years", f"{row.name} has a row of {min(both)} already")
        seen[row.name] = seen.get(row.name, frozenset()) | row.years


def _malformed(path: Path, line: int, column: str, problem: str) -> TaxonomyError:
    return TaxonomyError(f"{path}:{line}, column {column}: {problem}.", remedy=_REMEDY)
