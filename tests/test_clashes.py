from decimal import Decimal

from hand_made import MILLIONS, YEAR_BEFORE, figure, table, tagged
from tagwright.figures.model import Figure, Measure, UnitOfMeasure
from tagwright.mapping.decision import Decision, Outcome
from tagwright.report.clashes import settle_clashes, without_rounded_repeats

TAGGED, REPEATS, DOUBTFUL = Outcome.TAGGED, Outcome.REPEATS, Outcome.DOUBTFUL
NOTE = table(name="revenue", kind="note")
MANAGEMENT = table(name="overview", kind="management")


def printed(*figures: Figure, **decided: object) -> list[Decision]:
    """Decide that each figure prints Revenue, with the value that it prints."""
    return [tagged(f.index, "Revenue", str(f.scaled), **decided) for f in figures]


def outcomes(decisions: list[Decision], *figures: Figure) -> list[Outcome]:
    return [decision.outcome for decision in settle_clashes(decisions, figures)]


def test_a_value_that_is_printed_once_stays() -> None:
    one = figure(0, "1000")
    assert settle_clashes(printed(one), [one]) == printed(one)


def test_a_value_that_is_printed_again_repeats_the_first() -> None:
    first, second = figure(0, "1000", block=1), figure(1, "1000", block=2)
    assert outcomes(printed(first, second), first, second) == [TAGGED, REPEATS]


def test_another_period_dimension_concept_or_currency_is_another_fact() -> None:
    one, other = figure(0, "1000"), figure(1, "900")
    fact = tagged(0, "Revenue", "1000000")
    member = (("SegmentsAxis", "ReportableSegmentsMember"),)
    for different in (
        tagged(1, "Revenue", "900000", period=YEAR_BEFORE),
        tagged(1, "Revenue", "900000", dimensions=member),
        tagged(1, "CostOfSales", "900000"),
    ):
        assert outcomes([fact, different], one, other) == [TAGGED, TAGGED]
    dollars = figure(1, "900", unit=UnitOfMeasure(Measure.MONEY, "USD", 3))
    assert outcomes([fact, tagged(1, "Revenue", "900000")], one, dollars) == [TAGGED, TAGGED]


def test_a_rounded_print_repeats_the_precise_one_wherever_it_stands() -> None:
    rounded, precise = figure(0, "4.7", block=1, unit=MILLIONS), figure(1, "4700.263", block=2)
    assert outcomes(printed(rounded, precise), rounded, precise) == [REPEATS, TAGGED]


def test_of_equally_precise_prints_the_statement_goes_before_note_and_management() -> None:
    spoken, noted, stated = (figure(n, "1000", block=n) for n in range(3))
    decisions = [
        tagged(0, "Revenue", "1000000", table=MANAGEMENT),
        tagged(1, "Revenue", "1000000", table=NOTE),
        tagged(2, "Revenue", "1000000"),
    ]
    assert outcomes(decisions, spoken, noted, stated) == [REPEATS, REPEATS, TAGGED]
    assert outcomes(decisions[:2], spoken, noted) == [REPEATS, TAGGED]
    in_a_sentence = tagged(1, "Revenue", "1000000", table=None)
    assert outcomes([decisions[0], in_a_sentence], spoken, noted) == [TAGGED, REPEATS]


def test_two_values_for_one_fact_are_both_doubtful_and_name_each_other() -> None:
    one, other = figure(0, "1000", block=1), figure(1, "1001", block=2)
    settled = settle_clashes(printed(one, other), [one, other])
    assert [d.outcome for d in settled] == [DOUBTFUL, DOUBTFUL]
    assert settled[0].reason == "the same fact has another value: 1001 in line 2"
    assert settled[1].reason == "the same fact has another value: 1000 in line 1"
    assert not any(d.tagged for d in settled)


def test_two_values_in_one_table_are_both_doubtful() -> None:
    one, other = figure(0, "1000", block=1), figure(1, "999", block=1)
    assert outcomes(printed(one, other), one, other) == [DOUBTFUL, DOUBTFUL]


def test_a_value_that_two_tables_print_stands_against_an_odd_one() -> None:
    first, second, odd = figure(0, "1000", block=1), figure(1, "1000", block=2), figure(2, "10", block=3)
    settled = settle_clashes(printed(first, second, odd), [first, second, odd])
    assert [d.outcome for d in settled] == [TAGGED, REPEATS, DOUBTFUL]
    assert settled[2].reason == "the same fact has another value: 1000 in line 1, 1000 in line 2"


def test_a_value_that_one_table_prints_twice_does_not_stand_against_another() -> None:
    first, again, other = figure(0, "1000", block=1), figure(1, "1000", block=1), figure(2, "10", block=3)
    assert outcomes(printed(first, again, other), first, again, other) == [DOUBTFUL] * 3


def test_two_values_that_two_tables_each_print_are_all_doubtful() -> None:
    figures = [figure(n, value, block=n) for n, value in enumerate(("1000", "1000", "10", "10"))]
    assert outcomes(printed(*figures), *figures) == [DOUBTFUL] * 4


def test_a_print_rounded_in_the_wrong_direction_is_doubtful_and_the_precise_one_stands() -> None:
    precise, wrong = figure(0, "36964", block=1), figure(1, "36.9", block=2, unit=MILLIONS)
    assert abs(Decimal(36964000) - Decimal(36900000)) > Decimal(50000) + Decimal(500)
    settled = settle_clashes(printed(precise, wrong), [precise, wrong])
    assert [d.outcome for d in settled] == [TAGGED, DOUBTFUL]
    assert settled[1].reason == "the same fact has another value: 36964 in line 1"


def test_a_coarse_print_that_is_a_whole_unit_off_makes_both_doubtful() -> None:
    precise, wrong = figure(0, "36964", block=1), figure(1, "36.8", block=2, unit=MILLIONS)
    assert outcomes(printed(precise, wrong), precise, wrong) == [DOUBTFUL, DOUBTFUL]


def test_figures_that_are_not_tagged_take_no_part() -> None:
    one, other = figure(0, "1000", block=1), figure(1, "1001", block=2)
    refused = Decision(1, Outcome.UNMAPPED, "no rule", concept="Revenue")
    assert settle_clashes([printed(one)[0], refused], [one, other]) == [printed(one)[0], refused]


def test_a_rounded_repeat_is_left_out_where_a_destination_wants_one_value_a_fact() -> None:
    rounded, precise = figure(0, "4.7", block=1, unit=MILLIONS), figure(1, "4700.263", block=2)
    same = figure(2, "4700.263", block=3)
    settled = settle_clashes(printed(rounded, precise, same), [rounded, precise, same])
    left, kept, again = without_rounded_repeats(settled, [rounded, precise, same])
    assert (left.outcome, kept.outcome, again.outcome) == (Outcome.LEFT_OUT, TAGGED, REPEATS)
    assert left.reason == "line 2 states the same fact more precisely, and the profile asks for one value a fact"
