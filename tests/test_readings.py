"""The readings that a cell gets from its print, the page and its equations."""

from decimal import Decimal

from tagwright.proof.model import Candidate, Equation, PrintedCell
from tagwright.proof.readings import IMPLIED, SEPARATORS, fails, misreadings, readings, suspects, values_of


def cell(text: str, value: int | str | None, *others: int) -> PrintedCell:
    readings = tuple(Candidate(Decimal(other), Decimal(1), "printed again") for other in others)
    return PrintedCell(text, None if value is None else Decimal(value), readings)


SUM = Equation(((0, 1), (1, 1), (2, -1)))


def test_cells_of_equations_that_hold_get_no_other_reading() -> None:
    assert readings([cell("1", 1, 5), cell("2", 2), cell("3", 3)], [SUM]) == {}


def test_an_equation_that_is_off_by_its_rounding_gives_no_reading() -> None:
    cells = [cell("1", 1), cell("2", 2), cell("4", 4)]
    assert readings(cells, [Equation(SUM.terms, Decimal(1))]) == {}


def test_a_failing_equation_implies_a_value_that_its_cell_could_be_a_misreading_of() -> None:
    found = readings([cell("1,200", 1200), cell("346", 346), cell("1,540", 1540)], [SUM])
    assert found[1][0] == Candidate(Decimal(346), Decimal(0), "as printed")
    assert Candidate(Decimal(340), Decimal(1), IMPLIED) in found[1]


def test_a_value_that_no_scanner_makes_the_print_of_is_no_reading() -> None:
    found = readings([cell("1,200", 1200), cell("999", 999), cell("1,311", 1311)], [SUM])
    assert Decimal(111) not in [reading.value for reading in found.get(1, ())]


def test_another_print_of_the_row_is_a_reading_at_its_own_cost() -> None:
    found = readings([cell("1,200", 1200), cell("999", 999, 340), cell("1,540", 1540)], [SUM])
    assert Candidate(Decimal(340), Decimal(1), "printed again") in found[1]


def test_an_unread_cell_has_the_implied_value_and_none_as_printed() -> None:
    found = readings([cell("1,200", 1200), cell("", None), cell("1,540", 1540)], [SUM])
    assert found == {1: (Candidate(Decimal(340), Decimal(1), IMPLIED),)}


def test_two_misreadings_in_one_equation_are_found_together() -> None:
    found = readings([cell("1,600", 1600), cell("62", 62), cell("1,852", 1852)], [SUM])
    pairs = {(one.value, two.value) for one in found[0][1:] for two in found[1][1:]}
    assert any(one + two == 1852 for one, two in pairs)


def test_misread_separators_are_put_right_first() -> None:
    found = readings([cell("1,200", 1200), cell("40.231", "40.231"), cell("41,431", 41431)], [SUM])
    assert found[1][1].value == Decimal(40231)
    assert found[1][1].how in {IMPLIED, SEPARATORS}


def test_an_implied_value_has_the_decimal_places_of_its_sum() -> None:
    found = readings([cell("1,200", 1200), cell("40.231", "40.231"), cell("41,481", 41481)], [SUM])
    assert str(found[1][-1].value) == "40281"


def test_a_cell_with_other_separators_than_its_table_is_suspect() -> None:
    assert suspects([cell("1,200", 1200), cell("3,400", 3400), cell("4.600", "4.6")]) == {2}
    assert suspects([cell("1 200", 1200), cell("3 400", 3400)]) == frozenset()


def test_misreadings_hold_confused_digits_and_a_lost_sign() -> None:
    found = dict(misreadings("154", Decimal(154)))
    assert found[Decimal(134)] == 100
    assert found[Decimal(-154)] == 150
    assert Decimal(154) not in found


def test_an_equation_with_an_unread_cell_fails() -> None:
    assert fails(SUM, values_of([cell("1", 1), cell("", None), cell("3", 3)]))
