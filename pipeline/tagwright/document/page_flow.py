"""Pages one after the other: a table that goes on over a page stands right behind its first part.

What stands between the two (running feet and heads, a footnote, the title "continued") comes after it. So does a label
that the end of the page cuts in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tagwright.document.headings import captions_after
from tagwright.document.model import Block, Cell, Row, Table
from tagwright.document.printed_heads import is_amount
from tagwright.document.printed_labels import is_unfinished
from tagwright.document.section_lines import is_section_label

_RIGHT = re.compile(r"page \d+, box -?\d+ -?\d+ (-?\d+) ")
_ALIGNED = 4.0
"""Points by which columns of both parts may end apart, beside the shift of the whole page."""
_LOOK_BACK = 12
"""Blocks among which the title and the running head of the page before stand."""
_CONTINUED = re.compile(r"\W*\b(?:continued|cont['’]?d|cont\.)\W*$|\W*續\W*$|\W*续\W*$", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"[*†‡§#¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]|\(?(?:continued|cont['’]?d)\b|.*\bnotes?\b.*\b(?:part of|read)\b"
    r"|[\W_]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
)
"""What stands below a table at the foot of its page: notes to it, and the number of the page."""


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """The blocks of a page: what heads and foots it as it does other pages, and what it says itself.

    ``body`` gives the latter, which takes its captions from the blocks before it.
    """

    heads: Sequence[Block]
    body: Callable[[Sequence[Block]], list[Block]]
    feet: Sequence[Block]


def flowing(pages: Sequence[PageBlocks]) -> list[Block]:
    """Give the blocks of all pages."""
    blocks: list[Block] = []
    feet: Sequence[Block] = ()
    for page in pages:
        between = [*feet, *page.heads]
        blocks = _carried_over(blocks, between, page.body) or [*blocks, *between, *page.body([*blocks, *between])]
        feet = page.feet
    return [*blocks, *feet]


def _carried_over(
    blocks: Sequence[Block], between: Sequence[Block], body: Callable[[Sequence[Block]], list[Block]]
) -> list[Block]:
    """Give the blocks with those of a page that begins with the second part of a table; nothing where none does."""
    end = next((n for n in range(len(blocks) - 1, -1, -1) if isinstance(blocks[n], Table)), None)
    made = body(blocks[: end + 1]) if end is not None else []
    first = next((n for n, block in enumerate(made) if isinstance(block, Table)), None)
    if end is None or first is None:
        return []
    table, second, titles, rest = blocks[end], made[first], made[:first], made[first + 1 :]
    after = [(block, _text(block)) for block in blocks[end + 1 :]]
    notes = [block for block, text in after if _FOOTNOTE.match(text)]
    labels = [block for block, text in after if not _FOOTNOTE.match(text)]
    assert isinstance(table, Table) and isinstance(second, Table)  # noqa: S101, PT018 - tables were looked for
    if len(labels) > 1 or not all(is_section_label(_text(label)) for label in labels):
        return []
    at = next((n for n, row in enumerate(second.rows) if _amounts(row) or _is_lone(row)), 0)
    cut = bool(labels) and _is_cut(_text(labels[0]), second.rows[at].cells[0].text)
    if cut:
        second = _with_row(second, at, _joined(labels[0], second.rows[at]))
    elif not labels and titles and _amounts(table.rows[-1]) and is_unfinished(table.rows[-1].cells[0].text):
        label, *amounts = table.rows[-1].cells
        longer = replace(label, text=f"{label.text} {_text(titles[0])}")
        table = _with_row(table, len(table.rows) - 1, replace(table.rows[-1], cells=(longer, *amounts)))
        titles = titles[1:]
    known = {text.casefold() for text in (*table.captions, *map(_text, blocks[-_LOOK_BACK:]))}
    again = all(_CONTINUED.search(_text(title)) or _text(title).casefold() in known for title in titles)
    if again and _begins_with_data(second) and _stand_below(table, second):
        sections = () if cut else tuple(_section(label, len(second.rows[0].cells)) for label in labels)
        whole = Table((*sections, *second.rows), ())
        return [*blocks[:end], table, whole, *notes, *between, *titles, *rest]
    if cut or table is not blocks[end]:
        kept = [*blocks[:end], table, *notes, *between, *titles]
        return [*kept, replace(second, captions=captions_after(kept)), *rest]
    return []


def _text(block: Block) -> str:
    return "" if isinstance(block, Table) else block.text


def _amounts(row: Row) -> list[Cell]:
    return [cell for cell in row.cells[1:] if is_amount(cell.text.strip())]


def _is_lone(row: Row) -> bool:
    """Tell a row that prints a label alone."""
    return bool(row.cells[0].text.strip()) and not any(cell.text.strip() for cell in row.cells[1:])


def _is_cut(label: str, following: str) -> bool:
    """Tell the first line of a label whose second one stands on the next page from a heading of the rows there."""
    begins_small = following[:1].islower() and label[:1].isupper()
    return bool(following) and not label.endswith(":") and (begins_small or is_unfinished(label))


def _joined(label: Block, row: Row) -> Row:
    cell = Cell(f"{_text(label)} {row.cells[0].text}", label.place, row.cells[0].columns)
    return replace(row, cells=(cell, *row.cells[1:]))


def _with_row(table: Table, number: int, row: Row) -> Table:
    return replace(table, rows=(*table.rows[:number], row, *table.rows[number + 1 :]))


def _section(label: Block, width: int) -> Row:
    """Give the heading of rows that stands alone at the foot of a page as a row."""
    return Row((Cell(_text(label), label.place), *(Cell("", label.place) for _ in range(width - 1))))


def _begins_with_data(table: Table) -> bool:
    """Tell a table without a header: above its first row of amounts stand labels alone."""
    first = next((n for n, row in enumerate(table.rows) if _amounts(row)), None)
    if first is None or not table.rows[first].cells[0].text.strip():
        return False
    return all(_is_lone(row) for row in table.rows[:first])


def _stand_below(table: Table, second: Table) -> bool:
    """Tell tables of as many columns whose amounts end at the same places, but for the margin of the page."""
    above, below = _ends(table), _ends(second)
    same = sorted(above.keys() & below.keys())
    shifts = [below[n] - above[n] for n in same]
    wide = len(table.rows[0].cells) == len(second.rows[0].cells)
    return wide and bool(shifts) and max(shifts) - min(shifts) <= _ALIGNED


def _ends(table: Table) -> dict[int, int]:
    """Say where the amounts of each column end at most, in points."""
    ends: dict[int, int] = {}
    for row in table.rows:
        for n, cell in enumerate(row.cells[1:], start=1):
            found = _RIGHT.match(cell.place.at) if is_amount(cell.text.strip()) else None
            if found:
                ends[n] = max(ends.get(n, 0), int(found.group(1)))
    return ends
