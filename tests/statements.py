"""Helpers: statements made by a seed, with what each of their cells says."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal

LINES = (
    "Revenue", "Cost of sales", "Gross profit", "Other income", "Distribution costs", "Administrative expenses",
    "Research and development expenses", "Finance costs", "Share of losses of associates", "Profit before tax",
    "Income tax expense", "Trade receivables", "Inventories", "Property, plant and equipment", "Goodwill",
    "Cash and cash equivalents", "Lease liabilities", "Trade payables", "Contract liabilities", "Deferred tax assets",
    "Right-of-use assets", "Borrowings", "Provisions", "Retained earnings", "Share capital",
    "Share of losses of investments accounted for\nusing the equity method",
    "Exchange differences on translation of foreign operations\nthat may be reclassified to profit or loss",
)  # fmt: skip
PER_SHARE = "Basic earnings per share ({})"
SECTIONS = ("Non-current assets", "Current assets", "Operating activities", "Attributable to:")
UNITS = (
    ("RMB'000", "CNY", 3),
    ("HK$'000", "HKD", 3),
    ("US$ million", "USD", 6),
    ("€'000", "EUR", 3),
    ("A$'000", "AUD", 3),
)


@dataclass(frozen=True)
class Truth:
    """What a cell states."""

    label: str
    period: str
    unit: str
    value: Decimal


@dataclass(frozen=True)
class Look:
    """How a statement is set, where a format leaves the choice.

    ``own_brackets``: the closing bracket stands in a cell of its own. ``merged``: a cell over several columns is one
    cell. ``tabbed``: Word holds lines with tabs, and ``nested`` a table inside of a cell, in place of a table.
    ``in_thousands``: Excel stores what is printed, so that its formats scale nothing. ``points`` is the height of text.
    """

    bold_totals: bool = False
    own_brackets: bool = False
    merged: bool = False
    tabbed: bool = False
    nested: bool = False
    in_thousands: bool = False
    landscape: bool = False
    centred_heads: bool = False
    top: bool = False
    points: float = 10


@dataclass
class Statement:
    """A statement: titles, header rows, and rows of printed cells, the label first.

    A line feed in a label, and in a header cell, is where it wraps. ``spans`` says how many columns a header cell
    stands over, by its row and column; the cells to its right are empty. The rows from ``second_page`` on stand on a
    page of their own, under titles and header again.
    """

    titles: list[str]
    header: list[list[str]]
    rows: list[list[str]]
    truths: list[Truth] = field(default_factory=list)
    scale: int = 3
    second_page: int | None = None
    spans: dict[tuple[int, int], int] = field(default_factory=dict)
    look: Look = Look()

    @property
    def pages(self) -> list[list[list[str]]]:
        """The grid of each page."""
        cut = (
            [self.rows] if self.second_page is None else [self.rows[: self.second_page], self.rows[self.second_page :]]
        )
        return [[*self.header, *rows] for rows in cut]


def statement(seed: int) -> Statement:
    """Make a statement of two to three years, of the layouts that announcements have.

    Notes, a column of percentages, currency signs, dashes, wrapped labels, sub-totals without labels, amounts per share
    below amounts in thousands, and page breaks come and go.
    """
    chance = random.Random(seed)  # noqa: S311 - the same statements every time
    unit, currency, scale = chance.choice(UNITS)
    instant = chance.random() < 0.4
    years = [2021, 2020, 2019][: chance.choice((2, 2, 3))]
    notes, share, glyphs = chance.random() < 0.5, not instant and chance.random() < 0.25, chance.random() < 0.2
    title = "CONSOLIDATED STATEMENT OF FINANCIAL POSITION" if instant else "CONSOLIDATED INCOME STATEMENT"
    caption = "As at 31 December 2021" if instant else "For the year ended 31 December 2021"
    left = [""] + ([""] if notes else [])
    top = [""] + (["Note"] if notes else [])
    per_year = 2 if share else 1
    dates = [f"31 December {y}" if instant and chance.random() < 0.5 else str(y) for y in years]
    header = [top + [cell for y in dates for cell in [y] + [""] * (per_year - 1)]]
    header.append(left + [cell for _ in years for cell in [unit] + ["%"] * (per_year - 1)])
    made = Statement([title, caption], header, [], scale=scale)
    used = chance.sample(LINES, chance.randint(6, 14))
    subtotal = chance.randint(2, 5) if chance.random() < 0.3 else None
    printed: list[list[Decimal]] = []
    for number, label in enumerate(used):
        if chance.random() < 0.15:
            made.rows.append([chance.choice(SECTIONS)] + [""] * (len(header[0]) - 1))
        cells, label = [label], label.replace("\n", " ")
        cells += [str(number + 4)] if notes and chance.random() < 0.6 else [""] * notes
        printed.append([])
        for year in years:
            period = f"{year}-12-31" if instant else f"{year}-01-01/{year}-12-31"
            value = _value(chance)
            printed[-1].append(value)
            cells.append(_printed(value, "$" if glyphs and number == 0 and currency == "USD" else ""))
            made.truths.append(Truth(label, period, currency, value.scaleb(scale)))
            if share:
                part = Decimal(chance.randint(1, 999)) / 10
                cells.append(f"{part}%")
                made.truths.append(Truth(label, period, "percent", part / 100))
        made.rows.append(cells)
        if number == subtotal:
            _add_subtotal(made, printed, years, left, instant, currency, share)
    if not instant and not share and chance.random() < 0.3:
        _add_per_share(made, years, left, currency, chance)
    if chance.random() < 0.25:
        made.second_page = len(made.rows) // 2
    return made


def _add_subtotal(
    made: Statement,
    printed: list[list[Decimal]],
    years: list[int],
    left: list[str],
    instant: bool,
    currency: str,
    share: bool,
) -> None:
    """Print the sum of the rows so far in a row without a label."""
    cells = list(left)
    for year, column in zip(years, zip(*printed, strict=True), strict=True):
        period = f"{year}-12-31" if instant else f"{year}-01-01/{year}-12-31"
        cells += [_printed(sum(column), "")] + [""] * share
        made.truths.append(Truth("", period, currency, sum(column).scaleb(made.scale)))
    made.rows.append(cells)


def _add_per_share(made: Statement, years: list[int], left: list[str], currency: str, chance: random.Random) -> None:
    label = PER_SHARE.format(currency)
    cells = [label, *left[1:]]
    for year in years:
        value = Decimal(chance.randint(1, 999)) / 100
        cells.append(f"{value:.2f}")
        made.truths.append(Truth(label, f"{year}-01-01/{year}-12-31", currency, value))
    made.rows.append(cells)


def _value(chance: random.Random) -> Decimal:
    if chance.random() < 0.08:
        return Decimal(0)
    size = Decimal(chance.randint(1, 9_999_999))
    return -size if chance.random() < 0.3 else size


def _printed(value: Decimal, glyph: str) -> str:
    if value == 0:
        return "–"
    return f"({glyph}{abs(value):,})" if value < 0 else f"{glyph}{value:,}"
