"""Pages that are pictures: words are recognised where the user asks for it, each as sure as tesseract is of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from command import tagwright
from pdfs import pdf_of
from tagwright.document.read import read_document
from tagwright.errors import DocumentError
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Kind

FISCAL = Duration(date(2021, 1, 1), date(2021, 12, 31))
STATEMENT = [
    (60, 700, "CONSOLIDATED INCOME STATEMENT"),
    (60, 680, "For the year ended 31 December 2021"),
    (330, 650, "2021"), (430, 650, "2020"),
    (320, 636, "RMB'000"), (420, 636, "RMB'000"),
    (60, 616, "Revenue"), (320, 616, "48,213"), (420, 616, "45,907"),
    (60, 602, "Cost of sales"), (316, 602, "(31,056)"), (416, 602, "(30,114)"),
    (60, 588, "Gross profit"), (320, 588, "17,157"), (420, 588, "15,793"),
]  # fmt: skip
WORDS = """\
level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
5\t1\t1\t1\t1\t1\t1300\t600\t120\t33\t96.4\t2021
5\t1\t1\t1\t2\t1\t1300\t660\t160\t33\t95.1\tRMB'000
5\t1\t1\t1\t3\t1\t250\t740\t150\t33\t96.9\tRevenue
5\t1\t1\t1\t3\t2\t1300\t740\t150\t33\t96.2\t48,213
5\t1\t1\t1\t4\t1\t250\t800\t90\t33\t96.9\tGross
5\t1\t1\t1\t4\t2\t350\t800\t90\t33\t95.9\tprofit
5\t1\t1\t1\t4\t3\t1300\t800\t150\t33\t62.0\t17,157
"""


def scan(path: Path) -> Path:
    """Write the statement as a PDF that holds a picture and no text."""
    printed = pdfium.PdfDocument(pdf_of(STATEMENT))
    scanned = pdfium.PdfDocument.new()
    page = printed[0]
    width, height = page.get_size()
    picture = pdfium.PdfImage.new(scanned)
    picture.set_bitmap(page.render(scale=200 / 72, grayscale=True))
    picture.set_matrix(pdfium.PdfMatrix().scale(width, height))
    empty = scanned.new_page(width, height)
    empty.insert_obj(picture)
    empty.gen_content()
    scanned.save(path)
    return path


def amounts(path: Path) -> list[Figure]:
    read = extract(read_document(path, recognise=True), Vocabulary.of(()), FISCAL, "CNY").figures
    return [figure for figure in read if figure.kind is Kind.AMOUNT]


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in the place of tesseract that recognises WORDS in any picture."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    (tmp_path / "words.tsv").write_text(WORDS)
    program.write_text(f"#!/bin/sh\ncat > /dev/null\ncat '{tmp_path / 'words.tsv'}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")


@pytest.mark.usefixtures("tesseract")
def test_a_word_says_where_it_stands_and_how_sure_its_recognition_is(tmp_path: Path) -> None:
    sure, unsure = amounts(scan(tmp_path / "scan.pdf"))
    assert (sure.row_path, sure.value, sure.doubt) == (("Revenue",), 48213, None)
    assert sure.place.at.startswith("page 1, box 312 ")
    assert sure.place.at.endswith(", recognised at 96%")
    assert (unsure.row_path, unsure.doubt) == (("Gross profit",), "it was recognised in a picture, at 62% only")


@pytest.mark.usefixtures("tesseract")
def test_the_document_remarks_that_a_page_was_recognised(tmp_path: Path) -> None:
    assert read_document(scan(tmp_path / "scan.pdf"), recognise=True).remarks == (
        "page 1 is a picture; its text was recognised",
    )


def test_nothing_is_recognised_unasked(tmp_path: Path) -> None:
    with pytest.raises(
        DocumentError, match=r"holds no text: its pages are pictures\.\n  remedy: Let tesseract read it"
    ):
        read_document(scan(tmp_path / "scan.pdf"))


def test_without_tesseract_the_remedy_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = tagwright("read", scan(tmp_path / "scan.pdf"), "--ocr")
    assert answer.code == 3
    assert "tesseract, which reads pictures, is not installed" in answer.err
    assert "apt-get install tesseract-ocr" in answer.err


def test_a_tesseract_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(DocumentError, match=r"tesseract could not read a page of .*scan\.pdf"):
        read_document(scan(tmp_path / "scan.pdf"), recognise=True)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="needs tesseract (apt-get install tesseract-ocr)")
def test_a_clean_scan_gives_the_amounts_that_it_shows(tmp_path: Path) -> None:
    read = [figure for figure in amounts(scan(tmp_path / "scan.pdf")) if figure.doubt is None]
    said = {(figure.row_path[-1], str(figure.period)[:4], figure.scaled) for figure in read}
    assert said <= {
        ("Revenue", "2021", 48213000), ("Revenue", "2020", 45907000),
        ("Cost of sales", "2021", -31056000), ("Cost of sales", "2020", -30114000),
        ("Gross profit", "2021", 17157000), ("Gross profit", "2020", 15793000),
    }  # fmt: skip
    assert len(said) >= 4
