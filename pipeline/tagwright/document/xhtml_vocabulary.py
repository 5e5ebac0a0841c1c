"""What XHTML 1.1 knows: its elements, what they may hold, their attributes, and how older pages say the same in CSS.

Inline XBRL is checked against XHTML 1.1 (Inline XBRL 1.1, 3.3), which has no presentational attributes and none of the
elements of HTML5.
"""

from __future__ import annotations

import re

BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "pre", "address", "blockquote", "ul", "ol", "dl", "table", "hr"}
)
INLINES = frozenset(
    {"a", "abbr", "acronym", "b", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd"}
    | {"q", "samp", "small", "span", "strong", "sub", "sup", "tt", "var"}
)
VOID = frozenset({"br", "col", "hr", "img", "meta"})
HOLD_BLOCKS = frozenset({"body", "blockquote"})
HOLD_ALL = frozenset({"div", "td", "th", "li", "dd", "ins", "del"})
HOLD_TEXT = (INLINES | BLOCKS | {"dt", "caption", "title", "style"}) - HOLD_ALL - HOLD_BLOCKS - VOID
PARTS = {
    "html": {"head", "body"},
    "head": {"title", "style", "meta"},
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"caption", "col", "colgroup", "thead", "tfoot", "tbody", "tr"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tfoot": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
}
"""What may stand right inside of elements that hold no text."""
for _text_only in ("title", "style"):
    PARTS[_text_only] = set()
KNOWN = BLOCKS | INLINES | frozenset(PARTS) | frozenset().union(*PARTS.values())

UNSEEN = frozenset(
    {"script", "noscript", "base", "link", "iframe", "frame", "frameset", "object", "embed", "applet", "audio", "video"}
    | {"canvas", "template", "param", "source", "track", "map", "input", "select", "textarea", "button", "noframes"}
)
"""Elements that run, fetch or ask for something: they are left out with all that is in them."""

_CENTRED = "text-align:center;text-align:-moz-center;text-align:-webkit-center"
_BOXES = [
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "nav",
    "main",
    "figcaption",
    "details",
    "form",
    "summary",
    "hgroup",
    "legend",
    "dialog",
]
WRITTEN_AS = {
    "center": ("div", _CENTRED),
    "u": ("span", "text-decoration:underline"),
    "s": ("span", "text-decoration:line-through"),
    "strike": ("span", "text-decoration:line-through"),
    "nobr": ("span", "white-space:nowrap"),
    "mark": ("span", "background-color:yellow;color:black"),
    "figure": ("div", "margin:1em 40px"),
    "fieldset": ("div", "border:2px groove ButtonFace;margin:0 2px;padding:.35em .75em .625em"),
    "label": ("span", ""),
    "dir": ("ul", ""),
    "menu": ("ul", ""),
    **dict.fromkeys(_BOXES, ("div", "")),
}
"""Other elements of HTML by what is written in their place, with its style; an unknown one becomes a span."""

AS_BLOCK = {
    "b": "font-weight:bold",
    "strong": "font-weight:bold",
    "i": "font-style:italic",
    "em": "font-style:italic",
    "cite": "font-style:italic",
    "small": "font-size:smaller",
    "big": "font-size:larger",
    "sub": "vertical-align:sub;font-size:smaller",
    "sup": "vertical-align:super;font-size:smaller",
    "code": "font-family:monospace",
    "tt": "font-family:monospace",
    "p": "display:block;margin:1em 0",
    "pre": "display:block;font-family:monospace;white-space:pre;margin:1em 0",
    "address": "display:block;font-style:italic",
    "h1": "display:block;font-size:2em;margin:.67em 0;font-weight:bold",
    "h2": "display:block;font-size:1.5em;margin:.83em 0;font-weight:bold",
    "h3": "display:block;font-size:1.17em;margin:1em 0;font-weight:bold",
    "h4": "display:block;margin:1.33em 0;font-weight:bold",
    "h5": "display:block;font-size:.83em;margin:1.67em 0;font-weight:bold",
    "h6": "display:block;font-size:.67em;margin:2.33em 0;font-weight:bold",
}
"""How a browser shows elements, for the div in the place of one that holds a block and may not."""

_COMMON = {"id", "class", "title", "style", "xml:lang", "dir"}
_ALIGNED = {"align", "valign", "char", "charoff"}
_CELL = _ALIGNED | {"colspan", "rowspan", "scope", "abbr", "axis"}
_OWN = {
    "html": {"xml:lang", "dir"},
    "br": {"id", "class", "title"},
    "a": {"href", "rel", "type", "accesskey", "tabindex"},
    "img": {"src", "alt", "width", "height"},
    "table": {"width", "border", "cellspacing", "cellpadding", "summary", "frame", "rules"},
    "col": _ALIGNED | {"width", "span"},
    "colgroup": _ALIGNED | {"width", "span"},
    "thead": _ALIGNED,
    "tbody": _ALIGNED,
    "tfoot": _ALIGNED,
    "tr": _ALIGNED,
    "td": _CELL,
    "th": _CELL,
    "blockquote": {"cite"},
    "q": {"cite"},
    "ins": {"cite"},
    "del": {"cite"},
    "meta": {"name", "http-equiv", "content"},
    "style": {"type", "media", "title"},
}
_NOT_COMMON = frozenset({"html", "br", "head", "title", "meta", "style"})
_DIGITS, _LENGTH = re.compile(r"\d{1,4}"), re.compile(r"\d{1,5}%?")
_VALUES = {
    "align": re.compile("left|center|right|justify|char"),
    "valign": re.compile("top|middle|bottom|baseline"),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "dir": re.compile("ltr|rtl"),
    "frame": re.compile("void|above|below|hsides|lhs|rhs|vsides|box|border"),
    "rules": re.compile("none|groups|rows|cols|all"),
    "colspan": _DIGITS,
    "rowspan": _DIGITS,
    "span": _DIGITS,
    "tabindex": _DIGITS,
    "border": _DIGITS,
    "width": _LENGTH,
    "height": _LENGTH,
    "cellspacing": _LENGTH,
    "cellpadding": _LENGTH,
    "accesskey": re.compile("."),
    "class": re.compile(r"\s*[\w.:-]+(?:\s+[\w.:-]+)*\s*"),
    "id": re.compile(r"[^\W\d][\w.-]*"),
    "xml:lang": re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"),
    "char": re.compile("."),
    "charoff": _LENGTH,
}


def is_allowed(element: str, attribute: str, value: str) -> bool:
    """Tell whether an element of XHTML 1.1 may have an attribute with this value."""
    own = _OWN.get(element, set())
    if attribute not in (own if element in _NOT_COMMON else own | _COMMON):
        return False
    values = _VALUES.get(attribute)
    return values is None or values.fullmatch(value) is not None


_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_LISTS = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_SIDES = {"left": "left", "right": "right", "center": "center", "middle": "center", "justify": "justify"}
_HEIGHTS = {"center": "middle", "absmiddle": "middle", "top": "top", "bottom": "bottom"}
_EDGES = {
    "leftmargin": ("left", "right"),
    "topmargin": ("top", "bottom"),
    "marginwidth": ("left", "right"),
    "marginheight": ("top", "bottom"),
}
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})|([A-Za-z]+)")
_PIXELS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(%|px)?\s*")


def as_style(element: str, attribute: str, value: str) -> str:
    """Say in CSS what a presentational attribute of older HTML says, as browsers do; empty where nothing is said."""
    value = value.strip()
    if attribute in ("bgcolor", "color", "text"):
        colour = _COLOUR.fullmatch(value)
        name = "background-color" if attribute == "bgcolor" else "color"
        return f"{name}:{'#' + colour[1] if colour[1] else colour[2]}" if colour else ""
    if attribute == "face":
        return f"font-family:{value.replace(chr(34), chr(39))}"
    if attribute == "size" and element == "font":
        return _font_size(value)
    if own := _own_look(element, attribute, value):
        return own
    if attribute == "align":
        return _aligned(element, _SIDES.get(value.lower(), ""))
    if attribute == "valign":
        return f"vertical-align:{_HEIGHTS[value.lower()]}" if value.lower() in _HEIGHTS else ""
    if attribute in ("width", "height", "border", "cellspacing") and (length := _PIXELS.fullmatch(value)):
        name = {"border": "border-width", "cellspacing": "border-spacing"}.get(attribute, attribute)
        return f"{name}:{length[1]}{length[2] or 'px'}"
    if attribute == "nowrap":
        return "white-space:nowrap"
    if attribute == "clear":
        return f"clear:{'both' if value.lower() == 'all' else value.lower()}"
    if attribute == "type" and element in ("ol", "ul", "li"):
        return f"list-style-type:{_LISTS.get(value, value.lower())}"
    if attribute == "start" and element == "ol" and re.fullmatch(r"-?\d{1,6}", value):
        return f"counter-reset:list-item {int(value) - 1}"
    return ""


def _own_look(element: str, attribute: str, value: str) -> str:
    """Say what an attribute says of one element alone."""
    if element == "hr" and attribute in ("size", "noshade") and (value.isdecimal() or attribute == "noshade"):
        if attribute == "noshade":
            return "border-style:solid;border-color:gray;background-color:gray"
        return f"height:{int(value) - 2}px" if int(value) > 1 else "border-bottom-width:0"
    if element == "body" and attribute in _EDGES and value.isdecimal():
        return ";".join(f"margin-{side}:{value}px" for side in _EDGES[attribute])
    if element == "img" and attribute in ("hspace", "vspace") and value.isdecimal():
        sides = ("left", "right") if attribute == "hspace" else ("top", "bottom")
        return ";".join(f"margin-{side}:{value}px" for side in sides)
    if element == "li" and attribute == "value" and re.fullmatch(r"-?\d{1,6}", value):
        return f"counter-set:list-item {value}"
    if element == "caption" and attribute == "align" and value.lower() == "bottom":
        return "caption-side:bottom"
    return ""


def _font_size(value: str) -> str:
    if not re.fullmatch(r"[+-]?\d", value):
        return ""
    size = int(value) + (3 if value[0] in "+-" else 0)
    return f"font-size:{_SIZES[min(max(size, 1), 7) - 1]}"


def _aligned(element: str, side: str) -> str:
    if not side:
        return ""
    if element in ("table", "img", "hr"):
        if side == "center":
            return "margin-left:auto;margin-right:auto"
        return f"float:{side}" if side != "justify" and element != "hr" else ""
    if element == "div" and side == "center":
        return _CENTRED
    return f"text-align:{side}"
