"""What a transformation makes of a printed number (Transformation Registries 1 to 5)."""

from __future__ import annotations

import re
from decimal import Decimal

REGISTRIES = {
    "http://www.xbrl.org/2008/inlineXBRL/transformation": 0,
    "http://www.xbrl.org/inlineXBRL/transformation/2010-04-20": 1,
    "http://www.xbrl.org/inlineXBRL/transformation/2011-07-31": 2,
    "http://www.xbrl.org/inlineXBRL/transformation/2015-02-26": 3,
    "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12": 4,
    "http://www.xbrl.org/inlineXBRL/transformation/2022-02-16": 5,
}
"""The number of each registry by its namespace."""

_APOSTROPHES = "'`´’′"
_DOT = re.compile(r"[, \xa00-9]*(?:\.[ \xa00-9]+)?")
_COMMA = re.compile(r"[. \xa00-9]*(?:,[ \xa00-9]+)?")
_DOT_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}, \xa00-9]*(?:\.[ \xa00-9]+)?")
_COMMA_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}. \xa00-9]*(?:,[ \xa00-9]+)?")
_STYLES = {
    "num-dot-decimal": (_DOT, "."),
    "numdotdecimal": (_DOT, "."),
    "numdotdecimalin": (_DOT, "."),
    "numcommadot": (_DOT, "."),
    "numspacedot": (_DOT, "."),
    "num-dot-decimal-apos": (_DOT_APOSTROPHE, "."),
    "num-comma-decimal": (_COMMA, ","),
    "numcommadecimal": (_COMMA, ","),
    "numdotcomma": (_COMMA, ","),
    "numspacecomma": (_COMMA, ","),
    "numcomma": (_COMMA, ","),
    "num-comma-decimal-apos": (_COMMA_APOSTROPHE, ","),
}
ZEROS = frozenset({"fixed-zero", "zerodash", "numdash"})
_UNITS = frozenset({"num-unit-decimal", "num-unit-decimal-apos", "numunitdecimal", "numunitdecimalin"})
NUMERIC = frozenset(_STYLES) | ZEROS | _UNITS
_PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+")


def separator_of(transform: str) -> str | None:
    """Give the decimal separator that a transformation reads; None where it has none."""
    style = _STYLES.get(transform)
    return style[1] if style else None


def reads(transform: str | None, text: str) -> bool:
    """Say whether a transformation accepts a printed number; None is a number without transformation."""
    return transform in _UNITS or transform in ZEROS or transformed(transform, text) is not None


def transformed(transform: str | None, text: str) -> Decimal | None:
    """Give the number that is read from a text, without scale and sign; None where none can be."""
    if transform in ZEROS:
        return Decimal(0)
    if transform is None:
        plain = text.strip()
        return Decimal(plain) if _PLAIN.fullmatch(plain) else None
    style = _STYLES.get(transform)
    if style is None or not style[0].fullmatch(text.strip()) or not re.search(r"\d", text):
        return None
    whole, _, fraction = text.partition(style[1])
    return Decimal(re.sub(r"\D", "", whole) + "." + re.sub(r"\D", "", fraction))


def printed_places(transform: str | None, text: str) -> int:
    """Count the decimal places of a printed number."""
    separator = (separator_of(transform) if transform else ".") or "."
    return len(re.sub(r"\D", "", text.partition(separator)[2]))
