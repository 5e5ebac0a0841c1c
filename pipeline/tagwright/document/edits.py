"""Changes of a text at a few places, and where what stays has moved to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text`` takes the place of what stands from ``start`` to ``end``.

    Of several edits at one place the one with the lowest ``order`` comes first, and those that take away come last.
    """

    start: int
    order: tuple[int, ...]
    end: int
    text: str


def insertion(at: int, text: str, order: tuple[int, ...] = (0,)) -> Edit:
    """Put a text before what stands at a place."""
    return Edit(at, order, at, text)


def replacement(start: int, end: int, text: str) -> Edit:
    """Put a text in the place of another."""
    return Edit(start, (9,), end, text)


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the characters of a text stand after its edits."""

    places: tuple[int, ...]
    ends: tuple[int, ...]
    moved: tuple[int, ...]

    def to(self, offset: int) -> int:
        """Say where a character has moved to; of one that was replaced, where the new text begins."""
        index = bisect_right(self.places, offset) - 1
        if index < 0:
            return offset
        return (self.places[index] if offset < self.ends[index] else offset) + self.moved[index]

    def is_gone(self, offset: int) -> bool:
        """Tell a character that another text has taken the place of, together with the one before it."""
        index = bisect_right(self.places, offset) - 1
        return index >= 0 and self.places[index] < offset < self.ends[index]


def edited(text: str, edits: Iterable[Edit]) -> tuple[str, Moves]:
    """Apply edits that do not overlap. Raises ``ValueError`` where two of them do."""
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    position = length = 0
    for edit in sorted(edits):
        if edit.start < position:
            raise ValueError(f"two edits overlap at {edit.start}")
        pieces += [text[position : edit.start], edit.text]
        length += edit.start - position
        begins = length if edit.end > edit.start else length + len(edit.text)
        length += len(edit.text)
        places.append((edit.start, edit.end, begins - edit.start))
        if edit.end > edit.start:
            places.append((edit.end, edit.end, length - edit.end))
        position = edit.end
    pieces.append(text[position:])
    starts, ends, moved = zip(*places, strict=True) if places else ((), (), ())
    return "".join(pieces), Moves(starts, ends, moved)
