"""What a page prints: lines of fragments with their boxes, whether a PDF sets them, a picture or a typewriter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

UNKNOWN = "\ufffd"
"""Stands for a character that cannot be told: no number has it, so that one that holds it is doubtful."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the lower left corner of the page, as it is read upright."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of its middle above the foot of the page."""
        return (self.top + self.bottom) / 2

    @property
    def middle_across(self) -> float:
        """How far its middle is from the left edge of the page."""
        return (self.left + self.right) / 2

    def joined(self, other: Box) -> Box:
        """Give the box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """Give the box around all of some boxes, of which there is one at least."""
        return reduce(cls.joined, boxes)

    def __str__(self) -> str:
        return f"{self.left:.0f} {self.bottom:.0f} {self.right:.0f} {self.top:.0f}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A space in a line: how many characters of its fragment stand before it, and from where to where it reaches."""

    offset: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text of one line that no wide gap interrupts, with its spaces.

    ``confidence`` is how sure its recognition is, in percent (100 where it is text); ``over`` says from where to where
    the columns reach that it heads, where its own box does not.
    """

    text: str
    box: Box
    confidence: int = 100
    gaps: tuple[Gap, ...] = ()
    over: tuple[float, float] | None = None

    @property
    def left(self) -> float:
        """Where it begins, or the columns that it heads do."""
        return self.over[0] if self.over else self.box.left

    @property
    def right(self) -> float:
        """Where it ends, or the columns that it heads do."""
        return self.over[1] if self.over else self.box.right

    def parted(self, gap: Gap) -> tuple[Fragment, Fragment]:
        """Give what stands before and behind a gap."""
        before = replace(
            self,
            text=self.text[: gap.offset].rstrip(),
            box=replace(self.box, right=gap.left),
            gaps=tuple(other for other in self.gaps if other.offset < gap.offset),
        )
        rest = self.text[gap.offset :]
        shift = gap.offset + len(rest) - len(rest.lstrip())
        behind = replace(
            self,
            text=rest.lstrip(),
            box=replace(self.box, left=gap.right),
            gaps=tuple(replace(o, offset=o.offset - shift) for o in self.gaps if o.offset > gap.offset),
        )
        return before, behind


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line."""

    fragments: tuple[Fragment, ...]

    @property
    def box(self) -> Box:
        """The box around its fragments."""
        return Box.around(fragment.box for fragment in self.fragments)

    @property
    def confidence(self) -> int:
        """How sure the recognition of its least sure fragment is, in percent."""
        return min(fragment.confidence for fragment in self.fragments)

    @property
    def text(self) -> str:
        """The texts of its fragments, with a space between two."""
        return " ".join(fragment.text for fragment in self.fragments)
