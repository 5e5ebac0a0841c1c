import json
import time
from collections import Counter
from pathlib import Path

import pytest

from extraction import extraction_of
from proofs import INCOME, proven
from tagwright.document.read import read_document
from tagwright.figures.extract import Extraction, extract
from tagwright.figures.model import Duration
from tagwright.mapping.load import load_base, load_filing, merge
from tagwright.mapping.tables import vocabulary_of
from tagwright.proof.account import Branch, proof_as_json, tree_of
from tagwright.proof.model import IdentityKind, Standing
from tagwright.proof.prove import NOTHING_PROVEN, Proof, prove

FILING = Path(__file__).parents[1] / "mapping" / "filings" / "sensetime-2021"
SHARED = Path(__file__).parents[2] / "shared" / "filings"


def index_of(extraction: Extraction, text: str) -> int:
    return next(figure.index for figure in extraction.figures if figure.text == text)


def test_a_figure_carries_the_identities_that_it_takes_part_in() -> None:
    extraction, proof = proven(INCOME)
    over = proof.over(index_of(extraction, "357,422"))
    assert [(i.kind, extraction.figures[i.total].text) for i in over] == [
        (IdentityKind.SUM, "357,422"),
        (IdentityKind.SUM, "251,693"),
    ]


def test_a_figure_in_no_identity_is_unproven() -> None:
    extraction, proof = proven(INCOME + "Number of employees\t1,204\t1,187\n")
    assert proof.over(index_of(extraction, "1,204")) == ()
    assert not proof.contradicted


def test_a_wrong_digit_contradicts_the_document() -> None:
    assert proven(INCOME.replace("14,605", "14,905"))[1].contradicted
    assert not proven(INCOME)[1].contradicted


def test_a_document_without_tables_has_no_identities() -> None:
    assert prove(extraction_of("REPORT\n\nRevenue was good.\n")) == NOTHING_PROVEN


def test_the_json_names_places_amounts_and_differences() -> None:
    extraction, proof = proven(INCOME.replace("14,605", "14,905"))
    entries = json.loads(proof_as_json(proof, extraction))["identities"]
    broken = [entry for entry in entries if entry["standing"] == "broken"]
    assert [(entry["total"]["text"], entry["difference"], entry["tolerance"]) for entry in broken] == [
        ("251,693", "-300", "2")
    ]
    assert broken[0]["operands"][2] == {
        "line": 9,
        "column": 14,
        "text": "14,905",
        "value": "14905",
        "label": "Other income",
        "weight": 1,
    }
    assert broken[0]["words"] == "does not foot: 251,693 printed, operands give 251,993 (difference (300))"


def test_the_same_document_gives_the_same_bytes() -> None:
    first, again = (proof_as_json(proof, extraction) for extraction, proof in (proven(INCOME), proven(INCOME)))
    assert first == again
    assert first.endswith("]}\n")


def test_the_json_of_a_document_without_identities_is_empty() -> None:
    assert json.loads(proof_as_json(NOTHING_PROVEN, extraction_of("A report.\n"))) == {
        "identities": [],
        "remarks": [],
        "damage": [],
    }


def texts(branch: Branch) -> list[str]:
    return [branch.text, *(text for below in branch.branches for text in texts(below))]


def test_the_tree_puts_subtotals_under_the_totals_that_they_are_summed_in() -> None:
    extraction, proof = proven(INCOME)
    (table,) = tree_of(proof, extraction)
    (profit,) = table.branches
    assert profit.text == "Profit for the year = Operating profit + Income tax expense"
    assert [branch.text for branch in profit.branches[2].branches][2:] == ["Gross profit = Revenue + Cost of sales"]
    assert texts(table)[2] == "foots: 191,522 [2021-01-01/2021-12-31]"


def test_the_tree_carries_the_worst_standing_up() -> None:
    extraction, proof = proven(INCOME.replace("14,605", "14,905"))
    (table,) = tree_of(proof, extraction)
    assert table.standing is Standing.BROKEN
    assert [branch.standing for branch in table.branches[0].branches] == [
        Standing.HOLDS,
        Standing.HOLDS,
        Standing.BROKEN,
    ]


@pytest.fixture(scope="module")
def announcement() -> tuple[Extraction, Proof]:
    filing = load_filing(FILING)
    if not filing.document.is_file():
        pytest.skip("the announcement is not in this checkout")
    period = Duration(filing.rules.period.start, filing.rules.period.end)
    vocabulary = vocabulary_of(merge(load_base(), filing))
    extraction = extract(read_document(filing.document), vocabulary, period, filing.rules.currency)
    return extraction, prove(extraction)


def test_the_announcement_is_contradicted_by_nothing_but_its_own_roundings(
    announcement: tuple[Extraction, Proof],
) -> None:
    extraction, proof = announcement
    off = [identity for identity in proof.identities if identity.standing is not Standing.HOLDS]
    assert [(i.standing, i.kind, extraction.figures[i.total].place.line, str(i.difference)) for i in off] == [
        (Standing.ROUNDING, IdentityKind.ROLL_FORWARD, 256, "-0.1"),
        (Standing.ROUNDING, IdentityKind.ROUNDED, 188, "-0.1"),
        (Standing.ROUNDING, IdentityKind.ROUNDED, 218, "-0.1"),
        (Standing.ROUNDING, IdentityKind.ROUNDED, 252, "0.1"),
    ]


def test_the_announcement_is_proven_in_every_way(announcement: tuple[Extraction, Proof]) -> None:
    counts = Counter(identity.kind for identity in announcement[1].identities)
    least = {
        IdentityKind.SUM: 180,
        IdentityKind.CROSS_CAST: 75,
        IdentityKind.ROLL_FORWARD: 30,
        IdentityKind.TIE: 160,
        IdentityKind.CARRIED_FORWARD: 23,
        IdentityKind.ROUNDED: 35,
        IdentityKind.PERCENTAGE: 30,
        IdentityKind.PER_SHARE: 2,
    }
    assert {kind: counts[kind] for kind, number in least.items() if counts[kind] < number} == {}


def test_the_announcement_is_proven_in_less_than_three_seconds(announcement: tuple[Extraction, Proof]) -> None:
    begin = time.process_time()
    assert prove(announcement[0]) == announcement[1]
    assert time.process_time() - begin < 3


MAIN_TOTALS = [
    ("CONSOLIDATED INCOME STATEMENT", "(17,177,050)"),
    ("CONSOLIDATED INCOME STATEMENT", "(12,158,347)"),
    ("CONSOLIDATED STATEMENT OF COMPREHENSIVE LOSS", "(16,419,209)"),
    ("CONSOLIDATED STATEMENT OF COMPREHENSIVE LOSS", "(11,218,400)"),
    ("CONSOLIDATED BALANCE SHEET", "36,944,319"),
    ("CONSOLIDATED BALANCE SHEET", "38,478,637"),
    ("CONSOLIDATED STATEMENT OF CHANGES IN EQUITY", "31,987,084"),
    ("CONSOLIDATED STATEMENT OF CHANGES IN EQUITY", "(20,932,540)"),
    ("CONSOLIDATED STATEMENT OF CASH FLOWS", "16,529,506"),
    ("CONSOLIDATED STATEMENT OF CASH FLOWS", "11,427,871"),
]


@pytest.mark.parametrize(("statement", "text"), MAIN_TOTALS)
def test_the_main_totals_of_the_statements_are_proven(
    announcement: tuple[Extraction, Proof], statement: str, text: str
) -> None:
    extraction, proof = announcement
    totals = [f for f in extraction.figures if f.text == text and statement in f.headings]
    assert totals
    assert any(i.standing is Standing.HOLDS for figure in totals for i in proof.over(figure.index))


def rendered(folder: Path) -> str:
    """Lay the tagged cells of a filing's tables out as text."""
    tables: dict[int, dict[int, dict[int, str]]] = {}
    labels: dict[tuple[int, int], str] = {}
    headers: dict[int, dict[int, list[str]]] = {}
    for row in map(json.loads, (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()):
        table, line, column = row["table_index"], row["row_index"], row["col_index"]
        negative = row["sign"] == "-" and not row["displayed_text"].startswith(("-", "("))
        tables.setdefault(table, {}).setdefault(line, {})[column] = ("-" if negative else "") + row["displayed_text"]
        labels[table, line] = " ".join((row["row_label"] or "").split())
        headers.setdefault(table, {})[column] = row["column_headers"]
    text = ""
    for table, lines in sorted(tables.items()):
        columns = sorted(headers[table])
        depth = max(len(header) for header in headers[table].values())
        text += f"\nSTATEMENT {table}\n\n"
        for n in range(depth):
            text += "\t" + "\t".join("".join(headers[table][column][n : n + 1]) for column in columns) + "\n"
        for line, cells in sorted(lines.items()):
            text += labels[table, line] + "\t" + "\t".join(cells.get(column, "") for column in columns) + "\n"
    return text


@pytest.mark.parametrize(("name", "least"), [("gleif-2017", 75), ("avikro-za-2019", 30), ("valeo-fr-2014", 0)])
def test_a_clean_filing_holds_no_contradiction(name: str, least: int) -> None:
    if not (SHARED / name / "rows.jsonl").is_file():
        pytest.skip(f"needs ../shared/filings/{name}")
    proof = prove(extraction_of(rendered(SHARED / name)))
    assert not proof.contradicted
    assert len(proof.identities) >= least
