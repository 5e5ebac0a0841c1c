"""What is restored, what stays doubtful, and what is never touched."""

from decimal import Decimal

import pytest

from tagwright.proof import restore as module
from tagwright.proof import settle, solver
from tagwright.proof.model import Candidate, Equation, PrintedCell
from tagwright.proof.restore import AMBIGUOUS, OUT_OF_TIME, Restoration, Restored, restore

LIMIT = 10.0


def cell(text: str, value: int | str | None, *others: int) -> PrintedCell:
    return PrintedCell(
        text,
        None if value is None else Decimal(value),
        tuple(Candidate(Decimal(other), Decimal(1), "the same row printed again") for other in others),
    )


def shown(value: int) -> PrintedCell:
    return cell(f"({-value:,})" if value < 0 else f"{value:,}", value)


def total(*parts_and_total: int, tolerance: int = 0) -> Equation:
    *parts, whole = parts_and_total
    return Equation((*((part, 1) for part in parts), (whole, -1)), Decimal(tolerance))


def values(outcome: Restoration) -> dict[int, Decimal]:
    return {item.cell: item.value for item in outcome.restored}


# Revenue, cost of sales, gross profit, expenses, result.
STATEMENT = (4_700_263, -1_422_625, 3_277_638, -681_584, 2_596_054)
STATEMENT_SUMS = (total(0, 1, 2), total(2, 3, 4))


def statement(**changed: PrintedCell) -> list[PrintedCell]:
    cells = [shown(value) for value in STATEMENT]
    for name, new in changed.items():
        cells[["revenue", "cost", "gross", "expenses", "result"].index(name)] = new
    return cells


def cast(grid: list[list[PrintedCell]]) -> tuple[list[PrintedCell], list[Equation]]:
    """A table whose last column sums its columns and whose last row sums its rows."""
    width, height = len(grid[0]), len(grid)
    rows = [total(*range(row * width, (row + 1) * width)) for row in range(height)]
    columns = [total(*range(column, width * height, width)) for column in range(width)]
    return [one for row in grid for one in row], rows + columns


def wide(rows: list[list[int]]) -> list[list[PrintedCell]]:
    """Rows with a total column, and a total row."""
    summed = [[*row, sum(row)] for row in rows]
    summed.append([sum(column) for column in zip(*summed, strict=True)])
    return [[shown(value) for value in row] for row in summed]


EQUITY = [[5_120, 70_431, 75_551], [-2_318, 4_907, 2_589], [2_802, 75_338, 78_140]]


def equity(**changed: PrintedCell) -> tuple[list[PrintedCell], list[Equation]]:
    grid = [[shown(value) for value in row] for row in EQUITY]
    for name, new in changed.items():
        grid[int(name[1])][int(name[2])] = new
    return cast(grid)


def test_a_table_that_adds_up_is_never_changed() -> None:
    assert restore(statement(), STATEMENT_SUMS, time_limit=LIMIT) == Restoration()


def test_a_table_that_adds_up_needs_no_time_and_no_other_reading() -> None:
    cells = statement(revenue=cell("4,700,263", 4_700_263, 4_700_268))
    assert restore(cells, STATEMENT_SUMS, time_limit=0.0) == Restoration()


def test_a_misread_subtotal_is_proven_by_both_its_sums() -> None:
    outcome = restore(statement(gross=cell("3,217,638", 3_217_638)), STATEMENT_SUMS, time_limit=LIMIT)
    assert outcome.restored == (Restored(2, "3,217,638", Decimal(3_277_638), "implied by an equation", (0, 1)),)
    assert outcome.doubtful == ()
    assert outcome.failing == ()


def test_several_garbled_digits_are_restored_from_one_sum() -> None:
    outcome = restore(statement(expenses=cell("(081 304)", -81_304)), STATEMENT_SUMS, time_limit=LIMIT)
    assert values(outcome) == {3: Decimal(-681_584)}
    assert outcome.restored[0].proof == (1,)


def test_a_lost_bracket_is_restored() -> None:
    outcome = restore(statement(expenses=cell("681,584", 681_584)), STATEMENT_SUMS, time_limit=LIMIT)
    assert values(outcome) == {3: Decimal(-681_584)}


def test_commas_read_as_points_are_restored() -> None:
    outcome = restore(statement(expenses=cell("(681.584)", "-681.584")), STATEMENT_SUMS, time_limit=LIMIT)
    assert values(outcome) == {3: Decimal(-681_584)}


def test_a_lost_amount_is_what_its_sums_leave() -> None:
    outcome = restore(statement(gross=cell("", None)), STATEMENT_SUMS, time_limit=LIMIT)
    assert values(outcome) == {2: Decimal(3_277_638)}


def test_the_other_print_of_a_row_is_taken_where_it_mends_the_sum() -> None:
    cells = statement(cost=cell("(1,999,111)", -1_999_111, -1_422_625))
    outcome = restore(cells, STATEMENT_SUMS, time_limit=LIMIT)
    assert outcome.restored == (Restored(1, "(1,999,111)", Decimal(-1_422_625), "the same row printed again", (0,)),)


def test_two_amounts_that_could_each_be_misread_stay_doubtful_with_their_candidates() -> None:
    # 1,360 is one scanner's error from 1,660 as 2,345 is from 2,045: nothing tells which.
    cells = [cell("1,360", 1_360), cell("2,345", 2_345), cell("4,005", 4_005)]
    outcome = restore(cells, [total(0, 1, 2)], time_limit=LIMIT)
    assert outcome.restored == ()
    assert outcome.failing == (0,)
    readings = {item.cell: [reading.value for reading in item.candidates] for item in outcome.doubtful}
    assert Decimal(1_660) in readings[0]
    assert Decimal(2_645) in readings[1]
    assert AMBIGUOUS in {item.why for item in outcome.doubtful}


def test_an_amount_that_nothing_plausible_explains_is_doubtful_and_not_forced() -> None:
    cells = [cell("1,111", 1_111), cell("2,222", 2_222), cell("98,765", 98_765)]
    outcome = restore(cells, [total(0, 1, 2)], time_limit=LIMIT)
    assert outcome.restored == ()
    assert [item.cell for item in outcome.doubtful] == [0, 1, 2]


def test_a_sum_off_by_its_rounding_is_left_as_printed() -> None:
    cells = [shown(1_200), shown(340), shown(1_541)]
    assert restore(cells, [total(0, 1, 2, tolerance=1)], time_limit=LIMIT) == Restoration()


def test_two_misread_amounts_of_one_row_are_proven_by_their_columns() -> None:
    cells, equations = equity(r00=cell("5,126", 5_126), r01=cell("70,481", 70_481))
    outcome = restore(cells, equations, time_limit=LIMIT)
    assert values(outcome) == {0: Decimal(5_120), 1: Decimal(70_431)}
    assert [item.proof for item in outcome.restored] == [(0, 3), (0, 4)]


def test_two_misread_amounts_whose_errors_cancel_in_their_row_are_seen_in_their_columns() -> None:
    cells, equations = equity(r00=cell("5,180", 5_180), r01=cell("70,371", 70_371))
    outcome = restore(cells, equations, time_limit=LIMIT)
    assert outcome.failing == () or outcome.doubtful != ()
    assert all(value == EQUITY[0][number] for number, value in values(outcome).items())


def test_a_reading_far_from_its_print_is_not_taken_for_a_sum_in_which_another_amount_may_be_misread() -> None:
    # 1,360 may be 7,994, but as well 2,345 another amount: only one sum speaks.
    cells = [cell("7,994", 7_994), cell("2,345", 2_345), cell("1,107", 1_107), cell("4,859", 4_859)]
    outcome = restore(cells, [total(0, 1, 2, 3)], time_limit=LIMIT)
    assert outcome.restored == ()
    assert outcome.failing == (0,)


def test_a_blank_in_one_sum_with_amounts_that_nothing_bears_out_stays_doubtful() -> None:
    cells = [cell("", None), *(shown(value) for value in (3_155, 36_908, 7_844, 47_907))]
    outcome = restore(cells, [total(0, 1, 2, 3, 4)], time_limit=LIMIT)
    assert outcome.restored == ()
    assert {item.cell: item.why for item in outcome.doubtful}[0] == settle.UNCERTAIN


def test_a_lost_row_of_a_table_with_cross_casts_is_restored_whole() -> None:
    cells, equations = cast(wide([[5_120, 70_431, 31_007, 4_499, 812], [-2_318, 4_907, 1_250, 88, 9_306]]))
    lost = [cell("", None) if number < 6 else one for number, one in enumerate(cells)]
    outcome = restore(lost, equations, time_limit=LIMIT)
    assert [values(outcome)[number] for number in range(6)] == [one.value for one in cells[:6]]


def test_rows_that_changed_places_are_put_back_though_their_own_sum_holds() -> None:
    # Rows 0 and 1 sum to row 2 either way round; a note prints row 0 again.
    cells = [cell("6,204", 6_204, 1_377), cell("1,377", 1_377, 6_204), shown(7_581), shown(1_377)]
    outcome = restore(cells, [total(0, 1, 2), total(0, 3)], time_limit=LIMIT)
    assert values(outcome) == {0: Decimal(1_377), 1: Decimal(6_204)}


def test_a_value_that_rounding_allows_too_is_not_chosen_where_the_exact_one_is_as_near() -> None:
    cells = [shown(88_412), shown(31_964), cell("120.377", "120.377")]
    assert values(restore(cells, [total(0, 1, 2, tolerance=1)], time_limit=LIMIT)) in ({}, {2: Decimal(120_376)})


def test_a_solver_that_would_work_too_long_leaves_the_part_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "MOST_COLUMNS_IN_ALL", 2)
    outcome = restore(statement(gross=cell("3,217,638", 3_217_638)), STATEMENT_SUMS, time_limit=LIMIT)
    assert outcome.restored == ()
    assert {item.cell: item.why for item in outcome.doubtful}[2] == OUT_OF_TIME


def test_too_many_readings_leave_the_table_doubtful_and_not_the_program_hanging(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_STEPS", 3)
    outcome = restore(statement(gross=cell("3,217,638", 3_217_638)), STATEMENT_SUMS, time_limit=LIMIT)
    assert outcome.restored == ()
    assert {item.why for item in outcome.doubtful} == {OUT_OF_TIME}


def test_two_changes_that_cancel_are_not_taken_for_the_truth() -> None:
    # Only the total of a and b stands in the sum that fails; reading both a and b otherwise would leave it.
    cells = [cell("1,300", 1_300), cell("2,600", 2_600), shown(3_900), cell("3,300", 3_300), shown(8_200)]
    outcome = restore(cells, [total(0, 1, 2), total(2, 3, 4)], time_limit=LIMIT)
    assert {0, 1}.isdisjoint(values(outcome))


def test_one_sum_never_proves_two_guesses() -> None:
    cells = [cell("6,064.1", "6064.1"), cell("", None), shown(9_000), cell("", None)]
    outcome = restore(cells, [total(0, 1, 3, 2)], time_limit=LIMIT)
    assert outcome.restored == ()
    assert {1, 3} <= {item.cell for item in outcome.doubtful}


def test_without_time_the_part_is_doubtful_as_a_whole() -> None:
    outcome = restore(statement(gross=cell("3,217,638", 3_217_638)), STATEMENT_SUMS, time_limit=0.0)
    assert outcome.restored == ()
    assert outcome.failing == (0, 1)
    assert {item.cell: item.why for item in outcome.doubtful}[2] == OUT_OF_TIME


def test_parts_without_a_common_sum_are_judged_apart() -> None:
    cells = [*statement(gross=cell("3,217,638", 3_217_638)), shown(11), shown(22), shown(44)]
    outcome = restore(cells, [*STATEMENT_SUMS, total(5, 6, 7)], time_limit=LIMIT)
    assert values(outcome)[2] == Decimal(3_277_638)
    assert 2 in outcome.failing


def test_without_the_margin_the_ambiguous_would_be_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MARGIN", 0)
    monkeypatch.setattr(settle, "MOST_ODDS_ALONE", 100)
    cells = [cell("1,360", 1_360), cell("2,345", 2_345), cell("4,005", 4_005)]
    assert restore(cells, [total(0, 1, 2)], time_limit=LIMIT).restored != ()


def test_the_same_table_gives_the_same_outcome() -> None:
    cells, equations = equity(r00=cell("5,126", 5_126), r01=cell("70,481", 70_481))
    assert restore(cells, equations, time_limit=LIMIT) == restore(cells, equations, time_limit=LIMIT)
