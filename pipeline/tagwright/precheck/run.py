"""Runs all checks over what a report says, and over the figures of the document that it was made from."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from tagwright.precheck import (
    calculation,
    contexts,
    declarations,
    definition,
    facts,
    headings,
    networks,
    packages,
    pages,
    tagging,
    texts,
    transforms,
)
from tagwright.precheck.finding import Finding, Found, found, judged
from tagwright.precheck.model import Contents, Spot
from tagwright.precheck.read import PACKAGES, PAGES, read_loose, read_package
from tagwright.report.model import Report
from tagwright.taxonomy.archive import check_archive

Check = Callable[[Contents], Iterator[Found]]

CHECKS: tuple[Check, ...] = (
    pages.broken_files,
    packages.package_layout,
    packages.metadata,
    packages.references,
    packages.file_names,
    pages.page_elements,
    pages.identifiers,
    pages.inline_features,
    contexts.entities,
    contexts.used_contexts,
    contexts.dates,
    contexts.containers,
    contexts.named_in_contexts,
    contexts.used_units,
    contexts.units_of_types,
    facts.precision,
    facts.nil_facts,
    facts.concepts,
    facts.percentages,
    facts.signs,
    facts.scales,
    facts.duplicates,
    headings.headings,
    facts.zeros,
    transforms.registries,
    transforms.printed_numbers,
    transforms.separators,
    texts.blocks,
    texts.languages,
    texts.continuations,
    texts.hidden,
    texts.footnotes,
    declarations.names,
    declarations.types,
    declarations.flags,
    declarations.members,
    declarations.labels,
    declarations.preferred_labels,
    declarations.entry_points,
    networks.ends,
    networks.repeated,
    networks.roles,
    networks.presentation,
    networks.statements,
    calculation.arcroles,
    calculation.arcs_of_sums,
    calculation.sums,
    definition.hypercubes,
    definition.dimensions_of_facts,
    definition.axes,
    definition.anchors,
)
"""The checks over what the files of any report say, in the order in which they are run."""

PLAIN = "ifrs"
_ESEF = re.compile(r"https?://www\.esma\.europa\.eu/taxonomy/(\d{4})-\d\d-\d\d/")
_NOTHING: Mapping[str, str] = MappingProxyType({})


def precheck(contents: Contents, profile: str) -> list[Finding]:
    """Run all checks for a destination, gravest findings first."""
    return judged((one for check in (*CHECKS, tagging.untagged) for one in check(contents)), profile, _NOTHING)


def precheck_report(
    report: Report, files: Mapping[str, bytes], sources: Mapping[str, str], printed: Sequence[Found]
) -> list[Finding]:
    """Check what was emitted of a report: the package, which holds all that the other files say.

    ``sources`` describes the figure of the source by the id of its fact, and the place of a declaration by that of
    its concept. ``printed`` is what was found in the document: which of its numbers are no facts is known better
    there than from the page.
    """
    name = f"{report.package_name}.{report.profile.package}"
    contents = read_package(name, io.BytesIO(files[name]))
    return judged([*(one for check in CHECKS for one in check(contents)), *printed], report.profile.name, sources)


def precheck_file(path: Path, profile: str | None = None) -> list[Finding]:
    """Check a report file or package of anybody's, for a profile or else the destination that its taxonomy shows.

    Gives nothing for a kind of file that no check reads. Raises PackageError where an archive is hostile.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        return []  # the validation says so
    if suffix in PACKAGES:
        check_archive(path)
        contents = read_package(path.name, path)
    elif suffix in PAGES or suffix in (".xbrl", ".xml"):
        contents = read_loose(path)
    else:
        return []
    profile = profile or destination_of(contents)
    if contents.oversized:
        large = (
            found("file-too-large", "it is too large for the pre-checks", Spot(name)) for name in contents.oversized
        )
        return judged(large, profile, _NOTHING)
    return precheck(contents, profile)


def destination_of(contents: Contents) -> str:
    """Name the profile whose rules a report follows: ESEF of the year whose taxonomy it imports, or none."""
    addresses = (reference.href for reference in contents.references if reference.kind in ("import", "schemaRef"))
    years = sorted(match[1] for match in map(_ESEF.match, addresses) if match)
    return f"esef-{years[-1]}" if years else PLAIN
