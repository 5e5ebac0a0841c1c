"""What speaks for and against a concept at a row, whatever its words: type, period, balance, statement, neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tagwright.figures.model import Measure
from tagwright.figures.wording import normalise
from tagwright.mapping.directions import Direction, direction_of_concept, direction_of_label
from tagwright.mapping.item_types import measures_of
from tagwright.mapping.model import TableMapping
from tagwright.mapping.terms import broad_terms, exact_terms_of_name
from tagwright.taxonomy.concepts import ConceptFacts


@dataclass(frozen=True, slots=True)
class Row:
    """A row whose concept is looked for.

    ``sections`` are the headings above it inside its table, outermost first; ``above`` and ``below`` all labels of the
    table there, in the form of ``alike`` (None where nobody knows them). ``measure`` is None where nothing says it.
    ``instant``: its amounts are of a day (True), of a period (False), or of either (None). ``before`` and ``after`` are
    the concepts of the nearest known rows, ``taken`` those of other rows of the table. ``part_of`` is the concept
    of a total that an identity proves it to be in. ``negative``: it is printed as an amount below zero. ``column`` is
    the heading of the amount's column, in the form of ``alike``, where the rules of the table ask for it.
    """

    label: str
    table: TableMapping | None = None
    sections: tuple[str, ...] = ()
    measure: Measure | None = None
    above: frozenset[str] | None = None
    below: frozenset[str] | None = None
    instant: bool | None = None
    before: str | None = None
    after: str | None = None
    taken: frozenset[str] = frozenset()
    part_of: str | None = None
    negative: bool = False
    column: str | None = None


class Argument(NamedTuple):
    """A factor for a concept's score, below 1 where it speaks against it; and the reason in words."""

    factor: float
    why: str


def possible(facts: ConceptFacts, row: Row) -> bool:
    """Tell whether a concept's type and period type allow the row's amounts."""
    if row.measure is not None and row.measure not in measures_of(facts.item_type):
        return False
    return row.instant is None or (facts.period_type == "instant") == row.instant


def family(table: TableMapping | None) -> str:
    """Give the kind of statement that a table is by its number (2 position, 3 performance, 5 cash flows, 6 equity).

    A statement of profit or loss may go on with other comprehensive income, so that the two are of one kind.
    """
    if table is None or table.number is None:
        return ""
    return {"4": "3"}.get(table.number[0], table.number[0]) if table.kind == "statement" else table.name


# How the taxonomy's names tell the statement (by the family's digit) that a concept is made for.
_OWN_STATEMENT = (
    (
        "5",
        re.compile(
            r"^(?:Adjustments?For|CashFlows|Proceeds|Purchase[A-Z]|OtherInflowsOutflows|Repayments|Increase\w*InCash)"
            r"|ClassifiedAs(?:Operating|Investing|Financing)Activities|(?:Paid|Received)Classified"
        ),
    ),
    (
        "3",
        re.compile(r"^(?:OtherComprehensiveIncome|ReclassificationAdjustments|IncomeTaxRelatingTo|ShareOfOtherCompre)"),
    ),
    ("6", re.compile(r"^(?:IncreaseDecreaseThrough|IssueOfEquity)")),
)
_UNUSUAL_PERIOD = {"2": "duration", "3": "instant", "5": "instant"}
_ACTIVITY = re.compile(r"\b(operating|investing|financing) activit")
_CURRENT = re.compile(r"\b(non-?\s?current|current) (?:assets|liabilities)\b")
_SHOWN = {"current": "current", "noncurrent": "non-current"}
_SIDE = re.compile(r"\b(assets|liabilities)\b")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of all concepts: ``homes`` are the families of the tables whose rules have a concept.

    ``timed`` are the terms of each concept whose name says current or non-current, ``balances`` those of all concepts.
    """

    homes: Mapping[str, frozenset[str]]
    timed: frozenset[frozenset[str]]
    balances: Mapping[str, str | None]

    @classmethod
    def of(cls, book: Mapping[str, ConceptFacts], homes: Mapping[str, frozenset[str]]) -> Surroundings:
        """Gather what is known of the concepts of ``book``."""
        terms = (frozenset(broad_terms(exact_terms_of_name(name))) for name in book)
        balances = {name: facts.balance for name, facts in book.items()}
        return cls(homes, frozenset(found for found in terms if found & _SHOWN.keys()), balances)


def arguments(facts: ConceptFacts, row: Row, known: Surroundings, order: Mapping[str, int]) -> Iterator[Argument]:
    """Give what speaks for and against a concept. ``order`` is its place among the rules of the row's table."""
    where = family(row.table)
    if where:
        yield from _statement(facts, where, known.homes.get(facts.name, frozenset()))
    yield from _activity(facts.name, row)
    yield from _time(facts, row, known.timed)
    yield from _side_of_position(facts, row)
    yield from _direction(facts.name, row)
    yield from _neighbours(facts, row, order)
    yield from _sum(facts, row, known.balances)


def _statement(facts: ConceptFacts, where: str, homes: frozenset[str]) -> Iterator[Argument]:
    made_for = next((digit for digit, pattern in _OWN_STATEMENT if pattern.search(facts.name)), None)
    if where in homes:
        yield Argument(1.0, "the mapping has it in this table")
    elif made_for is not None and where.isdigit() and made_for != where:
        yield Argument(0.55, "its name is made for another statement")
    elif made_for == where:
        yield Argument(0.97, "its name is made for this statement")
    elif homes or where == "5":
        yield Argument(0.85, "the mapping has it in other tables only" if homes else "its name says no cash flow")
    else:
        yield Argument(0.92, "")
    if where not in homes and facts.period_type == _UNUSUAL_PERIOD.get(where):
        yield Argument(0.6, f"it is of {'a day' if facts.period_type == 'instant' else 'a period'}")


def _activity(name: str, row: Row) -> Iterator[Argument]:
    """Hold the activities that a name of a cash flow says against those that the headings and the label say."""
    above = " ".join(normalise(text) for text in (*row.sections, row.label))
    activities = [match[1] for match in _ACTIVITY.finditer(above)]
    own = re.findall(r"(Operating|Investing|Financing)Activities", name)
    if activities and own:
        fits = own[-1].lower() == activities[-1]
        yield Argument(1.0 if fits else 0.4, f"it is of {own[-1].lower()} activities")
    adjusts = any(normalise(section).startswith("adjust") for section in row.sections)
    if adjusts and not name.startswith(("Adjustments", "CashFlows", "IncreaseDecreaseIn")) and not own:
        yield Argument(0.75, "it is no adjustment")


def _time(facts: ConceptFacts, row: Row, timed: Collection[frozenset[str]]) -> Iterator[Argument]:
    """Hold what a balance's name says (current, non-current) against the headings and the label."""
    times = _CURRENT.findall(" ".join(normalise(text) for text in (*row.sections, row.label)))
    if not times or facts.period_type != "instant":
        return
    time = "noncurrent" if times[-1].startswith("non") else "current"
    terms = frozenset(broad_terms(exact_terms_of_name(facts.name)))
    said = terms & _SHOWN.keys()
    if said - {time}:
        yield Argument(0.5, f"its name says {_SHOWN[min(said - {time})]}")
    elif said:
        yield Argument(1.0, f"it is {_SHOWN[time]}")
    elif terms | {time} in timed:
        yield Argument(0.9, f"there is one for what is {_SHOWN[time]}")


def _side_of_position(facts: ConceptFacts, row: Row) -> Iterator[Argument]:
    sides = _SIDE.findall(" ".join(normalise(section) for section in row.sections))
    if sides and family(row.table) == "2" and facts.balance is not None:
        wanted = "debit" if sides[-1] == "assets" else "credit"
        if facts.balance != wanted:
            yield Argument(0.5, f"it is a {facts.balance}, but the section has {sides[-1]}")


def _direction(name: str, row: Row) -> Iterator[Argument]:
    label, concept = direction_of_label(row.label), direction_of_concept(name)
    one_sided = {Direction.MORE, Direction.LESS}
    words = exact_terms_of_name(name)
    both_sides = {"profit", "gain", "income", "increase", "decrease", "earning"} & set(words) and (
        {"loss", "expense", "cost", "decrease", "increase"} & set(words)
    )
    if label in one_sided and concept in one_sided and label != concept and not both_sides:
        yield Argument(0.8, "its name points the other way")


def _neighbours(facts: ConceptFacts, row: Row, order: Mapping[str, int]) -> Iterator[Argument]:
    if facts.name in row.taken:
        yield Argument(0.8, "another row of the table has it")
    place = order.get(facts.name)
    if place is None:
        return
    low, high = order.get(row.before or "", -1), order.get(row.after or "", len(order) + 1)
    if low < place < high and (row.before in order or row.after in order):
        yield Argument(1.0, "it stands between its neighbours in the usual order")
    elif low < high:
        yield Argument(0.95, "")


def _sum(facts: ConceptFacts, row: Row, balances: Mapping[str, str | None]) -> Iterator[Argument]:
    """Hold a concept against the total that the row is proven to be in.

    In a statement of financial position what adds to a debit is a debit, and to a credit a credit (XBRL 2.1, 5.1.1.2,
    table 6); an amount in brackets may be of the other side.
    """
    if row.part_of is None:
        return
    whole = balances.get(row.part_of)
    if facts.name == row.part_of:
        yield Argument(0.3, "the total that it is a part of has it")
    elif family(row.table) == "2" and not row.negative and whole and facts.balance and facts.balance != whole:
        yield Argument(0.5, f"it is a {facts.balance}, but the total that it is a part of is a {whole}")
