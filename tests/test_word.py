"""Reading Word documents: what Word shows, in its order."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

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
