"""Labels that stand in: the same steps make the same sections in every format."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openpyxl.styles import Alignment

from pdfs import pdf_of
from reading import YEAR, amounts_in
from tagwright.document.indentation import depths, indent_by_spaces
from tagwright.document.read import read_document

ROWS = (
    (0, "ASSETS", ""),
    (1, "Non-current assets", ""),
    (2, "Land", "10"),
    (2, "Financial assets", ""),
    (3, "Listed", "20"),
    (3, "Unlisted", "30"),
    (2, "Goodwill", "40"),
    (1, "Total non-current assets", "100"),
    (1, "Current assets", ""),
    (2, "Inventories", "50"),
    (0, "Total assets", "150"),
    (0, "Dividends", "70"),
)
"""Depth, label and amount of each row."""
PATHS = {
    "10": "ASSETS > Non-current assets > Land",
    "20": "ASSETS > Non-current assets > Financial assets > Listed",
    "30": "ASSETS > Non-current assets > Financial assets > Unlisted",
    "40": "ASSETS > Non-current assets > Goodwill",
    "100": "ASSETS > Non-current assets > Total non-current assets",
    "50": "ASSETS > Current assets > Inventories",
    "150": "ASSETS > Total assets",
    "70": "Dividends",
}


def _html(cell: Callable[[int, str], str], head: str = "") -> bytes:
    rows = "".join(f"<tr>{cell(depth, label)}<td>{amount}</td></tr>" for depth, label, amount in ROWS)
    table = f"<table><tr><td></td><td>2021 RMB'000</td></tr>{rows}</table>"
    return f"<html><head>{head}</head><body>{table}</body></html>".encode()


def _wide(depth: int, label: str) -> str:
    return "<td></td>" * depth + f'<td colspan="{4 - depth}">{label}</td>'


def _by_class(depth: int, label: str) -> str:
    return f'<td class="label l{depth}">{label}</td>'


CLASSES = """<style>td.label { padding: 2px 4px } td.l1 { padding-left: 1em }
td.l2 { padding-left: 2em } table .l3 { padding-left: 3em }</style>"""
PAGES = {
    "padding": _html(lambda depth, label: f'<td style="padding-left: {9 * depth}pt">{label}</td>'),
    "margin of a paragraph": _html(
        lambda depth, label: f'<td><p style="margin: 0 0 0 {12 * depth}px">{label}</p></td>'
    ),
    "text that hangs": _html(
        lambda depth, label: f'<td style="padding-left:{20 * depth + 20}px;text-indent:-20px">{label}</td>'
    ),
    "spaces that do not break": _html(lambda depth, label: f"<td>{'&nbsp;' * 3 * depth}{label}</td>"),
    "columns": _html(_wide).replace(b"<tr><td></td><td>2021", b'<tr><td colspan="4"></td><td>2021'),
    "classes": _html(_by_class, CLASSES),
}


def _word() -> bytes:
    document = docx.Document()
    style = document.styles.add_style("Deep", 1)
    style.paragraph_format.left_indent = Pt(30)
    table = document.add_table(len(ROWS) + 1, 2)
    table.cell(0, 1).text = "2021 RMB'000"
    for number, (depth, label, amount) in enumerate(ROWS, start=1):
        paragraph = table.cell(number, 0).paragraphs[0]
        paragraph.text = label
        if depth == 3:
            paragraph.style = style
        else:
            paragraph.paragraph_format.left_indent = Pt(10 * depth + 5)
            paragraph.paragraph_format.first_line_indent = Pt(-5)
        table.cell(number, 1).text = amount
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _excel() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["", "2021 RMB'000"])
    for number, (depth, label, amount) in enumerate(ROWS, start=2):
        sheet.append([label, int(amount) if amount else None])
        sheet.cell(number, 1).alignment = Alignment(indent=depth)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(
        [["", "2021 RMB'000"], *([f"{'  ' * depth}{label}", amount] for depth, label, amount in ROWS)]
    )
    return out.getvalue().encode()


def _pdf() -> bytes:
    said = [(400.0, 760.0, "2021"), (390.0, 745.0, "RMB'000")]
    for number, (depth, label, amount) in enumerate(ROWS):
        said.append((50.0 + 8 * depth, 720.0 - 14 * number, label))
        if amount:
            said.append((400.0, 720.0 - 14 * number, amount))
    return pdf_of(said)


FILES = {
    **{f"{name}.html": page for name, page in PAGES.items()},
    "tabs.txt": "\n".join(
        ["\t2021\n\tRMB'000", *(f"{'   ' * d}{label}\t{amount}" for d, label, amount in ROWS)]
    ).encode(),
    "spaces.txt": "\n".join(
        [
            f"{'2021':>60}",
            f"{'RMB' + chr(39) + '000':>60}",
            *(f"{'   ' * d + label:40}{amount:>20}" for d, label, amount in ROWS),
        ]
    ).encode(),
    "pipes.md": "\n".join(
        ["| | 2021 RMB'000 |", "|---|---|", *(f"| {'&nbsp;' * 2 * d}{label} | {amount} |" for d, label, amount in ROWS)]
    ).encode(),
    "table.csv": _csv(),
    "table.docx": _word(),
    "table.xlsx": _excel(),
    "table.pdf": _pdf(),
}


@pytest.mark.parametrize("name", FILES)
def test_steps_of_labels_make_the_same_sections_in_every_format(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    figures = amounts_in(read_document(path), YEAR, "CNY")
    assert {figure.text: " > ".join(figure.row_path) for figure in figures} == PATHS


def test_a_label_that_is_centred_in_its_cell_stands_on_the_outermost_step(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(4, 2)
    for number, (label, amount) in enumerate([("", "2021"), ("Assets", ""), ("Land", "10"), ("Other", "20")]):
        table.cell(number, 0).text, table.cell(number, 1).text = label, amount
    table.cell(1, 0).paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    table.cell(3, 0).paragraphs[0].paragraph_format.left_indent = Pt(20)
    document.save(str(tmp_path / "centred.docx"))
    figures = amounts_in(read_document(tmp_path / "centred.docx"), YEAR, "CNY")
    assert [figure.row_path for figure in figures] == [("Assets", "Land"), ("Assets", "Other")]


def test_depths_count_the_steps_of_a_table_and_pass_over_what_a_space_makes() -> None:
    assert depths([0.0, 18.0, 19.5, 36.0, None, 1.0, 18.0]) == [0, 1, 1, 2, 0, 0, 1]


def test_many_small_steps_are_told_apart_where_together_they_are_more_than_a_space() -> None:
    assert depths([0.0, 1.5, 3.0, 4.5]) == [0, 0, 1, 1]


def test_spaces_of_every_width_stand_a_label_in() -> None:
    assert [indent_by_spaces(text) for text in ("a b", "  a", "\u00a0a", "\u2003a", "\ta", "")] == [0, 4, 2, 8, 36, 0]
