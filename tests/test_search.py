import pytest

from tagwright.errors import TaxonomyError
from tagwright.taxonomy.search import search_concepts, show_concept


def test_words_find_the_concept_whose_name_has_them_and_least_beside() -> None:
    found = [facts.name for facts in search_concepts("deferred tax assets", 2021, limit=3)]
    assert found[0] == "DeferredTaxAssets"
    assert len(found) == 3


def test_neither_order_nor_capitals_nor_the_plural_matter() -> None:
    assert search_concepts("Sale COST", 2021)[0].name == "CostOfSales"


def test_the_beginning_of_a_word_finds_it() -> None:
    assert search_concepts("geograph", 2021)[0].name == "GeographicalAreasAxis"


def test_words_that_no_name_has_find_nothing() -> None:
    assert search_concepts("zebra", 2021) == []
    assert search_concepts("of the", 2021) == []


def test_a_concept_is_shown_with_or_without_its_prefix() -> None:
    assert show_concept("Revenue", 2021) is show_concept("ifrs-full:Revenue", 2021)
    assert show_concept("Revenue", 2021).balance == "credit"


def test_a_concept_that_is_not_there_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(TaxonomyError, match=r"(?s)of 2021 has no 'Revenu'.*did you mean Revenue"):
        show_concept("Revenu", 2021)
    with pytest.raises(TaxonomyError, match="taxonomy search Zebra"):
        show_concept("Zebra", 2021)
