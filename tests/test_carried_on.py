"""Tables that go on over a page."""

from __future__ import annotations

from datetime import date

from pdfs import Said, pdf_of
from reading import YEAR, amounts_in
from tagwright.document import pdf
from tagwright.document.model import Document, Place, Row, Table
from tagwright.document.text import read_text
from tagwright.figures.carried_on import NOTHING_CARRIED, Carried, carried_on
from tagwright.figures.columns import Column
from tagwright.figures.model import Duration, Figure
from tagwright.figures.numbers import ENGLISH

TITLES: list[Said] = [(60, 760, "CONSOLIDATED INCOME STATEMENT"), (60, 745, "RMB'000")]
HEADS: list[Said] = [(400, 720, "2021"), (500, 720, "2020")]
BEFORE = Duration(date(2020, 1, 1), date(2020, 12, 31))


def rows(*labels: str, y: float = 700) -> list[Said]:
    lines = enumerate(labels)
    return [
        said
        for n, label in lines
        for said in (
            (60.0, y - 12 * n, label),
            (400.0, y - 12 * n, f"{n + 1},000"),
            (500.0, y - 12 * n, f"{n + 5},000"),
        )
    ]


def read(*pages: list[Said]) -> list[Figure]:
    document = Document("t.pdf", "", pdf.read(pdf_of(*pages), "t.pdf").blocks)
    return list(amounts_in(document, YEAR, "CNY"))


def said(figures: list[Figure]) -> list[tuple[object, ...]]:
    return [(f.row_path[-1], f.period, f.unit and f.unit.scale, f.doubt) for f in figures]


def test_a_page_without_a_header_of_its_own_goes_on_with_that_of_the_page_before() -> None:
    figures = read([*TITLES, *HEADS, *rows("Revenue", "Costs")], rows("Tax", "Profit", y=740))
    assert said(figures)[4:6] == [("Tax", YEAR, 3, None), ("Tax", BEFORE, 3, None)]


def test_a_header_that_is_printed_again_keeps_the_unit_of_the_captions() -> None:
    figures = read([*TITLES, *HEADS, *rows("Revenue", "Costs")], [*HEADS, *rows("Tax", "Profit")])
    assert said(figures)[4:6] == [("Tax", YEAR, 3, None), ("Tax", BEFORE, 3, None)]


def test_a_header_that_is_printed_again_without_its_units_keeps_the_one_of_all_columns() -> None:
    titles: list[Said] = [(60, 760, "CONSOLIDATED INCOME STATEMENT")]
    units: list[Said] = [(400, 708, "US$m"), (500, 708, "US$m")]
    figures = read([*titles, *HEADS, *units, *rows("Revenue", "Costs", y=690)], [*HEADS, *rows("Tax", "Profit")])
    assert said(figures)[4:6] == [("Tax", YEAR, 6, None), ("Tax", BEFORE, 6, None)]
    two: list[Said] = [(400, 708, "US$m"), (500, 708, "EUR m")]
    figures = read([*titles, *HEADS, *two, *rows("Revenue", "Costs", y=690)], [*HEADS, *rows("Tax", "Profit")])
    assert {figure.unit for figure in figures[4:]} == {None}


def test_another_header_a_title_or_other_columns_make_another_table() -> None:
    first = [*TITLES, *HEADS, *rows("Revenue", "Costs")]
    other_years = [(400.0, 720.0, "2020"), (500.0, 720.0, "2019")]
    assert {f.unit for f in read(first, [*other_years, *rows("Tax", "Profit")])[4:]} == {None}
    headed = read(first, [(60, 760, "EMPLOYEES"), *HEADS, *rows("Here", "There")])
    assert {f.unit for f in headed[4:]} == {None}
    narrow = [text for text in rows("Tax", "Profit") if text[0] != 500]
    assert {bool(f.doubt) for f in read(first, narrow)[4:]} == {True}


def table(text: str, page: int) -> Table:
    (found,) = [block for block in read_text(text) if isinstance(block, Table)]
    moved = (
        Row(tuple(type(cell)(cell.text, Place(1, 1, f"page {page}, box 0 0 0 0")) for cell in row.cells))
        for row in found.rows
    )
    return Table(tuple(moved), ())


def test_only_the_very_next_page_goes_on() -> None:
    first, columns = table("\t2021\nCash\t5", 3), (Column(0), Column(1, year=2021))
    carried = [
        carried_on(first, ["in HK$'000"], columns, table("Debt\t6\nTax\t7", page), ENGLISH) for page in (3, 4, 5)
    ]
    assert carried == [NOTHING_CARRIED, Carried(("in HK$'000",), columns), NOTHING_CARRIED]
