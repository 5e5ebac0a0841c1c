"""Small mappings for tests: a base of one table, and a filing that is sound as it stands."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tagwright.mapping.load import load_base, load_filing
from tagwright.mapping.model import LoadedFiling, LoadedMapping

BASE = """\
tables:
  - name: income-statement
    kind: statement
    titles: Income statement
    positive: credit
    lines:
      - {wording: [Revenue, Turnover], concept: Revenue}
      - wording: Cost of sales
        concept: CostOfSales
"""

FILING = """\
name: acme-2021
document: announcement.txt
title: Results of 2021
entity: {name: Acme, scheme: "http://example.com/id", identifier: "0020"}
period: {start: 2021-01-01, end: 2021-12-31}
currency: CNY
taxonomy: ifrs-2021
extension: {prefix: acme, namespace: "https://example.com/2021"}
"""

OWN_CONCEPT = """
    tables:
      - name: income-statement
        lines: [{wording: Zebra fees, concept: ZebraFees}]
    concepts:
      - {name: ZebraFees, label: Zebra fees, type: monetary, balance: debit, documentation: Fees of zebras.}
"""


def base_of(folder: Path, **files: str) -> LoadedMapping:
    """Write base mapping files (a name without .yaml each) and load them."""
    ifrs = folder / "mapping" / "ifrs"
    ifrs.mkdir(parents=True, exist_ok=True)
    for name, text in (files or {"income": BASE}).items():
        (ifrs / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return load_base(folder / "mapping")


def filing_of(folder: Path, rest: str = "", *, head: str = FILING) -> LoadedFiling:
    """Write filing.yaml (its head ends at line 8, so that ``rest`` begins at line 9) and its document; load it."""
    place = folder / "mapping" / "filings" / "acme-2021"
    place.mkdir(parents=True, exist_ok=True)
    (place / "announcement.txt").write_text("Revenue\t1\n", encoding="utf-8")
    (place / "filing.yaml").write_text(head + dedent(rest), encoding="utf-8")
    return load_filing(place)
