"""The rules of a table's rows, by the wording that they are looked for with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tagwright.figures.variants import folded
from tagwright.mapping.directions import direction_of_label
from tagwright.mapping.likeness import alike
from tagwright.mapping.model import Line, TableMapping


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a rule asks of the table around a row, in the form of ``alike``."""

    section: frozenset[str]
    not_section: frozenset[str]
    beside: frozenset[str]
    not_beside: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    column: frozenset[str]

    @classmethod
    def of(cls, line: Line) -> Conditions:
        """Give the conditions of a rule."""
        rule = line.rule
        fields = (rule.section, rule.not_section, rule.beside, rule.not_beside, rule.before, rule.after, rule.column)
        return cls(*(frozenset(map(alike, wordings)) for wordings in fields))

    @property
    def count(self) -> int:
        """How much is asked: of two rules for one row the one that asks for more is meant."""
        near = (self.section, self.not_section, self.beside, self.not_beside)
        asked = (*near, self.before, self.after, self.column)
        return sum(1 for wordings in asked if wordings)


_BEFORE_TAX = "Profit before tax"
_OF_COMPREHENSIVE_INCOME = ("OtherComprehensiveIncomeNetOfTax", "OtherComprehensiveIncomeBeforeTax")

NO_CONDITIONS = Conditions(*(frozenset() for _ in range(7)))


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows and sections of a table, in the form of ``alike``, each with the first and the last place that it has.

    Places are numbers that grow down the table; ``at`` gives the place of a row by the place of its print.
    """

    first: dict[str, int]
    last: dict[str, int]
    at: dict[tuple[int, int], int]

    @classmethod
    def of(cls, paths: Iterable[tuple[tuple[int, int], Sequence[str]]]) -> Rows:
        """Number rows through: each is given as its block and line, and the labels that lead to it."""
        rows = cls({}, {}, {})
        for place, path in paths:
            number = rows.at.setdefault(place, len(rows.at))
            for label in map(alike, path):
                rows.first.setdefault(label, number)
            if path:
                rows.last[alike(path[-1])] = number
        return rows


NO_ROWS = Rows({}, {}, {})


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A rule with one of its wordings. ``says`` is where that wording points: to more, to less, or neither."""

    line: Line
    conditions: Conditions
    wording: str

    @property
    def below_the_line(self) -> bool:
        """Whether the concept belongs to other comprehensive income, which no row above a profit before tax does."""
        return self.line.level == "base" and (self.line.rule.concept or "").startswith(_OF_COMPREHENSIVE_INCOME)

    def fits(self, label: str, sections: Collection[str], rows: Rows, here: int, column: str) -> bool:
        """Tell whether the rule may speak of a cell: its row's label and the heading of its column (as ``alike``), the
        sections above it, its row's place.
        """
        asked = self.conditions
        return (
            (not asked.section or any(name in asked.section for name in sections))
            and not any(name in asked.not_section for name in sections)
            and (not asked.beside or any(name in rows.first for name in asked.beside if name != label))
            and not any(name in rows.first for name in asked.not_beside)
            and (not asked.before or any(rows.last.get(name, -1) > here for name in asked.before))
            and (not asked.after or any(name in rows.first and rows.first[name] < here for name in asked.after))
            and (not asked.column or column in asked.column)
            and not (self.below_the_line and rows.last.get(alike(_BEFORE_TAX), -1) > here)
        )


class LineIndex:
    """A table's rules by their wordings, in two forms: as it is written, and as wordings of one meaning are alike."""

    def __init__(self, table: TableMapping, takes_both_signs: Callable[[str], bool]) -> None:
        self.table = table
        self._written: dict[str, list[Entry]] = {}
        self._alike: dict[str, list[Entry]] = {}
        self._totals: list[Entry] = []
        self._both = takes_both_signs
        self.asks_for_columns = any(line.rule.column for line in table.lines)
        for line in table.lines:
            self._take(line)

    def _take(self, line: Line) -> None:
        conditions = Conditions.of(line)
        if line.rule.unlabelled_total:
            self._totals.append(Entry(line, conditions, ""))
        for wording in line.rule.wording:
            entry = Entry(line, conditions, wording)
            self._written.setdefault(folded(wording), []).append(entry)
            if line.level == "base":
                self._alike.setdefault(alike(wording), []).append(entry)

    def as_written(self, label: str) -> Sequence[Entry]:
        """Give the rules with the label's own wording; for no label those of totals that are printed without one."""
        return self._written.get(folded(label), ()) if label else self._totals

    def as_meant(self, label: str) -> Sequence[Entry]:
        """Give the base mapping's rules with a wording of the label's meaning.

        A profit is taken for a loss only where the concept may be negative.
        """
        return [
            entry
            for entry in self._alike.get(alike(label), ())
            if entry.line.rule.concept is None
            or self._both(entry.line.rule.concept)
            or direction_of_label(entry.wording) is direction_of_label(label)
        ]
