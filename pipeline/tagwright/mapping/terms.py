"""The terms of a label and of a concept's name, in which the two can be compared.

Two forms: ``exact_terms`` keep the words (without plural, kinds of spelling, articles and hyphens); ``broad_terms``
put one word for all that mean alike by mapping/candidates/synonyms.csv. The broad form finds candidates; what it loses
("gain" and "loss" are one) must be asked of the exact one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.figures.wording import normalise

_JOINED = re.compile(r"\b(non|long|short|right of|share) (?=current|controlling|term|financial|use|based|cash)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)|'")
_WORD = re.compile(r"[a-z0-9]+")
_NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SPELLING = re.compile(r"iz(?=e|ed|es|ing|ation)")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """
        a an and as at be been by can for from had has in into is it its of on or than that the their this through to
        was were which will with year period ended
        """,
    )
)
_NO_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=20000)
def exact_terms(label: str) -> tuple[str, ...]:
    """Give the words of a label that carry meaning, in their order: "Right-of-use assets" -> rightofuse, asset."""
    plain = _HYPHEN.sub("", _JOINED.sub(lambda match: match[0].replace(" ", ""), normalise(label)))
    return _meaning(_WORD.findall(plain))


@lru_cache(maxsize=20000)
def exact_terms_of_name(name: str) -> tuple[str, ...]:
    """Give the words of a concept's name in the form of a label's: RightofuseAssets -> rightofuse, asset."""
    return _meaning(word.lower() for word in _NAME_WORD.findall(name))


def _meaning(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(_plain(word) for word in words if word not in _EMPTY)


@cache
def _plain(word: str) -> str:
    spelt = _SPELLING.sub("is", word)
    if len(spelt) < 4 or not spelt.endswith("s") or spelt.endswith(_NO_PLURAL):
        return spelt
    if spelt.endswith("ies"):
        return f"{spelt[:-3]}y"
    return spelt[:-2] if spelt.endswith(("sses", "xes", "ches")) else spelt[:-1]


@lru_cache(maxsize=20000)
def broad_terms(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Give exact terms with one word for all that mean alike; of the same word twice in a row one is kept."""
    pattern, means = _synonyms()
    words = pattern.sub(lambda match: means[match[0]], " ".join(terms)).split()
    return tuple(word for index, word in enumerate(words) if not index or word != words[index - 1])


def synonym_terms() -> frozenset[str]:
    """Give all words that the table of synonyms has."""
    return frozenset(word for pair in _synonyms()[1].items() for words in pair for word in words.split())


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    path = data_folder("mapping") / "candidates" / "synonyms.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            means = {row["words"]: row["means"] for row in csv.DictReader(file, strict=True)}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise MappingError(
            f"The table of synonyms {path} cannot be read: {error!r}", remedy="install tagwright again, or restore it"
        ) from error
    longest_first = sorted(means, key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), means
