"""How browsers show a page without a DOCTYPE, said in CSS, since XHTML has no such mode. Any rule of the page wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from tagwright.document.markup import Element
from tagwright.document.xhtml_vocabulary import as_style

_WITH_MARGINS = frozenset({"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"})
_RULES = (
    ":where(table) {{ font-size: medium; font-weight: normal; font-style: normal; font-variant: normal;"
    " line-height: normal; white-space: normal; text-align: start; color: {colour}; }}"
    f" :where(:is(td, th) > :is({', '.join(sorted(_WITH_MARGINS))}):first-child) {{{{ margin-block-start: 0; }}}}"
    " :where(:is(td, th) > p:last-child) {{ margin-block-end: 0; }}"
)
_FULL = " :where(html) { height: 100%; } :where(body) { height: calc(100% - 16px); }"
_SHARE_OF_HEIGHT = re.compile(r"(?<![\w-])height\s*(?::|=\s*[\"']?)\s*\d+(?:\.\d+)?%", re.IGNORECASE)
_BODY_COLOUR = re.compile(r"(?:^|[},;\s])body\s*(?:,[^{}]*)?\{(?:[^{}]*[;{\s])?color\s*:\s*([^;}!]+)", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_BOX = r"\b(?:padding|border|overflow|display|float|position)\b"

Item = Element | tuple[int, int]


def quirk_rules(
    body: Element | None,
    inside: Callable[[Element], Iterable[Item]],
    name: Callable[[Element], str],
    said: Callable[[Element, str], str],
    styles: str,
    text: str,
) -> str:
    """Give the style sheet of the mode.

    ``inside`` gives what stands right inside of an element, ``name`` what it is written as, ``said`` an attribute of
    it; ``styles`` are the page's own style sheets, ``text`` is all of it.
    """
    rules = _RULES.format(colour=_colour(body, said, styles)) + (_FULL if _SHARE_OF_HEIGHT.search(text) else "")
    first = _first(body, inside, name, lambda element: _has_a_box(element, said, styles)) if body else ""
    return rules + (f" :where({first}) {{ margin-block-start: 0; }}" if first else "")


def _colour(body: Element | None, said: Callable[[Element, str], str], styles: str) -> str:
    """Give the colour of the body's text, which tables have anew."""
    own = _COLOUR.search(said(body, "style")) if body else None
    rule = _BODY_COLOUR.search(styles)
    attribute = as_style("body", "text", said(body, "text")).removeprefix("color:") if body else ""
    return own[1].strip() if own else rule[1].strip() if rule else attribute or "CanvasText"


def _first(
    body: Element,
    inside: Callable[[Element], Iterable[Item]],
    name: Callable[[Element], str],
    has_a_box: Callable[[Element], bool],
) -> str:
    """Select what begins the body, where its margin above meets that of the body: browsers leave it out."""
    around, path = body, "body"
    while True:
        found = _first_of(around, inside, name)
        if found is None:
            return ""
        place, element = found
        path += f" > :nth-child({place})"
        if name(element) in _WITH_MARGINS:
            return path
        if name(element) != "div" or has_a_box(element):
            return ""
        around = element


def _first_of(
    element: Element, inside: Callable[[Element], Iterable[Item]], name: Callable[[Element], str]
) -> tuple[int, Element] | None:
    """Give the first element that holds something, with its place; None where more than empty boxes is before it."""
    for place, item in enumerate(inside(element), start=1):
        if not isinstance(item, Element):
            return None
        if any(True for _ in inside(item)):
            return place, item
        if name(item) != "div":
            return None
    return None


def _has_a_box(element: Element, said: Callable[[Element, str], str], styles: str) -> bool:
    """Tell an element whose margin does not meet that of what is in it, by what the page says of its classes."""
    classes = "|".join(map(re.escape, said(element, "class").split()))
    own = re.search(_BOX, said(element, "style"))
    return bool(own or (classes and re.search(rf"\.(?:{classes})\b[^{{}}]*\{{[^{{}}]*{_BOX}", styles)))
