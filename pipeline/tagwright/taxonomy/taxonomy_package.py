"""What a taxonomy package says of itself (Taxonomy Packages 1.0): identity, entry points, catalogue."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tagwright.errors import PackageError
from tagwright.taxonomy.archive import check_archive
from tagwright.taxonomy.safe_xml import leaves_package

_PACKAGE = "{http://xbrl.org/2016/taxonomy-package}"
_CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_REMEDY = "give a taxonomy package as its publisher offers it (Taxonomy Packages 1.0), not a zip made from its files"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rule of the catalogue: addresses that begin with ``start`` lie in the package's folder ``folder``.

    ``folder`` is a path from the root of the archive; it ends in a slash, or is empty for the root.
    """

    start: str
    folder: str


@dataclass(frozen=True, slots=True)
class PackageDescription:
    """A taxonomy package's metadata, and the names of its files."""

    identifier: str
    name: str
    version: str
    entry_points: tuple[str, ...]
    rewrites: tuple[Rewrite, ...]
    files: frozenset[str]

    def holds(self, address: str) -> bool:
        """Say whether the file at an address is in the package."""
        return self.file_at(address) is not None

    def file_at(self, address: str) -> str | None:
        """Give the name of the file at an address, by the catalogue (the longest match decides); None without one."""
        matching = [rewrite for rewrite in self.rewrites if address.startswith(rewrite.start)]
        if not matching:
            return None
        rewrite = max(matching, key=lambda match: len(match.start))
        name = rewrite.folder + address.removeprefix(rewrite.start)
        return name if name in self.files else None


def read_taxonomy_package(path: Path) -> PackageDescription:
    """Check a taxonomy package and read what it says of itself; nothing is written.

    Raises PackageError where the archive is hostile, has not one top folder with META-INF/taxonomyPackage.xml and
    META-INF/catalog.xml in it, or has a catalogue that leads out of it or says more than rewriteURI.
    """
    check_archive(path)
    with zipfile.ZipFile(path) as archive:
        files = frozenset(name for name in archive.namelist() if not name.endswith("/"))
        tops = {name.split("/")[0] for name in archive.namelist()}
        if len(tops) != 1 or not all("/" in name for name in files):
            raise _refused(path, "must hold one folder and nothing beside it")
        top = tops.pop()
        description = _read(path, archive, f"{top}/META-INF/taxonomyPackage.xml", files)
        catalog = _read(path, archive, f"{top}/META-INF/catalog.xml", files)
    identifier = (description.findtext(f"{_PACKAGE}identifier") or "").strip()
    if description.tag != f"{_PACKAGE}taxonomyPackage" or not identifier:
        raise _refused(path, "has a META-INF/taxonomyPackage.xml without an identifier")
    return PackageDescription(
        identifier=identifier,
        name=(description.findtext(f"{_PACKAGE}name") or "").strip() or identifier,
        version=(description.findtext(f"{_PACKAGE}version") or "").strip(),
        entry_points=tuple(document.get("href", "") for document in description.iter(f"{_PACKAGE}entryPointDocument")),
        rewrites=_rewrites(path, catalog, top),
        files=files,
    )


def _read(path: Path, archive: zipfile.ZipFile, name: str, files: frozenset[str]) -> etree._Element:
    if name not in files:
        raise _refused(path, f"has no {name.split('/', 1)[1]}")
    # The archive check has shown that the XML is sound and declares no entities.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(archive.read(name), parser)


def _rewrites(path: Path, catalog: etree._Element, top: str) -> tuple[Rewrite, ...]:
    if catalog.tag != f"{_CATALOG}catalog":
        raise _refused(path, "has a META-INF/catalog.xml that is no catalogue")
    rewrites = []
    for element in catalog.iterchildren("*"):
        start, prefix = element.get("uriStartString"), element.get("rewritePrefix")
        if element.tag != f"{_CATALOG}rewriteURI" or start is None or prefix is None:
            raise _refused(path, "has a META-INF/catalog.xml that says more than rewriteURI")
        if ":" in prefix or leaves_package(f"{top}/META-INF/catalog.xml", prefix):
            raise _refused(path, f"has a catalogue that leads out of it, to {prefix!r}")
        rewrites.append(Rewrite(start, _folder(top, prefix)))
    return tuple(rewrites)


def _folder(top: str, prefix: str) -> str:
    parts = [top, "META-INF"]
    for part in prefix.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) + "/"


def _refused(path: Path, fault: str) -> PackageError:
    return PackageError(f"The taxonomy package {path} {fault}.", remedy=_REMEDY)
