"""Hostile archives: what a zip must not hold before anything else opens it (report and taxonomy packages alike).

The limits are several times what the largest official packages and real filings need.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from tagwright.errors import PackageError
from tagwright.taxonomy.safe_xml import UnsafeXmlError, check_xml

MAX_BYTES = 256 * 1024 * 1024
MAX_INFLATED_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 250
MAX_ENTRIES = 20_000

# A small file may well shrink to a thousandth; only what fills memory is a bomb.
_RATIO_MATTERS_FROM = 4 * 1024 * 1024
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_XML_SUFFIXES = (".xml", ".xsd", ".xbrl", ".xhtml")
_REMEDY = "get the package again from its publisher, or ask who made it to make it anew"


def check_archive(path: Path) -> None:
    """Check a zip archive before anyone opens it; return where nothing is wrong, and write nothing.

    Refused: archives that are too large or inflate too much, that hold too many entries, encrypted or doubled
    ones, links, or names that are absolute, hold a backslash or lead out of the archive; XML with a DOCTYPE or
    with references that leave it; and what is no sound zip at all. Raises PackageError with the entry's name.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _refused(path, f"is larger than {MAX_BYTES >> 20} MB")
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(path, entries)
            for entry in entries:
                _check_content(path, archive, entry)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise _refused(path, f"cannot be read as a zip archive ({error})") from error


def _check_entries(path: Path, entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise _refused(path, f"holds more than {MAX_ENTRIES} files")
    if sum(entry.file_size for entry in entries) > MAX_INFLATED_BYTES:
        raise _refused(path, f"inflates to more than {MAX_INFLATED_BYTES >> 20} MB")
    seen: set[str] = set()
    for entry in entries:
        if fault := _fault_of(entry):
            raise _refused(path, f"holds {entry.orig_filename!r}, which {fault}")
        # Some file systems do not tell capitals apart.
        folded = entry.filename.casefold()
        if folded in seen:
            raise _refused(path, f"holds {entry.filename!r} twice")
        seen.add(folded)


def _fault_of(entry: zipfile.ZipInfo) -> str | None:
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    # A link is known by its Unix mode, which is kept in the upper half of the external attributes.
    checks = {
        "has a backslash in its name": "\\" in name,
        "has a control character in its name": any(ord(character) < 32 for character in name),
        "has an absolute path": name.startswith("/") or name[1:2] == ":",
        "leads out of the archive": any(part in ("", ".", "..") for part in parts),
        "is encrypted": bool(entry.flag_bits & _ENCRYPTED),
        "is a link": stat.S_ISLNK(entry.external_attr >> 16),
        "is compressed in a way that packages may not use": entry.compress_type not in _METHODS,
        f"inflates more than {MAX_RATIO} times": entry.file_size > _RATIO_MATTERS_FROM
        and entry.file_size > MAX_RATIO * entry.compress_size,
    }
    return next((fault for fault, found in checks.items() if found), None)


def _check_content(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    is_report = "/reports/" in f"/{name}" and name.endswith((".html", ".htm"))
    if not (name.endswith(_XML_SUFFIXES) or is_report):
        return
    with archive.open(entry) as stream:
        try:
            check_xml(stream, entry.filename)
        except UnsafeXmlError as error:
            raise _refused(path, f"holds {entry.filename!r}, which {error}") from error


def _refused(path: Path, fault: str) -> PackageError:
    return PackageError(f"The package {path} {fault}.", remedy=_REMEDY)
