"""The adapter for tables with delimiters: CSV with commas or semicolons, and TSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from tagwright.document.indentation import indent_by_spaces
from tagwright.document.model import Place
from tagwright.document.plain import decoded_text, says_other_kind
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.titled import blocks_of
from tagwright.errors import DocumentError

_DELIMITERS = ",;\t|"
_SAID = re.compile(r'"?sep=([,;\t|])"?', re.IGNORECASE)
"""The first line of a file that tells Excel its delimiter; it is no part of the table."""


def identify(data: bytes, name: str) -> bool:
    """Tell such a table by its file name, since any text might be one, unless its bytes say what else it is."""
    return name.lower().endswith((".csv", ".tsv")) and not says_other_kind(data)


def read(data: bytes, name: str) -> Content:
    """Read the rows of the file as a grid. Raises DocumentError where it is not text or its quotes do not match."""
    text = decoded_text(data, name)
    try:
        cells = list(_cells(text, _delimiter(text, name)))
    except csv.Error as error:
        raise DocumentError(
            f"{name} is no sound CSV: {error}.", remedy="See that its quotes match, and save it again as CSV in UTF-8."
        ) from error
    return Content(tuple(blocks_of(cells, ())))


def _delimiter(text: str, name: str) -> str:
    """Give the delimiter that cuts the most rows, in the quoting of the format, into equally many cells."""
    if name.lower().endswith(".tsv"):
        return "\t"
    lines = text.splitlines()[:200]
    if lines and (said := _SAID.fullmatch(lines[0])):
        return said[1]

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1]
        return max((widths.count(width) for width in set(widths)), default=0), -_DELIMITERS.index(delimiter)

    return max(_DELIMITERS, key=evenness)


def _cells(text: str, delimiter: str) -> Iterator[GridCell[None]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for index, row in enumerate(reader):
        position = 1
        said = index == 0 and _SAID.fullmatch(text.split("\n", 1)[0].rstrip("\r"))
        for column, cell in enumerate(() if said else row):
            yield GridCell(
                index, column, 1, 1, " ".join(cell.split()), Place(line, position), indent=indent_by_spaces(cell)
            )
            position += len(cell) + 1
        line = reader.line_num + 1
