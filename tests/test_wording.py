"""What does not matter in a wording is taken out before two are compared, and nothing else."""

from __future__ import annotations

import pytest

from tagwright.figures.wording import normalise, normalise_heading


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Cost of Sales", "cost of sales"),
        ("  Cost   of\u00a0sales ", "cost of sales"),
        ("Other (losses)/gains – net", "other (losses)/gains - net"),
        ("Other (losses) / gains — net", "other (losses)/gains - net"),
        ("Holders’ equity", "holders' equity"),
        ("Listing fee ⁽¹⁾", "listing fee"),
        ("Listing fee(1)", "listing fee"),
        ("Listing fee (note 5)", "listing fee"),
        ("Listing fee (a)", "listing fee"),
        ("(ii) Listing fee", "listing fee"),
        ("Listing fee<sup>1</sup>", "listing fee1"),
        ("Listing fee^{(1)}", "listing fee"),
        ("- Land", "land"),
        ("• Land", "land"),
        ("**Land**", "land"),
        ("Assets:", "assets"),
        ("Share- based payments", "share-based payments"),
        ("1 to 2 years", "1 to 2 years"),
        ("Loss per share (RMB)", "loss per share (rmb)"),
        ("", ""),
        ("–", ""),
    ],
)
def test_a_wording_loses_case_marks_and_spaces_and_keeps_its_words(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize("text", ["Other (losses)/gains – net", "(a) Land⁽¹⁾:", "1 to 2 years", "Share- based"])
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_wordings_that_mean_different_things_stay_different() -> None:
    for one, other in (
        ("Gains/(losses)", "(Losses)/gains"),
        ("1 to 2 years", "2 to 3 years"),
        ("Profit", "Profits"),
        ("Current assets", "Non-current assets"),
    ):
        assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "text", ["14 BORROWINGS", "14. Borrowings", "Note 14 Borrowings", "14\tBORROWINGS", "14.2 Borrowings"]
)
def test_a_heading_also_loses_the_number_of_its_note(text: str) -> None:
    assert normalise_heading(text) == "borrowings"


def test_a_heading_of_digits_alone_stays() -> None:
    assert normalise_heading("2021") == "2021"


@pytest.mark.parametrize("mark", [" (continued)", " (Cont'd)", " – CONTINUED", " (CONTINUED)"])
def test_a_heading_that_goes_on_is_the_same_heading(mark: str) -> None:
    assert normalise_heading(f"11 TRADE RECEIVABLES{mark}") == normalise_heading("11 TRADE RECEIVABLES")


def test_of_a_label_in_two_scripts_the_latin_part_is_compared() -> None:
    assert normalise("Property, plant and equipment 物業、廠房及設備") == "property, plant and equipment"
    assert normalise("存貨") == "存貨"


def test_raised_marks_of_footnotes_are_taken_out() -> None:
    assert normalise("Dividends paid[¹]") == normalise("Dividends paid⁽ᵃ ⁾") == "dividends paid"


def test_the_mark_of_a_footnote_that_lost_its_height_is_taken_out_and_a_number_is_not() -> None:
    assert normalise("Trade receivables1") == normalise("Trade receivables")
    assert normalise("Level1") == "level1"
    assert normalise("IFRS9") == "ifrs9"
