"""The elements of a page that is well-formed, with the places of their tags in its text.

The text itself stays at hand, so that a page can be changed at a few places and be the same at all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_QUOTED = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_TOKEN = re.compile(
    rf"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>|<\?.*?\?>
    |</(?P<end>[^\s>]+)\s*>
    |<(?P<start>[^\s/>!?]+)(?P<rest>{_QUOTED})>""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_NO_TEXT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)\s*=\s*("[^"]*"|'[^']*')""")
_RAW = frozenset({"script", "style"})


@dataclass(slots=True, eq=False)
class Element:
    """An element: its name as written, and where its tags stand.

    The start tag is ``text[start:inner]``, the end tag ``text[close:end]``; one that is closed by its own tag has
    ``inner == close == end``.
    """

    name: str
    start: int
    inner: int
    parent: Element | None
    close: int = -1
    end: int = -1
    children: list[Element] = field(default_factory=list)

    def iter(self) -> Iterator[Element]:
        """Give the elements inside, in the order of their start tags."""
        waiting = list(reversed(self.children))
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    def gaps(self) -> Iterator[tuple[int, int]]:
        """Give the stretches of text before, between and after the children; some are empty."""
        position = self.inner
        for child in self.children:
            yield position, child.start
            position = child.end
        yield position, max(self.close, position)


def tree_of(text: str) -> Element:
    """Give an element without a name that holds the whole text. Raises ``ValueError`` where tags do not match."""
    root = current = Element("", 0, 0, None, len(text), len(text))
    position = 0
    while token := _TOKEN.search(text, position):
        position = token.end()
        if name := token["start"]:
            element = Element(name, token.start(), token.end(), current)
            current.children.append(element)
            if token["rest"].endswith("/"):
                element.close = element.end = token.end()
                continue
            current = element
            if name.lower() in _RAW:
                end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, position)
                position = end.start() if end else position
        elif name := token["end"]:
            if current.parent is None or current.name != name:
                raise ValueError(f"</{name}> closes nothing")
            current.close, current.end = token.start(), token.end()
            current = current.parent
    if current is not root:
        raise ValueError(f"<{current.name}> is not closed")
    return root


def attributes_of(tag: str) -> list[tuple[str, str]]:
    """Give the attributes of a start tag in their order: name and value, which is still escaped."""
    return [(name, value[1:-1]) for name, value in _ATTRIBUTE.findall(tag)]


def says_something(text: str) -> bool:
    """Tell whether a stretch between tags prints anything."""
    return bool(_NO_TEXT.sub("", text).strip(" \t\r\n"))
