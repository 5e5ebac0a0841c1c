"""Lines that hold no text of their own block, as quirks mode sets them: only as high as what is in them.

XHTML gives each line at least the height of its block's own letters, though none are in it. So the block's line height
becomes nothing, and what does hold text gets it back (Quirks Mode, 3.3 and 3.4).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tagwright.document.markup import Element

_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_HEIGHT = re.compile(r"(?<![\w-])line-height\s*:\s*([^;!}]+)|(?<![\w-])font\s*:[^;!}]*?/\s*([\w.%]+)", re.IGNORECASE)
_SIMPLE = re.compile(r"(?P<name>[A-Za-z][\w]*)?(?:\.(?P<of>[\w-]+))?")
_LAST = re.compile(r"[\w-]+")
_SIZING = re.compile(r"font|line-height|vertical-align", re.IGNORECASE)
_SIZED = frozenset({"font", "small", "big", "sub", "sup", "tt", "code", "kbd", "samp"})
_UNKNOWN = "?"
_BOX = re.compile(r"\b(?:display|float|position)\b", re.IGNORECASE)
BOTTOM, NO_HEIGHT = "vertical-align:bottom", "line-height:0"


@dataclass(frozen=True, slots=True)
class Flow:
    """One thing in the lines of a block: ``kind`` is text, space, break, picture, open, close or block."""

    kind: str
    element: Element


class Heights:
    """The line heights that a page gives to its elements, as far as plain rules and styles say them."""

    def __init__(self, css: str, said: Callable[[Element, str], str]) -> None:
        self._said = said
        self._rules: dict[tuple[str, str], str] = {}
        self._has_sheets = bool(css)
        for rule in _RULE.finditer(css):
            if height := _height(rule[2]):
                for selector in rule[1].split(","):
                    self._take(selector.strip(), height)

    def _take(self, selector: str, height: str) -> None:
        simple = _SIMPLE.fullmatch(selector)
        if simple and selector:
            self._rules[(simple["name"] or "").lower(), (simple["of"] or "").lower()] = height
        else:
            last = _LAST.findall(selector)
            self._rules["", last[-1].lower() if last else ""] = _UNKNOWN
            self._rules[last[-1].lower() if last else "", ""] = _UNKNOWN

    def own(self, element: Element) -> str:
        """Give the line height that an element is given itself; nothing where it has that of its parent."""
        if own := _height(self._said(element, "style")):
            return own
        name = element.name.lower()
        classes = [each.lower() for each in self._said(element, "class").split()]
        ways = [(name, each) for each in classes] + [("", each) for each in classes] + [(name, ""), ("", "*")]
        found = [self._rules[way] for way in ways if way in self._rules]
        return _UNKNOWN if _UNKNOWN in found else found[0] if found else "normal" if name == "table" else ""

    def of(self, element: Element) -> str:
        """Give the line height of an element; nothing where it cannot be told or is a share of a size."""
        node: Element | None = element
        while node is not None:
            if own := self.own(node):
                return "" if own == _UNKNOWN or own.endswith(("%", "em")) or own == "inherit" else own
            node = node.parent
        return "normal"

    def may_size(self, element: Element) -> bool:
        """Tell an inline element that may have letters of another size than its parent."""
        if element.name.lower() in _SIZED or _SIZING.search(self._said(element, "style")):
            return True
        return self._has_sheets and bool(self._said(element, "class"))


def _height(declarations: str) -> str:
    found = [one or other for one, other in _HEIGHT.findall(declarations)]
    return found[-1].strip().lower() if found else ""


@dataclass(slots=True)
class _Lines:
    """What the lines of one block hold."""

    with_text: set[Element] = field(default_factory=set)
    inlines: list[Element] = field(default_factory=list)
    alone: list[Element] = field(default_factory=list)
    pictures: int = 0


def line_styles(
    block: Element, flow: Iterator[Flow], heights: Heights, said: Callable[[Element, str], str]
) -> dict[Element, str]:
    """Say in CSS how high the lines of a block are; ``flow`` is what they hold."""
    lines = _read(block, flow, said)
    if lines is None:
        return {}
    styles = dict.fromkeys(lines.alone, BOTTOM)
    if block in lines.with_text or not (lines.with_text or lines.pictures):
        return styles
    height = heights.of(block)
    if not lines.with_text:
        return styles | {block: NO_HEIGHT}
    if not height or not any(heights.may_size(inline) for inline in lines.inlines):
        return styles
    given = {inline: f"line-height:{height}" for inline in lines.with_text if not heights.own(inline)}
    return styles | given | {block: NO_HEIGHT}


def lone_pictures(block: Element, flow: Iterator[Flow]) -> list[tuple[Element, Element]]:
    """Find the pictures that stand alone in lines between other blocks: the first and last child of each such run."""
    found: list[tuple[Element, Element]] = []
    run: list[Element] = []
    has_space = has_text = has_blocks = False
    for item in (*flow, Flow("end", block)):
        if item.kind in ("block", "end"):
            if run and not has_text:
                found.append((_child(run[0], block), _child(run[-1], block)))
            run, has_space, has_text = [], False, False
            has_blocks = has_blocks or item.kind == "block"
        elif item.kind == "picture":
            has_text = has_text or has_space
            run.append(item.element)
        elif item.kind == "space":
            has_space = bool(run)
        elif item.kind in ("text", "break"):
            has_text = True
    return found if has_blocks else []


def _child(element: Element, block: Element) -> Element:
    """Give the child of a block that an element is, or is in."""
    while element.parent is not None and element.parent is not block:
        element = element.parent
    return element


def _read(block: Element, flow: Iterator[Flow], said: Callable[[Element, str], str]) -> _Lines | None:
    """Read the lines of a block; None where it holds other blocks or boxes, whose lines are their own."""
    lines = _Lines()
    owners = [block]
    line: list[Element] = []
    space: Element | None = None
    filled = has_text = False
    for item in flow:
        if item.kind == "block" or (item.kind == "open" and _BOX.search(said(item.element, "style"))):
            return None
        if item.kind == "open":
            owners.append(item.element)
            lines.inlines.append(item.element)
        elif item.kind == "close":
            owners.pop()
        elif item.kind == "space":
            space = space or (owners[-1] if filled else None)
        elif item.kind == "break":
            if not filled:
                lines.with_text.add(owners[-1])
            lines.alone += [] if has_text else line
            line, space, filled, has_text = [], None, False, False
        else:
            lines.with_text |= {space} if space else set()
            has_text = has_text or item.kind == "text" or space is not None
            filled, space = True, None
            if item.kind == "text":
                lines.with_text.add(owners[-1])
            else:
                lines.pictures += 1
                line.append(item.element)
    lines.alone += [] if has_text else line
    return lines
