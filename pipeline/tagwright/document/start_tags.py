"""Start tags as XHTML 1.1 wants them: their look in CSS, nothing that runs or fetches, each id once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5

from tagwright.document.beside import Beside
from tagwright.document.markup import attributes_of
from tagwright.document.old_css import WAS, quirky
from tagwright.document.xhtml_vocabulary import VOID, as_style, is_allowed

ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_INSIDE = re.compile(r"\s*(?:#|data:)", re.IGNORECASE)
_RUNS = re.compile(r"[\s\x00-\x20]*(?:javascript|vbscript)\s*:", re.IGNORECASE)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|&quot;(.*?)&quot;|([^)"'\s]*))\s*\)""", re.IGNORECASE)
_IMPORT = re.compile(r"@import\b[^;}]*;?", re.IGNORECASE)
_FIRST_IMPORT = re.compile(
    r"""\A((?:\s|/\*.*?\*/|@charset[^;]*;)*)@import\s+(?:url\(\s*)?["']?([^"')\s;]+)["']?\s*\)?([^;}]*);""",
    re.IGNORECASE | re.DOTALL,
)
_MOST_IMPORTS = 20
_SHORTHANDS = ("background", "border", "font", "list-style", "margin", "padding")
_OURS = re.compile(r"(?:[fts]\d|[cu]-)")
_NOT_NAME = re.compile(r"[^\w.-]")
_PIXELS = re.compile(r"(\d+)(?:\.\d+)?px", re.IGNORECASE)
_LENGTHS = frozenset({"width", "height", "border", "cellpadding", "cellspacing"})
_SIDES = {"middle": "center", "center": "middle"}
_SAYS_NO_LOOK = re.compile(
    r"data-.*|aria-.*|xmlns.*|role|lang|src|srcset|alt|loading|target|rel|viewbox|version|preserveaspectratio|action|method|for|itemprop|itemscope|itemtype|content|name|.*:.*"
)


@dataclass(slots=True)
class Rewriter:
    """Rewrites the start tags of one page, in their order; ``left_out`` counts what the page goes without.

    ``quirks``: the page is shown in that mode. ``sheets`` are its style sheets, and ``marked`` the names of elements
    that these name and that are written by another name; such an element gets a class that says what it was.
    """

    beside: Beside
    quirks: bool = False
    sheets: str = ""
    marked: frozenset[str] = frozenset()
    left_out: Counter[str] = field(default_factory=Counter)
    looks: dict[str, str] = field(default_factory=dict)
    _imports: int = 0
    _ids: set[str] = field(default_factory=set)
    _renamed: dict[str, str] = field(default_factory=dict)

    def take_ids(self, tags: list[str]) -> None:
        """Note what the ids will be, so that links can follow them."""
        for tag in tags:
            for name, value in attributes_of(tag):
                if name.lower() == "id" and value not in self._renamed and _valid_id(value) != value:
                    self._renamed[value] = _valid_id(value)

    def rewritten(self, tag: str, before: str, name: str, styles: list[str], last: str = "") -> str:
        """Give a start tag for the element ``name`` that was called ``before``; the same text where it can stay.

        ``styles`` say what the element looked like where its name alone said so; ``last`` goes before any other style.
        """
        given = attributes_of(tag)
        names = {_plain_name(attribute) for attribute, _ in given}
        kept: list[tuple[str, str]] = []
        hints = list(styles)
        own = ""
        for attribute, value in given:
            known, now = self._attribute(_plain_name(attribute), plain_entities(value), names, name)
            if known == "style":
                own = now
            elif is_allowed(name, known, now):
                kept.append((known, now))
            elif hint := as_style(before, attribute.lower(), now):
                hints.append(hint)
            elif not _SAYS_NO_LOOK.fullmatch(known) and now:
                self.left_out[f"attribute {known}"] += 1
        if name == "img" and "alt" not in names:
            kept.append(("alt", ""))
        said = [hint for hint in hints if not self._is_overruled(hint)]
        overruled = ";".join(hint for hint in hints if self._is_overruled(hint))
        classes = [f"{WAS}{before}"] if before in self.marked and before != name else []
        classes += [self.looks.setdefault(overruled, f"page-look-{len(self.looks) + 1}")] if overruled else []
        if classes and is_allowed(name, "class", classes[0]):
            given_classes = next((value for attribute, value in kept if attribute == "class"), "")
            kept = [(attribute, value) for attribute, value in kept if attribute != "class"]
            kept.append(("class", " ".join([*given_classes.split(), *classes])))
        if said or last:
            own = ";".join(part.strip().rstrip(";") for part in [*said, own, last] if part.strip())
        now_given = kept + ([("style", own)] if own and is_allowed(name, "style", own) else [])
        if name == before and sorted(now_given) == sorted(given) and tag.startswith(f"<{name}"):
            return tag
        return _tag(name, now_given, closed=tag.endswith("/>"))

    def _is_overruled(self, hint: str) -> bool:
        """Tell a look that a rule of the page may overrule, as it does where an attribute or a name gives the look."""
        name = hint.partition(":")[0].strip()
        root = next((each for each in _SHORTHANDS if name.startswith(each)), name)
        return re.search(rf"(?<![\w-]){re.escape(root)}[\w-]*\s*:", self.sheets) is not None

    def rules_of_looks(self) -> str:
        """Give the rules for the looks that the page may overrule, weaker than any rule of its own."""
        return "".join(f":where(.{name}){{{look}}}" for look, name in self.looks.items())

    def _attribute(self, attribute: str, value: str, names: set[str], element: str) -> tuple[str, str]:
        """Give an attribute's name and value of today; an empty name or value leaves it out."""
        if attribute.startswith("on"):
            self.left_out[attribute] += 1
            return "", ""
        if attribute == "lang" and "xml:lang" not in names:
            return "xml:lang", value
        if attribute == "id" or (attribute == "name" and element == "a" and "id" not in names):
            return "id", self._id(value)
        if attribute == "href":
            return self._address(value)
        if attribute == "style":
            return attribute, self.css(value)
        if attribute == "src" and not is_inside(value):
            return attribute, self.beside.data(unescape(value))
        if attribute in ("align", "valign") and not is_allowed("td", attribute, value):
            value = value.lower()
            return attribute, value if is_allowed("td", attribute, value) else _SIDES.get(value, value)
        pixels = _PIXELS.fullmatch(value) if attribute in _LENGTHS else None
        return attribute, pixels[1] if pixels else value

    def _id(self, value: str) -> str:
        wanted = now = self._renamed.get(value, value)
        count = 1
        while now in self._ids:
            count += 1
            now = f"{wanted}-{count}"
        self._ids.add(now)
        return now

    def _address(self, value: str) -> tuple[str, str]:
        if _RUNS.match(value):
            self.left_out["a link that runs a script"] += 1
            return "", ""
        target = value.strip()
        follows = target[:1] == "#" and target[1:] in self._renamed
        return "href", f"#{self._renamed[target[1:]]}" if follows else value

    def css(self, style: str, folder: str = "") -> str:
        """Give CSS with what lies beside the page written in, and without what else it would fetch.

        ``folder`` is where the sheet lies, as its addresses count from there.
        """

        def inside(found: re.Match[str]) -> str:
            address = next((group for group in found.groups() if group), "")
            if _INSIDE.match(address) or not address:
                return found.group()
            data = self.beside.data(folder + unescape(address))
            if not data:
                self.left_out[f"{address} of a style"] += 1
            return f"url({data})" if data else "none"

        imported = []
        while found := _FIRST_IMPORT.match(style):
            imported.append(self._imported(found, folder))
            style = found[1] + style[found.end() :]
        style = _IMPORT.sub("", style)
        return "".join(imported) + _URL.sub(inside, quirky(style) if self.quirks else style)

    def _imported(self, found: re.Match[str], folder: str) -> str:
        address, media = unescape(found[2]), found[3].strip()
        self._imports += 1
        sheet = self.beside.sheet(folder + address) if self._imports <= _MOST_IMPORTS else None
        if sheet is None:
            self.left_out[f"@import {address}"] += 1
            return ""
        css = self.css(sheet, folder + address[: address.rfind("/") + 1])
        return f"@media {media}{{{css}}}" if media else css


def _plain_name(attribute: str) -> str:
    """Give an attribute's name as HTML has it; html5lib writes a colon as U0003A."""
    return attribute.lower().replace("u0003a", ":")


def is_inside(address: str) -> bool:
    """Tell an address that is part of the page itself."""
    return _INSIDE.match(address) is not None


def plain_entities(text: str) -> str:
    """Put characters in the place of HTML's names for them, which XML does not know."""
    return ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    known = html5.get(f"{entity[1]};")
    return known if known and entity[1] not in _OF_XML else entity.group()


def _valid_id(value: str) -> str:
    name = _NOT_NAME.sub("-", value)
    return f"page-{name}" if _OURS.match(name) or not re.match(r"[^\W\d]", name) else name


def _tag(name: str, attributes: list[tuple[str, str]], *, closed: bool) -> str:
    said = "".join(f' {key}="{value.replace(chr(34), "&quot;")}"' for key, value in attributes)
    return f"<{name}{said}{'/' if closed and name in VOID else ''}>"
