"""The adapter for text: tables set with tabs, with spaces, or with pipes as in Markdown.

A line with a tab is a row; consecutive rows are a table. A line that begins with a pipe is a Markdown row. Lines
whose parts stand apart by spaces are a table where they print amounts one below the other.
What a heading is: a Markdown heading, a line in capitals, a numbered note, a short line without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from tagwright.document.headings import NOTE, PART, captions_after, heading_level, level_as_marked, line_block
from tagwright.document.indentation import deepened, indent_by_spaces
from tagwright.document.model import Block, Cell, Heading, Place, Row, Table
from tagwright.document.section_lines import without_gaps
from tagwright.document.spaced_text import lines_apart, spaced_blocks, text_lines

_LINE_END = re.compile(r"\r\n|\r|\n")  # as editors count lines: a form feed between pages ends none
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_MARKDOWN_RULE = re.compile(r"(?=.*--)[\s:|-]+")
_NEAR = 200
"""Blocks above a table among which its captions are."""
_PIPE = re.compile(r"(?<!\\)\|")


def read_text(text: str) -> tuple[Block, ...]:
    """Read text into blocks in reading order. No character that holds a digit is dropped."""
    blocks: list[Block] = []
    numbered = [(number, line) for number, line in enumerate(_LINE_END.split(text), start=1) if not _is_rule(line)]
    lines, labels = without_gaps(numbered)
    rows = {number: row for number, line in lines if (row := _row(number, line, is_label=number in labels))}
    spaced = {line.number: line for line in text_lines([line for line in lines if line[0] not in rows])}
    apart = lines_apart(list(spaced.values()))
    for is_table, members in groupby(lines, key=lambda line: line[0] in rows):
        numbers = [number for number, _ in members]
        if is_table:
            blocks += _closed([rows[number] for number in numbers], blocks[-_NEAR:])
        else:
            printed = [spaced[number] for number in numbers if number in spaced]
            blocks += spaced_blocks(printed, apart, blocks[-_NEAR:], _line_block)
    return tuple(blocks)


def _is_rule(line: str) -> bool:
    return bool(_MARKDOWN_RULE.fullmatch(line))


def _row(number: int, line: str, *, is_label: bool) -> Row | None:
    if is_label or "\t" in line:
        return Row(tuple(_cells(line, number, re.finditer(r"[^\t]*(?:\t|$)", line))))
    stripped = line.lstrip()
    if stripped.startswith("|") and len(_PIPE.findall(line)) > 1:
        begin = len(line) - len(stripped) + 1
        end = len(line.rstrip()) - (1 if line.rstrip().endswith("|") else 0)
        bounds = [begin, *(m.start() + 1 for m in _PIPE.finditer(line, begin, end)), end + 1]
        return Row(tuple(Cell(line[a : b - 1], Place(number, a + 1)) for a, b in pairwise(bounds)))
    return None


def _cells(line: str, number: int, matches: Iterator[re.Match[str]]) -> Iterator[Cell]:
    position = 0
    for match in matches:
        if match.start() < position or (match.start() == len(line) and not line.endswith("\t")):
            continue
        position = max(match.end(), position + 1)
        yield Cell(match.group().rstrip("\t"), Place(number, match.start() + 1))


def _closed(rows: list[Row], before: list[Block]) -> list[Block]:
    """End a table: give it the titles directly above it, and set titles free that stand between its rows."""
    blocks = list(before)
    part: list[Row] = []
    for index, row in enumerate(rows):
        title = _title_among_rows(row, rows[index + 1 : index + 2])
        if title is None:
            part.append(row)
            continue
        if part:
            blocks.append(Table(_with_depths(part), captions_after(blocks)))
        blocks.append(title)
        part = []
    if part:
        blocks.append(Table(_with_depths(part), captions_after(blocks)))
    return blocks[len(before) :]


def _with_depths(rows: list[Row]) -> tuple[Row, ...]:
    """Give rows with their depths, by the spaces that their labels begin with."""
    labels = [row.cells[0].text for row in rows]
    return deepened(rows, [indent_by_spaces(label) if label.strip() else None for label in labels])


def _title_among_rows(row: Row, following: list[Row]) -> Heading | None:
    """Find a title that conversion left in a table: in capitals and alone, above the next table's header."""
    texts = [cell for cell in row.cells if cell.text.strip()]
    if len(texts) == 1 and texts[0] is row.cells[0] and following and not following[0].cells[0].text.strip():
        cell, text = texts[0], texts[0].text.strip()
        if heading_level(text) == PART:
            indent = len(cell.text) - len(cell.text.lstrip())
            return Heading(text, PART, Place(cell.place.line, cell.place.column + indent))
    return None if following else _tabbed_title(row)


def _tabbed_title(row: Row) -> Heading | None:
    """Read a numbered title whose number stands before a tab."""
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    if len(texts) == 2 and re.fullmatch(r"\d{1,2}\.?", texts[0]) and not re.search(r"\d", texts[1]):
        return Heading("\t".join(cell.text for cell in row.cells), NOTE, row.place)
    return None


def _line_block(line: str, number: int) -> Block:
    begin = len(line) - len(line.lstrip())
    text = line.strip()
    place = Place(number, begin + 1)
    markdown = _MARKDOWN_HEADING.match(text)
    if markdown:
        shift = markdown.end()
        title = text[shift:]
        return Heading(title, level_as_marked(title, len(markdown.group(1))), Place(number, begin + 1 + shift))
    return line_block(text, place)
