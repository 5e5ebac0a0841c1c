"""The steps that give each figure its meaning, in their order. What is not certain is said, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Balance, Duration, Figure, Kind, Measure, Period
from tagwright.figures.periods import at_balance
from tagwright.figures.wording import normalise, normalise_heading
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.headings import is_part_of_share, is_scope_of_others
from tagwright.mapping.item_types import measures_of
from tagwright.mapping.likeness import alike
from tagwright.mapping.line_index import NO_ROWS, Rows
from tagwright.mapping.lines import (
    LineChoice,
    choose_column,
    choose_line,
    closed_sections,
    folded_heading,
    implied_sections,
    knows,
    sums_its_section,
)
from tagwright.mapping.model import Column, Line, RuleSource, Sentence, TableMapping
from tagwright.mapping.print_signs import settle_signs
from tagwright.mapping.rulebook import Rulebook
from tagwright.mapping.schema import LineRule
from tagwright.mapping.signs import is_reversed
from tagwright.mapping.tables import TableChoice
from tagwright.taxonomy.concepts import ConceptFacts

_NO_FACT = {
    Kind.YEAR: "a year",
    Kind.DATE: "part of a date",
    Kind.NOTE_REFERENCE: "a reference to a note or standard",
    Kind.LABEL: "part of a label",
    Kind.HEADER: "part of a heading",
}


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What rules say of a figure, before its value and period are looked at."""

    concept: str
    also: tuple[str, ...]
    dimensions: tuple[tuple[str, str], ...]
    reversed: bool
    balance: Balance | None
    rule: RuleSource
    table: TableMapping | None


class _RefusalError(Exception):
    """Ends the resolution of one figure with the decision about it."""

    def __init__(self, outcome: Outcome, reason: str, rule: RuleSource | None = None) -> None:
        super().__init__(reason)
        self.outcome, self.reason, self.rule = outcome, reason, rule


def resolve(extraction: Extraction, rules: Rulebook) -> list[Decision]:
    """Decide about every figure, in their order."""
    resolver = _Resolver(extraction, rules)
    decisions = [resolver.decide(figure) for figure in extraction.figures]
    return settle_signs(decisions, extraction, rules.book)


def named_by_rules(extraction: Extraction, rules: Rulebook) -> dict[int, Decision]:
    """Give, by figure, what the rules say of the amounts of tables, whatever may be doubtful about their values.

    A figure that no rule gives a concept has none; the table that it was taken to stand in is named all the same.
    """
    resolver = _Resolver(extraction, rules)
    amounts = (figure for figure in extraction.figures if figure.kind in (Kind.AMOUNT, Kind.NIL))
    return {figure.index: resolver.named(figure) for figure in amounts}


class _Resolver:
    def __init__(self, extraction: Extraction, rules: Rulebook) -> None:
        self._mapping, self._book, self._indexes = rules.mapping, rules.book, rules.lines
        self._chooser = rules.chooser
        self._tables = self._chosen_tables(extraction)
        self._figures = extraction.figures
        self._headings = {
            block: {column.index: folded_heading(column.names) for column in reading.columns}
            for block, reading in extraction.tables.items()
        }
        self._closed = closed_sections(extraction.figures)
        self._implied = implied_sections(extraction.figures)
        self._rows = _rows_of_tables(extraction)
        self._lines: dict[tuple[object, ...], LineChoice] = {}
        self._columns: dict[tuple[object, ...], Column | None] = {}

    def _chosen_tables(self, extraction: Extraction) -> dict[int, TableChoice]:
        """Choose by titles; then by their rows, for statements that no title names in the whole document."""
        chosen = {
            block: self._chooser.choose(extraction.surroundings[block], reading.labels, self._knows)
            for block, reading in extraction.tables.items()
        }
        found = {choice.table.number for choice in chosen.values() if choice.table}
        for block, choice in chosen.items():
            if choice.table is None and not choice.rivals and not choice.refused:
                other = self._chooser.by_signature(
                    extraction.surroundings[block], extraction.tables[block].labels, self._knows
                )
                if other.table is not None and other.table.number not in found:
                    chosen[block] = other
                    found.add(other.table.number)
        return chosen

    def _knows(self, table: TableMapping, label: str) -> bool:
        return knows(self._indexes[table.name], label)

    def decide(self, figure: Figure) -> Decision:
        try:
            if figure.repeats is not None:
                original = figure.repeats
                debris = f"debris: a second reading of {original.text} in line {original.place.line}"
                raise _RefusalError(Outcome.NOT_A_FACT, debris)
            if figure.kind in _NO_FACT:
                raise _RefusalError(Outcome.NOT_A_FACT, _NO_FACT[figure.kind])
            if figure.doubt:
                self._leave_out_column(figure)
                raise _RefusalError(Outcome.DOUBTFUL, _doubt(figure))
            meaning = self._in_sentence(figure) if figure.kind is Kind.TEXT else self._in_table(figure)
            return self._valued(figure, meaning)
        except _RefusalError as refusal:
            choice = self._tables.get(figure.span.block)
            table = choice.table if choice else None
            return Decision(figure.index, refusal.outcome, refusal.reason, rule=refusal.rule, table=table)

    def named(self, figure: Figure) -> Decision:
        """Say what the rules name a figure of a table, before its value, unit and period are looked at."""
        choice = self._tables.get(figure.span.block)
        table = choice.table if choice else None
        try:
            meaning = self._in_table(figure, proven=False)
        except _RefusalError as refusal:
            return Decision(figure.index, Outcome.UNMAPPED, refusal.reason, rule=refusal.rule, table=table)
        concept, also, dimensions = meaning.concept, meaning.also, meaning.dimensions
        return Decision(
            figure.index, Outcome.TAGGED, "", concept, also, dimensions, rule=meaning.rule, table=meaning.table
        )

    def _leave_out_column(self, figure: Figure) -> None:
        """Leave out a figure whose column is left out on purpose: what its header does not say is not asked then."""
        choice = self._tables.get(figure.span.block)
        column = self._column(figure, choice.table) if choice and choice.table else None
        if column is not None and column.rule.leave_out:
            raise _RefusalError(Outcome.LEFT_OUT, column.rule.leave_out, column.source)

    def _column(self, figure: Figure, table: TableMapping) -> Column | None:
        measure = figure.unit.measure if figure.unit else None
        key = (table.name, figure.span.block, figure.span.cell, figure.column_path, measure)
        if key not in self._columns:
            self._columns[key] = choose_column(figure, table.columns, self._headings.get(figure.span.block, {}))
        return self._columns[key]

    def _in_sentence(self, figure: Figure) -> _Meaning:
        headings = {normalise_heading(text) for text in figure.headings}
        claims = [sentence for sentence in self._mapping.sentences if _precedes(sentence, figure, headings)]
        if not claims:
            raise _RefusalError(Outcome.UNMAPPED, "no rule knows the words before it")
        rule, source = claims[0].rule, claims[0].source
        if any(claim.rule != rule and claim.level == claims[0].level for claim in claims):
            raise _RefusalError(Outcome.UNMAPPED, _rivals(claim.source for claim in claims))
        if rule.leave_out:
            raise _RefusalError(Outcome.LEFT_OUT, rule.leave_out, source)
        return _Meaning(rule.concept or "", (), self._dimensions(rule.dimensions, source), False, None, source, None)

    def _in_table(self, figure: Figure, *, proven: bool = True) -> _Meaning:
        """Say what the rules mean by a figure; a total without a label must be ``proven`` to be one."""
        table = self._table(figure)
        line = self._line(figure, table)
        column = self._column(figure, table)
        if column is not None and column.rule.leave_out:
            raise _RefusalError(Outcome.LEFT_OUT, column.rule.leave_out, column.source)
        if line.line is None:
            raise _RefusalError(Outcome.UNMAPPED, _rivals(r.source for r in line.rivals) or _no_line(figure, table))
        rule, source = line.line.rule, line.line.source
        if rule.leave_out:
            raise _RefusalError(Outcome.LEFT_OUT, rule.leave_out, source)
        _require_own_scope(figure, line.line)
        if column is None and not rule.column and figure.column_path and (proven or table.columns):
            unknown = f"no rule of {table.name} knows its column {figure.column_path[-1]!r}"
            if figure.unit is None:  # the unknown words may be its unit
                raise _RefusalError(Outcome.DOUBTFUL, f"no header says its unit and scale, and {unknown}", source)
            raise _RefusalError(Outcome.UNMAPPED, unknown, source)
        if proven and rule.unlabelled_total and not figure.total_of:
            raise _RefusalError(Outcome.DOUBTFUL, "its row has no label and does not sum the rows above it", source)
        if (
            proven
            and rule.unlabelled_total
            and not sums_its_section(line.line, (self._figures[part] for part in figure.total_of))
        ):
            raise _RefusalError(
                Outcome.DOUBTFUL, "its row has no label and sums rows outside the section that stands above it", source
            )
        name = (column.rule.concept if column else None) or rule.concept or ""
        dimensions = self._dimensions(
            _united(source, table.dimensions, rule.dimensions, column.rule.dimensions if column else {}), source
        )
        balance = Balance(rule.balance) if rule.balance else figure.balance
        turned = is_reversed(rule, table, self._facts(name, source))
        return _Meaning(name, self._also(name, rule, source), dimensions, turned, balance, source, table)

    def _also(self, name: str, rule: LineRule, source: RuleSource) -> tuple[str, ...]:
        """Give the further concepts of a number; they must be of the kind of the first."""
        kind = _kind(self._facts(name, source))
        for other in (self._facts(also, source) for also in rule.also):
            if _kind(other) != kind:
                raise _RefusalError(Outcome.UNMAPPED, f"{other.name} is of another kind than {name}", source)
        return tuple(rule.also)

    def _table(self, figure: Figure) -> TableMapping:
        choice = self._tables.get(figure.span.block, TableChoice(None))
        if choice.table is None:
            names = " and ".join(table.name for table in choice.rivals)
            raise _RefusalError(
                Outcome.UNMAPPED,
                f"its table could be {names}" if names else choice.refused or "no rule knows the title of its table",
            )
        return choice.table

    def _line(self, figure: Figure, table: TableMapping) -> LineChoice:
        block = figure.span.block
        closed, implied = self._closed[figure.index], self._implied.get(figure.index, frozenset())
        column = figure.column_path if self._indexes[table.name].asks_for_columns else ()
        key = (table.name, block, figure.span.row, figure.row_path, figure.row_label_missing, closed, implied, column)
        if key not in self._lines:
            self._lines[key] = choose_line(figure, self._indexes[table.name], closed, implied, self._rows[block])
        return self._lines[key]

    def _facts(self, name: str, source: RuleSource) -> ConceptFacts:
        facts = self._book.get(name)
        if facts is None or facts.kind != "item":
            raise _RefusalError(Outcome.UNMAPPED, f"the taxonomy has no concept {name} to report", source)
        return facts

    def _dimensions(self, said: Mapping[str, str], source: RuleSource) -> tuple[tuple[str, str], ...]:
        """Leave out default members: a fact without the axis has them (Dimensions 1.0, 2.7.1.1)."""
        for axis in said:
            if axis not in self._book or self._book[axis].kind != "axis":
                raise _RefusalError(Outcome.UNMAPPED, f"the taxonomy has no axis {axis}", source)
        return tuple(sorted((axis, member) for axis, member in said.items() if self._book[axis].default != member))

    def _valued(self, figure: Figure, meaning: _Meaning) -> Decision:
        facts = self._facts(meaning.concept, meaning.rule)
        _require_unit(figure, facts, meaning.rule)
        period = _period(figure, facts, meaning)
        printed = figure.scaled
        if printed is None:
            raise _RefusalError(Outcome.DOUBTFUL, "its digits cannot be read", meaning.rule)
        value = -printed if meaning.reversed and printed else printed
        return Decision(
            figure.index,
            Outcome.TAGGED,
            concept=meaning.concept,
            also=meaning.also,
            dimensions=meaning.dimensions,
            period=period,
            value=value,
            reversed=meaning.reversed,
            rule=meaning.rule,
            table=meaning.table,
        )


def _doubt(figure: Figure) -> str:
    """Say why a figure is doubtful, and what the sums of its table leave that it may say."""
    if not figure.candidates:
        return figure.doubt or ""
    return f"{figure.doubt}; it may say {' or '.join(f'{value:,f}' for value in figure.candidates)}"


def _rows_of_tables(extraction: Extraction) -> dict[int, Rows]:
    """Give the rows and sections of each table with those of the parts that it goes on in, in their order."""
    paths: dict[int, list[tuple[tuple[int, int], tuple[str, ...]]]] = {}
    for figure in extraction.figures:
        place = figure.span.block, figure.span.row
        paths.setdefault(_first_part(extraction, figure.span.block), []).append((place, figure.row_path))
    rows = {block: Rows.of(of_table) for block, of_table in paths.items()}
    return {block: rows.get(_first_part(extraction, block), NO_ROWS) for block in extraction.tables}


def _first_part(extraction: Extraction, block: int) -> int:
    while (before := extraction.surroundings[block].continues) is not None:
        block = before
    return block


def _kind(facts: ConceptFacts) -> tuple[str, str, str | None]:
    return facts.item_type, facts.period_type, facts.balance


def _require_own_scope(figure: Figure, line: Line) -> None:
    """Refuse a row of the base mapping under a heading of another entity, part or measure that it does not ask for."""
    asked = {alike(section) for section in line.rule.section}
    for section in figure.row_path if figure.row_label_missing else figure.row_path[:-1]:
        normal = normalise(section)
        of_others = is_scope_of_others(normal) or is_part_of_share(normal, line.rule.concept or "")
        if line.level == "base" and alike(section) not in asked and of_others:
            reason = f"it stands under {section!r}, which is not about the group as IFRS reports it"
            raise _RefusalError(Outcome.UNMAPPED, reason, line.source)


def _precedes(sentence: Sentence, figure: Figure, headings: set[str]) -> bool:
    within = {normalise_heading(text) for text in sentence.rule.within}
    if within and not within & headings:
        return False
    return any(figure.context.endswith(normalise(words)) for words in sentence.rule.after)


def _rivals(sources: Iterable[RuleSource]) -> str:
    places = sorted({str(source) for source in sources})
    return f"several rules claim it: {', '.join(places)}" if places else ""


def _no_line(figure: Figure, table: TableMapping) -> str:
    if figure.row_label_missing:
        return f"its row has no label, and {table.name} has no rule for a total here"
    return f"no rule of {table.name} knows its row"


def _united(source: RuleSource, *parts: Mapping[str, str]) -> dict[str, str]:
    united: dict[str, str] = {}
    for part in parts:
        for axis, member in part.items():
            if united.setdefault(axis, member) != member:
                raise _RefusalError(Outcome.UNMAPPED, f"row and column give {axis} two members", source)
    return united


def _require_unit(figure: Figure, facts: ConceptFacts, rule: RuleSource) -> None:
    allowed = measures_of(facts.item_type)
    if not allowed:
        raise _RefusalError(Outcome.UNMAPPED, f"{facts.name} does not take a number", rule)
    measure = figure.unit.measure if figure.unit else None
    if measure is None:
        if Measure.PURE in allowed and Measure.SHARES not in allowed:
            return
        raise _RefusalError(Outcome.DOUBTFUL, "no header says its unit and scale", rule)
    if measure not in allowed:
        raise _RefusalError(Outcome.UNMAPPED, f"it is a number of {measure}; {facts.name} is not", rule)


def _period(figure: Figure, facts: ConceptFacts, meaning: _Meaning) -> Period:
    if figure.period is None:
        raise _RefusalError(Outcome.DOUBTFUL, "nothing says its period", meaning.rule)
    if facts.period_type == "instant":
        return at_balance(figure.period, meaning.balance)
    if not isinstance(figure.period, Duration):
        raise _RefusalError(
            Outcome.DOUBTFUL, f"its header states a date; {facts.name} is reported over a period", meaning.rule
        )
    if meaning.balance is not None:
        raise _RefusalError(
            Outcome.UNMAPPED, f"its row states a balance; {facts.name} is reported over a period", meaning.rule
        )
    return figure.period
