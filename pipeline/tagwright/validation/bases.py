"""Finds the base documents of a report: what it and its extension take from taxonomies on the web."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urlsplit
from xml.parsers import expat

_XSD = "http://www.w3.org/2001/XMLSchema "
_LINK = "http://www.xbrl.org/2003/linkbase "
_HREF = "http://www.w3.org/1999/xlink href"
_LEADS = {f"{_XSD}import": "schemaLocation", f"{_LINK}schemaRef": _HREF, f"{_LINK}linkbaseRef": _HREF}
_STANDARDS = frozenset({"www.xbrl.org", "xbrl.org", "www.w3.org"})
_REPORTS = frozenset({".xhtml", ".html", ".htm", ".xbrl"})


def bases_of(path: Path) -> frozenset[str]:
    """Give the web addresses that a report (package) imports or refers to, without those of the standards.

    Of a file that lies in a folder, the schemas beside it count as its extension. What cannot be parsed leads to
    nothing: the validator will say what is wrong with it.
    """
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if PurePosixPath(name).suffix.lower() in {".xsd", *_REPORTS}]
            return _united(_leads(archive.open(name)) for name in names)
    files = [path] if path.suffix.lower() in _REPORTS else []
    return _united(_leads(file.open("rb")) for file in [*files, *sorted(path.parent.glob("*.xsd"))])


def _united(found: Iterable[set[str]]) -> frozenset[str]:
    addresses = {address.partition("#")[0] for one in found for address in one}
    return frozenset(a for a in addresses if _is_on_the_web(a) and urlsplit(a).hostname not in _STANDARDS)


def _is_on_the_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _leads(stream: IO[bytes]) -> set[str]:
    leads: set[str] = set()

    def start(element: str, attributes: dict[str, str]) -> None:
        if element in _LEADS:
            leads.add(attributes.get(_LEADS[element], ""))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    with stream:
        try:
            parser.ParseFile(stream)
        except expat.ExpatError:
            return leads
    return leads
