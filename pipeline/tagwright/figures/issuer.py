"""Who reports, from the document's own words, where nobody has said it: name, identifier, web address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import mul

from tagwright.document.model import Document, Table

_FORMS = (
    r"(?:limited|ltd\.?|plc|p\.l\.c\.|inc\.?|incorporated|corporation|corp\.?|company|holdings?|group|bank|foundation|trust"
    r"|n\.v\.|nv|b\.v\.|bv|s\.a\.|sa|se|ag|gmbh|kgaa|oyj|asa|ab|a/s|s\.p\.a\.|spa|berhad|bhd\.?|llp|lp|pty\.? ltd\.?)"
)
_WORD = r"[A-Z0-9][\w&.'’\-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|&|and|of|de|du|the)){{0,7}}?(?: (?i:{_FORMS}))?"
_WHOLE_LINE = re.compile(_NAME)
_ENDS_IN_FORM = re.compile(rf"\b{_FORMS}$", re.IGNORECASE)
_DEFINED = re.compile(
    rf"(?P<name>{_NAME}),?\s*\([^()]{{0,60}}[\"“”'‘’]\s*(?:the )?(?:Company|Group|Parent)\s*[\"“”'‘’]"
)
# Who prints above a results announcement without being its company.
_OTHERS = re.compile(
    r"stock exchange|clearing|securities|commission|auditor|registrar|of (?:the )?(?:company|group)$", re.I
)
_TOP = 25
_LONGEST_TITLE = 90
_LEI = re.compile(r"\b(?:LEI|Legal Entity Identifier)\b[^0-9A-Z]{0,20}([0-9A-Z]{18}\d{2})\b")
_CIK = re.compile(r"\b(?:CIK|Central Index Key)\b[^0-9]{0,20}(\d{10})\b")
_STOCK_CODE = re.compile(r"\(?\s*Stock Code\s*[:：]?\s*(\d{4,5})\s*\)?", re.IGNORECASE)
_ABN = re.compile(r"(?:ABN|Australian Business Number)\s*[:：]?\s*(\d{2}(?:\s?\d{3}){3})")
_WEIGHTS_OF_ABN = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
_WEB = re.compile(r"\b(?:https?://)?(www\.[a-z0-9-]+(?:\.[a-z0-9-]+){1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An entity's identifier in a scheme (XBRL 2.1, 4.7.3.1)."""

    scheme: str
    value: str


def entity_name(document: Document) -> str | None:
    """Give the name of the company: the one that a text defines as "the Company", else the one title that is a name.

    None where there is no such name, or more than one.
    """
    defined = {_plain(match["name"]) for text in _texts(document) for match in _DEFINED.finditer(text)}
    named = {name for name in defined if _is_company(name)}
    if len(named) == 1:
        return named.pop()
    titles = [text for text in _top(document) if _WHOLE_LINE.fullmatch(text) and _is_company(text)]
    return titles[0] if len({title.casefold() for title in titles}) == 1 else None


def entity_identifier(document: Document) -> Identifier | None:
    """Give the identifier that the document prints: an LEI, a CIK, a Hong Kong stock code, or an ABN.

    An LEI and an Australian business number must have sound check digits. None where the document prints none, or two
    of the same kind.
    """
    texts = list(_texts(document))
    leis = {match[1] for text in texts for match in _LEI.finditer(text) if is_lei(match[1])}
    ciks = {match[1] for text in texts for match in _CIK.finditer(text)}
    codes = {match[1] for text in _top(document) if (match := _STOCK_CODE.fullmatch(text))}
    abns = {re.sub(r"\s", "", match[1]) for text in _top(document) if (match := _ABN.fullmatch(text))}
    for scheme, found in (
        ("http://standards.iso.org/iso/17442", leis),
        ("http://www.sec.gov/CIK", ciks),
        ("http://www.hkexnews.hk/stock-code", codes),
        ("http://www.abr.gov.au/abn", set(filter(_is_abn, abns))),
    ):
        if len(found) == 1:
            return Identifier(scheme, found.pop())
    return None


def is_lei(code: str) -> bool:
    """Tell whether a legal entity identifier has the check digits that it must have (ISO 17442, ISO 7064 mod 97-10)."""
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", code):
        return False
    return int("".join(str(int(character, 36)) for character in code)) % 97 == 1


def _is_abn(number: str) -> bool:
    """Tell whether an Australian business number has sound check digits: weighted, less one at the front, mod 89."""
    digits = [int(digit) for digit in number]
    return bool((sum(map(mul, digits, _WEIGHTS_OF_ABN)) - _WEIGHTS_OF_ABN[0]) % 89 == 0)


_IN_MANY_NAMES = frozenset({"the", "and", "group", "holding", "holdings", "limited", "ltd", "company", "corporation"})


def web_address(document: Document, name: str | None) -> str | None:
    """Give the one web address that a text names and that is made of words of the company's ``name``.

    None where it names none, or several: the only address in a report may be the auditor's.
    """
    named = {match[1].lower() for text in _texts(document) for match in _WEB.finditer(text)}
    words = {word.lower() for word in re.findall(r"[A-Za-z]{3,}", name or "")} - _IN_MANY_NAMES
    own = {address for address in named if any(word in address.split(".")[1] for word in words)}
    return own.pop() if len(own) == 1 else None


def _is_company(name: str) -> bool:
    return bool(_ENDS_IN_FORM.search(name)) and not _OTHERS.search(name) and len(name.split()) > 1


def _plain(name: str) -> str:
    return name.strip(" ,")


def _top(document: Document) -> Iterator[str]:
    """Give the titles above the first table, without the marks of Markdown."""
    for block in document.blocks[:_TOP]:
        if isinstance(block, Table):
            return
        text = " ".join(block.text.strip("*# \t").split())
        if len(text) <= _LONGEST_TITLE:
            yield text


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if not isinstance(block, Table):
            yield block.text
