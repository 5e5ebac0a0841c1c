"""Looks at a file before the validator does, and refuses what would harm: the validator itself is trusting.

Arelle follows file: addresses and paths that leave a package or a folder, and sets no limit to sizes; a DOCTYPE
may hold an entity bomb. The look also counts the facts, independently of the validator, so that facts which
drop out are noticed.
"""

from __future__ import annotations

import json
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from tagwright.errors import DocumentError, PackageError
from tagwright.taxonomy.archive import check_archive
from tagwright.taxonomy.safe_xml import UnsafeXmlError, check_xml, leaves_package

LARGEST_FILE = 200 * 1024**2
ARCHIVE_SUFFIXES = frozenset({".zip", ".xbri", ".xbr"})
_XML_SUFFIXES = frozenset({".xml", ".xsd", ".xbrl", ".xhtml", ".html", ".htm"})
_TAXONOMY_SUFFIXES = frozenset({".xml", ".xsd"})

_INLINE_FACTS = frozenset(
    f"http://www.xbrl.org/{year}/inlineXBRL {name}"
    for year in ("2008", "2013")
    for name in ("nonFraction", "nonNumeric", "fraction")
)
_INSTANCE = "http://www.xbrl.org/2003/instance xbrl"
_SCHEMA_LOCATIONS = "http://www.w3.org/2001/XMLSchema-instance schemaLocation"
_REFERENCES = frozenset({"http://www.w3.org/1999/xlink href", "schemaLocation"})


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look at a file shows.

    ``facts`` is the number of facts it holds, None where the format does not show it; ``document_set`` says that
    several Inline documents make up its report; ``taxonomy_files`` are the schemas and linkbases in a package.
    """

    facts: int | None
    document_set: bool = False
    taxonomy_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    """What one file holds: facts of either kind, and the references that a processor would follow."""

    inline_facts: int
    instance_facts: int
    references: tuple[str, ...]


def inspect(path: Path) -> Inspection:
    """Look at a report file or package, and at the local files that it refers to, before validation.

    Raises DocumentError where a file is missing, too large, not well-formed, has a DOCTYPE or refers to files
    outside its folder; PackageError where the same holds inside a package, or the package is a bomb.
    """
    if not path.is_file():
        raise DocumentError(f"{path} is not there, or is not a file.", remedy="Check the path.")
    if path.suffix.lower() in ARCHIVE_SUFFIXES:
        return _inspect_package(path)
    return _inspect_loose(path)


def _inspect_package(path: Path) -> Inspection:
    check_archive(path)
    contents: dict[str, _Content] = {}
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if PurePosixPath(name).suffix.lower() in _XML_SUFFIXES]
        for name in names:
            _refuse_hostile_member(path, archive, name)
            with archive.open(name) as stream:
                contents[name] = _content(stream)
        has_json = any("/reports/" in name and name.endswith(".json") for name in archive.namelist())
    # a report package 1.0 keeps its reports in one folder; an older archive holds them anywhere
    reports = {name: content for name, content in contents.items() if "/reports/" in name} or contents
    inline = [content.inline_facts for content in reports.values() if content.inline_facts]
    facts = sum(inline) or sum(content.instance_facts for content in reports.values())
    return Inspection(
        facts=None if has_json else facts,
        document_set=len(inline) > 1,
        taxonomy_files=tuple(sorted(name for name in names if _is_taxonomy_file(name, contents[name]))),
    )


def _refuse_hostile_member(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what the archive's check lets pass: web pages outside reports/, and a catalogue's rewrites."""
    try:
        with archive.open(name) as stream:
            check_xml(stream, name)
    except UnsafeXmlError as error:
        raise PackageError(
            f"{path.name} holds {name}, which {error}.", remedy="Have the package made anew.", rule=error.rule
        ) from error
    if name.endswith("META-INF/catalog.xml"):
        with archive.open(name) as stream:
            outside = [prefix for prefix in _rewrites(stream) if leaves_package(name, prefix)]
        if outside:
            raise PackageError(
                f"{path.name} has a catalogue that leads to {outside[0]}, outside of the package.",
                remedy="Let the rewritePrefix of META-INF/catalog.xml lead to a folder of the package.",
                rule="catalog-outside",
            )


def _is_taxonomy_file(name: str, content: _Content) -> bool:
    is_report = content.inline_facts or content.instance_facts
    return PurePosixPath(name).suffix in _TAXONOMY_SUFFIXES and "META-INF/" not in name and not is_report


def _inspect_loose(path: Path) -> Inspection:
    """Look at a file and at each local file that it leads to, all of which must lie in its folder or below."""
    facts, references = _look(path, path.name)
    waiting = list(references)
    seen = {path.name}
    while waiting:
        name = waiting.pop()
        if name not in seen and (path.parent / name).is_file():
            seen.add(name)
            waiting += _look(path.parent / name, name)[1]
    return Inspection(facts=facts)


def _look(file: Path, name: str) -> tuple[int | None, list[str]]:
    """Check one file; give the number of its facts and the local files it refers to, seen from the folder.

    ``name`` is its path within the folder of the report.
    """
    folder = file.parents[len(PurePosixPath(name).parts) - 1]
    if not file.resolve().is_relative_to(folder.resolve()):
        raise DocumentError(
            f"{name} is a link that leads out of the report's folder.",
            remedy="Put the file there.",
            rule="archive-link",
        )
    if file.stat().st_size > LARGEST_FILE:
        raise DocumentError(
            f"{name} is larger than {LARGEST_FILE // 1024**2} MB.", remedy="Split the report, or embed less in it."
        )
    if file.suffix.lower() == ".csv":  # a table of an xBRL-CSV report: it refers to nothing
        return None, []
    if file.suffix.lower() == ".json":
        facts, references = _json_content(file, name)
    else:
        # the folder stands for the top folder of a package: nothing may lead out of it
        try:
            with file.open("rb") as stream:
                check_xml(stream, f"folder/{name}")
        except UnsafeXmlError as error:
            raise DocumentError(
                f"{name} {error}.",
                remedy="Mend the file at that place (a DOCTYPE line can be removed; write special characters as such), "
                "or validate the report package as a whole.",
                rule=error.rule,
            ) from error
        with file.open("rb") as stream:
            content = _content(stream)
        facts, references = content.inline_facts or content.instance_facts, content.references
    return facts, _local(name, references)


def _local(name: str, references: Sequence[str]) -> list[str]:
    paths = [unquote(reference.partition("#")[0]) for reference in references if not urlsplit(reference).scheme]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths if path]


def _content(stream: IO[bytes]) -> _Content:
    """Count the facts and collect the references of a file that ``check_xml`` has let pass."""
    counts = {"inline": 0, "instance": 0}
    references: list[str] = []
    roots: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        roots[:] = roots or [element]
        counts["inline"] += element in _INLINE_FACTS
        counts["instance"] += roots[0] == _INSTANCE and "contextRef" in attributes
        references.extend(_references(attributes))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.ParseFile(stream)
    return _Content(counts["inline"], counts["instance"], tuple(references))


def _references(attributes: Mapping[str, str]) -> Iterator[str]:
    for name in _REFERENCES & attributes.keys():
        yield attributes[name]
    yield from attributes.get(_SCHEMA_LOCATIONS, "").split()[1::2]


def _rewrites(stream: IO[bytes]) -> list[str]:
    prefixes: list[str] = []

    def start(_element: str, attributes: dict[str, str]) -> None:
        prefixes.extend(attributes[name] for name in ("rewritePrefix", "uri") if name in attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.ParseFile(stream)
    return prefixes


def _is_note(fact: object) -> bool:
    """Say whether a fact of an xBRL-JSON report is a footnote (OIM 1.0, xbrl:note)."""
    dimensions = fact.get("dimensions") if isinstance(fact, dict) else None
    return isinstance(dimensions, dict) and "noteId" in dimensions


def _json_content(file: Path, name: str) -> tuple[int | None, Sequence[str]]:
    """Read what xBRL-JSON and xBRL-CSV metadata refer to: taxonomies, further metadata, tables."""
    try:
        data = json.loads(file.read_bytes())
        information = data.get("documentInfo", {})
        references = [*information.get("taxonomy", ()), *information.get("extends", ())]
        references += [table["url"] for table in data.get("tables", {}).values() if "url" in table]
        facts = sum(not _is_note(fact) for fact in data["facts"].values()) if "facts" in data else None
        outside = [reference for reference in references if leaves_package(f"folder/{name}", reference)]
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise DocumentError(
            f"{name} is no xBRL-JSON report and no xBRL-CSV metadata ({error}).", remedy="Make the file anew."
        ) from error
    if outside:
        raise DocumentError(
            f"{name} refers to {outside[0]!r}, outside its folder.", remedy="Put the file beside the report."
        )
    return facts, references
