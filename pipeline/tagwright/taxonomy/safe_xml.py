"""Reads an XML file without trusting it: what a file inside a package must not do to those who open it.

Refused: a DOCTYPE (entity bombs, local files), XML that is not well-formed, and references to files outside the
package. Nothing is fetched and no entity is expanded.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote
from xml.parsers import expat

_CHUNK = 1 << 16
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# Attributes that a processor follows to another file, as expat writes them: namespace, blank, local name.
_FOLLOWED = frozenset(
    {
        "http://www.w3.org/1999/xlink href",
        "schemaLocation",
        f"{_XSI} schemaLocation",
        f"{_XSI} noNamespaceSchemaLocation",
    }
)
_BASE = "http://www.w3.org/XML/1998/namespace base"
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_CATALOG_DOCTYPE = "-//OASIS//DTD Entity Resolution XML Catalog V1.0//EN"


class UnsafeXmlError(Exception):
    """What is wrong with a file of a package, and by which rule; the archive check turns it into a PackageError."""

    def __init__(self, rule: str, problem: str) -> None:
        super().__init__(problem)
        self.rule = rule


def check_xml(stream: IO[bytes], name: str) -> None:
    """Read one XML file, ``name`` within its package, to its end; raise UnsafeXmlError at the first fault.

    The one DOCTYPE that is let pass is that of the OASIS catalogue, without declarations of its own, in
    META-INF/catalog.xml: the official IFRS 2025 package has it.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    in_catalog = name.endswith("META-INF/catalog.xml")

    def doctype(_name: str, _system: str | None, public: str | None, has_declarations: int) -> None:
        if has_declarations or not (in_catalog and public == _CATALOG_DOCTYPE):
            raise UnsafeXmlError("doctype", f"has a DOCTYPE in line {parser.CurrentLineNumber}")

    def element(_name: str, attributes: dict[str, str]) -> None:
        if _BASE in attributes:
            line = parser.CurrentLineNumber
            raise UnsafeXmlError("base-used", f"moves its references with xml:base in line {line}")
        for attribute in _FOLLOWED & attributes.keys():
            for reference in attributes[attribute].split():
                if leaves_package(name, reference):
                    problem = f"refers to {reference!r}, outside the package, in line {parser.CurrentLineNumber}"
                    raise UnsafeXmlError("reference-outside", problem)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        for chunk in _chunks(stream):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnsafeXmlError("not-well-formed", f"is not well-formed XML ({error})") from error


def leaves_package(name: str, reference: str) -> bool:
    """Say whether a reference that stands in the entry ``name`` leads to a local file outside the package.

    An address on the web does not: it is read from a package or not at all.
    """
    target = unquote(reference.split("#")[0])
    if scheme := _SCHEME.match(target):
        return scheme[0].lower() == "file:" or len(scheme[0]) == 2
    if target.startswith("/") or "\\" in target:
        return True
    resolved = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    if resolved == ".." or resolved.startswith("../"):
        return True
    top, has_top, _ = name.partition("/")
    return bool(has_top and target) and resolved != top and not resolved.startswith(f"{top}/")


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
