"""Checks of the page itself: what it loads or runs, its ids, and what Inline XBRL it is (Inline XBRL 1.1, 4)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tagwright.emit.namespaces import XHTML, XML
from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Page, Spot
from tagwright.precheck.read_page import INLINE, line_of, spot_of, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_RUNS = frozenset({"script", "applet", "object", "embed", "iframe", "frame"})
_LOADS = {"img": "src", "link": "href", "script": "src", "iframe": "src", "object": "data", "source": "src"}
_IMAGES = re.compile(r"data:image/(?:png|gif|jpe?g|svg\+xml)(?:;charset=[\w-]+)?;base64,")
_IMPORT = re.compile(r"@import\s+(?:url\()?\s*[\"']?([^\"')\s;]+)|url\(\s*[\"']?(?!data:)([^\"')]+)")
_NAME = re.compile(r"[^\W\d][\w.-]*")


def broken_files(contents: Contents) -> Iterator[Found]:
    """Find files that are no well-formed XML."""
    for name, reason in contents.broken.items():
        line = re.match(r"line (\d+)", reason)
        yield found(
            "not-well-formed", f"it is no well-formed XML ({reason})", Spot(name, int(line[1]) if line else None)
        )


def page_elements(contents: Contents) -> Iterator[Found]:
    """Find what a page must not hold: programs, references to the outside, a DOCTYPE, a base."""
    for page in contents.pages:
        if page.doctype:
            yield found("doctype", "the page has a DOCTYPE", Spot(page.name, 1))
        for element in page.root.iter(f"{{{XHTML}}}*"):
            yield from _element(element, page, frozenset(contents.members))
        for attribute in page.root.iter("{*}*"):
            if attribute.get(f"{{{XML}}}base") is not None:
                yield found("base-used", "xml:base moves the references", spot_of(attribute, page.name))


def _element(element: Element, page: Page, members: Set[str]) -> Iterator[Found]:
    name, spot = str(element.tag).rpartition("}")[2], spot_of(element, page.name)
    if name in _RUNS:
        yield found("program", f"the page holds <{name}>", spot)
    if name == "base":
        yield found("base-used", "<base> moves the references", spot)
    for attribute, value in ((str(key), str(value).strip()) for key, value in element.attrib.items()):
        if _is_program(attribute, value.lower()):
            yield found("program", f"<{name}> runs a program ({attribute})", spot)
        elif attribute == "href" and value.lower().startswith("file:"):
            yield found("reference-outside", f"{value!r} leads out of the report", spot)
        elif attribute == _LOADS.get(name):
            yield from _loaded(name, value, spot, members)
    if name == "style":
        for match in _IMPORT.finditer(text_of(element)):
            yield found("reference-outside", f"the style sheet loads {match[1] or match[2]!r}", spot)


def _is_program(attribute: str, value: str) -> bool:
    calls = attribute in ("href", "src") and value.startswith(("javascript:", "vbscript:"))
    return calls or (attribute.startswith("on") and attribute.isalpha())


def _loaded(name: str, value: str, spot: Spot, members: Set[str]) -> Iterator[Found]:
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(spot.file), unquote(value)))
    if value.startswith("data:"):
        if name == "img" and not _IMAGES.match(value):
            yield found("image-type", f"the image is {value[:40]!r}", spot)
    elif re.match(r"[a-z]+:/*|//", value, re.IGNORECASE):
        yield found("reference-outside", f"<{name}> loads {value!r}", spot)
    elif members and beside not in members:
        yield found("reference-dangling", f"<{name}> loads {value!r}, which is not there", spot)
    elif name == "img":
        yield found("image-beside", f"the image {value!r} is a file of its own", spot)


def identifiers(contents: Contents) -> Iterator[Found]:
    """Find ids that stand twice or are no names, and facts without one."""
    for page in contents.pages:
        seen: dict[str, Element] = {}
        for element in page.root.iter("{*}*"):
            name = element.get("id")
            if name is None:
                continue
            spot = spot_of(element, page.name)
            if name in seen:
                first = spot_of(seen[name], page.name)
                yield found("id-duplicate", f"the id {name!r} stands twice in the page", spot, first)
            elif not _NAME.fullmatch(name):
                yield found("id-malformed", f"the id {name!r} is no name", spot)
            seen.setdefault(name, element)
    for fact in contents.facts:
        if fact.kind in ("nonFraction", "nonNumeric") and not fact.spot.element:
            yield found("id-missing", f"{fact.name} has no id", fact.spot)


def inline_features(contents: Contents) -> Iterator[Found]:
    """Find an old Inline XBRL, and parts of it that a destination does not take."""
    for page in contents.pages:
        old = next(page.root.iter(f"{{{INLINE[1]}}}*"), None)
        if old is not None:
            yield found("inline-old", "the page is of Inline XBRL 1.0", spot_of(old, page.name))
        if not any(True for _ in page.root.iter(f"{{{XHTML}}}title")):
            yield found("title-missing", "the page has no title", Spot(page.name, line_of(page.root)))
        if contents.facts and next(page.root.iter(*(f"{{{ns}}}references" for ns in INLINE)), None) is None:
            yield found("schema-reference-missing", "the page names no taxonomy", Spot(page.name, line_of(page.root)))
    for fact in contents.facts:
        if fact.kind in ("tuple", "fraction"):
            yield found("tuple-or-fraction", f"{fact.name} is a {fact.kind}", fact.spot)
        if "target" in fact.attributes:
            problem = f"{fact.name} belongs to the target document {fact.attributes['target']!r}"
            yield found("target-document", problem, fact.spot)
