"""The announcement that the product starts from, as it was published, against both taxonomy packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tagwright import api
from tagwright.report.ledger import Entry
from tagwright.report.model import NumericFact
from tagwright.validation.verdict import Status

ROOT = Path(__file__).parents[1]
FILING = ROOT / "mapping" / "filings" / "sensetime-2021"
SHARED = ROOT.parent / "shared"
ANNOUNCEMENT = SHARED / "announcements" / "sensetime-2021.txt"
OFFICIAL = SHARED / "taxonomies" / "IFRST_2021-03-24.zip"

pytestmark = pytest.mark.skipif(
    not ANNOUNCEMENT.is_file() or not OFFICIAL.is_file(),
    reason="the real announcement and the official taxonomy lie in ../shared, which is absent",
)

DEBRIS = {
    "(2 720 724)": "(3,729,734) in line 361",
    "(1 011 770)": "(1,811,778) in line 361",
    "(40.554)": "(40,231) in line 366",
    "(12,136,133)": "(12,158,193) in line 373",
    "(30,704)": "(36,964) in line 374",
    "(134)": "(154) in line 374",
    "200,770": "260,996 in line 425",
    "4.640.680": "4,610,673 in line 456",
    "(10,011)": "(13,841) in line 546",
    "402.045": "493,045 in line 556",
    "2.701.260": "3,791,260 in line 556",
    "(13,700)": "(13,766) in line 559",
    "(4 1 3,334)": "(243,332) in line 569",
    "052.050": "953,078 in line 881",
    "240.066": "310,966 in line 881",
}
OUT_OF_PLACE = {
    (361, "(1,811,778)"): ("ProfitLossFromOperatingActivities", "-1811778000"),
    (362, "174,902"): ("FinanceIncome", "174902000"),
    (374, "(154)"): ("ProfitLossAttributableToNoncontrollingInterests", "-154000"),
    (422, "9,341"): ("NoncurrentContractLiabilities", "9341000"),
    (423, "349,532"): ("NoncurrentDeferredIncomeOtherThanNoncurrentContractLiabilities", "349532000"),
    (427, "49,588,787"): ("NoncurrentLiabilities", "49588787000"),
    (487, "1,077,955"): ("Equity", "1077955000"),
    (566, "9,378,482"): ("CashFlowsFromUsedInFinancingActivities", "9378482000"),
    (881, "29,027"): ("PropertyPlantAndEquipment", "29027000"),
}
"""Figures beside debris, in the row below their own, or strewn below their table: what they state."""
LEAST_TAGGED = 0.99


@pytest.fixture(scope="module", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAGWRIGHT_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    return api.convert(FILING, tmp_path_factory.mktemp("real") / "out", document=ANNOUNCEMENT)


@pytest.fixture(scope="module")
def officially(tmp_path_factory: pytest.TempPathFactory) -> api.Conversion:
    out = tmp_path_factory.mktemp("official") / "out"
    return api.convert(FILING, out, document=ANNOUNCEMENT, taxonomy=str(OFFICIAL))


def require_valid(made: api.Conversion) -> None:
    assert made.verdict is not None
    assert made.verdict.status is Status.VALID, made.verdict.reasons
    counts = made.verdict.counts
    assert (counts.errors, counts.warnings, counts.inconsistencies) == (0, 0, 0), made.verdict.messages
    assert {count.seen for count in made.verdict.facts} == {len(made.report.facts)}
    assert len(made.verdict.facts) == 5


def test_it_is_valid_against_the_built_in_package(made: api.Conversion) -> None:
    require_valid(made)


def test_it_is_valid_against_the_official_package(officially: api.Conversion) -> None:
    require_valid(officially)
    assert officially.verdict is not None
    core = "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd"
    assert core in officially.verdict.taxonomy


def test_the_report_does_not_depend_on_the_package_it_is_validated_against(
    made: api.Conversion, officially: api.Conversion
) -> None:
    assert made.report == officially.report
    for path in made.folder.iterdir():
        if path.name != api.VERDICT:
            assert path.read_bytes() == (officially.folder / path.name).read_bytes(), path.name


def statements_and_notes(made: api.Conversion) -> list[Entry]:
    """The numbers in tables of the five statements and of notes 4 to 14 (whose own number is lost in the text)."""
    lines = ANNOUNCEMENT.read_text(encoding="utf-8-sig").splitlines()
    note = re.compile(r"(?:[4-9]|1[0-4])\s")
    return [
        entry
        for entry in made.ledger
        if "\t" in lines[entry.line - 1]
        and (entry.section.startswith("CONSOLIDATED ") or note.match(entry.section) or entry.section == "BORROWINGS")
    ]


def test_at_least_99_percent_of_the_statements_and_notes_are_tagged(made: api.Conversion) -> None:
    figures = [entry for entry in statements_and_notes(made) if entry.status != "not a fact"]
    sections = {entry.section for entry in figures}
    assert sum(section.startswith("CONSOLIDATED ") for section in sections) == 5
    assert len(figures) > 900
    tagged = [entry for entry in figures if entry.status in ("tagged", "repeats")]
    assert len(tagged) / len(figures) >= LEAST_TAGGED


def test_debris_states_nothing_and_says_which_number_it_repeats(made: api.Conversion) -> None:
    reasons = {entry.text: entry.reason for entry in made.ledger if entry.reason.startswith("debris")}
    assert {text: reasons.get(text) for text in DEBRIS} == {
        text: f"debris: a second reading of {original}" for text, original in DEBRIS.items()
    }


def test_figures_beside_damage_state_what_the_sums_say(made: api.Conversion) -> None:
    stated = {(entry.line, entry.text): (entry.concept, entry.value) for entry in made.ledger}
    assert {place: stated[place] for place in OUT_OF_PLACE} == OUT_OF_PLACE


def test_no_figure_of_the_statements_and_notes_is_contradicted(made: api.Conversion) -> None:
    assert [entry for entry in statements_and_notes(made) if entry.proof == "contradicted"] == []


def test_what_is_not_tagged_says_why_and_what_is_tagged_says_by_which_rule(made: api.Conversion) -> None:
    for entry in made.ledger:
        tagged = entry.status in ("tagged", "repeats")
        assert bool(entry.reason) is not tagged, entry
        assert bool(entry.rule and entry.concept and entry.fact and entry.period) is tagged, entry


def test_opening_balances_are_instants_of_the_day_before(made: api.Conversion) -> None:
    totals = {str(fact.period) for fact in numbers(made, "Equity") if not fact.dimensions}
    assert {"2019-12-31", "2020-12-31", "2021-12-31"} <= totals
    opening = [e for e in made.ledger if e.row.startswith("As at 1 January") and e.status in ("tagged", "repeats")]
    assert {(entry.row, entry.period) for entry in opening} == {
        ("As at 1 January 2021", "2020-12-31"),
        ("As at 1 January 2020", "2019-12-31"),
    }


def numbers(made: api.Conversion, concept: str) -> list[NumericFact]:
    return [f for f in made.report.facts if isinstance(f, NumericFact) and f.concept.local == concept]


@pytest.mark.parametrize(
    ("concept", "axis", "members"),
    [
        ("Equity", "ComponentsOfEquityAxis", {"IssuedCapitalMember", "RetainedEarningsMember"}),
        ("PropertyPlantAndEquipment", "ClassesOfPropertyPlantAndEquipmentAxis", {"BuildingsMember"}),
        ("Revenue", "GeographicalAreasAxis", set()),
        ("CurrentTradeReceivables", "AgeAxis", {"NotLaterThanSixMonthsMember", "LaterThanThreeYearsMember"}),
    ],
)
def test_components_classes_areas_and_ages_are_dimensions(
    made: api.Conversion, concept: str, axis: str, members: set[str]
) -> None:
    used = {m.local for fact in numbers(made, concept) for a, m in fact.dimensions if a.local == axis}
    assert members <= used
    assert len(used) >= 2


def test_signs_follow_the_concept_whatever_the_brackets(made: api.Conversion) -> None:
    values = {
        (concept, str(fact.period)): fact.value
        for concept in ("CostOfSales", "ProfitLoss", "Revenue")
        for fact in numbers(made, concept)
        if not fact.dimensions and fact.decimals == -3
    }
    assert values["CostOfSales", "2021-01-01/2021-12-31"] == 1_422_625_000
    assert values["ProfitLoss", "2021-01-01/2021-12-31"] == -17_177_050_000
    assert values["Revenue", "2021-01-01/2021-12-31"] == 4_700_263_000
