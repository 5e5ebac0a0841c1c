"""Generates results announcements of companies that do not exist: seeded, varied, and all their sums hold.

.venv/bin/python benchmarks/announcements.py --count 100 --out folder [--esef]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Amounts = tuple[int, int]
"""Amounts of this year and the last, in thousands."""

FIRST = (
    "Alder",
    "Birch",
    "Cedar",
    "Dunmore",
    "Elmet",
    "Fairway",
    "Glendale",
    "Harrow",
    "Ivel",
    "Juniper",
    "Kestrel",
    "Lomond",
)
SECOND = (
    "Instruments",
    "Foods",
    "Logistics",
    "Software",
    "Textiles",
    "Minerals",
    "Energy",
    "Retail",
    "Media",
    "Optics",
)
CURRENCIES = ("EUR", "GBP", "USD", "CHF")
EXPENSES = (
    "Selling expenses",
    "Distribution costs",
    "Administrative expenses",
    "Research and development expenses",
    "Other operating expenses",
)
NON_CURRENT = (
    "Property, plant and equipment",
    "Right-of-use assets",
    "Goodwill",
    "Intangible assets other than goodwill",
    "Deferred tax assets",
    "Investments accounted for using the equity method",
)
CURRENT = ("Trade receivables", "Prepayments", "Current tax assets", "Contract assets")
LONG_TERM = ("Borrowings", "Lease liabilities", "Deferred tax liabilities", "Provisions")
SHORT_TERM = ("Trade payables", "Contract liabilities", "Current tax liabilities", "Lease liabilities")
FILLER = (
    "The Group makes and sells {things} in {number} countries.",
    "Demand for {things} was stronger than in the year before.",
    "The directors have considered the cash that the Group will need and prepared the statements as a going concern.",
    "Nothing that calls for an adjustment of the statements has happened since the end of the year.",
    "New standards that are not yet in force will not change the statements in a way that matters.",
)


@dataclass(frozen=True)
class Announcement:
    """A filing: its name, the document and the mapping."""

    name: str
    document: str
    filing: str


def announcement(seed: int, *, esef: bool = False) -> Announcement:
    """Generate the announcement of one company; the same seed gives the same text."""
    draw = random.Random(seed)  # noqa: S311
    company = f"{draw.choice(FIRST)} {draw.choice(SECOND)}"
    return _Company(draw, company, f"{company.split()[0].lower()}-{seed}", draw.choice(CURRENCIES), esef).announcement()


class _Company:
    def __init__(self, draw: random.Random, company: str, name: str, currency: str, esef: bool) -> None:
        self._draw, self._company, self._name, self._currency, self._esef = draw, company, name, currency, esef
        self._size = draw.choice((20, 200, 3000))
        self._own = f"{company.split()[1]} bonuses"

    def announcement(self) -> Announcement:
        parts = [f"{self._company.upper()}\n", self._text(), *self._statements(), self._text()]
        return Announcement(self._name, "\n".join(parts), self._filing())

    def _text(self) -> str:
        things = self._company.split()[1].lower()
        chosen = self._draw.sample(FILLER, self._draw.randint(2, len(FILLER)))
        return "".join(f"{line.format(things=things, number=self._draw.randint(2, 40))}\n" for line in chosen)

    def _amount(self, low: int, high: int) -> Amounts:
        return tuple(self._draw.randint(low * self._size, high * self._size) for _ in range(2))  # type: ignore[return-value]

    def _chosen(self, pool: Sequence[str], least: int, low: int, high: int) -> list[tuple[str, Amounts]]:
        kept = set(self._draw.sample(pool, self._draw.randint(least, len(pool))))
        return [(name, self._amount(low, high)) for name in pool if name in kept]

    def _statements(self) -> list[str]:
        income, profit, tax = self._income()
        opening = self._amount(20, 60)[0]
        share_capital = self._draw.randint(1, 9) * self._size
        premium = self._draw.randint(1, 20) * self._size
        dividends = self._amount(1, 5)
        retained_before = self._draw.randint(200, 400) * self._size
        retained_last = retained_before + profit[1] - dividends[1]
        retained = (retained_last + profit[0] - dividends[0], retained_last)
        flows, cash = self._flows(opening, tax, dividends)
        inventories = [(name, self._amount(2, 9)) for name in ("Raw materials", "Work in progress", "Finished goods")]
        position = self._position(cash, _sum(inventories), share_capital, premium, retained)
        equity = self._equity(share_capital, premium, retained_before, retained, profit, dividends)
        notes = [
            "NOTES TO THE CONSOLIDATED FINANCIAL STATEMENTS\n",
            "4 INVENTORIES\n" + self._as_at([*inventories, ("Total inventories", _sum(inventories))]),
        ]
        return [income, position, equity, flows, *notes]

    def _income(self) -> tuple[str, Amounts, Amounts]:
        revenue, cost = self._amount(300, 500), self._amount(100, 200)
        gross = _less(revenue, cost)
        expenses = [*self._chosen(EXPENSES, 2, 5, 15), (self._own, self._amount(1, 3))]
        operating = _less(gross, _sum(expenses))
        gained, paid = self._amount(1, 4), self._amount(2, 8)
        before = _less(_plus(operating, gained), paid)
        tax = (before[0] // 4, before[1] // 4)
        profit = _less(before, tax)
        rows = [
            ("Revenue", revenue),
            ("Cost of sales", _minus(cost)),
            ("Gross profit", gross),
            *((name, _minus(amount)) for name, amount in expenses),
            ("Operating profit", operating),
            ("Finance income", gained),
            ("Finance costs", _minus(paid)),
            ("Profit before income tax", before),
            ("Income tax expense", _minus(tax)),
            ("Profit for the year", profit),
        ]
        head = "CONSOLIDATED INCOME STATEMENT\nFOR THE YEAR ENDED 31 DECEMBER 2021\n"
        return head + self._of_year(rows), profit, tax

    def _position(
        self, cash: Amounts, inventories: Amounts, share_capital: int, premium: int, retained: Amounts
    ) -> str:
        long_term, short_term = self._chosen(LONG_TERM, 2, 5, 20), self._chosen(SHORT_TERM, 2, 5, 20)
        equity = (share_capital + premium + retained[0], share_capital + premium + retained[1])
        everything = _plus(equity, _plus(_sum(long_term), _sum(short_term)))
        current = [("Inventories", inventories), *self._chosen(CURRENT, 1, 2, 8), ("Cash and cash equivalents", cash)]
        fixed = self._chosen(NON_CURRENT, 2, 3, 9)
        # property makes up what is left, so that both sides are equal
        fixed = [row for row in fixed if row[0] != NON_CURRENT[0]]
        rest = _less(everything, _plus(_sum(current), _sum(fixed)))
        fixed = [(NON_CURRENT[0], rest), *fixed]
        rows: list[tuple[str, Amounts | None]] = [
            ("Non-current assets", None),
            *fixed,
            ("Total non-current assets", _sum(fixed)),
            ("Current assets", None),
            *current,
            ("Total current assets", _sum(current)),
            ("Total assets", everything),
            ("Equity", None),
            ("Share capital", (share_capital, share_capital)),
            ("Share premium", (premium, premium)),
            ("Retained earnings", retained),
            ("Total equity", equity),
            ("Non-current liabilities", None),
            *long_term,
            ("Total non-current liabilities", _sum(long_term)),
            ("Current liabilities", None),
            *short_term,
            ("Total current liabilities", _sum(short_term)),
            ("Total liabilities", _plus(_sum(long_term), _sum(short_term))),
            ("Total equity and liabilities", everything),
        ]
        return "CONSOLIDATED STATEMENT OF FINANCIAL POSITION\n" + self._as_at(rows)

    def _equity(
        self, capital: int, premium: int, before: int, retained: Amounts, profit: Amounts, dividends: Amounts
    ) -> str:
        header = "\tShare capital\tShare premium\tRetained earnings\tTotal\n" + f"\t{self._currency}'000" * 4 + "\n"
        others = capital + premium

        def balance(label: str, kept: int) -> str:
            return _line(label, (capital, premium, kept, others + kept))

        def change(label: str, amount: int) -> str:
            return _line(label, (None, None, amount, amount))

        return (
            "CONSOLIDATED STATEMENT OF CHANGES IN EQUITY\n"
            + header
            + balance("As at 1 January 2020", before)
            + change("Profit for the year", profit[1])
            + change("Dividends", -dividends[1])
            + balance("As at 31 December 2020", retained[1])
            + change("Profit for the year", profit[0])
            + change("Dividends", -dividends[0])
            + balance("As at 31 December 2021", retained[0])
        )

    def _flows(self, opening: int, tax: Amounts, dividends: Amounts) -> tuple[str, Amounts]:
        generated = self._amount(120, 160)
        operating = _less(generated, tax)
        spent, sold = self._amount(10, 20), self._amount(1, 4)
        investing = _less(sold, spent)
        borrowed, repaid = self._amount(4, 8), self._amount(4, 8)
        financing = _less(_less(borrowed, repaid), dividends)
        change = _plus(_plus(operating, investing), financing)
        closing_last = opening + change[1]
        closing = (closing_last + change[0], closing_last)
        rows: list[tuple[str, Amounts | None]] = [
            ("Cash flows from operating activities", None),
            ("Cash generated from operations", generated),
            ("Income tax paid", _minus(tax)),
            ("Net cash generated from operating activities", operating),
            ("Cash flows from investing activities", None),
            ("Purchase of property, plant and equipment", _minus(spent)),
            ("Proceeds from sale of property, plant and equipment", sold),
            ("Net cash used in investing activities", investing),
            ("Cash flows from financing activities", None),
            ("Proceeds from borrowings", borrowed),
            ("Repayment of borrowings", _minus(repaid)),
            ("Dividends paid", _minus(dividends)),
            ("Net cash used in financing activities", financing),
            ("Net increase in cash and cash equivalents", change),
            ("Cash and cash equivalents at beginning of year", (closing_last, opening)),
            ("Cash and cash equivalents at end of year", closing),
        ]
        head = "CONSOLIDATED STATEMENT OF CASH FLOWS\nFOR THE YEAR ENDED 31 DECEMBER 2021\n"
        return head + self._of_year(rows), closing

    def _of_year(self, rows: Sequence[tuple[str, Amounts | None]]) -> str:
        return "\tYear ended 31 December\n" + self._columns(rows)

    def _as_at(self, rows: Sequence[tuple[str, Amounts | None]]) -> str:
        return "\tAs at 31 December\n" + self._columns(rows)

    def _columns(self, rows: Sequence[tuple[str, Amounts | None]]) -> str:
        head = f"\t2021\t2020\n\t{self._currency}'000\t{self._currency}'000\n"
        return head + "".join(_line(label, amounts or ("", "")) for label, amounts in rows)

    def _filing(self) -> str:
        own = "".join(word.capitalize() for word in self._own.split())
        scheme, identifier = (
            ("http://standards.iso.org/iso/17442", lei(self._name))
            if self._esef
            else (
                "http://example.com/register",
                self._name.upper(),
            )
        )
        return (
            f"name: {self._name}\n"
            "document: announcement.txt\n"
            f"title: Results of {self._company} for 2021\n"
            f'entity: {{name: {self._company}, scheme: "{scheme}", identifier: {identifier}}}\n'
            "period: {start: 2021-01-01, end: 2021-12-31}\n"
            f"currency: {self._currency}\n"
            "taxonomy: ifrs-2021\n"
            f'extension: {{prefix: own, namespace: "https://example.com/{self._name}/2021"}}\n'
            + (self._identity() if self._esef else "")
            + "concepts:\n"
            f"  - {{name: {own}, label: {self._own}, type: monetary, balance: debit,"
            f" documentation: Bonuses to buyers., wider: [OtherExpenseByFunction]}}\n"
            "tables:\n"
            "  - name: income-statement\n"
            f"    lines: [{{wording: {self._own}, concept: {own}}}]\n"
            "  - name: changes-in-equity\n"
            "    columns: [{wording: Total}]\n"
        )

    def _identity(self) -> str:
        return (
            "profile: esef-2021\n"
            "identity:\n"
            f"  NameOfReportingEntityOrOtherMeansOfIdentification: {self._company}\n"
            "  ExplanationOfChangeInNameOfReportingEntityOrOtherMeansOfIdentificationFromEndOfPrecedingReportingPeriod:"
            " None\n"
            "  DomicileOfEntity: Nowhere\n"
            "  LegalFormOfEntity: A company that does not exist\n"
            "  CountryOfIncorporation: Nowhere\n"
            "  AddressOfRegisteredOfficeOfEntity: 1 Made-up Street\n"
            "  PrincipalPlaceOfBusiness: Nowhere\n"
            f"  DescriptionOfNatureOfEntitysOperationsAndPrincipalActivities: {self._company.split()[1]}\n"
            "  NameOfParentEntity: None\n"
            "  NameOfUltimateParentOfGroup: None\n"
        )


def lei(name: str) -> str:
    """Make an identifier that is no company's (it begins with two zeros) with sound check digits (ISO 17442)."""
    letters = "".join(character for character in name.upper() if character.isalnum() and character.isascii())
    stem = f"00TAGWBENCH{letters}"[:18].ljust(18, "0")
    number = int("".join(str(int(character, 36)) for character in f"{stem}00"))
    return f"{stem}{98 - number % 97:02}"


def _line(label: str, amounts: Sequence[int | str | None]) -> str:
    return label + "".join(f"\t{_printed(amount)}" for amount in amounts) + "\n"


def _printed(amount: int | str | None) -> str:
    if isinstance(amount, str):
        return amount
    if not amount:
        return "–"
    return f"({-amount:,})" if amount < 0 else f"{amount:,}"


def _sum(rows: Sequence[tuple[str, Amounts]]) -> Amounts:
    return sum(amounts[0] for _, amounts in rows), sum(amounts[1] for _, amounts in rows)


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return one[0] + other[0], one[1] + other[1]


def _less(one: Amounts, other: Amounts) -> Amounts:
    return one[0] - other[0], one[1] - other[1]


def _minus(amounts: Amounts) -> Amounts:
    return -amounts[0], -amounts[1]


def write_filings(folder: Path, count: int, *, esef: bool = False, first: int = 1) -> list[Path]:
    """Write ``count`` filing folders, of the seeds from ``first`` on, and give them."""
    folders = []
    for seed in range(first, first + count):
        made = announcement(seed, esef=esef)
        place = folder / made.name
        place.mkdir(parents=True, exist_ok=True)
        (place / "announcement.txt").write_text(made.document, encoding="utf-8")
        (place / "filing.yaml").write_text(made.filing, encoding="utf-8")
        folders.append(place)
    return folders


def main() -> None:
    """Write filing folders."""
    parser = argparse.ArgumentParser(description="Write filing folders of companies that do not exist.")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--esef", action="store_true")
    arguments = parser.parse_args()
    folders = write_filings(arguments.out, arguments.count, esef=arguments.esef, first=arguments.first)
    print(f"{len(folders)} filing folders in {arguments.out}")


if __name__ == "__main__":
    main()
