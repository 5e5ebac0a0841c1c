"""The statements of a real preliminary final report (PDF, A$'000), compared with amounts keyed from its pages."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from command import tagwright
from tagwright.document import pdf
from tagwright.document.model import Document
from tagwright.figures.extract import extract
from tagwright.figures.fiscal import reporting_currency, reporting_period
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Kind

REPORT = Path(__file__).parents[2] / "shared" / "announcements" / "betmakers-au-appendix4e-fy2022.pdf"
pytestmark = pytest.mark.skipif(not REPORT.is_file(), reason="the real report lies in ../shared, which is absent")

YEARS = ("2022-06-30", "2021-06-30")

INCOME = """
Revenue | 91,682 | 19,458
Cost of goods sold | (25,384) | (9,255)
Gross margin | 66,298 | 10,203
Interest revenue calculated using the effective interest method | - | 2
Employee benefits expense | (46,781) | (9,110)
Professional fees | (7,624) | (1,801)
Administration expenses | (4,607) | (974)
IT expenses | (3,262) | (693)
Occupancy expenses | (1,467) | (205)
Depreciation and amortisation expense | (9,682) | (2,698)
Impairment of receivables | (772) | (99)
Share-based payments expense | (71,029) | (12,358)
Other expenses | (16,821) | (3,106)
Finance costs | (541) | (101)
Loss before income tax benefit | (96,288) | (20,940)
Income tax benefit | 7,054 | 3,481
Loss after income tax benefit for the year attributable to the owners of BetMakers \
Technology Group Ltd | (89,234) | (17,459)
Foreign currency translation | 3,226 | -
Other comprehensive income for the year, net of tax | 3,226 | -
Total comprehensive loss for the year attributable to the owners of BetMakers Technology Group Ltd | (86,008) | (17,459)
Basic earnings per share | (10.21) | (2.59)
Diluted earnings per share | (10.21) | (2.59)
"""

POSITION = """
Cash and cash equivalents | 87,550 | 120,608
Trade and other receivables | 15,441 | 9,024
Finished goods | 4,014 | 4,394
Prepayments | 2,094 | 575
Total current assets | 109,099 | 134,601
Trade and other receivables | - | 1,569
Property, plant and equipment | 24,825 | 11,403
Right-of-use assets | 4,873 | 2,455
Intangibles | 65,762 | 67,973
Deferred tax | 18,454 | 12,295
Retirement benefit asset | 47 | -
Total non-current assets | 113,961 | 95,695
Total assets | 223,060 | 230,296
Trade and other payables | 15,704 | 17,554
Contract liabilities | 1,029 | 865
Lease liabilities | 590 | 364
Income tax | 328 | 109
Employee benefits | 2,844 | 2,913
Other financial liabilities | 776 | 291
Total current liabilities | 21,271 | 22,096
Lease liabilities | 4,630 | 2,130
Employee benefits | 258 | 232
Other financial liabilities | 7,615 | 8,826
Retirement benefit obligations | - | 1,610
Total non-current liabilities | 12,503 | 12,798
Total liabilities | 33,774 | 34,894
Net assets | 189,286 | 195,402
Issued capital | 252,486 | 226,023
Reserves | 69,521 | 12,910
Accumulated losses | (132,721) | (43,531)
Total equity | 189,286 | 195,402
"""

EQUITY = """
Balance at 1 July 2020 | 84,943 | 1,574 | (26,116) | 60,401
Loss after income tax benefit for the year | - | - | (17,459) | (17,459)
Other comprehensive income for the year, net of tax | - | - | - | -
Total comprehensive loss for the year | - | - | (17,459) | (17,459)
Contributions of equity, net of transaction costs (note 19) | 140,102 | - | - | 140,102
Share-based payments (note 34) | - | 12,358 | - | 12,358
Exercise of options | 978 | (978) | - | -
Share-based payments - cancelled options | - | (44) | 44 | -
Balance at 30 June 2021 | 226,023 | 12,910 | (43,531) | 195,402
Balance at 1 July 2021 | 226,023 | 12,910 | (43,531) | 195,402
Loss after income tax benefit for the year | - | - | (89,234) | (89,234)
Other comprehensive income for the year, net of tax | - | 3,226 | - | 3,226
Total comprehensive loss for the year | - | 3,226 | (89,234) | (86,008)
Share-based payments (note 34) | - | 71,029 | - | 71,029
Exercise of options | 26,463 | (17,600) | - | 8,863
Share-based payments - cancelled options | - | (44) | 44 | -
Balance at 30 June 2022 | 252,486 | 69,521 | (132,721) | 189,286
"""

CASH_FLOWS = """
Receipts from customers | 93,953 | 21,970
Payments to suppliers and employees | (95,961) | (24,461)
Payments for deal advisory services | (16,461) | -
Research and development tax received | - | 584
Interest received | - | 2
Other revenue | 895 | -
Interest and other finance costs paid | (541) | (17)
Income taxes paid | (109) | (101)
Net cash used in operating activities | (18,224) | (2,023)
Payments for purchase of business, net of cash acquired | (6,016) | (44,103)
Payments for property, plant and equipment | (15,582) | (1,938)
Payments for intangibles | (578) | (698)
Movement in customer operational funds held | (599) | -
Net cash used in investing activities | (22,775) | (46,739)
Proceeds from issue of shares | 8,831 | 136,618
Proceeds from shares to be issued | - | 6,191
Share issue transaction costs | - | (4,582)
Repayment of lease liabilities | (890) | (482)
Net cash from financing activities | 7,941 | 137,745
Net increase/(decrease) in cash and cash equivalents | (33,058) | 88,983
Cash and cash equivalents at the beginning of the financial year | 120,608 | 31,625
Cash and cash equivalents at the end of the financial year | 87,550 | 120,608
"""

PAGES = {29: INCOME, 30: POSITION, 31: EQUITY, 32: CASH_FLOWS}
Cell = tuple[str, str, str, Decimal]
"""A row's label, the last day of the period, the currency, and the signed value in whole units."""


def keyed(page: int) -> Iterator[Cell]:
    year = YEARS[1]
    for row in PAGES[page].strip().splitlines():
        label, *amounts = (part.strip() for part in row.split("|"))
        if page == 31:  # two movements below each other; an opening balance is that of the day before
            year = "2020-06-30" if label.endswith("1 July 2020") else year
        ends = [year] * len(amounts) if page == 31 else YEARS
        scale = -2 if "per share" in label else 3
        for amount, end in zip(amounts, ends, strict=True):
            value = Decimal(re.sub(r"[(),]", "", amount)) if amount != "-" else Decimal(0)
            yield label, end, "AUD", (-value if amount.startswith("(") else value).scaleb(scale)
        if page == 31:
            opening, closing = label.endswith("1 July 2020"), label.startswith("Balance at 30 June 2021")
            year = YEARS[1] if opening or closing else YEARS[0] if label.endswith("1 July 2021") else year


@cache
def report() -> Document:
    return Document(REPORT.name, "", pdf.read(REPORT.read_bytes(), REPORT.name).blocks)


@cache
def figures() -> tuple[Figure, ...]:
    period = reporting_period(report())
    assert period is not None
    read = extract(report(), Vocabulary.of(()), period, reporting_currency(report())).figures
    return tuple(figure for figure in read if figure.kind in (Kind.AMOUNT, Kind.NIL))


def read_on(page: int) -> Iterator[Cell]:
    for figure in figures():
        if figure.place.at.startswith(f"page {page},") and figure.unit and figure.scaled is not None:
            end = figure.period.end if isinstance(figure.period, Duration) else figure.period
            label = " ".join(figure.row_path[-1].split()) if figure.row_path else ""
            yield label, str(end), str(figure.unit.currency), figure.scaled


def test_the_period_and_the_currency_are_read() -> None:
    assert str(reporting_period(report())) == "2021-07-01/2022-06-30"
    assert reporting_currency(report()) == "AUD"


@pytest.mark.parametrize("page", PAGES)
def test_the_cells_of_a_statement_are_what_the_page_prints(page: int) -> None:
    wanted, found = Counter(keyed(page)), Counter(read_on(page))
    assert wanted.total() > 40
    assert 2 * (wanted & found).total() / (wanted.total() + found.total()) >= 0.97


@pytest.mark.parametrize("page", PAGES)
def test_no_amount_of_a_statement_is_doubtful(page: int) -> None:
    assert [f.doubt for f in figures() if f.place.at.startswith(f"page {page},") and f.doubt] == []


@pytest.mark.parametrize(
    ("text", "label", "page", "box"),
    [
        ("91,682", "Revenue", 29, (474, 696, 504, 707)),
        ("(25,384)", "Cost of goods sold", 29, (470, 684, 507, 696)),
        ("(46,781)", "Employee benefits expense", 29, (470, 603, 507, 614)),
        ("87,550", "Cash and cash equivalents", 30, (474, 661, 504, 672)),
        ("223,060", "Total assets", 30, (468, 488, 504, 499)),
        ("69,521", "Reserves", 30, (474, 183, 504, 194)),
        ("252,486", "Balance at 30 June 2022", 31, (334, 335, 370, 346)),
        ("(132,721)", "Balance at 30 June 2022", 31, (464, 335, 507, 346)),
        ("93,953", "Receipts from customers", 32, (474, 684, 504, 696)),
        ("(95,961)", "Payments to suppliers and employees", 32, (470, 673, 507, 684)),
    ],
)
def test_a_figure_has_the_page_and_box_that_a_search_of_the_page_gives(
    text: str, label: str, page: int, box: tuple[int, ...]
) -> None:
    (figure,) = (
        f
        for f in figures()
        if f.text == text and f.row_path[-1:] == (label,) and f.place.at.startswith(f"page {page},")
    )
    found = tuple(map(int, re.findall(r"\d+", figure.place.at)[1:]))
    assert all(abs(a - b) <= 1 for a, b in zip(found, box, strict=True)), found


def test_with_a_mapping_made_by_init_alone_it_converts_valid_and_most_of_its_statements_is_tagged(
    tmp_path: Path,
) -> None:
    assert tagwright("init", REPORT, "--out", tmp_path / "filing").code == 0
    answer = tagwright("convert", tmp_path / "filing", "--out", tmp_path / "out")
    assert answer.code == 0, answer.err
    verdict = json.loads((tmp_path / "out" / "validation.json").read_text())
    assert (verdict["status"], verdict["counts"]["errors"], verdict["counts"]["inconsistencies"]) == ("valid", 0, 0)
    assert {message["rule"] for message in verdict["messages"]} == {"statement-number-untagged"}
    with (tmp_path / "out" / "ledger.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] != "not a fact"]
    on_page = {page: [row for row in rows if row["row"] and row["at"].startswith(f"page {page},")] for page in PAGES}
    tagged = {page: [row for row in found if row["status"] in ("tagged", "repeats")] for page, found in on_page.items()}
    assert all(len(tagged[page]) > 0.75 * len(on_page[page]) for page in PAGES), {p: len(f) for p, f in tagged.items()}
