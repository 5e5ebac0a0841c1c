"""Row labels: wrapped ones are joined, squeezed ones taken apart, headings told from lines.

A ``Vocabulary`` holds the wordings that rows can have. Conversion from PDF lets a label run on over rows
("Share of losses of investments accounted for" | "using the equity method") and puts the beginning of the next
label into a row's cell; numbers then belong to the wording that ends in their row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from tagwright.figures.wording import normalise

_LONGEST_LABEL = 300
"""Words. Twenty long labels squeezed into one cell are half of this; beyond it stands no label."""


class Part(StrEnum):
    """What a piece of a label cell is."""

    LINE = "line"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Piece:
    """A known wording found in a label, with the spelling to show."""

    part: Part
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A label cell taken apart: its whole pieces, and the words of one that the next row goes on with."""

    pieces: tuple[Piece, ...]
    tail: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The labels of lines among the pieces."""
        return tuple(piece.label for piece in self.pieces if piece.part is Part.LINE)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in normalise(text).split() if word != "-")


@dataclass(frozen=True)
class Vocabulary:
    """The wordings of lines and of headings, each with the spelling to show, by normal form."""

    lines: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[str], headings: Iterable[str] = ()) -> Vocabulary:
        """Build a vocabulary from wordings as a mapping spells them."""
        return cls(
            {normalise(text): text for text in reversed(list(lines))},
            {normalise(text): text for text in reversed(list(headings))},
        )

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[tuple[tuple[str, ...], Piece], ...]]:
        table: dict[str, dict[tuple[str, ...], Piece]] = {}
        for part, wordings in ((Part.HEADING, self.headings), (Part.LINE, self.lines)):
            for normal, spelling in wordings.items():
                words = _words(normal)
                if words:
                    table.setdefault(words[0], {})[words] = Piece(part, spelling)
        return {first: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for first, found in table.items()}

    def read(self, text: str, following: str = "") -> Reading | None:
        """Take a label apart into known wordings, in the fewest pieces; None where that leaves words over.

        The last words may begin a wording that ``following``, the next row's label, goes on with.
        """
        words = _words(text)
        if not words or len(words) > _LONGEST_LABEL:
            return None
        after = _words(following)
        found = self._split(words, after, {})
        if found is None and (apart := _at_capitals(text)) != text:
            found = self._split(_words(apart), after, {})
        return found

    def with_closing_heading(self, reading: Reading, count: int) -> Reading:
        """Take the last piece for the heading of the next rows where a row has one number less than lines.

        Only a wording that is known both as a line and as a heading can be meant so.
        """
        last = reading.pieces[-1] if reading.pieces else None
        if last is None or len(reading.lines) != count + 1 or normalise(last.label) not in self.headings:
            return reading
        return Reading((*reading.pieces[:-1], Piece(Part.HEADING, last.label)), reading.tail)

    def _split(
        self, words: tuple[str, ...], after: tuple[str, ...], seen: dict[tuple[str, ...], Reading | None]
    ) -> Reading | None:
        if not words:
            return Reading(())
        if words in seen:
            return seen[words]
        best: Reading | None = None
        for wording, piece in self._by_first_word.get(words[0], ()):
            rest: Reading | None = None
            if words[: len(wording)] == wording:
                rest = self._split(words[len(wording) :], after, seen)
                candidate = Reading((piece, *rest.pieces), rest.tail) if rest is not None else None
            elif _goes_on(wording, words, after):
                candidate = Reading((), " ".join(words))
            else:
                candidate = None
            if candidate is not None and (best is None or _cost(candidate) < _cost(best)):
                best = candidate
        seen[words] = best
        return best


def _cost(reading: Reading) -> int:
    return len(reading.pieces) + (1 if reading.tail else 0)


def _goes_on(wording: tuple[str, ...], words: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Tell whether words begin a wording and the next row's label goes on with its rest, or a part of that rest.

    The last word may be cut at a hyphen: "share-" | "based compensation".
    """
    if after and words[-1].endswith("-"):
        words, after = (*words[:-1], words[-1] + after[0]), after[1:]
        if wording[: len(words)] == words:
            return after[: len(wording) - len(words)] == wording[len(words) :][: len(after)]
        return False
    rest = wording[len(words) :]
    common = min(len(rest), len(after))
    return wording[: len(words)] == words and common > 0 and rest[:common] == after[:common]


def _at_capitals(text: str) -> str:
    """Put a space where two labels were run together: "Third partiesRelated parties"."""
    return re.sub(r"(?<=[a-z)])(?=[A-Z][a-z])", " ", text)


_UNFINISHED = re.compile(r"(?:[,\-–/]|\b(?:and|or|of|for|the|to|in|on|by|at|with|from|through|attributable))\s*$", re.I)


def wraps(label: str, following: str) -> bool:
    """Tell, without a vocabulary, whether a label without numbers goes on in the next row's."""
    next_text = following.strip().lstrip("(")
    if label.rstrip().endswith(":") or not next_text:
        return False
    return next_text[:1].islower() or bool(_UNFINISHED.search(label.strip()))
