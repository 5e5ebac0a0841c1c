"""Units and scales as headers print them: RMB'000, HK$ million, %, RMB per share, thousand shares, days."""

from __future__ import annotations

import re

from tagwright.figures.model import Measure, UnitOfMeasure

CURRENCIES: tuple[tuple[str, str, str], ...] = (
    ("CNY", r"RMB|CNY", r"Renminbi"),
    ("HKD", r"HKD", r"HK\\?\$|HK\s?cents?\b|Hong Kong (?:dollars?|cents?)"),
    ("USD", r"USD", r"US\\?\$|US\s?cents?\b|United States dollars?|US dollars?"),
    ("AUD", r"AUD", r"AU?\\?\$|Australian (?:dollars?|cents?)"),
    ("SGD", r"SGD", r"S\\?\$|Singapore (?:dollars?|cents?)"),
    ("NZD", r"NZD", r"NZ\\?\$"),
    ("CAD", r"CAD", r"C\\?\$|Canadian dollars?"),
    ("TWD", r"TWD", r"NT\\?\$"),
    ("EUR", r"EUR", r"€|euros?\b"),
    ("GBP", r"GBP", r"£|pounds sterling"),
    ("JPY", r"JPY", r"Japanese yen|yen\b"),
    ("MYR", r"MYR|RM", r"Malaysian Ringgit"),
    ("CHF", r"CHF", r"Swiss francs?"),
    ("ZAR", r"ZAR|R(?=\s?['’]?\s?0{3}|m\b)", r"South African rands?"),
    ("INR", r"INR|Rs\.?", r"Indian rupees?"),
    ("KRW", r"KRW", r"Korean won"),
    ("SEK", r"SEK", r"Swedish kron(?:a|or)"),
    ("NOK", r"NOK", r"Norwegian kron(?:e|er)"),
    ("DKK", r"DKK", r"Danish kron(?:e|er)"),
    ("PLN", r"PLN", r"Polish zlot(?:y|ys)"),
    ("BRL", r"BRL", r"R\\?\$"),
    ("THB", r"THB", r"Thai baht"),
    ("IDR", r"IDR|Rp", r"Indonesian rupiahs?"),
    ("AED", r"AED", r"UAE dirhams?"),
    ("SAR", r"SAR", r"Saudi riyals?"),
)
"""ISO 4217 code; how it is abbreviated (case matters); symbols and names. A bare $ or ¥ says too little."""

_CURRENCY = tuple(
    (re.compile(rf"(?<![A-Za-z])(?:(?:{short})(?![A-Za-z](?!n\b))|(?i:{names}))"), code)
    for code, short, names in CURRENCIES
)
_BARE = re.compile(r"(?<![A-Za-z\\])\\?\$")
_SCALES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?<![\d,.])['’]?0{3}[,.]0{3}\b|\b(?:in\s+)?millions?\b|\bmn\b|(?<=[$€£RHB])mn?\b", re.IGNORECASE), 6),
    (re.compile(r"\bbillions?\b|\bbn\b", re.IGNORECASE), 9),
    (re.compile(r"['’]\s?0{3}s?\b|(?<![\d,.])0{3}s?\b|\b(?:in\s+)?thousands?\b", re.IGNORECASE), 3),
)
_PER_SHARE = re.compile(r"\bper\s+(?:ordinary\s+)?share\b", re.IGNORECASE)
_CENTS = re.compile(r"\bcents?\b|\bpence\b", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:number\s+of\s+(?:\w+\s+){0,3})?shares\b", re.IGNORECASE)
_DAYS = re.compile(r"\bdays\b", re.IGNORECASE)


def currency_in(text: str, home: str | None = None) -> str | None:
    """Find the one currency that a text names; None where it names none, or two.

    A bare dollar sign stands for ``home`` where that is a dollar.
    """
    codes = {code for pattern, code in _CURRENCY if pattern.search(text)}
    if not codes and _BARE.search(text) and home and home.endswith("D"):
        return home
    return codes.pop() if len(codes) == 1 else None


def scale_in(text: str) -> int | None:
    """Find the scale that a text names, as a power of ten."""
    for pattern, scale in _SCALES:
        if pattern.search(text):
            return scale
    return None


def unit_in(text: str, home: str | None = None) -> UnitOfMeasure | None:
    """Read the unit that a header cell, a caption or a bracket in a row label gives; None where it gives none."""
    scale = scale_in(text)
    currency = currency_in(text, home)
    if currency and _PER_SHARE.search(text):
        return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, -2 if _CENTS.search(text) else 0)
    if currency:
        return UnitOfMeasure(Measure.MONEY, currency, -2 if _CENTS.search(text) and scale is None else scale or 0)
    if "%" in text or re.search(r"\bper\s?cent\b", text, re.IGNORECASE):
        return UnitOfMeasure(Measure.PERCENT, None, -2)
    if _SHARES.search(text) and (scale is not None or re.search(r"\bnumber\b", text, re.IGNORECASE)):
        return UnitOfMeasure(Measure.SHARES, None, scale or 0)
    if scale is not None and re.fullmatch(
        r"[\s(]*(?:in\s+)?(?:thousands?|millions?|['’]?0{3})[\s)]*", text, re.IGNORECASE
    ):
        return UnitOfMeasure(Measure.PURE, None, scale)
    return None


def without_unit(text: str) -> str:
    """Take the words of a unit out of a header, to see what it names besides."""
    rest = text
    for pattern, _ in _CURRENCY:
        rest = pattern.sub(" ", rest)
    for scale, _ in _SCALES:
        rest = scale.sub(" ", rest)
    return (
        re.sub(r"\s+", " ", _BARE.sub(" ", rest).replace("%", " ").replace("'", " ").replace("’", " "))
        .replace("( )", "")
        .strip()
    )


def row_unit(label: str, column: UnitOfMeasure | None, home: str | None = None) -> UnitOfMeasure | None:
    """Give the unit of a row: what a bracket at the end of its label says, else its words, else the column's.

    Per-share rows leave the column's scale: "Basic loss per share (RMB)" is in whole RMB under RMB'000.
    """
    bracket = re.search(r"\(([^()]*)\)\s*$", label)
    said = bracket.group(1) if bracket else ""
    per_share = bool(_PER_SHARE.search(label))
    stated = unit_in(said, home)
    if per_share and (stated is None or stated.measure in (Measure.MONEY, Measure.MONEY_PER_SHARE)):
        currency = (stated.currency if stated else None) or (column.currency if column else None)
        scale = -2 if _CENTS.search(said) or (_CENTS.search(label) and not bracket) else 0
        return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, scale) if currency else None
    if _SHARES.search(label) and "number of" in label.lower():
        return UnitOfMeasure(Measure.SHARES, None, scale_in(said) or 0)
    if stated is not None:
        return stated
    if _DAYS.search(label) and (column is None or column.measure is Measure.PURE):
        return UnitOfMeasure(Measure.DAYS, None, 0)
    return column
