"""Holds facts in tables against the headings of their columns: the year, the currency, thousands or millions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tagwright.precheck.finding import Found, found
from tagwright.precheck.model import Contents, Fact, Page
from tagwright.precheck.read_page import table_cells, text_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CODES = {
    "EUR": "EUR",
    "USD": "USD",
    "GBP": "GBP",
    "CHF": "CHF",
    "HKD": "HKD",
    "CNY": "CNY",
    "RMB": "CNY",
    "JPY": "JPY",
}
_CODE = re.compile(rf"\b(?:{'|'.join(_CODES)})(?=\b|')")
_SCALES = (
    (re.compile(r"['’‘]000\b|\bthousands?\b", re.IGNORECASE), "3"),
    (re.compile(r"\bmillions?\b|\bmn\b", re.IGNORECASE), "6"),
)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the cells above a column say, where they say one thing."""

    year: int | None
    currency: str | None
    scale: str | None


def headings(contents: Contents) -> Iterator[Found]:
    """Find facts whose period, currency or scale is not that of the heading above them."""
    for page in contents.pages:
        facts = [fact for fact in contents.facts if fact.cell is not None and fact.spot.file == page.name]
        tables: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in facts:
            if fact.kind == "nonFraction" and fact.cell is not None:
                tables[fact.cell[0]].append(fact)
        above = _headings(page, tables)
        for table, members in tables.items():
            years = {heading.year for heading in above[table].values() if heading.year}
            for fact in members:
                heading = above[table].get(fact.cell[2]) if fact.cell else None
                if heading is not None:
                    yield from _unlike(fact, heading, years, contents)


def _headings(page: Page, tables: Mapping[int, list[Fact]]) -> dict[int, dict[int, _Heading]]:
    """Read what stands above each column with facts, down to the first row that has one."""
    first = {table: min(fact.cell[1] for fact in members if fact.cell) for table, members in tables.items()}
    columns = {table: {fact.cell[2] for fact in members if fact.cell} for table, members in tables.items()}
    said: dict[int, defaultdict[int, list[str]]] = {table: defaultdict(list) for table in tables}
    for (table, row, column), span, cell in table_cells(page):
        if table in tables and row < first[table] and (text := text_of(cell).strip()):
            for covered in columns[table] & set(range(column, column + span)):
                said[table][covered].append(text)
    return {table: {column: _read(" | ".join(texts)) for column, texts in said[table].items()} for table in tables}


def _read(text: str) -> _Heading:
    years = {int(year) for year in _YEAR.findall(text)}
    codes = {_CODES[code] for code in _CODE.findall(text)}
    scales = {scale for pattern, scale in _SCALES if pattern.search(text)}
    return _Heading(
        years.pop() if len(years) == 1 else None,
        codes.pop() if len(codes) == 1 else None,
        scales.pop() if len(scales) == 1 else None,
    )


def _unlike(fact: Fact, heading: _Heading, years: set[int], contents: Contents) -> Iterator[Found]:
    context, unit = contents.context_of.get(fact.context or ""), contents.unit_of.get(fact.unit or "")
    end = (context.dates.get("endDate") or context.dates.get("instant") or "")[:4] if context else ""
    if context and heading.year and end.isdecimal() and context.id not in contents.ambiguous:
        # an opening balance stands in the year's column and is an instant of the year before
        fitting = {heading.year, heading.year - 1} if context.instant else {heading.year}
        if int(end) not in fitting and (int(end) in years or int(end) - 1 in years):
            problem = f"{fact.text.strip()!r} stands below {heading.year} and is stated for {end}"
            yield found("period-unlike-heading", problem, fact.spot, context.spot)
    if unit is None or not fact.value:
        return
    money = [measure.partition(":")[2] for measure in unit.numerator if measure.startswith("iso4217:")]
    if money and heading.currency and money != [heading.currency]:
        problem = f"{fact.text.strip()!r} stands below {heading.currency} and is stated in {money[0]}"
        yield found("unit-unlike-heading", problem, fact.spot, unit.spot)
    scale = fact.attributes.get("scale", "0")
    if money and not unit.denominator and heading.scale and scale != heading.scale:
        problem = f"{fact.text.strip()!r} has the scale {scale}, its heading says {heading.scale}"
        yield found("scale-unlike-heading", problem, fact.spot)
