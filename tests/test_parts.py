"""Parts of a table: a header begins one, and amounts that look like years do not."""

from __future__ import annotations

from decimal import Decimal

from extraction import values_of
from tagwright.figures.slots import YEARS_OR_AMOUNTS

HEAD = "RMB'000\t2021\t2020\n"


def test_amounts_like_years_among_others_that_are_not_grouped_are_amounts() -> None:
    figures = values_of(f"{HEAD}Revenue\t2019\t2018\nCost\t2020\t2021\nAssets\t12345\t5\n")
    assert [(figure.value, str(figure.period)[:4], figure.doubt) for figure in figures[:4]] == [
        (Decimal(2019), "2021", None),
        (Decimal(2018), "2020", None),
        (Decimal(2020), "2021", None),
        (Decimal(2021), "2020", None),
    ]


def test_where_they_may_be_years_too_they_and_all_below_are_doubtful() -> None:
    figures = values_of(f"{HEAD}Land\t7\t8\nRevenue\t2019\t2018\nProfit\t1\t3\n")
    assert [figure.doubt for figure in figures] == [None] * 2 + [YEARS_OR_AMOUNTS] * 4


def test_where_thousands_are_grouped_they_head_new_columns() -> None:
    figures = values_of(f"{HEAD}Revenue\t5,000\t6,000\nAssets\t2020\t2019\nLand\t7\t8\n")
    assert [str(figure.period)[:4] for figure in figures] == ["2021", "2020", "2020", "2019"]


def test_a_header_that_says_the_same_years_again_is_one() -> None:
    figures = values_of(f"{HEAD}Land\t5\t6\nLiabilities\t2021\t2020\nDebt\t7\t8\n")
    assert [(figure.row_path, figure.doubt) for figure in figures][2:] == [(("Debt",), None)] * 2
