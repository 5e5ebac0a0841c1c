from decimal import Decimal

from hand_made import BOOK, MILLIONS, NAMES, YEAR, YEAR_BEFORE, YEAR_END, figure, table, tagged
from tagwright.document.model import Place, Span
from tagwright.figures.model import Figure, Period
from tagwright.mapping.decision import Decision, Outcome
from tagwright.proof.model import Identity, IdentityKind, Operand, Standing
from tagwright.report.calculation import consistent_sums, printed_sums
from tagwright.report.model import CalculationArc, Dimensions, NumericFact, QName, Transform, Unit

TOTAL = figure(2, "400", total_of=(0, 1))
PARTS = [figure(0, "1000"), figure(1, "-600")]
EUR = Unit((QName("iso4217", "EUR"),))
SEGMENT = ((NAMES["SegmentsAxis"], NAMES["ReportableSegmentsMember"]),)


def proven_sum(total: Figure) -> Identity:
    operands = tuple(Operand(index) for index in total.total_of)
    return Identity(IdentityKind.SUM, total.index, operands, Decimal(0), Decimal(1), Standing.HOLDS)


def arcs(*decisions: Decision, figures: list[Figure] | None = None) -> list[tuple[str, str, str, int]]:
    sums = [proven_sum(item) for item in figures or [*PARTS, TOTAL] if item.total_of]
    found = printed_sums(decisions, sums, NAMES, BOOK)
    return [(name, arc.total.local, arc.item.local, arc.weight) for name, summed in found for arc in summed]


REVENUE = tagged(0, "Revenue", "1000000")
COST = tagged(1, "CostOfSales", "600000", reversed=True)
PROFIT = tagged(2, "GrossProfit", "400000")


def test_a_printed_sum_gives_arcs_with_weights_from_the_printed_signs() -> None:
    assert arcs(REVENUE, COST, PROFIT) == [
        ("income-statement", "GrossProfit", "Revenue", 1),
        ("income-statement", "GrossProfit", "CostOfSales", -1),
    ]


def test_a_reversed_total_of_reversed_parts_has_positive_weights() -> None:
    parts = [tagged(0, "SellingExpense", "1", reversed=True), tagged(1, "AdministrativeExpense", "2", reversed=True)]
    total = tagged(2, "OperatingExpense", "3", reversed=True)
    assert [weight for *_, weight in arcs(*parts, total)] == [1, 1]


def test_a_sum_with_a_part_that_became_no_fact_gives_none() -> None:
    doubtful = Decision(1, Outcome.DOUBTFUL, "damaged", concept="CostOfSales", table=table())
    assert arcs(REVENUE, doubtful, PROFIT) == []
    assert arcs(REVENUE, COST, Decision(2, Outcome.UNMAPPED, "no rule", table=table())) == []


def test_a_sum_over_dimensions_periods_or_of_one_concept_gives_none() -> None:
    member = (("SegmentsAxis", "ReportableSegmentsMember"),)
    assert arcs(REVENUE, tagged(1, "CostOfSales", "600000", dimensions=member), PROFIT) == []
    assert arcs(REVENUE, tagged(1, "CostOfSales", "600000", period=YEAR_BEFORE), PROFIT) == []
    assert arcs(REVENUE, tagged(1, "Revenue", "600000"), PROFIT) == []
    assert arcs(REVENUE, COST, tagged(2, "Revenue", "400000")) == []


def test_a_sum_of_a_balance_and_a_flow_gives_none() -> None:
    cash = tagged(0, "CashAndCashEquivalents", "1", period=YEAR_END)
    more = tagged(1, "IncreaseDecreaseInCashAndCashEquivalents", "1", period=YEAR_END)
    assert arcs(cash, more, tagged(2, "Assets", "2", period=YEAR_END)) == []


def test_weights_that_balances_forbid_give_no_arcs() -> None:
    wrong = tagged(1, "CostOfSales", "-600000")
    assert arcs(REVENUE, wrong, PROFIT) == []


def test_a_concept_without_a_balance_goes_with_any_weight() -> None:
    no_balance = tagged(1, "CashFlowsFromUsedInOperatingActivities", "1", reversed=True)
    facts = BOOK["CashFlowsFromUsedInOperatingActivities"]
    weights = [weight for *_, weight in arcs(REVENUE, no_balance, PROFIT)]
    assert weights == ([1, -1] if facts.balance is None else [])


def test_a_sum_in_running_text_has_no_table_and_gives_none() -> None:
    assert arcs(REVENUE, COST, tagged(2, "GrossProfit", "400000", table=None)) == []


def fact(
    concept: str,
    value: str,
    *,
    decimals: int = -3,
    period: Period = YEAR,
    dimensions: Dimensions = (),
    unit: Unit = EUR,
) -> NumericFact:
    span = Span(0, 0, 0, 0, 1)
    return NumericFact(
        id="f1",
        concept=NAMES[concept],
        period=period,
        unit=unit,
        dimensions=dimensions,
        value=Decimal(value),
        decimals=decimals,
        scale=3,
        transform=Transform.DOT_DECIMAL,
        span=span,
        figure=0,
        place=Place(1, 1),
    )


SUM = (
    CalculationArc(NAMES["GrossProfit"], NAMES["Revenue"], 1),
    CalculationArc(NAMES["GrossProfit"], NAMES["CostOfSales"], -1),
)
YEAR_FACTS = [fact("Revenue", "1000000"), fact("CostOfSales", "600000"), fact("GrossProfit", "400000")]


def kept(*facts: NumericFact, sums: tuple[tuple[str, tuple[CalculationArc, ...]], ...] = (("is", SUM),)) -> object:
    return consistent_sums(sums, [*YEAR_FACTS, *facts])


def test_a_sum_that_holds_in_every_context_is_kept() -> None:
    before = [
        fact(name, value, period=YEAR_BEFORE)
        for name, value in (("Revenue", "900000"), ("CostOfSales", "500000"), ("GrossProfit", "400000"))
    ]
    assert kept(*before) == {"is": list(SUM)}


def test_a_sum_that_another_year_contradicts_is_left_out() -> None:
    before = [
        fact(name, value, period=YEAR_BEFORE)
        for name, value in (("Revenue", "900000"), ("CostOfSales", "500000"), ("GrossProfit", "450000"))
    ]
    assert kept(*before) == {}


def test_a_sum_is_left_out_where_a_context_has_the_total_without_all_of_its_parts() -> None:
    segment = [fact("Revenue", "500000", dimensions=SEGMENT), fact("GrossProfit", "100000", dimensions=SEGMENT)]
    assert kept(*segment) == {}


def test_a_context_with_the_total_alone_contradicts_nothing() -> None:
    assert kept(fact("GrossProfit", "100000", dimensions=SEGMENT)) == {"is": list(SUM)}


def test_another_currency_is_another_context() -> None:
    dollars = Unit((QName("iso4217", "USD"),))
    assert kept(fact("GrossProfit", "470000", unit=dollars)) == {"is": list(SUM)}
    assert kept(fact("GrossProfit", "470000", unit=dollars), fact("Revenue", "1180000", unit=dollars)) == {}


def test_rounding_is_allowed_for_and_more_is_not() -> None:
    millions = [
        fact(name, value, decimals=-5, period=YEAR_BEFORE)
        for name, value in (("Revenue", "900000"), ("CostOfSales", "500000"))
    ]
    assert kept(*millions, fact("GrossProfit", "500000", decimals=-5, period=YEAR_BEFORE)) == {"is": list(SUM)}
    assert kept(*millions, fact("GrossProfit", "600000", decimals=-5, period=YEAR_BEFORE)) == {}


def test_the_print_with_most_precision_bounds_the_value() -> None:
    coarse = fact("GrossProfit", "0", decimals=-6)
    assert kept(coarse) == {"is": list(SUM)}


def test_the_longest_of_a_tables_sums_for_one_total_is_taken() -> None:
    longer = (*SUM, CalculationArc(NAMES["GrossProfit"], NAMES["OtherIncome"], 1))
    assert kept(sums=(("is", SUM), ("is", longer))) == {"is": list(longer)}
    assert kept(sums=(("is", SUM), ("other", longer))) == {"is": list(SUM), "other": list(longer)}


def test_units_of_scale_do_not_matter_for_a_sum() -> None:
    in_millions = figure(2, "0.4", unit=MILLIONS, total_of=(0, 1))
    assert len(arcs(REVENUE, COST, PROFIT, figures=[*PARTS, in_millions])) == 2
