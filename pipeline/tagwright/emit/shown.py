"""What the reader sees of a piece of source text, and which value a transformation reads from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tagwright.report.model import NumericFact, Transform

_ILLEGAL_IN_XML = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup)>", re.IGNORECASE)
_DOLLARS = re.compile(r"\$(?=\([\d.,\s]*\)(\$))")
_SPACES_IN_NUMBERS = re.compile(r"[\u2000-\u200a\u202f\u205f]")

_PLAIN_WIDTH = str.maketrans("０１２３４５６７８９，．", "0123456789,.")

_COMMA_GROUPS = r"[, \xa00-9]*(?:\.[ \xa00-9]+)?"
_POINT_GROUPS = r"[. \xa00-9]*(?:,[ \xa00-9]+)?"
_APOSTROPHES = "'`´’′"
# What each transformation of registry 5 accepts, and its decimal separator.
_GRAMMAR: dict[Transform, tuple[re.Pattern[str], str]] = {
    Transform.DOT_DECIMAL: (re.compile(_COMMA_GROUPS), "."),
    Transform.COMMA_DECIMAL: (re.compile(_POINT_GROUPS), ","),
    Transform.DOT_DECIMAL_APOSTROPHE: (re.compile(_COMMA_GROUPS.replace("[,", f"[{_APOSTROPHES},", 1)), "."),
    Transform.COMMA_DECIMAL_APOSTROPHE: (re.compile(_POINT_GROUPS.replace("[.", f"[{_APOSTROPHES}.", 1)), ","),
}


def visible(text: str, start: int, end: int) -> str:
    """Give what is shown of ``text[start:end]``: without mark-up that a conversion left, and legal in XML 1.0.

    Mark-up is <i>, <u> and the like, and the dollar signs of "$(128,261)$", which mark mathematics and no money.
    """
    shown: list[str] = []
    position = start
    for begin, stop in sorted(_left_out(text)):
        if begin >= position and stop <= end:
            shown.append(text[position:begin])
            position = stop
    shown.append(text[position:end])
    return _ILLEGAL_IN_XML.sub("", "".join(shown).replace("\r", " "))


def _left_out(text: str) -> Iterator[tuple[int, int]]:
    if "<" in text:
        yield from (match.span() for match in _MARKUP.finditer(text))
    if "$(" in text:
        for match in _DOLLARS.finditer(text):
            yield match.span()
            yield match.span(1)


def visible_number(text: str, start: int, end: int) -> str:
    """Give what is shown of a number: as ``visible``, with no-break spaces for thin ones, and digits of plain width.

    No transformation accepts thin, narrow or figure spaces between digits, nor digits of full width.
    """
    return _SPACES_IN_NUMBERS.sub("\xa0", visible(text, start, end).translate(_PLAIN_WIDTH))


def shown_value(fact: NumericFact, text: str) -> Decimal:
    """Give the value that a processor reads from the shown text: +-transform(text) x 10^scale.

    Follows Inline XBRL 1.1, 10.1 and Transformation Registry 5. In whole units, with the sign attribute applied.
    Raises ``ValueError`` where the transformation does not accept the text.
    """
    return (-1 if fact.value < 0 else 1) * _transformed(fact.transform, text).scaleb(fact.scale)


def _transformed(transform: Transform, text: str) -> Decimal:
    if transform is Transform.FIXED_ZERO:
        return Decimal(0)
    grammar, separator = _GRAMMAR[transform]
    if not grammar.fullmatch(text) or not re.search(r"\d", text):
        raise ValueError(f"{transform} does not read {text!r}")
    whole, _, fraction = text.partition(separator)
    return Decimal(re.sub(r"\D", "", whole) + "." + re.sub(r"\D", "", fraction))


def check_shown(fact: NumericFact, text: str) -> None:
    """Refuse a fact that its own print contradicts. A defect of the step that made the Report: ``ValueError``."""
    value = shown_value(fact, text)
    if value != fact.value:
        raise ValueError(f"{fact.id} at {fact.place}: {text!r} reads {value:f}, not {fact.value:f}")
