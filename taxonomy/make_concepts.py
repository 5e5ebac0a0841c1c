"""Rewrites concepts.csv: facts about IFRS concepts, read from official taxonomy packages that lie elsewhere.

    python taxonomy/make_concepts.py IFRST_2021.zip IFRSAT_2025.zip --names ProfitLoss Equity

The rows are the names already in the table, those given with --names, those that a file of mapping/ uses, and
the default member of each axis among them. Only facts are copied (name, type, period, balance, default member);
labels, documentation, references and linkbases are their owner's and are never read into the table.

A column ``years`` says which yearly taxonomies have the row's facts. Where packages of only two years are
given, the years in between are inferred from both ends: a name that both have with the same facts is taken to
be in every year between; a name that only one has is listed for that year alone. An axis whose default member
differs has two rows: the older facts are taken to hold until the year before the newer package, and the older
default member with them.

A ``sign`` that stands in the table is kept, as a person may have written it; where the cell is empty it is derived from
the name again.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from ruamel.yaml import YAML

TABLE = Path(__file__).resolve().parent / "concepts.csv"
MAPPING = TABLE.parents[1] / "mapping"
COLUMNS = ("name", "kind", "item_type", "period_type", "balance", "default", "sign", "years")

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_CORE_SCHEMA = re.compile(r"/full_ifrs-cor_(\d{4})-\d{2}-\d{2}\.xsd$")
_DIMENSION_LINKBASE = re.compile(r"/(?:def|dim)_[^/]*\.xml$")
_DEFAULT_ARCROLE = "http://xbrl.org/int/dim/arcrole/dimension-default"

# Of the data type registry's types, written with the prefixes of the registry's two schemas of 2009.
_REGISTRY_PREFIX = {"domain": "nonnum", "textBlock": "nonnum", "perShare": "num", "percent": "num", "area": "num"}

# A concept whose name holds one of these may be negative in ordinary reporting.
_EITHER_SIGN = re.compile(
    r"ProfitLoss|GrossProfit|AccountingProfit|Gain|Losses|LossOn|EarningsLoss|Increase|Decrease|Change|Adjust"
    r"|FromUsedIn|IncomeExpense|ExpenseIncome|ExpenseContinuing|TaxExpense|TaxIncome|IncomeTax|TaxEffect|TaxRate"
    r"|IncomeCost|RevenueExpense|InterestRevenueExpense|RefundClassified|PaidRefund|InflowsOutflows|Outflows?Inflow"
    r"|ComprehensiveIncome|^Equity|NoncontrollingInterests|RetainedEarnings|Reserve|^Net|FairValue|ExchangeDifference"
    r"|ShareOf|Remeasurement|Reconcil|Revaluation|Transfers|ChargedOrCredited|LossReversal|WritedownsReversals|Differences?(?:To|Between)|AssetsLiabilities|LiabilitiesAssets|LiabilityAsset"
    r"|AssetLiability|LessCurrentLiabilities|IfDifferentFromStatementOfFinancialPosition|Miscellaneous|NetAmount"
    r"|ReclassificationAdjust|AmountsRemovedFrom|TemporaryDifferences|EffectiveTax|EffectOf|ConsiderationPaidReceived"
)
# ... but not if it begins as one of these does, whatever words follow: a flow of one direction, or a balance.
_ONE_SIGN = re.compile(
    r"^(?:Proceeds|Payments|Purchase|Dividends|Repayment|GainsOn|LossesOn|ForeignExchange(?:Gain|Loss)$|IncomeTaxesPaidC"
    r"|IncomeTaxesRefundC|(?:In|De)creaseThrough[A-Z]|DeductibleTemporary|UnusedTax|EquityAndLiabilities|EquityInstruments"
    r"|AdjustedWeighted|ApplicableTaxRate|(?:Reversal|Utilisation)?AllowanceA|AdditionalAllowance"
    r"|Transfers\w+RelatedParty"
    r"|(?:Nonc|C)?(?:urrent)?(?:Financial|Receivables|Payables|Derivative|Investments)(?!\w*Net[A-Z]))"
)
_NUMERIC = re.compile(r":(monetary|shares|decimal|pure|perShare|percent|area)ItemType$")


@dataclass(frozen=True)
class Facts:
    """What one package says of a concept; the columns of the table but for name, sign and years."""

    kind: str
    item_type: str
    period_type: str
    balance: str
    default: str


@dataclass(frozen=True)
class Row:
    """A row of the table: facts, and the first and the last year that has them."""

    name: str
    facts: Facts
    sign: str
    first: int
    last: int


def item_type_of(written: str) -> str:
    """Write a type in the table's way: xbrli:... or, for the data type registry, num:... and nonnum:...."""
    prefix, local = written.split(":")
    if prefix == "xbrli":
        return written
    return f"{_REGISTRY_PREFIX.get(local.removesuffix('ItemType'), prefix)}:{local}"


def kind_of(name: str, element: etree._Element, item_type: str) -> str:
    """Say what role a concept plays in a report."""
    group = element.get("substitutionGroup", "").split(":")[-1]
    if group == "dimensionItem":
        return "axis"
    if group == "hypercubeItem":
        return "table"
    if item_type == "nonnum:domainItemType":
        return "member"
    return "abstract" if element.get("abstract") == "true" else "item"


def read_defaults(package: zipfile.ZipFile) -> dict[str, str]:
    """Read the default member of each axis from the dimension-default arcs of the definition linkbases."""
    defaults: dict[str, str] = {}
    for entry in sorted(filter(_DIMENSION_LINKBASE.search, package.namelist())):
        for link in etree.fromstring(package.read(entry)).iter(f"{_LINK}definitionLink"):
            names = {
                loc.get(f"{_XLINK}label"): loc.get(f"{_XLINK}href", "").split("#")[-1].split("_", 1)[-1]
                for loc in link.iter(f"{_LINK}loc")
            }
            for arc in link.iter(f"{_LINK}definitionArc"):
                if arc.get(f"{_XLINK}arcrole") == _DEFAULT_ARCROLE:
                    defaults[names[arc.get(f"{_XLINK}from")]] = names[arc.get(f"{_XLINK}to")]
    return defaults


def read_package(path: Path) -> tuple[int, dict[str, Facts]]:
    """Read the year and the facts of every concept of an official IFRS taxonomy package."""
    with zipfile.ZipFile(path) as package:
        entry, year = next((e, int(m[1])) for e in package.namelist() if (m := _CORE_SCHEMA.search(e)))
        defaults = read_defaults(package)
        concepts = {}
        for element in etree.fromstring(package.read(entry)).iter(f"{_XSD}element"):
            name, item_type = element.get("name", ""), item_type_of(element.get("type", ""))
            # An enumeration needs a domain from a linkbase; the table has no column for it.
            if item_type.startswith("enum2:"):
                continue
            concepts[name] = Facts(
                kind=kind_of(name, element, item_type),
                item_type=item_type,
                period_type=element.get(f"{_XBRLI}periodType", ""),
                balance=element.get(f"{_XBRLI}balance", ""),
                default=defaults.get(name, ""),
            )
    return year, concepts


def sign_of(name: str, facts: Facts) -> str:
    """Say whether a negative value would be a mistake (``positive``) or ordinary (``either``)."""
    one_sign = _ONE_SIGN.search(name) or not _EITHER_SIGN.search(name)
    return "positive" if one_sign and _NUMERIC.search(facts.item_type) else "either"


def rows_of(name: str, packages: dict[int, dict[str, Facts]], signs: dict[str, str]) -> Iterator[Row]:
    """Give the rows of a name, one for each run of years with the same facts."""
    held = [(year, packages[year][name]) for year in sorted(packages) if name in packages[year]]
    for index, (year, facts) in enumerate(held):
        if index and facts == held[index - 1][1]:
            continue
        same = [other for other, others in held[index:] if others == facts]
        following = [other for other, others in held[index:] if others != facts]
        last = following[0] - 1 if following else same[-1]
        yield Row(name, facts, signs.get(name) or sign_of(name, facts), year, last)


def with_defaults(rows: Sequence[Row], packages: dict[int, dict[str, Facts]], signs: dict[str, str]) -> list[Row]:
    """Add the default members of the axes, and let each last at least as long as the axis says it is the default."""
    named = {(row.name, row.first): row for row in rows}
    for axis in (row for row in rows if row.facts.default):
        for row in rows_of(axis.facts.default, packages, signs):
            key = (row.name, row.first)
            last = max(named.get(key, row).last, axis.last if axis.first >= row.first else row.last)
            named[key] = Row(row.name, row.facts, row.sign, row.first, last)
    return sorted(named.values(), key=lambda row: (row.name, row.first))


def names_in_mapping(folder: Path) -> set[str]:
    """Collect the names that the mappings use, but for the concepts that a filing declares itself."""
    names: set[str] = set()
    for path in sorted(folder.rglob("*.yaml")):
        content = YAML(typ="safe").load(path) or {}
        own = {concept["name"] for concept in content.get("concepts", [])}
        names |= set(_names_in(content)) - own
    return names


def _names_in(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _names_in(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("concept", "default", "wider", "narrower"):
                yield from [value] if isinstance(value, str) else value or []
            elif key == "dimensions":
                yield from value
                yield from value.values()
            else:
                yield from _names_in(value)


def read_table(path: Path) -> dict[str, str]:
    """Read the names of the table, each with its sign."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["sign"] for row in csv.DictReader(file)}


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write the table, sorted by name and first year."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for row in rows:
            facts = row.facts
            years = str(row.first) if row.first == row.last else f"{row.first}-{row.last}"
            cells = (row.name, facts.kind, facts.item_type, facts.period_type, facts.balance, facts.default)
            table.writerow((*cells, row.sign, years))


def main(arguments: Sequence[str] | None = None) -> int:
    """Rewrite the table; give 1 where a name is in no package (the table is written all the same, without it)."""
    parser = argparse.ArgumentParser(description="Rewrite taxonomy/concepts.csv from official IFRS packages.")
    parser.add_argument("packages", nargs="+", type=Path, help="official taxonomy packages, one a year")
    parser.add_argument("--names", nargs="*", default=[], help="further local names")
    given = parser.parse_args(arguments)
    packages = dict(read_package(path) for path in given.packages)
    signs = read_table(TABLE)
    names = set(signs) | set(given.names) | names_in_mapping(MAPPING)
    unknown = sorted(name for name in names if not any(name in concepts for concepts in packages.values()))
    rows = [row for name in sorted(names) for row in rows_of(name, packages, signs)]
    rows = with_defaults(rows, packages, signs)
    write_table(TABLE, rows)
    sys.stdout.write(f"{len(rows)} rows in {TABLE.name}\n")
    for name in unknown:
        sys.stdout.write(f"in no package: {name}\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    raise SystemExit(main())
