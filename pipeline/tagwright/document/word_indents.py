"""How far the paragraphs of a Word document stand in: by their own properties, those of their styles, and spaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tagwright.document.indentation import indent_by_spaces
from tagwright.document.word_text import W as _W

_LEFT = frozenset({"left", "start", "both", "distribute"})
_POINT = 20
_FARTHEST = 31_680
"""Twentieths of a point: 22 inches, the widest page of Word."""


@dataclass(frozen=True, slots=True)
class Indent:
    """The indent of a paragraph's first line in twentieths of a point, and how it is aligned; None: not said here.

    ``left`` is that of all lines, ``first`` how much further in the first one begins (negative: it hangs out).
    ECMA-376, part 1, 17.3.1.12 (ind) and 17.3.1.13 (jc).
    """

    left: int | None = None
    first: int | None = None
    aligned: str | None = None

    def over(self, other: Indent) -> Indent:
        """Give what is said here, and where nothing is, what another says."""
        return Indent(
            other.left if self.left is None else self.left,
            other.first if self.first is None else self.first,
            self.aligned or other.aligned,
        )

    @property
    def points(self) -> float | None:
        """How far the first line stands in, in points; None where it is centred or set to the right."""
        if self.aligned is not None and self.aligned not in _LEFT:
            return None
        return ((self.left or 0) + (self.first or 0)) / _POINT


def indents_of_styles(styles: Iterable[etree._Element]) -> dict[str, Indent]:
    """Give what each paragraph style says of indents, by its id: itself, or the styles that it is based on."""
    own: dict[str, tuple[Indent, str]] = {}
    for style in styles:
        based = style.find(f"{_W}basedOn")
        parent = (based.get(f"{_W}val") or "") if based is not None else ""
        own[style.get(f"{_W}styleId") or ""] = _own(style.find(f"{_W}pPr")), parent
    found: dict[str, Indent] = {}
    for name in own:
        whole, at, seen = Indent(), name, set[str]()
        while at in own and at not in seen:
            seen.add(at)
            said, parent = own[at]
            whole, at = whole.over(said), parent
        found[name] = whole
    return found


def indent_of_cell(cell: etree._Element, styles: Mapping[str, Indent]) -> float | None:
    """Say how far the text of a cell stands in, in points, by its first paragraph that prints something."""
    margin = cell.find(f"{_W}tcPr/{_W}tcMar/{_W}left")
    margin = margin if margin is not None else cell.find(f"{_W}tcPr/{_W}tcMar/{_W}start")
    for paragraph in cell.iter(f"{_W}p"):
        text = "".join(_printed(paragraph))
        if text.strip():
            points = indent_of_paragraph(paragraph, styles)
            return None if points is None else points + (_twips(margin, "w") or 0) / _POINT + indent_by_spaces(text)
    return 0.0


def indent_of_paragraph(paragraph: etree._Element, styles: Mapping[str, Indent]) -> float | None:
    """Say how far the first line of a paragraph stands in, in points; None where it is centred or set to the right."""
    named = paragraph.find(f"{_W}pPr/{_W}pStyle")
    style = styles.get((named.get(f"{_W}val") or "") if named is not None else "", Indent())
    return _own(paragraph.find(f"{_W}pPr")).over(style).points


def _printed(paragraph: etree._Element) -> Iterator[str]:
    for piece in paragraph.iter(f"{_W}t", f"{_W}tab"):
        if piece.tag == f"{_W}t":
            yield piece.text or ""
        elif (parent := piece.getparent()) is not None and parent.tag == f"{_W}r":  # others are tab stops
            yield "\t"


def _own(properties: etree._Element | None) -> Indent:
    if properties is None:
        return Indent()
    said, aligned = properties.find(f"{_W}ind"), properties.find(f"{_W}jc")
    left = _twips(said, "left")
    hanging, first = _twips(said, "hanging"), _twips(said, "firstLine")
    return Indent(
        left if left is not None else _twips(said, "start"),
        -hanging if hanging is not None else first,
        aligned.get(f"{_W}val") if aligned is not None else None,
    )


def _twips(element: etree._Element | None, attribute: str) -> int | None:
    """Read a length in twentieths of a point; None where there is none that a page has room for."""
    said = (element.get(f"{_W}{attribute}") or "") if element is not None else ""
    digits = said.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        return None
    return max(-_FARTHEST, min(int(said), _FARTHEST))
