"""Checks of file names and of the package (Report Package 1.0, Taxonomy Packages 1.0, ESEF naming)."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from lxml import etree

from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Spot
from tagwright.precheck.read_page import line_of
from tagwright.taxonomy.safe_xml import leaves_package

_TYPES = {".xbri": "https://xbrl.org/report-package/2023/xbri", ".xbr": "https://xbrl.org/report-package/2023/xbr"}
_PLAIN_TYPE = "https://xbrl.org/report-package/2023"
_TP = "{http://xbrl.org/2016/taxonomy-package}"
_CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_LONGEST_BASE = 20
_STEM = r"(?P<base>[^-].*?)-(?P<date>\d{4}-\d\d-\d\d)"
_FILE_NAMES = (
    re.compile(rf"{_STEM}\.xsd"),
    re.compile(rf"{_STEM}_(?:pre|cal|def)\.xml"),
    re.compile(rf"{_STEM}_lab-[a-z]{{2}}\.xml"),
    re.compile(rf"{_STEM}_gen-[a-z]{{2}}\.xml"),
)
_REPORT_NAME = re.compile(r"[^-].*?-\d{4}-\d\d-\d\d-\d+-[a-z]{2}\.x?html")


def package_layout(contents: Contents) -> Iterator[Found]:
    """Find a package without one top folder, or without the files that its kind asks for."""
    if not contents.members:
        return
    here = Spot(contents.name)
    tops = sorted({name.split("/")[0] for name in contents.members})
    if len(tops) > 1 or not all("/" in name for name in contents.members):
        yield found("package-tops", f"the package holds {', '.join(tops[:4])} side by side", here)
        return
    top, suffix = tops[0], PurePosixPath(contents.name).suffix.lower()
    if suffix == ".zip" and top != PurePosixPath(contents.name).stem:
        yield found("package-name", f"the package's folder is {top!r}, unlike its name", here)
    inside = {name.removeprefix(f"{top}/") for name in contents.members}
    if "META-INF/reportPackage.json" not in inside and suffix in _TYPES:
        yield found("report-package-missing", f"a {suffix} package has no META-INF/reportPackage.json", here)
    if "META-INF/taxonomyPackage.xml" not in inside and contents.declared:
        yield found("taxonomy-package-missing", "the package has no META-INF/taxonomyPackage.xml", here)
    if "META-INF/catalog.xml" not in inside and contents.declared:
        yield found("catalog-missing", "the package has no META-INF/catalog.xml", here)
    reports = [name for name in inside if name.startswith("reports/") and _is_report(name)]
    if not reports:
        yield found("report-missing", "the package has no report in reports/", here)
    folders = Counter(posixpath.dirname(name) for name in reports)
    if folders["reports"] > 1 or (folders["reports"] and len(folders) > 1):
        yield found("reports-several", f"reports/ holds {', '.join(sorted(reports))}", here)
    if not any(page.name.startswith(f"{top}/reports/") for page in contents.pages) and suffix == ".xbri":
        yield found("report-not-inline", "a .xbri package holds no Inline report", here)


def _is_report(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in (".xhtml", ".html", ".htm", ".xbrl", ".json")


def metadata(contents: Contents) -> Iterator[Found]:
    """Find metadata that cannot be read, or that names what is not there."""
    for name, content in contents.metadata.items():
        if name.endswith("/reportPackage.json"):
            yield from _report_package(name, content, PurePosixPath(contents.name).suffix.lower())
        elif name.endswith((".xml",)):
            try:
                root = _tree(content)
            except etree.XMLSyntaxError as error:
                yield found("not-well-formed", f"it is no well-formed XML ({error.msg})", Spot(name, error.lineno))
                continue
            if name.endswith("/taxonomyPackage.xml"):
                yield from _taxonomy_package(name, root, contents)
            elif name.endswith("/catalog.xml"):
                yield from _catalog(name, root, contents)


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _report_package(name: str, content: bytes, suffix: str) -> Iterator[Found]:
    try:
        said = json.loads(content.decode("utf-8"))
        kind = said["documentInfo"]["documentType"]
    except (ValueError, KeyError, TypeError) as error:
        yield found("report-package-malformed", f"it states no documentInfo/documentType ({error})", Spot(name, 1))
        return
    wanted = _TYPES.get(suffix, _PLAIN_TYPE)
    if kind != wanted:
        yield found("document-type", f"the documentType is {kind!r}, of a {suffix} package {wanted!r}", Spot(name, 1))


def _taxonomy_package(name: str, root: etree._Element, contents: Contents) -> Iterator[Found]:
    spot = Spot(name, line_of(root))
    if root.tag != f"{_TP}taxonomyPackage":
        yield found("taxonomy-package-malformed", f"its root is {root.tag}", spot)
        return
    for part in ("identifier", "name"):
        if not (root.findtext(f"{_TP}{part}") or "").strip():
            yield found("taxonomy-package-malformed", f"it has no {part}", spot)
    if root.get("{http://www.w3.org/XML/1998/namespace}lang") is None:
        yield found("taxonomy-package-malformed", "it is in no language (xml:lang)", spot)
    entries = list(root.iter(f"{_TP}entryPointDocument"))
    if not entries:
        yield found("entry-point-none", "it names no entry point", spot)
    rewrites = _rewrites(contents)
    for entry in entries:
        href = entry.get("href", "")
        resolved = _resolved(href, name, rewrites)
        is_elsewhere = resolved is None and urlsplit(href).scheme != ""
        if not is_elsewhere and resolved not in contents.members:
            place = Spot(name, line_of(entry))
            yield found("entry-point-dangling", f"the entry point {href!r} is not in the package", place)


def _rewrites(contents: Contents) -> list[tuple[str, str, str]]:
    """Give the catalogue's rewrites: start of the address, prefix, and the catalogue's own name."""
    found_rewrites = []
    for name, content in contents.metadata.items():
        if name.endswith("/catalog.xml"):
            try:
                root = _tree(content)
            except etree.XMLSyntaxError:
                continue  # ``metadata`` has found it
            found_rewrites += [
                (part.get("uriStartString", ""), part.get("rewritePrefix", ""), name)
                for part in root.iter(f"{_CATALOG}rewriteURI")
            ]
    return found_rewrites


def _resolved(href: str, name: str, rewrites: list[tuple[str, str, str]]) -> str | None:
    """Give the member that an address leads to; None where it leads out of the package."""
    href = unquote(href.partition("#")[0])
    fitting = [rewrite for rewrite in rewrites if rewrite[0] and href.startswith(rewrite[0])]
    if fitting:
        start, prefix, catalog = max(fitting, key=lambda rewrite: len(rewrite[0]))
        return posixpath.normpath(posixpath.join(posixpath.dirname(catalog), prefix + href.removeprefix(start)))
    if urlsplit(href).scheme or href.startswith("/"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), href))


def _catalog(name: str, root: etree._Element, contents: Contents) -> Iterator[Found]:
    starts: dict[str, int | None] = {}
    for part in root.iter("{*}*"):
        spot = Spot(name, line_of(part))
        if part is root:
            if root.tag != f"{_CATALOG}catalog":
                yield found("catalog-malformed", f"its root is {root.tag}", spot)
            continue
        start, prefix = part.get("uriStartString"), part.get("rewritePrefix")
        if part.tag != f"{_CATALOG}rewriteURI" or not start or prefix is None:
            yield found("catalog-malformed", "it holds what is no whole rewriteURI", spot)
            continue
        if start in starts:
            yield found("catalog-malformed", f"it rewrites {start!r} twice", spot)
        starts[start] = line_of(part)
        folder = posixpath.normpath(posixpath.join(posixpath.dirname(name), prefix))
        if ":" in prefix or leaves_package(name, prefix):
            yield found("catalog-outside", f"it leads to {prefix!r}, out of the package", spot)
        elif not any(member.startswith(f"{folder}/") for member in contents.members):
            yield found("catalog-dangling", f"it leads to {prefix!r}, where nothing is", spot)


def references(contents: Contents) -> Iterator[Found]:
    """Find references to files that are not there, and linkbases that nothing refers to."""
    present = set(contents.members) or {*contents.links, *(d.spot.file for d in contents.declared)}
    rewrites = _rewrites(contents)
    used: set[str] = set()
    told: set[tuple[str, str]] = set()
    for reference in contents.references:
        address = reference.href.partition("#")[0]
        resolved = _resolved(address, reference.spot.file, rewrites)
        if resolved is None:
            if address.lower().startswith("file:") or address.startswith("/") or re.match(r"[A-Za-z]:", address):
                yield found("reference-outside", f"{reference.kind} leads to {address!r}", reference.spot)
            continue
        used.add(resolved)
        if contents.members and resolved not in present and (address, reference.spot.file) not in told:
            told.add((address, reference.spot.file))
            yield found(
                "reference-dangling", f"{reference.kind} leads to {address!r}, which is not there", reference.spot
            )
        if reference.kind == "schemaRef" and not address:
            yield found("reference-dangling", "schemaRef leads nowhere", reference.spot)
    for name, kinds in contents.links.items():
        if contents.members and name not in used:
            yield found("linkbase-unreferenced", "nothing refers to this linkbase", Spot(name, 1))
        if not kinds:
            yield found("linkbase-empty", "the linkbase holds no link", Spot(name, 1))
        if len(kinds) > 1:
            said = " and ".join(sorted(kinds))
            yield found("linkbases-together", f"the linkbase holds {said} links", Spot(name, 1))


def file_names(contents: Contents) -> Iterator[Found]:
    """Hold the names of files against the naming of ESEF (Reporting Manual, 3.1.5 and 2.6.3)."""
    for name in contents.members:
        plain = PurePosixPath(name).name
        if " " in name:
            yield found("file-name-blank", f"the name {plain!r} holds a blank", Spot(name))
        if "META-INF/" in name:
            continue
        if name.endswith((".xsd", ".xml")):
            match = next((match for form in _FILE_NAMES if (match := form.fullmatch(plain))), None)
            if match is None:
                yield found("file-name-extension", f"{plain!r} is no name of an extension file", Spot(name))
            elif len(match["base"]) > _LONGEST_BASE:
                yield found("file-name-long", f"{match['base']!r} has {len(match['base'])} characters", Spot(name))
        elif "/reports/" in f"/{name}" and not _REPORT_NAME.fullmatch(plain):
            yield found(
                "file-name-report", f"{plain!r} is not named after company, day, version and language", Spot(name)
            )
        if PurePosixPath(name).suffix.lower() in (".htm", ".pdf") and "/reports/" in f"/{name}":
            yield found("report-suffix", f"{plain!r} is no .xhtml or .html file", Spot(name))
    for page in contents.pages:
        if PurePosixPath(page.name).suffix.lower() == ".htm" and not contents.members:
            yield found("report-suffix", f"{page.name!r} is no .xhtml or .html file", Spot(page.name))
