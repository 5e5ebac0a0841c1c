from decimal import Decimal

from proofs import INCOME, proven
from tagwright.proof.describe import Cause, cause_of, printed, proven_words, words
from tagwright.proof.model import IdentityKind, Standing

NOTE = """\
NOTES
4 REVENUE
\t2021\t2020
\tRMB'000\tRMB'000
Services\t512,640\t401,355
Goods\t300,000\t300,000
Revenue\t812,640\t701,355
"""


def described(text: str, *standings: Standing) -> list[str]:
    extraction, proof = proven(text)
    return [words(i, extraction.figures) for i in proof.identities if i.standing in standings]


def test_what_holds_is_said_in_an_accountants_verbs() -> None:
    said = described(INCOME + "\n" + NOTE, Standing.HOLDS)
    assert said[0] == "foots: 357,422"
    assert said[-1] == "701,355 agrees with 701,355 in line 5"


def test_a_footing_that_is_off_by_one_is_said_to_be_rounding() -> None:
    rounded = INCOME.replace("299,378", "299,379").replace("210,249", "210,250")
    assert described(rounded, Standing.ROUNDING)[0] == (
        "does not foot: 299,379 printed, operands give 299,378 (difference 1: rounding)"
    )


def test_a_wrong_footing_is_said_with_what_the_operands_give() -> None:
    assert described(INCOME.replace("14,605", "14,905"), Standing.BROKEN) == [
        "does not foot: 251,693 printed, operands give 251,993 (difference (300))"
    ]


def test_an_amount_that_differs_from_its_other_place_is_said_with_the_line() -> None:
    wrong = INCOME + "\n" + NOTE.replace("Revenue\t812,640", "Revenue\t812,940").replace("512,640", "512,940")
    assert described(wrong, Standing.BROKEN) == ["812,940 does not agree with 812,640 in line 5 (difference 300)"]


def causes(text: str) -> list[Cause]:
    _, proof = proven(text)
    return [cause for i in proof.identities if (cause := cause_of(i, proof)) is not None]


def test_rounding_is_the_documents_own() -> None:
    rounded = INCOME.replace("299,378", "299,379").replace("210,249", "210,250")
    assert set(causes(rounded)) == {Cause.ROUNDING}


def test_a_difference_between_amounts_that_are_each_borne_out_is_the_documents_own() -> None:
    wrong = INCOME + "\n" + NOTE.replace("Revenue\t812,640", "Revenue\t812,940").replace("512,640", "512,940")
    assert causes(wrong) == [Cause.CONTRADICTION]


def test_a_difference_with_an_amount_that_nothing_bears_out_may_be_a_misreading() -> None:
    assert causes(INCOME.replace("14,605", "14,905")) == [Cause.UNSETTLED]


def test_a_figure_is_said_to_be_proven_unproven_or_contradicted() -> None:
    extraction, proof = proven(INCOME.replace("14,605", "14,905"))
    by_text = {figure.text: proven_words(figure.index, proof) for figure in extraction.figures}
    assert by_text["357,422"] == "contradicted"
    assert by_text["812,640"] == "proven by 1 identity"
    assert by_text["299,378"] == "proven by 2 identities"
    assert by_text["2021"] == "unproven"


def test_every_kind_of_identity_has_words() -> None:
    from tagwright.proof import describe

    assert set(describe._HOLDS) == set(describe._FAILS) == set(IdentityKind)


def test_amounts_are_printed_as_accounts_print_them() -> None:
    assert [printed(Decimal(text)) for text in ("4700263", "-1434.5", "0")] == ["4,700,263", "(1,434.5)", "0"]
