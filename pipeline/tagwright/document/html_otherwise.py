"""Whether browsers, which read a file of HTML as such, see another page in it than XML says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_CLOSED_ALONE = re.compile(r"""<(?P<name>[A-Za-z][\w-]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/>""")
_ODD = re.compile(r"</br\b|<!\[CDATA\[|<!--?->", re.IGNORECASE)
_RAW = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_FOREIGN = frozenset({"svg", "math"})
_ENDS_P = frozenset(
    {"address", "article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset", "figure", "footer"}
    | {
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    }
)
_ADDED = frozenset({"html", "head", "body", "tbody", "colgroup"})
_LONGEST = 8 * 1024 * 1024


def is_read_otherwise(root: etree._Element, text: str) -> bool:
    """Tell a page that is well-formed XML, and that HTML reads as another one: <i/> opens, </br> breaks a line.

    It is read both ways where something in it may be read so, and the elements and words in their order are compared.
    """
    if len(text) > _LONGEST or not _may_be(root, text):
        return False
    import html5lib  # loaded for such pages alone

    html = html5lib.parse(_RAW.sub("", text), treebuilder="etree", namespaceHTMLElements=False)
    return list(_events(root)) != list(_events(html))


def _may_be(root: etree._Element, text: str) -> bool:
    plain = _RAW.sub("", text)
    if _ODD.search(plain) or any(found["name"].lower() not in _VOID for found in _CLOSED_ALONE.finditer(plain)):
        return True
    return any(
        _name(element) in _ENDS_P for p in root.iter("{*}p") for element in p.iterdescendants() if _name(element)
    )


def _name(element: etree._Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def _events(root: etree._Element) -> Iterator[str]:
    """Give the names and the words of a page in their order; where an element ends is told as well."""
    waiting: list[etree._Element | str] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        name = _name(item)
        after = " ".join((item.tail or "").split())
        if not name or name in ("script", "style") or name in _FOREIGN:
            waiting += [after] if after else []
            continue
        inside: list[etree._Element | str] = [] if name in _ADDED else [f"<{name}>"]
        if words := " ".join((item.text or "").split()):
            inside.append(words)
        inside += [*item, *([] if name in _ADDED else [f"</{name}>"]), *([after] if after else [])]
        waiting.extend(reversed(inside))
