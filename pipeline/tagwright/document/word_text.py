"""The text of a Word document as Word shows it: changes accepted, results of fields, marks of footnotes kept raised.

Not shown, and not read: what tracked changes delete or move away, hidden text, and the instructions of fields. What
is struck out is shown as no longer valid; it is not read, and given apart. A formula is read as its text; of a
fraction, numerator and denominator stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from tagwright.document.raised import UNREAD, raised
from tagwright.document.unprinted import printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")
_UNWRAPPED = frozenset(f"{W}{name}" for name in _WRAPPERS)
_MARK = re.compile(r"\s*[(\[]?(?:\d{1,2}|[a-z]{1,2}|[*†‡#]{1,3})[)\]]?\s*")
_DIGIT = re.compile(r"\d")
_RAISED_BY = 4
"""Half-points above the line from which on a mark is set above it."""


@dataclass(frozen=True, slots=True)
class TextStyles:
    """The styles, by their ids, that raise their text, hide it, or strike it out."""

    raised: frozenset[str]
    hidden: frozenset[str]
    struck: frozenset[str]


def text_styles(styles: etree._Element) -> TextStyles:
    """Find what the styles of a document (its part ``styles.xml``) do to text, also those that build on others."""
    by_id = {style.get(f"{W}styleId") or "": style for style in styles.iterchildren(f"{W}style")}

    def with_trait(trait: Callable[[etree._Element], bool | None]) -> frozenset[str]:
        return frozenset(name for name in by_id if _inherited(by_id, name, trait))

    return TextStyles(with_trait(_is_raised), with_trait(_switched("vanish")), with_trait(_is_struck))


def _inherited(
    by_id: dict[str, etree._Element], name: str, trait: Callable[[etree._Element], bool | None]
) -> bool | None:
    for _ in by_id:  # a bound, since styles of a broken file may build on each other
        style = by_id.get(name)
        if style is None:
            return None
        properties = style.find(f"{W}rPr")
        said = trait(properties) if properties is not None else None
        if said is not None:
            return said
        based = style.find(f"{W}basedOn")
        name = (based.get(f"{W}val") or "") if based is not None else ""
    return None


def _switched(*names: str) -> Callable[[etree._Element], bool | None]:
    def trait(properties: etree._Element) -> bool | None:
        switches = [switch for name in names if (switch := properties.find(f"{W}{name}")) is not None]
        return any(switch.get(f"{W}val") not in ("0", "false", "off") for switch in switches) if switches else None

    return trait


_is_struck = _switched("strike", "dstrike")
_is_hidden = _switched("vanish")


def _is_raised(properties: etree._Element) -> bool | None:
    align = properties.find(f"{W}vertAlign")
    return align.get(f"{W}val") == "superscript" if align is not None else None


def shown_children(parent: etree._Element) -> Iterator[etree._Element]:
    """Give the elements of a parent, of several alternatives for different programs the first."""
    for element in parent:
        if element.tag == f"{_MC}AlternateContent":
            choice = next((one for one in element if one.tag in (f"{_MC}Choice", f"{_MC}Fallback")), None)
            if choice is not None:
                yield from shown_children(choice)
        else:
            yield element


def unwrapped(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Give the elements of these names in a parent, also those inside of what only wraps them."""
    wanted = {f"{W}{name}" for name in names}
    for element in shown_children(parent):
        if element.tag in wanted:
            yield element
        elif element.tag in _UNWRAPPED:
            yield from unwrapped(element, *names)


def boxes_in(parent: etree._Element) -> Iterator[etree._Element]:
    """Give the contents of the text boxes of an element, each once."""
    for element in shown_children(parent):
        if element.tag == f"{W}txbxContent":
            yield element
        elif isinstance(element.tag, str):
            yield from boxes_in(element)


def is_deleted(properties: etree._Element | None) -> bool:
    """Tell a row or a cell that a tracked change deletes, by its properties."""
    return properties is not None and any(properties.find(f"{W}{name}") is not None for name in ("del", "cellDel"))


@dataclass(slots=True)
class _Field:
    """A field that is open: whether its result has begun, and the entry chosen of one that is a list."""

    begun: bool = False
    chosen: str = ""


@dataclass(slots=True)
class WordText:
    """Reads the text of paragraphs and cells; ``struck`` gathers what was left out as struck out."""

    styles: TextStyles
    struck: list[str] = field(default_factory=list)

    def of_paragraph(self, paragraph: etree._Element) -> str:
        """Give the text of a paragraph with its tabs and breaks; text boxes stand apart."""
        return printed("".join(self._texts(paragraph, [])))

    def of_cell(self, cell: etree._Element) -> list[str]:
        """Give the lines of a cell that print something."""
        if is_deleted(cell.find(f"{W}tcPr")):
            return []
        before = len(self.struck)
        texts = [text for one in _paragraphs(cell) for text in self.of_paragraph(one).split("\n")]
        shown = [line for text in texts if (line := " ".join(text.split()))]
        return shown or ([UNREAD] if any(map(_DIGIT.search, self.struck[before:])) else [])

    def _texts(self, parent: etree._Element, fields: list[_Field]) -> Iterator[str]:
        for element in shown_children(parent):
            if element.tag == f"{W}r":
                yield from self._of_run(element, fields)
            elif element.tag in (f"{_M}oMath", f"{_M}oMathPara"):
                yield _formula(element)
            elif element.tag in _UNWRAPPED:
                yield from self._texts(element, fields)

    def _of_run(self, run: etree._Element, fields: list[_Field]) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        texts = "".join(self._pieces(run, fields))
        if self._has(properties, _is_hidden, self.styles.hidden):
            return
        if self._has(properties, _is_struck, self.styles.struck):
            self.struck += [text] if (text := " ".join(texts.split())) else []
            return
        is_mark = self._has(properties, _is_raised, self.styles.raised) or _is_lifted(properties, texts)
        yield raised(texts) if is_mark and "\t" not in texts and "\n" not in texts else texts

    @staticmethod
    def _has(
        properties: etree._Element | None, trait: Callable[[etree._Element], bool | None], styles: frozenset[str]
    ) -> bool:
        if properties is None:
            return False
        said = trait(properties)
        style = properties.find(f"{W}rStyle")
        return said if said is not None else style is not None and style.get(f"{W}val") in styles

    def _pieces(self, run: etree._Element, fields: list[_Field]) -> Iterator[str]:
        symbols = _is_of_symbols(run.find(f"{W}rPr/{W}rFonts"))
        for element in shown_children(run):
            if element.tag == f"{W}fldChar":
                yield _at_border(element, fields)
            elif fields and not all(field.begun for field in fields):
                continue  # the instruction of a field
            elif element.tag == f"{W}t":
                yield _plain_symbols(element.text or "") if symbols else element.text or ""
            elif element.tag in (f"{W}tab", f"{W}ptab"):
                yield "\t"
            elif element.tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif element.tag == f"{W}noBreakHyphen":
                yield "-"
            elif element.tag == f"{W}sym":
                yield _symbol(element)
            elif element.tag == f"{W}ruby":
                yield from (text for base in element.iterchildren(f"{W}rubyBase") for text in self._texts(base, []))


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """Give the paragraphs of a cell, those of tables inside of it too; what stands in text boxes is none of it."""
    for element in unwrapped(cell, "p", "tbl", "tr", "tc"):
        if element.tag == f"{W}p":
            yield element
        else:
            yield from _paragraphs(element)


def _at_border(border: etree._Element, fields: list[_Field]) -> str:
    """Take note where a field begins, where its result begins, and where it ends; give the entry of a list."""
    kind = border.get(f"{W}fldCharType")
    if kind == "begin":
        fields.append(_Field(chosen=_entry(border.find(f"{W}ffData/{W}ddList"))))
    elif fields and kind == "separate":
        fields[-1].begun = True
    elif fields and kind == "end":
        ended = fields.pop()
        return "" if ended.begun else ended.chosen
    return ""


def _entry(choices: etree._Element | None) -> str:
    """Give the entry that a list shows: the one chosen, else the one by default, else the first."""
    if choices is None:
        return ""
    entries = [entry.get(f"{W}val") or "" for entry in choices.iterchildren(f"{W}listEntry")]
    said = next((one for name in ("result", "default") if (one := choices.find(f"{W}{name}")) is not None), None)
    number = (said.get(f"{W}val") or "0") if said is not None else "0"
    index = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0
    return entries[index] if index < len(entries) else ""


def _is_lifted(properties: etree._Element | None, text: str) -> bool:
    """Tell a mark that is set above the line by its distance from it."""
    position = properties.find(f"{W}position") if properties is not None else None
    by = (position.get(f"{W}val") or "") if position is not None else ""
    return by.isascii() and by.isdecimal() and len(by) < 5 and int(by) >= _RAISED_BY and bool(_MARK.fullmatch(text))


def _is_of_symbols(fonts: etree._Element | None) -> bool:
    return fonts is not None and (fonts.get(f"{W}ascii") or "").lower() == "symbol"


def _symbol(element: etree._Element) -> str:
    """Give the character of a symbol; of the font Symbol digits, brackets and the minus stand where ASCII has them."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= code < 0xFFFE or 0xD800 <= code < 0xE000:
        return ""
    if (element.get(f"{W}font") or "").lower() == "symbol":
        return _plain_symbols(chr(code))
    return chr(code)


def _plain_symbols(text: str) -> str:
    plain = (chr(ord(c) - 0xF000) if 0xF020 <= ord(c) < 0xF040 else c for c in text)
    return "".join(plain)


def _formula(formula: etree._Element) -> str:
    """Give the text of a formula (Office MathML); what does not stand on one line is kept apart."""
    name = etree.QName(formula).localname if isinstance(formula.tag, str) else ""
    if name == "t":
        return formula.text or ""
    parts = [_formula(part) for part in formula]
    shown = [text for text in parts if text.strip()]
    if name == "f":
        return "/".join(shown)
    if name == "sSup" and len(shown) > 1:
        return "".join([shown[0], *map(raised, shown[1:])])
    if name in ("r", "e", "num", "den", "sup", "sub", "oMath"):
        return "".join(parts)
    return " ".join(shown) if name != "d" else f"({' '.join(shown)})"
