"""Spellings that never change a wording's meaning have one form; profit and loss have one only in the second form."""

from __future__ import annotations

import pytest

from tagwright.figures.variants import folded, levelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Property, plant & equipment", "Property plant and equipment"),
        ("Right of use asset", "Right-of-use assets"),
        ("Depreciation and amortization", "Depreciation and amortisation"),
        ("Non current liabilities", "Non-current liability"),
        ("(Loss)/profit for the year", "Profit (loss) for the period"),
        (
            "Cash and cash equivalents, beginning of year",
            "Cash and cash equivalents at the beginning of the financial year",
        ),
        ("Equity attributable to owners of the Company", "Equity attributable to owners of the parent"),
        ("Basic earnings per share (RMB)", "Basic earnings per share"),
        ("Dividends paid[1]", "Dividends paid"),
        (
            "Net cash (used in)/generated from operating activities",
            "Net cash generated from/(used in) operating activities",
        ),
        ("Financial assets at FVTPL", "Financial assets at fair value through profit and loss"),
        ("Profit for the year ended 30 June 2023", "Profit for the year"),
    ],
)
def test_spellings_of_one_wording_fold_together(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Profit for the year", "Loss for the year"),
        ("Current assets", "Non-current assets"),
        ("Finance income", "Finance costs"),
        ("Gross profit", "Profit"),
        ("Other gains - net", "Other gains"),
        ("Assets less current liabilities", "Assets"),
    ],
)
def test_other_wordings_do_not_fold_together(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Profit before tax", "(Loss)/profit before tax"),
        ("Income tax credit", "Income tax expense"),
        ("Net cash inflow from investing activities", "Net cash used in investing activities"),
        ("Increase in inventories", "(Increase)/decrease in inventories"),
        ("Total comprehensive loss for the year", "Total comprehensive (loss)/income for the year"),
        ("Other gains, net", "Net other losses"),
    ],
)
def test_the_two_sides_of_one_amount_are_level(one: str, other: str) -> None:
    assert folded(one) != folded(other)
    assert levelled(one) == levelled(other)


def test_income_and_expense_stay_apart_on_every_level() -> None:
    assert levelled("Other income") != levelled("Other expenses")
    assert levelled("Interest received") != levelled("Interest paid")
    assert levelled("Proceeds from borrowings") != levelled("Repayments of borrowings")
