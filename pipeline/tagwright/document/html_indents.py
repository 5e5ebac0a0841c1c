"""How far the text of a cell stands in on a page: by its own style and the page's style sheets, and by spaces.

Read are padding, margins, text-indent and text-align of the elements from the cell to its text, and the simple rules
that say them: types, classes, ids, first children, and ancestors of these. Other rules are left aside, as for a depth
it is enough that labels differ as they do on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tagwright.document.html_source import name_of
from tagwright.document.html_text import Text
from tagwright.document.indentation import indent_by_spaces

_RULE = re.compile(r"([^{};]{1,2000})\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(
    r"(?<![\w-])(padding(?:-left|-inline-start)?|margin(?:-left|-inline-start)?|text-indent|text-align)\s*:\s*([^;{}!]+)",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"([+-]?(?:\d{1,6}(?:\.\d*)?|\.\d+))(px|pt|em|rem|ex|ch|%|in|cm|mm|pc|)", re.IGNORECASE)
_FIXED = {"": 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
_OF_USUAL_TABLES = {"em": 10.0, "rem": 12.0, "ex": 5.0, "ch": 5.0, "%": 2.5}
_POINTS = _FIXED | _OF_USUAL_TABLES
"""Points in each unit of length; those of a font and of a column as tables usually have them."""
_COMPOUND = re.compile(r"([A-Za-z][\w-]*|\*)?((?:[.#][\w-]+|:first-child)*)")
_ASIDE = ("right", "center", "end", "-webkit-center", "-webkit-right")
_SIDES = {1: 0, 2: 1, 3: 1, 4: 3}
"""Which of the lengths of a shorthand is that of the left side, by how many there are (CSS Box Model 3, 4.2)."""


@dataclass(frozen=True, slots=True)
class _Compound:
    """What a selector says of one element: its type (empty: any), its classes and ids, whether it is a first child."""

    tag: str
    marks: frozenset[str]
    is_first: bool

    @property
    def strength(self) -> int:
        """How specific it is: ids before classes before types (Selectors 3, 9); no selector has ten of a kind."""
        ids = sum(mark.startswith("#") for mark in self.marks)
        return 100 * ids + 10 * (len(self.marks) - ids + self.is_first) + bool(self.tag)

    def meets(self, element: etree._Element) -> bool:
        if self.tag and name_of(element)[1] != self.tag:
            return False
        if self.is_first and element.getprevious() is not None:
            return False
        return not self.marks or self.marks <= _marks(element)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule: its compounds from the element's own outwards, how strong it is, what it declares."""

    compounds: tuple[_Compound, ...]
    strength: tuple[int, int]
    declared: dict[str, str]

    def meets(self, element: etree._Element) -> bool:
        own, *others = self.compounds
        if not own.meets(element):
            return False
        ancestors = element.iterancestors()
        return all(any(compound.meets(ancestor) for ancestor in ancestors) for compound in others)


class Indents:
    """Says how far texts stand in on one page, by its style sheets.

    Rules are kept by one mark of the elements that they are for, or by their type: pages have thousands of either.
    """

    def __init__(self, styles: Sequence[str]) -> None:
        self._rules: dict[str, list[_Rule]] = {}
        for rule in _rules(styles):
            own = rule.compounds[0]
            self._rules.setdefault(min(own.marks, default=own.tag), []).append(rule)

    def indent(self, cell: etree._Element, texts: Sequence[Text]) -> float | None:
        """Say how far the text of a cell stands in, in points; None where it is centred or set to the right."""
        first = next((raw for text in texts for raw in text.raws if raw.text.strip()), None)
        if first is None:
            return 0.0
        points, own_line = 0.0, False
        aligned = ""
        for element in _up_to(first.origin.holder, cell):
            said = self._said(element)
            aligned = aligned or said.get("text-align", "").strip().lower() or (element.get("align") or "").lower()
            points += _left(said, "padding") + (0.0 if element is cell else _left(said, "margin"))
            if not own_line and "text-indent" in said:
                points, own_line = points + _points(said["text-indent"]), True
        if aligned in _ASIDE:
            return None
        return points + indent_by_spaces(_before(texts))

    def _said(self, element: etree._Element) -> dict[str, str]:
        said: dict[str, str] = {}
        keys = (*_marks(element), name_of(element)[1], "") if self._rules else ()
        met = (rule for key in keys for rule in self._rules.get(key, ()) if rule.meets(element))
        for rule in sorted(met, key=lambda rule: rule.strength):
            said |= rule.declared
        return said | _declared(element.get("style") or "")


def _up_to(element: etree._Element, cell: etree._Element) -> Iterator[etree._Element]:
    node: etree._Element | None = element
    while node is not None:
        yield node
        if node is cell:
            return
        node = node.getparent()


def _before(texts: Sequence[Text]) -> str:
    """Give the spaces that do not break and stand before the first word."""
    spaces = ""
    for raw in (raw for text in texts for raw in text.raws):
        shown = re.sub(r"[ \t\r\n\f]+", "", raw.text[: len(raw.text) - len(raw.text.lstrip())])
        spaces += shown
        if raw.text.strip():
            return spaces
    return spaces


def _rules(styles: Sequence[str]) -> Iterator[_Rule]:
    found = (rule for style in styles for rule in _RULE.finditer(_COMMENT.sub("", style)))
    for order, rule in enumerate(found):
        declared = _declared(rule[2])
        for selector in rule[1].split(",") if declared else ():
            compounds = _compounds(selector)
            if compounds:
                yield _Rule(compounds, (sum(compound.strength for compound in compounds), order), declared)


def _compounds(selector: str) -> tuple[_Compound, ...]:
    """Read a selector from its last part outwards; nothing where it says what is not read here."""
    found: list[_Compound] = []
    for part in reversed(selector.replace(">", " ").split()):
        compound = _COMPOUND.fullmatch(part)
        if compound is None:
            return ()
        marks = re.findall(r"[.#][\w-]+", compound[2])
        found.append(_Compound((compound[1] or "").strip("*").lower(), frozenset(marks), ":first-child" in compound[2]))
    return tuple(found)


def _declared(css: str) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, value in _DECLARATION.findall(css):
        side, lengths = name.lower().replace("-inline-start", "-left"), value.split()
        if side in ("padding", "margin"):
            side, value = f"{side}-left", lengths[_SIDES[len(lengths)]] if len(lengths) in _SIDES else ""
        said[side] = value
    return said


def _left(said: dict[str, str], box: str) -> float:
    return _points(said.get(f"{box}-left", ""))


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length.strip())
    return float(found[1]) * _POINTS[found[2].lower()] if found else 0.0


def _marks(element: etree._Element) -> frozenset[str]:
    classes = (f".{name}" for name in (element.get("class") or "").split())
    return frozenset((*classes, f"#{element.get('id') or ''}"))
