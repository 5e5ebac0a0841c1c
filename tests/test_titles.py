"""Titles of statements are known by their core, and parts, notes and other entities are told from them."""

from __future__ import annotations

import pytest

from tagwright.mapping.headings import is_caption
from tagwright.mapping.titles import after_company, is_name_with_title, matter_of, title_form


@pytest.mark.parametrize(
    "title",
    [
        "CONSOLIDATED STATEMENT OF PROFIT OR LOSS",
        "Condensed interim consolidated statements of profit or loss (unaudited)",
        "5.4.1 Statement of profit or loss for the year ended 31 December 2021",
        "Group statement of profit or loss, for the period from January 1 to December 31, 2017",
        "Statement of profit or loss (by nature of expense)",
        "Statement of profit or loss (continued)",
        "Consolidated statement of profit or loss 2023",
        "Statement of profit or loss for 2023/24",
        "Statement of profit or loss – by function",
        "Statement of profit or loss of the Group",
        "Statement of profit or loss, before appropriation of profit",
    ],
)
def test_number_period_and_qualifiers_of_a_title_do_not_matter(title: str) -> None:
    assert title_form(title) == title_form("Statement of profit or loss")


@pytest.mark.parametrize(
    "title",
    [
        "Statement of profit or loss of the Company",
        "Statement of profit or loss (Company)",
        "Statement of profit or loss (forecast)",
        "Separate statement of profit or loss",
        "Notes to the statement of profit or loss",
        "Consolidated statement of profit or loss of Larkfield Instruments AG",
        "Statement of profit or loss of the Target Group",
        "Statement of profit or loss of the Toys division",
    ],
)
def test_what_says_whose_or_which_amounts_they_are_stays(title: str) -> None:
    assert title_form(title) != title_form("Statement of profit or loss")


def test_before_a_title_only_a_name_may_stand() -> None:
    assert is_name_with_title(
        "Larkfield Industries Proprietary Limited Statements of financial position as at 30 June 2018"
    )
    assert not is_name_with_title("Notes to the statement of financial position")
    assert not is_name_with_title("Separate statement of financial position")
    assert not is_name_with_title("Summarised statement of financial position")


@pytest.mark.parametrize(
    "title",
    [
        "Reconciliation of changes in inventories",
        "Disclosure of inventories",
        "Movements in inventories",
        "Inventories",
    ],
)
def test_what_a_title_does_to_its_matter_is_left_out(title: str) -> None:
    assert matter_of(title_form(title)) == "inventory"


def test_a_matter_is_told_from_the_companys_name_before_it() -> None:
    assert after_company("Larkfield plc – Inventories") == "Inventories"
    assert after_company("Larkfield Group: Inventories") == "Inventories"
    assert after_company("Toys division – Inventories") == ""
    assert after_company("Inventories – Group") == ""


def test_a_companys_name_with_the_unit_is_a_caption() -> None:
    assert is_caption("Larkfield Mining Corporation (in millions of United States dollars) (Unaudited)")
    assert not is_caption("Larkfield Mining Corporation and its lenses")
