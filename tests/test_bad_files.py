"""Broken, encrypted, empty, huge and mislabelled files of each format: each is read for what it is, or refused."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from office_files import as_excel, as_word
from pdfs import pdf_of
from statements import statement
from tagwright.document import html_source
from tagwright.document.model import Table
from tagwright.document.read import read_document
from tagwright.errors import DocumentError, ExitCode
from writers import as_csv, as_html, as_markdown, as_text

MADE = statement(3)
PDF = pdf_of([(72, 760 - 14 * n, "  ".join(row)) for n, row in enumerate(MADE.pages[0])])
WORD, EXCEL, HTML, CSV, TEXT, MARKDOWN = (
    made if isinstance(made, bytes) else made.encode()
    for made in (as_word(MADE), as_excel(MADE), as_html(MADE), as_csv(MADE), as_text(MADE), as_markdown(MADE))
)
SUFFIXES = ("txt", "md", "csv", "html", "xhtml", "pdf", "docx", "xlsx")
SHEET, BODY = "xl/worksheets/sheet1.xml", "word/document.xml"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    content = members.get(member, b"")
    return zipped({**members, member: change(content if isinstance(content, bytes) else content.encode())})


def compound(*streams: str) -> bytes:
    """Write a Compound File Binary as far as its header and the names of its streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return head.ljust(512, b"\0") + entries


def pages(count: int, kids: bytes = b"", content: bytes = b"") -> bytes:
    """Write a PDF of empty pages, or of one with this content; ``kids`` may say another order of them."""
    listed = kids or b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]%s >>" % (b" /Contents 4 0 R" if content else b"")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, listed)]
    objects += [page] * count
    if content:
        packed = zlib.compress(content)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    out = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, start=1))
    return out + b"trailer << /Size %d /Root 1 0 R >>\n%%%%EOF" % (len(objects) + 1)


def read(folder: Path, name: str, data: bytes) -> list[object]:
    (folder / name).write_bytes(data)
    return list(read_document(folder / name).blocks)


def refusal(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(DocumentError) as found:
        read(folder, name, data)
    assert found.value.exit_code is ExitCode.BAD_DOCUMENT
    assert len(found.value.remedy) > 20
    return f"{found.value.problem} {found.value.remedy}".replace(f"{folder}/", "")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", [PDF, WORD, EXCEL, HTML], ids=["pdf", "word", "excel", "html"])
def test_a_file_is_read_for_what_it_is_whatever_its_name_says(data: bytes, suffix: str, tmp_path: Path) -> None:
    right = next(s for s, each in (("pdf", PDF), ("docx", WORD), ("xlsx", EXCEL), ("html", HTML)) if each is data)
    found, expected = read(tmp_path, f"a.{suffix}", data), read(tmp_path, f"b.{right}", data)
    assert [getattr(block, "text", "table") for block in found] == [
        getattr(block, "text", "table") for block in expected
    ]
    assert any(isinstance(block, Table) for block in found) or data is PDF


@pytest.mark.parametrize(("suffix", "named"), [("pdf", "a PDF"), ("docx", "a Word document"), ("xlsx", "a workbook")])
@pytest.mark.parametrize("data", [TEXT, CSV, MARKDOWN], ids=["text", "csv", "markdown"])
def test_text_that_is_named_as_another_format_is_refused(data: bytes, suffix: str, named: str, tmp_path: Path) -> None:
    assert f"a.{suffix} is named as {named}, and is text. Name it for what it is" in refusal(
        tmp_path, f"a.{suffix}", data
    )


KINDS = {
    "an empty file": (b"", "is empty. Save it again"),
    "white space": (b" \n\t\n", "is empty. Save it again"),
    "a zip archive": (zipped({"a.txt": "x"}), "is a zip archive"),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "is an OpenDocument file"),
    "a presentation": (zipped({"ppt/presentation.xml": "<x/>"}), "is a presentation"),
    "a binary workbook": (zipped({"xl/workbook.bin": "x"}), "is a binary workbook (.xlsb)"),
    "a report package": (zipped({"a/META-INF/reportPackage.json": "{}"}), "is a report package"),
    "an old Word document": (compound("WordDocument"), "of the old kind (.doc), not text. Open it in Word"),
    "an old workbook": (compound("Workbook"), "of the old kind (.xls), not text. Open it in Excel"),
    "an encrypted file": (compound("EncryptionInfo", "EncryptedPackage"), "is an encrypted Word or Excel file"),
    "another compound file": (compound("Other"), "is an old or an encrypted Word or Excel file"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
    "gzip": (gzip.compress(TEXT, mtime=0), "is a gzip archive"),
    "rich text": (rb"{\rtf1\ansi Revenue 1,000\par}", "is Rich Text (RTF)"),
    "a program": (b"MZ\x90\0\3", "is a program"),
    "a web archive": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html><p>1</p></html>",
        "is an e-mail or a web archive (MHTML)",
    ),
    "other XML": (b'<?xml version="1.0"?><xbrl><a>1</a></xbrl>', "is XML that is no page"),
    "UTF-16": (TEXT.decode().encode("utf-16"), "is not in UTF-8 (it looks like UTF-16)"),
    "UTF-16 without a mark": (TEXT.decode().encode("utf-16-le"), "is not in UTF-8 (it looks like UTF-16)"),
    "a NUL byte": (b"Revenue\t1\n2\0" + TEXT, "is not text: line 2 has a NUL byte"),
    "Latin 1": ("Erlöse\t1\n".encode("latin-1"), "is not in UTF-8: line 1 has the byte 0xf6"),
}
NOT_THE_NAMES = {"html": {"other XML"}, "xhtml": {"other XML"}}
"""What a name makes of such a file: XML that is named as a page is read as one."""


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_of_no_format_is_named_with_a_remedy(kind: str, suffix: str, tmp_path: Path) -> None:
    if kind in NOT_THE_NAMES.get(suffix, ()):
        assert read(tmp_path, f"a.{suffix}", KINDS[kind][0])
        return
    assert KINDS[kind][1] in refusal(tmp_path, f"a.{suffix}", KINDS[kind][0])


def after_declaration(content: bytes) -> bytes:
    return re.sub(
        rb"\A(<\?xml[^>]*>)?", lambda found: found.group() + b"<!--" + b" " * 5000 + b"-->" + ENTITIES, content
    )


def in_sheet(xml: bytes, before: bytes = b"</sheetData>") -> bytes:
    return changed(EXCEL, SHEET, lambda sheet: sheet.replace(b"</sheetData>", xml if before else b""))


MERGED = b'</sheetData><mergeCells><mergeCell ref="A1:&#88;FD1048576"/></mergeCells>'
LINKED = b'</sheetData><hyperlinks><hyperlink location="x" ref="A1:XFD1048576"/></hyperlinks>'
ENCRYPTED = PDF.replace(
    b"trailer << ",
    b"trailer << /Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [<00><00>] "
    % (b"a" * 32, b"b" * 32),
)
BROKEN = {
    "cut.pdf": (PDF[: len(PDF) // 2], "cannot be read as a PDF"),
    "cut.docx": (WORD[: len(WORD) // 2], "is broken"),
    "cut.xlsx": (EXCEL[: len(EXCEL) // 2], "is broken"),
    "part.docx": (zipped({BODY: "<x/>"}), "cannot be read as a Word document"),
    "part.xlsx": (zipped({"xl/workbook.xml": "<x/>"}), "cannot be read as a workbook"),
    "bomb.docx": (changed(WORD, BODY, lambda _: b" " * (5 << 20)), "which inflates more than 250 times"),
    "bomb.xlsx": (changed(EXCEL, SHEET, lambda _: b" " * (5 << 20)), "which inflates more than 250 times"),
    "entities.docx": (changed(WORD, BODY, after_declaration), "which has a DOCTYPE"),
    "entities.xlsx": (changed(EXCEL, SHEET, after_declaration), "which has a DOCTYPE"),
    "merged.xlsx": (in_sheet(MERGED), "merges or links more than 1,000,000 cells"),
    "linked.xlsx": (in_sheet(LINKED), "merges or links more than 1,000,000 cells"),
    "encrypted.pdf": (ENCRYPTED, "is encrypted. Save it without a password."),
    "long.pdf": (pages(2001), "has 2,001 pages; at most 2,000 are read"),
    "empty.pdf": (pages(3), "holds no text: its pages are pictures"),
    "loop.pdf": (pages(5, kids=b"2 0 R"), "cannot be read as a PDF"),
    "bomb.pdf": (pages(1, content=b"BT (x) Tj ET\n" * 2_600_000), "content inflates to more than 32 MB"),
    "frames.html": (b"<html><frameset><frame src='a.html'></frameset></html>", "holds no text. Name the file that"),
    "deep.html": (b"<html><body>" + b"<div>" * 5000 + b"1</body></html>", "nests more than 1,000 elements"),
    "quotes.csv": (b'"a","b\nRevenue,1\n', "is no sound CSV: unexpected end of data. See that its quotes match"),
    "long.csv": (b'"' + b"x" * 200_000 + b'",1\n', "is no sound CSV: field larger than field limit"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_hostile_file_is_refused_with_a_remedy(name: str, tmp_path: Path) -> None:
    data, complaint = BROKEN[name]
    assert complaint in refusal(tmp_path, name, data)


HARMLESS = {
    "macro.docx": zipped({"x": ""}) and changed(WORD, "word/vbaProject.bin", lambda _: compound("VBA")),
    "dimension.xlsx": changed(
        EXCEL, SHEET, lambda sheet: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet)
    ),
    "far.xlsx": in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'),
    "cut.html": HTML[: len(HTML) * 3 // 4],
    "entity.html": b'<!DOCTYPE html [<!ENTITY a "aa">]><html><body><p>&a; Revenue 1</p></body></html>',
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_dangerous_is_read(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, name, HARMLESS[name])


@pytest.mark.parametrize(
    ("name", "head", "most"),
    [
        ("a.txt", b"Revenue", 34),
        ("a.md", b"# Revenue", 34),
        ("a.csv", b"Revenue,1", 34),
        ("a.html", b"<!DOCTYPE html>", 134),
        ("a.xhtml", b"<?xml version='1.0'?>", 134),
        ("a.docx", WORD, 268),
        ("a.xlsx", EXCEL, 268),
        ("a.pdf", PDF, 537),
    ],
)
def test_a_huge_file_is_refused_without_being_read(name: str, head: bytes, most: int, tmp_path: Path) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(head)
        file.truncate(600_000_000)
    with pytest.raises(DocumentError, match=f"has 600 MB; at most {most} MB are read"):
        read_document(path)


def test_pictures_in_a_page_count_little_and_its_text_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_source, "_LONGEST", 1 << 20)
    head = b"<!DOCTYPE html><html><head><title>t</title></head><body><p>Revenue 1</p>"
    picture = b"<p><img alt='' src='data:image/png;base64,%s'/></p>" % (b"AAAA" * 400_000)
    assert read(tmp_path, "pictures.html", head + picture + b"</body></html>")
    complaint = refusal(tmp_path, "text.html", head + picture + b"<p>1</p>" * 150_000 + b"</body></html>")
    assert "has more than 1 million characters besides its pictures and fonts" in complaint


def test_long_tables_take_time_in_proportion(tmp_path: Path) -> None:
    rows = "".join(f'Revenue {number},"1,234","(567)"\n' for number in range(10_000))
    (table,) = read(tmp_path, "long.csv", f",2021,2020\n{rows}".encode())
    assert isinstance(table, Table)
    assert len(table.rows) == 10_001
