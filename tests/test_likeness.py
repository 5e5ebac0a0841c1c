"""Synonyms: phrases of one meaning have one form, and the form is stable."""

from __future__ import annotations

import pytest

from tagwright.data import data_folder
from tagwright.mapping.likeness import SYNONYMS, SynonymFile, alike
from tagwright.mapping.yaml_source import read_yaml

GROUPS = SynonymFile.model_validate(read_yaml(data_folder("mapping") / SYNONYMS, SYNONYMS).content).synonyms


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0])
def test_the_phrases_of_a_group_have_one_form_that_is_stable(group: list[str]) -> None:
    assert {alike(phrase) for phrase in group} == {alike(group[0])}
    assert alike(alike(group[0])) == alike(group[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Profit for the year attributable to owners of Larkfield plc", "Net loss attributable to shareholders"),
        ("Staff costs", "Employee benefits expense"),
        ("Proceeds from sale of property, plant and equipment", "Proceeds on disposal of tangible fixed assets"),
        ("Repayment of bank loans", "Repayments of borrowings"),
        ("Minority interests", "Non-controlling interests"),
        ("Share of results of equity-accounted investees", "Share of profit of associates and joint ventures"),
    ],
)
def test_wordings_of_one_meaning_are_alike(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Share of profit of associates", "Share of profit of joint ventures"),
        ("Trade receivables", "Other receivables"),
        ("Total comprehensive income attributable to owners", "Profit attributable to owners"),
        ("Deferred tax assets", "Deferred tax liabilities"),
        ("Profit attributable to non-controlling interests", "Profit attributable to owners of the parent"),
    ],
)
def test_other_meanings_are_not_alike(one: str, other: str) -> None:
    assert alike(one) != alike(other)


def test_holders_of_a_company_that_is_named_are_its_holders() -> None:
    assert alike("Shareholders of Larkfield plc") == alike("Shareholders of the Company")
    assert alike("Equity holders of Larkfield Instruments Group Limited") == alike("Equity holders of the parent")
    assert alike("Shareholders of subsidiaries") != alike("Shareholders")
    assert alike("Owners of non-controlling interests") != alike("Owners")
