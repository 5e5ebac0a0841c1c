"""Where a block stands: the headings above it, the title that gives its period, the words that introduce it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tagwright.document.headings import CAPTION, UNIT, level_among
from tagwright.document.model import Block, Heading, Paragraph, Table
from tagwright.figures.dates import gives_period, is_period_text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``headings`` lead to the block, outermost first. ``title`` is the nearest one that gives a period.

    ``introduction`` is the text right above (nearest heading, captions and paragraph). ``continues`` is the
    index of the table that the block carries on with: nothing but page space stands between the two. ``caption`` is
    the line right above that gives a period and nothing else ("At 31 December 2021"), or empty. ``unit`` is a line that
    says the unit alone, above the title of a table, with nothing but titles between.
    """

    headings: tuple[str, ...]
    title: str
    introduction: str
    continues: int | None
    caption: str = ""
    unit: str = ""


_LONGEST_TITLE = 120
_CAPTION = re.compile(r"(?:for the|as at|as of|year|period|half|six|nine|three)\b", re.IGNORECASE)


def _captions_period(text: str) -> bool:
    return bool(_CAPTION.match(text)) and not text.rstrip().endswith((":", ".")) and gives_period(text)


def outline(blocks: Sequence[Block]) -> list[Surroundings]:
    """Give the surroundings of each block."""
    stack: list[Heading] = []
    introduction: list[str] = []
    last_table: int | None = None
    unit = ""
    read: list[Surroundings] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Heading):
            level = level_among(block, blocks[index - 1] if index else None)
            stack = [*(heading for heading in stack if heading.level < level), replace(block, level=level)]
        headings = tuple(heading.text for heading in stack)
        captions = (text for text in reversed(introduction) if is_period_text(text) or _captions_period(text))
        title = next(captions, next((text for text in reversed(headings) if gives_period(text)), ""))
        caption = introduction[-1] if introduction and is_period_text(introduction[-1]) else ""
        if isinstance(block, Table) and last_table is not None:
            title, caption = title or read[last_table].title, read[last_table].caption
        above = " ".join([*(headings[-1:] if not introduction else ()), *introduction])
        unit = _unit_above(unit, block)
        read.append(Surroundings(headings, title, above, last_table, caption, unit))
        if isinstance(block, Table):
            last_table, introduction, unit = index, [], ""
        else:
            last_table = None
            goes_on = isinstance(block, Paragraph) or stack[-1].level >= CAPTION
            introduction = [*introduction, block.text][-3:] if goes_on else [block.text]
    return read


def _unit_above(unit: str, block: Block) -> str:
    """Give the unit that holds after a block: a title keeps the one above it, running text does not."""
    if isinstance(block, Heading):
        return block.text if block.level == UNIT else unit
    runs = isinstance(block, Paragraph) and (len(block.text) > _LONGEST_TITLE or block.text.rstrip().endswith("."))
    return "" if runs else unit
