"""Drawings inside of a page (SVG), as pictures of it: XHTML 1.1 knows no drawings, and Inline XBRL allows pictures."""

from __future__ import annotations

import base64
import re

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_GOES = frozenset({"script", "foreignObject", "set", "animate", "animateTransform", "animateMotion", "handler"})
_DEEPEST = 100
_PREFIXES = re.compile(r"</?([A-Za-z][\w.-]*):|\s([A-Za-z][\w.-]*):[\w.-]+\s*=")
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif);)", re.IGNORECASE)
_FETCHES = re.compile(r"url\(\s*(?![\"']?\s*#)|@import\b", re.IGNORECASE)


def drawing_of(source: str, css: str) -> str:
    """Give a drawing as a data URI, without what runs or fetches; nothing where it cannot be read.

    ``css`` are the style sheets of the page; they go with the drawing where it has classes.
    """
    prefixes = {one or other for one, other in _PREFIXES.findall(source)} - {"xml", "xmlns"}
    named = {"svg": _SVG, "xlink": _XLINK}
    declared = "".join(f' xmlns:{prefix}="{named.get(prefix, "urn:other:" + prefix)}"' for prefix in sorted(prefixes))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        drawing = etree.fromstring(f"<page{declared}>{source}</page>".encode(), parser)[0]
    except (etree.XMLSyntaxError, IndexError):
        return ""
    if _deepest(drawing) > _DEEPEST:
        return ""
    root = _copied(drawing)
    if css and any(element.get("class") or element.get("id") for element in root.iter()) and not _FETCHES.search(css):
        style = etree.Element(f"{{{_SVG}}}style")
        style.text = css
        root.insert(0, style)
    return f"data:image/svg+xml;base64,{base64.b64encode(etree.tostring(root)).decode('ascii')}"


def _deepest(element: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _copied(element: etree._Element) -> etree._Element:
    """Copy an element with what only draws, and name all of it by the namespace of drawings."""
    local = etree.QName(element).localname
    names: dict[str | None, str] = {None: _SVG, "xlink": _XLINK}
    made = etree.Element(f"{{{_SVG}}}{'g' if local == 'a' else local}", nsmap=names)  # type: ignore[arg-type]
    for name, value in ((str(key), str(said)) for key, said in element.attrib.items()):
        plain = etree.QName(name).localname
        if plain.lower().startswith("on") or _FETCHES.search(value) or (plain == "href" and not _INSIDE.match(value)):
            continue
        made.set(f"{{{_XLINK}}}href" if plain == "href" else plain, value)
    made.text = element.text
    for child in element:
        if not isinstance(child.tag, str) or etree.QName(child).localname in _GOES:
            continue
        if etree.QName(child).localname != "style" or not _FETCHES.search(child.text or ""):
            copy = _copied(child)
            copy.tail = child.tail
            made.append(copy)
    return made
