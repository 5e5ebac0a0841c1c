"""The adapter for Markdown (CommonMark with the tables of GFM): marks and escapes are resolved, HTML is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tagwright.document.headings import captions_after, level_as_marked, line_block
from tagwright.document.html import read as read_html
from tagwright.document.indentation import indent_by_spaces
from tagwright.document.markdown_tables import cut, drawn_cells
from tagwright.document.model import Block, Heading, Paragraph, Place, Table
from tagwright.document.plain import decoded_text, says_other_kind
from tagwright.document.raised import UNREAD, raised
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.text import read_text
from tagwright.document.titled import blocks_of

if TYPE_CHECKING:  # the library is loaded only where a document is read
    from markdown_it.token import Token

_IN_TABLE = re.compile(r"^ {0,3}<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL | re.MULTILINE)
_EMPTY_LINE = re.compile(r"(?<=\n)[ \t]*(?=\r?\n)")
"""In HTML, where Markdown takes it for the end of a block."""
_STRUCK = re.compile(r"</?(?:s|del|strike)>")
_NOTE_MARK = re.compile(r"\[\^(\w{1,6})\]:?")
_GAP = re.compile(r"\S {2,}\S")
_DIGIT = re.compile(r"\d")
_TABBED = re.compile(rb"^[^\n]*[^\s>*+\-\d.][^\n]*\t[ \t]*\S", re.MULTILINE)


def identify(data: bytes, name: str) -> bool:
    """Tell Markdown by its file name, since any text might be it; not where tabs cut its tables into cells."""
    named = name.lower().endswith((".md", ".markdown"))
    return named and not says_other_kind(data) and not _TABBED.search(data)


def read(data: bytes, name: str) -> Content:
    """Read a Markdown file into blocks. Raises DocumentError where it is not text in UTF-8."""
    from markdown_it import MarkdownIt

    text = _IN_TABLE.sub(lambda table: _EMPTY_LINE.sub("<!---->", table.group()), decoded_text(data, name))
    lines = text.splitlines()
    blocks: list[Block] = []
    unread = _Unread()
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    read_to = 0
    for index, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.map and line <= read_to:
            continue
        if token.type == "inline" and tokens[index - 1].type == "heading_open":
            shown = unread.without_struck(token)
            blocks.append(Heading(shown, level_as_marked(shown, int(tokens[index - 1].tag[1])), Place(line, 1)))
        elif token.type == "inline" and tokens[index - 1].type == "paragraph_open":
            blocks += _paragraph(token, lines, line, unread, blocks)
        elif token.type == "table_open":
            blocks += blocks_of(list(_cells(tokens[index:], lines, unread)), blocks)
        elif token.type == "code_block" and (
            typed := _begun_in_code(token, tokens[index + 1 : index + 2], lines, blocks)
        ):
            blocks += typed
            read_to = (tokens[index + 1].map or [0, 0])[1]
        elif token.type in ("code_block", "fence"):
            blocks += _typed(token.content, line + (token.type == "fence"), blocks)
        elif token.type == "html_block":
            blocks += _html(token.content, line, name, blocks)
    return Content(tuple(block for block in blocks if isinstance(block, Table) or block.text), tuple(unread.remarks()))


@dataclass(slots=True)
class _Unread:
    """What a page made of the source shows as struck out, or not at all."""

    struck: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)

    def without_struck(self, token: Token) -> str:
        """Give the text of an inline token, and take note of what is struck out in it."""
        text, struck = _shown(token)
        self.struck += [said for said in struck if _DIGIT.search(said)]
        return text

    def remarks(self) -> Iterator[str]:
        """Say what was not read."""
        if self.struck:
            yield f"text that is struck out was not read: {'; '.join(self.struck)}"
        if self.beyond:
            yield f"cells beyond the last column of their table, which Markdown does not show: {'; '.join(self.beyond)}"


def _typed(content: str, line: int, before: Sequence[Block]) -> Iterator[Block]:
    """Give text that is shown as it was typed: as a text file with tables, else line by line."""
    blocks = read_text(content)
    if any(isinstance(block, Table) for block in blocks):
        yield from (_moved(block, line - 1, before) for block in blocks)
        return
    said = ((number, text.strip()) for number, text in enumerate(content.splitlines(), start=line))
    yield from (Paragraph(text, Place(number, 1)) for number, text in said if text)


def _begun_in_code(code: Token, after: Sequence[Token], lines: Sequence[str], before: Sequence[Block]) -> list[Block]:
    """Read a table whose first lines stand in so far that they are code in Markdown, with the paragraph below them."""
    (first, end), below = code.map or [0, 0], after[0].map if after else None
    if code.type == "fence" or not below or below[0] != end or after[0].type != "paragraph_open":
        return []
    typed = list(_typed("\n".join(lines[first : below[1]]), first + 1, before))
    return typed if any(isinstance(block, Table) for block in typed) else []


def _paragraph(token: Token, lines: list[str], line: int, unread: _Unread, before: Sequence[Block]) -> Iterator[Block]:
    """Give the lines of a paragraph: titles under each other are lines of one paragraph in Markdown.

    So are the lines of tables that other programs than GFM's would see.
    """
    source = lines[line - 1 : (token.map or [0, line])[1]]
    drawn = drawn_cells(source, line) if token.level == 1 else []
    if drawn:
        yield from blocks_of(drawn, before)
        return
    if token.content.startswith("|"):  # a table without the rule that GFM asks for
        for block in read_text(token.content):
            yield _moved(block, line - 1)
        return
    if token.level == 1 and len(source) > 1 and any(_GAP.search(text) for text in source):
        typed = list(_typed("\n".join(source), line, before))
        if any(isinstance(block, Table) for block in typed):
            yield from typed
            return
    for offset, text in enumerate(unread.without_struck(token).split("\n")):
        if text.strip():
            said = lines[line - 1 + offset] if line - 1 + offset < len(lines) else ""
            column = len(said) - len(said.lstrip()) + 1
            yield line_block(text.strip(), Place(line + offset, column))


def _cells(tokens: Sequence[Token], lines: Sequence[str], unread: _Unread) -> Iterator[GridCell[None]]:
    """Give the cells of a table; one made of a page has columns of nothing, and signs in columns of their own."""
    line, column, position, row = 1, 0, 1, 0
    for index, token in enumerate(tokens):
        if token.type == "tr_close" and row > 1 and line <= len(lines):
            beyond = (text.strip() for _, text in cut(lines[line - 1].strip("> \t"))[column:])
            unread.beyond += [text for text in beyond if _DIGIT.search(text)]
        if token.type == "tr_open":
            line, column, position, row = (token.map or [line - 1])[0] + 1, 0, 1, row + 1
        elif token.type == "inline" and tokens[index - 1].type in ("td_open", "th_open"):
            source = lines[line - 1] if line - 1 < len(lines) else ""
            found = source.find(token.content, position - 1) if token.content else -1
            position = found + 1 if found >= 0 else position
            first = token.children[0].content if token.children else ""
            struck = len(unread.struck)
            text = " ".join(unread.without_struck(token).split()) or (UNREAD if len(unread.struck) > struck else "")
            yield GridCell(row, column, 1, 1, text, Place(line, position), indent=indent_by_spaces(first))
            position += len(token.content)
            column += 1
        elif token.type == "table_close":
            return


def _shown(token: Token) -> tuple[str, list[str]]:
    """Give the text of an inline token without its marks, and what is struck out; a raised mark stays raised."""
    pieces: list[str] = []
    struck: list[str] = []
    above = out = False
    for child in token.children or ():
        tag = child.content.lower() if child.type == "html_inline" else f"<{'/' * (child.nesting < 0)}{child.tag}>"
        if child.type in ("softbreak", "hardbreak") or tag.startswith("<br"):
            pieces.append("\n")
        elif _STRUCK.fullmatch(tag):
            out = not tag.startswith("</")
            struck += [""] if out else []
        elif child.type == "html_inline":
            above = tag == "<sup>" or (above and tag != "</sup>")
        elif child.type in ("text", "code_inline", "image"):
            text = (
                _NOTE_MARK.sub(lambda mark: raised(mark[1]), child.content) if child.type == "text" else child.content
            )
            shown = raised(text) if above else text
            if out:
                struck[-1] += shown
            else:
                pieces.append(shown)
    return "".join(pieces).strip(), struck


def _html(source: str, line: int, name: str, before: list[Block]) -> Iterator[Block]:
    """Read HTML between the paragraphs as a page; its places are lines of the Markdown file."""
    for block in read_html(f"<html><body>{source}</body></html>".encode(), name).blocks:
        moved = _moved(block, line - 1)
        yield Table(moved.rows, captions_after(before) or moved.captions) if isinstance(moved, Table) else moved


def _moved(block: Block, lines: int, before: Sequence[Block] = ()) -> Block:
    """Give a block so many lines further down; a table without captions has those of the blocks ``before``."""

    def down(place: Place) -> Place:
        return replace(place, line=place.line + lines)

    if not isinstance(block, Table):
        return replace(block, place=down(block.place))
    rows = (replace(row, cells=tuple(replace(c, place=down(c.place)) for c in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows), captions=block.captions or captions_after(before))
