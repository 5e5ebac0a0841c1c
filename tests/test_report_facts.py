from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hand_made import BOOK, NAMES, SOURCE, THOUSANDS, YEAR, figure, tagged
from larkfield import DOCUMENT, Steps, steps
from spans import text_at
from tagwright.figures.model import Instant, Kind, Measure, UnitOfMeasure
from tagwright.figures.numbers import ENGLISH, NumberStyle
from tagwright.mapping.decision import Decision, Outcome
from tagwright.report.facts import numeric_facts, transform_of, unit_of
from tagwright.report.model import QName, Transform, Unit

EUR, SHARES, PURE = QName("iso4217", "EUR"), QName("xbrli", "shares"), QName("xbrli", "pure")


@pytest.fixture(scope="module")
def larkfield(tmp_path_factory: pytest.TempPathFactory) -> Steps:
    return steps(tmp_path_factory.mktemp("larkfield"), DOCUMENT)


def test_a_fact_has_the_value_in_whole_units_and_says_how_the_print_becomes_it(larkfield: Steps) -> None:
    cost = larkfield.fact("(600)")
    assert (str(cost.concept), cost.value) == ("ifrs-full:CostOfSales", Decimal(600000))
    assert (cost.decimals, cost.scale, cost.transform) == (-3, 3, Transform.DOT_DECIMAL)
    assert cost.unit == Unit((EUR,))
    assert (cost.period, cost.dimensions) == (YEAR, ())


def test_the_span_of_a_fact_covers_its_digits_without_brackets(larkfield: Steps) -> None:
    cost = larkfield.fact("(600)")
    assert text_at(larkfield.document, cost.span) == "600"
    assert text_at(larkfield.document, larkfield.fact("1,000").span) == "1,000"
    assert (cost.place.line, cost.place.column) == (8, 16)


def test_a_fact_is_named_after_its_figure(larkfield: Steps) -> None:
    cost = larkfield.fact("(600)")
    assert cost.id == f"f{cost.figure + 1}"
    assert larkfield.entry("(600)").fact == cost.id


def test_dimensions_and_own_concepts_have_their_namespaces(larkfield: Steps) -> None:
    opening = larkfield.fact("180", "As at 1 January 2021")
    assert [(str(axis), str(member)) for axis, member in opening.dimensions] == [
        ("ifrs-full:ComponentsOfEquityAxis", "ifrs-full:RetainedEarningsMember")
    ]
    assert opening.period == Instant(date(2020, 12, 31))
    assert str(larkfield.fact("(10)").concept) == "lark:LensRebates"


def test_a_dash_is_a_fact_of_zero(larkfield: Steps) -> None:
    nil = larkfield.fact("–")
    assert (nil.value, nil.transform, nil.decimals) == (Decimal(0), Transform.FIXED_ZERO, -3)
    assert text_at(larkfield.document, nil.span) == "–"


def test_a_repeat_is_a_fact_of_its_own(larkfield: Steps) -> None:
    prints = [fact for fact in larkfield.built.report.facts if fact.concept.local == "Equity" and not fact.dimensions]
    assert sorted((str(fact.period), fact.place.line) for fact in prints) == [
        ("2020-12-31", 25),
        ("2020-12-31", 30),
        ("2021-12-31", 25),
        ("2021-12-31", 32),
    ]


def test_decimal_places_are_the_precision_of_the_print() -> None:
    per_share = UnitOfMeasure(Measure.MONEY_PER_SHARE, "EUR", 0)
    figures = [figure(0, "1.74", unit=per_share), figure(1, "25.4", unit=UnitOfMeasure(Measure.PERCENT, None, -2))]
    decisions = [tagged(0, "BasicEarningsLossPerShare", "1.74"), tagged(1, "ApplicableTaxRate", "0.254")]
    facts = list(numeric_facts(decisions, figures, ENGLISH, NAMES, BOOK))
    assert [(fact.decimals, fact.scale) for fact in facts] == [(2, 0), (3, -2)]


def test_a_figure_that_is_not_tagged_is_no_fact() -> None:
    refused = Decision(0, Outcome.DOUBTFUL, "damaged", concept="Revenue", rule=SOURCE)
    assert list(numeric_facts([refused], [figure()], ENGLISH, NAMES, BOOK)) == []


@pytest.mark.parametrize(
    ("unit", "item_type", "expected"),
    [
        (THOUSANDS, "xbrli:monetaryItemType", Unit((EUR,))),
        (UnitOfMeasure(Measure.MONEY_PER_SHARE, "EUR", 0), "num:perShareItemType", Unit((EUR,), (SHARES,))),
        (UnitOfMeasure(Measure.SHARES, None, 3), "xbrli:sharesItemType", Unit((SHARES,))),
        (UnitOfMeasure(Measure.PURE, None, 3), "xbrli:sharesItemType", Unit((SHARES,))),
        (UnitOfMeasure(Measure.PERCENT, None, -2), "num:percentItemType", Unit((PURE,))),
        (UnitOfMeasure(Measure.DAYS, None, 0), "xbrli:pureItemType", Unit((PURE,))),
        (None, "xbrli:pureItemType", Unit((PURE,))),
    ],
)
def test_units_are_those_of_the_standard(unit: UnitOfMeasure | None, item_type: str, expected: Unit) -> None:
    assert unit_of(unit, item_type) == expected


def test_a_plain_count_of_what_the_taxonomy_counts_in_shares_is_in_shares(tmp_path: Path) -> None:
    own = "tables: [{name: income-statement, lines: [{wording: Ordinary shares, concept: NumberOfSharesIssued}]}]\n"
    made = steps(tmp_path, "CONSOLIDATED INCOME STATEMENT\n\t2021\n\t'000\nOrdinary shares\t1,200\n", own)
    issued = made.fact("1,200")
    assert (issued.value, issued.unit) == (Decimal(1200000), Unit((SHARES,)))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (ENGLISH, Transform.DOT_DECIMAL),
        (NumberStyle(".", ","), Transform.COMMA_DECIMAL),
        (NumberStyle(" ", ","), Transform.COMMA_DECIMAL),
        (NumberStyle("'", "."), Transform.DOT_DECIMAL_APOSTROPHE),
        (NumberStyle("", "."), Transform.DOT_DECIMAL),
    ],
)
def test_the_transformation_follows_the_documents_separators(style: NumberStyle, expected: Transform) -> None:
    assert transform_of(style) is expected


def test_a_nil_keeps_its_own_transformation_whatever_the_separators() -> None:
    nil = figure(0, "0", kind=Kind.NIL)
    (fact,) = numeric_facts([tagged(0, "Revenue", "0")], [nil], NumberStyle(".", ","), NAMES, BOOK)
    assert fact.transform is Transform.FIXED_ZERO
