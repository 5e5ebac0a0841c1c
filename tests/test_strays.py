"""Numbers strewn below a table are put back as its row where the sums allow one way only."""

from __future__ import annotations

from repairing import repair
from tagwright.document.model import Paragraph, Table

EQUITY = """\
STATEMENT OF CHANGES IN EQUITY
For the year ended 31 December 2021
\tShare capital\tReserves\tTranslation\tLosses\tTotal
\tRMB'000\tRMB'000\tRMB'000\tRMB'000\tRMB'000
As at 1 January 2021\t2\t(873,184)\t214,500\t(556,673)\t(1,215,355)
Loss for the year\t-\t-\t-\t(158,193)\t(158,193)
Share options\t-\t440,328\t-\t-\t440,328

(432,856)

214,500

(714,866)

(933,220)

As at 31 December 2021
"""


def test_a_strewn_row_goes_back_under_its_columns_with_its_label() -> None:
    found = repair(EQUITY)
    (table,) = [block for block in found.document.blocks if isinstance(block, Table)]
    texts = [cell.text for cell in table.rows[-1].cells]
    assert texts == ["As at 31 December 2021", "", "(432,856)", "214,500", "(714,866)", "(933,220)"]
    assert found.figure("(714,866)").row_path[-1] == "As at 31 December 2021"
    assert found.figure("(714,866)").column_path == ("Losses",)
    assert found.figure("(714,866)").place.line == 13
    assert not [block for block in found.document.blocks if isinstance(block, Paragraph)]


def test_numbers_that_fit_no_column_stay_where_they_are() -> None:
    found = repair(EQUITY.replace("(714,866)", "(714,860)"))
    assert [block.text for block in found.document.blocks if isinstance(block, Paragraph)] == [
        "(432,856)",
        "214,500",
        "(714,860)",
        "(933,220)",
    ]


def test_numbers_without_words_before_or_after_them_stay_where_they_are() -> None:
    found = repair(EQUITY.replace("As at 31 December 2021\n", "So it was audited.\n"))
    assert [block.text for block in found.document.blocks if isinstance(block, Paragraph)][:1] == ["(432,856)"]
