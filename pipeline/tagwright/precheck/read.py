"""Reads all files of a report into one Contents: a report package, or a file with what lies beside it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from lxml import etree

from tagwright.emit.namespaces import LINK, XBRLI, XHTML, XLINK, XML, XSD
from tagwright.precheck.model import Contents, Fact, Page, Reference
from tagwright.precheck.numbers import transformed
from tagwright.precheck.read_page import PageContents, read_contexts, read_page, read_units, spot_of, text_of
from tagwright.precheck.read_taxonomy import TaxonomyContents, read_linkbase, read_schema
from tagwright.taxonomy.concepts import ConceptFacts, load_concepts
from tagwright.taxonomy.official import official_taxonomies

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PACKAGES = frozenset({".zip", ".xbri", ".xbr"})
PAGES = frozenset({".xhtml", ".html", ".htm"})
_XML = PAGES | {".xml", ".xsd", ".xbrl"}
_IFRS = re.compile(r"https?://xbrl\.ifrs\.org/taxonomy/(\d{4})-\d\d-\d\d/ifrs-full")
_METADATA = "META-INF/"
_LARGEST = 64 * 1024 * 1024
"""Bytes of one file. The checks run in our own process: what a stranger's file can cost them must have a bound."""


def read_package(name: str, file: BinaryIO | Path) -> Contents:
    """Read a report package; the archive is one that ``check_archive`` let pass, or one of our own making."""
    with zipfile.ZipFile(file) as archive:
        names = tuple(entry for entry in archive.namelist() if not entry.endswith("/"))
        files = {entry: archive.read(entry) for entry in names if _matters(entry)}
    return read_files(name, files, names)


def _matters(name: str) -> bool:
    return _METADATA in name or PurePosixPath(name).suffix.lower() in _XML


def read_loose(path: Path) -> Contents:
    """Read a file, and the schemas and linkbases that it leads to in its own folder or below."""
    files: dict[str, bytes] = {}
    waiting = [path.name]
    while waiting:
        name = waiting.pop()
        if name in files or name.startswith("../") or not (path.parent / name).is_file():
            continue
        files[name] = (path.parent / name).read_bytes()
        waiting += _beside(name, files[name])
    return read_files(path.name, files, ())


_LED_TO = re.compile(rb"""(?:href|schemaLocation)\s*=\s*["']([^"'#]+\.(?:xsd|xml))(?=["'#])""")


def _beside(name: str, content: bytes) -> Iterator[str]:
    for match in _LED_TO.finditer(content):
        address = unquote(match[1].decode("utf-8", errors="replace"))
        if not urlsplit(address).scheme and not address.startswith("/"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def read_files(name: str, files: Mapping[str, bytes], members: tuple[str, ...]) -> Contents:
    """Read the files of a report, by their names; ``members`` are all names in the package, none for a loose file."""
    roots: dict[str, Element] = {}
    broken: dict[str, str] = {}
    for entry, content in files.items():
        if _METADATA in entry or PurePosixPath(entry).suffix.lower() not in _XML:
            continue
        try:
            if len(content) <= _LARGEST:
                roots[entry] = _parsed(content)
        except etree.XMLSyntaxError as error:
            broken[entry] = f"line {error.lineno}: {error.msg}"
    taxonomy = TaxonomyContents()
    for entry, root in roots.items():
        if root.tag == f"{{{XSD}}}schema":
            read_schema(root, entry, taxonomy)
        elif root.tag == f"{{{LINK}}}linkbase":
            read_linkbase(root, entry, taxonomy)
    pages = tuple(_page(entry, root) for entry, root in roots.items() if root.tag == f"{{{XHTML}}}html")
    instances = {entry: root for entry, root in roots.items() if root.tag == f"{{{XBRLI}}}xbrl"}
    for entry, root in [*((page.name, page.root) for page in pages), *instances.items()]:
        taxonomy.references += _schema_refs(entry, root)
    namespace = _own_namespace(taxonomy)
    prefix = _prefix_of(namespace, [page.root for page in pages], taxonomy)
    names = _Names(namespace, prefix, {declared.name: declared.concept for declared in taxonomy.declared})
    said = [read_page(page, names.concept) for page in pages]
    said += [_instance(entry, root, names) for entry, root in instances.items()]
    year = _year([*(page.root for page in pages), *instances.values()])
    return Contents(
        name=name,
        members=members,
        pages=pages,
        contexts=tuple(context for part in said for context in part.contexts),
        units=tuple(unit for part in said for unit in part.units),
        facts=tuple(fact for part in said for fact in part.facts),
        declared=tuple(taxonomy.declared),
        arcs=tuple(taxonomy.arcs),
        labels=tuple(taxonomy.labels),
        references=tuple(taxonomy.references),
        roles=tuple(taxonomy.roles),
        used_roles=tuple(taxonomy.used_roles),
        metadata={entry: content for entry, content in files.items() if _METADATA in entry},
        broken=broken,
        oversized=tuple(entry for entry, content in files.items() if len(content) > _LARGEST),
        links=taxonomy.links,
        namespace=namespace,
        prefix=prefix,
        year=year,
        official=_official(year),
    )


def _parsed(content: bytes) -> Element:
    try:
        return etree.fromstring(content, _parser(huge=False))
    except etree.XMLSyntaxError:
        if b"<!ENTITY" in content or "<!ENTITY".encode("utf-16-le") in content:
            raise
        return etree.fromstring(content, _parser(huge=True))  # an embedded image can be longer than the usual limit


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=huge)


def _page(name: str, root: Element) -> Page:
    language = root.get(f"{{{XML}}}lang") or root.get("lang")
    return Page(name, root, _has_doctype(root), language)


def _has_doctype(root: Element) -> bool:
    return bool(root.getroottree().docinfo.doctype)  # type: ignore[attr-defined]


def _schema_refs(name: str, root: Element) -> Iterator[Reference]:
    for kind in ("schemaRef", "linkbaseRef"):
        for part in root.iter(f"{{{LINK}}}{kind}"):
            yield Reference(kind, part.get(f"{{{XLINK}}}href", ""), "", spot_of(part, name))


def _own_namespace(taxonomy: TaxonomyContents) -> str:
    """Give the namespace of the schema that the report refers to, or else of one that came with it."""
    referred = {reference.href.rpartition("/")[2] for reference in taxonomy.references if reference.kind == "schemaRef"}
    for file, namespace in taxonomy.namespaces.items():
        if PurePosixPath(file).name in referred:
            return namespace
    return next(iter(taxonomy.namespaces.values()), "")


def _prefix_of(namespace: str, roots: list[Element], taxonomy: TaxonomyContents) -> str:
    if not namespace:
        return ""
    bound = taxonomy.prefixes.get(namespace)
    return bound or next((p for root in roots for p, uri in root.nsmap.items() if uri == namespace and p), "")


class _Names:
    """Turns names as written into prefix_Name, with one prefix a namespace."""

    def __init__(self, namespace: str, prefix: str, ids: Mapping[str, str]) -> None:
        self._namespace, self._prefix, self._ids = namespace, prefix, ids
        self._known: dict[tuple[str | None, str], str] = {}

    def concept(self, prefixes: Mapping[str | None, str], written: str) -> str:
        prefix, _, local = written.strip().rpartition(":")
        namespace = prefixes.get(prefix or None)
        key = (namespace, written)
        if key not in self._known:
            self._known[key] = self._named(namespace, prefix, local)
        return self._known[key]

    def _named(self, namespace: str | None, prefix: str, local: str) -> str:
        if namespace is None:
            return f"?{prefix}_{local}"
        if namespace == self._namespace:
            return self._ids.get(local, f"{self._prefix}_{local}")
        return f"ifrs-full_{local}" if _IFRS.fullmatch(namespace) else f"{prefix}_{local}"


def _year(roots: list[Element]) -> int:
    uris = [uri for root in roots for uri in root.nsmap.values()]
    return next((int(match[1]) for match in map(_IFRS.fullmatch, uris) if match), 0)


def _official(year: int) -> Mapping[str, ConceptFacts]:
    known = {official.year for official in official_taxonomies()}
    return load_concepts(year) if year in known else MappingProxyType({})


def _instance(name: str, root: Element, names: _Names) -> PageContents:
    """Read an XML instance (XBRL 2.1, 4)."""
    contexts = tuple(read_contexts(root, name, names.concept))
    facts = tuple(_items(name, root, names))
    return PageContents(contexts, tuple(read_units(root, name)), facts)


def _items(name: str, root: Element, names: _Names) -> Iterator[Fact]:
    for element in root.iterchildren("*"):
        if "contextRef" not in element.attrib:
            continue
        tag = etree.QName(element)
        attributes = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
        text = text_of(element)
        digits = text.strip()
        value = transformed(None, digits.lstrip("-")) if "unitRef" in attributes else None
        yield Fact(
            kind="item",
            name=f"{element.prefix}:{tag.localname}",
            concept=names.concept(element.nsmap, f"{element.prefix}:{tag.localname}"),
            attributes=attributes,
            format=None,
            text=text,
            value=-value if value is not None and digits.startswith("-") else value,
            language=element.get(f"{{{XML}}}lang"),
            hidden=False,
            displayed=True,
            markup=len(element) > 0,
            before="",
            after="",
            cell=None,
            spot=spot_of(element, name),
        )
