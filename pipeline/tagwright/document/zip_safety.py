"""Hostile zip archives: what one must not hold before anything in it is opened.

Packages of reports and taxonomies and the files of Word and Excel are zip archives alike.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

MAX_RATIO = 250
MAX_ENTRIES = 20_000

# A small file may well shrink to a thousandth; only what fills memory is a bomb.
_RATIO_MATTERS_FROM = 4 * 1024 * 1024
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1


class Fault(NamedTuple):
    """What is wrong with an archive: the rule that it breaks, and the rest of a sentence about it."""

    rule: str
    words: str


def names_in(data: bytes) -> list[str] | None:
    """Give the names of the entries of an archive; None where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError):
        return None


def fault_of_entries(entries: Sequence[zipfile.ZipInfo], most_bytes: int) -> Fault | None:
    """Say what is wrong with the entries of an archive; None where nothing is.

    ``most_bytes`` is how much it may inflate to. Refused besides: too many entries, doubled or encrypted ones, links,
    and names that are absolute, hold a backslash or lead out of the archive.
    """
    if len(entries) > MAX_ENTRIES:
        return Fault("archive-too-large", f"holds more than {MAX_ENTRIES} files")
    if sum(entry.file_size for entry in entries) > most_bytes:
        return Fault("archive-bomb", f"inflates to more than {most_bytes >> 20} MB")
    seen: set[str] = set()
    for entry in entries:
        if fault := _fault_of(entry):
            return Fault(fault.rule, f"holds {entry.orig_filename!r}, which {fault.words}")
        # Some file systems do not tell capitals apart.
        folded = entry.filename.casefold()
        if folded in seen:
            return Fault("archive-entry-twice", f"holds {entry.filename!r} twice")
        seen.add(folded)
    return None


def _fault_of(entry: zipfile.ZipInfo) -> Fault | None:
    name = entry.orig_filename
    parts = name.removesuffix("/").split("/")
    # A link is known by its Unix mode, which is kept in the upper half of the external attributes.
    checks = {
        Fault("archive-entry-name", "has a backslash in its name"): "\\" in name,
        Fault("archive-entry-name", "has a control character in its name"): any(ord(letter) < 32 for letter in name),
        Fault("archive-entry-outside", "has an absolute path"): name.startswith("/") or name[1:2] == ":",
        Fault("archive-entry-outside", "leads out of the archive"): any(part in ("", ".", "..") for part in parts),
        Fault("archive-encrypted", "is encrypted"): bool(entry.flag_bits & _ENCRYPTED),
        Fault("archive-link", "is a link"): stat.S_ISLNK(entry.external_attr >> 16),
        Fault("archive-method", "is compressed in a way that packages may not use"): entry.compress_type
        not in _METHODS,
        Fault("archive-bomb", f"inflates more than {MAX_RATIO} times"): entry.file_size > _RATIO_MATTERS_FROM
        and entry.file_size > MAX_RATIO * entry.compress_size,
    }
    return next((fault for fault, found in checks.items() if found), None)
