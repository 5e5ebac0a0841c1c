"""How likely a scanner makes one amount of another."""

from decimal import Decimal

import pytest

from tagwright.proof.scanner import is_well_formed, reading_cost, without_separators

SEEN = [
    ("(2 720 724)", -3729734),
    ("(1 011 770)", -1811778),
    ("4.640.680", 4610673),
    ("(12,136,133)", -12158193),
    ("(30,704)", -36964),
    ("(40.554)", -40231),
    ("402.045", 493045),
    ("2.701.260", 3791260),
    ("(0,033)", -6055),
    ("(134)", -154),
]


@pytest.mark.parametrize(("printed", "value"), SEEN)
def test_each_garbled_amount_of_the_announcement_is_a_plausible_reading(printed: str, value: int) -> None:
    cost = reading_cost(printed, Decimal(value))
    assert cost is not None
    assert 0 < cost < 5


@pytest.mark.parametrize(
    ("printed", "value"), [("1,234", "1234"), ("(1,234)", "-1234"), ("1 234", "1234"), ("1.74", "1.740"), ("–", "0")]
)
def test_a_print_of_the_value_itself_costs_nothing(printed: str, value: str) -> None:
    assert reading_cost(printed, Decimal(value)) == 0


def test_another_number_of_as_many_digits_is_no_reading() -> None:
    assert reading_cost("9,999", Decimal(1234)) is None


def test_a_dash_is_nil_and_nothing_else() -> None:
    assert reading_cost("-", Decimal(12)) is None


def test_an_empty_cell_may_be_any_value_at_the_same_cost() -> None:
    assert reading_cost("", Decimal(7)) == reading_cost("", Decimal(7_000_000)) == 1


def test_digits_seen_confused_cost_less_than_digits_that_are_not_alike() -> None:
    assert reading_cost("134", Decimal(154)) == 1
    assert reading_cost("184", Decimal(154)) == Decimal("1.5")
    assert reading_cost("114", Decimal(154)) == Decimal("4.5")


def test_a_confusion_costs_the_same_both_ways() -> None:
    assert reading_cost("134", Decimal(154)) == reading_cost("154", Decimal(134))


def test_a_lost_sign_costs_less_than_a_sign_from_nowhere() -> None:
    assert reading_cost("1,234", Decimal(-1234)) == Decimal("1.5")
    assert reading_cost("(1,234)", Decimal(1234)) == 4


def test_a_lost_digit_costs_less_where_its_neighbour_is_the_same() -> None:
    assert reading_cost("1,234", Decimal(12345)) == Decimal("2.5")
    assert reading_cost("1,234", Decimal(12344)) == Decimal("2.0")


def test_a_comma_read_as_a_point_is_half_a_unit() -> None:
    assert reading_cost("6.064.1", Decimal("6064.1")) == Decimal("0.5")
    assert reading_cost("40.231", Decimal(40231)) == 0


def test_a_letter_that_looks_like_a_digit_is_one() -> None:
    assert reading_cost("1,2O4", Decimal(1204)) == Decimal("0.3")


def test_a_currency_before_the_amount_is_no_digit() -> None:
    assert reading_cost("RMB1,204", Decimal(1204)) == 0


def test_mixed_separators_are_not_well_formed() -> None:
    assert not is_well_formed("6.064.1")
    assert is_well_formed("(6,064.1)")
    assert without_separators("6.064.1") == (Decimal("60641"), Decimal("6064.1"))
