"""The unit of a row: what its label, the sections above it and the captions say of money, shares, amounts per share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tagwright.figures.captions import except_clause, scales_stated
from tagwright.figures.model import Measure, UnitOfMeasure
from tagwright.figures.units import (
    PER_SHARE,
    SHARES,
    currencies_in,
    currency_in,
    hundredths_in,
    plain_unit_text,
    scale_in,
    scales_in,
    unit_in,
)
from tagwright.figures.wording import normalise

_BRACKET = re.compile(r"\(([^()]*)\)")
_LAST_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
_ABBREVIATION = re.compile(r"\s*'?\s*[^\W\d_]{1,2}'?\.?\s*|[^\w\s*†‡#^]+")
_AMOUNT_OF_COINS = re.compile(r"\d[\d.,]*\s?(?:[A-Z]{2}\$?\s?)?(?:cents?|pence|sen)\b", re.IGNORECASE)
_KIND_OF_SHARE_AMOUNT = re.compile(
    r"(?=.*\b(?:basic|diluted)\b)"
    r"(?:(?:total|basic|diluted|and|from|for|continuing|discontinued|operations?|profit|loss|earnings|the|year|period)"
    r"[\s\-/,]*)+"
    r"|(?:(?:total|from|for|continuing|discontinued|operations?|the|year|period)[\s\-/,]*)+"
)
_NUMERAL = re.compile(r"[ivx]{2}", re.IGNORECASE)
_DAYS = re.compile(r"\bdays\b", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def row_unit(
    label: str,
    column: UnitOfMeasure | None,
    home: str | None = None,
    sections: tuple[str, ...] = (),
    captions: tuple[str, ...] = (),
) -> UnitOfMeasure | None:
    """Give the unit of a row: what a bracket at the end of its label says, else its words, else the column's.

    Per-share rows leave the column's scale: "Basic loss per share (RMB)" is in whole RMB under RMB'000. Their
    ``sections`` and ``captions`` (both outermost first) may say cents, and those of a number of shares its scale.
    None where a bracket may name a unit and is not understood, "(m)": it may as well be a footnote.
    """
    last = _LAST_BRACKET.search(label)
    stated = unit_in(last.group(1), home) if last else None
    if _is_per_share(label, sections) and (
        stated is None or stated.measure in (Measure.MONEY, Measure.MONEY_PER_SHARE, Measure.PURE)
    ):
        return _per_share(label, column, home, sections, captions)
    if SHARES.search(label) and "number of" in label.lower():
        return _number_of_shares(label, column, sections, captions)
    if stated is not None:
        scaled = column is not None and column.measure is Measure.MONEY and column.scale > 0
        return None if scaled and stated.measure is Measure.MONEY and stated.scale == 0 else stated
    if _DAYS.search(label) and (column is None or column.measure is Measure.PURE):
        return UnitOfMeasure(Measure.DAYS, None, 0)
    return column


def _is_per_share(label: str, sections: Sequence[str]) -> bool:
    """Tell an amount per share by its label, or by a heading over rows that just say which kind it is."""
    if PER_SHARE.search(label):
        return True
    return bool(_KIND_OF_SHARE_AMOUNT.fullmatch(normalise(label))) and any(PER_SHARE.search(text) for text in sections)


def _per_share(
    label: str, column: UnitOfMeasure | None, home: str | None, sections: Sequence[str], captions: Sequence[str]
) -> UnitOfMeasure | None:
    own = column.currency if column else None
    for text in (label, *reversed(sections)):
        if _unread_bracket(text, home):
            return None
        currency = next((c for said in _BRACKET.findall(text) if (c := currency_in(said, home))), None)
        if currency or hundredths_in(text, own) is not False:
            return _in_coins(text, currency or currency_in(text, home) or own)
    for text in reversed(captions):
        plain = _AMOUNT_OF_COINS.sub(" ", text)
        said = PER_SHARE.split(plain, maxsplit=1)[1:]
        if said and hundredths_in(said[0], own) is not False:
            return _in_coins(said[0], currency_in(said[0], home) or own)
    if column is None or not own:
        return None
    in_column = column.measure is Measure.MONEY_PER_SHARE or column.scale < 0
    return UnitOfMeasure(Measure.MONEY_PER_SHARE, own, column.scale if in_column else 0)


def _in_coins(text: str, currency: str | None) -> UnitOfMeasure | None:
    hundredths = hundredths_in(text, currency)
    if currency is None or hundredths is None:
        return None
    return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, -2 if hundredths else 0)


def _number_of_shares(
    label: str, column: UnitOfMeasure | None, sections: Sequence[str], captions: Sequence[str]
) -> UnitOfMeasure | None:
    for text in (label, *reversed(sections)):
        if _unread_bracket(text, None):
            return None
        said = " ".join(_BRACKET.findall(text)) if text != label else text
        if scales_in(said):
            scale = scale_in(said)
            return None if scale is None else UnitOfMeasure(Measure.SHARES, None, scale)
    if column is not None and column.measure is Measure.SHARES:
        return column
    for text in reversed(captions):
        stated = scales_stated(text)
        excepted = except_clause(text)
        if not stated or "share" in PER_SHARE.sub(" ", excepted).lower():
            continue
        if currencies_in(text) and not excepted:
            continue
        scale = next(iter(stated)) if len(stated) == 1 and not currencies_in(text) else None
        return None if scale is None else UnitOfMeasure(Measure.SHARES, None, scale)
    return UnitOfMeasure(Measure.SHARES, None, 0)


def _unread_bracket(text: str, home: str | None) -> bool:
    """Find a bracket that may abbreviate a unit and is not understood: "(c)", "(m)"; it may be a footnote too."""
    return any(
        _ABBREVIATION.fullmatch(said) is not None
        and not _NUMERAL.fullmatch(said)
        and unit_in(said, home) is None
        and not scales_in(said)
        and not hundredths_in(said, None)
        for said in _BRACKET.findall(plain_unit_text(text))
    )
