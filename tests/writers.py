"""Helpers: a statement as text, Markdown, HTML and CSV."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

from statements import Statement

TOTAL = re.compile(r"(?:Total|Net)\b")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w,.])")
_SWAPPED = str.maketrans(",.", ".,")


def as_text(made: Statement) -> bytes:
    lines: list[str] = []
    for page in made.pages:
        header, rows = page[: len(made.header)], page[len(made.header) :]
        printed = stacked(header) + wrapped(rows)
        lines += [*made.titles, "", *("\t".join(row) for row in printed), ""]
    return "\n".join(lines).encode()


def stacked(header: list[list[str]]) -> list[list[str]]:
    """Print the lines of header cells as conversion does: each in a row of its own, standing on the lowest."""
    rows = []
    for row in header:
        height = max(cell.count("\n") + 1 for cell in row)
        cells = [[""] * (height - cell.count("\n") - 1) + cell.split("\n") for cell in row]
        rows += [list(line) for line in zip(*cells, strict=True)]
    return rows


def wrapped(rows: list[list[str]]) -> list[list[str]]:
    """Print a label of two lines as conversion does: its first line in a row of its own."""
    printed = []
    for row in rows:
        first, _, rest = row[0].partition("\n")
        printed += [[first] + [""] * (len(row) - 1), [rest, *row[1:]]] if rest else [row]
    return printed


def unwrapped(page: list[list[str]]) -> list[list[str]]:
    return [[cell.replace("\n", " ") for cell in row] for row in page]


def as_markdown(made: Statement, *, outer: bool = True) -> bytes:
    """Write tables of GFM; without ``outer``, no pipe stands at the edges of a row, and no cell there is empty."""
    lines: list[str] = []
    for page in made.pages:
        rows = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in unwrapped(page)]
        rows.insert(1, "|".join(["---"] * len(page[0])))
        rows = [f"| {row} |" if outer else _filled_at_edges(row) for row in rows]
        captions = [line for title in made.titles[1:] for line in (f"*{title}*", "")]
        lines += [f"# {made.titles[0]}", "", *captions, *rows, ""]
    return "\n".join(lines).encode()


def _filled_at_edges(row: str) -> str:
    return ("&nbsp;" if row.startswith(" ") else "") + row + ("&nbsp;" if row.endswith(" ") else "")


def as_html(made: Statement, *, spread: bool = False) -> bytes:
    """Write a page; ``spread`` puts padding columns and brackets in cells of their own, as filing software does."""
    captions = "".join(f"<p><b>{html.escape(title)}</b></p>" for title in made.titles[1:])
    titles = f"<h2>{made.titles[0]}</h2>{captions}"
    tables = ""
    for page in made.pages:
        rows = "".join(f"<tr>{''.join(_html_row(made, row, n, spread))}</tr>" for n, row in enumerate(page))
        tables += f"{titles}<table>{rows}</table>"
    return f"<!DOCTYPE html><html><body>{tables}</body></html>".encode()


def _html_row(made: Statement, row: list[str], number: int, spread: bool) -> Iterator[str]:
    bold = made.look.bold_totals and TOTAL.match(row[0])
    for index, width in placed(made, row, number):
        shown = html.escape(row[index]).replace("\n", "<br>")
        shown = f"<b>{shown}</b>" if bold else shown
        own = made.look.own_brackets and row[index].endswith(")") and number >= len(made.header)
        if not spread or index == 0:
            yield f'<td colspan="{width}">{shown}</td>' if width > 1 else f"<td>{shown}</td>"
        elif own:
            yield f"<td></td><td>{html.escape(row[index][:-1])}</td><td>)</td>"
        else:
            yield f'<td></td><td colspan="{3 * width - 1}">{shown}</td>'


def placed(made: Statement, row: list[str], number: int) -> Iterator[tuple[int, int]]:
    """Give the cells of a row of the grid that are written, each with the columns that it stands over."""
    index = 0
    while index < len(row):
        width = made.spans.get((number, index), 1) if made.look.merged else 1
        yield index, width
        index += width


def as_csv(made: Statement, *, continental: bool = False) -> bytes:
    """Write comma-separated values; ``continental``: semicolons between them, and decimals behind a comma."""
    out = io.StringIO()
    for page in made.pages:
        rows = [[row[0], *map(_continental, row[1:])] for row in page] if continental else page
        writer = csv.writer(out, delimiter=";" if continental else ",")
        writer.writerows([[title] for title in made.titles] + rows)
    return out.getvalue().encode()


def _continental(text: str) -> str:
    return _NUMBER.sub(lambda number: number.group().translate(_SWAPPED), text) if not text[:1].isalpha() else text
