"""Damaged amounts say what the sums leave them to say: one reading is restored, several are candidates."""

from __future__ import annotations

from decimal import Decimal

from repairing import repair

HEADER = (
    "PROPERTY, PLANT AND EQUIPMENT\n\tBuildings\tVehicles\tComputers\tTotal\n\tRMB'000\tRMB'000\tRMB'000\tRMB'000\n"
)


def table(additions: str) -> str:
    return (
        f"{HEADER}At 1 January 2021\t916,124\t96,302\t528,139\t1,540,565\n"
        f"Additions\t20,865\t{additions}\t98,659\t734,858\n"
        "Disposals\t(13,977)\t(8,895)\t(21,248)\t(44,120)\n"
        "At 31 December 2021\t923,012\t702,741\t605,550\t2,231,303\n"
    )


def test_a_digit_that_breaks_two_sums_is_restored_with_what_it_should_be() -> None:
    found = repair(table("615,834"))
    figure = found.figure("615,834")
    assert (figure.value, figure.doubt) == (Decimal(615334), None)
    assert figure.restored == "printed 615,834; 2 sums hold with 615,334 (implied by an equation)"


def test_a_table_that_foots_has_nothing_to_restore() -> None:
    assert repair(table("615,334")).restored == {}


def test_an_amount_that_several_readings_could_mend_keeps_its_print() -> None:
    text = f"{HEADER}North\t4,147,620\t5\t6\t7\nEast\t365,159\t5\t6\t7\nTotal\t4,513,379\t10\t12\t14\n"
    found = repair(text)
    assert found.restored == {}
    assert found.figure("365,159").value == Decimal(365159)


def test_a_print_with_all_its_digits_and_odd_separators_says_what_its_one_sum_says() -> None:
    text = (
        "TRADE RECEIVABLES\nAs at 31 December 2021\n\t2021\t2020\n\tRMB million\tRMB million\n"
        "Up to 6 months\t2,659.6\t2,078.0\n6 months to 1 year\t1,048.8\t232.0\n1 to 2 years\t1,402.8\t1,152.1\n"
        "Total\t5.111.2\t3,462.1\n"
    )
    found = repair(text)
    assert found.figure("5.111.2").value == Decimal("5111.2")
    assert found.restored == {"5.111.2": "printed 5.111.2; one sum holds with 5,111.2 (misread separators)"}
    assert repair(text.replace("1,402.8", "1,402.9")).figure("5.111.2").doubt is not None
