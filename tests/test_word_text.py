"""The text of Word documents written as XML: what Word shows of changes, fields, symbols, marks, formulas and boxes."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from tagwright.document.model import Table
from tagwright.document.readers import Content
from tagwright.document.word import read
from zips import rewritten

_OFFICE = "http://schemas.openxmlformats.org"
_SPACES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())


def saved(*elements: str) -> bytes:
    document = docx.Document()
    for number, element in enumerate(elements):
        name, _, rest = element.removeprefix("<").partition(">")
        document.element.body.insert(number, parse_xml(f"<{name} {_DECLARED}>{rest}"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(f"<w:tc>{paragraph(cell if cell.startswith('<') else run(cell))}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def texts(content: Content) -> list[str]:
    return [block.text for block in content.blocks if not isinstance(block, Table)]


def border(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


_CODE = "<w:r><w:instrText>=SUM(9)</w:instrText></w:r>"
_LIST = (
    '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="4"/><w:listEntry w:val="5"/></w:ddList></w:ffData>'
)
_SQUARE = "<m:sSup><m:e><m:r><m:t>3</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
_FRACTION = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (f"<w:moveFrom>{run('4')}</w:moveFrom><w:moveTo>{run('5')}</w:moveTo>", "5"),
        (f'<w:fldSimple w:instr="=SUM(ABOVE)">{run("5")}</w:fldSimple>', "5"),
        (border("begin") + _CODE + border("separate") + run("5") + border("end"), "5"),
        (  # the result of a field inside of the instruction of another one
            border("begin") + _CODE + border("begin") + _CODE + border("separate") + run("9") + border("end")
            + border("separate") + run("5") + border("end"),
            "5",
        ),
        (border("begin", _LIST) + border("end"), "5"),
        ('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>' + run("5"), "-5"),
        (run("5") + run("1", '<w:position w:val="6"/>'), "5¹"),
        (run("5") + run("1", '<w:rStyle w:val="EndnoteReference"/>'), "5¹"),
        (run("1,234") + run("5", '<w:position w:val="2"/>'), "1,2345"),
        (run("1,&#173;234&#8203;"), "1,234"),
        (f'<w:bdo w:val="ltr">{run("5")}</w:bdo>', "5"),
        (f"<m:oMath>{_FRACTION}</m:oMath>", "1/2"),
        (f"<m:oMath>{_SQUARE}</m:oMath>", "3²"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_word_shows(inside: str, shown: str) -> None:
    data = saved(paragraph(run("Cash is "), inside))
    style = (
        b'<w:style w:type="character" w:styleId="Raised"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    based = b'<w:style w:type="character" w:styleId="EndnoteReference"><w:basedOn w:val="Raised"/></w:style>'
    data = rewritten(data, "word/styles.xml", lambda part: part.replace(b"</w:styles>", style + based + b"</w:styles>"))
    assert texts(read(data, "r.docx")) == [f"Cash is {shown}"]


def test_struck_out_text_is_not_read_and_remarked() -> None:
    struck = run("4", "<w:strike/>")
    table = f"<w:tbl>{row('', '2021', '2020')}{row('Cash', struck, struck + run('5'))}{row('Debt', '6', '7')}</w:tbl>"
    content = read(saved(table), "r.docx")
    (block,) = (block for block in content.blocks if isinstance(block, Table))
    assert [cell.text for cell in block.rows[1].cells] == ["Cash", "*", "5"]
    assert content.remarks == ("text that is struck out was not read: 4; 4",)


def test_a_row_that_a_change_deletes_is_not_read() -> None:
    rows = row("", "2021", "2020") + row("Old", "4", "4", properties="<w:del/>") + row("Cash", "5", "6")
    (block,) = (block for block in read(saved(f"<w:tbl>{rows}</w:tbl>"), "r.docx").blocks if isinstance(block, Table))
    assert [row.cells[0].text for row in block.rows] == ["", "Cash"]


def test_a_text_box_for_two_programs_is_read_once_and_joins_no_cell() -> None:
    inside = f"<w:txbxContent>{paragraph(run('Debt is 9.'))}</w:txbxContent>"
    choice = (
        f"<mc:Choice Requires='wps'><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Choice>"
    )
    fallback = f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    table = f"<w:tbl>{row('', '2021', '2020')}{row('Cash', box + run('5'), '6')}</w:tbl>"
    content = read(saved(table), "r.docx")
    (block,) = (block for block in content.blocks if isinstance(block, Table))
    assert ([cell.text for cell in block.rows[1].cells], texts(content)) == (["Cash", "5", "6"], ["Debt is 9."])


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
        (b"wordprocessingml.document.main", b"wordprocessingml.template.main"),
    ],
)
def test_a_document_with_macros_and_a_template_are_read(was: bytes, now: bytes) -> None:
    data = rewritten(saved(paragraph(run("Cash is 5."))), "[Content_Types].xml", lambda part: part.replace(was, now))
    assert texts(read(data, "r.docm")) == ["Cash is 5."]


def test_a_document_of_the_strict_kind_is_read() -> None:
    data = saved(paragraph(run("Cash is 5.")))
    for part in ("_rels/.rels", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        data = rewritten(data, part, strict)
    assert texts(read(data, "r.docx")) == ["Cash is 5."]


def strict(part: bytes) -> bytes:
    for name in (b"wordprocessingml", b"officeDocument"):
        part = part.replace(b"http://schemas.openxmlformats.org/%s/2006" % name, b"http://purl.oclc.org/ooxml/" + name)
    return part
