"""The Document: what stood in the source, in reading order, each piece with its place.

Text is kept verbatim; a place says where its first character stands in the source file.
"""

from __future__ import annotations

from dataclasses import dataclass

from tagwright.document.page import Page


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a piece of text begins in the source: line and column, both counted from 1 (in characters).

    A format without lines counts its rows and paragraphs through, and says in ``at`` what a reader would call the
    place: "Sheet1!B5", "page 3, box 72 540 131 552" (left, bottom, right and top in points, from the page's corner).
    ``confidence`` is how sure the recognition of text is of a word in a picture, in percent.
    """

    line: int
    column: int
    at: str = ""
    confidence: int = 100

    def __str__(self) -> str:
        return self.at or f"{self.line}:{self.column}"

    def moved(self, characters: int) -> Place:
        """Give the place so many characters further on in the same piece of text."""
        return Place(self.line, self.column + characters, self.at)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, verbatim, and the place of the text's first character.

    ``columns`` counts the columns that it stands over, its own and those to the right, whose cells are empty.
    """

    text: str
    place: Place
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of a table. The first cell holds the label (it may be empty).

    ``depth`` counts the steps that its label stands further in than the outermost labels of the table.
    """

    cells: tuple[Cell, ...]
    depth: int = 0

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return self.cells[0].place


@dataclass(frozen=True, slots=True)
class Heading:
    """A title. Level 1 is a part of the announcement or a statement, 2 a note, 3 a part of a note."""

    text: str
    level: int
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: one source line, or several where the source marks them as one."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells. ``captions`` are the titles above it that belong to it, outermost first, as printed."""

    rows: tuple[Row, ...]
    captions: tuple[str, ...]

    @property
    def place(self) -> Place:
        """Where the table begins."""
        return self.rows[0].place


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A source document: ``name`` is its file name, ``sha256`` the digest of its bytes.

    ``remarks`` say, for a preparer, what of it was not read and why (hidden rows of a sheet). ``page`` is the author's
    own page, of a format that has one, for the facts to be marked in.
    """

    name: str
    sha256: str
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    page: Page | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text inside a Document.

    ``block`` indexes ``Document.blocks``; ``row`` and ``cell`` index into a table and are -1 elsewhere;
    ``start`` and ``end`` are character offsets into the text of that cell, heading or paragraph.
    """

    block: int
    row: int
    cell: int
    start: int
    end: int
