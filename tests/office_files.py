"""Helpers: statements as Word documents and as workbooks, and LibreOffice, which prints both to PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt
from openpyxl.styles import Alignment, Font

from statements import Statement
from writers import TOTAL, placed, stacked, wrapped

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="needs LibreOffice (apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)"
)
_MONTHS = {"31 December": (12, 31), "31 Dec": (12, 31)}


def printed_by_libreoffice(files: Sequence[Path], folder: Path) -> list[Path]:
    """Print files to PDF in one run, under a profile of its own, so that no other run is in the way."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [folder / f"{file.stem}.pdf" for file in files]


def as_word(*statements: Statement) -> bytes:
    """Write a document, a page for each page of each statement."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Sans"
    for made in statements:
        for page in made.pages:
            if len(document.paragraphs) > 0 or len(document.tables) > 0:
                document.add_section()
            section = document.sections[-1]
            section.orientation = WD_ORIENT.LANDSCAPE if made.look.landscape else WD_ORIENT.PORTRAIT
            sides = (Pt(595), Pt(842))
            section.page_width, section.page_height = sides[::-1] if made.look.landscape else sides
            section.left_margin = section.right_margin = Pt(50)
            document.add_heading(made.titles[0], 1)
            for title in made.titles[1:]:
                document.add_paragraph(title)
            _add_page(document, made, page)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_page(document: Any, made: Statement, page: list[list[str]]) -> None:
    width = (742 if made.look.landscape else 495) - (20 if made.look.nested else 0)
    if made.look.tabbed:
        _add_lines(document, made, page, width)
    elif made.look.nested:
        outer = document.add_table(1, 1)
        _add_table(outer.cell(0, 0), made, page, width)
    else:
        _add_table(document, made, page, width)


def _add_lines(document: Any, made: Statement, page: list[list[str]], width: float) -> None:
    """Write rows as lines with a tab before each column, which it aligns at its right."""
    label, each = _widths(page, width)
    heads = len(made.header)
    for row in [*stacked(page[:heads]), *wrapped(page[heads:])]:
        paragraph = document.add_paragraph()
        run = paragraph.add_run("\t".join(row))
        run.bold, run.font.size = _is_bold(made, row), Pt(min(made.look.points, each / 10))
        paragraph.paragraph_format.space_after = Pt(0)
        for number in range(1, len(row)):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(label + each * number - 4), WD_TAB_ALIGNMENT.RIGHT)


def _widths(page: list[list[str]], width: float) -> tuple[float, float]:
    label = max(width * 0.3, width - 78 * (len(page[0]) - 1))
    return label, (width - label) / (len(page[0]) - 1)


def _is_bold(made: Statement, row: list[str]) -> bool:
    return bool(made.look.bold_totals and TOTAL.match(row[0]))


def _add_table(parent: Any, made: Statement, page: list[list[str]], width: float) -> None:
    cells = _cells_of(made, page)
    columns = max(index + span for row in cells for index, span, _ in row)
    table = parent.add_table(len(page), columns)
    table.autofit = False
    label, each = _widths(page, width)
    for number, column in enumerate(table.columns):
        own = each if columns == len(page[0]) else each * (0.85 if number % 2 else 0.15)
        column.width = Pt(own if number else label)
        for cell in column.cells:
            cell.width = column.width
    points = min(made.look.points, (each - 11) / 6.2)
    for number, row in enumerate(cells):
        texts = list(table.rows[number].cells)
        for index, span, text in row:
            cell = texts[index].merge(texts[index + span - 1]) if span > 1 else texts[index]
            _fill_word(cell, text, made, index, number < len(made.header))
            for run in cell.paragraphs[0].runs:
                run.bold, run.font.size = _is_bold(made, page[number]), Pt(points)


def _cells_of(made: Statement, page: list[list[str]]) -> list[list[tuple[int, int, str]]]:
    """Give the cells of each row: the column where it begins, how many it stands over, and its text."""
    cells = []
    for number, row in enumerate(page):
        written = []
        for index, width in placed(made, row, number):
            if not made.look.own_brackets or index == 0:
                written.append((index, width, row[index]))
            elif row[index].endswith(")") and number >= len(made.header):
                written += [(2 * index - 1, 1, row[index][:-1]), (2 * index, 1, ")")]
            else:
                written.append((2 * index - 1, 2 * width, row[index]))
        cells.append(written)
    return cells


def _fill_word(cell: Any, text: str, made: Statement, index: int, head: bool) -> None:
    cell.text = text
    paragraph = cell.paragraphs[0]
    if index:
        centred = head and made.look.centred_heads
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.RIGHT
    alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP if made.look.top and not head else WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    cell.vertical_alignment = alignment
    paragraph.paragraph_format.space_after = Pt(0)


def as_excel(*statements: Statement, on_one_sheet: bool = False) -> bytes:
    """Write a workbook with dates as dates: a sheet for each page, or one for all of them below each other.

    Amounts are stored in whole units, which formats scale, or as they are printed.
    """
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    first = 1
    for made in statements:
        for page in made.pages:
            if not on_one_sheet or not workbook.worksheets:
                sheet, first = workbook.create_sheet(), 1
            first = _fill_sheet(sheet, made, page, first) + 3
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill_sheet(sheet: Any, made: Statement, page: list[list[str]], first: int) -> int:
    """Write a page from a row of a sheet on; give its last row."""
    for number, title in enumerate(made.titles):
        sheet.cell(first + number, 1, title)
    first += len(made.titles) + 1
    sheet.page_setup.orientation = "landscape" if made.look.landscape else "portrait"
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 1, True
    sheet.column_dimensions["A"].width = 64
    for number, row in enumerate(_cells_of(made, page)):
        head, bold = number < len(made.header), _is_bold(made, page[number])
        sheet.row_dimensions[first + number].height = 15 * max(_height(text, index, span) for index, span, text in row)
        for index, span, text in row:
            cell = sheet.cell(first + number, index + 1)
            if span > 1:
                sheet.merge_cells(
                    start_row=cell.row, end_row=cell.row, start_column=cell.column, end_column=index + span
                )
            if index:
                sheet.column_dimensions[cell.column_letter].width = 3 if text == ")" else 17
                cell.alignment = Alignment(horizontal="right", vertical="bottom", wrap_text=head)
            else:
                cell.alignment = Alignment(wrap_text=True, vertical="bottom")
            cell.font = Font(bold=bold)
            if text:
                _fill(cell, text, index > 0 and not head, 0 if made.look.in_thousands else made.scale)
    return first + len(page) - 1


def _height(text: str, index: int, span: int) -> int:
    """Count the lines of a cell, as wide as its columns are."""
    width = 64 if index == 0 else 14 * span
    return sum(len(line) // width + 1 for line in text.split("\n"))


def _fill(cell: Any, text: str, is_amount: bool, scale: int) -> None:
    """Store a number, a date or a text, under the format that shows what is printed."""
    plain = text.strip("()$%").replace(",", "").replace("$", "")
    commas = "," * (scale // 3)
    stored = f'#,##0{commas}_);(#,##0{commas});"–"??'
    day = _MONTHS.get(text[:-5])
    if day and text[-4:].isdecimal():
        cell.value, cell.number_format = date(int(text[-4:]), *day), "d mmm yyyy" if len(text) < 12 else "d mmmm yyyy"
    elif is_amount and text.endswith("%"):
        signed = -Decimal(plain) if text.startswith("(") else Decimal(plain)
        cell.value, cell.number_format = float(signed / 100), "0.0%" if "(" not in text else "0.0%;(0.0)%"
    elif text.startswith("(") and not text.endswith(")"):
        cell.value = text
    elif is_amount and "." in text and plain.replace(".", "").isdecimal():
        cell.value, cell.number_format = float(plain) * (-1 if text.startswith("(") else 1), "0.00_);(0.00)"
    elif is_amount and plain.isdecimal() and ("," in text or len(plain) > 2 or text.startswith("(")):
        amount = int(plain) * 10**scale * (-1 if text.startswith("(") else 1)
        glyph = '"$"' if "$" in text else ""
        cell.value, cell.number_format = amount, stored.replace("#,##0", f"{glyph}#,##0")
    elif is_amount and text == "–":
        cell.value, cell.number_format = 0, stored
    elif text.isdecimal() and len(text) == 4:
        cell.value = int(text)
    else:
        cell.value = text
