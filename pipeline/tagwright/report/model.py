"""The Report: the one model that everything is emitted from. Nothing that emits looks behind it.

Names follow XBRL 2.1, XBRL Dimensions 1.0 and Inline XBRL 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tagwright.document.model import Document, Place, Span
from tagwright.figures.model import Duration, Instant, Period
from tagwright.mapping.profiles import PLAIN, Profile

__all__ = ["Duration", "Instant", "Period"]


@dataclass(frozen=True, slots=True, order=True)
class QName:
    """A name in a namespace, with the prefix that we write it with (the prefix is no part of its identity)."""

    prefix: str
    local: str

    def __str__(self) -> str:
        return f"{self.prefix}:{self.local}"


@dataclass(frozen=True, slots=True)
class Entity:
    """Who reports: ``identifier`` in the given ``scheme`` (XBRL 2.1, 4.7.3)."""

    name: str
    scheme: str
    identifier: str


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A unit: measures multiplied, over measures divided by (XBRL 2.1, 4.8). Measures are QNames."""

    numerator: tuple[QName, ...]
    denominator: tuple[QName, ...] = ()


Dimensions = tuple[tuple[QName, QName], ...]
"""Explicit dimensions as (axis, member) pairs, sorted by axis."""


class Transform(StrEnum):
    """The transformations that we use, by their names in registry 5 (and, but for apostrophes, in registry 4)."""

    DOT_DECIMAL = "num-dot-decimal"
    COMMA_DECIMAL = "num-comma-decimal"
    DOT_DECIMAL_APOSTROPHE = "num-dot-decimal-apos"
    COMMA_DECIMAL_APOSTROPHE = "num-comma-decimal-apos"
    FIXED_ZERO = "fixed-zero"


@dataclass(frozen=True, slots=True)
class RestoredPrint:
    """What is shown in the place of a damaged print: digits as the transformation reads them.

    ``bracketed``: the print has lost the brackets of a negative amount. ``why`` says how it was found.
    """

    digits: str
    bracketed: bool
    why: str


@dataclass(frozen=True, slots=True)
class NumericFact:
    """One numeric fact at one place of the page. A number printed twice is two facts with the same aspects.

    ``value`` is in whole units with the concept's sign; ``decimals`` is the precision of this print;
    ``scale`` and ``transform`` say how the text at ``span`` becomes ``value`` (Inline XBRL 1.1, 10.1.2):
    |value| = transform(text) x 10^scale, and the sign attribute is set where ``value`` is negative.
    ``span`` covers digits and separators only. ``figure`` is the index of the Figure that it comes from.
    """

    id: str
    concept: QName
    period: Period
    unit: Unit
    dimensions: Dimensions
    value: Decimal
    decimals: int
    scale: int
    transform: Transform
    span: Span
    figure: int
    place: Place
    restored: RestoredPrint | None = None


@dataclass(frozen=True, slots=True)
class TextBlockFact:
    """A part of the page reported whole, as escaped XHTML (block tag).

    ``parts`` are half-open ranges of block indexes of the Document, in reading order; the first is the
    ix:nonNumeric, each further one an ix:continuation (Inline XBRL 1.1, 4.1 and 12.1).
    """

    id: str
    concept: QName
    period: Period
    dimensions: Dimensions
    language: str
    parts: tuple[tuple[int, int], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact in words that the filing states of the company itself (its name, its address); the page shows it."""

    id: str
    concept: QName
    period: Period
    dimensions: Dimensions
    language: str
    text: str


Fact = NumericFact | TextBlockFact | StatedFact


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note of the page that explains facts: the paragraph ``block`` of the Document, from ``start`` to its end.

    ``facts`` are the ids of the facts that are marked with it (XBRL 2.1, 4.11; Inline XBRL 1.1, ix:footnote).
    """

    id: str
    language: str
    block: int
    start: int
    facts: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Concept:
    """What the report needs to know of a concept it uses.

    ``item_type`` is written with its prefix (xbrli:monetaryItemType, num:perShareItemType, ...);
    ``substitution_group`` is xbrli:item, xbrldt:dimensionItem or xbrldt:hypercubeItem.
    ``label`` is the wording as printed (or, for an extension, as declared); ``documentation``, ``wider`` and
    ``narrower`` (the anchors) are for extension concepts.
    """

    name: QName
    item_type: str
    period_type: str
    balance: str | None
    abstract: bool
    substitution_group: str
    label: str
    documentation: str | None = None
    wider: tuple[QName, ...] = ()
    narrower: tuple[QName, ...] = ()


class LabelRole(StrEnum):
    """Preferred label roles (XBRL 2.1, table 8; LRR for the negated ones)."""

    STANDARD = "http://www.xbrl.org/2003/role/label"
    TOTAL = "http://www.xbrl.org/2003/role/totalLabel"
    PERIOD_START = "http://www.xbrl.org/2003/role/periodStartLabel"
    PERIOD_END = "http://www.xbrl.org/2003/role/periodEndLabel"
    NEGATED = "http://www.xbrl.org/2009/role/negatedLabel"
    NEGATED_TOTAL = "http://www.xbrl.org/2009/role/negatedTotalLabel"


@dataclass(frozen=True, slots=True)
class PresentationNode:
    """A concept in a presentation tree, with its children in order.

    ``preferred`` chooses the label role; ``label`` is that label's text where it is not the standard label
    (a concept may be printed under several wordings; the emitter writes one label resource a role).
    """

    concept: QName
    preferred: LabelRole
    label: str
    children: tuple[PresentationNode, ...] = ()


@dataclass(frozen=True, slots=True)
class CalculationArc:
    """``total`` contains ``weight`` (1 or -1) times ``item``."""

    total: QName
    item: QName
    weight: int


@dataclass(frozen=True, slots=True)
class AxisMembers:
    """An axis of a hypercube: its default member (the domain) and the members under it, in order."""

    axis: QName
    default: QName
    members: tuple[QName, ...]


@dataclass(frozen=True, slots=True)
class Hypercube:
    """A closed hypercube of one network: the table concept, its axes, and the line items it holds for."""

    table: QName
    line_items_root: QName
    line_items: tuple[QName, ...]
    axes: tuple[AxisMembers, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """One extended link role: a statement or a table of a note.

    ``heading`` is the title that the page prints above it, where it is known to be the table's.
    """

    role: str
    definition: str
    presentation: tuple[PresentationNode, ...]
    calculation: tuple[CalculationArc, ...]
    hypercube: Hypercube | None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class TaxonomyReference:
    """The official taxonomy that a report is based on: its core schema's namespace and address.

    ``data_types`` is the version of the data type registry, and ``calculation`` the arcrole of sums (2003 or 2023),
    that go with it.
    """

    name: str
    namespace: str
    prefix: str
    core_schema: str
    data_types: str
    calculation: str


@dataclass(frozen=True, slots=True)
class Extension:
    """The report's own taxonomy: namespace, prefix, and the date that its file names carry (YYYY-MM-DD)."""

    namespace: str
    prefix: str
    date: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is emitted. ``name`` is the stem of the file names (for example sensetime-2021).

    ``concepts`` are all concepts that facts, dimensions and networks name, sorted by name. ``facts`` are in
    reading order. ``language`` is the language of labels and text (BCP 47).
    """

    name: str
    title: str
    language: str
    entity: Entity
    taxonomy: TaxonomyReference
    extension: Extension
    concepts: tuple[Concept, ...]
    facts: tuple[Fact, ...]
    networks: tuple[Network, ...]
    document: Document
    profile: Profile = PLAIN
    footnotes: tuple[Footnote, ...] = ()

    @property
    def package_name(self) -> str:
        """The name, without its ending, of the report package, of the folder in it, and of the report in that."""
        return self.profile.package_name.format(name=self.name, end=self.extension.date, language=self.language)
