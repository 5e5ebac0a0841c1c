"""Second readings that look sound are debris only where the sums of their table hold without them."""

from __future__ import annotations

from extraction import YEARS
from repairing import repair

TITLE = "INCOME STATEMENT\nFor the year ended 31 December 2021\n"
ATTRIBUTABLE = "Loss is attributable to:\t\t\nOwners of the parent\t(17,140,086)\t(12,158,193)\n"
MINORITY = "Non-controlling interests\t(36,964)\t(41,254)\n"
TOTAL = "\t(17,177,050)\t(12,199,447)\n"


def test_a_row_printed_again_that_the_total_does_not_count_is_debris() -> None:
    shadow = "Non-controlling intcrests\t(30,704)\t(41,284)\n"
    found = repair(TITLE + YEARS + ATTRIBUTABLE + MINORITY + shadow + TOTAL)
    assert found.debris == ["(30,704) -> (36,964)", "(41,284) -> (41,254)"]


def test_a_like_row_that_the_total_counts_stays() -> None:
    like = "Non-controlling interests of associates\t(36,904)\t(41,284)\n"
    total = "\t(17,213,954)\t(12,240,731)\n"
    found = repair(TITLE + YEARS + ATTRIBUTABLE + MINORITY + like + total)
    assert found.debris == []


def test_a_like_row_under_another_label_stays_though_no_total_counts_it() -> None:
    other = "Weighted shares\t(30,704)\t(41,284)\n"
    found = repair(TITLE + YEARS + ATTRIBUTABLE + MINORITY + other + TOTAL)
    assert found.debris == []


def test_a_row_that_is_meant_to_repeat_its_neighbour_stays_though_one_digit_differs() -> None:
    text = (
        "PROPERTY, PLANT AND EQUIPMENT\n\tBuildings\tVehicles\tTotal\n\tRMB'000\tRMB'000\tRMB'000\n"
        "Net book amount\t952,974\t27,161\t980,135\nOpening net book amount\t952,974\t27,167\t980,135\n"
        "Additions\t3,953\t11,875\t15,828\nClosing net book amount\t956,927\t39,036\t995,963\n"
    )
    assert repair(text).debris == []


CASH = (
    "Borrowings raised\t363,147\t1,129,235\nInterest elements of leases\t(13,841)\t(16,830)\n"
    "Amounts from shareholders\t(10,011)\t5,179,444\nLeases paid\t(127,488)\t(128,261)\n"
)


def test_an_amount_like_its_neighbour_goes_where_its_sum_holds_without_it() -> None:
    found = repair(TITLE + YEARS + CASH + "Net cash from financing\t221,818\t6,163,588\n")
    assert found.debris == ["(10,011) -> (13,841)"]


def test_an_amount_like_its_neighbour_stays_where_its_sum_fails_without_it_too() -> None:
    found = repair(TITLE + YEARS + CASH + "Net cash from financing\t221,918\t6,163,588\n")
    assert found.debris == []


def test_an_amount_unlike_its_neighbours_stays_though_its_sum_would_hold_without_it() -> None:
    text = CASH.replace("(10,011)", "(55,927)")
    found = repair(TITLE + YEARS + text + "Net cash from financing\t221,818\t6,163,588\n")
    assert found.debris == []


def test_of_two_equal_amounts_that_could_each_be_debris_both_stay() -> None:
    text = CASH.replace("(10,011)", "(13,841)")
    found = repair(TITLE + YEARS + text + "Net cash from financing\t221,818\t6,163,588\n")
    assert found.debris == []
