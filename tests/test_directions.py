from __future__ import annotations

import pytest

from tagwright.mapping.directions import (
    Direction,
    direction_of_concept,
    direction_of_label,
    direction_of_row,
    side_without_bracket,
)


@pytest.mark.parametrize(
    ("label", "direction"),
    [
        ("Loss for the year", Direction.LESS),
        ("Profit before tax", Direction.MORE),
        ("Net cash used in operating activities", Direction.LESS),
        ("Net cash generated from/(used in) operating activities", Direction.BOTH),
        ("(Loss)/profit for the year", Direction.BOTH),
        ("Other gains and losses", Direction.BOTH),
        ("Share of profits less losses of associates", Direction.BOTH),
        ("Equity/(deficits) attributable to owners", Direction.BOTH),
        ("Net current liabilities", Direction.LESS),
        ("Net assets", Direction.MORE),
        ("Deferred tax assets", None),
        ("Income tax expense", Direction.LESS),
        ("Income tax credit", Direction.MORE),
        ("Income tax", None),
        ("Impairment losses under expected credit loss model", Direction.LESS),
        ("Share-based payments", None),
        ("Accumulated losses", Direction.LESS),
    ],
)
def test_a_label_points_where_its_first_word_with_a_direction_points(label: str, direction: Direction | None) -> None:
    assert direction_of_label(label) is direction


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("ProfitLossBeforeTax", Direction.MORE),
        ("IncomeTaxExpenseContinuingOperations", Direction.LESS),
        ("CashFlowsFromUsedInFinancingActivities", Direction.MORE),
        ("CurrentAssetsLiabilities", Direction.MORE),
        ("AdjustmentsForDecreaseIncreaseInInventories", Direction.LESS),
        ("BasicEarningsLossPerShare", Direction.MORE),
        ("Equity", None),
    ],
)
def test_a_concepts_name_has_its_positive_side_first(name: str, direction: Direction | None) -> None:
    assert direction_of_concept(name) is direction


def test_a_share_points_where_the_heading_points_that_it_is_a_share_of() -> None:
    assert direction_of_row(("Loss attributable to:", "Owners of the Company")) is Direction.LESS
    assert direction_of_row(("Current liabilities", "Provisions")) is None
    assert direction_of_row(()) is None


@pytest.mark.parametrize(
    ("label", "side"),
    [
        ("(Loss)/profit for the year", Direction.MORE),
        ("Income tax expense/(credit)", Direction.LESS),
        ("Net cash generated from/(used in) operating activities", Direction.MORE),
        ("(Increase)/decrease in inventories", Direction.LESS),
        ("Profit for the year", None),
    ],
)
def test_the_side_that_stands_without_a_bracket_is_the_one_of_plain_numbers(label: str, side: Direction | None) -> None:
    assert side_without_bracket(label) is side


def test_what_comes_from_an_activity_is_the_other_side_of_what_is_used() -> None:
    assert direction_of_label("Cash flows from/(used in) operating activities") is Direction.BOTH
    assert side_without_bracket("Cash flows from/(used in) operating activities") is Direction.MORE
