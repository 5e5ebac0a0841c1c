"""The adapter for text: plain text with tab-separated tables, and Markdown with pipe tables.

A line with a tab is a row; consecutive rows are a table. A line that begins with a pipe is a Markdown row.
What a heading is: a Markdown heading, a line in capitals, a numbered note, a short line without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tagwright.document.model import Block, Cell, Heading, Paragraph, Place, Row, Table

_LINE_END = re.compile(r"\r\n|\r|\n")  # as editors count lines: a form feed between pages ends none
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
_MARKDOWN_RULE = re.compile(r"(?=.*--)[\s:|-]+")
_PIPE = re.compile(r"(?<!\\)\|")
_NOTE = re.compile(r"^(?:note\s+)?\d{1,2}[.:]?\s+(?=[^\W\d_])", re.IGNORECASE)
_ROMAN = re.compile(r"^\((?:x{0,2}(?:ix|iv|v?i{0,3}))\)\s+\S", re.IGNORECASE)
_LETTER = re.compile(r"^\([a-z]\)\s+\S", re.IGNORECASE)
_DATE_CAPTION = re.compile(
    r"^(?:for the|as at|as of|at|year ended|period ended|half[- ]year|six months)\b.*\d{4}", re.I
)
_UNIT_CAPTION = re.compile(
    r"\W*(?:expressed\s+|amounts?\s+)?(?:in\s+)?(?:[A-Z]{1,3}\\?\$?|[€£])\s?(?:['’]?\s?0{3}|(?:in\s+)?(?:thousand|million)s?)\W*",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]")
_SENTENCE_END = (".", ";", ",", ":", "?", "!")

PART, NOTE, ROMAN, LETTER, TITLE, CAPTION, UNIT = 1, 2, 3, 4, 5, 6, 7
_LONGEST_HEADING = 16


def read_text(text: str) -> tuple[Block, ...]:
    """Read text into blocks in reading order. No character that holds a digit is dropped."""
    blocks: list[Block] = []
    rows: list[Row] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        row = _row(line, number)
        if row is not None:
            rows.append(row)
            continue
        if not line.strip() or not _MARKDOWN_RULE.fullmatch(line):
            blocks.extend(_closed(rows, blocks))
            rows = []
        if line.strip() and not _MARKDOWN_RULE.fullmatch(line):
            blocks.append(_line_block(line, number))
    blocks.extend(_closed(rows, blocks))
    return tuple(blocks)


def _row(line: str, number: int) -> Row | None:
    if "\t" in line:
        return Row(tuple(_cells(line, number, re.finditer(r"[^\t]*(?:\t|$)", line))))
    stripped = line.lstrip()
    if stripped.startswith("|") and not _MARKDOWN_RULE.fullmatch(line) and len(_PIPE.findall(line)) > 1:
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
            blocks.append(Table(tuple(part), _captions(blocks)))
        blocks.append(title)
        part = []
    if part:
        blocks.append(Table(tuple(part), _captions(blocks)))
    return blocks[len(before) :]


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


def _captions(before: list[Block]) -> tuple[str, ...]:
    captions: list[str] = []
    for block in reversed(before):
        if isinstance(block, Table):
            break
        captions.append(block.text.strip())
        if isinstance(block, Heading) and block.level < CAPTION:
            break
    return tuple(reversed(captions))


def _line_block(line: str, number: int) -> Block:
    begin = len(line) - len(line.lstrip())
    text = line.strip()
    place = Place(number, begin + 1)
    markdown = _MARKDOWN_HEADING.match(text)
    if markdown:
        shift = markdown.end()
        return Heading(text[shift:], len(markdown.group(1)), Place(number, begin + 1 + shift))
    level = heading_level(text)
    return Heading(text, level, place) if level else Paragraph(text, place)


def heading_level(text: str) -> int | None:
    """Say which level of heading a line is, or None where it is running text."""
    words = text.split()
    if not _LETTERS.search(text) or len(words) > _LONGEST_HEADING or text.endswith(_SENTENCE_END):
        return None
    if _DATE_CAPTION.match(text):
        return CAPTION
    if _UNIT_CAPTION.fullmatch(text):
        return UNIT
    rest = _NOTE.sub("", text)
    if rest != text:
        return NOTE if _starts_upper(rest) and len(words) <= 12 else None
    if _ROMAN.match(text):
        return ROMAN
    if _LETTER.match(text):
        return LETTER
    if text == text.upper() and len(_LETTERS.findall(text)) >= 3:
        return CAPTION if _DATE_CAPTION.search(text) else PART
    if _starts_upper(text) and len(words) <= 12 and not re.search(r"\d", text):
        return TITLE
    return None


def _starts_upper(text: str) -> bool:
    return text[:1].isupper()
