"""The commands about taxonomies. Those that look something up load as little as they can, so that they are quick."""

from __future__ import annotations

from pathlib import Path

import click

from tagwright.cli.options import JSON, PATH
from tagwright.cli.rows import print_concepts, print_rows
from tagwright.taxonomy.registry import add_package, list_taxonomies
from tagwright.taxonomy.search import search_concepts, show_concept


@click.group()
def taxonomy() -> None:
    """Look at taxonomies, and add official packages."""


@taxonomy.command("list")
@JSON
def taxonomy_list(as_json: bool) -> None:
    """List the taxonomies that a report can be based on."""
    summaries = list_taxonomies()
    rows = [(s.taxonomy.name, s.taxonomy.date, s.concepts, s.package.name if s.package else "") for s in summaries]
    print_rows(("taxonomy", "date", "concepts built in", "official package"), rows, as_json)


@taxonomy.command("show")
@click.argument("name")
@click.option("--year", type=int, default=2021, show_default=True)
@JSON
def taxonomy_show(name: str, year: int, as_json: bool) -> None:
    """Show the facts of the concept NAME."""
    print_concepts([show_concept(name, year)], as_json)


@taxonomy.command("search")
@click.argument("words")
@click.option("--year", type=int, default=2021, show_default=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@JSON
def taxonomy_search(words: str, year: int, limit: int, as_json: bool) -> None:
    """Search concepts whose names hold WORDS."""
    print_concepts(search_concepts(words, year, limit), as_json)


@taxonomy.command("add")
@click.argument("package", type=PATH)
def taxonomy_add(package: Path) -> None:
    """Check the taxonomy package PACKAGE (a zip) and add it, so that reports can be validated against it."""
    added = add_package(package)
    covers = f" (covers {', '.join(added.covers)})" if added.covers else ""
    click.echo(f"Added {added.name} {added.version}{covers}.")
