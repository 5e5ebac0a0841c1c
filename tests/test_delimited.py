"""Reading CSV and TSV: any delimiter, quotes, titles above the header."""

from __future__ import annotations

import pytest

from tagwright.document.delimited import identify, read
from tagwright.document.model import Heading, Place, Table
from tagwright.errors import DocumentError


def rows_of(data: bytes, name: str = "r.csv") -> list[list[str]]:
    assert identify(data, name)
    (table,) = (block for block in read(data, name).blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b',2021,2020\nCash,"1,234",5\n', "r.csv"),
        (b";2021;2020\r\nCash;1,234;5\r\n", "r.csv"),
        (b"\t2021\t2020\nCash\t1,234\t5\n", "r.tsv"),
        (b"sep=;\r\n;2021;2020\r\nCash;1,234;5\r\n", "r.csv"),
        (b'\xef\xbb\xbf,2021,2020\nCash,"1,234",5\n', "R.CSV"),
    ],
)
def test_a_delimiter_is_found(data: bytes, name: str) -> None:
    assert rows_of(data, name) == [["", "2021", "2020"], ["Cash", "1,234", "5"]]


def test_titles_stand_above_the_table_and_places_count_lines() -> None:
    title, table = read(b'Balance sheet\n\n,2021\n"Cash\nand more",5\nDebt,6\n', "r.csv").blocks
    assert isinstance(title, Heading)
    assert isinstance(table, Table)
    assert table.captions == ("Balance sheet",)
    assert [row.place for row in table.rows] == [Place(3, 2), Place(4, 1), Place(6, 1)]
    assert table.rows[1].cells[0].text == "Cash and more"


def test_an_open_quote_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"r\.csv is no sound CSV"):
        read(b'Cash,"5\n', "r.csv")


def test_text_in_another_encoding_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"r\.csv is not in UTF-8: line 1 has the byte 0xe9\."):
        read(b"Caf\xe9,5\n", "r.csv")
