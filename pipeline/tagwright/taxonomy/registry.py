"""The taxonomies at hand: what is built in, and which packages the user has added to a folder of their own.

The folder is taxonomies/ under TAGWRIGHT_HOME, else under ~/.local/share/tagwright. It holds the packages, the
concept index of each, and a list (index.json) with each one's digest, so that a package that changed behind our back
is noticed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tagwright.errors import OutputError, TaxonomyError
from tagwright.taxonomy.concept_index import index_of, write_index
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import OfficialTaxonomy, ifrs_taxonomy, official_taxonomies
from tagwright.taxonomy.package_content import read_content
from tagwright.taxonomy.taxonomy_package import PackageDescription, read_taxonomy_package

HOME_VARIABLE = "TAGWRIGHT_HOME"
_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Validated:
    """By what a package was found valid when it was added, and how many warnings there were."""

    validator: str
    warnings: int


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package that the user added.

    ``covers`` names the official taxonomies whose core schema it holds. ``validated`` is None where it was not
    validated when it was added.
    """

    path: Path
    identifier: str
    name: str
    version: str
    sha256: str
    entry_points: tuple[str, ...]
    covers: tuple[str, ...]
    validated: Validated | None = None


@dataclass(frozen=True, slots=True)
class TaxonomySummary:
    """A taxonomy that reports can be based on, how many of its concepts are built in, and its official package."""

    taxonomy: OfficialTaxonomy
    concepts: int
    package: InstalledPackage | None


def list_taxonomies() -> tuple[TaxonomySummary, ...]:
    """Give every taxonomy that a report can be based on, the oldest first."""
    return tuple(
        TaxonomySummary(taxonomy, len(load_concepts(taxonomy.year)), installed_package_for(taxonomy))
        for taxonomy in official_taxonomies()
    )


def taxonomies_folder() -> Path:
    """Give the folder of the user's taxonomy packages; it may not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    return (Path(home) if home else Path.home() / ".local" / "share" / "tagwright") / "taxonomies"


def add_package(path: Path, validated: Validated | None = None) -> InstalledPackage:
    """Check a taxonomy package, copy it into the user's folder, index its concepts and record it.

    ``validated`` is what validating it gave. A package with the identifier of one that is there takes its place.
    Nothing is written where the check fails. Raises PackageError where the package is hostile or none, and
    OutputError where the folder cannot be written.
    """
    description = read_taxonomy_package(path)
    concepts = read_content(path, description)
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    folder = taxonomies_folder()
    added = _described(folder / f"{path.stem}-{digest[:12]}.zip", digest, description, validated)
    others = [package for package in installed_packages() if package.identifier != added.identifier]
    replaced = [package for package in installed_packages() if package.identifier == added.identifier]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(added.path, content)
        write_index(added.path, concepts, digest)
        _write(folder / _INDEX, _index_of([*others, added]))
        for package in replaced:
            if package.path != added.path:
                package.path.unlink(missing_ok=True)
                index_of(package.path).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"The taxonomy package cannot be put into {folder}: {error}",
            remedy=f"make room, or set {HOME_VARIABLE} to a folder that can be written to",
        ) from error
    return added


def installed_packages() -> tuple[InstalledPackage, ...]:
    """Give the packages that the user added, in the order in which they were.

    Raises TaxonomyError where the index cannot be read.
    """
    folder = taxonomies_folder()
    index = folder / _INDEX
    if not index.exists():
        return ()
    try:
        entries = json.loads(index.read_text(encoding="utf-8"))["packages"]
        return tuple(
            InstalledPackage(
                path=folder / entry["file"],
                identifier=entry["identifier"],
                name=entry["name"],
                version=entry["version"],
                sha256=entry["sha256"],
                entry_points=tuple(entry["entry_points"]),
                covers=tuple(entry["covers"]),
                validated=Validated(**entry["validated"]) if entry.get("validated") else None,
            )
            for entry in entries
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TaxonomyError(
            f"The index of the taxonomy packages, {index}, cannot be read: {error!r}",
            remedy=f"remove {index} and add the packages again with: tagwright taxonomy add ZIP",
        ) from error


def installed_package_for(taxonomy: OfficialTaxonomy) -> InstalledPackage | None:
    """Give the package, added last, that holds a taxonomy's core schema, or None where there is none.

    Raises TaxonomyError where the package's file is gone or is not what was added.
    """
    holding = [package for package in installed_packages() if taxonomy.name in package.covers]
    if not holding:
        return None
    package = holding[-1]
    try:
        content = package.path.read_bytes()
    except OSError as error:
        raise _changed(package, f"cannot be read ({error})") from error
    if hashlib.sha256(content).hexdigest() != package.sha256:
        raise _changed(package, "is not what it was when it was added")
    return package


def required_package(taxonomy: OfficialTaxonomy) -> InstalledPackage:
    """Give the package of a taxonomy. Raises TaxonomyError where it was not added, or is not what was added."""
    package = installed_package_for(taxonomy)
    if package is None:
        raise TaxonomyError(
            f"The official package of {taxonomy.name} has not been added.",
            remedy="Add it (tagwright taxonomy add ZIP), or validate against the built-in core.",
        )
    return package


def taxonomy_at_hand(year: int | None) -> tuple[OfficialTaxonomy, InstalledPackage | None]:
    """Give the taxonomy of a year and its package; without a year the newest one whose package was added, else the
    newest.

    Raises TaxonomyError where there is no taxonomy of that year, and as ``installed_package_for``.
    """
    if year is not None:
        taxonomy = ifrs_taxonomy(f"ifrs-{year}")
        return taxonomy, installed_package_for(taxonomy)
    newest_first = official_taxonomies()[::-1]
    found = ((taxonomy, package) for taxonomy in newest_first if (package := installed_package_for(taxonomy)))
    return next(found, (newest_first[0], None))


def _changed(package: InstalledPackage, fault: str) -> TaxonomyError:
    return TaxonomyError(
        f"The taxonomy package {package.path} {fault}.", remedy="add it again with: tagwright taxonomy add ZIP"
    )


def _described(
    path: Path, digest: str, description: PackageDescription, validated: Validated | None
) -> InstalledPackage:
    covers = tuple(taxonomy.name for taxonomy in official_taxonomies() if description.holds(taxonomy.core_schema))
    return InstalledPackage(
        path,
        description.identifier,
        description.name,
        description.version,
        digest,
        description.entry_points,
        covers,
        validated,
    )


def _index_of(packages: list[InstalledPackage]) -> bytes:
    entries = []
    for package in packages:
        entry = asdict(package)
        # Only the file's name: the folder may be moved.
        entries.append({"file": entry.pop("path").name, **entry})
    return (json.dumps({"packages": entries}, indent=2, ensure_ascii=False) + "\n").encode()


def _write(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that nobody ever sees half of it."""
    with _temporary(path.parent) as (handle, temporary):
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[int, Path]]:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".adding-")
    try:
        yield handle, Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
