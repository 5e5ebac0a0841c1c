"""How labels are compared: what does not matter in a wording is taken out of it before two are compared."""

from __future__ import annotations

import re
from functools import lru_cache

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
"""Marks of footnotes above the line."""

_RAISED = re.compile(rf"\[[{SUPERSCRIPTS}\s]*\]|[{SUPERSCRIPTS}](?:[{SUPERSCRIPTS}\s,]*[{SUPERSCRIPTS}])?")
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_DASHES = re.compile("[‐‑‒–—―−_]")
_MARKUP = re.compile(r"</?[a-zA-Z]{1,10}>|\^\{[^}]*\}|\\")
_NOTE_NUMBER = re.compile(r"^(?:note\s+)?\d{1,2}(?:\.\d{1,2})?[.)]?\s+(?=\D)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\s*\((?:[a-z]|[ivx]{1,4}|\d{1,2}|notes?\s+[\d(),a-z\s&]+)\)", re.IGNORECASE)
_LEADING_MARK = re.compile(r"^\s*\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s*", re.IGNORECASE)
_BULLET = re.compile(r"^[\s\-*•·‧∙●▪■□◦\uf000-\uf0ff]+")
_SPLIT_HYPHEN = re.compile(r"(?<=\w)- (?=[a-z])")
_NUMBERED = ("level", "tier", "stage", "phase", "class", "series", "type", "note", "step", "zone")
_GLUED_MARK = re.compile(
    r"(?<=[a-z]{4})" + "".join(f"(?<![{w[0]}{w[0].upper()}]{w[1:]})" for w in _NUMBERED) + r"[1-9](?=[\s:*]*$)"
)
"""The mark of a footnote that lost its height: "Trade receivables1"; not the number of "Level1"."""
_SPACES = re.compile(r"\s+")
_LETTERS_ALONE = re.compile(r"[A-Za-z]+(?: +[A-Za-z]+)*")


@lru_cache(maxsize=20000)
def normalise(text: str) -> str:
    """Give the form of a wording in which two wordings are compared.

    Taken out: case, kinds of dashes and quotes, markup, bullets, footnote marks, the break of a hyphenated
    word, a closing colon; of a label in two scripts, the part in Chinese or Japanese. What changes the meaning
    stays: "(losses)/gains", "1 to 2 years".
    """
    if _LETTERS_ALONE.fullmatch(text):  # most labels: nothing to take out
        return " ".join(text.lower().split())
    if _CJK.search(text) and _LATIN_WORD.search(text):
        text = _CJK.sub(" ", text)
    plain = _DASHES.sub("-", _MARKUP.sub("", _GLUED_MARK.sub("", _RAISED.sub("", text)).translate(_QUOTES)))
    plain = _BULLET.sub("", plain)
    plain = _LEADING_MARK.sub("", plain)
    plain = _BULLET.sub("", _FOOTNOTE.sub("", plain))
    plain = _SPACES.sub(" ", plain.replace("*", " ").lower()).strip()
    plain = _SPLIT_HYPHEN.sub("-", plain)
    plain = re.sub(r"\s*/\s*", "/", plain)
    return plain.rstrip(" :;,.")


_CONTINUED = re.compile(r"[\s\-–—]*\(?\bcont(?:inued|['’]d|d\.?)\)?\s*$", re.IGNORECASE)


@lru_cache(maxsize=5000)
def normalise_heading(text: str) -> str:
    """Give the normal form of a heading: as a wording, without the number of the note and "(continued)"."""
    return normalise(_CONTINUED.sub("", _NOTE_NUMBER.sub("", text.strip())))
