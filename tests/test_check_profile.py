from __future__ import annotations

import re
from pathlib import Path

import pytest

from esef import TEST_LEI
from tagwright import api
from tagwright.errors import MappingError
from tagwright.mapping.check_profile import lei_problem
from tagwright.mapping.finding import Finding
from tagwright.mapping.profiles import load_profile

IDENTITY = """\
identity:
  NameOfReportingEntityOrOtherMeansOfIdentification: Larkfield
  ExplanationOfChangeInNameOfReportingEntityOrOtherMeansOfIdentificationFromEndOfPrecedingReportingPeriod: None
  DomicileOfEntity: Testland
  LegalFormOfEntity: Test form
  CountryOfIncorporation: Testland
  AddressOfRegisteredOfficeOfEntity: 1 Test Street
  PrincipalPlaceOfBusiness: Testland
  DescriptionOfNatureOfEntitysOperationsAndPrincipalActivities: Lenses
  NameOfParentEntity: None of them
  NameOfUltimateParentOfGroup: None of them
"""
SOUND = f"""\
name: larkfield
document: announcement.txt
title: Results of Larkfield for 2021
profile: esef-2021
entity: {{name: Larkfield, scheme: "http://standards.iso.org/iso/17442", identifier: {TEST_LEI}}}
{IDENTITY}period: {{start: 2021-01-01, end: 2021-12-31}}
currency: EUR
taxonomy: ifrs-2021
extension: {{prefix: lark, namespace: "https://larkfield.com/2021"}}
concepts:
  - name: OtherStaffCosts
    label: Other staff costs
    type: monetary
    balance: debit
    documentation: What a test needs.
    wider: [EmployeeBenefitsExpense]
tables:
  - name: income-statement
    lines:
      - {{wording: Other staff costs, concept: OtherStaffCosts}}
"""


def findings(folder: Path, text: str) -> list[Finding]:
    (folder / "filing.yaml").write_text(text, encoding="utf-8")
    (folder / "announcement.txt").write_text("# Larkfield\n", encoding="utf-8")
    return [finding for finding in api.check_mappings(folder) if finding.file.endswith("filing.yaml")]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def test_a_filing_that_gives_what_the_profile_needs_is_sound(tmp_path: Path) -> None:
    assert findings(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "at", "said"),
    [
        ("taxonomy: ifrs-2021", "taxonomy: ifrs-2022", "profile-taxonomy", "taxonomy:", "use ifrs-2021"),
        ("iso/17442", "iso/6523", "profile-scheme", "entity:", "scheme: http://standards.iso.org/iso/17442"),
        ("FIL81", "FIL18", "profile-lei", "entity:", "its check digits are wrong"),
        ("FIL81", "FIL8", "profile-lei", "entity:", "18 capital letters or digits"),
        ("  DomicileOfEntity: Testland\n", "", "identity-missing", "identity:", "needs DomicileOfEntity"),
        (
            "  DomicileOfEntity:",
            "  Revenue: much\n  DomicileOfEntity:",
            "identity-concept",
            "Revenue: much",
            "'Revenue'",
        ),
        ("name: larkfield\n", "name: larkfield-instruments-2021\n", "name-too-long", "name: lark", "allows 20"),
        (
            "    wider: [EmployeeBenefitsExpense]\n",
            "",
            "anchor-missing",
            "name: OtherStaffCosts",
            "EmployeeBenefitsExpense",
        ),
        (
            "label: Other staff",
            "label: Other personnel",
            "name-not-after-label",
            "name: Other",
            "'OtherPersonnelCosts'",
        ),
        ("wider: [EmployeeBenefitsExpense]", "narrower: [Assets]", "anchor-unfit", "narrower", "period type instant"),
    ],
)
def test_what_the_profile_lacks_is_asked_for_by_name_and_place(
    tmp_path: Path, old: str, new: str, rule: str, at: str, said: str
) -> None:
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    found = findings(tmp_path, text)
    assert [(finding.rule_id, finding.line) for finding in found] == [(rule, line_of(text, at))]
    assert said in str(found[0])


def test_a_filing_without_identity_is_asked_for_all_ten_facts_in_the_order_of_the_profile(tmp_path: Path) -> None:
    found = findings(tmp_path, SOUND.replace(IDENTITY, ""))
    assert {finding.rule_id for finding in found} == {"identity-missing"}
    asked = [finding.problem.split(" needs ")[1].split(",")[0] for finding in found]
    assert asked == load_profile("esef-2021").identity


def test_the_plain_profile_asks_for_nothing_of_this(tmp_path: Path) -> None:
    bare = SOUND.replace(IDENTITY, "").replace("profile: esef-2021\n", "").replace("FIL81", "FIL18")
    assert findings(tmp_path, bare.replace("    wider: [EmployeeBenefitsExpense]\n", "")) == []


def test_nothing_is_written_before_the_profile_has_what_it_needs(tmp_path: Path) -> None:
    findings(tmp_path, SOUND.replace("FIL81", "FIL18"))
    with pytest.raises(MappingError, match="its check digits are wrong"):
        api.convert(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_all_that_is_missing_is_asked_for_in_one_error_with_what_to_write(tmp_path: Path) -> None:
    text = SOUND.replace("FIL81", "FIL18").replace("  DomicileOfEntity: Testland\n", "")
    findings(tmp_path, text.replace("    wider: [EmployeeBenefitsExpense]\n", ""))
    with pytest.raises(MappingError) as refused:
        api.convert(tmp_path, tmp_path / "out")
    lines = str(refused.value).splitlines()
    assert [line.partition(": ")[2].partition("; candidates")[0] for line in lines[:3]] == [
        f"'{TEST_LEI[:-2]}18' is no LEI: its check digits are wrong; "
        "write the company's legal entity identifier (search.gleif.org)",
        "the profile 'esef-2021' needs DomicileOfEntity, which the filing does not give; "
        "add under 'identity:' the line 'DomicileOfEntity:' with the text",
        "'OtherStaffCosts' has no anchor, which the profile 'esef-2021' asks for; "
        "add 'wider:' with the closest official concept of a wider meaning",
    ]
    assert "EmployeeBenefitsExpense" in lines[2]
    assert all(re.match(r"\S*filing\.yaml:\d+:\d+: ", line) for line in lines[:3])
    assert not (tmp_path / "out").exists()


def test_the_profile_can_be_chosen_for_one_conversion(tmp_path: Path) -> None:
    findings(tmp_path, SOUND.replace("profile: esef-2021\n", "").replace("FIL81", "FIL18"))
    with pytest.raises(MappingError, match="is no LEI"):
        api.convert(tmp_path, tmp_path / "out", profile="esef-2021")


@pytest.mark.parametrize("lei", ["5493001KJTIIGC8Y1R12", "213800WSGIIZCXF1P572", TEST_LEI])
def test_an_lei_with_right_check_digits_has_no_problem(lei: str) -> None:
    assert lei_problem(lei) is None


def test_two_characters_exchanged_in_an_lei_are_found() -> None:
    assert lei_problem("5493001KJTIIGC8Y1R21") == "its check digits are wrong"
    assert lei_problem("5493010KJTIIGC8Y1R12") == "its check digits are wrong"
    assert lei_problem("5493001kjtiigc8y1r12") == "an LEI has 18 capital letters or digits and two check digits"
