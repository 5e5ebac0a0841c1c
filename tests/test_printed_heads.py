"""Headers of printed tables: set in the middle of columns, over several of them, nearly touching each other."""

from __future__ import annotations

from collections.abc import Sequence

from pdfs import Said, pdf_of
from tagwright.document import pdf
from tagwright.document.model import Table
from tagwright.document.pdf_characters import Character
from tagwright.document.pdf_lines import _line
from tagwright.document.printed import Box


def right(at: float, y: float, text: str, size: float = 10) -> Said:
    """Place text so that it ends at a distance from the left."""
    return (at - _width(text, size), y, text, size)


def centred(at: float, y: float, text: str, size: float = 10) -> Said:
    return (at - _width(text, size) / 2, y, text, size)


def _width(text: str, size: float) -> float:
    narrow = sum(character in " ,.()ilt-'" for character in text)
    return size * (0.56 * (len(text) - narrow) + 0.28 * narrow)


def rows_of(said: Sequence[Said]) -> list[list[str]]:
    (table,) = [block for block in pdf.read(pdf_of(said), "t.pdf").blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


def amounts(y: float, label: str, *texts: str, note: str = "") -> list[Said]:
    ends = (400.0, 480.0, 560.0)[-len(texts) :]
    cells = [right(end, y, text) for end, text in zip(ends, texts, strict=True)]
    return [(60, y, label), *([right(320, y, note)] if note else []), *cells]


DATA = [*amounts(660, "Cash", "5", "6", "7", note="4"), *amounts(648, "Debt", "8", "(9)", "12", note="5(a)")]


def test_short_heads_in_the_middle_of_wide_columns_stand_over_the_amounts_at_their_right() -> None:
    heads = [centred(at, 684, text) for at, text in ((290, "Notes"), (365, "2021"), (445, "2020"), (525, "2019"))]
    assert rows_of([*heads, *DATA])[0] == ["", "Notes", "2021", "2020", "2019"]


def test_heads_that_nearly_touch_are_heads_of_their_own() -> None:
    heads = [(322.0, 672.0, "31 December 21  31 December 20  31 December 19")]
    rows = rows_of([*heads, *amounts(660, "Cash", "5,000", "6,000", "7,000"), *amounts(648, "Debt", "1", "2", "3")])
    assert rows[0] == ["", "31 December 21", "31 December 20", "31 December 19"]


def test_a_head_over_two_columns_whose_words_stand_as_usual_stays_one() -> None:
    heads = [centred(480, 696, "Consolidated group of entities and its associates"), *DATA[:0]]
    years = [right(end, 684, text) for end, text in ((400, "2021"), (480, "2020"), (560, "2019"))]
    assert "Consolidated group of entities and its associates" in rows_of([*heads, *years, *DATA])[0]


def test_heads_in_the_middle_of_groups_stand_over_them() -> None:
    ends = (320.0, 400.0, 480.0, 560.0)
    data = [
        said
        for y, label in ((660, "Cash"), (648, "Debt"))
        for said in [(60.0, float(y), label), *(right(end, y, "5,000") for end in ends)]
    ]
    years = [right(end, 672, text) for end, text in zip(ends, ("2021", "2020", "2021", "2020"), strict=True)]
    heads = [centred(320, 684, "Group"), centred(480, 684, "Company")]
    (table,) = [b for b in pdf.read(pdf_of([*heads, *years, *data]), "t.pdf").blocks if isinstance(b, Table)]
    assert [(cell.text, cell.columns) for cell in table.rows[0].cells] == [
        ("", 1),
        ("Group", 2),
        ("", 1),
        ("Company", 2),
        ("", 1),
    ]


def test_a_label_whose_amounts_stand_beside_its_first_line_goes_on_below() -> None:
    rows = rows_of(
        [
            *amounts(672, "Share of losses of associates", "5", "6", "7"),
            (60, 661, "accounted for"),
            (60, 650, "using the equity method"),
            *amounts(638, "Tax", "1", "2", "3"),
            *amounts(626, "Exchange differences on translation", "5", "6", "7"),
            (60, 615, "of foreign operations"),
        ]
    )
    assert [row[0] for row in rows] == [
        "Share of losses of associates accounted for using the equity method",
        "Tax",
        "Exchange differences on translation of foreign operations",
    ]


def test_a_small_line_stays_by_itself_where_it_may_begin_the_next_label_or_is_a_heading() -> None:
    lines = [("depreciation of assets", "impairment"), ("Depreciation", "attributable to:"), ("Tax", "share of")]
    for label, below in lines:
        rows = rows_of([*amounts(672, label, "5", "6", "7"), (60, 661, below), *amounts(650, "Tax", "1", "2", "3")])
        assert [row[0] for row in rows] == [label, below, "Tax"]
    rows = rows_of([*amounts(672, "Tax", "5", "6", "7"), (60, 661, "share of"), *amounts(650, "losses", "1", "2", "3")])
    assert [row[0] for row in rows] == ["Tax", "share of", "losses"]


def test_a_reference_to_a_note_that_is_wrapped_is_one() -> None:
    rows = rows_of(
        [
            *amounts(672, "Cash", "5", "6", "7", note="24(b)"),
            right(320, 661, "(ii)"),
            *amounts(645, "Debt", "5", "6", "7"),
            right(320, 628, "6(a)"),
            *amounts(617, "Tax", "1", "2", "3", note="(iv)"),
        ]
    )
    assert [row[:2] for row in rows] == [["Cash", "24(b)(ii)"], ["Debt", ""], ["Tax", "6(a)(iv)"]]


def test_the_letters_of_a_ligature_are_both_read_and_bold_printed_twice_is_read_once() -> None:
    box = Box(0, 0, 6, 10)
    ligature = [Character(letter, box, spaced=False, index=n) for n, letter in enumerate("ff")]
    twice = [Character("f", box, spaced=False, index=n) for n in (3, 9)]
    assert [_line(characters).text for characters in (ligature, twice)] == ["ff", "f"]


def test_letters_that_touch_have_no_space_between_them_whatever_pdfium_says() -> None:
    touching = [Character("a", Box(0, 0, 5, 10), False), Character("b", Box(5.01, 0, 10, 10), True)]
    apart = [Character("a", Box(0, 0, 5, 10), False), Character("b", Box(6.0, 0, 11, 10), True)]
    assert [_line(characters).text for characters in (touching, apart)] == ["ab", "a b"]


def test_headings_that_stand_between_two_years_each_stand_over_both_however_wide_their_columns_are() -> None:
    years = [centred(at, 688, text) for at, text in ((240, "2019"), (330, "2018"), (430, "2019"), (480, "2018"))]
    values = (("3,343,674", "3,039,422", "585", "493"), ("(2,401,434)", "(2,195,809)", "5", "6"))
    data = [
        said
        for n, row in enumerate(values)
        for said in (
            (60.0, 670.0 - 14 * n, f"Row {'ab'[n]}"),
            *(right(end, 670 - 14 * n, text) for end, text in zip((262, 352, 440, 490), row, strict=True)),
        )
    ]
    heads = [centred(285, 702, "Group"), centred(455, 702, "Company")]
    assert rows_of([*heads, *years, *data])[:2] == [
        ["", "Group", "", "Company", ""],
        ["", "2019", "2018", "2019", "2018"],
    ]
