import pytest

from hand_made import BOOK, tagged
from tagwright.mapping.book import concept_book, extension_facts
from tagwright.mapping.decision import Decision, Outcome
from tagwright.mapping.schema import ExtensionConcept


def own(**said: object) -> ExtensionConcept:
    plain = {"name": "LensRebates", "label": "Lens rebates", "documentation": "Rebates.", "type": "monetary"}
    return ExtensionConcept.model_validate({**plain, **said})


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("monetary", ("item", "xbrli:monetaryItemType", False)),
        ("per share", ("item", "num:perShareItemType", False)),
        ("shares", ("item", "xbrli:sharesItemType", False)),
        ("percent", ("item", "num:percentItemType", False)),
        ("pure", ("item", "xbrli:pureItemType", False)),
        ("text block", ("item", "nonnum:textBlockItemType", False)),
        ("string", ("item", "xbrli:stringItemType", False)),
        ("member", ("member", "nonnum:domainItemType", True)),
        ("axis", ("axis", "xbrli:stringItemType", True)),
    ],
)
def test_a_declared_type_is_that_of_the_standard(kind: str, expected: tuple[str, str, bool]) -> None:
    facts = extension_facts(own(type=kind), 2021)
    assert (facts.kind, facts.item_type, facts.abstract) == expected


def test_period_balance_sign_and_default_are_as_declared() -> None:
    facts = extension_facts(own(period="instant", balance="debit", sign="positive"), 2022)
    assert (facts.period_type, facts.balance, facts.sign, facts.years) == (
        "instant",
        "debit",
        "positive",
        frozenset({2022}),
    )
    axis = extension_facts(own(name="LensAxis", type="axis", default="AllLensesMember"), 2022)
    assert (axis.default, axis.period_type, axis.balance) == ("AllLensesMember", "duration", None)


def test_the_book_has_the_official_concepts_and_the_filings_own() -> None:
    book = concept_book(BOOK, [own()], 2021)
    assert set(book) - set(BOOK) == {"LensRebates"}
    assert book["Revenue"] == BOOK["Revenue"]
    assert book["LensRebates"].item_type == "xbrli:monetaryItemType"


@pytest.mark.parametrize("outcome", Outcome)
def test_a_decision_makes_a_fact_where_it_is_tagged_or_repeats(outcome: Outcome) -> None:
    assert Decision(0, outcome).tagged is (outcome in (Outcome.TAGGED, Outcome.REPEATS))
    assert tagged(0, "Revenue", "1").tagged
