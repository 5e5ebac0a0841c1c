"""An extension concept put forward for a line that no official concept fits, ready to paste into a filing's mapping.

A person decides: the name comes from the label, balance and period from the statement, the anchor from the candidates
or from mapping/candidates/anchors.csv, and the documentation says where the line stands.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.figures.model import Measure
from tagwright.figures.wording import normalise
from tagwright.mapping.candidates import Candidate
from tagwright.mapping.directions import Direction, direction_of_label
from tagwright.mapping.fitting import Row
from tagwright.mapping.item_types import ITEM_TYPES
from tagwright.mapping.schema import ExtensionConcept, ExtensionType
from tagwright.mapping.terms import broad_terms, exact_terms, exact_terms_of_name
from tagwright.taxonomy.concepts import ConceptFacts

_TYPES: Mapping[Measure, ExtensionType] = {
    Measure.MONEY: "monetary",
    Measure.MONEY_PER_SHARE: "per share",
    Measure.SHARES: "shares",
    Measure.PERCENT: "percent",
    Measure.DAYS: "pure",
    Measure.PURE: "pure",
}
_LONGEST_NAME = 120
_BAREST_ANCHOR = 0.3
_ARTICLES = frozenset({"a", "an", "the"})
# Words of an expense that says so in no other way.
_OUTLAY = re.compile(
    r"\b(?:fees|amorti[sz]ation|depreciation|impairment|write-?\s?(?:off|down)s?|donations|wages|salaries)\b"
)
_PAID = re.compile(
    r"\b(?:paid|payments?|purchases?|acquisitions?|repayments?|repurchases?|settlements?|redemptions?)\b"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_PARTS = re.compile(r"[A-Za-z0-9]+")


def propose(
    row: Row, candidates: Sequence[Candidate], book: Mapping[str, ConceptFacts], taken: Collection[str] = ()
) -> ExtensionConcept:
    """Put an extension forward for a row. ``taken`` are names that other proposals have already.

    The sign of the concept follows the table's: a positive value is what its balance says.
    """
    kind = _TYPES[row.measure or Measure.MONEY]
    instant = row.instant if row.instant is not None else _statement(row) == "2"
    balance = _balance(row, candidates) if kind == "monetary" else None
    label = " ".join(row.label.split()).strip(" :;") or "Line without a label"
    return ExtensionConcept(
        name=_free(name_of(row), row, {*book, *taken}),
        label=label,
        type=kind,
        period="instant" if instant else "duration",
        balance=balance,
        documentation=_documentation(label, row),
        wider=_wider(row, candidates, book, kind, "instant" if instant else "duration", balance),
    )


def name_of(row: Row) -> str:
    """Name a concept after its label, as the taxonomy names its own: capital letters begin words, nothing else stands.

    An adjustment of cash flows says that it is one.
    """
    plain = unicodedata.normalize("NFKD", normalise(row.label)).encode("ascii", "ignore").decode()
    words = [word for word in _PARTS.findall(plain.replace("'s", "s").replace("-", "")) if word not in _ARTICLES]
    acronyms = set() if row.label.isupper() else {word.lower() for word in _ACRONYM.findall(row.label)}
    name = "".join(word.upper() if word in acronyms else word[:1].upper() + word[1:] for word in _positive_first(words))
    if _adjusts(row) and not name.startswith("Adjustment"):
        name = f"AdjustmentsFor{name}"
    return (name if name[:1].isalpha() else f"Item{name}")[:_LONGEST_NAME]


def _positive_first(words: Sequence[str]) -> list[str]:
    """Turn "loss profit" into "profit loss": the taxonomy names the positive side first."""
    turned = list(words)
    for index in range(len(turned) - 1):
        first, second = direction_of_label(turned[index]), direction_of_label(turned[index + 1])
        if first is Direction.LESS and second is Direction.MORE:
            turned[index], turned[index + 1] = turned[index + 1], turned[index]
    return turned


def _free(name: str, row: Row, taken: Collection[str]) -> str:
    """Give the name, or the name with its section or statement, or with a number, whichever is free."""
    beside = [_camel(row.sections[-1])] if row.sections else []
    beside += [_camel(row.table.title)] if row.table and row.table.title else []
    tried = [name, *(f"{name}{words}" for words in beside if words)]
    numbered = (f"{name}{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (*tried, *numbered) if candidate not in taken)


def _camel(text: str) -> str:
    plain = unicodedata.normalize("NFKD", normalise(text)).encode("ascii", "ignore").decode().replace("-", "")
    return "".join(word.capitalize() for word in _PARTS.findall(plain) if word not in _ARTICLES)


def _documentation(label: str, row: Row) -> str:
    where = (row.table.title or row.table.name) if row.table else "a table"
    under = f", under '{' '.join(row.sections[-1].split())}'" if row.sections else ""
    return f"What the line '{label}' of '{where}'{under} states."


def _statement(row: Row) -> str:
    number = row.table.number if row.table is not None and row.table.kind == "statement" else None
    return number[0] if number else ""


def _adjusts(row: Row) -> bool:
    return _statement(row) == "5" and any(normalise(section).startswith("adjust") for section in row.sections)


def _balance(row: Row, candidates: Sequence[Candidate]) -> Literal["debit", "credit"]:
    """Give the side of a monetary concept: the section's, the statement's, else that of what it is most like."""
    headings = " ".join(normalise(section) for section in row.sections)
    statement = _statement(row)
    if statement == "2":
        sides = re.findall(r"\b(assets|liabilities|equity|reserves)\b", headings)
        if sides:
            return "debit" if sides[-1] == "assets" else "credit"
    if statement == "3":
        less = direction_of_label(row.label) is Direction.LESS or _OUTLAY.search(normalise(row.label))
        return "debit" if less or row.negative else "credit"
    if statement == "5" and not _adjusts(row):
        return "credit" if row.negative or _PAID.search(normalise(row.label)) else "debit"
    likest = next((c.facts.balance for c in candidates if c.facts.balance), None)
    side = {"4": "credit", "5": "debit", "6": "credit"}.get(statement) or likest
    if side is None:
        side = "debit" if direction_of_label(row.label) is Direction.LESS else "credit"
    return "debit" if side == "debit" else "credit"


def _wider(
    row: Row,
    candidates: Sequence[Candidate],
    book: Mapping[str, ConceptFacts],
    kind: ExtensionType,
    period: str,
    balance: str | None,
) -> list[str]:
    """Choose the anchor: a candidate whose words are all in the label, else the rest that its section has."""
    terms = set(broad_terms(exact_terms(row.label)))
    fitting = [
        candidate.facts.name
        for candidate in candidates
        if (candidate.facts.item_type, candidate.facts.period_type) == (ITEM_TYPES[kind], period)
        and candidate.facts.balance == balance
        and candidate.score >= _BAREST_ANCHOR
        and set(broad_terms(exact_terms_of_name(candidate.facts.name))) < terms
    ]
    if fitting:
        return fitting[:1]
    headings = " ".join(normalise(section) for section in row.sections)
    for anchor in _anchors():
        facts = book.get(anchor.anchor)
        if (
            anchor.statement == _statement(row)
            and anchor.heading in headings
            and anchor.balance == (balance or "")
            and facts is not None
            and (facts.item_type, facts.period_type) == (ITEM_TYPES[kind], period)
        ):
            return [anchor.anchor]
    return []


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What is left over in a section: ``statement`` is the first digit of the table's number."""

    statement: str
    heading: str
    balance: str
    anchor: str


@cache
def _anchors() -> tuple[_Anchor, ...]:
    path = data_folder("mapping") / "candidates" / "anchors.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return tuple(_Anchor(**row) for row in csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        raise MappingError(
            f"The table of anchors {path} cannot be read: {error}", remedy="install tagwright again, or restore it"
        ) from error


def as_yaml(concept: ExtensionConcept) -> list[str]:
    """Write a proposal as lines for ``concepts:`` of a filing's mapping."""
    lines = [f"- name: {concept.name}", f"  label: {quoted(concept.label)}", f"  type: {concept.type}"]
    lines += [f"  period: {concept.period}"] if concept.period == "instant" else []
    lines += [f"  balance: {concept.balance}"] if concept.balance else []
    lines += [f"  documentation: {quoted(concept.documentation)}"]
    lines += [f"  wider: [{', '.join(concept.wider)}]"] if concept.wider else []
    return lines


def quoted(text: str) -> str:
    """Write a text as a YAML double-quoted scalar."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(character for character in plain if character.isprintable())}"'
