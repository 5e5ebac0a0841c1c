"""The commands that look at mappings: what they reach, how they do, what they lack."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from tagwright import api
from tagwright.cli.options import JSON, PATH
from tagwright.cli.rows import print_json, print_rows
from tagwright.cli.show import progress_bar, show_evaluation, show_suggestion
from tagwright.errors import ExitCode
from tagwright.evaluation.measure import as_record as evaluation_record
from tagwright.figures.model import Measure
from tagwright.mapping.suggest import as_record


@click.command()
@click.argument("label")
@click.option("--statement", help="The statement or table, as the mapping names it: income-statement, cash-flows ...")
@click.option("--section", "sections", multiple=True, help="A heading above the row; the outermost first.")
@click.option("--unit", type=click.Choice([measure.value for measure in Measure]), help="What the row counts.")
@click.option("--filing", type=PATH, help="A filing whose mapping, concepts and taxonomy count as well.")
@click.option("--taxonomy", help="The year's taxonomy (ifrs-2021); by default the filing's, else the newest.")
@JSON
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


@click.command()
@click.argument("filings", nargs=-1, required=True, type=PATH)
@click.option("--diagram", type=PATH, help="Write the reliability diagram there (SVG).")
@JSON
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


@click.group()
def mapping() -> None:
    """Look at mappings."""


@mapping.command("check")
@click.argument("filing", type=PATH, required=False)
@JSON
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
@click.argument("filing", type=PATH, required=False)
@JSON
def mapping_coverage(filing: Path | None, as_json: bool) -> None:
    """Say which concepts the base mapping and, where it is named, the mapping of FILING reach, by table and year."""
    reached = api.mapping_coverage(filing)
    if as_json:
        print_json([asdict(reach) for reach in reached])
        return
    years = tuple(reached[-1].years)
    rows = [(reach.table, reach.kind, len(reach.concepts), *reach.years.values()) for reach in reached]
    print_rows(("table", "kind", "concepts", *(f"in {year}" for year in years)), rows, as_json=False)
