"""The style sheets of a page, its own and those that lie beside it: how they are written when it is made XHTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

from tagwright.document.edits import Edit, replacement
from tagwright.document.markup import Element
from tagwright.document.old_css import as_spelled, for_new_names, mentions
from tagwright.document.start_tags import Rewriter

_HIDES = re.compile(r"^\s*<!--|-->\s*$")
_SAFE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?:amp|lt|gt|quot|apos|#\w+);", re.DOTALL)
_DATA_MARKS = re.compile(r"<!\[CDATA\[|\]\]>")
_MARKUP = re.compile(r"[<&]")

Attribute = Callable[[Element, str], str]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A style sheet: the element that holds it or leads to it, its start tag from now on, and its CSS.

    ``written`` is the CSS as it stands in the page, of one that does.
    """

    element: Element
    opening: str
    css: str
    written: str | None


class Sheets:
    """The style sheets of one page, in their order."""

    def __init__(self, text: str, tags: Rewriter, attribute: Attribute) -> None:
        self._text = text
        self._tags = tags
        self._attribute = attribute
        self._sheets: list[_Sheet] = []

    @property
    def css(self) -> str:
        """All of their rules."""
        return "\n".join(sheet.css for sheet in self._sheets)

    def take(self, element: Element) -> bool:
        """Take a <style>; False where it is none of CSS. CSS that hides in a comment comes out of it."""
        typed = self._attribute(element, "type").lower()
        if typed not in ("", "text/css") or element.end == element.inner:
            return False
        written = self._text[element.inner : element.close]
        tag = self._text[element.start : element.inner]
        opening = self._tags.rewritten(tag, "style", "style", [])
        opening = opening if typed else f'<style type="text/css"{opening[6:]}'
        self._sheets.append(_Sheet(element, opening, self._tags.css(_HIDES.sub("", written)), written))
        return True

    def take_beside(self, element: Element) -> bool:
        """Take the sheet that a <link> leads to; False where it leads to none that lies beside the page."""
        kinds = self._attribute(element, "rel").lower().split()
        if "stylesheet" not in kinds or "alternate" in kinds:
            return False
        address = unescape(self._attribute(element, "href")).strip()
        css = self._tags.beside.sheet(address)
        if css is None:
            return False
        media = self._attribute(element, "media")
        opening = f'<style type="text/css" media="{media}">' if media else '<style type="text/css">'
        css = self._tags.css(css, address[: address.rfind("/") + 1])
        self._sheets.append(_Sheet(element, opening, css, None))
        return True

    def written(self, names: Sequence[tuple[str, str]], spelled: Sequence[str]) -> tuple[list[Edit], str]:
        """Give the edits that write those in the head, and the text of the others, which go to its end.

        ``names`` are the names of the page's elements, once as they were and once as they are written; ``spelled`` are
        classes and ids that the sheets may spell with other capitals.
        """
        renamed: dict[str, set[str]] = {}
        for was, now in names:
            if was != now:
                renamed.setdefault(was, set()).add(now)
        named = mentions(self.css, renamed.keys() | {now for new in renamed.values() for now in new})
        self._tags.sheets, self._tags.marked = self.css, frozenset(renamed.keys() & named)
        new = {was: frozenset(renamed[was]) for was in sorted(self._tags.marked)}
        kept = frozenset(now for was, now in names if was == now)
        edits: list[Edit] = []
        moved: list[str] = []
        for sheet in self._sheets:
            css = as_spelled(for_new_names(sheet.css, new, kept), spelled)
            element, parent = sheet.element, sheet.element.parent
            in_head = parent is not None and parent.name.lower() == "head"
            if _MARKUP.search(_SAFE.sub("", css)):
                css = f"/*<![CDATA[*/{_DATA_MARKS.sub('', css)}/*]]>*/"
            if not in_head:
                moved.append(f"{sheet.opening}{css}</style>")
            elif css != sheet.written or self._text[element.start : element.inner] != sheet.opening:
                edits.append(replacement(element.start, element.end, f"{sheet.opening}{css}</style>"))
        return edits, "".join(moved)
