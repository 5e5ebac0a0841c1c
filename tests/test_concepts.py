from pathlib import Path

import pytest

from tagwright.errors import TaxonomyError
from tagwright.taxonomy.concepts import COLUMNS, ConceptFacts, load_concepts, nearest_names, read_table

HEAD = ",".join(COLUMNS)


def table(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "concepts.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_row_becomes_facts(tmp_path: Path) -> None:
    path = table(tmp_path, "CostOfSales,item,xbrli:monetaryItemType,duration,debit,,positive,2021-2023")
    assert read_table(path) == (
        ConceptFacts(
            name="CostOfSales",
            kind="item",
            item_type="xbrli:monetaryItemType",
            period_type="duration",
            balance="debit",
            default=None,
            sign="positive",
            years=frozenset({2021, 2022, 2023}),
        ),
    )


def test_an_income_statement_has_its_facts_in_the_shipped_table() -> None:
    concepts = load_concepts(2021)
    assert (concepts["Revenue"].balance, concepts["Revenue"].sign) == ("credit", "positive")
    assert (concepts["ProfitLoss"].balance, concepts["ProfitLoss"].sign) == ("credit", "either")
    assert concepts["CostOfSales"].balance == "debit"
    assert concepts["BasicEarningsLossPerShare"].item_type == "num:perShareItemType"
    assert concepts["PropertyPlantAndEquipment"].period_type == "instant"
    assert concepts["DisclosureOfIncomeTaxExplanatory"].item_type == "nonnum:textBlockItemType"


@pytest.mark.parametrize(
    "name",
    [
        "IncomeTaxExpenseContinuingOperations",
        "CashFlowsFromUsedInOperatingActivities",
        "Equity",
        "RetainedEarnings",
        "OtherReserves",
        "ComprehensiveIncome",
        "BasicEarningsLossPerShare",
        "GainsLossesOnExchangeDifferencesOnTranslationNetOfTax",
        "ShareOfProfitLossOfAssociatesAndJointVenturesAccountedForUsingEquityMethod",
        "FinanceIncomeCost",
        "OtherGainsLosses",
        "IncreaseDecreaseInCashAndCashEquivalents",
        "EffectOfExchangeRateChangesOnCashAndCashEquivalents",
        "NoncontrollingInterests",
    ],
)
def test_a_concept_of_two_directions_may_be_negative(name: str) -> None:
    assert load_concepts(2021)[name].sign == "either"


@pytest.mark.parametrize(
    "name",
    [
        "Assets",
        "Inventories",
        "CostOfSales",
        "Revenue",
        "AdministrativeExpense",
        "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities",
        "ProceedsFromBorrowingsClassifiedAsFinancingActivities",
        "DepreciationPropertyPlantAndEquipment",
        "WeightedAverageShares",
        "EquityAndLiabilities",
        "CurrentFinancialAssetsAtFairValueThroughProfitOrLoss",
        "ProceedsFromContributionsOfNoncontrollingInterests",
    ],
)
def test_a_concept_of_one_direction_is_positive(name: str) -> None:
    assert load_concepts(2021)[name].sign == "positive"


def test_an_axis_has_the_default_member_of_the_year() -> None:
    assert load_concepts(2021)["ComponentsOfEquityAxis"].default == "EquityMember"
    assert load_concepts(2025)["ComponentsOfEquityAxis"].default == "ComponentsOfEquityDomain"


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025])
def test_every_default_member_is_a_member_of_the_same_year(year: int) -> None:
    concepts = load_concepts(year)
    defaults = {facts.default for facts in concepts.values() if facts.default}
    assert {concepts[name].kind for name in defaults} == {"member"}


def test_the_table_is_sorted_by_name_and_loaded_once() -> None:
    names = list(load_concepts(2021))
    assert names == sorted(names)
    assert load_concepts(2021) is load_concepts(2021)


def test_a_year_without_concepts_is_refused_with_the_years_there_are() -> None:
    with pytest.raises(TaxonomyError, match=r"year 1999(.|\n)*2021 to 2025"):
        load_concepts(1999)


GOOD = "A,item,xbrli:monetaryItemType,instant,,,positive,2021"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,item,xbrli:monetaryItemType,instant,,,positive", "name"),
        ("A b,item,xbrli:monetaryItemType,instant,,,positive,2021", "name"),
        ("A,thing,xbrli:monetaryItemType,instant,,,positive,2021", "kind"),
        ("A,item,monetary,instant,,,positive,2021", "item_type"),
        ("A,item,xbrli:monetaryItemType,forever,,,positive,2021", "period_type"),
        ("A,item,xbrli:monetaryItemType,instant,left,,positive,2021", "balance"),
        ("A,item,xbrli:sharesItemType,instant,debit,,positive,2021", "balance"),
        ("A,axis,xbrli:stringItemType,duration,,,either,2021", "default"),
        ("A,item,xbrli:monetaryItemType,instant,,B,positive,2021", "default"),
        ("A,item,xbrli:monetaryItemType,instant,,,negative,2021", "sign"),
        ("A,item,xbrli:monetaryItemType,instant,,,positive,2025-2021", "years"),
        ("A,item,xbrli:monetaryItemType,instant,,,positive,soon", "years"),
    ],
)
def test_a_cell_that_says_what_cannot_be_is_refused_with_its_line_and_column(
    tmp_path: Path, row: str, column: str
) -> None:
    path = table(tmp_path, GOOD.replace("A,", "First,", 1), row)
    with pytest.raises(TaxonomyError, match=rf"concepts\.csv:3, column {column}: "):
        read_table(path)


def test_two_rows_of_one_name_and_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="column years: A has a row of 2021 already"):
        read_table(table(tmp_path, GOOD, GOOD))


def test_a_wrong_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="line must be name,kind"):
        read_table(table(tmp_path, GOOD, head="name,type"))


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="cannot be read"):
        read_table(tmp_path / "none.csv")


def test_a_misspelt_name_finds_the_nearest() -> None:
    names = load_concepts(2021)
    assert nearest_names("PropertyPlantEquipment", names)[0] == "PropertyPlantAndEquipment"
    assert nearest_names("RevenueFromContract", names)[0] == "RevenueFromContractsWithCustomers"
    assert nearest_names("Zzz", names) == []
