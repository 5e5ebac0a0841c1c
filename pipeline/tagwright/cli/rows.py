"""Rows on the terminal: a table for a person, JSON for a program."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tagwright.taxonomy.concepts import ConceptFacts


def print_concepts(concepts: list[ConceptFacts], as_json: bool) -> None:
    """Print the facts of concepts, a line each."""
    header = ("name", "kind", "type", "period", "balance", "years")
    rows = [
        (c.name, c.kind, c.item_type, c.period_type, c.balance or "", f"{min(c.years)}-{max(c.years)}")
        for c in concepts
    ]
    print_rows(header, rows, as_json)


def print_rows(header: tuple[str, ...], rows: list[tuple[Any, ...]], as_json: bool) -> None:
    """Print rows as a table, or as JSON with an object a row."""
    if as_json:
        print_json([dict(zip(header, row, strict=True)) for row in rows])
        return
    if not rows:
        click.echo("none found")
        return
    table = Table()
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row))
    console().print(table)


def console() -> Console:
    """Give the terminal to print to; where it is none, one as wide as a page."""
    return Console() if sys.stdout.isatty() else Console(width=140)


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
