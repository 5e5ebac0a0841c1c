"""The repair of a whole document: what is damaged is put right, and what is not is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from extraction import YEARS
from proofs import INCOME
from repairing import repair
from tagwright.document.read import read_document
from tagwright.figures.extract import extract
from tagwright.figures.fiscal import reporting_currency, reporting_period
from tagwright.figures.model import Duration
from tagwright.mapping.load import load_base
from tagwright.mapping.tables import vocabulary_of
from tagwright.proof.repair import repaired

FILINGS = sorted((Path(__file__).parents[2] / "shared" / "filings").glob("*/*.*html"))


def test_a_clean_document_is_given_back_as_it_was() -> None:
    found = repair(INCOME)
    assert (found.debris, found.restored) == ([], {})


@pytest.mark.skipif(not FILINGS, reason="the real filings lie in ../shared, which is absent")
@pytest.mark.parametrize("path", FILINGS, ids=lambda path: f"{path.parent.name}-{path.stem[:12]}")
def test_a_real_filing_is_given_back_as_it_was(path: Path) -> None:
    document = read_document(path)
    period = reporting_period(document) or Duration(date(2021, 1, 1), date(2021, 12, 31))
    before = extract(document, vocabulary_of(load_base()), period, reporting_currency(document))
    after, read = repaired(document, before)
    assert after is document
    assert [figure.text for figure in read.figures if figure.repeats or figure.restored] == []


def test_round_amounts_that_nearly_sum_by_chance_change_nothing() -> None:
    text = (
        "STATEMENT OF FINANCIAL POSITION\nAs at 31 December 2021\n" + YEARS + "Vessels, net\t900,000\t950,000\n"
        "Total non-current assets\t900,000\t950,000\nInventories\t10,000\t11,000\nTrade accounts\t15,000\t19,000\n"
        "Cash\t75,000\t60,000\nTotal current assets\t100,000\t90,000\nTotal assets\t1,000,000\t1,040,000\n"
        "Share capital\t400\t400\nShare premium\t300,000\t300,000\nRetained earnings\t249,600\t219,600\n"
        "Total equity\t550,000\t520,000\nTotal non-current liabilities\t350,000\t420,000\n"
        "Total current liabilities\t100,000\t100,000\nTotal equity and liabilities\t1,000,000\t1,040,000\n"
    )
    found = repair(text)
    assert (found.debris, found.restored) == ([], {})


def test_findings_build_on_one_another_within_a_table() -> None:
    """The amounts of squeezed lines can only be told apart once debris is gone, and a shadow only once they are."""
    text = (
        "BALANCE SHEET\nAs at 31 December 2021\n" + YEARS + "Borrowings\t339,505\t423,112\n"
        "Contract liabilities Deferred revenue\t37,550 140,251\t9,341\n"
        "Other liabilities\t140,251 1,072,583\t349,532 8,288,049\n"
        "Put option liability\t255,028\t260,996\nTut option nuomity\t\t200,770\n"
        "Total non-current liabilities\t1,844,917\t9,331,030\n"
    )
    found = repair(text, ("Contract liabilities", "Deferred revenue", "Other liabilities", "Put option liability"))
    assert found.debris == ["140,251 -> 140,251", "200,770 -> 260,996"]
    assert found.rows(2)[1:4] == [
        ("Contract liabilities", "9,341"),
        ("Deferred revenue", "349,532"),
        ("Other liabilities", "8,288,049"),
    ]
