"""The taxonomy packages that a report is validated against, and adding one."""

from __future__ import annotations

from pathlib import Path

from tagwright.api.steps import Progress, silent
from tagwright.errors import (
    PackageError,
)
from tagwright.mapping.profiles import PLAIN, Profile
from tagwright.report.model import Report
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import BUILT_IN, OfficialTaxonomy, ifrs_taxonomy, official_taxonomies
from tagwright.taxonomy.registry import (
    InstalledPackage,
    Validated,
    add_package,
    installed_packages,
    required_package,
)
from tagwright.taxonomy.taxonomy_package import read_taxonomy_package
from tagwright.validation.taxonomy_package import validate_taxonomy_package
from tagwright.validation.verdict import Level, Status


def taxonomy_package(taxonomy: str, official: OfficialTaxonomy, scratch: Path) -> Path:
    """Give the package to validate against: built in, added by the user under a taxonomy's name, or at a path.

    Raises PackageError where the package at a path is hostile or none.
    """
    if taxonomy == BUILT_IN:
        core = scratch / f"{official.name}-core.zip"
        return core if core.is_file() else build_core_package(official, core)
    if taxonomy.endswith(".zip"):
        read_taxonomy_package(Path(taxonomy))
        return Path(taxonomy)
    return required_package(ifrs_taxonomy(taxonomy)).path


def packages_of(report: Report, taxonomy: str, official: OfficialTaxonomy, scratch: Path) -> list[Path]:
    """Give the packages that a report needs: of a profile with an entry point of its own all that were added."""
    if report.profile.entry_point is None:
        return [taxonomy_package(taxonomy, official, scratch)]
    named = [] if taxonomy == BUILT_IN else [taxonomy_package(taxonomy, official, scratch)]
    return list(dict.fromkeys([*named, *(package.path for package in installed_packages())]))


def packages_for(profile: Profile, taxonomy: str, scratch: Path) -> list[Path]:
    """Give the packages for a report that we know nothing of but its destination."""
    if profile.entry_point is not None:
        added = [package.path for package in installed_packages()]
        return added if taxonomy == BUILT_IN else [*packages_for(PLAIN, taxonomy, scratch), *added]
    years = official_taxonomies() if taxonomy == BUILT_IN else official_taxonomies()[:1]
    return [taxonomy_package(taxonomy, official, scratch) for official in years]


def add_taxonomy(package: Path, *, progress: Progress = silent) -> InstalledPackage:
    """Add a taxonomy package to the user's folder, once it is checked and found valid; index its concepts.

    Packages that were added before are at hand for the validation. Raises PackageError where the package is hostile,
    none, invalid, or builds on one that is not there; nothing is added then.
    """
    progress("checking the package")
    description = read_taxonomy_package(package)
    others = [other.path for other in installed_packages() if other.identifier != description.identifier]
    progress("validating the package with Arelle (about a minute)")
    verdict = validate_taxonomy_package(package, description.entry_points, others)
    if verdict.status is not Status.VALID:
        errors = (f"{message.code}: {message.text}" for message in verdict.messages if message.level is Level.ERROR)
        raise PackageError(
            f"The taxonomy package {package} is {verdict.status.value}: {next(iter((*verdict.reasons, *errors)))}",
            remedy="add the packages that it builds on first, or ask its publisher",
        )
    progress("indexing its concepts")
    return add_package(package, Validated(verdict.validator, verdict.counts.warnings))
