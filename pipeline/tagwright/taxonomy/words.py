"""The words of names, labels and queries, in which they are compared: whatever the order, capitals and plural's s."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+|\d+")
_WITHIN_A_NAME = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_EMPTY_WORDS = frozenset({"a", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_SHORTEST_PREFIX = 3


def words_in_order(text: str) -> list[str]:
    """Give the words of a text or of a name written as one word, small, without those that tell nothing."""
    words = (word.lower() for word in _WORD.findall(_WITHIN_A_NAME.sub(" ", text)))
    return [word for word in words if word not in _EMPTY_WORDS]


@lru_cache(maxsize=20000)
def words_of(text: str) -> frozenset[str]:
    """Give the words of a text without the plural's s."""
    return frozenset(_singular(word) for word in words_in_order(text))


def shared(wanted: frozenset[str], words: frozenset[str]) -> int:
    """Score how much of the wanted words is there: 2 for a word itself, 1 for a word that begins with it."""
    return sum(_likeness(word, words) for word in wanted)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST_PREFIX and word.endswith("s") and not word.endswith("ss") else word


def _likeness(wanted: str, words: frozenset[str]) -> int:
    if wanted in words:
        return 2
    long_enough = len(wanted) >= _SHORTEST_PREFIX
    return int(long_enough and any(word.startswith(wanted) for word in words))
