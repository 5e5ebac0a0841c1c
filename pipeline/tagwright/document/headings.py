"""Which lines are titles, on which level, and which titles belong to a table. The same for every format of source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tagwright.document.model import Block, Heading, Paragraph, Place, Table

_NOTE = re.compile(r"^(?:note\s+)?\d{1,2}[.:]?\s+(?=[^\W\d_])", re.IGNORECASE)
_ROMAN = re.compile(r"^\((?:x{0,2}(?:ix|iv|v?i{0,3}))\)\s+\S", re.IGNORECASE)
_LETTER = re.compile(r"^\([a-z]\)\s+\S", re.IGNORECASE)
_DATE_CAPTION = re.compile(
    r"^(?:for the|as at|as of|at|year ended|period ended|half[- ]year|six months)\b.*\d{4}"
    r"|^(?:截至|截止|於|于|自)\W*(?:\d|[一二]).*(?:[年月日度]|期間|期间)$|^(?:\d{4}|二[零〇○]\w\w)\s?年(?:\s?\w{1,3}\s?月)?(?:\s?\w{1,4}\s?日)?度?$",
    re.I,
)
_UNIT_CAPTION = re.compile(
    r"\W*(?:expressed\s+|amounts?\s+)?(?:in\s+)?(?:[A-Z]{1,3}\\?\$?|[€£₹])\s?"
    r"(?:['’]?\s?0{3}|(?:in\s+)?(?:thousand|million|lakh|crore)s?)\W*"
    r"|\W*(?:金[額额])?(?:単位|單位|单位)\s?[:：]\s?[^\W\d]{0,8}[円圓元]\W*(?:[币幣][种種]\W*[^\W\d]{1,6}\W*)?"
    r"|\W*以[^\W\d]{1,10}(?:列示|呈列|列報|表示)\W*|\W*(?:人民[幣币]|港[幣币]|新[台臺][幣币])?[千仟百十萬万億亿]+[港美]?[元円圓]\W*",
    re.I,
)
_PERIOD_LAST = re.compile(
    r"\s*[,–—-]?\s*\b(?i:for the|as at|as of|at|(?:years?|periods?|months) (?:ended|to))\b"
    r"(?:\s+(?:the|fiscal|financial|years?|periods?|quarters?|half[- ]year|(?:three|six|nine|twelve) months|ended|to"
    r"|and|\d{1,2},?|[A-Z][a-z]{2,8},?|(?:19|20)\d\d,?))+$"
)
_STATEMENT = re.compile(r"\b(?:statements?|balance sheets?|accounts?)\b", re.IGNORECASE)
"""What a title may be of that ends with its period; other lines that end so may be anything."""
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE_END = tuple(".;,:?!。；，：？！、")

PART, NOTE, ROMAN, LETTER, TITLE, CAPTION, UNIT = 1, 2, 3, 4, 5, 6, 7
_LONGEST_HEADING = 16
_LONGEST_WITHOUT_CASE = 30
"""Characters of a title in a script without capitals, such as Chinese, which sets no spaces between words."""


def line_block(text: str, place: Place) -> Heading | Paragraph:
    """Make a block of a line that stands alone: a heading where it looks like one, else a paragraph."""
    level = heading_level(text)
    return Heading(text, level, place) if level else Paragraph(text, place)


def heading_level(text: str) -> int | None:
    """Say which level of heading a line is, or None where it is running text."""
    words = text.split()
    if not _LETTERS.search(text) or len(words) > _LONGEST_HEADING or text.endswith(_SENTENCE_END):
        return None
    if _DATE_CAPTION.match(text):
        return CAPTION
    if _UNIT_CAPTION.fullmatch(text):
        return UNIT
    rest = _NOTE.sub("", text)
    if rest != text:
        return NOTE if _starts_upper(rest) and len(words) <= 12 else None
    if _ROMAN.match(text):
        return ROMAN
    if _LETTER.match(text):
        return LETTER
    if has_no_case(text):
        return TITLE if len(text) <= _LONGEST_WITHOUT_CASE and not re.search(r"[\d:：]", text) else None
    if text == text.upper() and len(_LETTERS.findall(text)) >= 3:
        return CAPTION if _DATE_CAPTION.search(text) else PART
    named = _PERIOD_LAST.sub("", text) if _STATEMENT.search(text) else text
    if _starts_upper(named) and len(named.split()) <= 12 and not re.search(r"\d", named):
        return TITLE
    return None


def has_no_case(text: str) -> bool:
    """Tell a text in a script without capitals."""
    return text.upper() == text.lower()


def level_among(block: Heading, before: Block | None) -> int:
    """Give the level of a heading after another block: right below its translation into English it is a caption."""
    is_title = isinstance(before, Heading) and before.level < CAPTION and not has_no_case(before.text)
    return max(block.level, CAPTION) if is_title and has_no_case(block.text) else block.level


def level_as_marked(text: str, marked: int) -> int:
    """Give the level of a heading that its format marks with one; a period or unit alone is a caption all the same."""
    own = heading_level(text)
    return own if own in (CAPTION, UNIT) else marked


def _starts_upper(text: str) -> bool:
    return text[:1].isupper()


def captions_after(before: Sequence[Block]) -> tuple[str, ...]:
    """Give the titles that belong to a table which follows these blocks, outermost first."""
    captions: list[str] = []
    for index in range(len(before) - 1, -1, -1):
        block = before[index]
        if isinstance(block, Table):
            break
        captions.append(block.text.strip())
        if isinstance(block, Heading) and level_among(block, before[index - 1] if index else None) < CAPTION:
            break
    return tuple(reversed(captions))
