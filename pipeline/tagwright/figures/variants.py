"""One form for the many spellings of a wording: plurals, hyphens, British and American, "(loss)/profit".

Two forms are made of a wording. ``folded`` takes out what never changes the meaning, so that rules need not list
it. ``levelled`` goes on: it takes a word for its opposite where a statement prints the one or the other by the
year's result ("Profit for the year", "Loss for the year"), and is for a concept that has both signs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tagwright.figures.wording import normalise

# The opposites between which a label leaves the choice to the sign of its number.
_OPPOSITES = (
    {"profit", "loss"},
    {"profits", "losses"},
    {"profit", "losses"},
    {"profits", "loss"},
    {"gain", "loss"},
    {"gains", "losses"},
    {"gains", "loss"},
    {"gain", "losses"},
    {"surplus", "deficit"},
    {"surplus", "loss"},
    {"income", "loss"},
    {"income", "losses"},
    {"earnings", "loss"},
    {"earnings", "losses"},
    {"increase", "decrease"},
    {"increases", "decreases"},
    {"income", "expense"},
    {"income", "expenses"},
    {"income", "cost"},
    {"income", "costs"},
    {"income", "charge"},
    {"income", "charges"},
    {"expense", "credit"},
    {"expenses", "credit"},
    {"charge", "credit"},
    {"charges", "credits"},
    {"expense", "benefit"},
    {"benefit", "provision"},
    {"expense", "recovery"},
    {"paid", "refunded"},
    {"paid", "refund"},
    {"paid", "received"},
    {"paid", "recovered"},
    {"paid", "reclaimed"},
    {"received", "refunded"},
    {"used", "generated"},
    {"used", "from"},
    {"inflow", "outflow"},
    {"inflows", "outflows"},
    {"asset", "liability"},
    {"assets", "liabilities"},
    {"receivable", "payable"},
    {"impairment", "reversal"},
    {"equity", "deficit"},
    {"equity", "deficits"},
    {"equity", "deficiency"},
)
_SPELLINGS = {
    "colour": "color", "labour": "labor", "favour": "favor", "centre": "center", "programme": "program",
    "licence": "license", "cheque": "check", "judgement": "judgment", "ageing": "aging", "fulfilment": "fulfillment",
    "instalment": "installment", "liabilty": "liability", "liabilties": "liability", "liabilites": "liability",
    "noncurrent": "non current", "longterm": "long term", "shortterm": "short term", "cashflow": "cash flow",
    "noncontrolling": "non controlling", "prepayed": "prepaid", "joint-venture": "joint venture", "fv": "fair value",
    "writedown": "write down", "writeoff": "write off", "pretax": "pre tax", "goodwills": "goodwill",
    "travelling": "traveling", "cancelled": "canceled", "labelling": "labeling", "modelling": "modeling",
    "fvtpl": "fair value through profit or loss", "fvpl": "fair value through profit or loss",
    "fvtoci": "fair value through other comprehensive income", "fvoci": "fair value through other comprehensive income",
    "oci": "other comprehensive income", "ppe": "property plant and equipment", "eps": "earning per share",
}  # fmt: skip
_KEPT = frozenset({"basis", "analysis", "series", "business", "gas", "plus", "surplus", "bonus", "previous", "various",
                   "onerous", "process", "excess", "access", "less", "loss", "its", "as", "is", "was", "news", "gross",
                   "progress", "address", "us", "this", "thus", "versus", "status"})  # fmt: skip
_IDLE = frozenset({"the", "a", "an", "our", "its"})

_MARK = re.compile(r"\[\s*\w{1,3}\s*\]|\(\s*[a-z]\s*\)|\(\s*(?:see )?notes?\b[^)]*\)")
_PERIOD = (
    r"(?:(?:current|financial|fiscal|reporting|accounting|interim|half|half-|three|six|nine|twelve|\d{1,2})[ -]?)*"
    r"(?:years?|periods?|half-?year|months?(?:'s?)?|weeks?|quarter)"
)
_OF_PERIOD = re.compile(
    rf"[,\s]*\b(?:for|during|in|of) (?:the )?{_PERIOD}(?: (?:then )?end(?:ed|ing))?"
    r"(?: (?:on )?\d{1,2} [a-z]+(?: \d{4})?)?(?![\w-])"
)
_OPENING = re.compile(
    rf"[,\s]*\b(?:as )?(?:at |of |from )?(?:the )?(?:beginning|start|commencement|opening) of (?:the )?{_PERIOD}"
    r"(?![\w-])"
)
_CLOSING = re.compile(rf"[,\s]*\b(?:as )?(?:at |of )?(?:the )?(?:end|close|closing) of (?:the )?{_PERIOD}(?![\w-])")
_UNIT = re.compile(
    r"\s*[(,-]?\s*\b(?:expressed |in )?(?:in )?(?:currency units?"
    r"|(?:rmb|hk\$|us\$|a\$|nz\$|c\$|s\$|eur|usd|gbp|aud|zar|chf|rm|rs\.?|inr|sek|nok|dkk)"
    r"(?:'000| thousand| million)?(?: cents?)?|[€£$¥]|cents?|pence|sen|fen|euros?|dollars?|renminbi|yuan|rands?|'000"
    r"|thousands?)(?: per (?:ordinary )?share)?\s*\)?$"
)
_COMPANY = re.compile(r"\bof (?:the )?(?:company|group|parent company|parent entity|parent)\b(?!'s)")
_AND_OR = re.compile(r"\s*&\s*|\s+and/or\s+")
_RECEIVED = re.compile(r"(?<=\(used in\)/)received from\b|\breceived from(?=/\(used in\))")
"""What stands beside "used in" is generated, whatever it is called."""
_PREPOSITIONS = re.compile(r"\b(used|generated|provided|derived|utilised|utilized|absorbed) (?:in|for|by|from)\b")
_PAIRS = (
    re.compile(r"\(([a-z]+)\)\s*/?\s*([a-z]+)\b"),
    re.compile(r"\b([a-z]+)\s*/\s*\(?([a-z]+)\b\)?"),
    re.compile(r"\b([a-z]+)\s+\(([a-z]+)\)"),
)
_PUNCTUATION = re.compile(r"[;:\"()\[\]-]|(?<!\d)[./]|[./](?!\d)")
_WORD = re.compile(r"[^\s]+")
_LETTERS_ALONE = re.compile(r"[a-z ]*")
_GENERATED = {
    "provided": "generated",
    "derived": "generated",
    "utilised": "used",
    "utilized": "used",
    "absorbed": "used",
}
_IZE = re.compile(r"(?<=[a-z]{3})iz(?=ation|ed$|ing$|e$|es$)")


@lru_cache(maxsize=20000)
def folded(text: str) -> str:
    """Give the form of a wording without what never changes its meaning.

    Besides what ``normalise`` takes out: number (plural), hyphens and commas, articles, spellings, the words that
    say "for the year", "of the Company", a closing unit. "(Loss)/profit" and "profit (loss)" become one.
    """
    return " ".join(folded_words(text.replace(",", " "))).replace("profit and loss", "profit or loss")


@lru_cache(maxsize=20000)
def folded_words(text: str) -> tuple[str, ...]:
    """Give the words of a label as ``folded`` has them, commas kept: they part the items of a list from one another."""
    plain = _MARK.sub(" ", normalise(text)).replace("'s", "").replace("'", "").strip()
    plain = _UNIT.sub("", plain) or plain
    plain = _CLOSING.sub(" at closing", _OPENING.sub(" at opening", plain))
    plain = _OF_PERIOD.sub(" ", plain).strip() or plain
    plain = _COMPANY.sub(" ", plain).strip() or plain
    plain = _RECEIVED.sub("generated from", plain)
    plain = _PREPOSITIONS.sub(lambda found: _GENERATED.get(found[1], found[1]), _AND_OR.sub(" and ", plain))
    if not _LETTERS_ALONE.fullmatch(plain):
        for pair in _PAIRS:
            plain = pair.sub(_paired, plain)
        plain = _PUNCTUATION.sub(" ", plain)
    words = _WORD.findall(plain)
    return tuple(form for word in words if word not in _IDLE for form in _comma_kept(word))


@lru_cache(maxsize=20000)
def _comma_kept(word: str) -> tuple[str, ...]:
    bare = word.rstrip(",")
    forms = _singular(bare).split()
    return (*forms[:-1], forms[-1] + word[len(bare) :]) if forms else ()


def _paired(found: re.Match[str]) -> str:
    first, second = (_GENERATED.get(word, word) for word in found.groups())
    if {first, second} in _OPPOSITES:
        return " ".join(["", "~".join(sorted((_singular(first), _singular(second)))), ""])
    return found.group()


def _singular(word: str) -> str:
    """Give the form in which plural and singular, British and American are one; not always a word of English."""
    word = _IZE.sub("is", _SPELLINGS.get(word, word))
    if len(word) <= 3 or word in _KEPT or " " in word or not word.endswith("s") or word.endswith("ss"):
        return _SPELLINGS.get(word, word)
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("xes", "x")):
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    single = word[:-1]
    return _SPELLINGS.get(single, single)


_RESULT = re.compile(
    r"\b(?:profit|loss|gain|surplus|deficit|earning)(?:~(?:profit|loss|gain|surplus|deficit|earning))?\b|\b(?:income~loss)\b"
)
_RESULTS = re.compile(r"\bresult(?: (?:and|or|less) result)\b")
_COMPREHENSIVE = re.compile(r"\bcomprehensive (?:income~loss|loss|expense~income|expense)\b")
_CHANGE = re.compile(
    r"\b(?:decrease~increase|increase|decrease|change|movement)\b(?: (?:and|or|in) (?:increase|decrease))?"
)
_TAX = re.compile(
    r"\btax (?:expense|credit|charge|benefit|income|provision|recovery)(?:~[a-z]+)?(?! (?:risk|loss|facility))\b"
)
_TAX_PAID = re.compile(r"\btax (?:paid|refunded|refund|received|recovered|payment)(?:~[a-z]+)?\b")
_CASH = re.compile(
    r"\bcash(?: (?:flow|inflow|outflow|inflow~outflow|generated|used|from|to|in|by|from~used|generated~used|resulting"
    r"|arising|expended))+"
    r"(?= (?:the )?(?:operating|investing|investment|financing|operation))"
)
_FAIR = re.compile(r"\bfair value (?:through profit or loss|through other comprehensive income)\b")
_NET_LAST = re.compile(r"^(.*\S)\s+net$")


@lru_cache(maxsize=20000)
def levelled(text: str) -> str:
    """Give the form of a wording that "Profit for the year" and "Loss for the year" have in common.

    "X, net" becomes "net X". A concept that is never negative must not be taken on the ground of this form alone.
    """
    plain = folded(text)
    if last := _NET_LAST.match(plain):
        plain = f"net {last[1]}"
    kept = dict(zip("\x01\x02", sorted(set(_FAIR.findall(plain))), strict=False))
    for mark, phrase in kept.items():
        plain = plain.replace(phrase, mark)
    plain = _TAX_PAID.sub("tax paid", _TAX.sub("tax expense", plain))
    plain = _COMPREHENSIVE.sub("comprehensive income", plain)
    plain = _RESULTS.sub("result", _RESULT.sub("result", plain))
    plain = _CASH.sub("cash from", _CHANGE.sub("change", plain))
    for mark, phrase in kept.items():
        plain = plain.replace(mark, phrase)
    return " ".join(plain.split())
