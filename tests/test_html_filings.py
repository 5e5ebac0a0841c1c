"""Real filings, read as pages: each number is compared with the Inline fact that the filer put on it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pages import elements_at, inline_facts
from tagwright.document.html import read_with_elements
from tagwright.document.html_reading import HtmlReading
from tagwright.document.html_source import name_of
from tagwright.document.model import Document
from tagwright.figures.extract import extract
from tagwright.figures.fiscal import reporting_currency, reporting_period
from tagwright.figures.labels import Vocabulary
from tagwright.figures.model import Duration, Figure, Kind, Measure
from tagwright.figures.periods import at_balance
from tagwright.figures.wording import normalise

FILINGS = Path(__file__).parents[2] / "shared" / "filings"
NAMES = ("avikro-za-2019", "degrotebv-nl-2023", "gleif-2017", "valeo-fr-2014", "xyz-ias1-illustrative-2023")
VALEO_YEAR = Duration(date(2014, 1, 1), date(2014, 12, 31))  # its page is a cut-out, whose titles name no period
OTHERWISE_TAGGED = {
    "xyz-ias1-illustrative-2023": {
        # amounts of 2023 that the page prints in the column which it heads 2022
        "net cash from operating activities",
        "net cash used in investing activities",
        "net cash used in financing activities",
        "effect of exchange rate changes",
        "net increase in cash and cash equivalents",
        "cash and cash equivalents at beginning of period",
        "cash and cash equivalents at end of period",
        # a movement that is tagged as a part of the opening balance
        "changes in accounting policy",
    }
}

pytestmark = pytest.mark.skipif(not FILINGS.is_dir(), reason="the real filings lie in ../shared, which is absent")


@dataclass(frozen=True)
class Checked:
    """A tagged cell, as the filer's facts give it, and which of its parts were read right."""

    label: str
    right: dict[str, bool]
    is_nil: bool
    otherwise_tagged: bool


def tagged_rows(folder: Path) -> list[dict[str, Any]]:
    files = (folder / name for name in ("rows.jsonl", "rows_other_tables.jsonl"))
    rows = [json.loads(line) for file in files if file.is_file() for line in file.read_text().splitlines()]
    return sorted(rows, key=lambda row: (row["table_index"], row["row_index"], row["col_index"]))


def figures_by_fact(reading: HtmlReading, name: str) -> dict[object, Figure]:
    document = Document(name, "", reading.blocks)
    fiscal = reporting_period(document) or VALEO_YEAR
    found: dict[object, Figure] = {}
    for figure in extract(document, Vocabulary.of(()), fiscal, reporting_currency(document)).figures:
        for element in elements_at(reading, figure.digits) if figure.kind in (Kind.AMOUNT, Kind.NIL) else ():
            for node in (element, *element.iterancestors()):
                if name_of(node) == (True, "nonfraction"):
                    found[node] = figure
    return found


@cache
def checked(name: str) -> tuple[Checked, ...]:
    return tuple(_checked(name))


def _checked(name: str) -> Iterator[Checked]:
    rows = tagged_rows(FILINGS / name)
    page = FILINGS / name / rows[0]["file"]
    reading = read_with_elements(page.read_bytes(), page.name)
    figures = figures_by_fact(reading, page.name)
    facts = inline_facts(reading)
    for row in rows:
        fact = next(fact for fact in facts if _is_fact_of(fact, row))
        facts.remove(fact)
        label = normalise(re.sub(r"\(\w ?\)$", "", (row["row_label"] or "").strip()))  # a footnote's mark
        right = _right(figures.get(fact), row, label)
        yield Checked(label, right, Decimal(row["value"]) == 0, label in OTHERWISE_TAGGED.get(name, ()))


def _is_fact_of(fact: Any, row: dict[str, Any]) -> bool:
    if row["fact_id"]:
        return bool(fact.get("id") == row["fact_id"])
    return "".join(fact.itertext()).strip() == row["fact_text"].strip()


def _right(figure: Figure | None, row: dict[str, Any], label: str) -> dict[str, bool]:
    if figure is None or figure.unit is None or figure.value is None or figure.period is None:
        return dict.fromkeys(("label", "period", "unit", "sign", "scale", "value"), False)
    negative = bool(re.search(r"[(\-–—]", row["displayed_text"])) and Decimal(row["value"]) != 0
    value = abs(Decimal(row["value"])) * (-1 if negative else 1)
    period = figure.period if "/" in row["context_period"] else at_balance(figure.period, figure.balance)
    own = normalise(figure.row_path[-1]) if figure.row_path and not figure.row_label_missing else ""
    return {
        "label": own.replace("[1]", "") == label.replace("[1]", ""),
        "period": str(period) == row["context_period"],
        "unit": _unit(figure) == row["unit"].split("/")[0] and ("/" not in row["unit"] or _is_per_share(figure)),
        "sign": (figure.value < 0) == negative,
        "scale": abs(figure.scaled or 0) == abs(value),
        "value": figure.scaled == value,
    }


def _unit(figure: Figure) -> str:
    assert figure.unit is not None
    return f"iso4217:{figure.unit.currency}" if figure.unit.currency else "xbrli:pure"


def _is_per_share(figure: Figure) -> bool:
    return figure.unit is not None and figure.unit.measure is Measure.MONEY_PER_SHARE


def f1(cells: list[Checked]) -> float:
    """Every cell is read as one figure, so that a cell read wrong is one too many and one too few."""
    whole = sum(all(cell.right[part] for part in ("label", "period", "unit", "value")) for cell in cells)
    return whole / len(cells)


def printed_as_tagged() -> list[Checked]:
    return [cell for name in NAMES for cell in checked(name) if not cell.otherwise_tagged]


def test_there_are_a_thousand_tagged_cells() -> None:
    assert Counter(name for name in NAMES for _ in checked(name)) == {
        "avikro-za-2019": 112,
        "degrotebv-nl-2023": 325,
        "gleif-2017": 168,
        "valeo-fr-2014": 18,
        "xyz-ias1-illustrative-2023": 417,
    }


def test_row_label_period_unit_and_signed_value_are_right_in_99_of_100_cells() -> None:
    assert f1(printed_as_tagged()) >= 0.99
    assert f1([cell for name in NAMES for cell in checked(name)]) >= 0.98


@pytest.mark.parametrize("name", NAMES)
def test_no_filing_is_read_worse_than_the_others(name: str) -> None:
    assert f1([cell for cell in checked(name) if not cell.otherwise_tagged]) >= 0.99


@pytest.mark.parametrize("part", ["period", "unit", "sign"])
def test_each_part_is_right_in_995_of_1000_cells(part: str) -> None:
    cells = printed_as_tagged()
    assert sum(cell.right[part] for cell in cells) / len(cells) >= 0.995


def test_the_scale_is_right_in_995_of_1000_cells_that_are_not_nil() -> None:
    cells = [cell for cell in printed_as_tagged() if not cell.is_nil]
    assert len(cells) > 250
    assert sum(cell.right["scale"] for cell in cells) / len(cells) >= 0.995
