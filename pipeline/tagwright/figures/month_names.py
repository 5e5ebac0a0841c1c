"""The names of months, in English and in other languages of statements."""

from __future__ import annotations

import re

ENGLISH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_OTHERS = (
    "januar jänner januari janvier janv enero gennaio janeiro stycznia",
    "februar februari février févr fevrier febrero febbraio fevereiro lutego",
    "märz mär mrz maerz mars marts maart marzo março marca",
    "avril avr abril aprile kwietnia",
    "mai maj mei mayo maggio maio maja",
    "juni juin junio giugno junho czerwca",
    "juli juillet juil julio luglio julho lipca",
    "augusti augustus août aout agosto sierpnia",
    "septembre septiembre setiembre settembre setembro września",
    "oktober okt octobre octubre ottobre outubro października",
    "novembre noviembre novembro listopada",
    "dezember dez desember décembre decembre déc diciembre dicembre dezembro grudnia",
)
_NUMBERS = {name: number for number, names in enumerate(_OTHERS, start=1) for name in names.split()}
_ENGLISH_STARTS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
OTHERS = "|".join(sorted(_NUMBERS, key=lambda name: (-len(name), name)))
"""Names that are not English, the longest first, so that none hides another one."""
MONTH_RANGE = re.compile(
    rf"\b(?P<first>{ENGLISH}|{OTHERS})\.?\s*(?:to|until|through|bis|[-–—])\s*(?P<last>{ENGLISH}|{OTHERS})\.?,?"
    r"\s+(?P<y>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
"""A period from one month to another of a year ("January to June 2021")."""


def month_number(name: str) -> int:
    """Give the number of a month that is named in full or by its usual beginning. Raises ``KeyError`` for no month."""
    plain = name.lower()
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    return {start: number for number, start in enumerate(_ENGLISH_STARTS, start=1)}[plain[:3]]
