"""The author's page: well-formed XHTML as a report may show it, and where the text of the blocks stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

_CHARACTER = re.compile(
    r"""<!\[CDATA\[(?P<data>.*?)\]\]>|(?P<markup><!--.*?-->|<(?:[^>"']|"[^"]*"|'[^']*')*>)"""
    r"""|(?P<entity>&[^;\s]*;)|(?P<space>[ \t\r\n\f]+)|.""",
    re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")

Where = tuple[int, int, int]
"""Block, row and cell, as in a ``Span``."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a block's text: characters ``start`` to ``end`` of it.

    In the page they are part of the text that begins at ``at``, ``skip`` characters further on, white space counted
    as one.
    """

    start: int
    end: int
    at: int
    skip: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its text from <html> to </html>, and the runs of its blocks by block, row and cell (as in a ``Span``)."""

    text: str
    runs: Mapping[Where, tuple[Run, ...]]

    def stretch(self, where: Where, start: int, end: int) -> tuple[int, int] | None:
        """Say where the characters ``start`` to ``end`` of a text begin and end in the page; None where they do not.

        Between the ends tags may stand.
        """
        places = [
            place
            for run in self.runs.get(where, ())
            if run.start < end and start < run.end
            for place in self._places(run, max(start, run.start), min(end, run.end))
        ]
        return (places[0][0], places[-1][1]) if len(places) == end - start > 0 else None

    def bounds(self, begin: int, end: int) -> tuple[int, int] | None:
        """Say where the text of the blocks from ``begin`` up to ``end`` (not included) begins and ends in the page."""
        runs = [(key, run) for key, own in self.runs.items() if begin <= key[0] < end for run in own]
        if not runs:
            return None
        first = min(runs, key=lambda found: (found[1].at, found[1].skip))[1]
        last = max(runs, key=lambda found: (found[1].at, found[1].skip))[1]
        starts = list(self._places(first, first.start, first.start + 1))
        ends = list(self._places(last, last.end - 1, last.end))
        return (starts[0][0], ends[-1][1]) if starts and ends else None

    def _places(self, run: Run, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give where each of the characters ``start`` to ``end`` of a block's text begins and ends in the page."""
        wanted = range(run.skip + start - run.start, run.skip + end - run.start)
        for count, place in enumerate(self._characters(run.at)):
            if count >= wanted.stop:
                return
            if count >= wanted.start:
                yield place

    def _characters(self, position: int) -> Iterator[tuple[int, int]]:
        """Give the places of the characters that are read from a point on: a reference and white space are one each."""
        in_space = False
        while found := _CHARACTER.match(self.text, position):
            position = found.end()
            if found["markup"]:
                continue
            if found["data"] is not None:
                yield from self._in_data(found.start("data"), found.end("data"))
            elif found["entity"]:
                yield from [found.span()] * len(unescape(found["entity"]))
            elif not (found["space"] and in_space):
                yield found.span()
            in_space = bool(found["space"])

    def _in_data(self, position: int, end: int) -> Iterator[tuple[int, int]]:
        while position < end:
            space = _SPACE.match(self.text, position, end)
            following = space.end() if space else position + 1
            yield position, following
            position = following
