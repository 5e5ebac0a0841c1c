"""What a cell of a sheet shows: its value under its number format (ECMA-376, part 1, 18.8.31).

A format carries brackets, the scale and the sign: 4700123 under "#,##0,;(#,##0,)" is shown as 4,700. What is shown is
what was published. Dates are written out, so that day and month cannot be confused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)', re.S
)
_CURRENCY = re.compile(r"\$(?P<symbol>[^-\]]*)(?:-|$)")
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SIGN = re.compile(r"[-−–(]")
_WRITTEN_OUT = re.compile(r"[?#0]\s*/\s*[?#\d]|(?<![?#0.])[?#0]{2,}(?:\.[?#0]*)?E[+-]", re.IGNORECASE)
"""Fractions, and powers of ten by the thousand."""
_POWER = re.compile(r"(\.?)([0#?]*)E[+-]?[0#?]+", re.IGNORECASE)
_DIGITS = "0#?"
_MOST_DIGITS = 1000
"""Before the point, with those of a percentage and of thousands that a format takes away: a float has 309."""


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format: literals, with None where the digits stand."""

    pieces: tuple[str | None, ...]
    digits: str
    percent: int
    condition: tuple[str, Decimal] | None
    general: bool
    power_places: int | None = None

    @property
    def is_signed(self) -> bool:
        """Whether it writes the sign of the negative numbers that it is for: a minus or brackets."""
        only_negative = self.condition is not None and self.condition[0][0] == "<" and self.condition[1] <= 0
        return only_negative and bool(_SIGN.search("".join(piece or "" for piece in self.pieces)))


def shown_number(value: Decimal, number_format: str) -> str:
    """Write a number as its format shows it."""
    sections = [_section(text) for text in _split(number_format or "General")]
    section, amount = _chosen(value, sections)
    if section.general:
        digits = _plain(amount)
    elif section.power_places is not None:
        digits = _rounded(abs(amount), section.power_places + 1)
    elif not section.digits:
        digits = ""
    else:
        digits = _digits(amount, section)
    if not any(piece is None for piece in section.pieces):
        return "".join(piece or "" for piece in section.pieces).strip()
    written = "".join(digits if piece is None else piece for piece in section.pieces).strip()
    return f"-{written}" if amount < 0 and not section.is_signed and re.search(r"[1-9]", written) else written


def shown_date(day: date, number_format: str) -> str:
    """Write a date out, with the parts of it that its format shows."""
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format).lower()
    month = f"{_MONTHS[day.month - 1]} " if "m" in plain else ""
    number = f"{day.day} " if "d" in plain.replace("dddd", "").replace("ddd", "") and month else ""
    return f"{number}{month}{day.year}" if "y" in plain or not month else f"{number}{month}".strip()


def _split(number_format: str) -> list[str]:
    sections, current = [], ""
    for token in _TOKEN.finditer(number_format):
        if token["plain"] == ";":
            sections.append(current)
            current = ""
        else:
            current += token.group()
    return [*sections, current]


def _section(text: str) -> _Section:
    """Read a part of a format. Fractions and powers of ten are written out, as no statement is read with them."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", text)
    if _WRITTEN_OUT.search(bare):
        return _Section((None,), "", 0, None, True)
    if power := _POWER.search(bare):
        return _Section((None,), "0", 0, None, False, len(power[2]) if power[1] else 0)
    pieces: list[str | None] = []
    digits = ""
    percent = 0
    condition = None
    general = text.strip() == "@" or "general" in text.lower()
    for token in _TOKEN.finditer(re.sub("general", "#", text, flags=re.I)):
        literal = token["quoted"] if token["quoted"] is not None else token["escaped"]
        plain = token["plain"] or ""
        if token["bracket"] is not None:
            symbol, said = _CURRENCY.match(token["bracket"]), _CONDITION.match(token["bracket"])
            condition = (said[1], Decimal(said[2])) if said else condition
            literal = symbol["symbol"] if symbol else None
        if token["space"] is not None:
            literal = " "
        if literal is not None:
            pieces.append(literal)
        elif plain in (*_DIGITS, ".", ",", "@") and plain:
            pieces += [] if None in pieces and digits else [None]
            digits += plain
        elif plain:
            percent += plain == "%"
            pieces.append(plain)
    return _Section(tuple(pieces), digits, percent, condition, general)


def _chosen(value: Decimal, sections: list[_Section]) -> tuple[_Section, Decimal]:
    """Choose the section of a value; one for negative numbers shows them without a minus of its own."""
    for section in sections[:2]:
        if section.condition is not None and _meets(value, section.condition):
            return section, value
    if any(section.condition for section in sections):
        return next((s for s in sections if s.condition is None), sections[-1]), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    return (sections[2] if value == 0 and len(sections) > 2 else sections[0]), value


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, bound = condition
    return {
        "<": value < bound,
        ">": value > bound,
        "<=": value <= bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]


def _rounded(value: Decimal, figures: int) -> str:
    """Write out a number that is shown with so many figures and a power of ten."""
    with localcontext(prec=figures, rounding=ROUND_HALF_UP):
        return f"{+value:f}"


def _digits(value: Decimal, section: _Section) -> str:
    whole, _, fraction = section.digits.partition(".")
    thousands = len(whole) - len(whole.rstrip(",")) if not fraction else 0
    thousands += len(fraction) - len(fraction.rstrip(","))
    places = sum(1 for character in fraction if character in _DIGITS)
    least = sum(1 for character in fraction if character == "0")
    with localcontext(prec=_MOST_DIGITS + places + 2 * section.percent):
        scaled = abs(value) * (100**section.percent) / (1000**thousands)
        text = f"{scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    integer, _, decimals = text.partition(".")
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    integer = integer.zfill(whole.count("0"))
    integer = integer.lstrip("0") if not whole.count("0") else integer
    grouped = _grouped(integer) if "," in whole.rstrip(",") else integer
    return grouped + (f".{decimals}" if decimals else "")


def _grouped(integer: str) -> str:
    head = len(integer) % 3
    return ",".join(([integer[:head]] if head else []) + [integer[i : i + 3] for i in range(head, len(integer), 3)])


def _plain(value: Decimal) -> str:
    text = f"{abs(value).normalize():f}"
    return text if len(text) <= 24 else f"{abs(value):.10g}"
