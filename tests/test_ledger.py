import csv
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from hand_made import YEAR, figure, tagged
from larkfield import DOCUMENT, Steps, steps
from tagwright.figures.model import Balance, Kind, Measure, UnitOfMeasure
from tagwright.mapping.decision import Decision, Outcome
from tagwright.report.ledger import Entry, as_csv, as_json, counts_by_section, ledger_of, plain, section_of


@pytest.fixture(scope="module")
def larkfield(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    return steps(tmp_path_factory.mktemp("larkfield"), DOCUMENT)


def test_a_tagged_number_has_its_facts_value_and_all_that_led_to_it(larkfield: Steps) -> None:
    entry = larkfield.entry("180", "As at 1 January 2021")
    assert (entry.line, entry.column, entry.text) == (30, 25, "180")
    assert (entry.section, entry.row) == ("CONSOLIDATED STATEMENT OF CHANGES IN EQUITY", "As at 1 January 2021")
    assert (entry.heading, entry.value, entry.unit, entry.decimals) == ("Retained earnings", "180000", "EUR", "-3")
    assert (entry.period, entry.status, entry.reason) == ("2020-12-31", "tagged", "")
    assert (entry.concept, entry.dimensions) == ("Equity", "ComponentsOfEquityAxis=RetainedEarningsMember")
    assert entry.rule.startswith("mapping/ifrs/changes-in-equity.yaml:")
    assert entry.fact == f"f{larkfield.ledger.index(entry) + 1}"


def test_a_tagged_expense_has_the_concepts_sign_and_another_number_the_prints() -> None:
    cost, unmapped = figure(0, "-600", text="(600)"), figure(1, "-7", text="(7)")
    entries = ledger_of(
        [cost, unmapped],
        [tagged(0, "CostOfSales", "600000", reversed=True), Decision(1, Outcome.UNMAPPED, "no rule knows it")],
    )
    assert [(e.text, e.value, e.status, e.concept) for e in entries] == [
        ("(600)", "600000", "tagged", "CostOfSales"),
        ("(7)", "-7000", "unmapped", ""),
    ]
    assert (entries[1].decimals, entries[1].fact, entries[1].reason) == ("", "", "no rule knows it")


def test_what_states_no_amount_has_neither_value_nor_unit() -> None:
    year = replace(figure(0, "2021"), kind=Kind.YEAR, value=None, unit=None, period=None)
    (entry,) = ledger_of([year], [Decision(0, Outcome.NOT_A_FACT, "a year")])
    assert (entry.value, entry.unit, entry.period, entry.status) == ("", "", "", "not a fact")


def test_the_period_of_a_balance_is_its_instant_even_where_it_is_not_tagged() -> None:
    opening = figure(0, "5", balance=Balance.OPENING, period=YEAR)
    (entry,) = ledger_of([opening], [Decision(0, Outcome.UNMAPPED, "no rule")])
    assert entry.period == "2020-12-31"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (UnitOfMeasure(Measure.MONEY, "EUR", 3), "EUR"),
        (UnitOfMeasure(Measure.MONEY_PER_SHARE, "EUR", 0), "EUR per share"),
        (UnitOfMeasure(Measure.PERCENT, None, -2), "percent"),
        (UnitOfMeasure(Measure.SHARES, None, 3), "shares"),
        (None, ""),
    ],
)
def test_units_are_said_in_words(unit: UnitOfMeasure | None, expected: str) -> None:
    (entry,) = ledger_of([figure(0, "5", unit=unit)], [Decision(0, Outcome.UNMAPPED, "no rule")])
    assert entry.unit == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1.000E+6", "1000000"), ("0E+3", "0"), ("-0", "0"), ("1.740", "1.74"), ("-0.254", "-0.254"), ("100", "100")],
)
def test_values_are_written_without_exponents_and_needless_zeros(value: str, expected: str) -> None:
    assert plain(Decimal(value)) == expected


def test_every_figure_has_one_entry_in_the_order_of_the_document(larkfield: Steps) -> None:
    assert len(larkfield.ledger) == len(larkfield.extraction.figures) == len(larkfield.built.decisions)
    places = [(entry.line, entry.column) for entry in larkfield.ledger]
    assert places == sorted(set(places))


def test_a_ledger_with_a_gap_is_a_defect() -> None:
    with pytest.raises(ValueError, match="shorter"):
        ledger_of([figure(0), figure(1)], [tagged(0, "Revenue", "1000")])


def test_a_section_is_the_note_else_the_part_of_the_announcement() -> None:
    assert section_of(figure(headings=("NOTES", "11. TRADE RECEIVABLES", "(a) By age"))) == "11. TRADE RECEIVABLES"
    assert section_of(figure(headings=("INCOME STATEMENT", "Revenue"))) == "INCOME STATEMENT"
    assert section_of(figure(headings=())) == ""


EMPTY = Entry(1, 2, "5", "", "", "", "5", "", "", "", "unmapped", "", "", "", "", "")


def test_the_csv_can_be_read_back_whatever_the_texts_hold() -> None:
    entry = replace(EMPTY, row='Plant, "old"\nand new', section="A, B")
    text = as_csv([entry])
    (header, row) = csv.reader(io.StringIO(text))
    assert header == [name for name in Entry.__slots__ if name != "at"]
    assert (row[0], row[2], row[3], row[4]) == ("1", "5", "A, B", 'Plant, "old"\nand new')
    assert "\r" not in text


@pytest.mark.parametrize("row", ["=1+1", "+cmd", "@sum", "-1+2", "\tx", "- lenses"])
def test_text_that_a_spreadsheet_would_run_is_quoted_apart(row: str) -> None:
    (_, written) = csv.reader(io.StringIO(as_csv([replace(EMPTY, row=row)])))
    assert written[4] == f"'{row}"


@pytest.mark.parametrize("text", ["-1,234", "-5", "(5)", "–", "-"])
def test_plain_negative_numbers_are_left_as_they_are(text: str) -> None:
    (_, written) = csv.reader(io.StringIO(as_csv([replace(EMPTY, text=text, value=text)])))
    assert (written[2], written[6]) == (text, text)


def test_the_json_has_one_entry_a_line_with_the_same_fields(larkfield: Steps) -> None:
    text = as_json(larkfield.ledger)
    entries = json.loads(text)
    columns = [name for name in Entry.__slots__ if name != "at"]
    assert [list(entry) for entry in entries] == [columns] * len(larkfield.ledger)
    assert len(text.splitlines()) == len(entries) + 2
    assert entries[8] == {
        "line": 7,
        "column": 11,
        "text": "1,000",
        "section": "CONSOLIDATED INCOME STATEMENT",
        "row": "Revenue",
        "heading": "",
        "value": "1000000",
        "unit": "EUR",
        "decimals": "-3",
        "period": "2021-01-01/2021-12-31",
        "status": "tagged",
        "reason": "",
        "concept": "Revenue",
        "dimensions": "",
        "rule": larkfield.entry("1,000").rule,
        "fact": "f9",
        "proof": "proven by 1 identity",
        "restored": "",
        "candidates": "",
    }


def test_the_page_or_cell_is_a_column_of_its_own_where_any_entry_has_one() -> None:
    entries = [replace(EMPTY, at="Sheet1!B5"), EMPTY]
    (header, first, second) = csv.reader(io.StringIO(as_csv(entries)))
    assert (header[-1], first[-1], second[-1]) == ("at", "Sheet1!B5", "")
    assert [entry["at"] for entry in json.loads(as_json(entries))] == ["Sheet1!B5", ""]


def test_statuses_are_counted_by_section_in_the_order_of_the_document(larkfield: Steps) -> None:
    counts = dict(counts_by_section(larkfield.ledger))
    assert list(counts) == [
        "CONSOLIDATED INCOME STATEMENT",
        "CONSOLIDATED STATEMENT OF FINANCIAL POSITION",
        "CONSOLIDATED STATEMENT OF CHANGES IN EQUITY",
        "4 SEGMENT INFORMATION",
    ]
    assert counts["CONSOLIDATED STATEMENT OF CHANGES IN EQUITY"] == {
        "tagged": 6,
        "repeats": 3,
        "not a fact": 7,
        "left out": 0,
        "doubtful": 0,
        "unmapped": 0,
    }
    assert counts["4 SEGMENT INFORMATION"]["unmapped"] == 1
