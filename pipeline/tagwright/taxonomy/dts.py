"""The files of a taxonomy package that its entry points lead to: its part of the taxonomy set (XBRL 2.1, 3.2).

Only references are followed that lead to a file of the package itself; what lies in other packages, or belongs to the
standards, is left out.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from tagwright.taxonomy.taxonomy_package import PackageDescription

XLINK = "{http://www.w3.org/1999/xlink}"
_ABSOLUTE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_XSD = "{http://www.w3.org/2001/XMLSchema}"
_IMPORTS = (f"{_XSD}import", f"{_XSD}include")

Spot = tuple[str, str]
"""An element of the package: the name of its file in the archive, and its id there."""


@dataclass(frozen=True)
class PackageFile:
    """A schema or linkbase of a package, read. ``name`` is its name in the archive."""

    name: str
    root: etree._Element
    description: PackageDescription

    def spot(self, reference: str) -> Spot | None:
        """Give what a reference of this file points at (an XPointer but for an id is none), None outside."""
        path, _, fragment = reference.partition("#")
        file = self._found(path)
        return (file, fragment) if file and fragment and "(" not in fragment else None

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The files of the package that this one leads to, in the order of first mention."""
        paths = [element.get("schemaLocation", "") for element in self.root.iter(*_IMPORTS)]
        paths += [element.get(f"{XLINK}href", "").partition("#")[0] for element in self.root.iter("{*}*")]
        return tuple(dict.fromkeys(file for path in dict.fromkeys(paths) if (file := self._found(path))))

    def _found(self, path: str) -> str | None:
        if path not in self._seen:
            self._seen[path] = self._resolved(path)
        return self._seen[path]

    @cached_property
    def _seen(self) -> dict[str, str | None]:
        return {"": self.name}

    def _resolved(self, path: str) -> str | None:
        if _ABSOLUTE.match(path):
            return self.description.file_at(path)
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), unquote(path)))
        return name if name in self.description.files else None


def package_files(archive: zipfile.ZipFile, description: PackageDescription) -> Iterator[PackageFile]:
    """Read the files that the entry points lead to, each once, in the order in which they are met.

    The package has been checked (``read_taxonomy_package``). Raises lxml's XMLSyntaxError where a file is no XML,
    which the check does not let pass.
    """
    waiting = [name for address in description.entry_points if (name := description.file_at(address))]
    met = set(waiting)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    for name in waiting:
        file = PackageFile(name, etree.fromstring(archive.read(name), parser), description)
        new = [other for other in file.references if other not in met]
        met.update(new)
        waiting += new
        yield file
