import pytest

from tagwright.errors import TaxonomyError
from tagwright.taxonomy.official import ifrs_taxonomy, official_taxonomies


def test_the_taxonomy_of_2021_has_http_addresses() -> None:
    taxonomy = ifrs_taxonomy("ifrs-2021")
    assert taxonomy.year == 2021
    assert taxonomy.prefix == "ifrs-full"
    assert taxonomy.namespace == "http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full"
    assert taxonomy.core_schema == "http://xbrl.ifrs.org/taxonomy/2021-03-24/full_ifrs/full_ifrs-cor_2021-03-24.xsd"


def test_the_addresses_are_https_from_2022() -> None:
    schemes = {taxonomy.year: taxonomy.namespace.split(":")[0] for taxonomy in official_taxonomies()}
    assert schemes == {2021: "http", 2022: "https", 2023: "https", 2024: "https", 2025: "https"}


def test_a_taxonomy_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(TaxonomyError, match=r"(?s)'ifrs-2012'.*did you mean ifrs-202.*known are ifrs-2021, ifrs-2022"):
        ifrs_taxonomy("ifrs-2012")
