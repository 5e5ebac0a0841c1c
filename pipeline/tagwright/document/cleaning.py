"""A page as a report may show it: the author's in XHTML 1.1, the same text wherever it may stay as it is.

What runs, fetches or comes from an older report's tags is left out; what older HTML says of the look is said in CSS;
elements that stand where XHTML has no place for them are wrapped, or written as a div that looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby

from tagwright.document.edits import Edit, Moves, edited, insertion, replacement
from tagwright.document.markup import Element, attributes_of, says_something, tree_of
from tagwright.document.quirks import quirk_rules
from tagwright.document.start_tags import ENTITY, Rewriter, is_inside, plain_entities
from tagwright.document.xhtml_vocabulary import (
    AS_BLOCK,
    BLOCKS,
    HOLD_ALL,
    HOLD_BLOCKS,
    INLINES,
    KNOWN,
    PARTS,
    UNSEEN,
    VOID,
    WRITTEN_AS,
)

XHTML = "http://www.w3.org/1999/xhtml"
_INLINE_XBRL = re.compile(r"""xmlns:([\w.-]+)\s*=\s*["'][^"']*/inlineXBRL\b""")
_NO_PART_OF_THE_PAGE = frozenset({"header", "hidden", "references", "resources", "relationship"})
_FOREIGN = frozenset({"svg", "math"})
_SPECIAL = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.I)
_HIDES = re.compile(r"^\s*<!--|-->\s*$")
_SAFE = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?:amp|lt|gt|quot|apos|#\w+);", re.DOTALL)
_DATA_MARKS = re.compile(r"<!\[CDATA\[|\]\]>")
_MARKUP = re.compile(r"[<&]")
_CHARSET = re.compile(r"text/html\s*;\s*charset\s*=\s*utf-8|application/xhtml\+xml\s*;\s*charset\s*=\s*utf-8", re.I)
_CONTENT_TYPE = '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>'
_HIDDEN = "display:none"
_EMPTY = {
    "table": f'<tr style="{_HIDDEN}"><td></td></tr>',
    "thead": f'<tr style="{_HIDDEN}"><td></td></tr>',
    "tbody": f'<tr style="{_HIDDEN}"><td></td></tr>',
    "tfoot": f'<tr style="{_HIDDEN}"><td></td></tr>',
    "tr": f'<td style="{_HIDDEN}"></td>',
    "ul": f'<li style="{_HIDDEN}"></li>',
    "ol": f'<li style="{_HIDDEN}"></li>',
    "dl": f'<dd style="{_HIDDEN}"></dd>',
}
"""What an element that may not be empty gets, which nobody sees."""
_ALONE = {"li": "display:list-item", "dd": "margin-left:40px", "dt": ""}
_AROUND = {
    "ul": ("li", "display:block"),
    "ol": ("li", "display:block"),
    "dl": ("dd", "margin-left:0"),
    "body": ("div", ""),
    "blockquote": ("div", ""),
}
"""What is put around text and elements that may not stand right inside."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The page, where its characters have come to stand, and what was left out of it, with how often."""

    text: str
    moves: Moves
    left_out: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Plan:
    """What is written for an element: a name (none: its tags are left out) and the style that its old name gave it."""

    name: str
    styles: list[str] = field(default_factory=list)


def cleaned(text: str, title: str, pictures: Callable[[str], str], *, quirks: bool) -> Cleaned:
    """Clean a page that is well-formed but for its scripts. ``title`` is for a page without one.

    ``pictures`` gives a picture that lies beside the page, by its address, as a data URI, or nothing. ``quirks``:
    browsers show the source as they show pages of old. Raises ``ValueError`` where that cannot be done.
    """
    return _Cleaner(text, pictures).cleaned(title, quirks=quirks)


class _Cleaner:
    def __init__(self, text: str, pictures: Callable[[str], str]) -> None:
        self._text = text
        self._root = tree_of(text)
        self._inline = {"ix", *_INLINE_XBRL.findall(text)}
        self._plans: dict[Element, _Plan] = {}
        self._tags = Rewriter(pictures)
        self._edits: list[Edit] = []
        self._filled: dict[Element, str] = {}
        self._styles: list[str] = []
        self._said_charset = False

    def cleaned(self, title: str, *, quirks: bool) -> Cleaned:
        html = next((element for element in self._root.children if element.name.lower() == "html"), None)
        if html is None:
            raise ValueError("there is no html element")
        self._choose()
        self._free_blocks()
        for element in [e for e in self._plans if self._plans[e].name]:
            self._complete(element)
        self._tags.take_ids([self._text[e.start : e.inner] for e in self._plans if self._plans[e].name])
        for element, plan in self._plans.items():
            self._write(element, plan)
        self._complete_head(html, title, quirks=quirks)
        self._take_out_of_text(self._root)
        text, moves = edited(self._text, self._edits)
        return Cleaned(text, moves, tuple(sorted(self._tags.left_out.items())))

    def _choose(self) -> None:
        """Choose what is written for each element; one without a plan is left out with all that is in it."""
        waiting = list(reversed(self._root.children))
        while waiting:
            element = waiting.pop()
            plan = self._plan_of(element)
            if plan is None:
                self._edits.append(replacement(element.start, element.end, ""))
                continue
            self._plans[element] = plan
            waiting.extend(reversed(element.children))

    def _plan_of(self, element: Element) -> _Plan | None:
        name = element.name.replace("U0003A", ":").lower()
        prefix, _, local = name.rpartition(":")
        if prefix in self._inline:
            return None if local in _NO_PART_OF_THE_PAGE else _Plan("")
        if local in UNSEEN or local in _FOREIGN:
            self._note(local, element)
            return None
        if prefix:
            return _Plan("")
        if local in ("meta", "style"):
            return self._plan_of_head(local, element)
        if local == "img":
            return self._plan_of_picture(element)
        if local in KNOWN:
            return self._plan_of_part(local, element)
        if not local.isalnum():
            return _Plan("")
        now, style = WRITTEN_AS.get(local, ("" if local == "wbr" else "span", ""))
        return _Plan(now, [style] if style else [])

    def _plan_of_part(self, local: str, element: Element) -> _Plan | None:
        """Keep an element that XHTML knows; an item that stands in no list is shown as browsers show it."""
        parent = self._parent(element)
        around = self._plans[parent].name if parent else ""
        if local in _ALONE and local not in PARTS.get(around, ()):
            return _Plan("div", [_ALONE[local]])
        return None if local == "title" and around != "head" else _Plan(local)

    def _plan_of_head(self, local: str, element: Element) -> _Plan | None:
        if local == "style":
            return self._plan_of_style(element)
        if self._attribute(element, "http-equiv").lower() == "refresh":
            self._note("meta refresh", element)
        elif self._attribute(element, "http-equiv") and _CHARSET.fullmatch(self._attribute(element, "content").strip()):
            return _Plan("meta")
        elif self._attribute(element, "charset") or "charset" in self._attribute(element, "content").lower():
            self._said_charset = True
        elif self._attribute(element, "name") and self._attribute(element, "content"):
            return _Plan("meta")
        return None

    def _plan_of_picture(self, element: Element) -> _Plan:
        """Keep a picture that is in the page or beside it; an empty box stands for another one."""
        address = unescape(self._attribute(element, "src"))
        if is_inside(address) or self._tags.pictures(address):
            return _Plan("img")
        self._tags.left_out[f"picture {address}"] += 1
        return _Plan("span", ["display:inline-block"])

    def _plan_of_style(self, element: Element) -> _Plan | None:
        """Keep a style sheet in the head, and move another one there; CSS that hides in a comment comes out of it."""
        typed = self._attribute(element, "type").lower()
        if typed not in ("", "text/css") or element.end == element.inner:
            return None
        content = self._text[element.inner : element.close]
        css = self._tags.css(_HIDES.sub("", content))
        if _MARKUP.search(_SAFE.sub("", css)):
            css = f"/*<![CDATA[*/{_DATA_MARKS.sub('', css)}/*]]>*/"
        tag = self._text[element.start : element.inner]
        opening = self._tags.rewritten(tag, "style", "style", [])
        opening = opening if typed else f'<style type="text/css"{opening[6:]}'
        parent = element.parent
        if parent is not None and parent.name.lower() == "head":
            if css != content or opening != tag:
                self._edits.append(replacement(element.start, element.end, f"{opening}{css}</style>"))
            return _Plan("style")
        self._styles.append(f"{opening}{css}</style>")
        return None

    def _note(self, what: str, element: Element) -> None:
        address = self._attribute(element, "href") or self._attribute(element, "src")
        if what not in ("noscript", "template", "param", "source", "track"):
            self._tags.left_out[f"{what} {address}".strip()] += 1

    def _attribute(self, element: Element, name: str) -> str:
        given = attributes_of(self._text[element.start : element.inner])
        return next((value for attribute, value in given if attribute.lower() == name), "")

    def _items(self, element: Element) -> Iterator[Element | tuple[int, int]]:
        """Give what stands right inside: elements, and text that prints; elements without tags are looked through."""
        waiting: list[Element | tuple[int, int]] = [element]
        opened = False
        while waiting:
            item = waiting.pop()
            if isinstance(item, tuple):
                if says_something(self._text[item[0] : item[1]]):
                    yield item
            elif opened and (item not in self._plans or self._plans[item].name):
                if item in self._plans:
                    yield item
            else:
                opened = True
                inside: list[Element | tuple[int, int]] = []
                for number, gap in enumerate(item.gaps()):
                    inside += [gap, *item.children[number : number + 1]]
                waiting.extend(reversed(inside))

    def _parent(self, element: Element) -> Element | None:
        parent = element.parent
        while parent is not None and parent in self._plans and not self._plans[parent].name:
            parent = parent.parent
        return parent if parent in self._plans else None

    def _free_blocks(self) -> None:
        """Write as a div what holds a block and may not: <b><p>, <p><div>."""
        for element, plan in self._plans.items():
            parent = self._parent(element) if plan.name in BLOCKS else None
            while parent is not None:
                above = self._plans[parent]
                if above.name in HOLD_ALL or above.name in PARTS or above.name in HOLD_BLOCKS:
                    break
                above.styles += ["display:inline"] if above.name in INLINES else []
                above.styles.append(AS_BLOCK.get(above.name, ""))
                above.name = "dd" if above.name == "dt" else "div"
                parent = self._parent(parent)

    def _complete(self, element: Element) -> None:
        """Put around the children of an element what XHTML asks for."""
        name = self._plans[element].name
        if name == "table":
            self._order_table(element)
        items = list(self._items(element)) if name in _AROUND or name in _EMPTY else []
        if name in _EMPTY and not items:
            self._filled[element] = _EMPTY[name]
        if name in _AROUND:
            self._wrap(items, *_AROUND[name], inside=name)

    def _wrap(self, items: list[Element | tuple[int, int]], name: str, style: str, *, inside: str) -> None:
        for may_stand, run in groupby(items, key=lambda item: self._may_stand(item, inside)):
            if not may_stand:
                bounds = [(item.start, item.end) if isinstance(item, Element) else item for item in run]
                self._edits += _around(bounds[0][0], bounds[-1][1], name, style)

    def _may_stand(self, item: Element | tuple[int, int], inside: str) -> bool:
        if isinstance(item, tuple):
            return False
        name = self._plans[item].name
        return name in (BLOCKS | {"ins", "del"} if inside in HOLD_BLOCKS else PARTS[inside])

    def _order_table(self, table: Element) -> None:
        """Put rows that stand beside bodies into bodies; a foot after them is one, too."""
        parts = [item for item in self._items(table) if isinstance(item, Element)]
        names = [self._plans[part].name for part in parts]
        bodies = False
        for part, name in zip(parts, names, strict=True):
            if name in ("thead", "tfoot") and bodies:
                self._plans[part].name = "tbody"
                self._plans[part].styles.append("display:table-header-group" if name == "thead" else "")
            bodies = bodies or name in ("tbody", "tr")
        if "tr" in names and {"thead", "tbody", "tfoot"} & set(names):
            for is_row, run in groupby(parts, key=lambda part: self._plans[part].name == "tr"):
                rows = list(run) if is_row else []
                self._edits += _around(rows[0].start, rows[-1].end, "tbody") if rows else []

    def _write(self, element: Element, plan: _Plan) -> None:
        """Write the tags of an element, where they change."""
        before = element.name.lower()
        tag = self._text[element.start : element.inner]
        if plan.name == "style" or (plan.name == "head" and element.end == element.inner):
            return
        if not plan.name:
            self._edits.append(replacement(element.start, element.inner, ""))
            if element.end > element.inner:
                self._edits.append(replacement(element.close, element.end, ""))
            return
        now = self._tags.rewritten(tag, before, plan.name, [style for style in plan.styles if style])
        if before == "html":
            now = f'<html xmlns="{XHTML}"{now[5:]}'
        alone = element.end == element.inner
        if plan.name in VOID:
            now = now if now.endswith("/>") else f"{now[:-1]}/>"
        elif alone:
            opening = now.removesuffix("/>").removesuffix(">").rstrip()
            now = f"{opening}>{self._filled.get(element, '')}</{plan.name}>"
        elif plan.name != element.name or element in self._filled:
            closing = f"{self._filled.get(element, '')}</{plan.name}>"
            self._edits.append(replacement(element.close, element.end, closing))
        if plan.name in VOID and not alone:
            self._edits.append(replacement(element.start, element.end, now))
        elif now != tag:
            self._edits.append(replacement(element.start, element.inner, now))

    def _complete_head(self, html: Element, title: str, *, quirks: bool) -> None:
        head = next((child for child in html.children if child.name.lower() == "head"), None)
        titled = head is not None and any(child.name.lower() == "title" for child in head.children)
        added = "" if titled else f"<title>{title.replace('&', '&amp;').replace('<', '&lt;')}</title>"
        first = f'<style type="text/css">{self._quirks()}</style>' if quirks else ""
        first = _CONTENT_TYPE + first if self._said_charset else first
        last = "".join([added, *self._styles])
        if head is None:
            self._edits.append(insertion(html.inner, f"<head>{first}{last}</head>"))
        elif head.end == head.inner:
            self._edits.append(replacement(head.start, head.end, f"<head>{first}{last}</head>"))
        else:
            self._edits += [insertion(head.inner, first), insertion(head.close, last)]

    def _quirks(self) -> str:
        body = next((element for element, plan in self._plans.items() if plan.name == "body"), None)
        sheets = [self._text[e.inner : e.close] for e, plan in self._plans.items() if plan.name == "style"]
        styles = "".join([*sheets, *self._styles])
        return quirk_rules(body, self._items, lambda element: self._plans[element].name, self._attribute, styles)

    def _take_out_of_text(self, root: Element) -> None:
        """Leave out instructions and the DOCTYPE; write HTML's names of characters as characters."""
        for element in (root, *(element for element, plan in self._plans.items() if plan.name != "style")):
            for start, end in element.gaps():
                position = start
                for special in _SPECIAL.finditer(self._text, start, end):
                    self._take_entities(position, special.start())
                    if special.group()[:2] == "<?" or special.group()[:3].upper() == "<!D":
                        self._edits.append(replacement(*special.span(), ""))
                    position = special.end()
                self._take_entities(position, end)

    def _take_entities(self, start: int, end: int) -> None:
        for entity in ENTITY.finditer(self._text, start, end):
            now = plain_entities(entity.group())
            if now != entity.group():
                self._edits.append(replacement(*entity.span(), now))


def _around(start: int, end: int, name: str, style: str = "") -> list[Edit]:
    said = f' style="{style}"' if style else ""
    return [insertion(start, f"<{name}{said}>", (1,)), insertion(end, f"</{name}>", (0,))]
