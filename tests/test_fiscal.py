from datetime import date

import pytest

from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.dates import months_before
from tagwright.figures.fiscal import NO_CURRENCY, assumed_period, reporting_currency, reporting_period
from tagwright.figures.model import Duration


def document(text: str) -> Document:
    return Document("test.txt", "", read_text(text))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("FOR THE YEAR ENDED 31 DECEMBER 2021\n", Duration(date(2021, 1, 1), date(2021, 12, 31))),
        ("FOR THE SIX MONTHS ENDED 30 JUNE 2022\n", Duration(date(2022, 1, 1), date(2022, 6, 30))),
        ("AS AT 31 MARCH 2020\n", Duration(date(2019, 4, 1), date(2020, 3, 31))),
    ],
)
def test_the_period_is_read_from_a_title(text: str, period: Duration) -> None:
    assert reporting_period(document(text)) == period


def test_the_period_that_most_titles_name_is_taken() -> None:
    text = "YEAR ENDED 31 DECEMBER 2020\n\nYEAR ENDED 31 DECEMBER 2021\n\nYEAR ENDED 31 DECEMBER 2021\n"
    found = reporting_period(document(text))
    assert found is not None
    assert found.end == date(2021, 12, 31)


def test_a_document_that_names_no_period_has_none() -> None:
    assert reporting_period(document("A report.\n")) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("\t31 March 2021\t31 March 2020\nCash\t1\t2\n", date(2021, 3, 31)),
        ("\t2020\t2021\nCash due in 2030\t1\t2\n", date(2021, 12, 31)),
        ("\tFY2021\tFY2020\nCash\t1\t2\n", date(2021, 12, 31)),
    ],
)
def test_where_no_title_names_a_period_headers_speak_for_a_year(text: str, end: date) -> None:
    assert reporting_period(document(text)) is None
    assert assumed_period(document(text)) == Duration(months_before(end, 12), end)


def test_a_table_without_a_date_speaks_for_no_year() -> None:
    assert assumed_period(document("\tGroup\tCompany\nCash\t1\t2\n")) is None


def test_the_currency_that_most_headers_name_is_taken() -> None:
    assert reporting_currency(document("\t2021\t2020\n\tRMB'000\tRMB'000\nCash in USD\t1\t2\n")) == "CNY"
    assert reporting_currency(document("A report.\n")) == NO_CURRENCY
