"""Which wordings mean the same: evened out in code, then by the synonyms of mapping/synonyms.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, ValidationError

from tagwright.data import data_folder
from tagwright.figures.variants import levelled
from tagwright.mapping.finding import mapping_error
from tagwright.mapping.schema_errors import schema_findings
from tagwright.mapping.yaml_source import read_yaml

SYNONYMS = "synonyms.yaml"


class SynonymFile(BaseModel):
    """mapping/synonyms.yaml: groups of words or phrases, the first of which stands for the others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    synonyms: list[list[str]]


@dataclass(frozen=True, slots=True)
class _Pass:
    """Phrases that are replaced in one go, the longest first."""

    pattern: re.Pattern[str]
    instead: Mapping[str, str]

    def over(self, text: str) -> str:
        return self.pattern.sub(lambda found: self.instead[found.group()], text)


@cache
def _passes() -> tuple[_Pass, ...]:
    """Read the synonyms: single words first, then phrases, twice, as one phrase may complete another.

    Raises MappingError where the file is not as the schema wants it.
    """
    source = read_yaml(data_folder("mapping") / SYNONYMS, f"mapping/{SYNONYMS}")
    try:
        groups = SynonymFile.model_validate(source.content).synonyms
    except ValidationError as error:
        raise mapping_error(schema_findings(error, source, SynonymFile)) from error
    words = _pass_of(_single(groups))
    phrases = _pass_of(_pairs([[words.over(levelled(phrase)) for phrase in group] for group in groups]))
    return words, phrases, phrases


def _single(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    return {
        levelled(other): levelled(group[0])
        for group in groups
        for other in group[1:]
        if " " not in other and " " not in group[0]
    }


def _pairs(groups: Iterable[Sequence[str]]) -> dict[str, str]:
    return {other: group[0] for group in groups for other in group[1:] if other != group[0]}


def _pass_of(instead: Mapping[str, str]) -> _Pass:
    longest_first = sorted(instead, key=lambda phrase: (-len(phrase), phrase))
    return _Pass(re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)"), instead)


_NAMED_OWNER = re.compile(
    r"\b(attributable to owner|attributable to|dividend paid to owner) of (?!non controlling)(?:\S+\s?){1,8}$"
)
_NAMED_HOLDER = re.compile(
    r"^(owner|shareholder|stockholder|equity holder|equity shareholder|equity owner|ordinary shareholder|member)"
    r" of (?!non controlling|ordinary|preference|preferred|hybrid|other|subsidiary|associate)(?:\S+\s?){1,6}$"
)


@lru_cache(maxsize=20000)
def alike(text: str) -> str:
    """Give the form that wordings of one meaning have in common."""
    plain = levelled(text)
    for once in _passes():
        plain = once.over(plain)
    return _NAMED_HOLDER.sub(r"\1", _NAMED_OWNER.sub(r"\1", plain))
