"""The adapter for Excel workbooks: every shown sheet in order, each cell as its number format shows it."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, datetime, time
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING

from tagwright.document.indentation import indent_by_spaces
from tagwright.document.model import Block, Place
from tagwright.document.number_format import shown_date, shown_number
from tagwright.document.office import check_office_file, main_part_of, usual_form
from tagwright.document.raised import UNREAD, raised
from tagwright.document.readers import Content
from tagwright.document.spanned import GridCell
from tagwright.document.titled import blocks_of
from tagwright.document.unprinted import printed
from tagwright.errors import DocumentError

if TYPE_CHECKING:  # the library, which loads numpy, is loaded only where a workbook is read
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_CELLS = 1_000_000
_INDENT = 9.0
"""Points for each step of a cell's indent: three spaces of the usual font (ECMA-376, part 1, 18.8.1)."""
_FILLED = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*["']([^"']*)""")
_TO_CALCULATE = re.compile(rb"""<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']""")
_DRAWING = re.compile(r"xl/drawings/drawing\d*\.xml")
_DRAWN_PARAGRAPH = re.compile(rb"<a:p>(.*?)</a:p>", re.DOTALL)
_DRAWN_TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,9}):\$?([A-Za-z]{1,3})\$?(\d{1,9})")


def identify(data: bytes, name: str) -> bool:
    """Tell a workbook by the parts of its archive."""
    return main_part_of(data) == "xl/workbook.xml"


def read(data: bytes, name: str) -> Content:
    """Read the sheets of a workbook. What is hidden or struck out is not read, and a remark says so.

    Raises DocumentError where the file is broken, hostile or too large, or holds a formula without its result.
    """
    check_office_file(data, name)
    data = usual_form(data)
    _require_small_areas(data, name)
    shown, formulas = _opened(data, name, results=True), _opened(data, name, results=False)
    _require_calculated(data, shown, formulas, name)
    blocks: list[Block] = []
    remarks = [f"sheet {chart.title!r} is a chart and was not read" for chart in shown.chartsheets]
    struck: list[str] = []
    line = 0
    for sheet in shown.worksheets:
        if sheet.sheet_state != "visible":
            remarks.append(f"sheet {sheet.title!r} is hidden and was not read")
            continue
        _require_results(sheet, formulas[sheet.title], name)
        remarks += _hidden_parts(sheet)
        blocks += blocks_of(list(_cells(sheet, line, name, struck)), blocks)
        line += sheet.max_row or 0
    remarks += [f"what is struck out was not read: {'; '.join(struck)}"] if struck else []
    drawn = _texts_in_drawings(data)
    remarks += [f"what is written into shapes was not read: {'; '.join(drawn)}"] if drawn else []
    return Content(tuple(blocks), tuple(remarks))


def _texts_in_drawings(data: bytes) -> list[str]:
    """Give the texts of boxes and shapes that lie on the sheets, each once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in sorted(archive.namelist()) if _DRAWING.fullmatch(name)]
    paragraphs = (
        "".join(unescape(text.decode("utf-8", "replace")) for text in _DRAWN_TEXT.findall(paragraph))
        for part in parts
        for paragraph in _DRAWN_PARAGRAPH.findall(part)
    )
    return list(dict.fromkeys(" ".join(text.split()) for text in paragraphs if text.strip()))


def _require_calculated(data: bytes, shown: Workbook, formulas: Workbook, name: str) -> None:
    """Refuse a workbook that no program has calculated yet: it asks for it, and all of its results are zero."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not _TO_CALCULATE.search(archive.read("xl/workbook.xml")):
            return
    results = [
        shown[sheet.title]._cells[place].value
        for sheet in formulas.worksheets
        for place, cell in sheet._cells.items()
        if cell.data_type == "f" and place in shown[sheet.title]._cells
    ]
    if results and all(result == 0 for result in results):
        raise DocumentError(
            f"{name} was never calculated: each of its {len(results)} formulas has the result 0.",
            remedy="Open it in Excel, let it calculate, and save it again.",
        )


def _require_small_areas(data: bytes, name: str) -> None:
    """Refuse areas of cells that are merged or linked and that openpyxl would fill cell by cell."""
    cells = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                areas = (area.decode("utf-8", "replace") for area in _FILLED.findall(archive.read(part)))
                cells += sum(_size(unescape(area)) for area in areas)
    if cells > _MOST_CELLS:
        raise DocumentError(
            f"{name} merges or links more than {_MOST_CELLS:,} cells.", remedy="Give the announcement's sheets alone."
        )


def _size(area: str) -> int:
    """Count the cells of an area such as "A1:C9"; what is no area counts nothing."""
    found = _AREA.fullmatch(area)
    if not found:
        return 0
    from openpyxl.utils import column_index_from_string

    try:
        columns: int = column_index_from_string(found[3]) - column_index_from_string(found[1])
    except ValueError:  # a column that no sheet has
        return 0
    return (abs(columns) + 1) * (abs(int(found[4]) - int(found[2])) + 1)


def _opened(data: bytes, name: str, *, results: bool) -> Workbook:
    import openpyxl

    try:
        # Warnings are of pictures, charts and validation, which are not read; what it prints it also raises.
        with warnings.catch_warnings(action="ignore"), redirect_stdout(io.StringIO()):
            workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=results, rich_text=results, keep_links=False)
    except Exception as error:
        raise DocumentError(
            f"{name} cannot be read as a workbook ({error}).", remedy="Open it in Excel, and save it again as .xlsx."
        ) from error
    if sum(len(sheet._cells) for sheet in workbook.worksheets) > _MOST_CELLS:
        raise DocumentError(
            f"{name} has more than {_MOST_CELLS:,} cells.", remedy="Give the announcement's sheets alone."
        )
    return workbook


def _require_results(sheet: Worksheet, formulas: Worksheet, name: str) -> None:
    for cell in formulas._cells.values():
        result = sheet.cell(cell.row, cell.column)
        if cell.data_type == "f" and result.value is None and result.data_type != "str":  # "str": an empty text
            raise DocumentError(
                f"{name} holds no result of the formula in {sheet.title}!{cell.coordinate}.",
                remedy="Open it in Excel, let it calculate, and save it again.",
            )


def _hidden_parts(sheet: Worksheet) -> Iterator[str]:
    rows = [str(row) for row in sorted(_hidden_rows(sheet))]
    from openpyxl.utils import get_column_letter

    columns = [get_column_letter(column) for column in sorted(_hidden_columns(sheet))]
    filled_rows = [row for row in rows if any(cell.value is not None for cell in sheet[int(row)])]
    if filled_rows:
        yield f"hidden rows of sheet {sheet.title!r} were not read: {', '.join(filled_rows)}"
    filled = {cell.column_letter for cell in sheet._cells.values() if cell.value is not None}
    if hidden := [column for column in columns if column in filled]:
        yield f"hidden columns of sheet {sheet.title!r} were not read: {', '.join(hidden)}"


def _hidden_rows(sheet: Worksheet) -> set[int]:
    return {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden = (dimension for dimension in sheet.column_dimensions.values() if dimension.hidden)
    return {column for dimension in hidden for column in range(dimension.min or 1, min(dimension.max or 1, 16384) + 1)}


def _cells(sheet: Worksheet, first_line: int, name: str, struck: list[str]) -> Iterator[GridCell[None]]:
    """Give the cells that are shown; what is struck out in them goes to ``struck``."""
    from openpyxl.cell.cell import MergedCell

    some_struck = any(font.strike for font in sheet.parent._fonts)

    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    position = 1
    line = 0
    for row, column in sorted(sheet._cells):
        cell = sheet._cells[row, column]
        if row in rows or column in columns or isinstance(cell, MergedCell) or cell.value is None:
            continue
        position = position if row == line else 1
        line = row
        text = _shown(cell, name, struck)
        if some_struck and text and cell.font.strike:
            struck.append(text)
            text = UNREAD if re.search(r"\d", text) else ""
        area = merged.get((row, column))
        height = area.max_row - area.min_row + 1 if area else 1
        width = area.max_col - area.min_col + 1 if area else 1
        place = Place(first_line + row, position, f"{sheet.title}!{cell.coordinate}")
        position += len(text) + 1
        yield GridCell(row, column, height, width, text, place, indent=_indent(cell))


def _indent(cell: SheetCell) -> float | None:
    """Say how far the text of a cell stands in, in points: by its alignment, or by spaces."""
    try:
        alignment = cell.alignment
    except IndexError:  # the file lacks the style that the cell names, and says nothing of its alignment
        return 0.0
    if alignment.horizontal not in (None, "general", "left", "distributed", "justify", "fill"):
        return None
    return float(alignment.indent or 0) * _INDENT + (indent_by_spaces(cell.value) if isinstance(cell.value, str) else 0)


def _shown(cell: SheetCell, name: str, struck: list[str]) -> str:
    value = cell.value
    try:
        number_format = str(cell.number_format or "General")
    except IndexError as error:  # openpyxl looks a format up when it is asked for
        raise DocumentError(
            f"{name} does not hold the number format of {cell.parent.title}!{cell.coordinate}.",
            remedy="Open it in Excel, and save it again as .xlsx.",
        ) from error
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int | float):
        return shown_number(Decimal(str(value)), number_format)
    if isinstance(value, datetime | date):
        return shown_date(value, number_format)
    if isinstance(value, time):
        return value.isoformat()
    text = value if isinstance(value, str) else _text_of_parts(value, struck)
    return " ".join(printed(text).split(" ")).replace("\n", " ").strip()


def _text_of_parts(value: object, struck: list[str]) -> str:
    """Give a text whose parts have fonts of their own: raised marks stay raised, what is struck out goes apart."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    texts = []
    for part in value if isinstance(value, CellRichText) else [value]:
        plain = part.text if isinstance(part, TextBlock) else str(part)
        if isinstance(part, TextBlock) and part.font.strike:
            struck.append(plain.strip())
        elif isinstance(part, TextBlock) and part.font.vertAlign == "superscript":
            texts.append(raised(plain))
        else:
            texts.append(plain)
    return "".join(texts)
