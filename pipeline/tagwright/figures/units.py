"""Units and scales as headers print them: RMB'000, HK$ million, %, RMB per share, thousand shares, days."""

from __future__ import annotations

import re
from functools import lru_cache

from tagwright.figures.model import Measure, UnitOfMeasure

CURRENCIES: tuple[tuple[str, str, str], ...] = (
    ("CNY", r"RMB|Rmb|CNY", r"Renminbi|人民[幣币]元?"),
    ("HKD", r"HKD", r"HK\s?\\?\$|HK\s?cents?\b|Hong Kong (?:dollars?|cents?)|港[元幣币仙]"),
    ("USD", r"USD", r"U\.?S\.?\s?\\?\$|US\s?cents?\b|United States dollars?|U\.?S\.? dollars?|美[元仙分]"),
    ("AUD", r"AUD", r"AU?\\?\$|Australian (?:dollars?|cents?)"),
    ("SGD", r"SGD", r"S\\?\$|Singapore (?:dollars?|cents?)"),
    ("NZD", r"NZD", r"NZ\s?\\?\$"),
    ("CAD", r"CAD", r"C\\?\$|Canadian dollars?"),
    ("TWD", r"TWD", r"NT\s?\\?\$|新[台臺][幣币]"),
    ("EUR", r"EUR", r"€|euros?\b"),
    ("GBP", r"GBP", r"£|pounds sterling"),
    ("JPY", r"JPY", r"Japanese yen|yen\b|日?[円圓]"),
    ("MYR", r"MYR|RM", r"Malaysian Ringgit"),
    ("CHF", r"CHF", r"Swiss francs?"),
    ("ZAR", r"ZAR|R(?=\s?'?\s?(?:0{3}|mn?\b|bn\b|[mb]illion|thousand|\x00))", r"South African rands?"),
    ("INR", r"INR|Rs\.?", r"₹|Indian rupees?"),
    ("KRW", r"KRW", r"Korean won|(?<=[천만억])\s?원"),
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

_SHORT_SCALES = {"k": 3, "thou": 3, "thsd": 3, "th": 3, "ths": 3, "m": 6, "mn": 6, "mm": 6, "bn": 9, "bil": 9}
_SHORT_SCALES |= {"mil": 6, "mill": 6}
"""Abbreviations that are a scale right after a currency only ("EUR m", "£'m", "RMBbn")."""
_SHORT = r"(?:k|K|[Tt]hou|[Tt]hsd|[Tt]hs?|m|M|mn|Mn|MN|mm|MM|mill?|Mill?|bn|Bn|BN|bil|Bil)(?![A-Za-z'])"
_MIL = {"BRL": frozenset({3}), "EUR": frozenset({3, 6})}
"""What "mil" may be after currencies where it is no million: a thousand in Portuguese; of the euro it may be either."""
_PREFIXES = {"T": 3, "t": 3, "k": 3, "K": 3, "m": 6, "M": 6}
_CURRENCY = tuple(
    (
        re.compile(
            rf"(?:(?<![A-Za-z])|(?<=[a-z]{{3}})(?=[€£]|[A-Z]{{1,3}}\$?'000))(?:(?P<prefix>[TtkKmM])\s?(?=[€£]|[A-Z]{{3}}(?![A-Za-z])))?"
            rf"(?:(?:{short})(?!(?!{_SHORT})[A-Za-z])|(?i:{names}))(?:\s?\(?\s?'?\s?(?P<scale>{_SHORT})\.?)?"
        ),
        code,
    )
    for code, short, names in CURRENCIES
)
_BEHIND = rf"(?:\s?\(?\s?'?\s?(?P<scale>{_SHORT})\.?)?"
_BARE = (
    (re.compile(rf"(?<![A-Za-z\\])\\?\${_BEHIND}"), re.compile("..D")),
    (re.compile(rf"[¥￥]{_BEHIND}"), re.compile("CNY|JPY")),
    (re.compile(r"(?<![A-Za-z])(?P<prefix>[TtkKmM]?)[Kk]r(?![A-Za-z])\.?"), re.compile("SEK|NOK|DKK|ISK")),
    (
        re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[千仟百十萬万億亿]))元(?![\u4e00-\u9fff])"),
        re.compile("CNY|HKD|TWD|MOP"),
    ),
)
"""Signs of several currencies, and the codes of those: such a sign stands for the home currency where it is one."""
_SCALES: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:百[万萬]元|百[万萬](?=[円圓港美]|$))"), 6),
    (re.compile(r"(?:[億亿]元|[億亿](?=[円圓港美]|$))"), 8),
    (re.compile(r"(?:[千仟]元|[千仟](?=[円圓港美]|$))"), 3),
    (re.compile("십억\\s?원"), 9),
    (re.compile("백만\\s?원"), 6),
    (re.compile("천\\s?원"), 3),
    (re.compile(r"(?:[万萬]元|[万萬](?=[円圓港美]|$))"), 4),
    (re.compile(r"\bmil(?:es)?\s+(?:de\s+)?millones\b|\bmilliards?\b|\bmilliarden\b|\bmilliarder\b", re.IGNORECASE), 9),
    (re.compile(r"\bmiliardi\b|\bmiljard(?:en|er)?\b|\bbilh[õo]es\b", re.IGNORECASE), 9),
    (re.compile(r"\bmillionen\b|\bmillones\b|\bmilioni\b|\bmilh[õo]es\b|\bmiljo(?:en(?:en)?|ner)\b", re.IGNORECASE), 6),
    (re.compile(r"\bmillioner\b|\bmilj\.?(?!\w)|\bmilion(?:y|ach|ów)\b", re.IGNORECASE), 6),
    (re.compile(r"\bmilliers?\b|\btausend(?:en)?\b|\bmiles\s+de\b|\bmigliaia\b|\bmilhares\b", re.IGNORECASE), 3),
    (
        re.compile(
            r"\bduizend(?:en)?\b|\btusen(?:tal)?\b|\btusind\b|\btysi[ąa]c(?:e|ach|y)\b|\btys\.?(?!\w)", re.IGNORECASE
        ),
        3,
    ),
    (re.compile(r"\btis[íi]c\w*|\btiso[čc]\w*|\btisu[ćc]\w*|\btuh(?:at|ans|and)\w*|\btūkst\w*", re.IGNORECASE), 3),
    (re.compile(r"\bezer\b|\bmii\b|\bχιλιάδες\b|\bтыс(?:яч\w*)?\b", re.IGNORECASE), 3),
    (re.compile(r"\bx\s?1[,. ]?0{3}[,. ]?0{3}\b", re.IGNORECASE), 6),
    (re.compile(r"\bx\s?1[,. ]?0{3}\b(?![,.\d])", re.IGNORECASE), 3),
    (
        re.compile(
            r"(?<![\d,.])'?0{3}[,. ]0{3}\b|'?\b(?:in\s+)?millions?\b|\bmn\b|\bmio\b|\bmln\b|\bmill\b\.?", re.IGNORECASE
        ),
        6,
    ),
    (re.compile(r"'?\bbillions?\b|\bbn\b|\bbln\b|\bmrd\b|\bmia\b", re.IGNORECASE), 9),
    (re.compile(r"\btrillions?\b", re.IGNORECASE), 12),
    (re.compile(r"\bcrores?\b", re.IGNORECASE), 7),
    (re.compile(r"\blakhs?\b", re.IGNORECASE), 5),
    (re.compile(r"'\s?0{3}(?:'?s)?\b|(?<![\d,.])0{3}(?:'?s)?\b|\b(?:in\s+)?thousands?\b|\btsd\b", re.IGNORECASE), 3),
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘´`ʼ′", "'"))
_MARKUP = re.compile(r"</?\w{1,10}>")
_UNIT = "\x00"
_DAMAGE = re.compile(
    rf"{_UNIT}[\s(\[,./]*(?:'|[0Oo]{{2,}}\b|(?!(?i:in|as|at|of|to|or|on|by|is)\b)(?![\u3400-\u9fff])[^\W\d_]{{1,2}}(?!\w)|[^\W\d_]{{1,4}}\."
    r"|(?!(?:19|20)\d{2}\b|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]|\d\d?[./-]\d\d?[./-]\d|\d\d?\s+(?:months|weeks)\b)\d)"
    rf"|\b[^\W\d_]{{1,4}}\.\s*{_UNIT}|\b(?i:mil|miles|tis|tys|[tkm])\s+(?:(?i:de)\s+|d')?{_UNIT}"
)
"""What after a currency may be a scale and is not understood: RMB'00, RMB 1,000, EUR x. Years and dates are none."""
_GLUED = re.compile(rf"{_UNIT}(?:'|[\dA-Za-z])")
_MULTIPLIED = re.compile(rf"(?<![\d,.])1[0,.]+\s*{_UNIT}|(?i:\b(?:tens?|hundreds?)\s+(?:of\s+)?){_UNIT}")
EXCEPT = re.compile(r"\b(?:except|excluding|other than|unless|apart from)\b", re.IGNORECASE)
PER_SHARE = re.compile(
    r"\bper\s+(?:\w+\s+){0,2}share\b|\bEPS\b|\bje\s+(?:\w+\s+){0,2}\w*aktie\b|\bpar\s+action\b|\bpor\s+acci[oó]n\b"
    r"|\bper\s+azione\b|\bper\s+(?:gewoon\s+)?aandeel\b|\bpor\s+a[cç][cç]?[aã]o\b|\bper\s+aktie\b|每股|株当たり",
    re.IGNORECASE,
)
SHARES = re.compile(r"\b(?:number\s+of\s+(?:\w+\s+){0,3})?shares\b", re.IGNORECASE)
_COINS: tuple[tuple[re.Pattern[str], frozenset[str] | None], ...] = (
    (re.compile(r"\bcents?\b|¢|\bcps\b|[港美]仙|(?<=[幣币美])分|(?<![^\s(（])[仙分](?![^\s)）])", re.IGNORECASE), None),
    (re.compile(r"\bpence\b|\bpenny\b", re.IGNORECASE), frozenset({"GBP"})),
    (re.compile(r"\bsen\b", re.IGNORECASE), frozenset({"MYR", "IDR"})),
)
"""Names of hundredths of a currency; None where many currencies have them."""
_COIN_OF_CELL = re.compile(r"\W*(?:p|pence|penny|c|cps|cents?|¢|sen)\.?\W*", re.IGNORECASE)
_COIN_ALONE = re.compile(r"\W*(?:cents?|pence|sen|¢)\W*", re.IGNORECASE)


_KEPT = 20_000
"""How many texts each question is remembered for: the same words head many columns and stand in many labels."""


def plain_unit_text(text: str) -> str:
    """Give a text with one kind of apostrophe and without the markup of fonts."""
    return _MARKUP.sub("", text).translate(_APOSTROPHES)


@lru_cache(maxsize=_KEPT)
def currencies_in(text: str, home: str | None = None) -> frozenset[str]:
    """Find all currencies that a text names. A bare dollar sign, ¥, kr or 元 stands for ``home`` where that is one."""
    plain = plain_unit_text(text)
    codes = frozenset(code for pattern, code in _CURRENCY if pattern.search(plain))
    if not codes and home and any(homes.fullmatch(home) and sign.search(plain) for sign, homes in _BARE):
        return frozenset({home})
    return codes


def currency_in(text: str, home: str | None = None) -> str | None:
    """Find the one currency that a text names; None where it names none, or two."""
    codes = currencies_in(text, home)
    return next(iter(codes)) if len(codes) == 1 else None


def scales_in(text: str) -> frozenset[int]:
    """Find all scales that a text names, as powers of ten."""
    return _marked(text)[1]


def scale_in(text: str) -> int | None:
    """Find the scale that a text names, as a power of ten; None where it names none, or two."""
    scales = scales_in(text)
    return next(iter(scales)) if len(scales) == 1 else None


def marked_units(text: str) -> str:
    """Put the character NUL in the place of each currency and scale of a text."""
    return _marked(text)[0]


@lru_cache(maxsize=_KEPT)
def _marked(text: str) -> tuple[str, frozenset[int]]:
    rest, scales = plain_unit_text(text), set()
    for pattern, scale in _SCALES:
        rest, count = pattern.subn(_UNIT, rest)
        scales |= {scale} if count else set()
    for pattern, code in (*_CURRENCY, *((sign, "") for sign, _ in _BARE)):
        for match in pattern.finditer(rest):
            found = match.groupdict()
            said = (found.get("scale") or "").lower()
            scales |= _MIL[code] if said == "mil" and code in _MIL else {_SHORT_SCALES[said]} if said else set()
            scales |= {_PREFIXES[found["prefix"]]} if found.get("prefix") else set()
        rest = pattern.sub(_UNIT, rest)
    return rest, frozenset(scales)


def names_coin(text: str) -> bool:
    """Tell a header cell that names but the hundredth of a currency ("Cents")."""
    return bool(_COIN_ALONE.fullmatch(text))


@lru_cache(maxsize=_KEPT)
def hundredths_in(text: str, currency: str | None) -> bool | None:
    """Say whether a text names the hundredth of a currency; None where the coin that it names is another one's."""
    named = [currencies for pattern, currencies in _COINS if pattern.search(text)]
    if not named:
        return False
    return True if all(currencies is None or currency in currencies for currencies in named) else None


def coin_in_cell(words: str, currency: str | None) -> bool:
    """Tell whether all that a cell prints beside its amount is the hundredth of a currency ("19.1p")."""
    if not _COIN_OF_CELL.fullmatch(words):
        return False
    return currency is None or currency == "GBP" or "p" not in words.lower() or "cps" in words.lower()


@lru_cache(maxsize=_KEPT)
def unit_in(text: str, home: str | None = None) -> UnitOfMeasure | None:
    """Read the unit that a header cell, a caption or a bracket in a row label gives.

    None where it gives none, and where something beside a currency may be a scale that is not understood.
    """
    text = EXCEPT.split(text)[0]
    rest, scales = _marked(text)
    currency = currency_in(text, home)
    hundredths = hundredths_in(text, currency)
    if currency and (len(scales) > 1 or hundredths is None or _damaged(rest, scales)):
        return None
    scale = next(iter(scales)) if len(scales) == 1 else None
    if not currency and home and names_coin(text) and hundredths_in(text, home):
        return UnitOfMeasure(Measure.MONEY, home, -2)
    if currency and PER_SHARE.search(text):
        return UnitOfMeasure(Measure.MONEY_PER_SHARE, currency, -2 if hundredths else 0)
    if currency:
        return UnitOfMeasure(Measure.MONEY, currency, -2 if hundredths and scale is None else scale or 0)
    if "%" in text or re.search(r"\bper\s?cent\b", text, re.IGNORECASE):
        return UnitOfMeasure(Measure.PERCENT, None, -2)
    if SHARES.search(text) and (scale is not None or re.search(r"\bnumber\b", text, re.IGNORECASE)):
        return UnitOfMeasure(Measure.SHARES, None, scale or 0)
    if (
        scale is not None
        and not any(sign.search(text) for sign, _ in _BARE[:3])
        and re.fullmatch(rf"[\s(]*(?:in\s+)?{_UNIT}[\s)]*", rest)
    ):
        return UnitOfMeasure(Measure.PURE, None, scale)
    return None


def contradicts_unit(words: str, unit: UnitOfMeasure) -> bool:
    """Tell whether the words in an amount's own cell name another currency or scale than the unit of its column."""
    currencies, scales = currencies_in(words, unit.currency), scales_in(words)
    foreign = not currencies and any(sign.search(words) for sign, _ in _BARE)
    coin = hundredths_in(words, unit.currency) is not False or _COIN_OF_CELL.fullmatch(words) is not None
    other_coin = coin and unit.scale != -2
    return bool(currencies - {unit.currency} or scales - {unit.scale} or foreign or other_coin)


def _damaged(marked: str, scales: frozenset[int]) -> bool:
    return bool((_GLUED if scales else _DAMAGE).search(marked) or _MULTIPLIED.search(marked))


def without_unit(text: str) -> str:
    """Take the words of a unit out of a header, to see what it names besides."""
    rest = marked_units(text).replace(_UNIT, " ").replace("%", " ").replace("'", " ")
    return re.sub(r"\s+", " ", rest).replace("( )", "").strip()
