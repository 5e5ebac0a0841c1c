"""A small filing without a fault, under the rules of ESEF 2021, to seed defects in; and what is made of it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from larkfield import NOTES
from tagwright import api

NAME = "lark-2021"
LEI = "00TAGWRIGHTTESTFIL81"

FILING = f"""\
name: {NAME}
profile: esef-2021
document: announcement.txt
title: Results of Larkfield Instruments for 2021
entity:
  name: Larkfield Instruments
  scheme: http://standards.iso.org/iso/17442
  identifier: {LEI}
period:
  start: 2021-01-01
  end: 2021-12-31
currency: EUR
taxonomy: ifrs-2021
extension:
  prefix: lark
  namespace: https://www.larkfield-instruments.com/2021
identity:
  NameOfReportingEntityOrOtherMeansOfIdentification: Larkfield Instruments
  ExplanationOfChangeInNameOfReportingEntityOrOtherMeansOfIdentificationFromEndOfPrecedingReportingPeriod: No change
  DomicileOfEntity: Larkland
  LegalFormOfEntity: Public company
  CountryOfIncorporation: Larkland
  AddressOfRegisteredOfficeOfEntity: 1 Lens Street
  PrincipalPlaceOfBusiness: Larkland
  DescriptionOfNatureOfEntitysOperationsAndPrincipalActivities: Lenses
  NameOfParentEntity: None
  NameOfUltimateParentOfGroup: None
concepts:
  - name: LensRebates
    label: Lens rebates
    type: monetary
    balance: debit
    documentation: Rebates to buyers of lenses.
    wider: [OtherExpenseByFunction]
  - name: LensReserveMember
    label: Lens reserve
    type: member
    documentation: Reserve for lenses that come back.
tables:
  - name: income-statement
    lines:
      - {{wording: Lens rebates, concept: LensRebates}}
      - {{wording: Effective tax rate, concept: AverageEffectiveTaxRate}}
  - name: financial-position
    lines:
      - {{wording: Lens reserve, concept: OtherReserves}}
  - name: changes-in-equity
    columns:
      - {{wording: Lens reserve, dimensions: {{ComponentsOfEquityAxis: LensReserveMember}}}}
      - {{wording: Total}}
notes:
  - {{titles: Segment information, concept: DisclosureOfEntitysReportableSegmentsExplanatory}}
"""

INCOME = """\
CONSOLIDATED INCOME STATEMENT
FOR THE YEAR ENDED 31 DECEMBER 2021
\t\tYear ended 31 December
\tNote\t2021\t2020
\t\tEUR'000\tEUR'000
Revenue\t4\t61,000\t52,900
Cost of sales\t\t(41,600)\t(32,500)
Gross profit\t\t19,400\t20,400
Lens rebates\t\t(3,030)\t(2,010)
Administrative expenses\t\t(18,000)\t(15,300)
(Loss)/profit for the year\t\t(1,630)\t3,090
Basic (loss)/earnings per share (in EUR)\t\t(0.16)\t0.31
Effective tax rate\t\t25.0%\t24.0%
"""

POSITION = """\
CONSOLIDATED STATEMENT OF FINANCIAL POSITION
\tAs at 31 December
\t2021\t2020
\tEUR'000\tEUR'000
Current assets\t\t
Inventories\t4,170\t4,600
Cash and cash equivalents\t1,300\t2,500
Total current assets\t5,470\t7,100
Equity\t\t
Share capital\t2,050\t2,050
Lens reserve\t1,010\t1,010
Retained earnings\t2,410\t4,040
Total equity\t5,470\t7,100
"""

EQUITY = """\
CONSOLIDATED STATEMENT OF CHANGES IN EQUITY
\tShare capital\tLens reserve\tRetained earnings\tTotal
\tEUR'000\tEUR'000\tEUR'000\tEUR'000
As at 1 January 2021\t2,050\t1,010\t4,040\t7,100
Loss for the year\t–\t–\t(1,630)\t(1,630)
As at 31 December 2021\t2,050\t1,010\t2,410\t5,470
"""

CASH = """\
CONSOLIDATED STATEMENT OF CASH FLOWS
\tYear ended 31 December
\t2021\t2020
\tEUR'000\tEUR'000
Net cash used in operating activities\t(1,200)\t(1,400)
Cash and cash equivalents at beginning of year\t2,500\t3,900
Cash and cash equivalents at end of year\t1,300\t2,500
"""

DOCUMENT = "\n".join(("LARKFIELD INSTRUMENTS", INCOME, POSITION, EQUITY, CASH, NOTES))


@dataclass(frozen=True)
class Good:
    """The files of the good filing's report package, by their names in it, and the checks' answer to a change."""

    files: Mapping[str, bytes]
    suffix: str

    def member(self, end: str) -> str:
        """Name the one file whose name ends so."""
        return next(name for name in self.files if name.endswith(end))


@cache
def good_package(profile: str = "esef-2021") -> Good:
    """Convert the good filing once a session, and give what stands in its package."""
    with TemporaryDirectory() as folder:
        filing = write_filing(Path(folder) / "filing", FILING.replace("profile: esef-2021", f"profile: {profile}"))
        api.convert(filing, Path(folder) / "out", validate=False)
        package = next(path for path in (Path(folder) / "out").iterdir() if path.suffix in (".zip", ".xbri"))
        with zipfile.ZipFile(package) as archive:
            return Good({name: archive.read(name) for name in archive.namelist()}, package.suffix[1:])


def write_filing(folder: Path, text: str = FILING, document: str = DOCUMENT) -> Path:
    """Write the filing's folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "filing.yaml").write_text(text, encoding="utf-8")
    (folder / "announcement.txt").write_text(document, encoding="utf-8")
    return folder
