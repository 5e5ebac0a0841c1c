"""A page as a report may show it: the author's in XHTML 1.1, the same text wherever it may stay as it is.

What runs, fetches or comes from an older report's tags is left out; what older HTML says of the look is said in CSS;
elements that stand where XHTML has no place for them are wrapped, or written as a div that looks the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from tagwright.document.beside import Beside
from tagwright.document.drawings import drawing_of
from tagwright.document.edits import Edit, Moves, edited, insertion, replacement
from tagwright.document.line_heights import BOTTOM, NO_HEIGHT, Heights, line_styles, lone_pictures
from tagwright.document.markup import Element, tree_of
from tagwright.document.plans import Plan, Plans, local_name
from tagwright.document.quirks import quirk_rules
from tagwright.document.render_mode import Mode
from tagwright.document.sheets import Sheets
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
_SPECIAL = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.I)
_CHARSET = re.compile(r"text/html\s*;\s*charset\s*=\s*utf-8|application/xhtml\+xml\s*;\s*charset\s*=\s*utf-8", re.I)
_CONTENT_TYPE = '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>'
_WITH_LINES = (BLOCKS | HOLD_ALL | {"dt", "caption", "body"}) - {
    "li",
    "pre",
    "ul",
    "ol",
    "dl",
    "table",
    "hr",
    "ins",
    "del",
}
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


def cleaned(text: str, title: str, beside: Beside, mode: Mode) -> Cleaned:
    """Clean a page that is well-formed but for its scripts. ``title`` is for a page without one.

    ``beside`` is what lies beside the page, ``mode`` how browsers show it. Raises ``ValueError`` where that cannot be
    done.
    """
    return _Cleaner(text, beside, mode).cleaned(title)


class _Cleaner:
    def __init__(self, text: str, beside: Beside, mode: Mode) -> None:
        self._text = text
        self._mode = mode
        self._root = tree_of(text)
        self._inline = {"ix", *_INLINE_XBRL.findall(text)}
        self._plans = Plans(text)
        self._said = self._plans.attribute
        self._tags = Rewriter(beside, mode is Mode.QUIRKS)
        self._sheets = Sheets(text, self._tags, self._said)
        self._edits: list[Edit] = []
        self._drawings: dict[Element, str] = {}
        self._said_charset = False

    def cleaned(self, title: str) -> Cleaned:
        html = next((element for element in self._root.children if element.name.lower() == "html"), None)
        if html is None:
            raise ValueError("there is no html element")
        self._choose()
        self._free_blocks()
        if self._mode is not Mode.STANDARDS:
            self._set_lines()
        for element in [e for e in self._plans.of if self._plans.of[e].name]:
            self._complete(element)
        spelled = self._names() if self._mode is Mode.QUIRKS else []
        sheet_edits, moved_sheets = self._sheets.written(self._plans.changes(), spelled)
        self._edits += sheet_edits
        self._tags.take_ids([self._text[e.start : e.inner] for e in self._plans.of if self._plans.of[e].name])
        for element, plan in self._plans.of.items():
            self._write(element, plan)
        self._complete_head(html, title, moved_sheets)
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
            self._plans.of[element] = plan
            if element not in self._drawings:
                waiting.extend(reversed(element.children))

    def _plan_of(self, element: Element) -> Plan | None:
        name = element.name.replace("U0003A", ":").lower()
        prefix, _, local = name.rpartition(":")
        if prefix in self._inline:
            return None if local in _NO_PART_OF_THE_PAGE else Plan("")
        if local == "svg" and self._draw(element):
            return Plan("img")
        if local == "link" and self._sheets.take_beside(element):
            return self._plan_of_sheet(element)
        if local in UNSEEN or local in ("svg", "math"):
            self._note(local, element)
            return None
        if prefix:
            return Plan("")
        if local in ("meta", "style"):
            return self._plan_of_head(local, element)
        if local == "img":
            return self._plan_of_picture(element)
        if local in KNOWN:
            return self._plan_of_part(local, element)
        if not local.isalnum():
            return Plan("")
        now, style = WRITTEN_AS.get(local, ("" if local == "wbr" else "span", ""))
        style = "margin-block-end:1em" if local == "form" and self._mode is Mode.QUIRKS else style
        return Plan(now, [style] if style else [])

    def _plan_of_part(self, local: str, element: Element) -> Plan | None:
        """Keep an element that XHTML knows; an item that stands in no list is shown as browsers show it."""
        parent = self._plans.parent(element)
        around = self._plans.of[parent].name if parent else ""
        if local in _ALONE and local not in PARTS.get(around, ()):
            return Plan("div", [_ALONE[local]])
        if local == "title" and around != "head":
            return None
        plan = Plan(local)
        if local in ("td", "th") and self._mode is Mode.QUIRKS and self._said(element, "height"):
            plan.styles += [] if self._said(element, "width") else ["box-sizing:border-box"]
        return plan

    def _plan_of_head(self, local: str, element: Element) -> Plan | None:
        if local == "style":
            return self._plan_of_sheet(element) if self._sheets.take(element) else None
        if self._said(element, "http-equiv").lower() == "refresh":
            self._note("meta refresh", element)
        elif self._said(element, "http-equiv") and _CHARSET.fullmatch(self._said(element, "content").strip()):
            return Plan("meta")
        elif self._said(element, "charset") or "charset" in self._said(element, "content").lower():
            self._said_charset = True
        elif self._said(element, "name") and self._said(element, "content"):
            return Plan("meta")
        return None

    def _plan_of_sheet(self, element: Element) -> Plan | None:
        """Keep a style sheet in the head; another one moves there."""
        parent = element.parent
        return Plan("style") if parent is not None and parent.name.lower() == "head" else None

    def _plan_of_picture(self, element: Element) -> Plan:
        """Keep a picture that is in the page or beside it; of another one what stands for it in words, and its box."""
        address = unescape(self._said(element, "src"))
        if is_inside(address) or self._tags.beside.data(address):
            return Plan("img")
        self._tags.left_out[f"picture {address}"] += 1
        self._plans.filled[element] = self._said(element, "alt").replace("<", "&lt;")
        has_box = self._said(element, "width") or self._said(element, "height")
        inline = self._plans.filled[element] and not has_box
        return Plan("span", [] if inline else ["display:inline-block", "overflow:hidden"])

    def _draw(self, element: Element) -> bool:
        """Take a drawing as a picture; False where it cannot be one."""
        drawing = drawing_of(self._text[element.start : element.end], self._sheets.css)
        if drawing:
            self._drawings[element] = drawing
        return bool(drawing)

    def _set_lines(self) -> None:
        """Set lines without text of their own as quirks mode does."""
        heights = Heights(self._sheets.css, self._said)
        for element in [element for element, plan in self._plans.of.items() if plan.name in _WITH_LINES]:
            for first, last in lone_pictures(element, self._plans.flow(element)):
                self._edits += _around(first.start, last.end, "div", NO_HEIGHT)
                self._plans.of[first].last = self._plans.of[last].last = BOTTOM
            for found, style in line_styles(element, self._plans.flow(element), heights, self._said).items():
                self._plans.of[found].last = style

    def _note(self, what: str, element: Element) -> None:
        address = self._said(element, "href") or self._said(element, "src")
        if what not in ("noscript", "template", "param", "source", "track"):
            self._tags.left_out[f"{what} {address}".strip()] += 1

    def _names(self) -> list[str]:
        """Give the classes and ids of the page."""
        said = self._said
        return [name for e in self._plans.of for name in (*said(e, "class").split(), said(e, "id")) if name]

    def _free_blocks(self) -> None:
        """Write as a div what holds a block and may not: <b><p>, <p><div>."""
        for element, plan in self._plans.of.items():
            parent = self._plans.parent(element) if plan.name in BLOCKS else None
            while parent is not None:
                above = self._plans.of[parent]
                if above.name in HOLD_ALL or above.name in PARTS or above.name in HOLD_BLOCKS:
                    break
                above.styles += ["display:inline"] if above.name in INLINES else []
                above.styles.append(AS_BLOCK.get(above.name, ""))
                above.name = "dd" if above.name == "dt" else "div"
                parent = self._plans.parent(parent)

    def _complete(self, element: Element) -> None:
        """Put around the children of an element what XHTML asks for."""
        name = self._plans.of[element].name
        if name == "table":
            self._order_table(element)
        items = list(self._plans.items(element)) if name in _AROUND or name in _EMPTY else []
        if name in _EMPTY and not items:
            self._plans.filled[element] = _EMPTY[name]
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
        name = self._plans.of[item].name
        return name in (BLOCKS | {"ins", "del"} if inside in HOLD_BLOCKS else PARTS[inside])

    def _order_table(self, table: Element) -> None:
        """Put rows that stand beside bodies into bodies; a foot after them is one, too."""
        parts = [item for item in self._plans.items(table) if isinstance(item, Element)]
        names = [self._plans.of[part].name for part in parts]
        bodies = False
        for part, name in zip(parts, names, strict=True):
            if name in ("thead", "tfoot") and bodies:
                self._plans.of[part].name = "tbody"
                self._plans.of[part].styles.append("display:table-header-group" if name == "thead" else "")
            bodies = bodies or name in ("tbody", "tr")
        if "tr" in names and {"thead", "tbody", "tfoot"} & set(names):
            for is_row, run in groupby(parts, key=lambda part: self._plans.of[part].name == "tr"):
                rows = list(run) if is_row else []
                self._edits += _around(rows[0].start, rows[-1].end, "tbody") if rows else []

    def _write(self, element: Element, plan: Plan) -> None:
        """Write the tags of an element, where they change."""
        before = local_name(element)
        tag = self._text[element.start : element.inner]
        if element in self._drawings:
            tag = f'<img src="{self._drawings[element]}"{tag[1 + len(element.name) :]}'
        if plan.name == "style" or (plan.name == "head" and element.end == element.inner):
            return
        if not plan.name:
            self._edits.append(replacement(element.start, element.inner, ""))
            if element.end > element.inner:
                self._edits.append(replacement(element.close, element.end, ""))
            return
        now = self._tags.rewritten(tag, before, plan.name, [style for style in plan.styles if style], plan.last)
        if before == "html":
            now = f'<html xmlns="{XHTML}"{now[5:]}'
        alone = element.end == element.inner
        if plan.name in VOID:
            now = now if now.endswith("/>") else f"{now[:-1]}/>"
        elif alone:
            opening = now.removesuffix("/>").removesuffix(">").rstrip()
            now = f"{opening}>{self._plans.filled.get(element, '')}</{plan.name}>"
        elif plan.name != element.name or element in self._plans.filled:
            closing = f"{self._plans.filled.get(element, '')}</{plan.name}>"
            self._edits.append(replacement(element.close, element.end, closing))
        if plan.name in VOID and not alone:
            self._edits.append(replacement(element.start, element.end, now))
        elif now != tag:
            self._edits.append(replacement(element.start, element.inner, now))

    def _complete_head(self, html: Element, title: str, moved_sheets: str) -> None:
        head = next((child for child in html.children if child.name.lower() == "head"), None)
        titled = head is not None and any(child.name.lower() == "title" for child in head.children)
        added = "" if titled else f"<title>{title.replace('&', '&amp;').replace('<', '&lt;')}</title>"
        rules = (self._quirks() if self._mode is Mode.QUIRKS else "") + self._tags.rules_of_looks()
        first = f'<style type="text/css">{rules}</style>' if rules else ""
        first = _CONTENT_TYPE + first if self._said_charset else first
        last = added + moved_sheets
        if head is None:
            self._edits.append(insertion(html.inner, f"<head>{first}{last}</head>"))
        elif head.end == head.inner:
            self._edits.append(replacement(head.start, head.end, f"<head>{first}{last}</head>"))
        else:
            self._edits += [insertion(head.inner, first), insertion(head.close, last)]

    def _quirks(self) -> str:
        body = next((element for element, plan in self._plans.of.items() if plan.name == "body"), None)
        name, css = (lambda element: self._plans.of[element].name), self._sheets.css
        return quirk_rules(body, self._plans.items, name, self._plans.attribute, css, self._text)

    def _take_out_of_text(self, root: Element) -> None:
        """Leave out instructions and the DOCTYPE; write HTML's names of characters as characters."""
        for element in (root, *(element for element, plan in self._plans.of.items() if plan.name != "style")):
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
