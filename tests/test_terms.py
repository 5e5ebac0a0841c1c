import pytest

from tagwright.mapping.terms import broad_terms, exact_terms, exact_terms_of_name


@pytest.mark.parametrize(
    ("label", "terms"),
    [
        ("Right-of-use assets", ("rightofuse", "asset")),
        ("Non current liabilities", ("noncurrent", "liability")),
        ("Amortization of intangible assets (note 5)", ("amortisation", "intangible", "asset")),
        ("Losses on taxes", ("loss", "tax")),
        ("The shareholders' equity for the year", ("shareholder", "equity")),
    ],
)
def test_a_label_is_cut_to_the_words_that_carry_meaning(label: str, terms: tuple[str, ...]) -> None:
    assert exact_terms(label) == terms


def test_a_name_has_the_same_terms_as_the_label_that_it_stands_for() -> None:
    assert exact_terms_of_name("RightofuseAssets") == exact_terms("Right of use assets")
    assert exact_terms_of_name("NoncurrentLiabilities") == exact_terms("Non-current liabilities")


def test_words_that_mean_alike_become_one_and_a_repeated_one_is_kept_once() -> None:
    assert broad_terms(exact_terms("(Loss)/profit before taxation")) == ("profit", "before", "tax")
    assert broad_terms(exact_terms_of_name("ProfitLossBeforeTax")) == ("profit", "before", "tax")
    assert broad_terms(exact_terms("Equity holders of the Company")) == ("owner", "parent")


def test_the_longest_synonym_is_taken() -> None:
    assert broad_terms(exact_terms("Intangible fixed assets")) == ("intangible", "asset")
    assert broad_terms(exact_terms("Fixed assets")) == ("property", "plant", "equipment")
