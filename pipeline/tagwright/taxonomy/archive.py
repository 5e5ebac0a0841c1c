"""Hostile archives: what a zip must not hold before anything else opens it (report and taxonomy packages alike).

The limits are several times what the largest official packages and real filings need.
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from tagwright.document.zip_safety import fault_of_entries
from tagwright.errors import PackageError
from tagwright.taxonomy.safe_xml import UnsafeXmlError, check_xml

MAX_BYTES = 256 * 1024 * 1024
MAX_INFLATED_BYTES = 1024 * 1024 * 1024
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
            raise _refused(path, f"is larger than {MAX_BYTES >> 20} MB", "archive-too-large")
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if fault := fault_of_entries(entries, MAX_INFLATED_BYTES):
                raise _refused(path, fault.words, fault.rule)
            for entry in entries:
                _check_content(path, archive, entry)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise _refused(path, f"cannot be read as a zip archive ({error})", "archive-broken") from error


def _check_content(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename.lower()
    is_report = "/reports/" in f"/{name}" and name.endswith((".html", ".htm"))
    if not (name.endswith(_XML_SUFFIXES) or is_report):
        return
    with archive.open(entry) as stream:
        try:
            check_xml(stream, entry.filename)
        except UnsafeXmlError as error:
            raise _refused(path, f"holds {entry.filename!r}, which {error}", error.rule) from error


def _refused(path: Path, fault: str, rule: str) -> PackageError:
    return PackageError(f"The package {path} {fault}.", remedy=_REMEDY, rule=rule)
