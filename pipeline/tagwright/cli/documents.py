"""The commands that look at a document before there is a report."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from tagwright import api
from tagwright.cli.options import JSON, OCR, PATH
from tagwright.cli.rows import print_json
from tagwright.cli.show import progress_bar, show_proof, show_tables
from tagwright.errors import ExitCode
from tagwright.proof.account import proof_as_json


@click.command()
@click.argument("document", type=PATH)
@click.option("--year-end", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the year; else read from titles.")
@click.option("--currency", help="Reporting currency (ISO 4217), for a bare dollar sign; else read from headers.")
@click.option("--html", type=PATH, help="Write a page: the source, beside it what was read.")
@OCR
@JSON
def read(
    document: Path, year_end: datetime | None, currency: str | None, html: Path | None, ocr: bool, as_json: bool
) -> None:
    """Show what was understood of DOCUMENT: its tables, with the periods, units and scales of their columns."""
    day = year_end.date() if year_end else None
    with progress_bar(quiet=as_json) as progress:
        source, tables = api.read(document, year_end=day, currency=currency, ocr=ocr, progress=progress)
    if html is not None:
        api.write_page(document, source, tables, html)
    if as_json:
        print_json({"document": source.name, "remarks": source.remarks, "tables": [asdict(table) for table in tables]})
    else:
        show_tables(source, tables)


@click.command()
@click.argument("document", type=PATH)
@click.option("--year-end", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the year; else read from titles.")
@click.option("--currency", help="Reporting currency (ISO 4217), for a bare dollar sign; else read from headers.")
@OCR
@JSON
def check(document: Path, year_end: datetime | None, currency: str | None, ocr: bool, as_json: bool) -> ExitCode:
    """Foot and cross-cast DOCUMENT: print the arithmetic of each table as a tree, with a mark at each sum.

    Leaves with 0 where all of it holds, roundings aside, and 1 where the document contradicts itself.
    """
    day = year_end.date() if year_end else None
    with progress_bar(quiet=as_json) as progress:
        checked = api.check(document, year_end=day, currency=currency, ocr=ocr, progress=progress)
    if as_json:
        click.echo(proof_as_json(checked.proof, checked.extraction), nl=False)
    else:
        show_proof(checked)
    return ExitCode.INVALID if checked.proof.contradicted else ExitCode.VALID


@click.command()
@click.argument("document", type=PATH)
@click.option("--out", type=PATH, help="Folder to make; by default it is named after the company and the period.")
@OCR
@JSON
def init(document: Path, out: Path | None, ocr: bool, as_json: bool) -> None:
    """Write a filing folder for DOCUMENT: a copy, and a filing.yaml with what the document tells of itself.

    The lines that no rule names stand in it as comments, with ranked candidates and extensions, ready to uncomment.
    """
    with progress_bar(quiet=as_json) as progress:
        made = api.init_filing(document, out, ocr=ocr, progress=progress)
    if as_json:
        unfilled = [asdict(finding) for finding in made.unfilled]
        lines = [line.as_record() for line in made.unnamed]
        print_json({"folder": str(made.folder), "fill_in": unfilled, "lines": lines})
        return
    click.echo(f"{made.folder} is written; {len(made.unnamed)} lines that no rule names stand in it as comments.")
    for finding in made.unfilled:
        click.echo(f"{finding.file}:{finding.line}: {finding.problem}; {finding.remedy}")
