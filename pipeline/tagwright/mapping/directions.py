"""Which way the words of a label and of a concept's name point: to more (profit, inflow) or to less (loss, outflow).

A label that points one way only ("Loss for the year") says so in words; one that points both ways ("(Loss)/profit
for the year") leaves it to brackets. The taxonomy names the positive side of a concept first (ProfitLoss,
CashFlowsFromUsedIn...), so that the first word with a direction in its name is the concept's own.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from tagwright.figures.wording import normalise


class Direction(StrEnum):
    """Where a label's words point. BOTH: it names the two sides, and the print's brackets say which."""

    MORE = "more"
    LESS = "less"
    BOTH = "both"


_MORE = frozenset(
    re.findall(
        r"\w+",
        """
        profit profits gain gains income earnings surplus generated inflow inflows provided received
        increase increases credit credits benefit benefits refund refunds refunded revenue revenues
        """,
    )
)
_LESS = frozenset(
    re.findall(
        r"\w+",
        """
        loss losses deficit deficits expense expenses cost costs charge charges used outflow outflows paid
        decrease decreases
        """,
    )
)
_EXPENSES = frozenset({"expense", "expenses", "cost", "costs", "charge", "charges", "loss", "losses"})
# Words that are part of a name and point nowhere.
_NAMES = re.compile(
    r"income tax(?:es)?|tax credits?|tax loss(?:es)?|(?:expected )?credit (?:loss(?:es)?|risk)|loss allowances?|"
    r"(?:in|through) profit (?:or|and) loss|share-?\s?based|defined benefit|employee benefits?|equity investments?"
)
# Words that point somewhere only beside their opposite, or where they name what is left over.
_LEFT_OVER = {"equity": Direction.MORE, "assets": Direction.MORE, "liabilities": Direction.LESS}
_NET = re.compile(r"^(?:total )?net (?:current )?(assets|liabilities)$")
_POSITIVE_FIRST = {"from used": "generated used", "assets liabilities": "surplus deficit"}
_KEPT = re.compile(r"^income tax (?=credit|benefit)|^tax (?=credit)")
_JOINED = re.compile(r"\b(\w+)(?:\s*/\s*|\s+(?:and|or|less)\s+)(?:\w+\s+){0,2}?(\w+)\b")
_FROM = re.compile(r"\bfrom(?=\s?/?\s?\(?used\b)|(?<=\(used in\)/)from\b|(?<=\(used in\) )from\b")
"""The other side of what is used: "Cash flows from/(used in) operating activities"."""
_WORD = re.compile(r"[a-z]+")
_SHARED = re.compile(r"\battributable\b")
_OF_NAMES = re.compile(r"[A-Z][a-z0-9]*")


@lru_cache(maxsize=10000)
def direction_of_label(label: str) -> Direction | None:
    """Tell where the words of a label point; None where they do not say."""
    plain = _FROM.sub("generated", normalise(label))
    plain = _NAMES.sub(" ", _KEPT.sub("", plain)).replace("(", " ").replace(")", " ")
    words = _WORD.findall(plain)
    if "/" in plain and {_side(word) or _LEFT_OVER.get(word) for word in words} >= {Direction.MORE, Direction.LESS}:
        return Direction.BOTH
    for first, second in _JOINED.findall(plain):
        if {_side(first), _side(second)} == {Direction.MORE, Direction.LESS}:
            return Direction.BOTH
    if net := _NET.match(plain):
        return _LEFT_OVER[net.group(1)]
    return next((side for word in words if (side := _side(word))), None)


_BRACKETED = (
    re.compile(r"\(([a-z]+)[^()]*\)\s*/?\s*([a-z]+)"),
    re.compile(r"([a-z]+)\s*/?\s*\(([a-z]+)[^()]*\)"),
    re.compile(r"([a-z]+) [a-z]+\s*/?\s*\(([a-z]+)[^()]*\)"),
)


@lru_cache(maxsize=10000)
def side_without_bracket(label: str) -> Direction | None:
    """Tell which side of a label that names two a number without brackets is on: more in "(Loss)/profit for the year".

    None where the label names one side, or does not set the other one in brackets.
    """
    plain = _FROM.sub("generated", normalise(label))
    for form, bare in zip(_BRACKETED, (2, 1, 1), strict=True):
        for found in form.finditer(plain):
            sides = _side(found[bare]), _side(found[3 - bare])
            if None not in sides and sides[0] is not sides[1]:
                return sides[0]
    return None


def direction_of_row(path: tuple[str, ...]) -> Direction | None:
    """Tell where a row points: by its own label, else by the heading that says what it is a share of."""
    if not path:
        return None
    own = direction_of_label(path[-1])
    headings = (heading for heading in reversed(path[:-1]) if shares(heading))
    return own or next((side for heading in headings if (side := direction_of_label(heading))), None)


def shares(label: str) -> bool:
    """Tell whether a label says that amounts are shares of another one, whose sign they have."""
    return bool(_SHARED.search(normalise(label)))


@lru_cache(maxsize=10000)
def names_expense(label: str) -> bool:
    """Tell a label whose words point to less because it names an expense ("Share-based payment expense")."""
    words = _WORD.findall(_NAMES.sub(" ", normalise(label)))
    return next((word in _EXPENSES for word in words if _side(word)), False)


@lru_cache(maxsize=10000)
def direction_of_concept(name: str) -> Direction | None:
    """Tell where a concept's positive values point, by its name."""
    words = _NAMES.sub(" ", " ".join(_OF_NAMES.findall(name)).lower())
    for pair, plain in _POSITIVE_FIRST.items():
        words = words.replace(pair, plain)
    return next((side for word in _WORD.findall(words) if (side := _side(word))), None)


def _side(word: str) -> Direction | None:
    if word in _MORE:
        return Direction.MORE
    return Direction.LESS if word in _LESS else None
