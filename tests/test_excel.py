"""Reading workbooks: cells as they are shown, places as a reader names them, and what is hidden."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tagwright.document.excel import identify, read
from tagwright.document.model import Heading, Table
from tagwright.document.readers import Content
from tagwright.errors import DocumentError
from zips import rewritten


def workbook(*fill: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, function in enumerate(fill, start=1):
        function(book.create_sheet(f"Sheet{number}"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def balance(sheet: Worksheet) -> None:
    rows = [["Balance sheet"], [None, 2021, 2020], [None, "RMB'000", "RMB'000"], ["Cash", 1234567, -5], ["Debt", 7, 8]]
    for row in rows:
        sheet.append(row)
    sheet["B4"].number_format = "#,##0,"
    sheet["C4"].number_format = "#,##0;(#,##0)"


def with_changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Give a workbook one of whose parts says something else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            archive.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def rows_of(content: Content) -> list[list[str]]:
    return [[c.text for c in row.cells] for block in content.blocks if isinstance(block, Table) for row in block.rows]


def test_a_cell_is_read_as_its_format_shows_it() -> None:
    content = read(workbook(balance), "b.xlsx")
    assert [block.text for block in content.blocks if isinstance(block, Heading)] == ["Balance sheet"]
    assert rows_of(content) == [
        ["", "2021", "2020"],
        ["", "RMB'000", "RMB'000"],
        ["Cash", "1,235", "(5)"],
        ["Debt", "7", "8"],
    ]


def test_a_place_is_the_sheet_and_the_cell_and_rows_count_through_the_sheets() -> None:
    content = read(workbook(balance, balance), "b.xlsx")
    first, second = (block for block in content.blocks if isinstance(block, Table))
    assert [str(cell.place) for cell in first.rows[2].cells] == ["Sheet1!A4", "Sheet1!B4", "Sheet1!C4"]
    assert (str(second.rows[2].cells[1].place), second.rows[2].cells[1].place.line) == ("Sheet2!B4", 9)


def test_hidden_rows_columns_and_sheets_are_not_read_and_remarked() -> None:
    def hiding(sheet: Worksheet) -> None:
        balance(sheet)
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True

    def hidden(sheet: Worksheet) -> None:
        balance(sheet)
        sheet.sheet_state = "hidden"

    content = read(workbook(hiding, hidden), "b.xlsx")
    assert rows_of(content) == [["", "2021"], ["", "RMB'000"], ["Cash", "1,235"]]
    assert content.remarks == (
        "hidden rows of sheet 'Sheet1' were not read: 5",
        "hidden columns of sheet 'Sheet1' were not read: C",
        "sheet 'Sheet2' is hidden and was not read",
    )


def test_a_merged_cell_stands_over_its_columns() -> None:
    def merged(sheet: Worksheet) -> None:
        for row in ([None, "Group", None, "Trust", None], [None, 2021, 2020, 2021, 2020], ["Cash", 1, 2, 3, 4]):
            sheet.append(row)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:E1")

    (table,) = read(workbook(merged), "b.xlsx").blocks
    assert isinstance(table, Table)
    assert [(cell.text, cell.columns) for cell in table.rows[0].cells] == [
        ("", 1),
        ("Group", 2),
        ("", 1),
        ("Trust", 2),
        ("", 1),
    ]


def test_a_formula_without_its_result_is_refused() -> None:
    def formula(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"] = "Cash", "=1+1"

    with pytest.raises(DocumentError, match=r"holds no result of the formula in Sheet1!B1\."):
        read(workbook(formula), "b.xlsx")


def sums(sheet: Worksheet) -> None:
    for row in ([None, 2021, 2020], ["Cash", "=1+1", 5], ["Debt", "=2+2", 6]):
        sheet.append(row)


def with_results(*results: bytes, recalculated: bytes = b"0") -> bytes:
    """Give a workbook as a program saves it that has calculated; a result is what stands after the formula."""

    def filled(part: bytes) -> bytes:
        for place, result in zip((b"B2", b"B3"), results, strict=True):
            part = re.sub(
                b'<c r="%s"><f>.*?</f><v ?/?>(?:</v>)?</c>' % place, b'<c r="%s"%s</c>' % (place, result), part
            )
        return part

    data = rewritten(workbook(sums), "xl/worksheets/sheet1.xml", filled)
    return rewritten(
        data, "xl/workbook.xml", lambda p: p.replace(b'fullCalcOnLoad="1"', b'fullCalcOnLoad="%s"' % recalculated)
    )


def test_a_formula_whose_result_is_an_empty_text_shows_nothing() -> None:
    content = read(with_results(b' t="str"><f>A</f><v></v>', b"><f>A</f><v>4</v>"), "b.xlsx")
    assert rows_of(content) == [["", "2021", "2020"], ["Cash", "", "5"], ["Debt", "4", "6"]]


def test_a_workbook_that_was_never_calculated_is_refused() -> None:
    zero = b"><f>A</f><v>0</v>"
    with pytest.raises(DocumentError, match="was never calculated: each of its 2 formulas has the result 0"):
        read(with_results(zero, zero, recalculated=b"1"), "b.xlsx")
    assert rows_of(read(with_results(zero, zero), "b.xlsx"))[1] == ["Cash", "0", "5"]


def test_what_is_struck_out_is_not_read_and_raised_marks_stay_raised() -> None:
    def fonts(sheet: Worksheet) -> None:
        raised, struck = (InlineFont(vertAlign="superscript"), InlineFont(strike=True))
        sheet.append([None, 2021, 2020])
        sheet.append(["Cash", CellRichText("5", TextBlock(raised, "1")), CellRichText("6", TextBlock(struck, "7"))])
        sheet.append(["Debt", 8, 9])
        sheet["B3"].font = Font(strike=True)

    content = read(workbook(fonts), "b.xlsx")
    assert rows_of(content) == [["", "2021", "2020"], ["Cash", "5¹", "6"], ["Debt", "*", "9"]]
    assert content.remarks == ("what is struck out was not read: 7; 8",)


def test_a_label_of_three_capitals_is_no_currency_and_characters_that_print_nothing_are_left_out() -> None:
    def capitals(sheet: Worksheet) -> None:
        for row in ([None, 2021, 2020], ["NCI", -5, 6], ["Cash", "(1,234)\u200b", "\u200e7"]):
            sheet.append(row)

    content = read(workbook(capitals), "b.xlsx")
    assert rows_of(content) == [["", "2021", "2020"], ["NCI", "-5", "6"], ["Cash", "(1,234)", "7"]]


def test_a_sheet_that_is_a_chart_is_remarked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(balance)))
    book.create_chartsheet("Growth").add_chart(BarChart())
    out = io.BytesIO()
    book.save(out)
    assert read(out.getvalue(), "b.xlsx").remarks == ("sheet 'Growth' is a chart and was not read",)


def test_a_workbook_of_the_strict_kind_is_read() -> None:
    data = workbook(balance)
    for part in ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        for name in (b"spreadsheetml", b"officeDocument"):
            was, now = b"http://schemas.openxmlformats.org/%s/2006" % name, b"http://purl.oclc.org/ooxml/" + name
            data = rewritten(data, part, lambda content, was=was, now=now: content.replace(was, now))
    assert rows_of(read(data, "b.xlsx"))[-1] == ["Debt", "7", "8"]


def test_a_bomb_is_refused() -> None:
    out = io.BytesIO(workbook(balance))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(30 * 1024 * 1024))
    with pytest.raises(DocumentError, match="inflates more than 250 times"):
        read(out.getvalue(), "b.xlsx")


def test_a_doctype_in_a_part_is_refused() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "lol">]>'
    data = with_changed(workbook(balance), "xl/worksheets/sheet1.xml", b"<worksheet", evil + b"<worksheet")
    with pytest.raises(DocumentError, match="has a DOCTYPE"):
        read(data, "b.xlsx")


def test_a_workbook_that_lacks_the_number_format_of_a_cell_is_refused() -> None:
    data = with_changed(workbook(balance), "xl/styles.xml", b'<xf numFmtId="165"', b'<xf numFmtId="999"')
    with pytest.raises(DocumentError) as raised:
        read(data, "b.xlsx")
    assert raised.value.problem == "b.xlsx does not hold the number format of Sheet1!C4."


def test_a_workbook_that_lacks_a_style_is_refused_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    data = with_changed(workbook(balance), "xl/styles.xml", b"<cellStyleXfs", b"<cellStyleXfsGone")
    data = with_changed(data, "xl/styles.xml", b"</cellStyleXfs", b"</cellStyleXfsGone")
    with pytest.raises(DocumentError, match="cannot be read as a workbook"):
        read(data, "b.xlsx")
    assert capsys.readouterr().out == ""


def test_a_value_that_is_too_large_for_a_number_is_no_amount() -> None:
    data = with_changed(workbook(balance), "xl/worksheets/sheet1.xml", b"<v>1234567</v>", b"<v>1e999</v>")
    assert rows_of(read(data, "b.xlsx"))[2:] == [["Cash", "inf", "(5)"], ["Debt", "7", "8"]]


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.99])
def test_a_broken_workbook_is_refused(cut: float) -> None:
    data = workbook(balance)
    broken = data[: int(len(data) * cut)]
    assert identify(broken, "b.xlsx")
    with pytest.raises(DocumentError) as raised:
        read(broken, "b.xlsx")
    assert raised.value.problem.startswith("b.xlsx is broken (")


def test_a_workbook_with_a_part_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<nonsense/>")
    with pytest.raises(DocumentError, match=r"b\.xlsx cannot be read as a workbook"):
        read(out.getvalue(), "b.xlsx")


def test_what_is_written_into_shapes_is_not_read_and_remarked() -> None:
    out = io.BytesIO(workbook(balance))
    paragraph = "<a:p><a:r><a:t>All amounts in </a:t></a:r><a:r><a:t>RMB&#39;000</a:t></a:r></a:p>"
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "xl/drawings/drawing1.xml", f'<xdr:wsDr xmlns:xdr="x" xmlns:a="a">{paragraph}{paragraph}</xdr:wsDr>'
        )
    assert read(out.getvalue(), "b.xlsx").remarks == (
        "what is written into shapes was not read: All amounts in RMB'000",
    )
