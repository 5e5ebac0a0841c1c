"""A fictive company's results: a small document and a filing folder, and the steps run on small inputs.

Every table of the document sums up, so that the report is valid. The base mapping is the one that ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tagwright.document.model import Document
from tagwright.document.text import read_text
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.model import Duration
from tagwright.mapping.book import concept_book
from tagwright.mapping.decision import Decision
from tagwright.mapping.load import load_base, load_filing, merge
from tagwright.mapping.model import LoadedFiling, LoadedMapping
from tagwright.mapping.resolve import resolve
from tagwright.mapping.rulebook import Rulebook
from tagwright.proof.prove import prove
from tagwright.report.build import Built, build_report
from tagwright.report.ledger import Entry, ledger_of
from tagwright.report.model import NumericFact
from tagwright.taxonomy.concepts import load_concepts
from tagwright.taxonomy.official import ifrs_taxonomy

FILING = """\
name: larkfield-2021
document: announcement.txt
title: Results of Larkfield Instruments for 2021
entity: {name: Larkfield Instruments, scheme: "http://example.com/register", identifier: LARK1}
period: {start: 2021-01-01, end: 2021-12-31}
currency: EUR
taxonomy: ifrs-2021
extension: {prefix: lark, namespace: "https://example.com/larkfield/2021"}
"""

OWN_LINES = """\
concepts:
  - name: LensRebates
    label: Lens rebates
    type: monetary
    balance: debit
    documentation: Rebates to buyers of lenses.
    wider: [OtherExpenseByFunction]
tables:
  - name: income-statement
    lines:
      - {wording: Lens rebates, concept: LensRebates}
  - name: changes-in-equity
    columns:
      - {wording: Total}
notes:
  - {titles: Segment information, concept: DisclosureOfEntitysReportableSegmentsExplanatory}
"""

INCOME = """\
CONSOLIDATED INCOME STATEMENT
FOR THE YEAR ENDED 31 DECEMBER 2021
\t\tYear ended 31 December
\tNote\t2021\t2020
\t\tEUR'000\tEUR'000
Revenue\t4\t1,000\t900
Cost of sales\t\t(600)\t(500)
Gross profit\t\t400\t400
Lens rebates\t\t(30)\t(10)
Administrative expenses\t\t(400)\t(300)
(Loss)/profit for the year\t\t(30)\t90
"""

POSITION = """\
CONSOLIDATED STATEMENT OF FINANCIAL POSITION
\tAs at 31 December
\t2021\t2020
\tEUR'000\tEUR'000
Current assets\t\t
Inventories\t70\t60
Cash and cash equivalents\t130\t170
Total current assets\t200\t230
Equity\t\t
Share capital\t50\t50
Retained earnings\t150\t180
Total equity\t200\t230
"""

EQUITY = """\
CONSOLIDATED STATEMENT OF CHANGES IN EQUITY
\tShare capital\tRetained earnings\tTotal
\tEUR'000\tEUR'000\tEUR'000
As at 1 January 2021\t50\t180\t230
Loss for the year\t–\t(30)\t(30)
As at 31 December 2021\t50\t150\t200
"""

NOTES = """\
NOTES TO THE CONSOLIDATED FINANCIAL STATEMENTS
4 SEGMENT INFORMATION
The Group makes lenses and sells them in one segment.
Its largest customer bought lenses for EUR123,000 in 2021.
"""

DOCUMENT = "\n".join(("LARKFIELD INSTRUMENTS", INCOME, POSITION, EQUITY, NOTES))


def write_filing(folder: Path, document: str = DOCUMENT, own: str = OWN_LINES, head: str = FILING) -> Path:
    """Write a filing folder with its document; give the folder."""
    place = folder / "larkfield-2021"
    place.mkdir(parents=True, exist_ok=True)
    (place / "announcement.txt").write_text(document, encoding="utf-8")
    (place / "filing.yaml").write_text(head + own, encoding="utf-8")
    return place


@cache
def shipped_base() -> LoadedMapping:
    return load_base()


@dataclass(frozen=True)
class Steps:
    """What each step of the flow made of a small input."""

    document: Document
    filing: LoadedFiling
    mapping: LoadedMapping
    extraction: Extraction
    decisions: list[Decision]
    built: Built
    ledger: tuple[Entry, ...]

    def decided(self, text: str, row: str = "") -> Decision:
        """Give what became of the one figure that prints ``text`` (in the row with that label, if given)."""
        return self._one([d for d in self.built.decisions if self._prints(d, text, row)], text)

    def resolved(self, text: str, row: str = "") -> Decision:
        """Give what mapping alone decided of it, before clashes were settled."""
        return self._one([d for d in self.decisions if self._prints(d, text, row)], text)

    def entry(self, text: str, row: str = "") -> Entry:
        """Give the ledger's entry of it."""
        return self.ledger[self.decided(text, row).figure]

    def fact(self, text: str, row: str = "") -> NumericFact:
        """Give the fact of it."""
        number = self.decided(text, row).figure
        return next(f for f in self.built.report.facts if isinstance(f, NumericFact) and f.figure == number)

    def _prints(self, decision: Decision, text: str, row: str) -> bool:
        figure = self.extraction.figures[decision.figure]
        return figure.text == text and (not row or row in figure.row_path[-1:])

    @staticmethod
    def _one(found: list[Decision], text: str) -> Decision:
        assert len(found) == 1, f"{text} is printed {len(found)} times"
        return found[0]


def steps(folder: Path, document: str, own: str = OWN_LINES, base: LoadedMapping | None = None) -> Steps:
    """Run all steps up to the Report, with the shipped base mapping or another one."""
    filing = load_filing(write_filing(folder, document, own))
    mapping = merge(base or shipped_base(), filing)
    official = ifrs_taxonomy(filing.rules.taxonomy)
    book = concept_book(load_concepts(official.year), filing.rules.concepts, official.year)
    source = Document("announcement.txt", "", read_text(document))
    period = Duration(filing.rules.period.start, filing.rules.period.end)
    rules = Rulebook(mapping, book)
    extraction = extract(source, rules.vocabulary, period, filing.rules.currency)
    decisions = resolve(extraction, rules)
    proof = prove(extraction)
    built = build_report(source, extraction, decisions, mapping, filing, official, book, proof)
    ledger = ledger_of(extraction.figures, built.decisions, proof)
    return Steps(source, filing, mapping, extraction, decisions, built, ledger)
