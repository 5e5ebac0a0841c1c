"""Which paragraphs below a table are footnotes, and of which facts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hand_made import NAMES, YEAR, figure
from tagwright.document.model import Block, Cell, Document, Heading, Paragraph, Place, Row, Span, Table
from tagwright.figures.model import Figure
from tagwright.report.footnotes import footnotes_of
from tagwright.report.model import Footnote, NumericFact, QName, RestoredPrint, Transform, Unit

NOTE = "Sold to one buyer."
ROWS = (("Revenue", "100"), ("Other income (1)", "20"), ("Grants ⁽²⁾", "3"), ("Fees*", "7"))


def table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(Row(tuple(Cell(text, Place(1, 1)) for text in row)) for row in rows), ())


def fact(at: Figure, **rest: object) -> NumericFact:
    plain = {
        "id": f"f{at.index + 1}",
        "concept": NAMES["Revenue"],
        "period": YEAR,
        "unit": Unit((QName("iso4217", "EUR"),)),
        "dimensions": (),
        "value": Decimal(at.text or 0),
        "decimals": 0,
        "scale": 0,
        "transform": Transform.DOT_DECIMAL,
        "span": at.span,
        "figure": at.index,
        "place": at.place,
    }
    return NumericFact(**{**plain, **rest})  # type: ignore[arg-type]


def figures_of(rows: tuple[tuple[str, ...], ...], columns: tuple[str, ...] = ("2021",)) -> list[Figure]:
    found: list[Figure] = []
    for number, (label, *cells) in enumerate(rows):
        for column, text in enumerate(cells):
            digits = text.rstrip("*²").strip("()")
            start = text.index(digits)
            span = Span(0, number, column + 1, start, start + len(digits))
            found.append(
                figure(len(found), digits, span=span, digits=span, row_path=(label,), column_path=(columns[column],))
            )
    return found


def notes(
    *below: Block, rows: tuple[tuple[str, ...], ...] = ROWS, columns: tuple[str, ...] = ("2021",)
) -> list[Footnote]:
    figures = figures_of(rows, columns)
    document = Document("a.txt", "", (table(*rows), *below))
    return list(footnotes_of(document, figures, [fact(each) for each in figures], "en"))


def text(words: str) -> Paragraph:
    return Paragraph(words, Place(9, 1))


@pytest.mark.parametrize(
    ("paragraph", "linked"),
    [
        ("(1) Sold to one buyer.", ("f2",)),
        ("⁽1) Sold to one buyer.", ("f2",)),
        ("¹ Sold to one buyer.", ("f2",)),
        ("(2) Sold to one buyer.", ("f3",)),
        ("* Sold to one buyer.", ("f4",)),
        ("^{*} Sold to one buyer.", ("f4",)),
    ],
)
def test_a_note_is_linked_to_the_row_that_carries_its_mark_however_it_is_set(
    paragraph: str, linked: tuple[str, ...]
) -> None:
    (note,) = notes(text("Notes:"), text(paragraph))
    assert (note.id, note.language, note.block, note.facts) == ("n1", "en", 2, linked)
    assert paragraph[note.start :] == NOTE
    assert note.place == Place(9, 1 + note.start)


def test_a_mark_on_a_column_links_all_of_its_figures_and_one_in_a_cell_that_figure_alone() -> None:
    rows = (("Revenue", "100", "90"), ("Cost", "20", "10*"), ("Fees", "5", "4²"))
    found = notes(
        text("(a) Restated."),
        text("* Unaudited."),
        text("² Rounded."),
        rows=rows,
        columns=("2021", "2020 as restated (a)"),
    )
    assert [note.facts for note in found] == [("f2", "f4", "f6"), ("f4",), ("f6",)]


def test_a_figure_with_two_marks_has_two_notes() -> None:
    found = notes(text("(1) Sold to one buyer."), text("(2) Sold at cost."), rows=(("Revenue (1)(2)", "100"),))
    assert [note.facts for note in found] == [("f1",), ("f1",)]


@pytest.mark.parametrize(
    "below",
    [
        (text("(3) Sold to one buyer."),),
        (text("Sold to one buyer (1)."),),
        (Heading("Assets", 2, Place(9, 1)), text("(1) Sold to one buyer.")),
        (table(("Assets", "1")), text("(1) Sold to one buyer.")),
        (text("(1) Sold to one buyer."), text("(1) Sold to another.")),
        (text("(1) Sold to a buyer whose name"), text("is not known.")),
    ],
    ids=["no such mark", "mark at the end", "heading between", "table between", "mark twice", "cut by the page"],
)
def test_what_is_not_surely_a_note_of_a_figure_stays_text(below: tuple[Block, ...]) -> None:
    assert notes(*below) == []


def test_a_bracketed_amount_and_a_year_are_no_marks() -> None:
    rows = (("Loss for the year", "(1)"), ("Revenue of 2", "5"), ("(1)", "6"))
    assert notes(text("(1) Sold to one buyer."), text("² Sold."), rows=rows) == []


def test_a_note_with_a_restored_amount_is_left_as_text() -> None:
    figures = [*figures_of(ROWS), figure(4, "12", span=Span(1, -1, -1, 11, 13), digits=Span(1, -1, -1, 11, 13))]
    document = Document("a.txt", "", (table(*ROWS), text("(1) Sold at 12 each.")))
    facts = [fact(each) for each in figures]
    assert len(footnotes_of(document, figures, facts, "en")) == 1
    facts[4] = fact(figures[4], restored=RestoredPrint("12", bracketed=False, why="a sum"))
    assert footnotes_of(document, figures, facts, "en") == ()
