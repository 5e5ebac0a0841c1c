"""What a report says, as its files say it: the input of every check.

A concept is named as in the addresses of linkbases, prefix_Name: the same for a fact, a locator and a declaration.
Text stays as written where a check judges how it is written (dates, decimals, scale).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from tagwright.taxonomy.concepts import ConceptFacts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file of the report: its name in the package, the line, the id of the element."""

    file: str
    line: int | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """A context as written. ``containers`` are segment and scenario; ``foreign`` is content that is no dimension."""

    id: str
    entity: tuple[str, str]
    dates: Mapping[str, str]
    containers: tuple[str, ...]
    explicit: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    foreign: bool
    spot: Spot

    @property
    def aspects(self) -> tuple[object, ...]:
        """What makes two contexts the same."""
        return self.entity, tuple(sorted(self.dates.items())), tuple(sorted(self.explicit)), self.typed

    @property
    def instant(self) -> bool:
        """Whether it is a day, not a period."""
        return "instant" in self.dates


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its measures, multiplied and divided by, with canonical prefixes (iso4217:EUR, xbrli:shares).

    ``divides`` says that it is written as a fraction.
    """

    id: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    divides: bool
    spot: Spot

    @property
    def measures(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What makes two units the same."""
        return tuple(sorted(self.numerator)), tuple(sorted(self.denominator))


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as written, and ``value``, what its text and attributes come to (None where they cannot be read).

    ``kind`` is nonFraction, nonNumeric, fraction, tuple or item (of an XML instance). ``cell`` is table, row and
    column of the page; ``before`` and ``after`` are the characters beside it.
    """

    kind: str
    name: str
    concept: str
    attributes: Mapping[str, str]
    format: tuple[str, str] | None
    text: str
    value: Decimal | None
    language: str | None
    hidden: bool
    displayed: bool
    markup: bool
    before: str
    after: str
    cell: tuple[int, int, int] | None
    spot: Spot

    @property
    def context(self) -> str | None:
        """The id of its context."""
        return self.attributes.get("contextRef")

    @property
    def unit(self) -> str | None:
        """The id of its unit."""
        return self.attributes.get("unitRef")

    @property
    def nil(self) -> bool:
        """Whether it states that there is no value."""
        return self.attributes.get("nil") in ("true", "1")

    @property
    def numeric(self) -> bool:
        """Whether it is written as a number."""
        return self.kind == "nonFraction" or (self.kind == "item" and self.unit is not None)


@dataclass(frozen=True, slots=True)
class Declared:
    """A concept that a schema of the report declares. ``type`` and ``group`` carry their canonical prefixes.

    ``flags`` are the attributes that are true or false, as written.
    """

    concept: str
    name: str
    id: str | None
    type: str
    group: str
    period_type: str | None
    balance: str | None
    abstract: bool
    flags: Mapping[str, str]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc of a linkbase. ``link`` is its kind (presentation, ...); an end without a locator is None."""

    link: str
    role: str
    arcrole: str
    source: str | None
    target: str | None
    attributes: Mapping[str, str]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Label:
    """A label resource of a concept (None where no arc leads to it)."""

    concept: str | None
    role: str
    language: str | None
    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference of one file to another: schemaRef, linkbaseRef, import, loc or entryPointDocument."""

    kind: str
    href: str
    namespace: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a schema declares, or that a linkbase uses (``links`` are then the kinds that use it)."""

    uri: str
    definition: str
    links: frozenset[str]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Page:
    """An Inline document."""

    name: str
    root: Element
    doctype: bool
    language: str | None


@dataclass(frozen=True)
class Contents:
    """All that the files of a report say.

    ``name`` is the name of the file that was given. ``members`` are all names in the package, empty for a loose file;
    ``broken`` are files that are no well-formed XML, with the reason; ``oversized`` are such as were not read at all;
    ``metadata`` are the files of META-INF. ``namespace`` is that of the report's own schema, ``year`` that of its
    IFRS taxonomy (0 where there is none).
    """

    name: str
    members: tuple[str, ...]
    pages: tuple[Page, ...]
    contexts: tuple[Context, ...]
    units: tuple[Unit, ...]
    facts: tuple[Fact, ...]
    declared: tuple[Declared, ...]
    arcs: tuple[Arc, ...]
    labels: tuple[Label, ...]
    references: tuple[Reference, ...]
    roles: tuple[Role, ...]
    used_roles: tuple[Role, ...]
    metadata: Mapping[str, bytes]
    broken: Mapping[str, str]
    oversized: tuple[str, ...]
    links: Mapping[str, frozenset[str]]
    namespace: str
    prefix: str
    year: int
    official: Mapping[str, ConceptFacts]

    @cached_property
    def context_of(self) -> Mapping[str, Context]:
        """Contexts by id; of two with one id the first."""
        return {context.id: context for context in reversed(self.contexts)}

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """The ids that several contexts have: what they say of a fact cannot be judged."""
        return frozenset(name for name, times in Counter(context.id for context in self.contexts).items() if times > 1)

    @cached_property
    def unit_of(self) -> Mapping[str, Unit]:
        """Units by id; of two with one id the first."""
        return {unit.id: unit for unit in reversed(self.units)}

    @cached_property
    def own(self) -> Mapping[str, Declared]:
        """The report's own concepts."""
        return {declared.concept: declared for declared in reversed(self.declared)}

    @cached_property
    def stated(self) -> frozenset[str]:
        """The concepts that facts state."""
        return frozenset(fact.concept for fact in self.facts)

    @cached_property
    def members_and_axes(self) -> frozenset[str]:
        """The axes and members that contexts name."""
        return frozenset(name for context in self.contexts for pair in context.explicit for name in pair)

    @cached_property
    def arcs_by_link(self) -> Mapping[str, tuple[Arc, ...]]:
        """Arcs by the kind of their link."""
        found: defaultdict[str, list[Arc]] = defaultdict(list)
        for arc in self.arcs:
            found[arc.link].append(arc)
        return {link: tuple(arcs) for link, arcs in found.items()}

    def arcs_of(self, link: str) -> tuple[Arc, ...]:
        """Give the arcs of one kind of link."""
        return self.arcs_by_link.get(link, ())

    def is_own(self, concept: str | None) -> bool:
        """Say whether a concept carries the prefix of the report's own schema."""
        return bool(self.prefix) and (concept or "").startswith(f"{self.prefix}_")

    def known(self, concept: str | None) -> Known | None:
        """Give what is known of a concept: declared by the report, or in our table of official ones."""
        if concept is None:
            return None
        if (declared := self.own.get(concept)) is not None:
            return Known(declared.type, declared.period_type, declared.balance, declared.abstract, "either")
        facts = self.official.get(concept.removeprefix("ifrs-full_")) if concept.startswith("ifrs-full_") else None
        if facts is None:
            return None
        return Known(facts.item_type, facts.period_type, facts.balance, facts.abstract, facts.sign)


@dataclass(frozen=True, slots=True)
class Known:
    """What a taxonomy says of a concept."""

    type: str
    period_type: str | None
    balance: str | None
    abstract: bool
    sign: str

    @property
    def short_type(self) -> str:
        """The type without its prefix: monetaryItemType."""
        return self.type.rpartition(":")[2]


def children_of(arcs: Iterable[Arc]) -> dict[tuple[str, str], list[Arc]]:
    """Group arcs by role and source."""
    found: defaultdict[tuple[str, str], list[Arc]] = defaultdict(list)
    for arc in arcs:
        if arc.source is not None:
            found[arc.role, arc.source].append(arc)
    return dict(found)
