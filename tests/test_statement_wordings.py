"""What the base mapping reads of the usual rows of statements: tests/wordings.csv, one row a line."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from hand_made import figure
from tagwright.mapping.line_index import LineIndex, Rows
from tagwright.mapping.lines import choose_line
from tagwright.mapping.load import load_base
from tagwright.mapping.years import rules_of_year
from tagwright.taxonomy.concepts import load_concepts

WORDINGS = Path(__file__).with_name("wordings.csv")
STATEMENTS = ("income-statement", "comprehensive-income", "financial-position", "cash-flows", "changes-in-equity")


@cache
def shipped(statement: str) -> LineIndex:
    book = load_concepts(2024)
    tables = {table.name: table for table in rules_of_year(load_base(), book.keys()).tables}
    return LineIndex(tables[statement], lambda concept: book[concept].sign == "either")


def concept_of(statement: str, section: str, label: str, beside: str) -> str | None:
    """Give the concept that the rules choose for a row, by its wording and what stands around it."""
    row = figure(row_path=(section, label) if section else (label,))
    around = [((0, 0), row.row_path), ((0, 1), (beside,))]
    line = choose_line(row, shipped(statement), rows=Rows.of(around)).line
    return line.rule.concept if line else None


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_usual_rows_of_a_statement_are_read_as_their_concepts(statement: str) -> None:
    with WORDINGS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == statement]
    assert len(rows) > 40
    read = {
        (row["section"], row["label"]): concept_of(statement, row["section"], row["label"], row["beside"])
        for row in rows
    }
    assert read == {(row["section"], row["label"]): row["concept"] for row in rows}


@pytest.mark.parametrize(
    ("statement", "section", "label"),
    [
        ("income-statement", "", "Royalties"),
        ("income-statement", "", "Total income"),
        ("income-statement", "", "EBITDA"),
        ("income-statement", "", "Operating profit before depreciation"),
        ("financial-position", "Non-current liabilities", "Convertible redeemable preferred shares"),
        ("cash-flows", "Operating activities", "Insurance premiums received"),
        ("changes-in-equity", "", "Change in accounting policy"),
    ],
)
def test_a_row_that_companies_use_for_different_concepts_is_left_to_the_filing(
    statement: str, section: str, label: str
) -> None:
    assert concept_of(statement, section, label, "") is None
