"""What the terminal shows: tables, trees, verdicts, and the step that runs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from tagwright import api
from tagwright.cli.rows import console, print_json, print_rows
from tagwright.document.model import Document
from tagwright.errors import TagwrightError
from tagwright.figures.account import ReadTable
from tagwright.figures.model import Kind
from tagwright.mapping.decision import Outcome
from tagwright.mapping.proposals import as_yaml
from tagwright.mapping.suggest import Suggestion
from tagwright.proof.account import Branch, tree_of
from tagwright.proof.describe import MARKS, cause_of, damage_words, words
from tagwright.proof.model import Standing
from tagwright.proof.scope import narrower_notes
from tagwright.report.ledger import counts_by_section
from tagwright.validation.verdict import Status, Verdict, verdict_as_json, verdict_as_table

if TYPE_CHECKING:
    from tagwright.evaluation.measure import Evaluation, Scores, Share

_MOST_MESSAGES = 25


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show the running step on a terminal; be silent elsewhere."""
    terminal = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=terminal, transient=True, disable=quiet or not terminal.is_terminal) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda step: bar.update(task, description=step)


def show_counts(made: api.Conversion) -> None:
    """Print what a preparer should know of the document, and what became of the numbers, section by section."""
    for remark in made.report.document.remarks:
        click.echo(f"! {remark}")
    table = Table(title="What became of the numbers", title_justify="left")
    table.add_column("section", overflow="fold")
    outcomes = [outcome.value for outcome in Outcome]
    for outcome in outcomes:
        table.add_column(outcome, justify="right")
    sums = dict.fromkeys(outcomes, 0)
    for section, counts in counts_by_section(made.ledger):
        if any(count for outcome, count in counts.items() if outcome != Outcome.NOT_A_FACT.value):
            table.add_row(Text(section or "(before the first heading)"), *(str(counts[o] or "") for o in outcomes))
        sums = {outcome: sums[outcome] + counts[outcome] for outcome in outcomes}
    table.add_section()
    table.add_row("all sections", *(str(sums[outcome]) for outcome in outcomes))
    console().print(table)
    click.echo(f"{len(made.report.facts)} facts written to {made.folder}; every number is in {api.LEDGER_CSV}.")


_STYLES = {Standing.HOLDS: "green", Standing.ROUNDING: "yellow", Standing.BROKEN: "red"}


def show_proof(checked: api.Check) -> None:
    """Print the sums of each table as a tree, then what is wrong with them and how many hold."""
    terminal = console()
    for table in tree_of(checked.proof, checked.extraction):
        terminal.print(_tree(table))
    figures = checked.extraction.figures
    for identity in checked.proof.identities:
        cause = cause_of(identity, checked.proof)
        if cause is not None:
            line = figures[identity.total].place.line
            click.echo(f"{MARKS[identity.standing]} line {line}: {words(identity, figures)}: {cause.value}")
    for line, found in narrower_notes(checked.extraction, checked.proof):
        click.echo(f"≠ line {line}: {found}")
    for line, found in damage_words(figures):
        click.echo(f"~ line {line}: {found}")
    counts = Counter(identity.standing for identity in checked.proof.identities)
    said = ", ".join(f"{counts[standing]} {name}" for standing, name in _COUNTED.items())
    amounts = [figure for figure in figures if figure.kind in (Kind.AMOUNT, Kind.NIL) and figure.span.row >= 0]
    proven = sum(1 for figure in amounts if figure.index in checked.proof.by_figure)
    click.echo(f"{counts.total()} identities: {said}.")
    click.echo(f"{proven} of {len(amounts)} amounts in tables take part in one; the others are unproven.")


_COUNTED = {Standing.HOLDS: "hold", Standing.ROUNDING: "off by rounding", Standing.BROKEN: "broken"}


def _tree(branch: Branch) -> Tree:
    tree = Tree(Text.assemble((MARKS[branch.standing], _STYLES[branch.standing]), " ", branch.text))
    for below in branch.branches:
        tree.children.append(_tree(below))
    return tree


def show_verdict(verdict: Verdict) -> None:
    """Print the messages of a verdict, the facts that were read, and the verdict itself."""
    rows = verdict_as_table(verdict)
    for level, code, text, where, remedy in rows[:_MOST_MESSAGES]:
        click.echo(f"{level}: " + (f"[{code}] " if code else "") + text)
        for place in where.splitlines():
            click.echo(f"    at {place}")
        if remedy:
            click.echo(f"    remedy: {remedy}")
    if len(rows) > _MOST_MESSAGES:
        click.echo(f"... and {len(rows) - _MOST_MESSAGES} more messages, in {api.VERDICT}.")
    counts = verdict.counts
    seen = ", ".join(f"{count.file} {count.seen}" for count in verdict.facts)
    click.echo(f"Facts that {verdict.validator} read: {seen}.")
    colour = {Status.VALID: "green", Status.INVALID: "red"}.get(verdict.status, "yellow")
    click.secho(
        f"{verdict.status.value}: {counts.errors} errors, {counts.warnings} warnings, "
        f"{counts.inconsistencies} calculation inconsistencies",
        fg=colour,
        bold=True,
    )


def show_verdicts(found: Sequence[tuple[Path, Verdict | TagwrightError]], as_json: bool) -> None:
    """Print a line for each of several files, or each verdict as JSON."""
    if as_json:
        print_json([_verdict_record(path, outcome) for path, outcome in found])
        return
    header = ("file", "verdict", "errors", "warnings", "inconsistencies", "why")
    print_rows(header, [_verdict_row(path, outcome) for path, outcome in found], as_json=False)


def _verdict_record(path: Path, outcome: Verdict | TagwrightError) -> dict[str, Any]:
    if isinstance(outcome, TagwrightError):
        return {"file": str(path), "problem": outcome.problem, "remedy": outcome.remedy}
    return {"file": str(path), "validation": json.loads(verdict_as_json(outcome))}


def _verdict_row(path: Path, outcome: Verdict | TagwrightError) -> tuple[Any, ...]:
    if isinstance(outcome, TagwrightError):
        return path, "failed", "", "", "", outcome.problem
    counts = outcome.counts
    why = outcome.reasons[0] if outcome.reasons else outcome.messages[0].text if counts.errors else ""
    return path, outcome.status.value, counts.errors, counts.warnings, counts.inconsistencies, why


def show_tables(document: Document, tables: Sequence[ReadTable]) -> None:
    """Print what was read of each table, column by column."""
    for remark in document.remarks:
        click.echo(f"! {remark}")
    for read in (table for table in tables if table.columns):
        shown = Table(title=Text(" > ".join(read.titles[-3:]) or "(no title)"), title_justify="left")
        header = ("column", "name", "periods", "unit", "scale", "figures", "doubtful")
        for name in header:
            shown.add_column(name, overflow="fold")
        for column in read.columns:
            shown.add_row(*(Text("" if column[name] is None else str(column[name])) for name in header))
        click.echo(f"at {read.place}")
        console().print(shown)
    figures = [figure for read in tables for figure in read.figures if figure.value or figure.doubt]
    doubtful = sum(1 for figure in figures if figure.doubt)
    click.echo(f"{len(figures)} amounts in {len(tables)} tables, {doubtful} of them doubtful.")


def show_suggestion(found: Suggestion) -> None:
    """Print the candidates as a table, and the extension as what to paste."""
    header = ("concept", "confidence", "type", "period", "balance", "why")
    rows: list[tuple[Any, ...]] = [
        (
            candidate.facts.name,
            f"{candidate.confidence:.2f}",
            candidate.facts.item_type.partition(":")[2].removesuffix("ItemType"),
            candidate.facts.period_type,
            candidate.facts.balance or "",
            "; ".join(candidate.why),
        )
        for candidate in found.candidates
    ]
    print_rows(header, rows, as_json=False)
    click.echo("Where none of them fits, under 'concepts:' of the filing:")
    for line in as_yaml(found.extension):
        click.echo(f"  {line}")


def show_evaluation(found: Evaluation) -> None:
    """Print the scores of filings and statements, all together, and what was confused with what."""
    header = ("", "cells", "assigned", "right", "coverage", "precision", "acceptable", "top-1", "top-5")
    parts = [*found.filings.items(), *found.statements.items(), ("all cells (micro)", found.micro)]
    rows: list[tuple[Any, ...]] = [
        (name, one.cells, one.assigned, one.right, *map(_percent, _shares(one)))
        for name, one in [*parts, ("wording of another filing only (leave-one-out)", found.left_out)]
    ]
    rows.append(("mean of filings (macro)", "", "", "", *map(_percent, found.macro.values())))
    print_rows(header, rows, as_json=False)
    click.echo(f"{found.extensions} more cells have a concept of the filer's own.")
    for count, cell in found.confusions[:_MOST_MESSAGES]:
        click.echo(f"{count} x {cell.filing}, {cell.statement}: {cell.label or 'no label'!r}")
        stands = " (may stand for it)" if cell.acceptable else ""
        click.echo(f"    {', '.join(cell.assigned)}; the filer: {', '.join(cell.filer)}{stands}")


def _shares(of: Scores) -> tuple[Share, ...]:
    return of.coverage, of.precision, of.accepted, of.top1, of.top5


def _percent(share: Share) -> str:
    return "" if share is None else f"{share * 100:.1f}%"
