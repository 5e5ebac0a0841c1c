"""Documents in two scripts: titles and labels that stand in English and below each other in Chinese."""

from __future__ import annotations

import pytest

from extraction import extraction_of, values_of
from tagwright.document.headings import CAPTION, TITLE, UNIT, heading_level
from tagwright.document.model import Table
from tagwright.document.text import read_text

YEARS = "\t2021\t2020\n\tRMB'000\tRMB'000\n"


@pytest.mark.parametrize(
    "rows",
    [
        "Revenue\t5\t6\n收入\t\t\nCost of sales\t(7)\t(8)\n銷售成本\t\t\n",
        "Revenue\t\t\n收入\t5\t6\nCost of sales\t\t\n銷售成本\t(7)\t(8)\n",
    ],
)
def test_a_label_in_two_rows_is_one(rows: str) -> None:
    labels = [figure.row_path for figure in values_of(YEARS + rows)]
    assert labels == [("Revenue 收入",)] * 2 + [("Cost of sales 銷售成本",)] * 2


def test_chinese_may_come_first_and_headings_are_joined_too() -> None:
    rows = "流動資產\t\t\nCurrent assets\t\t\n現金\t\t\nCash\t5\t6\n存貨\t\t\nInventories\t7\t8\n"
    assert [figure.row_path for figure in values_of(YEARS + rows)][::2] == [
        ("流動資產 Current assets", "現金 Cash"),
        ("流動資產 Current assets", "存貨 Inventories"),
    ]


def test_a_heading_in_chinese_between_english_lines_stays_a_heading() -> None:
    rows = "Revenue\t5\t6\nCost of sales\t(7)\t(8)\n其他\t\t\nTax\t1\t2\nProfit\t3\t4\n總計\t\t\n"
    assert values_of(YEARS + rows)[4].row_path == ("其他", "Tax")


def test_a_title_below_its_translation_does_not_take_its_place() -> None:
    text = f"CONSOLIDATED BALANCE SHEET\n綜合財務狀況表\nAs at 31 December 2021\n\n{YEARS}Cash\t5\t6\n"
    extraction = extraction_of(text)
    (table,) = (block for block in read_text(text) if isinstance(block, Table))
    assert table.captions == ("CONSOLIDATED BALANCE SHEET", "綜合財務狀況表", "As at 31 December 2021")
    assert "CONSOLIDATED BALANCE SHEET" in extraction.surroundings[-1].headings


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("綜合財務狀況表", TITLE),
        ("連結損益計算書", TITLE),
        ("截至二零二一年十二月三十一日止年度", CAPTION),
        ("於2021年12月31日", CAPTION),
        ("2021年度", CAPTION),
        ("單位：人民幣千元", UNIT),
        ("单位：元 币种：人民币", UNIT),
        ("以人民幣列示", UNIT),
        ("編製單位：甲公司", None),
        ("本集團的收入於年內上升。", None),
        ("截至2021年12月31日止年度，本集團的收入為人民幣五億元。", None),
    ],
)
def test_a_line_without_capitals_is_a_title_a_caption_or_a_unit(text: str, level: int | None) -> None:
    assert heading_level(text) == level
