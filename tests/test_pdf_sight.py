"""Only what a reader of a PDF page sees is read; what is left out is said, and what cannot be told is no number."""

from __future__ import annotations

import pytest

from pdfs import Shown, pdf_of, said_as
from tagwright.document import pdf
from tagwright.document.model import Table
from tagwright.document.readers import Content
from tagwright.errors import DocumentError

TABLE: list[Shown] = [
    (400, 700, "2021"), (500, 700, "2020"),
    (60, 680, "Revenue"), (400, 680, "4,700"), (500, 680, "3,446"),
    (60, 668, "Tax"), (400, 668, "12"), (500, 668, "15"),
]  # fmt: skip
FONT_OF_SYMBOLS = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 65"
    b" /LastChar 65 /Widths [556] /CharProcs << /x 5 0 R >> /Encoding << /Differences [65 /x] >> /Resources << >> >>"
)
SYMBOL = b"<< /Length 38 >>\nstream\n556 0 0 0 500 700 d1 50 0 400 700 re f\nendstream"


def read(*page: Shown, more: tuple[bytes, ...] = (), of_page: bytes = b"") -> Content:
    return pdf.read(pdf_of(page, more=more, of_page=of_page), "r.pdf")


def rows_of(content: Content) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells] for table in content.blocks if isinstance(table, Table) for row in table.rows
    ]


ROWS = rows_of(read(*TABLE))


def test_the_table_without_anything_else_is_read_in_full() -> None:
    assert ROWS == [["", "2021", "2020"], ["Revenue", "4,700", "3,446"], ["Tax", "12", "15"]]
    assert read(*TABLE).remarks == ()


@pytest.mark.parametrize(
    "state", [b"1 g", b"0 0 0 0 k", b"3 Tr", b"7 Tr", b"0 0 9 9 re W n"], ids=["white", "cmyk", "no ink", "clip", "cut"]
)
def test_text_that_leaves_no_ink_is_left_out_with_a_word(state: bytes) -> None:
    content = read(*TABLE, said_as(state, (60, 656, "Fee"), (400, 656, "9,999")))
    assert rows_of(content) == ROWS
    assert content.remarks == ("page 1 holds text that a reader does not see, which was left out: 'Fee', '9,999'",)


def test_text_under_a_white_patch_is_left_out() -> None:
    content = read(*TABLE, (60, 656, "Fee"), (400, 656, "9,999"), b"q 1 g 50 650 400 15 re f Q")
    assert rows_of(content) == ROWS
    assert content.remarks == ("page 1 holds text that a reader does not see, which was left out: 'Fee', '9,999'",)


def test_a_hidden_number_beside_a_visible_one_spoils_it_only_where_they_touch() -> None:
    apart, touching = ((x, 668, "9,999") for x in (414.0, 411.5))
    hidden = b"q BT /F 10 Tf 400 668 Td (12) Tj 1 g ( 9,999) Tj ET Q"
    assert rows_of(read(*TABLE[:-2], hidden, (500, 668, "15"))) == ROWS
    assert rows_of(read(*TABLE, said_as(b"1 g", apart))) == ROWS
    assert rows_of(read(*TABLE, said_as(b"1 g", touching)))[-1][1] == "12\ufffd,\ufffd\ufffd\ufffd"


def test_white_text_on_a_dark_ground_is_read() -> None:
    dark = b"0.1 g 50 650 500 15 re f"
    content = read(*TABLE, dark, said_as(b"1 g", (60, 656, "Fee"), (400, 656, "9,999")))
    assert rows_of(content)[-1] == ["Fee", "9,999", ""]
    assert content.remarks == ()


def test_a_hidden_number_over_another_one_leaves_neither() -> None:
    hidden = said_as(b"3 Tr", (394.4, 668, "112"))
    assert rows_of(read(*TABLE[:-2], (400, 668, "12"), hidden, (500, 668, "15")))[-1] == ["Tax", "\ufffd12", "15"]
    assert "\ufffd" in rows_of(read(*TABLE, (401, 668, "47")))[-1][1]


def test_text_beyond_the_edges_of_the_page_is_left_out_with_a_word() -> None:
    content = read(*TABLE, (601, 680, "8,888"), (60, 803, "Draft 7"))
    assert rows_of(content) == ROWS
    assert content.remarks == ("page 1 holds text beyond its edges, which was left out: '8,888', 'Draft 7'",)


def test_a_letter_that_the_font_does_not_name_is_no_letter() -> None:
    page = (*TABLE[:-2], b"BT /X 10 Tf 400 668 Td (A) Tj /F 10 Tf (12) Tj ET", (500, 668, "15"))
    font = b"/Resources << /Font << /F 3 0 R /X 4 0 R >> >>"
    content = read(*page, more=(FONT_OF_SYMBOLS, SYMBOL), of_page=font)
    assert rows_of(content)[-1] == ["Tax", "\ufffd12", "15"]
    assert content.remarks == ("page 1 has a font that does not say which letters it draws; its numbers were not read",)


def test_a_document_of_such_letters_alone_is_refused() -> None:
    font = b"/Resources << /Font << /F 3 0 R /X 4 0 R >> >>"
    with pytest.raises(DocumentError, match=r"r\.pdf cannot be read: its fonts do not say which letters they draw\."):
        read(b"BT /X 10 Tf 400 668 Td (AAAA) Tj ET", more=(FONT_OF_SYMBOLS, SYMBOL), of_page=font)


def test_what_is_filled_into_a_form_is_read() -> None:
    drawn = b"BT /F 10 Tf 2 2 Td (77) Tj ET"
    more = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (77) /F 4 /Rect [398 654 460 668] /AP << /N 5 0 R >> >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 62 14] /Resources << /Font << /F 3 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream" % (len(drawn), drawn),
    )
    content = read(*TABLE, (60, 656, "Fee"), (500, 656, "66"), more=more, of_page=b"/Annots [4 0 R]")
    assert rows_of(content)[-1] == ["Fee", "77", "66"]


def test_a_stamp_across_a_table_is_no_part_of_it() -> None:
    stamp = b"BT .8 g /F 80 Tf .7 .7 -.7 .7 250 600 Tm (DRAFT 2022) Tj ET"
    assert rows_of(read(*TABLE, stamp)) == ROWS
    assert rows_of(read(*TABLE, b"BT .8 g /F 90 Tf 100 640 Td (DRAFT) Tj ET")) == ROWS


def test_a_page_that_is_scanned_slightly_turned_is_read_by_its_own_lines() -> None:
    far = [(x, y - 14 * n, text) for n, (_, y, text) in enumerate([(0, 680, "Cash"), (0, 680, "Debt")]) for x in (60,)]
    amounts: list[Shown] = [(500, 680, "1"), (540, 680, "2"), (500, 666, "3"), (540, 666, "4")]
    turned = b"0.99966 0.02618 -0.02618 0.99966 10 -10 cm"
    assert rows_of(read(turned, *far, *amounts)) == [["Cash", "1", "2"], ["Debt", "3", "4"]]


def test_dots_that_lead_to_an_amount_are_neither_of_its_cell_nor_of_the_label() -> None:
    assert rows_of(read(*TABLE, (60, 656, "Fee" + "." * 116), (400, 656, "77")))[-1] == ["Fee", "77", ""]
