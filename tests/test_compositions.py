"""A note's total that is made up of lines of a statement is found, and said to be narrower than its title."""

from __future__ import annotations

from extraction import YEARS
from proofs import proven, sayings
from tagwright.proof.model import IdentityKind
from tagwright.proof.scope import narrower_notes

POSITION = (
    "CONSOLIDATED BALANCE SHEET\nAS AT 31 DECEMBER 2021\n"
    + YEARS
    + "Non-current assets\t\t\nEquipment\t2,909,263\t1,906,479\nRight-of-use assets\t432,164\t335,948\n"
    "Intangible assets\t224,586\t108,032\nContract assets\t20,335\t2,729\nAssociates\t26,930\t70,325\n"
    "Deferred tax\t457,199\t450,283\nFunds\t4,310,970\t3,738,568\nReceivables\t306,860\t127,502\n"
    "Total non-current assets\t8,688,307\t6,739,866\n"
)


def note(total: str) -> str:
    return (
        "NOTES\n4 SEGMENT INFORMATION\n(b) Non-current assets by area\n\tAs at 31 December\n"
        + YEARS
        + f"North\t3,310,770\t2,187,159\nEast\t74,633\t60,151\nSouth\t180,610\t103,149\n\t{total}\t2,350,459\n"
    )


def test_a_total_is_made_up_of_the_only_lines_that_sum_to_it_on_both_days() -> None:
    assert sayings(POSITION + note("3,566,013"), IdentityKind.COMPOSITION) == [
        "3,566,013 = 2,909,263 + 432,164 + 224,586: holds",
        "2,350,459 = 1,906,479 + 335,948 + 108,032: holds",
    ]


def test_lines_that_sum_to_it_on_one_day_alone_do_not_make_it_up() -> None:
    assert sayings(POSITION + note("3,566,014"), IdentityKind.COMPOSITION) == []


def test_a_note_that_is_titled_as_more_than_it_adds_up_is_said_to_be_narrower() -> None:
    extraction, proof = proven(POSITION + note("3,566,013"))
    remarks = [said for _, said in narrower_notes(extraction, proof)]
    assert remarks[0] == (
        "3,566,013 is made up of Equipment in line 6, Right-of-use assets in line 7, Intangible assets in line 8, "
        "and not of all of 8,688,307 in line 14: its scope is narrower"
    )
    assert len(remarks) == 2


def test_a_note_under_another_title_is_not_said_to_be_narrower() -> None:
    text = POSITION + note("3,566,013").replace("Non-current assets by area", "Places of assets")
    assert list(narrower_notes(*proven(text))) == []
