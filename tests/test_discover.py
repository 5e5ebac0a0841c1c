import random
import time

import pytest

from proofs import INCOME, one_grid, sayings
from tagwright.proof.discover import Relation, sums_of_columns, sums_of_lines
from tagwright.proof.grid import Cell, Grid, GridLine
from tagwright.proof.model import IdentityKind, Standing
from tagwright.proof.sums import identities_of

LINES = [line.split("\t")[0] for line in INCOME.splitlines()[4:]]


def grid(*rows: tuple[str, list[int | None]]) -> Grid:
    width = len(rows[0][1])
    lines = [
        GridLine(label, False, {c: Cell(n * width + c, amount, None) for c, amount in enumerate(amounts)})
        for n, (label, amounts) in enumerate(rows)
    ]
    return Grid(0, tuple(lines), {}, {None: 0})


def found(table: Grid) -> dict[int, dict[int, int]]:
    return {relation.total: dict(relation.terms) for relation in sums_of_lines(table)}


def test_subtotals_nest_and_stand_for_their_operands() -> None:
    assert sums_of_lines(one_grid(INCOME)) == (
        Relation(2, ((0, 1), (1, 1))),
        Relation(5, ((2, 1), (3, 1), (4, 1))),
        Relation(7, ((5, 1), (6, 1))),
    )


def test_expenses_printed_as_positive_amounts_are_deducted() -> None:
    positive = one_grid(INCOME.replace("(", "").replace(")", ""))
    assert found(positive) == {
        2: {0: 1, 1: -1},
        5: {2: 1, 3: -1, 4: 1},
        7: {5: 1, 6: -1},
    }


def test_a_gross_amount_less_an_allowance_is_its_net_amount() -> None:
    table = grid(("Gross receivables", [60_641, 37_484]), ("Allowance", [9_804, 6_098]), ("", [50_837, 31_386]))
    assert found(table) == {2: {0: 1, 1: -1}}


def test_a_total_of_totals_passes_over_lines_that_no_total_explains() -> None:
    table = grid(
        ("Rent paid", [-24_476, -12_156]),
        ("Tax paid", [-3_779, -1_311]),
        ("Net cash used in operations", [-28_255, -13_467]),
        ("Loans taken", [36_314, 11_292]),
        ("Loans repaid (unread)", [None, None]),
        ("Net cash from financing", [93_784, 131_856]),
        ("Net increase in cash", [65_529, 118_389]),
    )
    assert found(table)[6] == {2: 1, 5: 1}


def test_a_second_reading_of_a_line_is_passed_over() -> None:
    table = grid(
        ("Owners", [17_140_086, 12_158_193]),
        ("Others", [36_964, 15_401]),
        ("Others", [30_704, 13_401]),
        ("", [17_177_050, 12_173_594]),
    )
    assert found(table) == {3: {0: 1, 1: 1}}


def test_a_difference_of_two_distant_totals_is_found() -> None:
    table = grid(
        ("Total current assets", [280_842, 317_260]),
        ("Total assets", [369_443, 384_786]),
        ("Total current liabilities", [27_952, 98_223]),
        ("Deferred tax", [4_331, 760]),
        ("Net current assets", [252_890, 219_037]),
    )
    assert found(table) == {4: {0: 1, 2: -1}}


def test_a_total_printed_before_its_parts_is_found() -> None:
    table = grid(("Profit", [471_951, 401_608]), ("Owners", [471_160, 390_649]), ("Others", [791, 10_959]))
    assert found(table) == {0: {1: 1, 2: 1}}


def test_a_sum_over_too_few_digits_is_chance() -> None:
    assert found(grid(("Desks", [3]), ("Chairs", [4]), ("Lamps", [7]))) == {}
    assert found(grid(("Desks", [3]), ("Chairs", [0]), ("Lamps", [3]))) == {}


def test_lines_of_different_units_are_not_added() -> None:
    table = one_grid(
        "NOTE\n\t2021\t2020\n\tRMB'000\tRMB'000\nSales\t812,640\t701,355\nSales growth (%)\t1,000\t1,000\n"
        "Total\t813,640\t702,355\n"
    )
    assert found(table) == {}


def test_a_sum_that_one_column_contradicts_is_kept_and_broken_there() -> None:
    damaged = one_grid(INCOME.replace("299,378", "299,878"))
    identities = [i for i in identities_of(damaged) if i.standing is Standing.BROKEN]
    assert found(damaged)[2] == {0: 1, 1: 1}
    assert [(i.difference, i.tolerance) for i in identities] == [(500, 1), (-500, 2)]


def test_a_total_that_is_off_by_one_is_rounding() -> None:
    rounded = one_grid(INCOME.replace("299,378", "299,379").replace("210,249", "210,250"))
    off = [i for i in identities_of(rounded) if i.standing is not Standing.HOLDS]
    assert [(i.difference, i.standing) for i in off] == [(1, Standing.ROUNDING), (-1, Standing.ROUNDING)]


def test_an_unread_operand_leaves_its_column_silent_and_the_other_proven() -> None:
    damaged = one_grid(INCOME.replace("(401,977)", "(4 01.9,77)"))
    assert found(damaged)[2] == {0: 1, 1: 1}
    assert sum(1 for i in identities_of(damaged)) == 5


EQUITY = [
    ("Opening", [2, -432_856, 1_077_955, 645_101, 135_693, 780_794]),
    ("Loss", [0, 0, -171_400, -171_400, -36_964, -208_364]),
    ("Fair value", [0, -128_297, 886_138, 757_841, 0, 757_841]),
    ("Shares issued", [3, 643_741, 0, 643_744, 0, 643_744]),
]


def test_columns_cross_cast_and_their_totals_nest() -> None:
    assert sums_of_columns(grid(*EQUITY)) == (  # type: ignore[arg-type]
        Relation(3, ((0, 1), (1, 1), (2, 1))),
        Relation(5, ((3, 1), (4, 1))),
    )


def generated(rows: int, columns: int, *, totals: bool) -> Grid:
    chance = random.Random(7)  # noqa: S311 - tables, no secrets
    lines: list[tuple[str, list[int | None]]] = []
    while len(lines) < rows:
        part = [[chance.randint(-(10**6), 10**6) for _ in range(columns)] for _ in range(4)]
        lines += [("Line", list(amounts)) for amounts in part]
        if totals:
            lines.append(("", [sum(amounts) for amounts in zip(*part, strict=True)]))
    return grid(*lines)


def test_no_sum_is_seen_in_amounts_that_have_none() -> None:
    assert sums_of_lines(generated(200, 2, totals=False)) == ()


def test_all_sums_of_a_generated_table_are_found() -> None:
    assert len(sums_of_lines(generated(60, 10, totals=True))) == 12


@pytest.mark.parametrize("totals", [True, False])
def test_a_table_of_60_rows_by_10_columns_takes_less_than_a_second(totals: bool) -> None:
    table = generated(60, 10, totals=totals)
    begin = time.process_time()
    list(identities_of(table))
    assert time.process_time() - begin < 1


def test_a_table_made_to_take_long_ends_unproven() -> None:
    ones = grid(*[("Line", [1] * 10)] * 2000)
    begin = time.process_time()
    assert list(identities_of(ones)) == []
    assert time.process_time() - begin < 20


def test_a_plain_sum_that_one_column_breaks_stands_beside_a_derived_one_that_holds() -> None:
    text = (
        "BALANCE SHEET\nAs at 31 December 2021\n\t2021\t2020\n\tRMB'000\tRMB'000\n"
        "Total assets\t812,640\t701,355\nTotal equity\t455,218\t401,977\n"
        "Borrowings\t120,334\t98,250\nPayables\t214,605\t189,121\nLeases\t22,483\t12,807\n"
        "Total liabilities\t357,422\t299,378\n"
    )
    found = sayings(text, IdentityKind.SUM)
    assert "357,422 = 812,640 - 455,218: holds" in found
    assert "357,422 = 120,334 + 214,605 + 22,483: holds" in found
    assert "299,378 = 98,250 + 189,121 + 12,807: broken" in found
