"""The adapter for Markdown (CommonMark with the tables of GFM): marks and escapes are resolved, HTML is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tagwright.document.headings import captions_after, level_as_marked, line_block
from tagwright.document.html import read as read_html
from tagwright.document.indentation import indent_by_spaces
from tagwright.document.model import Block, Heading, Paragraph, Place, Row, Table
from tagwright.document.plain import decoded_text, says_other_kind
from tagwright.document.raised import raised
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.text import read_text
from tagwright.document.titled import blocks_of

if TYPE_CHECKING:  # the library is loaded only where a document is read
    from markdown_it.token import Token

_TABBED = re.compile(rb"^[^\n]*[^\s>*+\-\d.][^\n]*\t[ \t]*\S", re.MULTILINE)


def identify(data: bytes, name: str) -> bool:
    """Tell Markdown by its file name, since any text might be it; not where tabs cut its tables into cells."""
    named = name.lower().endswith((".md", ".markdown"))
    return named and not says_other_kind(data) and not _TABBED.search(data)


def read(data: bytes, name: str) -> Content:
    """Read a Markdown file into blocks. Raises DocumentError where it is not text in UTF-8."""
    from markdown_it import MarkdownIt

    text = decoded_text(data, name)
    lines = text.splitlines()
    blocks: list[Block] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for index, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.type == "inline" and tokens[index - 1].type == "heading_open":
            shown = _shown(token)
            blocks.append(Heading(shown, level_as_marked(shown, int(tokens[index - 1].tag[1])), Place(line, 1)))
        elif token.type == "inline" and tokens[index - 1].type == "paragraph_open":
            blocks += _paragraph(token, lines, line)
        elif token.type == "table_open":
            blocks += blocks_of(list(_cells(tokens[index:], lines)), blocks)
        elif token.type in ("code_block", "fence"):
            blocks += (Paragraph(said.strip(), Place(line, 1)) for said in token.content.splitlines() if said.strip())
        elif token.type == "html_block":
            blocks += _html(token.content, line, name, blocks)
    return Content(tuple(block for block in blocks if isinstance(block, Table) or block.text))


def _paragraph(token: Token, lines: list[str], line: int) -> Iterator[Block]:
    """Give the lines of a paragraph: titles under each other are lines of one paragraph in Markdown."""
    if token.content.startswith("|"):  # a table without the rule that GFM asks for
        for block in read_text(token.content):
            yield _moved(block, line - 1)
        return
    for offset, text in enumerate(_shown(token).split("\n")):
        if text.strip():
            source = lines[line - 1 + offset] if line - 1 + offset < len(lines) else ""
            column = len(source) - len(source.lstrip()) + 1
            yield line_block(text.strip(), Place(line + offset, column))


def _cells(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[GridCell[None]]:
    """Give the cells of a table; one made of a page has columns of nothing, and signs in columns of their own."""
    line, column, position, row = 1, 0, 1, 0
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            line, column, position, row = (token.map or [line - 1])[0] + 1, 0, 1, row + 1
        elif token.type == "inline" and tokens[index - 1].type in ("td_open", "th_open"):
            source = lines[line - 1] if line - 1 < len(lines) else ""
            found = source.find(token.content, position - 1) if token.content else -1
            position = found + 1 if found >= 0 else position
            first = token.children[0].content if token.children else ""
            text = " ".join(_shown(token).split())
            yield GridCell(row, column, 1, 1, text, Place(line, position), indent=indent_by_spaces(first))
            position += len(token.content)
            column += 1
        elif token.type == "table_close":
            return


def _shown(token: Token) -> str:
    """Give the text of an inline token without its marks; a raised mark stays raised."""
    pieces = []
    above = False
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif child.type == "html_inline":
            above = child.content.lower() == "<sup>" or (above and child.content.lower() != "</sup>")
            pieces.append("\n" if child.content.lower().startswith("<br") else "")
        elif child.type in ("text", "code_inline", "image"):
            pieces.append(raised(child.content) if above else child.content)
    return "".join(pieces).strip()


def _html(source: str, line: int, name: str, before: list[Block]) -> Iterator[Block]:
    """Read HTML between the paragraphs as a page; its places are lines of the Markdown file."""
    for block in read_html(f"<html><body>{source}</body></html>".encode(), name).blocks:
        moved = _moved(block, line - 1)
        yield Table(moved.rows, captions_after(before) or moved.captions) if isinstance(moved, Table) else moved


def _moved(block: Block, lines: int) -> Block:
    """Give a block so many lines further down."""

    def down(place: Place) -> Place:
        return replace(place, line=place.line + lines)

    if not isinstance(block, Table):
        return replace(block, place=down(block.place))
    rows = (Row(tuple(replace(cell, place=down(cell.place)) for cell in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows))
