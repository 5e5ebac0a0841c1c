"""The commands about taxonomies. Those that look something up load as little as they can, so that they are quick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, astuple
from pathlib import Path

import click

from tagwright.cli.options import JSON, PATH
from tagwright.cli.rows import print_concepts, print_json, print_rows
from tagwright.taxonomy.concept_index import opened_index
from tagwright.taxonomy.index_queries import DescribedConcept, Summand, describe, search_index
from tagwright.taxonomy.registry import list_taxonomies, taxonomy_at_hand
from tagwright.taxonomy.search import search_concepts, show_concept

_YEAR = click.option(
    "--year", type=int, help="The year of the taxonomy; by default the newest whose package was added, else the newest."
)


@click.group()
def taxonomy() -> None:
    """Look at taxonomies, and add official packages."""


@taxonomy.command("list")
@JSON
def taxonomy_list(as_json: bool) -> None:
    """List the taxonomies that a report can be based on."""
    rows = []
    for summary in list_taxonomies():
        package = summary.package
        by = (
            f"{package.validated.validator}, {package.validated.warnings} warnings"
            if package and package.validated
            else ""
        )
        rows.append(
            (summary.taxonomy.name, summary.taxonomy.date, summary.concepts, package.name if package else "", by)
        )
    print_rows(("taxonomy", "date", "concepts built in", "official package", "validated by"), rows, as_json)


@taxonomy.command("show")
@click.argument("name")
@_YEAR
@JSON
def taxonomy_show(name: str, year: int | None, as_json: bool) -> None:
    """Show the concept NAME: of the official package where it was added, else what is built in."""
    official, package = taxonomy_at_hand(year)
    if package is None:
        print_concepts([show_concept(name, official.year)], as_json)
        return
    with opened_index(package.path, package.sha256) as index:
        described = describe(index, name)
    if as_json:
        print_json(asdict(described))
        return
    for line in _told(described):
        click.echo(line)


@taxonomy.command("search")
@click.argument("words")
@_YEAR
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@JSON
def taxonomy_search(words: str, year: int | None, limit: int, as_json: bool) -> None:
    """Search concepts that have WORDS in their names, and in their labels where the official package was added."""
    official, package = taxonomy_at_hand(year)
    if package is None:
        print_concepts(search_concepts(words, official.year, limit), as_json)
        return
    with opened_index(package.path, package.sha256) as index:
        found = search_index(index, words, limit)
    header = ("name", "label", "type", "period", "balance", "abstract")
    print_rows(header, [(*astuple(concept)[:4], concept.balance or "", concept.abstract) for concept in found], as_json)


@taxonomy.command("add")
@click.argument("package", type=PATH)
def taxonomy_add(package: Path) -> None:
    """Check and validate the taxonomy package PACKAGE (a zip), index its concepts and add it.

    Reports can then be validated against it, and search, show and suggest know its labels.
    """
    from tagwright import api
    from tagwright.cli.show import progress_bar

    with progress_bar(quiet=False) as progress:
        added = api.add_taxonomy(package, progress=progress)
    covers = f" (covers {', '.join(added.covers)})" if added.covers else ""
    click.echo(f"Added {added.name} {added.version}{covers}.")
    if added.validated:
        points = len(added.entry_points)
        click.echo(f"{added.validated.validator}: {points} entry points valid, {added.validated.warnings} warnings.")


def _told(concept: DescribedConcept) -> Iterator[str]:
    """Tell what is known of a concept, a line each."""
    yield concept.name
    facts = (concept.item_type, concept.period_type, concept.balance, "abstract" if concept.abstract else None)
    yield f"  {', '.join(fact for fact in facts if fact)}; {concept.substitution_group}; {concept.namespace}"
    yield from _under("labels", (f"{label.role} ({label.language}): {label.text}" for label in concept.labels))
    positions = (f"{' > '.join((*at.path, f'place {at.place}'))}  {at.role}" for at in concept.presentation)
    yield from _under("stands under", positions)
    yield from _under("goes into", _weighed(concept.totals))
    yield from _under("is the sum of", _weighed(concept.parts))
    references = (
        ", ".join(f"{part} {text}" for part, text in parts if not part.startswith("URI"))
        for parts in concept.references
    )
    yield from _under("references", references)


def _under(heading: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"{heading}:"
        yield from (f"  {line}" for line in found)


def _weighed(summands: tuple[Summand, ...]) -> Iterator[str]:
    return (f"{summand.weight:>2} x {summand.concept}  {summand.role}" for summand in summands)
