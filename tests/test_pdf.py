"""Reading PDF: lines, columns, tables over wrapped labels and brackets, each with its page and box."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest

from pdfs import Said, pdf_of
from tagwright.document import pdf, pdf_lines
from tagwright.document.model import Block, Heading, Paragraph, Table
from tagwright.document.pdf_characters import Character
from tagwright.document.printed import Box
from tagwright.errors import DocumentError

HEAD: list[Said] = [(60, 740, "Income statement"), (60, 728, "For the year ended 31 December 2021")]
YEARS: list[Said] = [(300, 700, "Note"), (400, 700, "2021"), (500, 700, "2020")]


def blocks_of(*pages: list[Said], turned: bool = False) -> tuple[Block, ...]:
    data = pdf_of(*pages, turned=turned)
    assert pdf.identify(data, "r.pdf")
    return pdf.read(data, "r.pdf").blocks


def rows_of(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for block in blocks if isinstance(block, Table) for row in block.rows]


def row(y: float, label: str, *values: str, note: str = "") -> list[Said]:
    cells: list[Said] = [(400 + 100 * n, y, value) for n, value in enumerate(values)]
    return [(60, y, label), *([(300.0, y, note)] if note else []), *cells]


def test_titles_and_a_table_are_read_with_one_cell_a_column() -> None:
    blocks = blocks_of([*HEAD, *YEARS, *row(680, "Revenue", "4,700", "(3)", note="4"), *row(668, "Tax", "-", "5")])
    assert [type(block) for block in blocks] == [Heading, Heading, Table]
    assert rows_of(blocks) == [["", "Note", "2021", "2020"], ["Revenue", "4", "4,700", "(3)"], ["Tax", "", "-", "5"]]
    assert isinstance(blocks[2], Table)
    assert blocks[2].captions == ("Income statement", "For the year ended 31 December 2021")


def test_a_place_is_the_page_and_the_box() -> None:
    blocks = blocks_of(HEAD, [*YEARS, *row(680, "Revenue", "4,700", "3,446"), *row(668, "Tax", "1", "2", note="7")])
    table = blocks[-1]
    assert isinstance(table, Table)
    found = re.fullmatch(r"page 2, box (\d+) (\d+) (\d+) (\d+)", str(table.rows[1].cells[2].place))
    assert found is not None
    left, bottom, right, top = map(int, found.groups())
    assert (left, right) == (400, 425)  # 4 digits of 5.56 points and a comma of 2.78
    assert 675 < bottom <= 680 < 687 <= top < 693


def test_a_label_over_two_lines_is_one_label() -> None:
    long = "Loss after income tax for the year attributable to"
    lines = [
        *YEARS,
        *row(680, long),
        *row(668, "the Owners of the Company", "5", "6"),
        *row(656, "Tax", "1", "2", note="7"),
    ]
    assert rows_of(blocks_of(lines))[1:] == [
        [f"{long} the Owners of the Company", "", "5", "6"],
        ["Tax", "7", "1", "2"],
    ]


def test_a_label_that_goes_on_under_its_amounts_is_one_label() -> None:
    long = "Share of losses of investments accounted for with"
    lines = [*YEARS, *row(680, long, "5", "6"), *row(668, "the equity method"), *row(656, "Tax", "1", "2", note="7")]
    assert rows_of(blocks_of(lines))[1:] == [[f"{long} the equity method", "", "5", "6"], ["Tax", "7", "1", "2"]]


def test_a_heading_above_rows_is_no_part_of_a_label() -> None:
    lines = [*YEARS, *row(680, "Current assets"), *row(668, "Cash", "5", "6"), *row(656, "Total", "5", "6", note="7")]
    assert rows_of(blocks_of(lines))[1:3] == [["Current assets", "", "", ""], ["Cash", "", "5", "6"]]


def test_a_currency_sign_in_its_own_column_joins_its_amount() -> None:
    signs: list[Said] = [(380, 680, "$"), (480, 680, "$")]
    lines = [*YEARS, *row(680, "Revenue", "4,700", "3,446"), *signs, *row(668, "Tax", "1", "2", note="7")]
    assert rows_of(blocks_of(lines))[1] == ["Revenue", "", "$ 4,700", "$ 3,446"]


def test_a_raised_mark_joins_no_amount() -> None:
    mark: list[Said] = [(425.5, 684, "2", 6)]
    lines = [*YEARS, *row(680, "Revenue", "4,700", "3,446"), *mark, *row(668, "Tax", "1", "2", note="7")]
    assert rows_of(blocks_of(lines))[1][2] == "4,700²"


def test_a_heading_over_two_columns_stands_over_both() -> None:
    lines: list[Said] = [
        (410, 712, "Consolidated group of entities"),
        *YEARS,
        *row(680, "Cash", "1", "2"),
        *row(668, "Tax", "1", "2", note="7"),
    ]
    (table,) = blocks_of(lines)
    assert isinstance(table, Table)
    assert [(cell.text, cell.columns) for cell in table.rows[0].cells][2:] == [
        ("Consolidated group of entities", 2),
        ("", 1),
    ]


def test_lines_of_a_paragraph_are_one_paragraph() -> None:
    first, second = "The Group reports that its revenue rose in the year under review, and that its loss", "fell to 5."
    blocks = blocks_of([(60, 700, first), (60, 688, second), (60, 660, "It is 6.")])
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]
    assert [block.text for block in blocks if not isinstance(block, Table)] == [f"{first} {second}", "It is 6."]


def test_text_after_a_table_is_no_part_of_it() -> None:
    text = "The notes on pages 4 to 9 are a part of these financial statements, and are to be read with them."
    blocks = blocks_of([*YEARS, *row(680, "Cash", "1", "2"), *row(668, "Tax", "1", "2", note="7"), (60, 645, text)])
    assert [type(block) for block in blocks] == [Table, Paragraph]


def test_a_page_set_sideways_is_read_as_it_is_set() -> None:
    lines = [*YEARS, *row(580, "Cash", "1", "2"), *row(568, "Tax", "3", "4", note="7")]
    lines = [(x, y - 110 if y > 600 else y, *rest) for x, y, *rest in lines]  # type: ignore[misc]
    assert rows_of(blocks_of(lines, turned=True)) == [
        ["", "Note", "2021", "2020"],
        ["Cash", "", "1", "2"],
        ["Tax", "7", "3", "4"],
    ]


def test_what_heads_every_page_is_no_title_and_no_digit_of_it_is_lost() -> None:
    pages: list[list[Said]] = [
        [(60, 780, "Example Limited"), (60, 500, "Cash is 5."), (300, 20, str(n))] for n in range(1, 5)
    ]
    blocks = blocks_of(*pages)
    assert [type(block) for block in blocks] == [Paragraph] * 12
    assert [block.text for block in blocks if not isinstance(block, Table)][-3:] == [
        "Example Limited",
        "Cash is 5.",
        "4",
    ]


def test_pictures_of_pages_are_refused_and_single_ones_remarked() -> None:
    with pytest.raises(DocumentError, match=r"r\.pdf holds no text: its pages are pictures\."):
        pdf.read(pdf_of([], []), "r.pdf")
    assert pdf.read(pdf_of([(60, 500, "Cash is 5.")], []), "r.pdf").remarks == ("page 2 is a picture and was not read",)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << /Root 1 0 R >>", b"x%PDF-"]
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    assert pdf.identify(data, "r.pdf")
    with pytest.raises(DocumentError, match=r"r\.pdf cannot be read as a PDF"):
        pdf.read(data, "r.pdf")


def test_an_encrypted_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_: bytes) -> None:
        raise pdfium.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pdfium, "PdfDocument", locked)
    with pytest.raises(DocumentError) as raised:
        pdf.read(b"%PDF-1.7", "r.pdf")
    assert (raised.value.problem, raised.value.remedy) == ("r.pdf is encrypted.", "Save it without a password.")


def test_text_that_a_damaged_font_turns_over_is_read() -> None:
    (block,) = pdf.read(pdf_of([b"BT /F 10 Tf 1 0 0 -1 60 510 Tm (Cash is 5.) Tj ET"]), "r.pdf").blocks
    assert (block.text if isinstance(block, Paragraph) else "") == "Cash is 5."


def test_the_letters_of_a_ligature_are_both_read_and_bold_printed_twice_is_read_once() -> None:
    box = Box(0, 0, 6, 10)
    ligature = [Character(letter, box, spaced=False, index=n) for n, letter in enumerate("ff")]
    twice = [Character("f", box, spaced=False, index=n) for n in (3, 9)]
    assert [pdf_lines._line(characters).text for characters in (ligature, twice)] == ["ff", "f"]
