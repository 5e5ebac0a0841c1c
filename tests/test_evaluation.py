"""The base mapping held against a small tagged report: what is counted, what is confused, what the picture shows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tagwright.errors import DocumentError
from tagwright.evaluation.diagram import reliability_diagram
from tagwright.evaluation.judge import Judged, judge_filing
from tagwright.evaluation.measure import as_record, bins_of, evaluated, scores_of
from tagwright.evaluation.renamed import name_of_today
from tagwright.evaluation.tagged import read_pages
from tagwright.mapping.attested import filings_with
from tagwright.mapping.confidence import confidence_of
from tagwright.taxonomy.concepts import load_concepts, years_of

PAGE = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:ifrs-full="https://xbrl.ifrs.org/taxonomy/2023-03-23/ifrs-full" xmlns:own="http://example.com/own"><body>
<div style="display:none"><ix:header><ix:resources><context id="c"><period><startDate>2023-01-01</startDate>
<endDate>2023-12-31</endDate></period></context><unit id="u"><measure>iso4217:EUR</measure></unit></ix:resources>
</ix:header></div>
<h1>Consolidated income statement</h1>
<table><tr><td>EUR'000</td><td>2023</td></tr>ROWS</table></body></html>"""


def row(label: str, concept: str, text: str) -> str:
    tag = f'<ix:nonFraction name="{concept}" contextRef="c" unitRef="u">{text}</ix:nonFraction>'
    return f"<tr><td>{label}</td><td>{tag}</td></tr>"


ROWS = (
    row("Revenue", "ifrs-full:Revenue", "100")
    + row("Cost of sales", "ifrs-full:CostOfMerchandiseSold", "60")
    + row("Lens rebates", "own:LensRebates", "5")
    + row("Wholly unheard of", "ifrs-full:OtherIncome", "7")
    + row("Profit for the year", "ifrs-full:ProfitLoss", "42")
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.xhtml"
    path.write_text(PAGE.replace("ROWS", ROWS), encoding="utf-8")
    return path


def test_tags_are_read_with_their_place_and_whose_concept_they_have(report: Path) -> None:
    (page,) = read_pages(report)
    assert [(tag.concept, tag.official) for tag in page.tags] == [
        ("Revenue", True),
        ("CostOfMerchandiseSold", True),
        ("LensRebates", False),
        ("OtherIncome", True),
        ("ProfitLoss", True),
    ]
    assert (str(page.period), page.currency, page.year) == ("2023-01-01/2023-12-31", "EUR", 2023)


def test_each_amount_is_judged_by_what_the_rules_say_of_its_row(report: Path) -> None:
    judged = {one.label: one for one in judge_filing(report)}
    assert judged["Revenue"].right
    assert judged["Cost of sales"].assigned == ("CostOfSales",)
    assert not judged["Cost of sales"].right
    assert not judged["Lens rebates"].official
    assert judged["Wholly unheard of"].assigned == ()
    assert judged["Profit for the year"].statement == "income-statement"


def test_coverage_and_precision_count_the_cells_with_an_ifrs_concept(report: Path) -> None:
    found = evaluated(judge_filing(report))
    assert (found.micro.cells, found.micro.assigned, found.micro.right) == (4, 3, 2)
    assert found.micro.coverage == Decimal("0.750")
    assert found.micro.precision == Decimal("0.667")
    assert found.extensions == 1
    ((count, wrong),) = found.confusions
    assert (count, wrong.label, wrong.filer) == (1, "Cost of sales", ("CostOfMerchandiseSold",))
    assert as_record(found)["confusions"][0]["assigned"] == ["CostOfSales"]


def cell(filing: str, label: str, *, right: bool, confidence: float = 0.95) -> Judged:
    assigned = ("Revenue",) if right else ("CostOfSales",)
    return Judged(filing, "income-statement", "", label, ("Revenue",), True, assigned, assigned, confidence)


def test_a_concept_that_may_stand_for_the_filers_is_counted_apart_and_is_not_right(tmp_path: Path) -> None:
    rows = row("Selling expenses", "ifrs-full:DistributionCosts", "9") + row("Revenue", "ifrs-full:CostOfSales", "8")
    path = tmp_path / "report.xhtml"
    path.write_text(PAGE.replace("ROWS", rows), encoding="utf-8")
    scores = evaluated(judge_filing(path)).micro
    assert (scores.assigned, scores.right, scores.acceptable) == (2, 0, 1)
    assert scores.accepted == Decimal("0.500")


def test_the_table_of_acceptable_concepts_has_numbers_of_the_same_kind() -> None:
    known = load_concepts(2025) | load_concepts(2021)
    table = Path(__file__).parents[1] / "taxonomy" / "acceptable.csv"
    lines = [line.split(",", 2) for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    assert len({(named, filer) for named, filer, _ in lines}) == len(lines)
    for named, filer, why in lines:
        assert known[named].item_type == known[filer].item_type, named
        assert known[named].period_type == known[filer].period_type, named
        assert why


def test_a_wording_that_another_filing_attests_is_named_with_more_confidence(report: Path) -> None:
    judged = {one.label: one for one in judge_filing(report)}
    assert judged["Revenue"].confidence >= 0.97
    assert judged["Revenue"].confidence == confidence_of(1.0, "attested")
    assert filings_with("REVENUES", "Revenue") - {"report"}
    assert judged["Cost of sales"].confidence == confidence_of(1.0, "attested")
    assert filings_with("Revenue", "CostOfSales") == frozenset()


def test_a_wording_of_one_filing_alone_does_not_count_when_it_is_left_out() -> None:
    cells = [cell("a", "Revenue", right=True), cell("b", "Revenues", right=True), cell("b", "Turnovers", right=False)]
    found = evaluated(cells)
    assert (found.micro.assigned, found.left_out.assigned, found.left_out.right) == (3, 2, 2)
    assert found.left_out.cells == 3
    assert found.macro["precision"] == Decimal("0.750")


def test_the_diagram_shows_wrong_confidence_and_is_the_same_each_time() -> None:
    cells = [cell("a", "x", right=False), cell("a", "y", right=True), cell("a", "z", right=True, confidence=0.31)]
    bins = bins_of(cells)
    assert [(str(one.low), one.cells, one.right) for one in bins if one.cells] == [("0.3", 1, 1), ("0.9", 2, 1)]
    picture = reliability_diagram(bins)
    assert picture == reliability_diagram(bins)
    assert picture.count('fill="#3b7dd8"') == 2
    assert 'height="150"' in picture


def test_nothing_to_count_has_no_shares() -> None:
    assert scores_of([]).coverage is None
    assert scores_of([]).precision is None


def test_concepts_of_older_years_have_the_name_of_today() -> None:
    known = load_concepts(2025)
    assert name_of_today("PaymentsOfFinanceLeaseLiabilitiesClassifiedAsFinancingActivities", known) == (
        "PaymentsOfLeaseLiabilitiesClassifiedAsFinancingActivities"
    )
    assert name_of_today("Revenue", known) == "Revenue"


def test_the_table_of_renamed_concepts_leads_from_names_that_are_gone_to_names_that_are_there() -> None:
    table = Path(__file__).parents[1] / "taxonomy" / "renamed.csv"
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        old, new = line.split(",")
        assert not years_of(old), old
        assert years_of(new), new


def test_a_page_without_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text("<html><body><p>Nothing.</p></body></html>", encoding="utf-8")
    with pytest.raises(DocumentError, match="no table with tagged amounts"):
        read_pages(path)
