"""What the signs of a table's print mean, held against the words of its rows; what does not agree is doubted.

A bracket says less. A number without one says more only where the table prints its expenses in brackets, and
where the row's own words do not say the opposite ("Loss for the year 500").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.directions import (
    Direction,
    direction_of_concept,
    direction_of_label,
    direction_of_row,
    names_expense,
    shares,
    side_without_bracket,
)
from tagwright.taxonomy.concepts import ConceptFacts

# Members that turn the sign of a concept which is else never negative.
_TURNING = re.compile(r"AccumulatedDepreciation|AccumulatedAmortisation|AccumulatedImpairment|TreasuryShares|Eliminat")
# An acquisition may bring more cash than it costs, a disposal take more than it brings.
_NET_OF_CASH = re.compile(r"\bnet (?:of )?(?:\w+ ){0,2}(?:cash|bank|overdrafts?)\b", re.IGNORECASE)
_NIL = Decimal(0)


class Expenses(StrEnum):
    """How a table prints its expenses."""

    IN_BRACKETS = "in brackets"
    WITHOUT_BRACKETS = "without brackets"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A tagged figure, its decision, and the facts of its concept."""

    figure: Figure
    decision: Decision
    facts: ConceptFacts

    @property
    def value(self) -> Decimal:
        return self.decision.value or _NIL

    @property
    def printed(self) -> Decimal:
        return self.figure.value or _NIL

    @property
    def row(self) -> tuple[int, int, tuple[str, ...]]:
        return self.figure.span.block, self.figure.span.row, self.figure.row_path

    @property
    def is_expense(self) -> bool:
        """Whether it is an amount that is never negative and that the table's bracket turns."""
        return self.decision.reversed and self.facts.sign == "positive" and bool(self.value) and not self.is_net_of_cash

    @property
    def is_net_of_cash(self) -> bool:
        """Whether its label says that it is what is left of two flows, whose sign says nothing of its table's."""
        return any(_NET_OF_CASH.search(label) for label in self.figure.row_path[-1:])


def settle_signs(
    decisions: Sequence[Decision], extraction: Extraction, book: Mapping[str, ConceptFacts]
) -> list[Decision]:
    """Doubt the values whose sign the print does not tell; read tables that print expenses without brackets as such."""
    tagged = {
        d.figure: _Tagged(extraction.figures[d.figure], d, book[d.concept])
        for d in decisions
        if d.tagged and d.table and d.concept and d.value is not None
    }
    ways = _ways(tagged.values(), extraction)
    shifted = _shifted(tagged.values(), ways, extraction)
    proven = _proven(tagged)
    bracketed = {item.row for item in tagged.values() if item.printed < 0}
    settled = {
        number: _settled(item, ways[_table_of(item, extraction)], number in proven, item.row in bracketed)
        for number, item in tagged.items()
    }
    settled |= _parts_of_doubted(tagged, settled)
    settled |= {
        number: _doubt(item.decision, "other rows of its table have signs that their labels do not allow")
        for number, item in tagged.items()
        if settled[number].tagged and _table_of(item, extraction) in shifted
    }
    return [settled.get(decision.figure, decision) for decision in decisions]


def _table_of(item: _Tagged, extraction: Extraction) -> tuple[int, str]:
    """Give the first block of the table, which may go on over pages, and the name of its rules."""
    block = item.figure.span.block
    name = item.decision.table.name if item.decision.table else ""
    while (before := extraction.surroundings[block].continues) is not None:
        block = before
    return block, name


def _ways(tagged: Iterable[_Tagged], extraction: Extraction) -> dict[tuple[int, str], Expenses]:
    values: dict[tuple[int, str], list[Decimal]] = {}
    for item in tagged:
        of_table = values.setdefault(_table_of(item, extraction), [])
        if item.is_expense and not _turned_by_member(item.decision):
            of_table.append(item.value)
    return {table: _way(of_table) for table, of_table in values.items()}


def _way(values: Sequence[Decimal]) -> Expenses:
    if values and all(value > 0 for value in values):
        return Expenses.IN_BRACKETS
    if len(values) > 1 and all(value < 0 for value in values):
        return Expenses.WITHOUT_BRACKETS
    return Expenses.NOT_SHOWN


def _shifted(
    tagged: Iterable[_Tagged], ways: Mapping[tuple[int, str], Expenses], extraction: Extraction
) -> set[tuple[int, str]]:
    """Give the tables with both an income in brackets and an expense without: labels may stand beside other rows."""
    wrong: dict[tuple[int, str], set[bool]] = {}
    for item in tagged:
        impossible = item.facts.sign == "positive" and item.value < 0 and not _turned_by_member(item.decision)
        impossible = impossible and not item.is_net_of_cash
        signed = item.decision.table is not None and item.decision.table.positive != "as printed"
        table = _table_of(item, extraction)
        if impossible and signed and ways[table] is Expenses.NOT_SHOWN:
            wrong.setdefault(table, set()).add(item.decision.reversed)
    return {table for table, kinds in wrong.items() if len(kinds) > 1}


def _proven(tagged: Mapping[int, _Tagged]) -> set[int]:
    """Give the figures of sums that foot as printed and have an expense in brackets: their signs are those printed."""
    proven: set[int] = set()
    for number, item in tagged.items():
        parts = [tagged[part] for part in item.figure.total_of if part in tagged]
        if any(part.is_expense and part.printed < 0 for part in parts):
            proven |= {number, *item.figure.total_of}
    return proven


def _settled(item: _Tagged, way: Expenses, proven: bool, row_has_brackets: bool) -> Decision:
    """Settle one figure. A row's words are about its total: a part may be otherwise, where the row prints brackets."""
    is_part = bool(item.decision.dimensions) and row_has_brackets
    decision, says = item.decision, direction_of_row(item.figure.row_path)
    if item.facts.sign == "positive":
        return _of_one_sign(decision, way)
    if not item.printed or not item.figure.row_path or _said_by_filing(decision):
        return decision
    if item.printed > 0 and not is_part and not proven and _gainsaid(item, says or _direction_of_title(item)):
        return _doubt(decision, f"its row's words say the opposite of {decision.concept} printed without brackets")
    if not proven and _other_way_round(item):
        return _doubt(decision, f"its label's brackets stand for the other side of {decision.concept}")
    if way is Expenses.WITHOUT_BRACKETS and (decision.reversed or not _is_plain(item.figure, says)):
        return _doubt(decision, "its table prints expenses without brackets, so that its sign cannot be told")
    if way is Expenses.NOT_SHOWN and decision.reversed and item.printed > 0 and says is None and not proven:
        return _doubt(decision, "its table does not show whether it prints expenses in brackets")
    return decision


def _said_by_filing(decision: Decision) -> bool:
    """Tell whether the filing's own line says how its sign is meant: then the print need not show it."""
    lines = decision.table.lines if decision.table else ()
    return any(
        line.level == "filing" and line.rule.sign != "by balance" and line.source == decision.rule for line in lines
    )


def _of_one_sign(decision: Decision, way: Expenses) -> Decision:
    value = decision.value or _NIL
    if decision.reversed and way is Expenses.WITHOUT_BRACKETS and not _turned_by_member(decision):
        decision = replace(decision, value=-value if value else value, reversed=False)
        value = -value
    if value < 0 and not _turned_by_member(decision):
        return _doubt(decision, f"{decision.concept} would be negative, which its meaning does not allow")
    return decision


def _direction_of_title(item: _Tagged) -> Direction | None:
    """Tell where a note's title points: the parts of an "Income tax credit" are credits."""
    is_note = item.decision.table is not None and item.decision.table.kind == "note"
    return direction_of_label(item.figure.headings[-1]) if is_note and item.figure.headings else None


def _gainsaid(item: _Tagged, says: Direction | None) -> bool:
    """Tell whether words that point one way want another sign than the value has."""
    if says is None or says is Direction.BOTH:
        return False
    if _adds_back(item):
        return item.value < 0
    return (item.value > 0) is not (says is _positive_side(item))


def _adds_back(item: _Tagged) -> bool:
    """Tell an expense that is added: to the profit, as an adjustment, or to equity, as what pays in shares is."""
    name, path = item.facts.name, item.figure.row_path
    adjusts = name.startswith("AdjustmentsFor") and direction_of_concept(name) is None
    return (
        (adjusts or name == "IncreaseDecreaseThroughSharebasedPaymentTransactions")
        and bool(path)
        and names_expense(path[-1])
    )


def _other_way_round(item: _Tagged) -> bool:
    """Tell whether a label's brackets ("Income tax expense/(credit)") mean the opposite of those of its table."""
    bare = side_without_bracket(item.figure.row_path[-1])
    return bare is not None and (bare is _positive_side(item)) is item.decision.reversed


def _positive_side(item: _Tagged) -> Direction:
    """Tell where positive values point; without a word in the name, by the balance where a credit is positive."""
    named = direction_of_concept(item.facts.name)
    if named is not None:
        return named
    table = item.decision.table
    expense = item.facts.balance == "debit" and table is not None and table.positive == "credit"
    return Direction.LESS if expense else Direction.MORE


def _is_plain(figure: Figure, says: Direction | None) -> bool:
    """Tell whether a row's number without brackets can only mean more, beside expenses without brackets."""
    if says is Direction.MORE or (figure.value or _NIL) < 0:
        return True
    if says is Direction.BOTH:
        return any("(" in label for label in figure.row_path[-1:])
    return any(shares(label) for label in figure.row_path)


def _parts_of_doubted(tagged: Mapping[int, _Tagged], settled: Mapping[int, Decision]) -> dict[int, Decision]:
    """Doubt the parts of a sum whose own sign is doubted, where they could be of either sign."""
    doubted: dict[int, Decision] = {}
    for number, item in tagged.items():
        if settled[number].tagged:
            continue
        for part in item.figure.total_of:
            if part in tagged and settled[part].tagged and tagged[part].facts.sign != "positive" and tagged[part].value:
                doubted[part] = _doubt(tagged[part].decision, "the sign of the sum that it is a part of cannot be told")
    return doubted


def _turned_by_member(decision: Decision) -> bool:
    return any(_TURNING.search(member) for _, member in decision.dimensions)


def _doubt(decision: Decision, reason: str) -> Decision:
    return replace(decision, outcome=Outcome.DOUBTFUL, reason=reason, value=None)
