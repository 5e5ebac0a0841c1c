"""Put candidates forward for figures that no rule names: what each row shows of itself and of the rows beside it.

Nothing is assigned here: measured as ``confidence`` says, no ranked candidate is right often enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tagwright.figures.extract import Extraction
from tagwright.figures.model import Figure, Instant, Kind
from tagwright.mapping.candidates import Candidate
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.fitting import Row
from tagwright.mapping.likeness import alike
from tagwright.mapping.lines import column_heading
from tagwright.mapping.new_filing import UnnamedLine
from tagwright.mapping.rulebook import Rulebook
from tagwright.proof.model import IdentityKind
from tagwright.proof.prove import Proof


def with_candidates(
    decisions: Sequence[Decision],
    extraction: Extraction,
    proof: Proof,
    rules: Rulebook,
) -> list[Decision]:
    """Give each figure of a table that no rule names its best candidates; all other decisions stay as they are."""
    asked = unnamed_rows(decisions, extraction, proof)
    if not asked:
        return list(decisions)
    known: dict[object, tuple[Candidate, ...]] = {}
    settled = list(decisions)
    for position, decision in enumerate(decisions):
        if (row := asked.get(decision.figure)) is None:
            continue
        asks = replace(row, table=None), row.table.name if row.table else None
        if asks not in known:
            known[asks] = tuple(rules.ranker.rank(row))
        settled[position] = replace(decision, candidates=known[asks])
    return settled


def unnamed_rows(decisions: Sequence[Decision], extraction: Extraction, proof: Proof) -> dict[int, Row]:
    """Give, by figure, the row whose concept is looked for: those of figures in tables that no rule decided about."""
    asked = (
        decision.figure
        for decision in decisions
        if decision.outcome is Outcome.UNMAPPED
        and decision.rule is None
        and extraction.figures[decision.figure].kind is not Kind.TEXT
    )
    return rows_of(asked, {decision.figure: decision for decision in decisions}, extraction, proof)


def rows_of(
    figures: Iterable[int], decisions: Mapping[int, Decision], extraction: Extraction, proof: Proof
) -> dict[int, Row]:
    """Give, by figure, what its row shows of itself and of the rows beside it, as far as ``decisions`` name them."""
    tables = _tagged_rows(decisions.values(), extraction.figures)
    labels = _labels(extraction.figures)
    return {
        number: _row(extraction.figures[number], decisions[number], decisions, proof, tables, labels)
        for number in figures
    }


def unnamed_lines(decisions: Sequence[Decision], extraction: Extraction, proof: Proof) -> tuple[UnnamedLine, ...]:
    """Give the rows that no rule names, each once, in reading order, with the candidates of the decisions."""
    asked = unnamed_rows(decisions, extraction, proof)
    found: dict[object, UnnamedLine] = {}
    for decision in decisions:
        if (row := asked.get(decision.figure)) is not None:
            figure = extraction.figures[decision.figure]
            heading = figure.headings[-1] if figure.headings else ""
            place = figure.place.at or f"line {figure.place.line}"
            key = (figure.span.block, figure.span.row, figure.row_path, figure.row_label_missing)
            found.setdefault(key, UnnamedLine(place, heading, row, decision.candidates))
    return tuple(found.values())


@dataclass(slots=True)
class _TaggedRows:
    """The tagged rows of a table: the concept of each, by the row's number, and those that have no dimensions."""

    by_row: dict[int, str] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)


def _tagged_rows(decisions: Iterable[Decision], figures: Sequence[Figure]) -> dict[int, _TaggedRows]:
    tables: dict[int, _TaggedRows] = {}
    for decision in decisions:
        figure = figures[decision.figure]
        if decision.tagged and decision.concept is not None and figure.span.row >= 0:
            rows = tables.setdefault(figure.span.block, _TaggedRows())
            rows.by_row.setdefault(figure.span.row, decision.concept)
            if not decision.dimensions:
                rows.plain.add(decision.concept)
    return tables


def _labels(figures: Sequence[Figure]) -> dict[int, dict[int, frozenset[str]]]:
    """Give the labels that lead to the rows of each table, by table and row."""
    found: dict[int, dict[int, set[tuple[str, ...]]]] = {}
    for figure in figures:
        if figure.kind is not Kind.TEXT:
            found.setdefault(figure.span.block, {}).setdefault(figure.span.row, set()).add(figure.row_path)
    return {
        block: {row: frozenset(alike(label) for path in paths for label in path) for row, paths in rows.items()}
        for block, rows in found.items()
    }


def _row(
    figure: Figure,
    decision: Decision,
    decisions: Mapping[int, Decision],
    proof: Proof,
    tables: Mapping[int, _TaggedRows],
    labels: Mapping[int, Mapping[int, frozenset[str]]],
) -> Row:
    missing = figure.row_label_missing or not figure.row_path
    rows = tables.get(figure.span.block, _TaggedRows())
    here = figure.span.row
    above = max((row for row in rows.by_row if row < here), default=None)
    below = min((row for row in rows.by_row if row > here), default=None)
    around = labels.get(figure.span.block, {})
    sections = figure.row_path if missing else figure.row_path[:-1]
    return Row(
        label="" if missing else figure.row_path[-1],
        table=decision.table,
        sections=sections,
        above=frozenset(map(alike, sections)).union(*(found for row, found in around.items() if row < here)),
        below=frozenset[str]().union(*(found for row, found in around.items() if row > here)),
        measure=figure.unit.measure if figure.unit else None,
        instant=True if isinstance(figure.period, Instant) or figure.balance else None,
        before=None if above is None else rows.by_row[above],
        after=None if below is None else rows.by_row[below],
        taken=frozenset(rows.plain - set(decision.concepts)),
        part_of=_total_of(figure, decisions, proof),
        negative=figure.value is not None and figure.value < 0,
        column=_column(figure, decision),
    )


def _column(figure: Figure, decision: Decision) -> str | None:
    """Give the heading of a figure's column, where a rule of its table asks for one."""
    asked = decision.table is not None and any(line.rule.column for line in decision.table.lines)
    return alike(column_heading(figure.column_path)) if asked else None


def _total_of(figure: Figure, decisions: Mapping[int, Decision], proof: Proof) -> str | None:
    """Give the concept of the sum of rows that a figure is proven to be in."""
    totals = (
        decisions[identity.total].concept if identity.total in decisions else None
        for identity in proof.over(figure.index)
        if identity.kind is IdentityKind.SUM and identity.total != figure.index
    )
    return next((concept for concept in totals if concept), None)
