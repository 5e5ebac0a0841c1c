"""The source of an HTML page: from bytes to a tree whose elements know where they stand in the file.

Nothing is fetched, no entity but HTML's own is expanded, and what a reader of the page does not see is left out:
scripts, style sheets, comments, the DOCTYPE. A page that is well-formed XML is read as XML, another one as browsers
read it.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from html.entities import html5

from lxml import etree

from tagwright.document.html_bytes import decoded, without_controls
from tagwright.document.html_otherwise import is_read_otherwise
from tagwright.document.model import Place
from tagwright.document.render_mode import Mode, mode_of
from tagwright.errors import DocumentError

_AT = "data-tagwright-at"
_IN_TEXT = "data-tagwright-in"
_CHUNKS = r"""(?:[^'"<>]+|"[^"]*"|'[^']*'){0,500}+"""  # a bound, so that no hostile tag takes long to tell
_TOKEN = re.compile(
    rf"""(?P<comment><!--(?:-?>|.*?(?:--!?>|\Z)))
    |(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))
    |(?P<doctype><!DOCTYPE\b[^\[>]*(?:\[.*?(?:\]\s*>|\Z)|>|\Z))
    |(?P<instruction><\?.*?(?:\?>|\Z))
    |(?P<raw><(?P<rawname>script|style)\b{_CHUNKS}(?:(?<=/)>|>(?P<content>.*?)(?:</(?P=rawname)\s*>|\Z)))
    |(?P<start><(?P<name>[A-Za-z][^\s/>]*)(?={_CHUNKS}>))
    |(?P<entity>&(?P<word>[A-Za-z][A-Za-z0-9]*);)
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_READ_AS_XML = (".xhtml", ".xht", ".xml")
_LONGEST = 32 * 1024 * 1024
"""Characters. A page takes about sixty times the room of its text while it is read: two gigabytes for this."""
_DATA = re.compile(r"base64,[A-Za-z0-9+/=\s]+")
_LONGEST_BROKEN = 8 * 1024 * 1024
"""Characters. The parser that reads as browsers do takes a second for each million; that of libxml2 reads the rest."""
_DEEPEST_BROKEN = 1000
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_LEFT_OPEN = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
    | {"p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option"}
)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_STRIKES = re.compile(r"\btext-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
RAISES = re.compile(
    r"\bvertical-align\s*:\s*(?:super|text-top|(?:[1-9]\d*(?:\.\d+)?|0?\.\d+)(?:px|pt|r?em|ex|%))"
    r"|\bposition\s*:\s*relative\b.*(?<![\w-])top\s*:\s*-(?:\d*\.)?\d"
    r"|(?<![\w-])top\s*:\s*-(?:\d*\.)?\d.*\bposition\s*:\s*relative\b",
    re.IGNORECASE | re.DOTALL,
)
"""What the look of an element says that is set above the line."""
BOXES = re.compile(
    r"\bdisplay\s*:\s*(?:block|flex|grid|list-item|table(?:-row|-cell|-caption|-row-group)?)(?![\w-])"
    r"|\bposition\s*:\s*(?:absolute|fixed)\b",
    re.IGNORECASE,
)
"""What the look of an element says that is set in a box of its own."""
_NESTED_RULES = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_STYLE_SHEET = re.compile(r"(<style\b[^>]*>)([^<]*)", re.IGNORECASE)
_CLASS = re.compile(r"(?:[A-Za-z][\w-]*)?\.([\w-]+)")
_INLINE_XBRL = "http://www.xbrl.org/"
_UNSEEN = frozenset({"head", "style", "template", "object", "applet", "audio", "video", "noframes", "canvas", "iframe"})
_HIDING_STYLE = re.compile(r"\bdisplay\s*:\s*none\b|\bvisibility\s*:\s*hidden\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlSource:
    """The tree of a page and the lines of its text.

    ``line_starts`` are the offsets at which the lines of the source text begin; ``hidden_classes``,
    ``raised_classes``, ``struck_classes`` and ``boxed_classes`` the names of classes that its style sheets (``styles``)
    hide, set above the line, strike out, or set in a box. ``text`` is the page as well-formed text, which the tree was
    read from: the source itself where that is; empty where there is none. ``mode`` is how browsers show the source.
    """

    root: etree._Element
    line_starts: tuple[int, ...]
    hidden_classes: frozenset[str]
    raised_classes: frozenset[str] = frozenset()
    struck_classes: frozenset[str] = frozenset()
    boxed_classes: frozenset[str] = frozenset()
    text: str = ""
    mode: Mode = Mode.STANDARDS
    styles: tuple[str, ...] = ()

    def offset(self, element: etree._Element) -> int:
        """Say where the start tag of an element stands in the well-formed text."""
        return int(element.get(_IN_TEXT) or element.get(_AT) or -1)

    def place(self, element: etree._Element) -> Place:
        """Say where the start tag of an element stands; of one that the parser added, that of the nearest before."""
        node: etree._Element | None = element
        while node is not None and node.get(_AT) is None:
            node = node.getparent()
        offset = int(node.get(_AT) or 0) if node is not None else 0
        line = bisect_right(self.line_starts, offset)
        return Place(line, offset - self.line_starts[line - 1] + 1)

    def is_hidden(self, element: etree._Element) -> bool:
        """Tell an element that a reader of the page does not see: the header of Inline XBRL, what is not displayed."""
        inline, name = name_of(element)
        if inline:
            return name in ("header", "hidden")
        if name in _UNSEEN or element.get("hidden") is not None or _HIDING_STYLE.search(element.get("style") or ""):
            return True
        return not self.hidden_classes.isdisjoint((element.get("class") or "").split())


def name_of(element: etree._Element) -> tuple[bool, str]:
    """Give an element's local name in lower case, and whether it is one of Inline XBRL, however it was parsed."""
    namespace, _, name = str(element.tag).rpartition("}")
    name = name.replace("U0003A", ":").lower()
    prefix, _, local = name.rpartition(":")
    return "inlineXBRL" in namespace or prefix == "ix", local


def parse_html(data: bytes, name: str) -> HtmlSource:
    """Parse the bytes of an HTML or XHTML page. Raises DocumentError where its encoding cannot be read."""
    text = decoded(data, name)
    _require_room(text, name)
    marked, styles = _marked(text)
    starts = (0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text)))
    looks = (_HIDING_STYLE, RAISES, _STRIKES, BOXES)
    hidden, raised, struck, boxed = (frozenset(_classes_with(styles, look)) for look in looks)
    mode = Mode.STANDARDS if name.lower().endswith(_READ_AS_XML) else mode_of(text)
    root = _strict_tree(marked)
    as_html = not name.lower().endswith(_READ_AS_XML)
    if root is not None and not (as_html and is_read_otherwise(root, text)):
        return HtmlSource(root, starts, hidden, raised, struck, boxed, text, mode, tuple(styles))
    root = _loose_tree(_marked(text, with_raw=True, as_html=as_html)[0], name)
    well_formed = written_out(root)
    tree = _strict_tree(_marked(well_formed, mark=_IN_TEXT)[0])
    source = HtmlSource(root, starts, hidden, raised, struck, boxed, mode=mode, styles=tuple(styles))
    return source if tree is None else replace(source, root=tree, text=well_formed)


def _require_room(text: str, name: str) -> None:
    """Refuse a page whose text is too long; pictures and fonts within it do not count, as they take little room."""
    if len(text) > _LONGEST:
        inside = sum(found.end() - found.start() for found in _DATA.finditer(text))
        if len(text) - inside > _LONGEST:
            raise DocumentError(
                f"{name} has more than {_LONGEST >> 20} million characters besides its pictures and fonts.",
                remedy="Give the announcement alone.",
            )


def written_out(root: etree._Element) -> str:
    """Write a tree as well-formed text; its style sheets stand there as they stand in HTML."""
    text = etree.tostring(root, encoding="unicode")
    return _STYLE_SHEET.sub(lambda found: found[1] + unescape(found[2]), text)


def _marked(text: str, *, mark: str = _AT, with_raw: bool = False, as_html: bool = False) -> tuple[str, list[str]]:
    """Write into each start tag where it stands; leave out what no reader sees; give the style sheets apart.

    ``with_raw``: style sheets and scripts stay, for the page that is made well-formed; ``as_html``: what HTML takes
    for a comment stays as one.
    """
    pieces: list[str] = []
    styles: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[position : token.start()])
        is_style = bool(token["rawname"]) and token["rawname"].lower() == "style"
        stays = (token["rawname"] and with_raw) or (as_html and (token["cdata"] or token["instruction"]))
        pieces.append(token.group() if stays else _rewritten(token, mark))
        if is_style:
            styles.append(token["content"] or "")
        position = token.end()
    pieces.append(text[position:])
    return "".join(pieces), styles


def _rewritten(token: re.Match[str], mark: str) -> str:
    if token["start"]:
        return f'{token["start"]} {mark}="{token.start()}"'
    if token["cdata"]:
        inside = token["cdata"][9:].removesuffix("]]>")
        return inside.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if token["entity"]:
        known = html5.get(f"{token['word']};")
        return "".join(f"&#{ord(c)};" for c in known) if known and token["word"] not in _OF_XML else token["entity"]
    return ""


def _strict_tree(text: str) -> etree._Element | None:
    """Parse as XML where the page is that."""
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(text.strip().encode(), strict)
    except etree.XMLSyntaxError:
        return None


def _loose_tree(text: str, name: str) -> etree._Element:
    """Parse as browsers do."""
    if _deepest(text) > _DEEPEST_BROKEN:
        raise DocumentError(
            f"{name} is not well-formed, and nests more than {_DEEPEST_BROKEN:,} elements in each other.",
            remedy="Save the page again from a browser.",
        )
    try:
        if len(text) <= _LONGEST_BROKEN:
            with warnings.catch_warnings(action="ignore"):  # of names that XML has not, such as ix:nonFraction
                import html5lib  # loaded for broken pages alone

                page: etree._Element = html5lib.parse(
                    without_controls(text), treebuilder="lxml", namespaceHTMLElements=False
                ).getroot()
            return page
        return etree.fromstring(
            without_controls(text).encode(), etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
        )
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise DocumentError(
            f"{name} cannot be read as HTML ({error}).", remedy="Save the page again from a browser."
        ) from error


def _deepest(text: str) -> int:
    """Count the most tags that stand open at one place, by what the source says."""
    open_tags = deepest = 0
    for tag in _TAG.finditer(text):
        if tag.group(2).lower() not in _LEFT_OPEN:
            open_tags += -1 if tag.group(1) else 1
            deepest = max(deepest, open_tags)
    return deepest


def _classes_with(styles: list[str], look: re.Pattern[str]) -> Iterator[str]:
    """Find the classes that a style sheet gives a look everywhere; rules for print or for some screens do not count."""
    for style in styles:
        for rule in _RULE.finditer(_NESTED_RULES.sub("", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))):
            for selector in rule.group(1).split(",") if look.search(rule.group(2)) else ():
                if found := _CLASS.fullmatch(selector.strip()):
                    yield found.group(1)
