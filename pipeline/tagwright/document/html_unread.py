"""What a page shows and is not read: formulas, the fields of forms, and what is struck out. A remark gives its text.

The text of a formula alone would misread (a half as "12"), and of a list of choices all would be read. What is struck
out is shown as no longer valid. None of it may join the number that it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tagwright.document.html_source import HtmlSource, name_of

_FIELDS = frozenset({"input", "select", "textarea", "datalist", "meter", "progress"})
_STRUCK = frozenset({"s", "strike", "del"})
_STRUCK_STYLE = re.compile(r"\btext-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_WITHOUT_TEXT = frozenset({"hidden", "checkbox", "radio", "image", "file", "password"})
_DIGIT = re.compile(r"\d")
_MOST = 20


def is_unread(element: etree._Element, source: HtmlSource) -> bool:
    """Tell an element that is shown and not read."""
    return bool(_kind(element, source))


def holds_unread(cell: etree._Element, source: HtmlSource) -> bool:
    """Tell a cell with a number that is not read."""
    unread = (one for one in cell.iter() if isinstance(one.tag, str) and _kind(one, source))
    return any(_DIGIT.search(_text(one)) and not _is_hidden(one, source) for one in unread)


def _kind(element: etree._Element, source: HtmlSource) -> str:
    name = name_of(element)[1]
    if name == "math":
        return "formulas"
    if name in _FIELDS:
        return "fields of forms"
    classes = source.struck_classes
    by_class = bool(classes) and not classes.isdisjoint((element.get("class") or "").split())
    style = element.get("style")
    is_struck = name in _STRUCK or by_class or bool(style and _STRUCK_STYLE.search(style))
    return "struck-out text" if is_struck else ""


def remarks_on_unread(source: HtmlSource) -> Iterator[str]:
    """Say which numbers of a page stand in what is not read."""
    texts: dict[str, list[str]] = {}
    for element in source.root.iter():
        kind = _kind(element, source) if isinstance(element.tag, str) else ""
        within = kind and any(_kind(above, source) for above in element.iterancestors())
        if kind and not within and not _is_hidden(element, source) and _DIGIT.search(text := _text(element)):
            texts.setdefault(kind, []).append(text)
    for kind, found in sorted(texts.items()):
        more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
        yield f"The numbers in {kind} were not read: {'; '.join(found[:_MOST])}{more}."


def _is_hidden(element: etree._Element, source: HtmlSource) -> bool:
    return source.is_hidden(element) or any(source.is_hidden(above) for above in element.iterancestors())


def _text(element: etree._Element) -> str:
    """Give what an element shows: of a field its value, of a list the entry chosen, of the rest the text in it."""
    name = name_of(element)[1]
    if name == "input":
        return "" if (element.get("type") or "").lower() in _WITHOUT_TEXT else (element.get("value") or "")
    if name == "select":
        entries = [one for one in element.iter() if isinstance(one.tag, str) and name_of(one)[1] == "option"]
        chosen = [one for one in entries if one.get("selected") is not None] or entries[:1]
        return " ".join(_text(one) for one in chosen)
    return " ".join(" ".join(str(text) for text in element.itertext() if isinstance(text, str)).split())
