"""What mappings say and reach, what they might say of a label, and how well they do on real reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tagwright.api.steps import Progress, silent
from tagwright.emit.files import write_all
from tagwright.figures.model import Measure
from tagwright.mapping.book import concept_book
from tagwright.mapping.candidates import Ranker
from tagwright.mapping.check import check_mapping
from tagwright.mapping.coverage import Reach, coverage
from tagwright.mapping.finding import Finding
from tagwright.mapping.fitting import Row
from tagwright.mapping.load import load_base, load_filing, merge
from tagwright.mapping.profiles import PLAIN, load_profile
from tagwright.mapping.suggest import Suggestion, suggest, table_named
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import ifrs_taxonomy, official_taxonomies
from tagwright.taxonomy.package_concepts import package_concepts
from tagwright.taxonomy.package_labels import official_labels
from tagwright.taxonomy.registry import installed_package_for

if TYPE_CHECKING:
    from tagwright.evaluation.measure import Evaluation


def check_mappings(filing_folder: Path | None) -> list[Finding]:
    """Give all that is wrong in the base mapping and, where one is named, in a filing's mapping."""
    base = load_base()
    filing = load_filing(filing_folder) if filing_folder else None
    official = ifrs_taxonomy(filing.rules.taxonomy) if filing else official_taxonomies()[0]
    profile = load_profile(filing.rules.profile, official.name) if filing else PLAIN
    return check_mapping(base, filing, load_concepts(official.year), profile)


def mapping_coverage(filing_folder: Path | None) -> list[Reach]:
    """Give which concepts the base mapping and, where one is named, a filing's mapping reach, by table and year."""
    base = load_base()
    if filing_folder is None:
        return coverage(base, {official.year: load_concepts(official.year) for official in official_taxonomies()})
    filing = load_filing(filing_folder)
    year = ifrs_taxonomy(filing.rules.taxonomy).year
    return coverage(merge(base, filing), {year: concept_book(load_concepts(year), filing.rules.concepts, year)})


def suggest_concepts(
    label: str,
    *,
    statement: str | None = None,
    sections: Sequence[str] = (),
    measure: Measure | None = None,
    taxonomy: str | None = None,
    filing: Path | None = None,
) -> Suggestion:
    """Rank concepts for one label of a statement's section, and put an extension forward.

    ``statement`` is the name of a table of the mapping; ``sections`` the headings above the row, outermost first.
    ``taxonomy`` is the filing's where one is named, else by default the newest. The concepts and labels of its
    official package count where the user has added it. Raises MappingError where the mapping has no such table.
    """
    loaded = load_filing(filing) if filing else None
    official = ifrs_taxonomy(taxonomy or (loaded.rules.taxonomy if loaded else official_taxonomies()[-1].name))
    own = loaded.rules.concepts if loaded else ()
    package = installed_package_for(official)
    further = package_concepts(package, official) if package else {}
    book = concept_book({**further, **load_concepts(official.year)}, own, official.year)
    base = load_base()
    mapping = merge(base, loaded) if loaded else rules_of_year(base, book.keys())
    table = table_named(statement, mapping) if statement else None
    row = Row(label, table, tuple(sections), measure)
    return suggest(row, Ranker(mapping, book, official_labels(official)), book)


def evaluate(filings: Sequence[Path], *, diagram: Path | None = None, progress: Progress = silent) -> Evaluation:
    """Hold the base mapping against the tags of real reports: Inline files, folders of them, report packages.

    ``diagram`` is where the reliability diagram is written (SVG), if it is asked for. Raises DocumentError where
    one of the reports has no table with tagged amounts.
    """
    # Imported here: what measures is never needed by what converts.
    from tagwright.evaluation.diagram import reliability_diagram
    from tagwright.evaluation.judge import judge_filing
    from tagwright.evaluation.measure import evaluated

    judged = []
    for filing in filings:
        progress(f"reading and mapping {filing.name}")
        judged += judge_filing(filing)
    evaluation = evaluated(judged)
    if diagram is not None:
        write_all({diagram.name: reliability_diagram(evaluation.bins).encode()}, diagram.parent)
    return evaluation
