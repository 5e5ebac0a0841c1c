"""Read tagged reports: the document as a person sees it, and apart from it the tags of the cells of its tables."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from tagwright.document.html import read_with_elements
from tagwright.document.html_reading import HtmlReading
from tagwright.document.html_source import name_of
from tagwright.document.model import Document, Span, Table
from tagwright.document.zip_safety import fault_of_entries
from tagwright.errors import DocumentError
from tagwright.figures.fiscal import reporting_currency, reporting_period
from tagwright.figures.model import Duration

_MOST_BYTES = 500_000_000
_PAGES = (".xhtml", ".html", ".htm")
_NAMESPACE = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']+)[\"']")
_IFRS = re.compile(r"xbrl\.ifrs\.org/taxonomy/(\d{4})")
_DURATION = re.compile(r"startDate[^>]*>\s*(\d{4}-\d\d-\d\d)\s*<.{0,200}?endDate[^>]*>\s*(\d{4}-\d\d-\d\d)", re.DOTALL)
_CURRENCY = re.compile(r"\biso4217:([A-Z]{3})\b")


@dataclass(frozen=True, slots=True)
class Tag:
    """The tag of an amount in a table: where the amount stands, and the filer's concept by its local name.

    ``official``: the concept is of an IFRS taxonomy, of whatever year.
    """

    span: Span
    concept: str
    official: bool


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page of a report with the tags of its tables, its reporting period, currency and year of the taxonomy."""

    document: Document
    tags: tuple[Tag, ...]
    period: Duration
    currency: str
    year: int | None


def read_pages(path: Path) -> list[TaggedPage]:
    """Read the pages of a report: an Inline file, a folder that holds some, or a report package.

    The pages of one report share their contexts and namespaces. Pages without a tagged amount in a table are left
    out. Raises DocumentError where there is none.
    """
    files = [(name, data) for name, data in _files(path) if b"nonfraction" in data.lower()]
    whole = "\n".join(data.decode("utf-8", errors="replace") for _, data in files)
    pages = [page for name, data in files if (page := _page(name, data, whole)) is not None and page.tags]
    if not pages:
        raise DocumentError(
            f"{path} has no table with tagged amounts.",
            remedy="Name an Inline XBRL file (XHTML or HTML), a folder that holds one, or a report package.",
        )
    return pages


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in _PAGES:
                yield file.name, file.read_bytes()
    elif path.suffix.lower() == ".zip":
        yield from _packed(path)
    elif path.is_file():
        yield path.name, path.read_bytes()
    else:
        raise DocumentError(f"There is no {path}.", remedy="Check the path.")


def _packed(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as package:
            if fault := fault_of_entries(package.infolist(), _MOST_BYTES):
                raise DocumentError(f"{path}: {fault.words}.", remedy="Use a package from a source that you trust.")
            for entry in sorted(package.namelist()):
                if "/reports/" in f"/{entry}" and Path(entry).suffix.lower() in _PAGES:
                    yield entry, package.read(entry)
    except zipfile.BadZipFile as error:
        raise DocumentError(f"{path} is no zip archive.", remedy="Name a report package or an Inline file.") from error


def _page(name: str, data: bytes, text: str) -> TaggedPage | None:
    reading = read_with_elements(data, name)
    namespaces = dict(_NAMESPACE.findall(text))
    years = {prefix: int(found[1]) for prefix, uri in namespaces.items() if (found := _IFRS.search(uri))}
    document = Document(Path(name).name, hashlib.sha256(data).hexdigest(), reading.blocks)
    period = _period(text) or reporting_period(document)
    if period is None:
        return None
    currencies = Counter(_CURRENCY.findall(text))
    currency = min(currencies, key=lambda code: (-currencies[code], code)) if currencies else None
    tags = tuple(_tags(reading, years))
    return TaggedPage(
        document, tags, period, currency or reporting_currency(document), max(years.values(), default=None)
    )


def _period(text: str) -> Duration | None:
    """Give the reporting period that contexts state: of those that end last, the one that most have."""
    periods = Counter((date.fromisoformat(a), date.fromisoformat(b)) for a, b in _DURATION.findall(text))
    usual = {period for period in periods if 300 < (period[1] - period[0]).days < 400} or set(periods)
    if not usual:
        return None
    last = max(end for _, end in usual)
    return Duration(
        *max((period for period in usual if period[1] == last), key=lambda period: (periods[period], period))
    )


def _tags(reading: HtmlReading, years: dict[str, int]) -> Iterator[Tag]:
    for (block, row, cell), pieces in sorted(reading.pieces.items()):
        if row < 0 or not isinstance(reading.blocks[block], Table):
            continue
        seen: set[tuple[int, str]] = set()
        for piece in pieces:
            for element in _amounts_around(piece.holder):
                prefix, _, local = (element.get("name") or "").rpartition(":")
                key = id(element), local
                if local and key not in seen:
                    seen.add(key)
                    yield Tag(Span(block, row, cell, piece.start, piece.end), local, prefix in years)


def _amounts_around(holder: etree._Element) -> Iterator[etree._Element]:
    node: etree._Element | None = holder
    while node is not None and name_of(node)[1] not in ("td", "th"):
        if name_of(node) == (True, "nonfraction"):
            yield node
        node = node.getparent()
