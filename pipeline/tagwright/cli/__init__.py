"""The command line: what a person types, and what the terminal shows. All work is done behind ``api``.

In: arguments. Out: text or JSON on the terminal, and the exit code of the outcome.
Never: decides anything about a figure; writes a file of its own.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from tagwright import __version__, api
from tagwright.cli.show import (
    print_concepts,
    print_json,
    print_rows,
    progress_bar,
    show_counts,
    show_evaluation,
    show_proof,
    show_suggestion,
    show_tables,
    show_verdict,
)
from tagwright.errors import ExitCode, TagwrightError, exit_code_of
from tagwright.evaluation.measure import as_record as evaluation_record
from tagwright.figures.model import Measure
from tagwright.mapping.suggest import as_record
from tagwright.proof.account import proof_as_json
from tagwright.report.ledger import counts_by_section
from tagwright.taxonomy.registry import add_package, list_taxonomies
from tagwright.taxonomy.search import search_concepts, show_concept
from tagwright.validation.verdict import verdict_as_json

_PATH = click.Path(path_type=Path)
_TAXONOMY = click.option(
    "--taxonomy",
    default=api.BUILT_IN,
    show_default=True,
    help="What to validate against: built-in, an added taxonomy (ifrs-2021), or a taxonomy package (.zip).",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON, for a program to read.")


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
@click.option("--profile", help="Whose rules the report follows (ifrs, esef-2021); by default the filing's.")
@_TAXONOMY
@_JSON
def convert(
    filing: Path,
    out: Path,
    document: Path | None,
    validate: bool,
    profile: str | None,
    taxonomy: str,
    as_json: bool,
) -> ExitCode:
    """Convert the document of FILING, a folder with a filing.yaml.

    Leaves with 0 where the report is valid (or was not to be validated), 1 where it is invalid, 2 where it
    could not be validated.
    """
    with progress_bar(quiet=as_json) as progress:
        made = api.convert(
            filing, out, document=document, validate=validate, taxonomy=taxonomy, profile=profile, progress=progress
        )
    if as_json:
        print_json(
            {
                "out": str(made.folder),
                "facts": len(made.report.facts),
                "sections": [{"section": section, **counts} for section, counts in counts_by_section(made.ledger)],
                "validation": json.loads(verdict_as_json(made.verdict)) if made.verdict else None,
            }
        )
    else:
        show_counts(made)
        if made.verdict:
            show_verdict(made.verdict)
    return made.verdict.exit_code if made.verdict else ExitCode.VALID


@cli.command()
@click.argument("file", type=_PATH)
@_TAXONOMY
@_JSON
def validate(file: Path, taxonomy: str, as_json: bool) -> ExitCode:
    """Validate FILE: Inline XBRL, XBRL XML, xBRL-JSON or a report package."""
    with progress_bar(quiet=as_json) as progress:
        progress("validating with Arelle")
        verdict = api.validate(file, taxonomy=taxonomy)
    if as_json:
        click.echo(verdict_as_json(verdict), nl=False)
    else:
        show_verdict(verdict)
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
        show_proof(checked)
    return ExitCode.INVALID if checked.proof.contradicted else ExitCode.VALID


@cli.command()
@click.argument("document", type=_PATH)
@click.option("--year-end", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the year; else read from titles.")
@click.option("--currency", help="Reporting currency (ISO 4217), for a bare dollar sign; else read from headers.")
@click.option("--html", type=_PATH, help="Write a page with each table beside what was read of it.")
@_JSON
def read(document: Path, year_end: datetime | None, currency: str | None, html: Path | None, as_json: bool) -> None:
    """Show what was understood of DOCUMENT: its tables, with the periods, units and scales of their columns."""
    source, tables = api.read(document, year_end=year_end.date() if year_end else None, currency=currency)
    if html is not None:
        api.write_page(source, tables, html)
    if as_json:
        print_json({"document": source.name, "remarks": source.remarks, "tables": [asdict(table) for table in tables]})
    else:
        show_tables(source, tables)


@cli.command()
@click.argument("document", type=_PATH)
@click.option("--out", type=_PATH, help="Folder to make; by default it is named after the company and the period.")
@_JSON
def init(document: Path, out: Path | None, as_json: bool) -> None:
    """Write a filing folder for DOCUMENT: a copy, and a filing.yaml with what the document tells of itself.

    The lines that no rule names stand in it as comments, with ranked candidates and extensions, ready to uncomment.
    """
    with progress_bar(quiet=as_json) as progress:
        made = api.init_filing(document, out, progress=progress)
    if as_json:
        unfilled = [asdict(finding) for finding in made.unfilled]
        lines = [line.as_record() for line in made.unnamed]
        print_json({"folder": str(made.folder), "fill_in": unfilled, "lines": lines})
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
        print_json(as_record(found))
        return
    show_suggestion(found)


@cli.command()
@click.argument("filings", nargs=-1, required=True, type=_PATH)
@click.option("--diagram", type=_PATH, help="Write the reliability diagram there (SVG).")
@_JSON
def evaluate(filings: tuple[Path, ...], diagram: Path | None, as_json: bool) -> None:
    """Hold the base mapping against the tags of real reports: Inline files, folders of them, or report packages.

    The tags are hidden from the mapping, which has no lines for these companies. Counted are the amounts in tables
    for which the filer used an IFRS concept.
    """
    with progress_bar(quiet=as_json) as progress:
        found = api.evaluate(filings, diagram=diagram, progress=progress)
    if as_json:
        print_json(evaluation_record(found))
    else:
        show_evaluation(found)


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
        print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(f"{len(findings)} findings" if findings else "The mapping is sound.")
    return ExitCode.BAD_MAPPING if any(finding.severity == "error" for finding in findings) else ExitCode.VALID


@mapping.command("coverage")
@click.argument("filing", type=_PATH, required=False)
@_JSON
def mapping_coverage(filing: Path | None, as_json: bool) -> None:
    """Say which concepts the base mapping and, where it is named, the mapping of FILING reach, by table and year."""
    reached = api.mapping_coverage(filing)
    if as_json:
        print_json([asdict(reach) for reach in reached])
        return
    years = tuple(reached[-1].years)
    rows = [(reach.table, reach.kind, len(reach.concepts), *reach.years.values()) for reach in reached]
    print_rows(("table", "kind", "concepts", *(f"in {year}" for year in years)), rows, as_json=False)


@cli.group()
def taxonomy() -> None:
    """Look at taxonomies, and add official packages."""


@taxonomy.command("list")
@_JSON
def taxonomy_list(as_json: bool) -> None:
    """List the taxonomies that a report can be based on."""
    summaries = list_taxonomies()
    rows = [(s.taxonomy.name, s.taxonomy.date, s.concepts, s.package.name if s.package else "") for s in summaries]
    print_rows(("taxonomy", "date", "concepts built in", "official package"), rows, as_json)


@taxonomy.command("show")
@click.argument("name")
@click.option("--year", type=int, default=2021, show_default=True)
@_JSON
def taxonomy_show(name: str, year: int, as_json: bool) -> None:
    """Show the facts of the concept NAME."""
    print_concepts([show_concept(name, year)], as_json)


@taxonomy.command("search")
@click.argument("words")
@click.option("--year", type=int, default=2021, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@_JSON
def taxonomy_search(words: str, year: int, limit: int, as_json: bool) -> None:
    """Search concepts whose names hold WORDS."""
    print_concepts(search_concepts(words, year, limit), as_json)


@taxonomy.command("add")
@click.argument("package", type=_PATH)
def taxonomy_add(package: Path) -> None:
    """Check the taxonomy package PACKAGE (a zip) and add it, so that reports can be validated against it."""
    added = add_package(package)
    covers = f" (covers {', '.join(added.covers)})" if added.covers else ""
    click.echo(f"Added {added.name} {added.version}{covers}.")
