"""Where a printed number stands in the author's page, if an element can be put around it there."""

from __future__ import annotations

import re
from html import unescape

from tagwright.document.markup import Element, tree_of
from tagwright.document.page import Page, Where

_TAG = re.compile(r"""<!--.*?-->|<(?:[^>"'!]|"[^"]*"|'[^']*')*>""", re.DOTALL)
_DATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f]+")


class Places:
    """Finds printed numbers in one page."""

    def __init__(self, page: Page) -> None:
        self.root = tree_of(page.text)
        self._page = page

    def of(self, where: Where, start: int, end: int, printed: str) -> tuple[int, int] | None:
        """Say where the characters ``start`` to ``end`` of a text, which are ``printed``, stand in the page.

        None where they do not, or stand in elements that an element around them would cross. Elements that are as
        one (<b>1,2</b><b>34</b>) do not count: the tags between the ends may be left out.
        """
        place = self._page.stretch(where, start, end)
        if place is None:
            return None
        inside = self._page.text[place[0] : place[1]]
        if _SPACE.sub(" ", unescape(_DATA.sub(r"\1", _TAG.sub("", inside)))) != printed:
            return None
        tags = [tag for tag in _TAG.findall(inside) if not tag.startswith("<!")]
        return place if self._are_as_one(tags, place[0]) else None

    def _are_as_one(self, tags: list[str], at: int) -> bool:
        """Tell whether tags close elements and open the very same again."""
        around = [self._page.text[element.start : element.inner] for element in self._around(at)] if tags else []
        closed: list[str] = []
        for tag in tags:
            if tag.startswith("</"):
                if not around:
                    return False
                closed.append(around.pop())
            elif not closed or closed[-1] != tag:
                return False
            else:
                around.append(closed.pop())
        return not closed

    def _around(self, at: int) -> list[Element]:
        """Give the elements around a place, the innermost last."""
        around: list[Element] = []
        inner: Element | None = self.root
        while inner is not None:
            inner = next((child for child in inner.children if child.inner <= at < child.close), None)
            around += [inner] if inner else []
        return around
