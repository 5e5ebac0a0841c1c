"""The command line: what a person types, and what the terminal shows. All work is done behind ``api``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from tagwright import __version__, api
from tagwright.errors import ExitCode, TagwrightError, exit_code_of
from tagwright.figures.model import Kind, Measure
from tagwright.mapping.decision import Outcome
from tagwright.mapping.proposals import as_yaml
from tagwright.mapping.suggest import as_record, candidate_records
from tagwright.proof.account import Branch, proof_as_json, tree_of
from tagwright.proof.describe import MARKS, cause_of, damage_words, words
from tagwright.proof.model import Standing
from tagwright.report.ledger import counts_by_section
from tagwright.taxonomy.concepts import ConceptFacts
from tagwright.taxonomy.registry import add_package, list_taxonomies
from tagwright.taxonomy.search import search_concepts, show_concept
from tagwright.validation.verdict import Status, Verdict, verdict_as_json, verdict_as_table

_PATH = click.Path(path_type=Path)
_TAXONOMY = click.option(
    "--taxonomy",
    default=api.BUILT_IN,
    show_default=True,
    help="What to validate against: built-in, an added taxonomy (ifrs-2021), or a taxonomy package (.zip).",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON, for a program to read.")
_MOST_MESSAGES = 25


def main() -> None:
    """Run the command and leave with the exit code that the outcome has."""
    try:
        code = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = ExitCode.BAD_COMMAND
    except click.Abort:
        click.echo("interrupted; nothing was written", err=True)
        code = ExitCode.INTERRUPTED
    except TagwrightError as error:
        click.echo(f"error: {error}", err=True)
        code = exit_code_of(error)
    sys.exit(int(code or 0))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Turn an IFRS results announcement into validated XBRL, with an account of every number in it."""


@cli.command()
@click.argument("filing", type=_PATH)
@click.option("--out", type=_PATH, required=True, help="Folder to write into; it is made where it is missing.")
@click.option("--document", type=_PATH, help="A document in the place of the one that the filing names.")
@click.option("--validate/--no-validate", default=True, help="Validate the outputs with Arelle (default).")
@_TAXONOMY
@_JSON
def convert(filing: Path, out: Path, document: Path | None, validate: bool, taxonomy: str, as_json: bool) -> ExitCode:
    """Convert the document of FILING, a folder with a filing.yaml.

    Leaves with 0 where the report is valid (or was not to be validated), 1 where it is invalid, 2 where it
    could not be validated.
    """
    with _progress(quiet=as_json) as progress:
        made = api.convert(filing, out, document=document, validate=validate, taxonomy=taxonomy, progress=progress)
    if as_json:
        _print_json(
            {
                "out": str(made.folder),
                "facts": len(made.report.facts),
                "sections": [{"section": section, **counts} for section, counts in counts_by_section(made.ledger)],
                "validation": json.loads(verdict_as_json(made.verdict)) if made.verdict else None,
            }
        )
    else:
        _show_counts(made)
        if made.verdict:
            _show_verdict(made.verdict)
    return made.verdict.exit_code if made.verdict else ExitCode.VALID


@cli.command()
@click.argument("file", type=_PATH)
@_TAXONOMY
@_JSON
def validate(file: Path, taxonomy: str, as_json: bool) -> ExitCode:
    """Validate FILE: Inline XBRL, XBRL XML, xBRL-JSON or a report package."""
    with _progress(quiet=as_json) as progress:
        progress("validating with Arelle")
        verdict = api.validate(file, taxonomy=taxonomy)
    if as_json:
        click.echo(verdict_as_json(verdict), nl=False)
    else:
        _show_verdict(verdict)
    return verdict.exit_code


@cli.command()
@click.argument("document", type=_PATH)
@click.option("--year-end", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the year; else read from titles.")
@click.option("--currency", help="Reporting currency (ISO 4217), for a bare dollar sign; else read from headers.")
@_JSON
def check(document: Path, year_end: datetime | None, currency: str | None, as_json: bool) -> ExitCode:
    """Foot and cross-cast DOCUMENT: print the arithmetic of each table as a tree, with a mark at each sum.

    Leaves with 0 where all of it holds, roundings aside, and 1 where the document contradicts itself.
    """
    checked = api.check(document, year_end=year_end.date() if year_end else None, currency=currency)
    if as_json:
        click.echo(proof_as_json(checked.proof, checked.extraction), nl=False)
    else:
        _show_proof(checked)
    return ExitCode.INVALID if checked.proof.contradicted else ExitCode.VALID


@cli.command()
@click.argument("document", type=_PATH)
@click.option("--out", type=_PATH, help="Folder to make; by default it is named after the company and the period.")
@_JSON
def init(document: Path, out: Path | None, as_json: bool) -> None:
    """Write a filing folder for DOCUMENT: a copy, and a filing.yaml with what the document tells of itself.

    The lines that no rule names stand in it as comments, with ranked candidates and extensions, ready to uncomment.
    """
    with _progress(quiet=as_json) as progress:
        made = api.init_filing(document, out, progress=progress)
    if as_json:
        unfilled = [asdict(finding) for finding in made.unfilled]
        lines = [line.as_record() for line in made.unnamed]
        _print_json({"folder": str(made.folder), "fill_in": unfilled, "lines": lines})
        return
    click.echo(f"{made.folder} is written; {len(made.unnamed)} lines that no rule names stand in it as comments.")
    for finding in made.unfilled:
        click.echo(f"{finding.file}:{finding.line}: {finding.problem}; {finding.remedy}")


@cli.command()
@click.argument("label")
@click.option("--statement", help="The statement or table, as the mapping names it: income-statement, cash-flows ...")
@click.option("--section", "sections", multiple=True, help="A heading above the row; the outermost first.")
@click.option("--unit", type=click.Choice([measure.value for measure in Measure]), help="What the row counts.")
@click.option("--filing", type=_PATH, help="A filing whose mapping, concepts and taxonomy count as well.")
@click.option("--taxonomy", help="The year's taxonomy (ifrs-2021); by default the filing's, else the newest.")
@_JSON
def suggest(
    label: str,
    statement: str | None,
    sections: tuple[str, ...],
    unit: str | None,
    filing: Path | None,
    taxonomy: str | None,
    as_json: bool,
) -> None:
    """Rank the concepts that a row labelled LABEL may have, each with its reasons, and put an extension forward.

    A confidence is the measured share of right concepts among candidates like it.
    """
    measure = Measure(unit) if unit else None
    found = api.suggest_concepts(
        label, statement=statement, sections=sections, measure=measure, taxonomy=taxonomy, filing=filing
    )
    if as_json:
        _print_json(as_record(found))
        return
    header = ("concept", "confidence", "type", "period", "balance", "why")
    rows = [
        (
            c["concept"],
            f"{c['confidence']:.2f}",
            c["type"].partition(":")[2].removesuffix("ItemType"),
            c["period"],
            c["balance"] or "",
            "; ".join(c["why"]),
        )
        for c in candidate_records(found.candidates)
    ]
    _print_rows(header, rows, as_json=False)
    click.echo("Where none of them fits, under 'concepts:' of the filing:")
    for line in as_yaml(found.extension):
        click.echo(f"  {line}")


@cli.group()
def mapping() -> None:
    """Look at mappings."""


@mapping.command("check")
@click.argument("filing", type=_PATH, required=False)
@_JSON
def mapping_check(filing: Path | None, as_json: bool) -> ExitCode:
    """Check the base mapping and, where it is named, the mapping of FILING."""
    findings = api.check_mappings(filing)
    if as_json:
        _print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "The mapping is sound.")
    return ExitCode.BAD_MAPPING if any(finding.severity == "error" for finding in findings) else ExitCode.VALID


@cli.group()
def taxonomy() -> None:
    """Look at taxonomies, and add official packages."""


@taxonomy.command("list")
@_JSON
def taxonomy_list(as_json: bool) -> None:
    """List the taxonomies that a report can be based on."""
    summaries = list_taxonomies()
    rows = [(s.taxonomy.name, s.taxonomy.date, s.concepts, s.package.name if s.package else "") for s in summaries]
    _print_rows(("taxonomy", "date", "concepts built in", "official package"), rows, as_json)


@taxonomy.command("show")
@click.argument("name")
@click.option("--year", type=int, default=2021, show_default=True)
@_JSON
def taxonomy_show(name: str, year: int, as_json: bool) -> None:
    """Show the facts of the concept NAME."""
    _print_concepts([show_concept(name, year)], as_json)


@taxonomy.command("search")
@click.argument("words")
@click.option("--year", type=int, default=2021, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@_JSON
def taxonomy_search(words: str, year: int, limit: int, as_json: bool) -> None:
    """Search concepts whose names hold WORDS."""
    _print_concepts(search_concepts(words, year, limit), as_json)


@taxonomy.command("add")
@click.argument("package", type=_PATH)
def taxonomy_add(package: Path) -> None:
    """Check the taxonomy package PACKAGE (a zip) and add it, so that reports can be validated against it."""
    added = add_package(package)
    covers = f" (covers {', '.join(added.covers)})" if added.covers else ""
    click.echo(f"Added {added.name} {added.version}{covers}.")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show the running step on a terminal; be silent elsewhere."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("starting", total=None)
        yield lambda step: bar.update(task, description=step)


def _show_counts(made: api.Conversion) -> None:
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
    _console().print(table)
    click.echo(f"{len(made.report.facts)} facts written to {made.folder}; every number is in {api.LEDGER_CSV}.")


_STYLES = {Standing.HOLDS: "green", Standing.ROUNDING: "yellow", Standing.BROKEN: "red"}


def _show_proof(checked: api.Check) -> None:
    console = _console()
    for table in tree_of(checked.proof, checked.extraction):
        console.print(_tree(table))
    figures = checked.extraction.figures
    for identity in checked.proof.identities:
        cause = cause_of(identity, checked.proof)
        if cause is not None:
            line = figures[identity.total].place.line
            click.echo(f"{MARKS[identity.standing]} line {line}: {words(identity, figures)}: {cause.value}")
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


def _show_verdict(verdict: Verdict) -> None:
    rows = verdict_as_table(verdict)
    for level, code, text, where in rows[:_MOST_MESSAGES]:
        click.echo(f"{level}: " + (f"[{code}] " if code else "") + text)
        for place in where.splitlines():
            click.echo(f"    at {place}")
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


def _print_concepts(concepts: list[ConceptFacts], as_json: bool) -> None:
    header = ("name", "kind", "type", "period", "balance", "years")
    rows = [
        (c.name, c.kind, c.item_type, c.period_type, c.balance or "", f"{min(c.years)}-{max(c.years)}")
        for c in concepts
    ]
    _print_rows(header, rows, as_json)


def _print_rows(header: tuple[str, ...], rows: list[tuple[Any, ...]], as_json: bool) -> None:
    if as_json:
        _print_json([dict(zip(header, row, strict=True)) for row in rows])
        return
    if not rows:
        click.echo("none found")
        return
    table = Table()
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row))
    _console().print(table)


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=140)


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
