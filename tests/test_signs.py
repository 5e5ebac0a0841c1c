import pytest

from hand_made import concept, line, table
from tagwright.mapping.model import Positive
from tagwright.mapping.signs import is_reversed


@pytest.mark.parametrize(
    ("positive", "name", "expected"),
    [
        ("credit", "Revenue", False),
        ("credit", "CostOfSales", True),
        ("credit", "ProfitLoss", False),
        ("debit", "CostOfSales", False),
        ("debit", "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities", True),
        ("debit", "CashFlowsFromUsedInOperatingActivities", False),
        ("debit", "ProceedsFromIssuingShares", False),
        ("as printed", "CostOfSales", False),
        ("as printed", "Revenue", False),
    ],
)
def test_a_concept_of_the_other_balance_than_the_tables_positive_side_is_reversed(
    positive: Positive, name: str, expected: bool
) -> None:
    rule = line(wording="x", concept=name).rule
    assert is_reversed(rule, table(positive=positive), concept(name)) is expected


def test_a_concept_without_a_balance_is_as_printed() -> None:
    rule = line(wording="x", concept="BasicEarningsLossPerShare").rule
    facts = concept("BasicEarningsLossPerShare")
    assert facts.balance is None
    assert not is_reversed(rule, table(positive="credit"), facts)
    assert not is_reversed(rule, table(positive="debit"), facts)


@pytest.mark.parametrize(("sign", "expected"), [("as printed", False), ("reversed", True)])
@pytest.mark.parametrize("name", ["Revenue", "CostOfSales"])
@pytest.mark.parametrize("positive", ["debit", "credit", "as printed"])
def test_a_sign_that_the_line_states_holds_whatever_the_balance(
    sign: str, expected: bool, name: str, positive: Positive
) -> None:
    rule = line(wording="x", concept=name, sign=sign).rule
    assert is_reversed(rule, table(positive=positive), concept(name)) is expected
