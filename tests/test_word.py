"""Reading Word documents: what Word shows, in its order."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tagwright.document.model import Heading, Paragraph, Table
from tagwright.document.readers import Content
from tagwright.document.word import identify, read
from tagwright.errors import DocumentError


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def content_of(document: WordDocument) -> Content:
    data = saved(document)
    assert identify(data, "r.docx")
    return read(data, "r.docx")


def test_headings_paragraphs_and_tables_come_in_the_order_of_the_body() -> None:
    document = docx.Document()
    document.add_heading("Reserves", 2)
    table = document.add_table(2, 2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ["", "2021", "Cash", "5"], strict=True):
        cell.text = text
    document.add_paragraph("Cash rose to RMB 5 million.")
    blocks = content_of(document).blocks
    assert [type(block) for block in blocks] == [Heading, Table, Paragraph]
    assert (getattr(blocks[0], "level", None), str(blocks[0].place)) == (2, "paragraph 1")
    assert isinstance(blocks[1], Table)
    assert str(blocks[1].rows[1].cells[1].place) == "table 1, row 2, column 2"
    assert blocks[1].captions == ("Reserves",)


def test_cells_over_columns_and_rows_are_laid_out() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Group"
    for column, text in ((1, "2021"), (2, "2020")):
        table.cell(1, column).text = text
    for column, text in enumerate(("Cash", "5", "6")):
        table.cell(2, column).text = text
    (block,) = (block for block in content_of(document).blocks if isinstance(block, Table))
    assert [(cell.text, cell.columns) for cell in block.rows[0].cells] == [("", 1), ("Group", 2), ("", 1)]


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Cash is ")
    deleted, inserted = OxmlElement("w:del"), OxmlElement("w:ins")
    for change, tag, text in ((deleted, "w:delText", "4"), (inserted, "w:t", "5")):
        run, shown = OxmlElement("w:r"), OxmlElement(tag)
        shown.text = text
        run.append(shown)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" 9").font.hidden = True
    paragraph.add_run(".")
    assert [b.text for b in content_of(document).blocks if not isinstance(b, Table)] == ["Cash is 5."]


def test_a_raised_mark_stays_raised() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Cash is 1,234")
    paragraph.add_run("2").font.superscript = True
    assert [b.text for b in content_of(document).blocks if not isinstance(b, Table)] == ["Cash is 1,234²"]


def test_text_in_a_content_control_is_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Cash is 5.")
    control, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph._p.addnext(control)
    control.append(inside)
    inside.append(paragraph._p)
    assert [b.text for b in content_of(document).blocks if not isinstance(b, Table)] == ["Cash is 5."]


def test_notes_at_the_foot_are_read_after_the_body() -> None:
    data = saved(docx.Document())
    out = io.BytesIO(data)
    note = "<w:footnote><w:p><w:r><w:t>Of it 3.</w:t></w:r></w:p></w:footnote>"
    notes = f'<w:footnotes xmlns:w="{qn("w:p")[1:-2]}">{note}</w:footnotes>'
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert [b.text for b in read(out.getvalue(), "r.docx").blocks if not isinstance(b, Table)] == ["Of it 3."]


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.99])
def test_a_broken_document_is_refused(cut: float) -> None:
    data = saved(docx.Document())
    broken = data[: int(len(data) * cut)]
    assert identify(broken, "r.docx")
    with pytest.raises(DocumentError, match=r"r\.docx is broken"):
        read(broken, "r.docx")


def test_an_archive_with_nonsense_for_a_document_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<nonsense/>")
    with pytest.raises(DocumentError, match=r"r\.docx cannot be read as a Word document"):
        read(out.getvalue(), "r.docx")


def lines_with_tabs(*lines: str, stops: tuple[int, ...] = (), header_stops: tuple[int, ...] = ()) -> WordDocument:
    document = docx.Document()
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph(line)
        for stop in header_stops if header_stops and not number else stops:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(stop))
    return document


def rows_of(document: WordDocument) -> list[list[str]]:
    tables = [block for block in content_of(document).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def test_lines_whose_amounts_stand_at_tab_stops_are_a_table() -> None:
    lines = ("\tNote\t2021\t2020", "Cash\t4\t5\t6", "Current debt:", "Loans\t\t7\t(8)", "Bonds\t\t\t9")
    assert rows_of(lines_with_tabs(*lines, stops=(300, 380, 460))) == [
        ["", "Note", "2021", "2020"],
        ["Cash", "4", "5", "6"],
        ["Current debt:", "", "", ""],
        ["Loans", "", "7", "(8)"],
        ["Bonds", "", "", "9"],
    ]


def test_a_place_in_such_a_table_is_its_paragraph() -> None:
    content = content_of(lines_with_tabs("\t2021", "Cash\t5", "Debt\t6", stops=(300,)))
    (table,) = (block for block in content.blocks if isinstance(block, Table))
    assert [(str(cell.place), cell.place.column) for cell in table.rows[1].cells] == [
        ("paragraph 2", 1),
        ("paragraph 2", 6),
    ]


def test_a_header_with_other_tab_stops_stands_over_the_columns_that_are_near() -> None:
    lines = ("\t2021\t2020", "Cash\t5\t6", "Debt\t7\t8")
    near = lines_with_tabs(*lines, stops=(300, 400), header_stops=(290, 395))
    assert rows_of(near)[0] == ["", "2021", "2020"]
    between = lines_with_tabs(*lines, stops=(300, 400), header_stops=(350, 395))
    assert rows_of(between) == []


def test_without_tab_stops_several_tabs_are_one_where_all_lines_print_as_many_cells() -> None:
    assert rows_of(lines_with_tabs("\t\t\t2021\t2020", "Cash\t\t\t5\t6", "Other debt\t\t7\t8")) == [
        ["", "2021", "2020"],
        ["Cash", "5", "6"],
        ["Other debt", "7", "8"],
    ]
    assert rows_of(lines_with_tabs("\t\t\t2021\t2020", "Cash\t\t\t5\t6", "Other debt\t\t7")) == []


def test_numbered_titles_and_prose_with_a_tab_are_no_table() -> None:
    document = lines_with_tabs("1.\tGeneral information", "2.\tPolicies", "(a)\tCash is 5.", "Date:\t5 May 2021")
    assert rows_of(document) == []
    assert [getattr(block, "text", "") for block in content_of(document).blocks] == [
        "1. General information",
        "2. Policies",
        "(a) Cash is 5.",
        "Date: 5 May 2021",
    ]


def test_a_table_inside_of_a_cell_is_a_table_and_what_stands_around_it_is_kept_in_order() -> None:
    document = docx.Document()
    outer = document.add_table(3, 2)
    outer.cell(0, 0).text = "Above"
    cell = outer.cell(1, 0)
    cell.text = "Cash flows"
    inner = cell.add_table(2, 2)
    for at, text in zip((cell for row in inner.rows for cell in row.cells), ["", "2021", "Cash", "5"], strict=True):
        at.text = text
    outer.cell(2, 1).text = "Below 7"
    blocks = content_of(document).blocks
    assert [
        getattr(block, "text", None) or [[c.text for c in row.cells] for row in block.rows] for block in blocks
    ] == [
        "Above",
        "Cash flows",
        [["", "2021"], ["Cash", "5"]],
        "Below 7",
    ]


def test_what_heads_and_foots_pages_is_read_once_after_the_body() -> None:
    document = docx.Document()
    document.add_paragraph("Revenue was 5.")
    for _ in range(2):
        section = document.add_section()
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Annual report 2021"
        section.footer.paragraphs[0].text = "All amounts in RMB'000"
    out = io.BytesIO()
    document.save(out)
    blocks = read(out.getvalue(), "r.docx").blocks
    assert [block.text for block in blocks if not isinstance(block, Table)] == [
        "Revenue was 5.",
        "All amounts in RMB'000",
        "Annual report 2021",
    ]
