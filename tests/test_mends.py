"""The sets of changes with which an equation holds."""

from decimal import Decimal

import pytest

from tagwright.proof.bounds import least_costs
from tagwright.proof.mends import Option, OverBudgetError, Problem, Steps, reduced
from tagwright.proof.model import Equation


def options(*values: int | None, strong: bool = False) -> tuple[Option, ...]:
    """The print first, then readings at 100, 200, ..."""
    return tuple(
        Option(None if value is None else Decimal(value), 100 * at, strong and at > 0)
        for at, value in enumerate(values)
    )


def problem(some: dict[int, tuple[Option, ...]], settled: dict[int, int], *equations: Equation) -> Problem:
    return Problem(some, {cell: Decimal(value) for cell, value in settled.items()}, equations, (1500,) * len(equations))


def sum_of(cells: int, tolerance: int = 0) -> Equation:
    return Equation((*((part, 1) for part in range(cells - 1)), (cells - 1, -1)), Decimal(tolerance))


def test_one_change_or_two_together_mend_a_sum() -> None:
    found = reduced(problem({0: options(3, 5, 4), 1: options(4, 5)}, {2: 9}, sum_of(3)), Steps(1000))[1][0]
    assert [mend.changes for mend in found] == [{(0, 5)}, {(0, 4), (1, 5)}]


def test_many_changes_mend_a_sum_together_where_the_page_speaks_for_each() -> None:
    some = {cell: options(10 + cell, 20 + cell, strong=True) for cell in range(6)}
    every = frozenset((cell, Decimal(20 + cell)) for cell in range(6))
    total = sum(20 + cell for cell in range(6))
    assert every in [mend.changes for mend in reduced(problem(some, {6: total}, sum_of(7)), Steps(10_000))[1][0]]


def test_a_lost_row_takes_a_value_in_each_cell() -> None:
    some = {cell: options(None, 7) for cell in range(5)}
    assert [len(mend.changes) for mend in reduced(problem(some, {5: 35}, sum_of(6)), Steps(1000))[1][0]] == [5]


def test_a_change_that_breaks_a_holding_sum_for_good_is_left_out() -> None:
    holding = Equation(((0, 1), (3, -1)))
    left, _ = reduced(problem({0: options(3, 5), 1: options(4, 6)}, {2: 9, 3: 3}, sum_of(3), holding), Steps(1000))
    assert [option.value for option in left.options[0]] == [3]


def test_a_mend_that_holds_by_rounding_costs_more() -> None:
    some = {0: options(3, 5, 6)}
    rounding = Problem(some, {1: Decimal(4), 2: Decimal(9)}, (sum_of(3, tolerance=1),), (1500,), rounded=300)
    found = {mend.changes: mend.rounded for mend in reduced(rounding, Steps(1000))[1][0]}
    assert found == {frozenset({(0, Decimal(5))}): 0, frozenset({(0, Decimal(6))}): 300}


def test_a_search_ends_where_its_steps_end() -> None:
    with pytest.raises(OverBudgetError):
        reduced(problem({0: options(3, 5, 4), 1: options(4, 5)}, {2: 9}, sum_of(3)), Steps(2))


def test_the_bound_of_the_print_is_what_the_sum_costs_without_any_change_of_the_cell() -> None:
    part, mends = reduced(problem({0: options(3, 5), 1: options(4, 7)}, {2: 9}, sum_of(3)), Steps(1000))
    bounds = least_costs(part, mends)
    assert bounds.with_pick[0, Decimal(5)] == 100
    assert bounds.with_pick[0, Decimal(3)] == 1500


def test_a_change_that_mends_two_sums_is_paid_for_once() -> None:
    other = Equation(((0, 1), (3, -1)))
    part, mends = reduced(problem({0: options(3, 5)}, {1: 4, 2: 9, 3: 5}, sum_of(3), other), Steps(1000))
    assert least_costs(part, mends).with_pick[0, Decimal(5)] == 100
