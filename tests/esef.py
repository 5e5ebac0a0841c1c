"""Test filings under ESEF: what they declare themselves, and what the profiles ask for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import larkfield

BUNDLED = Path(__file__).parents[1] / "mapping" / "filings" / "sensetime-2021"
TEST_LEI = "00TAGWRIGHTTESTFIL81"
"""No company's: it begins with two zeros and says what it is; the check digits are right."""

IDENTITY = """\
identity:
  NameOfReportingEntityOrOtherMeansOfIdentification: SenseTime Group Inc. (test filing)
  ExplanationOfChangeInNameOfReportingEntityOrOtherMeansOfIdentificationFromEndOfPrecedingReportingPeriod: No change
  DomicileOfEntity: A test domicile
  LegalFormOfEntity: A test form
  CountryOfIncorporation: A test country
  AddressOfRegisteredOfficeOfEntity: 1 Test Street, Test & Sons House
  PrincipalPlaceOfBusiness: A test place
  DescriptionOfNatureOfEntitysOperationsAndPrincipalActivities: Software that recognises what cameras see
  NameOfParentEntity: None, as this is a test
  NameOfUltimateParentOfGroup: None, as this is a test
"""
DECLARED = f"""\
# A TEST FILING: the identifier is no company's LEI, and what stands under 'identity' is made up.
name: test-esef-2021
profile: esef-2021
entity:
  name: SenseTime Group Inc. (test filing)
  scheme: http://standards.iso.org/iso/17442
  identifier: {TEST_LEI}
{IDENTITY}"""
RENAMED = {
    "EBITDA": "Ebitda",
    "AdjustedEBITDA": "AdjustedEbitda",
    "VATPayablesRelatedToContractLiabilities": "VatPayablesRelatedToContractLiabilities",
}
"""Names of concepts that ESEF would have spelt otherwise."""
RELABELLED = {
    "for share-based compensation plan, type": "for sharebased compensation plan, type",
    "label: Large-scale electronic equipment": "label: Largescale electronic equipment",
}
ANCHORS = {
    "Ebitda": "ProfitLossFromOperatingActivities",
    "AdjustedEbitda": "ProfitLossFromOperatingActivities",
    "AdjustedNetProfitLoss": "ProfitLoss",
    "DecreaseThroughInterestReceivedFinancialAssetsAtFairValueThroughProfitOrLoss": "SalesFairValueMeasurementAssets",
    "UnrecognisedDeferredTaxAssets": "DeferredTaxAssets",
}
# Reserves that are a deficit: the ESEF taxonomy wants the official concept positive.
RESERVES = (
    "  - name: financial-position\n    lines:\n",
    "  - {wording: Other reserves, concept: OtherReservesOrDeficit}\n",
    "  - {name: OtherReservesOrDeficit, label: Other reserves or deficit, type: monetary, period: instant,"
    " balance: credit, wider: [OtherReserves], documentation: Other reserves; negative where they are a deficit.}\n",
)


REPLACED_IN_2025 = ("wider: [FinancialAssetsMember]", "wider: [ClassesOfFinancialAssetsDomain]")
"""The taxonomy of 2025 has a domain in the place of the member that held all financial assets."""


def esef_filing(
    folder: Path, *, document: Path | None = None, profile: str = "esef-2021", taxonomy: str = "ifrs-2021"
) -> Path:
    """Write the bundled filing as a test filing, with the bundled document or another one."""
    text = (BUNDLED / "filing.yaml").read_text(encoding="utf-8")
    text = re.sub(r"^(?:name|entity): .*\n", "", text, flags=re.MULTILINE)
    for old, new in RENAMED.items():
        text = re.sub(rf"((?:name|concept): ){old}\b", rf"\g<1>{new}", text)
    for old, new in RELABELLED.items():
        assert old in text, old
        text = text.replace(old, new)
    for name, anchor in ANCHORS.items():
        text, count = re.subn(rf"(name: {name}, .*?)(, documentation)", rf"\1, wider: [{anchor}]\2", text)
        assert count == 1, name
    statement, line, concept = RESERVES
    assert statement in text
    text = text.replace(statement, f"{statement}    {line}").replace("\nconcepts:\n", f"\nconcepts:\n{concept}")
    folder.mkdir(parents=True, exist_ok=True)
    text = (DECLARED + text).replace("esef-2021", profile).replace("taxonomy: ifrs-2021", f"taxonomy: {taxonomy}")
    text = text.replace(*REPLACED_IN_2025) if taxonomy == "ifrs-2025" else text
    (folder / "filing.yaml").write_text(text, encoding="utf-8")
    shutil.copy(document or BUNDLED / "announcement.txt", folder / "announcement.txt")
    return folder


def small_filing(folder: Path, profile: str, taxonomy: str) -> Path:
    """Write the fictive company's filing under a profile of ESEF."""
    entity = f'entity: {{name: Larkfield, scheme: "http://standards.iso.org/iso/17442", identifier: {TEST_LEI}}}\n'
    head = re.sub(r"^entity: .*\n", entity + IDENTITY + f"profile: {profile}\n", larkfield.FILING, flags=re.MULTILINE)
    return larkfield.write_filing(folder, head=head.replace("ifrs-2021", taxonomy))
