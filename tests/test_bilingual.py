"""A real page in English and Chinese, RMB'000: its figures, keyed from the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tagwright.document import pdf
from tagwright.document.model import Document
from tagwright.figures.extract import extract
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Kind, Measure, UnitOfMeasure
from tagwright.figures.wording import normalise

PAGE = Path(__file__).parents[2] / "shared" / "announcements" / "bilingual-hk-rmb-2016-balance-sheet-page.pdf"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the real page lies in ../shared, which is absent")

KEYED = """
property, plant and equipment | 57521 | 29817
interests in leasehold land held for own use under operating leases | 23319 | 0
intangible assets | 34848 | 35297
deferred tax assets | 37786 | 24368
inventories | 328813 | 266765
trade and other receivables | 465086 | 485917
available-for-sale financial assets | 21400 | 10000
deposits with banks with original maturity date over three months | 275400 | 288622
pledged bank deposits | 239068 | 428375
cash and cash equivalents | 222885 | 294543
bank borrowings | 127095 | 220479
trade and other payables | 555696 | 704182
current tax payable | 30041 | 26758
net current assets | 839820 | 822803
total assets less current liabilities | 993294 | 912285
deferred tax liabilities | 11577 | 15384
net assets | 981717 | 896901
"""


def test_labels_are_read_in_english_and_amounts_with_their_year_and_unit() -> None:
    document = Document(PAGE.name, "", pdf.read(PAGE.read_bytes(), PAGE.name).blocks)
    year = Duration(date(2016, 1, 1), date(2016, 12, 31))
    figures = extract(document, Vocabulary.of(()), year, "CNY").figures
    amounts = [f for f in figures if f.kind in (Kind.AMOUNT, Kind.NIL) and not f.row_label_missing]
    read = {(normalise(f.row_path[-1]), str(f.period)[:4]): (f.value, f.unit, f.doubt, f.column_path) for f in amounts}
    thousands = UnitOfMeasure(Measure.MONEY, "CNY", 3)
    for row in KEYED.strip().splitlines():
        label, *values = (part.strip() for part in row.split("|"))
        for value, printed in zip(values, ("2016", "2015"), strict=True):
            assert read[label, printed] == (Decimal(value), thousands, None, ()), label
