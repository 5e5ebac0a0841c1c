"""Helpers: statements made by a seed, written in every format that is read, with what each of their cells says."""

from __future__ import annotations

import csv
import html
import io
import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import docx
import openpyxl

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


@dataclass
class Statement:
    """A statement: titles, header rows, and rows of printed cells, the label first.

    A line feed in a label is where it wraps. The rows from ``second_page`` on stand on a page of their own, under
    titles and header again.
    """

    titles: list[str]
    header: list[list[str]]
    rows: list[list[str]]
    truths: list[Truth] = field(default_factory=list)
    scale: int = 3
    second_page: int | None = None

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


def as_text(made: Statement) -> bytes:
    lines: list[str] = []
    for page in made.pages:
        lines += [*made.titles, "", *("\t".join(row) for row in _wrapped(page)), ""]
    return "\n".join(lines).encode()


def _wrapped(rows: list[list[str]]) -> list[list[str]]:
    """Print a label of two lines as conversion does: its first line in a row of its own."""
    printed = []
    for row in rows:
        first, _, rest = row[0].partition("\n")
        printed += [[first] + [""] * (len(row) - 1), [rest, *row[1:]]] if rest else [row]
    return printed


def _unwrapped(page: list[list[str]], mark: str = " ") -> list[list[str]]:
    return [[cell.replace("\n", mark) for cell in row] for row in page]


def as_markdown(made: Statement) -> bytes:
    lines: list[str] = []
    for page in made.pages:
        rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in _unwrapped(page)]
        rows.insert(1, "|" + "---|" * len(page[0]))
        lines += [f"# {made.titles[0]}", "", f"*{made.titles[1]}*", "", *rows, ""]
    return "\n".join(lines).encode()


def as_html(made: Statement, *, spread: bool = False) -> bytes:
    """Write a page; ``spread`` puts padding columns and brackets in cells of their own, as filing software does."""
    titles = f"<h2>{made.titles[0]}</h2><p><b>{made.titles[1]}</b></p>"
    tables = ""
    for page in made.pages:
        rows = "".join(f"<tr>{''.join(_html_cell(cell, n, spread) for n, cell in enumerate(row))}</tr>" for row in page)
        tables += f"{titles}<table>{rows}</table>"
    return f"<!DOCTYPE html><html><body>{tables}</body></html>".encode()


def _html_cell(text: str, index: int, spread: bool) -> str:
    shown = html.escape(text).replace("\n", "<br>")
    if not spread or index == 0:
        return f"<td>{shown}</td>"
    if shown.endswith(")"):
        return f"<td></td><td>{shown[:-1]}</td><td>)</td>"
    return f'<td></td><td colspan="2">{shown}</td>'


def as_word(made: Statement) -> bytes:
    document = docx.Document()
    for page in made.pages:
        document.add_heading(made.titles[0], 1)
        document.add_paragraph(made.titles[1])
        table = document.add_table(len(page), len(page[0]))
        for row, texts in zip(table.rows, page, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_excel(made: Statement) -> bytes:
    """Write a workbook with amounts in whole units, which formats scale, and dates as dates; a sheet for each page."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for page in made.pages:
        sheet = workbook.create_sheet()
        for number, title in enumerate(made.titles, start=1):
            sheet.cell(number, 1, title)
        for number, row in enumerate(page, start=len(made.titles) + 2):
            for column, text in enumerate(row, start=1):
                if text:
                    _fill(sheet.cell(number, column), text, column > 1 and number > len(made.titles) + 3, made.scale)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(cell: openpyxl.cell.Cell, text: str, is_amount: bool, scale: int) -> None:
    plain = text.strip("()$%").replace(",", "").replace("$", "")
    commas = "," * (scale // 3)
    if text.startswith("31 December"):
        cell.value, cell.number_format = date(int(text[-4:]), 12, 31), "d mmmm yyyy"
    elif is_amount and text.endswith("%"):
        cell.value, cell.number_format = float(Decimal(plain) / 100), "0.0%"
    elif is_amount and "." in text:
        cell.value, cell.number_format = float(plain), "0.00"
    elif is_amount and ("," in text or len(plain) > 2 or text.startswith("(")):
        amount = int(plain) * 10**scale * (-1 if text.startswith("(") else 1)
        cell.value, cell.number_format = amount, f'#,##0{commas}_);(#,##0{commas});"–"??'
    elif is_amount and text == "–":
        cell.value, cell.number_format = 0, f'#,##0{commas}_);(#,##0{commas});"–"??'
    elif text.isdecimal() and len(text) == 4:
        cell.value = int(text)
    else:
        cell.value = text


def as_csv(made: Statement) -> bytes:
    out = io.StringIO()
    for page in made.pages:
        csv.writer(out).writerows([[title] for title in made.titles] + page)
    return out.getvalue().encode()
