"""Tables that are drawn in Markdown otherwise than in GFM: pandoc's grids, and rows with pipes that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tagwright.document.indentation import indent_by_spaces
from tagwright.document.model import Place
from tagwright.document.spanned import GridCell

_GRID_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")


def drawn_cells(lines: Sequence[str], first: int) -> list[GridCell[None]]:
    """Give the cells of a table that lines draw, the first of which is line ``first``; nothing where they draw none."""
    if len(lines) > 1 and _GRID_RULE.fullmatch(lines[0]):
        return list(_cells_of_grid(lines, first))
    rule = next((line for line in lines[1:2] if "|" in line and _RULE.fullmatch(line)), None)
    return list(_cells_with_pipes(lines, first, len(cut(rule)))) if rule else []


def cut(line: str) -> list[tuple[int, str]]:
    """Cut a row at its pipes: where each cell begins, from 0, and its text; what is outside of outer pipes is none."""
    ends = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
    cells = [(start + 1, line[start + 1 : end]) for start, end in pairwise(ends)]
    begin = 1 if len(cells) > 1 and line.startswith("|") else 0
    return cells[begin : len(cells) - 1 if len(cells) > 1 and not cells[-1][1].strip() else None]


def _cells_with_pipes(lines: Sequence[str], first: int, width: int) -> Iterator[GridCell[None]]:
    """Give the cells of rows; one that has a cell more than the rule, and nothing in the first, begins with a pipe."""
    for row, line in enumerate(lines):
        cells = cut(line)
        if _RULE.fullmatch(line):
            continue
        if len(cells) == width + 1 and not cells[0][1].strip():
            cells = cells[1:]
        for column, (start, text) in enumerate(cells):
            place = Place(first + row, start + 1 + len(text) - len(text.lstrip()))
            shown = text.strip().replace("\\|", "|")
            yield GridCell(row, column, 1, 1, shown, place, indent=indent_by_spaces(text.rstrip()))


def _cells_of_grid(lines: Sequence[str], first: int) -> Iterator[GridCell[None]]:
    """Give the cells of a grid, whose lines join where no rule is between; a cell may stand over several columns."""
    borders = sorted({m.start() for line in lines if _GRID_RULE.fullmatch(line) for m in re.finditer(r"\+", line)})
    row: dict[tuple[int, int], GridCell[None]] = {}
    rules = 0
    for number, line in enumerate(lines):
        if _GRID_RULE.fullmatch(line):
            yield from row.values()
            row, rules = {}, rules + 1
            continue
        pipes = [match.start() for match in _PIPE.finditer(line)]
        for index, (start, end) in enumerate(pairwise(pipes)):
            text = line[start + 1 : end].strip()
            if not text:
                continue
            left, right = (sum(1 for border in borders if border < place) for place in (start, end))
            left, right = (index, index + 1) if len(pipes) == len(borders) else (left, right)
            before = row.get((left, right))
            place = Place(first + number, start + 2 + len(line[start + 1 : end]) - len(line[start + 1 : end].lstrip()))
            whole, place = (f"{before.text} {text}", before.place) if before else (text, place)
            row[left, right] = GridCell(rules, left, 1, max(1, right - left), whole, place)
    yield from row.values()
