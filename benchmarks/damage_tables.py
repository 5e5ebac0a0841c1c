"""Clean tables for the damage bench: the filings' statements, and generated ones with the usual structure.

A sheet is one table to damage, with the cells of the tables that it ties to, and the equations that truly hold.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations
from pathlib import Path

from tagwright.proof.model import Equation

Row = list[int]
"""Indexes of the cells of a row, one a column."""


@dataclass
class Sheet:
    """Values of all cells, the rows of the table to damage, and the equations over them."""

    name: str
    values: list[Decimal] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)

    def row(self, amounts: Sequence[int | Decimal], *, ties_only: bool = False) -> Row:
        """Add a row of cells; one of another table (``ties_only``) is not damaged."""
        added = list(range(len(self.values), len(self.values) + len(amounts)))
        self.values.extend(Decimal(amount) for amount in amounts)
        if not ties_only:
            self.rows.append(added)
        return added

    def total(self, parts: Sequence[Row], *, ties_only: bool = False) -> Row:
        """Add a row that sums the parts in every column."""
        sums = [sum((self.values[part[column]] for part in parts), Decimal(0)) for column in range(len(parts[0]))]
        added = self.row(sums, ties_only=ties_only)
        for column, total in enumerate(added):
            self.equations.append(Equation((*((part[column], 1) for part in parts), (total, -1))))
        return added

    def tie(self, row: Row, generator: random.Random, share: float) -> None:
        """For some rows, add the breakdown in a note whose total is the same amount."""
        if generator.random() < share:
            parts = [
                self.row([_part(generator, self.values[cell]) for cell in row], ties_only=True)
                for _ in range(generator.randint(1, 3))
            ]
            rest = [self.values[cell] - sum(self.values[part[c]] for part in parts) for c, cell in enumerate(row)]
            parts.append(self.row(rest, ties_only=True))
            total = self.total(parts, ties_only=True)
            self.equations.extend(Equation(((cell, 1), (same, -1))) for cell, same in zip(row, total, strict=True))


NOTES = 0.5
"""The share of leaf rows that a note breaks down, about that of the real announcement."""


def _part(generator: random.Random, whole: Decimal) -> int:
    return int(whole * generator.randint(10, 45) / 100)


def _amounts(generator: random.Random, columns: int = 2, sign: int = 1, nil: float = 0.0) -> list[int]:
    """Amounts of one row: of like size in every column, some of them nil."""
    size = 10 ** generator.uniform(3.0, 7.0)
    return [0 if generator.random() < nil else sign * int(size * generator.uniform(0.6, 1.5)) for _ in range(columns)]


def _leaves(sheet: Sheet, generator: random.Random, count: int, sign: int = 1, nil: float = 0.05) -> list[Row]:
    leaves = [sheet.row(_amounts(generator, sign=sign, nil=nil)) for _ in range(count)]
    for leaf in leaves:
        sheet.tie(leaf, generator, NOTES)
    return leaves


def income_statement(generator: random.Random) -> Sheet:
    """Revenue to the result for the year, its attribution, and per-nature notes."""
    sheet = Sheet("income statement")
    gross = sheet.total([*_leaves(sheet, generator, 1, nil=0), *_leaves(sheet, generator, 1, -1, nil=0)])
    expenses = _leaves(sheet, generator, generator.randint(3, 5), -1)
    operating = sheet.total([gross, *expenses, *_leaves(sheet, generator, 2)])
    finance = sheet.total([*_leaves(sheet, generator, 1), *_leaves(sheet, generator, 1, -1)])
    before_tax = sheet.total([operating, finance, *_leaves(sheet, generator, generator.randint(1, 2), -1)])
    result = sheet.total([before_tax, *_leaves(sheet, generator, 1, -1)])
    minority = [int(sheet.values[cell] / 40) for cell in result]
    owners = sheet.row([sheet.values[cell] - part for cell, part in zip(result, minority, strict=True)])
    attributed = sheet.total([owners, sheet.row(minority)])
    sheet.equations.extend(Equation(((one, 1), (other, -1))) for one, other in zip(result, attributed, strict=True))
    return sheet


def balance_sheet(generator: random.Random) -> Sheet:
    """Assets, equity and liabilities with nested subtotals, and the two derived lines below."""
    sheet = Sheet("balance sheet")
    fixed = sheet.total(_leaves(sheet, generator, generator.randint(5, 9)))
    current = sheet.total(_leaves(sheet, generator, generator.randint(4, 8)))
    assets = sheet.total([fixed, current])
    long = sheet.total(_leaves(sheet, generator, generator.randint(3, 7)))
    short = sheet.total(_leaves(sheet, generator, generator.randint(4, 8)))
    liabilities = sheet.total([long, short])
    reserves = _leaves(sheet, generator, generator.randint(2, 3))
    minority = _amounts(generator)
    parts = [*reserves, liabilities]
    rest = [
        sheet.values[cell] - sum(sheet.values[part[column]] for part in parts) - minority[column]
        for column, cell in enumerate(assets)
    ]
    owners = sheet.total([*reserves, sheet.row(rest)])
    equity = sheet.total([owners, sheet.row(minority)])
    both = sheet.total([equity, liabilities])
    sheet.equations.extend(Equation(((one, 1), (other, -1))) for one, other in zip(assets, both, strict=True))
    net = sheet.row([sheet.values[a] - sheet.values[b] for a, b in zip(current, short, strict=True)])
    sheet.equations.extend(Equation(((a, 1), (b, -1), (c, -1))) for a, b, c in zip(current, short, net, strict=True))
    return sheet


def _cross_cast(sheet: Sheet, amounts: list[list[int]]) -> list[Row]:
    """Add rows with a total column each."""
    rows = []
    for line in amounts:
        row = sheet.row([*line, sum(line)])
        sheet.equations.append(Equation((*((cell, 1) for cell in row[:-1]), (row[-1], -1))))
        rows.append(row)
    return rows


def changes_in_equity(generator: random.Random) -> Sheet:
    """Opening balances, movements with many nils, a subtotal, closing balances; every row cross-cast."""
    sheet = Sheet("changes in equity")
    columns = generator.randint(4, 6)
    opening = _cross_cast(sheet, [_amounts(generator, columns)])
    moves = [_amounts(generator, columns, generator.choice((1, -1)), nil=0.6) for _ in range(generator.randint(3, 4))]
    income = sheet.total(_cross_cast(sheet, [move for move in moves if any(move)] or [_amounts(generator, columns)]))
    owners = [_amounts(generator, columns, generator.choice((1, -1)), nil=0.7) for _ in range(generator.randint(4, 8))]
    dealings = sheet.total(_cross_cast(sheet, [move for move in owners if any(move)] or [_amounts(generator, columns)]))
    sheet.total([*opening, income, dealings])
    return sheet


def cash_flow(generator: random.Random) -> Sheet:
    """Three sections, the net change, and opening to closing cash."""
    sheet = Sheet("cash flow statement")
    sections = []
    for _ in range(3):
        inward = _leaves(sheet, generator, generator.randint(2, 4), nil=0.15)
        outward = _leaves(sheet, generator, generator.randint(2, 4), -1, nil=0.15)
        sections.append(sheet.total([*inward, *outward]))
    change = sheet.total(sections)
    opening = sheet.row(_amounts(generator))
    sheet.total([change, opening, *_leaves(sheet, generator, 1, -1)])
    return sheet


def roll_forward(generator: random.Random) -> Sheet:
    """Classes of assets: opening, additions, disposals, depreciation, closing; every row cross-cast."""
    sheet = Sheet("roll-forward")
    columns = generator.randint(3, 6)
    signs = (1, 1, -1, -1, generator.choice((1, -1)))
    sheet.total(_cross_cast(sheet, [_amounts(generator, columns, sign, nil=0.1) for sign in signs]))
    return sheet


def wide(generator: random.Random, rows: int, columns: int) -> Sheet:
    """Sections of four to nine rows with a subtotal each, a total of all, and every row cross-cast."""
    sheet, subtotals, left = Sheet(f"{rows} rows by {columns} columns"), [], rows - 1
    while left > 1:
        count = min(left - 1, generator.randint(4, 9))
        sign = generator.choice((1, 1, -1))
        parts = _cross_cast(sheet, [_amounts(generator, columns - 1, sign, nil=0.1) for _ in range(count)])
        subtotals.append(sheet.total(parts))
        left -= count + 1
    sheet.total(subtotals)
    return sheet


def ageing(generator: random.Random) -> Sheet:
    """Receivables by age, the allowance, the net amount, and the balance sheet that ties to it."""
    sheet = Sheet("ageing")
    gross = sheet.total(_leaves(sheet, generator, generator.randint(4, 6), nil=0))
    by_party = [int(sheet.values[cell] / generator.randint(3, 9)) for cell in gross]
    third = [sheet.values[cell] - part for cell, part in zip(gross, by_party, strict=True)]
    again = sheet.total([sheet.row(by_party), sheet.row(third)])
    sheet.equations.extend(Equation(((one, 1), (other, -1))) for one, other in zip(gross, again, strict=True))
    net = sheet.total([again, sheet.row(_amounts(generator, sign=-1))])
    sheet.tie(net, generator, 1.0)
    return sheet


GENERATED = (income_statement, balance_sheet, changes_in_equity, cash_flow, roll_forward, ageing)


def filed(folder: Path) -> Iterator[Sheet]:
    """Give the statements of the filings there whose amounts are not zero, one sheet a statement."""
    for path in sorted(folder.glob("*/rows.jsonl")):
        tables = _tables(path)
        if not any(value for table in tables.values() for row in table for value in row):
            continue
        for damaged in tables:
            sheet = Sheet(f"{path.parent.name}, {damaged[1]}")
            grids = {key: [sheet.row(row, ties_only=key != damaged) for row in table] for key, table in tables.items()}
            for grid in grids.values():
                _discover(sheet, grid)
                _discover(sheet, [list(column) for column in zip(*grid, strict=True)])
            _tie(sheet, list(grids.values()))
            if sheet.equations:
                yield sheet


def _tables(path: Path) -> dict[tuple[int, str], list[list[Decimal]]]:
    """Read the tables as printed: full rows only, nil as 0, the sign as printed."""
    cells: dict[tuple[int, str], dict[int, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for line in path.read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        shown = fact["displayed_text"]
        digits = "".join(mark for mark in shown if mark.isdigit()) or "0"
        sign = -1 if shown.strip()[:1] in "(-" else 1
        cells[fact["table_index"], fact["statement"]][fact["row_index"]][fact["col_index"]] = sign * Decimal(digits)
    tables = {}
    for key, rows in sorted(cells.items()):
        width = max(len(row) for row in rows.values())
        tables[key] = [[row[at] for at in sorted(row)] for _, row in sorted(rows.items()) if len(row) == width]
    return tables


def _discover(sheet: Sheet, grid: list[Row]) -> None:
    """Find by brute force which rows are the sum of the open rows right above or of those right below."""
    below: dict[int, range] = {}
    for at in range(len(grid)):
        for last in range(at + 2, len(grid)):
            if _sums(sheet, grid, at, range(at + 1, last + 1)):
                below[at] = range(at + 1, last + 1)
                break
    parts = {part for run in below.values() for part in run}
    stack: list[int] = []
    for at in range(len(grid)):
        if at not in below:
            for length in range(2, len(stack) + 1):
                if _sums(sheet, grid, at, stack[-length:]):
                    del stack[-length:]
                    break
        if at not in parts:
            stack.append(at)


def _sums(sheet: Sheet, grid: list[Row], total: int, parts: Sequence[int]) -> bool:
    """Add the equations where the parts sum to the total in every column (one more or less is rounding)."""
    columns = range(len(grid[total]))
    off = [sum(sheet.values[grid[part][c]] for part in parts) - sheet.values[grid[total][c]] for c in columns]
    if any(abs(difference) > 1 for difference in off) or not any(sheet.values[cell] for cell in grid[total]):
        return False
    for c, difference in enumerate(off):
        terms = (*((grid[part][c], 1) for part in parts), (grid[total][c], -1))
        sheet.equations.append(Equation(terms, abs(Decimal(difference))))
    return True


def _tie(sheet: Sheet, grids: list[list[Row]]) -> None:
    """Tie amounts of five digits and more that stand in two tables or twice in one."""
    places = defaultdict(list)
    for grid in grids:
        for row in grid:
            for cell in row:
                if abs(sheet.values[cell]) >= 10_000:
                    places[abs(sheet.values[cell])].append(cell)
    for cells in places.values():
        for one, other in list(combinations(cells, 2))[:3]:
            weight = -1 if sheet.values[one] == sheet.values[other] else 1
            sheet.equations.append(Equation(((one, 1), (other, weight))))
