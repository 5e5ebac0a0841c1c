"""Numbers as printed: where they stand in a text, and what they say under the document's separators.

The separators are chosen for the whole document, never for a cell: "1.234" is a thousand times more under one
convention than under the other, and both look right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from tagwright.figures.units import currency_in

_THIN_SPACES = "\u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The separators of a document. ``thousands`` is empty where it groups no digits.

    ``uncertain``: nothing in the document tells whether "1.234" groups thousands or prints three decimals.
    ``in_lakhs``: groups are of two digits above the thousands (1,23,456), as in India. ``triangles``: the document is
    in Japanese, where a triangle is a minus.
    """

    thousands: str
    decimal: str
    uncertain: bool = False
    in_lakhs: bool = False
    triangles: bool = False


ENGLISH = NumberStyle(",", ".")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in a text: ``start``/``end`` cover it with its brackets and signs, ``digits`` without.

    ``value`` carries the sign of the print; None where the digits are damaged, and then ``doubt`` says how.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    value: Decimal | None
    decimal_places: int
    percent: bool
    doubt: str | None


_RUN = re.compile(rf"\d(?:[\d.,'’{_THIN_SPACES}]*\d)?")
_SPACED_RUN = re.compile(rf"\d{{1,3}}(?:[ {_THIN_SPACES}]\d{{3}})+(?:[.,]\d+)?(?!\d)|{_RUN.pattern}")
_FULL_WIDTH = str.maketrans("（）－％﹣", "()-%-") | dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF], " ")
"""What stands for one character of another width, and characters that print nothing for a space."""
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_RUN = re.compile(r"(?<![\d.,])[０-９](?:[０-９，．,.]*[０-９])?(?![\d.,])")
_WIDE_SEPARATORS = str.maketrans("，．", ",.")
_MINUS = "-−–—‐‑"
_SIGN_FIRST = re.compile(rf"\s*[{_MINUS}](?:(?P<sign>[A-Za-z]{{0,3}}\\?[$€£¥￥])|(?P<code>[A-Z]{{3}}))\s?")
_MINUS_APART = re.compile(rf"\s*[{_MINUS}]\s")
"""A minus as continental statements print it; elsewhere the dash may be the nil of the line before."""
_ONLY_CURRENCY = re.compile(r"\s*(?P<code>[A-Za-z]{1,3})\s?")
_TRIANGLES = "△▲"
_KANA = re.compile("[\u3041-\u30ff]")
_LETTER = re.compile(r"[^\W\d_]")
_PART = 5
"""A document is in Japanese where at least so large a part of its texts (one in five) has kana."""
_INDIA = re.compile(r"₹|\b(?:INR|Rs\b|Rupees?\b|lakhs?\b|crores?\b)", re.IGNORECASE)
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_NO_LAKHS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{3},\d{3}(?:\.\d+)?")
_PERCENT = re.compile(r"\s?%")
_OPENING = re.compile(r"\(\s*(?:(?P<sign>[A-Za-z]{0,3}\\?[$€£¥￥])|(?P<code>[A-Za-z]{1,3}))?\s*$")
_CLOSING = re.compile(r"\s*\)")
_BROKEN_DIGITS = re.compile(r"[\d.,]+(?: [\d.,]+)+\)")
_MOST_DIGITS = 24
"""Sums of such amounts are exact in the 28 digits that are computed with."""
_NUMBER = re.compile(rf"[\d.,'’{_THIN_SPACES}]+")


_KINDS = {
    "comma": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
    "point": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    "apostrophe": re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?"),
    "space": re.compile(rf"\d{{1,3}}(?:[ {_THIN_SPACES}]\d{{3}})+(?:[.,]\d+)?"),
    "decimal comma": re.compile(r"\d+,\d{1,2}|0,\d+|\d{4,},\d+"),
    "decimal point": re.compile(r"(?!\d\d?\.(?:0\d|1[0-2])$)(?:\d+\.\d\d|0\.\d+|\d{3,}\.\d\d?|\d{4,}\.\d+)"),
}
"""What a run of digits shows of the separators; days and months (31.12) and numbers of notes (4.1) show nothing."""
_NOT_MEASURED = re.compile(r"\b(?:notes?|sections?|paragraphs?|rules?|ifrs|ias|hkfrs|hkas)\s*$", re.IGNORECASE)


def choose_style(texts: Iterable[str]) -> NumberStyle:
    """Choose a document's separators from all its numbers: what groups thousands decides.

    A document without any grouping is read in the English way, where a comma can then only be a fault. A point
    groups thousands where some number shows it beyond doubt (1.234.567; 1.234,5; 12,5): a lone "1.234" may have
    three decimals. Where nothing else tells, the style is uncertain.
    """
    seen: Counter[str] = Counter()
    for text in texts:
        seen["worded"] += bool(_LETTER.search(text))
        seen["kana"] += bool(_KANA.search(text))
        seen["india"] += bool(_INDIA.search(text))
        text = plain_digits(text)
        for match in _SPACED_RUN.finditer(text):
            if not _NOT_MEASURED.search(text, max(0, match.start() - 20), match.start()):
                seen.update(_shown_by(match.group(), text[match.end() : match.end() + 2]))
    style = _grouped_by(seen)
    lakhs = style == ENGLISH and bool(seen["india"] and seen["lakhs"]) and not seen["no lakhs"]
    return replace(style, in_lakhs=lakhs, triangles=bool(seen["kana"]) and seen["kana"] * _PART >= seen["worded"])


def _grouped_by(seen: Counter[str]) -> NumberStyle:
    leader = max(("comma", "point", "apostrophe", "space"), key=lambda kind: seen[kind])
    if leader == "point" and seen["point"]:
        for_points = seen["sure point"] or seen["decimal comma"]
        against = seen["sure comma"] or seen["decimal point"]
        if seen["sure point"] > seen["sure comma"] or for_points > against:
            return NumberStyle(".", ",")
        return replace(ENGLISH, uncertain=for_points == against)
    if leader == "apostrophe" and seen["apostrophe"]:
        return NumberStyle("'", ".")
    if leader == "space" and seen["space"] > seen["comma"]:
        return NumberStyle(" ", "," if seen["decimal comma"] else ".")
    return ENGLISH


def _shown_by(run: str, after: str) -> Iterator[str]:
    """Give what a run of digits shows of the separators; what groups twice, or has both separators, counts twice."""
    if run.isdecimal():
        return
    if _LAKHS.fullmatch(run):
        yield "lakhs"
    elif _NO_LAKHS.fullmatch(run):
        yield "no lakhs"
    for kind, pattern in _KINDS.items():
        if not pattern.fullmatch(run):
            continue
        yield kind
        if kind in ("comma", "point") and sum(not character.isdecimal() for character in run) > 1:
            yield kind
            yield f"sure {kind}"
        if kind == "space" and "," in run:
            yield "decimal comma"
    if "%" in after and re.fullmatch(r"\d+\.\d{1,2}", run):
        yield "decimal point"


def plain_digits(text: str) -> str:
    """Write numbers that are all of full width in plain digits and separators, one character for one."""
    if text.isascii():
        return text
    return _WIDE_RUN.sub(lambda run: run.group().translate(_WIDE_DIGITS).translate(_WIDE_SEPARATORS), text)


def find_numbers(text: str, style: NumberStyle, *, running: bool = False) -> Iterator[PrintedNumber]:
    """Find every number in a text, in order. Every digit of the text lies in one of them.

    In a cell, brackets make a number negative, also "( $5 )"; in running text (``running``) they are brackets of the
    sentence, and digits of full width are doubtful, since a comma of full width may be one of a list.
    """
    text = text.translate(_FULL_WIDTH)  # one character for one, so that offsets stay
    text = text if running else plain_digits(text)
    pattern = _SPACED_RUN if style.thousands == " " else _RUN
    position = 0
    for match in pattern.finditer(text):
        if match.start() < position:
            continue
        debris = None if running else _bracketed_debris(text, match.start(), style)
        number = debris or _dressed(text, match.start(), match.end(), style, running)
        position = number.end
        yield number


def _dressed(text: str, start: int, end: int, style: NumberStyle, running: bool) -> PrintedNumber:
    """Take the brackets, sign and percent mark around a run of digits into the number."""
    left, right = start, end
    percent = _PERCENT.match(text, right)
    right = percent.end() if percent else right
    opened, closed = (None, None) if running else (_opening(text, left), _CLOSING.match(text, right))
    negative, doubt = bool(opened and closed), None
    if opened and closed:
        left, right = opened.start(), closed.end()
        if not percent and (percent := _PERCENT.match(text, right)):
            right = percent.end()
    elif left and text[left - 1] in _TRIANGLES:
        negative, left = True, left - 1
        doubt = None if style.triangles else "a triangle is a minus in Japanese, and elsewhere it may point up"
    elif left and text[left - 1] in _MINUS and not _goes_on(text[: left - 1], running):
        negative, left = True, left - 1
    elif not running and _begins_negative(text, left, style):
        negative, left = True, len(text) - len(text.lstrip())
    elif bool(opened) != bool(closed) and not percent:
        doubt = "one bracket of two is missing"
    value, places, fault = parse_digits(text[start:end], style)
    if value is not None and negative:
        value = -value
    return PrintedNumber(left, right, start, end, value, places, percent is not None, doubt or fault)


def _begins_negative(text: str, end: int, style: NumberStyle) -> bool:
    """Tell a cell that begins with a minus and a currency ("-$5"), or with a minus that stands apart ("- 5")."""
    apart = style.thousands != "," and _MINUS_APART.fullmatch(text, 0, end) is not None
    return apart or _is_currency(_SIGN_FIRST.fullmatch(text, 0, end))


def _goes_on(before: str, running: bool) -> bool:
    """Tell a dash that joins a number to what stands before it; no currency alone in its cell ("EUR -5") is joined."""
    if not running and _is_currency(_ONLY_CURRENCY.fullmatch(before)):
        return False
    return bool(re.search(r"[\w)]\s?$", before[-3:]))


def _is_currency(found: re.Match[str] | None) -> bool:
    return found is not None and (not found["code"] or currency_in(found["code"]) is not None)


def _opening(text: str, end: int) -> re.Match[str] | None:
    """Find the bracket that opens right before a number; spaces and a currency may stand between the two."""
    opened = _OPENING.search(text, max(0, end - 12), end)
    return opened if opened and (not opened["code"] or currency_in(opened["code"])) else None


def _bracketed_debris(text: str, start: int, style: NumberStyle) -> PrintedNumber | None:
    """Read a bracket that holds digits broken by spaces, "(2 720 724)", as one damaged number."""
    if style.thousands == " " or not text.endswith("(", 0, start):
        return None
    inside = _BROKEN_DIGITS.match(text, start)
    if not inside:
        return None
    end = inside.end()
    return PrintedNumber(start - 1, end, start, end - 1, None, 0, False, "the digits are broken by spaces")


_PLAIN_SPACES = str.maketrans(dict.fromkeys(_THIN_SPACES, " "))


@cache
def _forms(style: NumberStyle) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what numbers look like whose thousands are grouped, and are not."""
    group, point = re.escape(style.thousands), re.escape(style.decimal)
    if style.in_lakhs:
        lakhs = r"\d{1,3},\d{3}(?:\.\d+)?"
        return re.compile(rf"{lakhs}|{_LAKHS.pattern}"), re.compile(rf"\d+(?:{point}\d+)?")
    return re.compile(rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?"), re.compile(rf"\d+(?:{point}\d+)?")


def parse_digits(run: str, style: NumberStyle) -> tuple[Decimal | None, int, str | None]:
    """Read a run of digits and separators: its value, its decimal places, and what is wrong with it."""
    plain = run
    if not run.isascii():
        if any(character.isdecimal() and not character.isascii() for character in run):
            return None, 0, "its digits are not 0 to 9"
        plain = run.replace("’", "'").translate(_PLAIN_SPACES)
    if style.uncertain and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", plain):
        return None, 0, "nothing tells whether its separator groups thousands or begins decimals"
    grouped, ungrouped = _forms(style)
    if style.thousands and grouped.fullmatch(plain):
        plain = plain.replace(style.thousands, "")
    elif not ungrouped.fullmatch(plain):
        return None, 0, "the separators do not fit the document's"
    whole, _, fraction = plain.partition(style.decimal)
    if len(whole) + len(fraction) > _MOST_DIGITS:
        return None, 0, "it has more digits than an amount can have"
    if len(whole) > 1 and whole.startswith("0"):
        return None, 0, "it begins with a zero"
    return Decimal(f"{whole}.{fraction}" if fraction else whole), len(fraction), None


def print_digits(value: Decimal, style: NumberStyle) -> str:
    """Print the digits of an amount that is not negative with the separators of a document."""
    whole, _, fraction = f"{value:f}".partition(".")
    grouped = _in_lakhs(whole) if style.in_lakhs else f"{int(whole):,}".replace(",", style.thousands)
    return f"{grouped}{style.decimal}{fraction}" if fraction else grouped


def _in_lakhs(whole: str) -> str:
    """Group digits as in India: 12345678 is 1,23,45,678."""
    head, last = str(int(whole))[:-3], str(int(whole))[-3:]
    first = len(head) % 2
    groups = ([head[:first]] if first else []) + [head[at : at + 2] for at in range(first, len(head), 2)]
    return ",".join([*groups, last])


_NIL = re.compile(rf"(?<![^\s>])([{_MINUS}_－―]|[Nn]il)(?![^\s<])")
_STAR = re.compile(r"\(?\*+\)?")


def find_nils(text: str) -> Iterator[tuple[int, int]]:
    """Find the dashes (or the word nil) of a cell that stand where an amount could stand."""
    for match in _NIL.finditer(text):
        yield match.start(1), match.end(1)


def leftover(text: str, taken: Iterable[tuple[int, int]]) -> str:
    """Give what a cell holds beside its numbers and dashes; spaces, markup and stars do not count."""
    rest = list(text)
    for start, end in taken:
        rest[start:end] = " " * (end - start)
    return re.sub(r"\s+", " ", _STAR.sub("", re.sub(r"</?\w{1,10}>", "", "".join(rest)))).strip()
