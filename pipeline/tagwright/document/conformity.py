"""Whether a page is XHTML 1.1 as far as Inline XBRL is checked against it: elements, their places, their attributes."""

from __future__ import annotations

import re

from lxml import etree

from tagwright.document.markup import Element, attributes_of, says_something, tree_of
from tagwright.document.xhtml_vocabulary import (
    BLOCKS,
    HOLD_ALL,
    HOLD_BLOCKS,
    HOLD_TEXT,
    INLINES,
    KNOWN,
    PARTS,
    VOID,
    is_allowed,
)

_ORDERS = {
    "html": re.compile("head body "),
    "table": re.compile("(?:caption )?(?:(?:col )*|(?:colgroup )*)(?:thead )?(?:tfoot )?(?:(?:tbody )+|(?:tr )+)"),
    **{name: re.compile("(?:tr )+") for name in ("thead", "tfoot", "tbody")},
    **{name: re.compile("(?:li )+") for name in ("ul", "ol")},
    "tr": re.compile("(?:t[dh] )+"),
    "dl": re.compile("(?:d[td] )+"),
}
_NEEDED = {"img": {"src", "alt"}, "style": {"type"}, "meta": {"content"}, "bdo": {"dir"}}


def fault_of(text: str) -> str:
    """Name what of a page is no XHTML 1.1; nothing where all of it is."""
    try:
        etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return str(error)
    root = tree_of(text)
    seen: set[str] = set()
    for element in root.iter():
        fault = _fault(element, text) or _fault_of_attributes(element, text, seen)
        if fault:
            return fault
    return ""


def _fault(element: Element, text: str) -> str:
    name, parent = element.name, element.parent.name if element.parent else ""
    if name not in KNOWN and name not in ("html", "head", "body"):
        return f"<{name}>"
    if parent and name not in _allowed_in(parent):
        return f"<{name}> in <{parent}>"
    if name in VOID and element.end != element.inner:
        return f"<{name}> with an end tag"
    holds_text = name in HOLD_TEXT or name in HOLD_ALL
    if not holds_text and any(says_something(text[start:end]) for start, end in element.gaps()):
        return f"text in <{name}>"
    order = _ORDERS.get(name)
    if order and not order.fullmatch("".join(f"{child.name} " for child in element.children)):
        return f"<{name}> without what it must hold, in its order"
    return ""


def _allowed_in(parent: str) -> frozenset[str] | set[str]:
    if parent in PARTS:
        return PARTS[parent]
    if parent in HOLD_BLOCKS:
        return BLOCKS | {"ins", "del"}
    if parent in HOLD_ALL:
        return BLOCKS | INLINES
    return INLINES - {"img", "sub", "sup", "small", "big"} if parent == "pre" else INLINES


def _fault_of_attributes(element: Element, text: str, ids: set[str]) -> str:
    given = attributes_of(text[element.start : element.inner])
    for name, value in given:
        if not is_allowed(element.name, name, value) and not (element.name == "html" and name == "xmlns"):
            return f"{name}={value!r} on <{element.name}>"
        if name == "id" and value in ids:
            return f"the id {value!r} twice"
        ids |= {value} if name == "id" else set()
    missing = _NEEDED.get(element.name, set()) - {name for name, _ in given}
    return f"<{element.name}> without {min(missing)}" if missing else ""
