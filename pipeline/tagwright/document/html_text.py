"""The text of a page as its reader sees it: stretches between blocks, with white space collapsed, and their holders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from tagwright.document.html_source import BOXES, RAISES, HtmlSource, name_of
from tagwright.document.html_unread import is_unread
from tagwright.document.printed import UNKNOWN
from tagwright.document.raised import raised

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl"}
    | {"dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "ul"}
)
_PADDING = " \u00a0\u2007\u2009\u200b\u202f\ufeff"
SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of text comes from: the element that directly holds it, and the child that stands before it.

    ``skip`` characters of the source's text stand before the stretch, white space counted as one.
    """

    holder: etree._Element
    after: etree._Element | None = None
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and where it comes from."""

    start: int
    end: int
    origin: Origin

    @property
    def holder(self) -> etree._Element:
        """The element that directly holds the text."""
        return self.origin.holder

    def clipped(self, lead: int, length: int) -> Piece:
        """Give the piece as it is in a text that lost its first characters and all beyond a length."""
        lost = max(0, lead - self.start)
        origin = replace(self.origin, skip=self.origin.skip + lost) if lost else self.origin
        return Piece(self.start + lost - lead, min(length, self.end - lead), origin)


@dataclass(frozen=True, slots=True)
class Raw:
    """Text as it stands in the source, and where; ``raised``: it is a mark set above the line."""

    text: str
    origin: Origin
    raised: bool


@dataclass(frozen=True, slots=True)
class Text:
    """The text between two borders of blocks; ``element`` is the name of the innermost block around it."""

    raws: tuple[Raw, ...]
    element: str


def texts_of(root: etree._Element, source: HtmlSource) -> Iterator[Text | etree._Element]:
    """Give what an element shows, in order: stretches of text, and the tables that do not just lay out the page."""
    gathered: list[Raw] = []
    blocks: list[str] = []
    above = 0
    for event, node, text in _walk(root, source):
        name = name_of(node)[1] if event not in ("text", "tail") else ""
        if event == "text":
            text = f"{UNKNOWN}{text}" if gathered and _is_small_digit(node, text, gathered[-1].text) else text
            gathered.append(Raw(text, Origin(node), above > 0))
            continue
        if event == "tail":
            parent = node.getparent()
            gathered.append(Raw(text, Origin(parent if parent is not None else node, node), above > 0))
            continue
        if gathered and (name in _BLOCKS or _stands_apart(node, source)):
            yield Text(tuple(gathered), blocks[-1] if blocks else "")
            gathered = []
        if event == "table":
            yield node
            continue
        step = 1 if event == "enter" else -1
        above += step if _is_raised(node, name, source) else 0
        if name in _BLOCKS:
            blocks = [*blocks, name] if step > 0 else blocks[:-1]
    if gathered:
        yield Text(tuple(gathered), "")


def _walk(root: etree._Element, source: HtmlSource) -> Iterator[tuple[str, etree._Element, str]]:
    """Go through what an element shows without recursion, since a hostile page nests deeply.

    Events are "enter" and "leave" of an element, "text" with its holder, "tail" with the element before the text, and
    "table" for one that is not gone into.
    """
    node, entering = root, True
    while True:
        if entering:
            inside = node is root or _is_shown(node, source)
            if inside and node is not root and name_of(node)[1] == "table" and not _lays_out(node):
                yield "table", node, ""
                inside = False
            if inside:
                yield "enter", node, ""
                if node.text:
                    yield "text", node, node.text
                if len(node):
                    node = node[0]
                    continue
                yield "leave", node, ""
        else:
            yield "leave", node, ""
        parent = node.getparent()
        if node is root or parent is None:
            return
        if node.tail:
            yield "tail", node, node.tail
        following = node.getnext()
        node, entering = (parent, False) if following is None else (following, True)


def _is_small_digit(node: etree._Element, text: str, before: str) -> bool:
    """Tell digits that are set smaller than the number they touch: they may be its decimals, or the mark of a note."""
    return name_of(node)[1] == "small" and before[-1:].isdigit() and text[:1].isdigit()


def _is_shown(node: etree._Element, source: HtmlSource) -> bool:
    return isinstance(node.tag, str) and not source.is_hidden(node) and not is_unread(node, source)


def _stands_apart(node: etree._Element, source: HtmlSource) -> bool:
    """Tell an element of a line whose look sets it in a box of its own, so that its text joins no other one."""
    classes, style = source.boxed_classes, node.get("style")
    by_class = bool(classes) and not classes.isdisjoint((node.get("class") or "").split())
    return by_class or bool(style and BOXES.search(style))


def _is_raised(node: etree._Element, name: str, source: HtmlSource) -> bool:
    """Tell an element set above the line; of a block the same words say where it stands in its cell or box."""
    if name == "sup" or name in _BLOCKS:
        return name == "sup"
    classes, style = source.raised_classes, node.get("style")
    by_class = bool(classes) and not classes.isdisjoint((node.get("class") or "").split())
    return by_class or bool(style and RAISES.search(style))


def _lays_out(table: etree._Element) -> bool:
    """Tell a table that holds another one: it lays out the page."""
    return next(table.iterdescendants("{*}table"), None) is not None


def joined_text(texts: Sequence[Text]) -> tuple[str, tuple[Piece, ...]]:
    """Join stretches with white space collapsed as a browser does; spaces that do not break stay."""
    text = ""
    pieces: list[Piece] = []
    for stretch in texts:
        if text and not text.endswith(" "):
            text += " "
        for raw in stretch.raws:
            shown = SPACE.sub(" ", raw.text)
            shown = raised(shown) if raw.raised else shown
            whole = len(shown)
            if not text or text.endswith(" "):
                shown = shown.lstrip(" ")
            if shown:
                origin = replace(raw.origin, skip=whole - len(shown)) if len(shown) < whole else raw.origin
                pieces.append(Piece(len(text), len(text) + len(shown), origin))
                text += shown
    lead = len(text) - len(text.lstrip(_PADDING))
    text = text.strip(_PADDING)
    kept = (piece.clipped(lead, len(text)) for piece in pieces if piece.end > lead)
    return text, tuple(piece for piece in kept if piece.start < piece.end)
