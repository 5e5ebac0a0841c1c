"""Which lines sum the lines above them."""

from __future__ import annotations

from decimal import Decimal

from tagwright.figures.totals import Line, find_sums, subtotal_position


def lines(*rows: tuple[int | None, ...]) -> list[Line]:
    """Lines of whole numbers; None cannot be read."""
    return [Line({c: None if v is None else Decimal(v) for c, v in enumerate(row)}) for row in rows]


def test_a_line_that_sums_the_lines_above_it_names_them() -> None:
    assert find_sums(lines((1, 10), (2, 20), (3, 30))) == {2: (0, 1)}


def test_every_column_must_agree() -> None:
    assert find_sums(lines((1, 10), (2, 20), (3, 31))) == {}


def test_a_column_that_cannot_be_read_does_not_speak() -> None:
    assert find_sums(lines((1, 10), (2, None), (3, 31))) == {2: (0, 1)}
    assert find_sums(lines((None,), (2,), (3,))) == {}


def test_a_blank_column_counts_nothing() -> None:
    column = [Line({0: Decimal(1)}), Line({1: Decimal(5), 0: Decimal(2)}), Line({0: Decimal(3), 1: Decimal(5)})]
    assert find_sums(column) == {2: (0, 1)}


def test_negative_lines_are_taken_away() -> None:
    assert find_sums(lines((4700,), (-1422,), (3278,), (-681,), (2597,))) == {2: (0, 1), 4: (2, 3)}


def test_the_shortest_run_right_above_is_the_sum() -> None:
    assert find_sums(lines((0,), (1,), (2,), (3,))) == {3: (1, 2)}


def test_a_subtotal_stands_for_the_lines_it_sums() -> None:
    assert find_sums(lines((1,), (2,), (3,), (10,), (20,), (30,), (33,))) == {2: (0, 1), 5: (3, 4), 6: (2, 5)}


def test_a_line_that_repeats_the_one_above_beside_a_nil_is_no_sum() -> None:
    assert find_sums(lines((0,), (5,), (5,))) == {}
    assert find_sums(lines((5,), (5,))) == {}


def test_a_nil_line_is_no_sum() -> None:
    assert find_sums(lines((0,), (0,), (0,))) == {}
    assert find_sums(lines((5,), (-5,), (0,))) == {}


def test_no_lines_have_no_sums() -> None:
    assert find_sums([]) == {}


def decimals(*values: int | None) -> list[Decimal | None]:
    return [None if value is None else Decimal(value) for value in values]


def test_one_number_too_many_is_the_subtotal_where_all_columns_say_so() -> None:
    assert subtotal_position([decimals(1, 2, 3), decimals(3, 4, 7)]) == 2
    assert subtotal_position([decimals(1, 2, 3, 9)]) == 2


def test_no_subtotal_is_found_where_a_column_disagrees_or_cannot_be_read() -> None:
    assert subtotal_position([decimals(1, 2, 3), decimals(3, 4, 8)]) is None
    assert subtotal_position([decimals(1, 2, 3), decimals(3, None, 7)]) is None
    assert subtotal_position([]) is None


def test_no_subtotal_is_found_where_two_places_fit_or_nothing_is_summed() -> None:
    assert subtotal_position([decimals(1, 2, 3, 6)]) is None
    assert subtotal_position([decimals(0, 5, 5)]) is None
