"""Row labels: wrapped ones are joined, squeezed ones taken apart, headings told from lines.

A ``Vocabulary`` holds the wordings that rows can have. Conversion from PDF lets a label run on over rows
("Share of losses of investments accounted for" | "using the equity method") and puts the beginning of the next
label into a row's cell; numbers then belong to the wording that ends in their row.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise

from tagwright.figures.wording import normalise

_LONGEST_LABEL = 300
"""Words. Twenty long labels squeezed into one cell are half of this; beyond it stands no label."""


_CAPITAL = re.compile(r"(?:(?<=\s)|^)(?=(?:[-–—]\s?)?[A-Z])")
_FEWEST_SQUEEZED = 2
_MOST_STARTS = 60
_COST_OF_UNKNOWN = 10
"""Of each capital in what is not known, in known wordings: as little is left over as can be."""
_NOT_READ = 10**6
_TOTAL = re.compile(r"(?:sub-?)?total\b", re.IGNORECASE)
_KEPT = 20_000
"""How many labels are remembered, each with the one below it."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """How many numbers stand in the fullest cell of a row, and which of them sums those before it, if one does."""

    count: int
    subtotal: int | None = None

    def fit(self, lines: Sequence[str]) -> bool:
        """Tell whether so many lines go with the numbers: a subtotal has a line that says so, or none."""
        if self.subtotal is None:
            return len(lines) == self.count
        if len(lines) == self.count:
            return bool(_TOTAL.match(lines[self.subtotal]))
        return len(lines) == self.count - 1


class Part(StrEnum):
    """What a piece of a label cell is."""

    LINE = "line"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Piece:
    """A wording found in a label, with the spelling to show; not ``known`` where it only stands between known ones."""

    part: Part
    label: str
    known: bool = True


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
        return self._read(text, following)

    @cached_property
    def _read(self) -> Callable[[str, str], Reading | None]:
        """``_reading``, remembered: a table is read anew with each repair that is tried, and companies word alike."""
        mine = weakref.proxy(self)  # not self, in a cycle with which a vocabulary would outlive its last use
        return lru_cache(maxsize=_KEPT)(lambda text, following: mine._reading(text, following))

    def _reading(self, text: str, following: str) -> Reading | None:
        words = _words(text)
        if not words or len(words) > _LONGEST_LABEL:
            return None
        # "Other income" above "Total income" does not begin "Other income total": what goes on, goes on small.
        begins_anew = following[:1].isupper() or self._piece(following) is not None
        after = () if begins_anew and self._piece(text) else _words(following)
        found = self._split(words, after, {})
        if found is None and (apart := _at_capitals(text)) != text:
            found = self._split(_words(apart), after, {})
        return found

    def read_around(self, text: str, numbers: Squeezed) -> Reading | None:
        """Take apart a label of several lines some of which are not known, by the numbers that stand beside it.

        Labels begin with a capital. What stands between known ones is one label, or one at each of its capitals,
        whichever makes as many lines as there are numbers (but for a subtotal without words). None where neither does,
        or both do: a label too many or too few would shift all that follow.
        """
        apart = _at_capitals(text)
        starts = [match.start() for match in _CAPITAL.finditer(apart)]
        if numbers.count < _FEWEST_SQUEEZED or not starts or starts[0] or len(starts) > _MOST_STARTS:
            return None
        pieces = self._around_known(apart, starts)
        ways = {pieces, tuple(part for piece in pieces for part in _at_each_capital(piece))}
        fitting = [way for way in map(Reading, ways) if numbers.fit(way.lines) and _mostly_known(way)]
        return fitting[0] if len(fitting) == 1 else None

    def _around_known(self, text: str, starts: Sequence[int]) -> tuple[Piece, ...]:
        """Cover a text with known wordings as far as can be; what is left over between two is one piece each."""
        best: dict[int, tuple[int, tuple[Piece, ...]]] = {len(text): (0, ())}
        for position, at in reversed(list(enumerate(starts))):
            readings = []
            for count, end in enumerate([*starts[position + 1 :], len(text)], start=1):
                cost, after = best[end]
                known = self._piece(text[at:end])
                if known is not None:
                    readings.append((cost + 1, (known, *after)))
                elif not after or after[0].known:
                    piece = Piece(Part.LINE, text[at:end].strip(), known=False)
                    readings.append((cost + _COST_OF_UNKNOWN * count, (piece, *after)))
            best[at] = min(readings, key=lambda found: found[0], default=(_NOT_READ, ()))
        return best[0][1]

    def _piece(self, text: str) -> Piece | None:
        normal = normalise(text)
        if normal in self.lines:
            return Piece(Part.LINE, self.lines[normal])
        return Piece(Part.HEADING, self.headings[normal]) if normal in self.headings else None

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


_BETWEEN = r"\W{1,4}"
"""What may stand between two words of a wording in a text: spaces, dashes, marks."""


def are_one_label(reading: Reading, text: str) -> bool:
    """Tell whether known wordings are parts of one label: what goes on small begins no other ("Research tax received").

    Where the text itself begins small, nothing can be told.
    """
    position = 0
    begin = next((character for character in text if character.isalpha()), "")
    for piece in reading.pieces if begin.isupper() else ():
        words = [re.escape(word) for word in _words(piece.label)]
        whole = re.compile(rf"(?<!\w){_BETWEEN.join(words)}", re.IGNORECASE).search(text, position)
        found = whole or re.compile(rf"(?<!\w){words[0]}", re.IGNORECASE).search(text, position)
        if found and found.start() and found[0][0].islower():
            return True
        position = found.end() if found else position
    return False


def _mostly_known(reading: Reading) -> bool:
    """Tell whether at least half of the lines are known: capitals alone do not tell a label from a name."""
    lines = [piece for piece in reading.pieces if piece.part is Part.LINE]
    return 2 * sum(piece.known for piece in lines) >= len(lines)


def _at_each_capital(piece: Piece) -> Iterator[Piece]:
    """Take an unknown piece apart where a label may begin; a known one stays whole."""
    starts = [0] if piece.known else [match.start() for match in _CAPITAL.finditer(piece.label)]
    for start, end in pairwise([*starts, len(piece.label)]):
        yield Piece(piece.part, piece.label[start:end].strip(), piece.known)


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
