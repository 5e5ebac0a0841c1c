"""Running text in columns is read column by column, also beside a table; the columns of a table are no such columns."""

from __future__ import annotations

from pdfs import Said, pdf_of
from tagwright.document import pdf
from tagwright.document.model import Block, Table

LEFT = ["Revenue rose in the year as more", "goods were sold than in the year", "before, and the Group had revenue of"]
LEFT += ["5 million more than it had planned", "to have in the year under review,", "which is a good result."]
RIGHT = [
    "The costs rose, too, and there were",
    "1,234 more people working for us at",
    "the end of the year than at its",
]
RIGHT += ["beginning, which is due to the new", "shops that were opened in the year", "in all parts of the country."]


def column(x: float, lines: list[str]) -> list[Said]:
    return [(x, 700 - 12.0 * n, line) for n, line in enumerate(lines)]


def table(x: float) -> list[Said]:
    rows = [("", "2021", "2020"), ("Sales", "4,700", "3,446"), ("Costs", "1,234", "2,345"), ("Taxes", "1", "2")]
    cells = [(x, 700 - 12.0 * n, label) for n, (label, *_) in enumerate(rows) if label]
    return [*cells, *((x + 90 + 60 * k, 700 - 12.0 * n, row[k + 1]) for n, row in enumerate(rows) for k in (0, 1))]


def read(*said: Said) -> tuple[Block, ...]:
    return pdf.read(pdf_of(said), "r.pdf").blocks


def text(blocks: tuple[Block, ...]) -> str:
    return " ".join(block.text for block in blocks if not isinstance(block, Table))


def rows_of(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for block in blocks if isinstance(block, Table) for row in block.rows]


def test_a_column_is_read_before_the_next_one() -> None:
    title, foot = (
        "Review of the year, over both columns of the page, as it is set here",
        "It ends here, too, as it began.",
    )
    blocks = read((60, 720, title, 12), *column(60, LEFT), *column(320, RIGHT), (60, 600, f"{foot} {foot} {foot}"))
    assert text(blocks) == " ".join([title, *LEFT, *RIGHT, f"{foot} {foot} {foot}"])


def test_a_table_beside_text_is_read_by_itself() -> None:
    rows = [["", "2021", "2020"], ["Sales", "4,700", "3,446"], ["Costs", "1,234", "2,345"], ["Taxes", "1", "2"]]
    for blocks in (read(*table(320), *column(60, LEFT)), read(*table(60), *column(320, RIGHT))):
        assert rows_of(blocks) == rows
        assert text(blocks) in (" ".join(LEFT), " ".join(RIGHT))


def test_a_table_above_columns_of_text_keeps_its_own() -> None:
    moved = [(x, y + 60, *rest) for x, y, *rest in table(60)]
    wide = [(x + (160 if x > 100 else 0), y, *rest) for x, y, *rest in moved]
    blocks = read(*wide, *column(60, LEFT), *column(320, RIGHT))  # type: ignore[arg-type]
    assert len(rows_of(blocks)) == 4
    assert text(blocks) == " ".join([*LEFT, *RIGHT])


def test_a_label_in_two_languages_and_its_amounts_are_one_row() -> None:
    labels = ["Revenue from contracts with customers", "Share of results of associates", "Profit for the whole year"]
    said = [(x, 700 - 12.0 * n, text) for n, text in enumerate(labels) for x in (60.0, 260.0)]
    amounts = [(480.0 + 60 * k, 700 - 12.0 * n, f"{n}{k},111") for n in range(3) for k in (1, 2)]
    assert [row[0] for row in rows_of(read(*said, *amounts))] == labels
