"""The headings that are open over a row of a table: how far each reaches is said by how far labels stand in.

Where all labels stand on one step nothing says where a section ends: each heading ends those before it, but directly
below another one it stands under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_SUMS_UP = re.compile(r"\W*(?:(?:sub-?)?total|net|balances?|closing|at|as at)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Steps:
    """The depth of a row's label, and that of the next label below it (its own where there is none)."""

    own: int = 0
    below: int = 0


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and its depth; ``stands_in``: what stands under it stands further in than it does."""

    heading: str
    depth: int
    stands_in: bool


@dataclass(frozen=True, slots=True)
class OpenSections:
    """The sections that are open, outermost first; ``just_opened``: no line has followed the last one yet."""

    sections: tuple[_Section, ...] = ()
    just_opened: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the open sections, outermost first."""
        return tuple(section.heading for section in self.sections)

    def opened(self, heading: str, steps: Steps) -> OpenSections:
        """Give what is open below a heading: it stays under those that stand further out, and under one just opened.

        A heading that stands further in than the row below it is set in the middle: it stands as far out as that row.
        """
        depth = min(steps.own, steps.below)
        kept = self.sections if self.just_opened else tuple(s for s in self.sections if s.depth < depth)
        return OpenSections((*kept, _Section(heading, depth, steps.below > steps.own)), just_opened=True)

    def with_words(self, words: str) -> OpenSections:
        """Add words to the last heading."""
        *others, last = self.sections
        return replace(self, sections=(*others, replace(last, heading=f"{last.heading} {words}")))

    def over_line(self, label: str, depth: int) -> OpenSections:
        """Give what is open over a line: none that stands further in, nor one whose own lines stand further in.

        What sums up a section may stand on the step of its heading.
        """
        sums_up = bool(_SUMS_UP.match(label))
        kept = tuple(
            section
            for section in self.sections
            if section.depth < depth or (section.depth == depth and (sums_up or not section.stands_in))
        )
        return OpenSections(kept)

    def after_line(self) -> OpenSections:
        """Give what is open after a row with numbers."""
        return replace(self, just_opened=False) if self.just_opened else self
