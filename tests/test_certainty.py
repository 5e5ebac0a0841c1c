"""The odds of the other explanations of a sum against a restored value."""

from collections import defaultdict
from decimal import Decimal

import pytest

from tagwright.proof.certainty import Scene, odds_against
from tagwright.proof.model import Equation, PrintedCell


def cell(text: str, value: int | None) -> PrintedCell:
    return PrintedCell(text, None if value is None else Decimal(value))


def scene(cells: list[PrintedCell], equations: list[Equation], opening: int = 500, **standing: int) -> Scene:
    over = defaultdict(list)
    for number, equation in enumerate(equations):
        for member, _ in equation.terms:
            over[member].append(number)
    values = {index: one.value for index, one in enumerate(cells)}
    values |= {int(name[1:]): Decimal(value) for name, value in standing.items()}
    return Scene(cells, equations, over, values, dict.fromkeys(range(len(cells)), opening), 400)


def total(*members: int, tolerance: int = 0) -> Equation:
    return Equation((*((part, 1) for part in members[:-1]), (members[-1], -1)), Decimal(tolerance))


PARTS = [cell("4,118", 4118), cell("92,740", 92740), cell("97,158", 97158)]


def test_a_value_without_a_sum_that_it_mends_is_never_certain() -> None:
    assert odds_against(scene(PARTS, []), 0) == float("inf")


def test_a_near_reading_of_one_amount_is_likelier_than_errors_of_two() -> None:
    assert odds_against(scene(PARTS, [total(0, 1, 2)], c0=4418), 0) < 0.05


def test_another_amount_of_the_sum_that_could_be_as_near_makes_the_odds_even() -> None:
    cells = [cell("1,360", 1360), cell("2,345", 2345), cell("4,005", 4005)]
    assert 0.5 < odds_against(scene(cells, [total(0, 1, 2)], c0=1660), 0) < 2


def test_a_second_sum_that_the_value_mends_lowers_the_odds() -> None:
    cells = [*PARTS, cell("11,207", 11207), cell("15,625", 15625)]
    one, both = [total(0, 1, 2)], [total(0, 1, 2), total(0, 3, 4)]
    assert odds_against(scene(cells, both, c0=4418), 0) < odds_against(scene(cells, one, c0=4418), 0) / 100


def test_a_sum_that_is_stated_twice_is_one_proof() -> None:
    once, twice = [total(0, 1, 2)], [total(0, 1, 2), Equation(((2, 1), (1, -1), (0, -1)))]
    assert odds_against(scene(PARTS, twice, c0=4418), 0) == odds_against(scene(PARTS, once, c0=4418), 0)


def test_a_blank_is_as_uncertain_as_the_amounts_of_its_sum_are_many() -> None:
    few = [cell("", None), cell("92,740", 92740), cell("97,158", 97158)]
    many = [*few, *(cell(f"{7 * n},301", 7301 * n) for n in range(1, 5))]
    short = odds_against(scene(few, [total(0, 1, 2)], c0=4418), 0)
    assert odds_against(scene(many, [total(0, 1, 3, 4, 5, 6, 2)], c0=-68592), 0) == pytest.approx(3 * short)


def test_a_blank_whose_sum_holds_nothing_but_amounts_that_other_sums_bear_out_is_certain() -> None:
    cells = [cell("", None), *PARTS[1:], cell("92,740", 92740), cell("97,158", 97158)]
    equations = [total(0, 1, 2), total(1, 3), total(2, 4)]
    assert odds_against(scene(cells, equations, c0=4418), 0) < 0.001


def test_a_tolerance_lets_neighbouring_values_speak_too() -> None:
    exact = odds_against(scene(PARTS, [total(0, 1, 2)], c0=4418), 0)
    assert odds_against(scene(PARTS, [total(0, 1, 2, tolerance=1)], c0=4418), 0) > exact
