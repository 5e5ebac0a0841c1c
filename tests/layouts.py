"""Helpers: statements whose headers, marks and signs vary as those of real announcements do, made by a seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from statements import LINES, SECTIONS, Look, Statement, Truth

UNITS = (
    ("RMB'000", "(Expressed in thousands of RMB)", "CNY", 3),
    ("HK$'000", "HK$'000", "HKD", 3),
    ("US$m", "(in US$ million, except per share data)", "USD", 6),
    ("€ million", "(in millions of euros)", "EUR", 6),
    ("A$'000", "(All amounts in A$'000 unless otherwise stated)", "AUD", 3),
    ("£m", "£ million", "GBP", 6),
)
TOTALS = ("Total assets", "Total operating expenses", "Total comprehensive income for the year", "Net current assets")
NOTES = ("5", "5(a)", "12", "5, 6", "2.3", "6(b)", "7 & 8", "24(b)(ii)")
LABEL_MARKS = ("*", "¹", " (1)", " (a)", "#", "²")
CHANGES = (("Change", "%"), ("Change", "%"), ("", "% change"), ("Variance", "%"), ("Change", "UNIT"))


@dataclass(frozen=True)
class Head:
    """The header of a column, from its top row to its last, and the period that it states; None if no fact is."""

    cells: tuple[str, ...]
    period: str | None


def _year(end: int) -> str:
    return f"{end}-01-01/{end}-12-31"


def _years(_: random.Random) -> list[Head]:
    return [Head((str(year),), _year(year)) for year in (2021, 2020, 2019)]


def _spelled(_: random.Random) -> list[Head]:
    return [Head((f"Year ended\n31 December\n{year}",), _year(year)) for year in (2021, 2020)]


def _long(_: random.Random) -> list[Head]:
    return [Head((f"Year ended 31 December {year}",), _year(year)) for year in (2021, 2020)]


def _fiscal(_: random.Random) -> list[Head]:
    return [Head((f"FY{year}",), _year(year)) for year in (2021, 2020)]


def _twelve(_: random.Random) -> list[Head]:
    return [Head((f"12 months to\n31 Dec {year}",), _year(year)) for year in (2021, 2020)]


_QUARTERS = {1: ("01-01", "03-31"), 2: ("04-01", "06-30"), 3: ("07-01", "09-30"), 4: ("10-01", "12-31")}
_ENDS = {1: "31 March", 2: "30 June", 3: "30 September", 4: "31 December"}


def _quarter(number: int, year: int) -> str:
    first, last = _QUARTERS[number]
    return f"{year}-{first}/{year}-{last}"


def _quarters(chance: random.Random) -> list[Head]:
    form = chance.choice(("Q{n} {y}", "{n}Q {y}", "{n}Q{y}"))
    wanted = ((4, 2021), (3, 2021), (4, 2020))
    return [Head((form.format(n=n, y=year),), _quarter(n, year)) for n, year in wanted]


def _quarters_ended(_: random.Random) -> list[Head]:
    wanted = ((4, 2021), (3, 2021), (4, 2020))
    return [Head((f"Quarter ended\n{_ENDS[n]} {year}",), _quarter(n, year)) for n, year in wanted]


def _halves(_: random.Random) -> list[Head]:
    return [Head((f"Six months ended\n30 June {year}",), f"{year}-01-01/{year}-06-30") for year in (2021, 2020)]


def _lengths(chance: random.Random) -> list[Head]:
    """Three months beside the year, each with its comparative: a heading over two columns each."""
    first, last = (
        "Three months ended\n31 December",
        chance.choice(("Year ended\n31 December", "Year ended 31 December")),
    )
    heads = []
    for text, period in ((first, lambda year: _quarter(4, year)), (last, _year)):
        heads += [Head((text, "2021"), period(2021)), Head(("", "2020"), period(2020))]
    return heads


def _balances(chance: random.Random) -> list[Head]:
    form = chance.choice(
        ("{d} December {y}", "{d} December\n{y}", "As at\n{d} December\n{y}", "December {d},\n{y}", "{d} Dec {y}")
    )
    return [Head((form.format(d=31, y=year),), f"{year}-12-31") for year in (2021, 2020)]


def _third_balance(_: random.Random) -> list[Head]:
    """The opening balance of the comparative year beside both (IAS 1.40A)."""
    opening = Head(("1 January\n2020",), "2019-12-31")
    return [*(Head((f"31 December\n{year}",), f"{year}-12-31") for year in (2021, 2020)), opening]


FLOWS: tuple[Callable[[random.Random], list[Head]], ...] = (
    _years, _spelled, _long, _fiscal, _twelve, _quarters, _quarters_ended, _halves, _lengths,
)  # fmt: skip
BALANCES = (_balances, _balances, _third_balance)


def varied(seed: int) -> Statement:
    """Make a statement with one of the headers above; the rest of its layout is drawn with it."""
    chance = random.Random(1000 + seed)  # noqa: S311 - the same statements every time
    flows = seed % 12 < len(FLOWS)
    heads = (FLOWS[seed % 12] if flows else BALANCES[seed % 12 - len(FLOWS)])(chance)
    dated = flows and heads[0].cells[-1] in ("2021", "FY2021")
    if len(heads[0].cells) == 1 and chance.random() < 0.3:
        heads = heads[::-1]  # the earliest first
    heads = _restated(heads, chance)
    unit, caption, currency, scale = chance.choice(UNITS)
    placed = chance.choice(("row", "row", "caption", "corner"))
    notes = chance.random() < 0.4
    changed = len(heads) == 2 and chance.random() < 0.35
    if changed:
        change = chance.choice(CHANGES)
        heads.append(Head((change[0],), None))
    depth = len(heads[0].cells)
    left = [""] + [""] * notes
    header = [left + [head.cells[row] for head in heads] for row in range(depth)]
    header[-1][: 1 + notes] = ["", "Notes"][: 1 + notes]
    if placed == "row":
        header.append([*left, *(unit if head.period else "" for head in heads)])
    elif placed == "corner":
        header[-1][0] = unit
    if changed:
        units = {"UNIT": unit}.get(change[1], change[1])
        header[-1][-1] = " ".join(part for part in (header[-1][-1], units) if part)
    title = "CONSOLIDATED INCOME STATEMENT" if flows else "CONSOLIDATED STATEMENT OF FINANCIAL POSITION"
    titles = [title, "For the year ended 31 December 2021" if dated else "Unaudited"]
    if len(heads[0].cells) == 2:
        titles[1] = "For the three months and the year ended 31 December 2021"
    if placed == "caption":
        titles.append(caption)
    spans = {(0, 1 + notes): 2, (0, 3 + notes): 2} if depth == 2 else {}
    made = Statement(titles, header, [], scale=scale, spans=spans, look=_look(chance))
    _fill_rows(made, heads, notes, currency, chance)
    return made


def _restated(heads: list[Head], chance: random.Random) -> list[Head]:
    """Mark the columns of one year as restated, in the cell of the year."""
    if chance.random() > 0.35:
        return heads
    mark = chance.choice(("\n(restated)", " (restated)", "\nRestated", "*"))
    return [
        replace(head, cells=(*head.cells[:-1], head.cells[-1] + mark)) if "2020" in head.cells[-1] else head
        for head in heads
    ]


def _look(chance: random.Random) -> Look:
    form = chance.choice(("table", "table", "tabbed", "nested"))
    return Look(
        bold_totals=chance.random() < 0.7,
        own_brackets=form == "table" and chance.random() < 0.3,
        merged=form != "tabbed" and chance.random() < 0.6,
        tabbed=form == "tabbed",
        nested=form == "nested",
        in_thousands=chance.random() < 0.5,
        landscape=chance.random() < 0.25,
        centred_heads=chance.random() < 0.5,
        top=chance.random() < 0.3,
        points=chance.choice((6, 8, 9, 10, 11)),
    )


def _fill_rows(made: Statement, heads: list[Head], notes: bool, currency: str, chance: random.Random) -> None:
    negative = chance.choice(("({})", "({})", "-{}", "−{}"))
    nil = chance.choice(("–", "-", "—", "nil"))
    labels = [*chance.sample(LINES, chance.randint(6, 12)), chance.choice(TOTALS)]
    largest = chance.choice((9_999_999, 99_999, 999))
    share = made.scale == 3 and largest > 999 and chance.random() < 0.2
    for label in labels:
        if chance.random() < 0.12:
            made.rows.append([chance.choice(SECTIONS)] + [""] * (len(made.header[0]) - 1))
        printed = label + (chance.choice(LABEL_MARKS) if chance.random() < 0.1 and "\n" not in label else "")
        cells = [printed] + ([chance.choice(NOTES) if chance.random() < 0.6 else ""] if notes else [])
        for head in heads:
            if head.period is None:
                cells.append(_change(chance, made.header))
                continue
            value = Decimal(0 if chance.random() < 0.07 else chance.randint(1, largest))
            value = -value if chance.random() < 0.35 else value
            text = nil if value == 0 else negative.format(f"{-value:,}") if value < 0 else f"{value:,}"
            cells.append(text)
            made.truths.append(Truth(printed.replace("\n", " "), head.period, currency, value.scaleb(made.scale)))
        made.rows.append(cells)
    if share:
        _add_per_share(made, heads, notes, currency, chance)


def _change(chance: random.Random, header: list[list[str]]) -> str:
    if "%" not in header[-1][-1]:
        return f"{chance.randint(1, 99_999):,}"
    part = Decimal(chance.randint(1, 999)) / 10
    return chance.choice((f"{part}%", f"({part})%", f"-{part}%", "n/a", "–"))


def _add_per_share(made: Statement, heads: list[Head], notes: bool, currency: str, chance: random.Random) -> None:
    label = f"Basic and diluted earnings per share ({currency})"
    cells = [label, *[""] * notes]
    for head in heads:
        value = Decimal(chance.randint(-999, 999)) / 100
        cells.append("" if head.period is None else f"({-value:.2f})" if value < 0 else f"{value:.2f}")
        if head.period is not None:
            made.truths.append(Truth(label, head.period, currency, value))
    made.rows.append(cells)
