from __future__ import annotations

import pytest

from tagwright.errors import MappingError
from tagwright.mapping.profiles import PLAIN, declared_label, load_profile, name_after_label, profile_names
from tagwright.mapping.schema import ExtensionConcept
from tagwright.taxonomy.official import official_taxonomies

ESEF = load_profile("esef-2021")


def own(name: str, label: str) -> ExtensionConcept:
    return ExtensionConcept(name=name, label=label, type="member", documentation="What a test needs.")


def test_the_plain_profile_asks_nothing() -> None:
    assert load_profile("ifrs") == PLAIN


def test_a_profile_that_nobody_wrote_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(MappingError, match=r"no profile 'esef-2012'.*\n.*did you mean esef-2025\?.*ifrs"):
        load_profile("esef-2012")


def test_esef_2021_keeps_to_the_scheme_of_its_taxonomy() -> None:
    assert ESEF.entry_point is not None
    assert ESEF.entry_point.schema_ == "http://www.esma.europa.eu/taxonomy/2021-03-24/esef_cor.xsd"
    declared = (ESEF.axis_defaults, ESEF.undimensioned)
    assert [role.address.partition("#")[0] for role in declared if role] == [ESEF.entry_point.schema_] * 2
    assert len(ESEF.identity) == 10


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Issuance of ordinary shares for share-based plan", "IssuanceOfOrdinarySharesForShareBasedPlan"),
        ("EBITDA", "Ebitda"),
        ("Élan costs, N.A.", "ElanCostsNA"),
    ],
)
def test_a_name_is_its_labels_words_joined(label: str, name: str) -> None:
    assert name_after_label(label) == name


def test_a_members_label_says_so_where_names_follow_labels() -> None:
    assert declared_label(own("SmartCityMember", "Smart city"), ESEF) == "Smart city member"
    assert declared_label(own("SmartCityMember", "Smart city member"), ESEF) == "Smart city member"
    assert declared_label(own("SmartCityMember", "Smart city"), PLAIN) == "Smart city"


def test_a_profile_holds_the_keys_of_the_one_that_it_is_based_on_and_its_own() -> None:
    later = load_profile("esef-2025")
    assert (later.identity, later.anchors, later.roots) == (ESEF.identity, ESEF.anchors, ESEF.roots)
    assert (ESEF.registry, ESEF.hidden_style, ESEF.package) == (4, "-esef-ix-hidden", "zip")
    assert (later.registry, later.hidden_style, later.package) == (5, "-ix-hidden", "xbri")


@pytest.mark.parametrize(
    ("profile", "taxonomy", "address"),
    [
        ("esef-2022", "ifrs-2021", "http://www.esma.europa.eu/taxonomy/2021-03-24/esef_cor.xsd"),
        ("esef-2022", None, "https://www.esma.europa.eu/taxonomy/2022-03-24/esef_cor.xsd"),
        ("esef-2025", "ifrs-2024", "https://www.esma.europa.eu/taxonomy/2024-03-27/esef_cor.xsd"),
        ("esef-2025", None, "https://www.esma.europa.eu/taxonomy/2025-03-27/esef_cor.xsd"),
    ],
)
def test_addresses_follow_the_scheme_and_date_of_the_taxonomy(profile: str, taxonomy: str | None, address: str) -> None:
    loaded = load_profile(profile, taxonomy)
    assert loaded.entry_point is not None
    assert loaded.undimensioned is not None
    assert loaded.entry_point.schema_ == address
    assert loaded.undimensioned.address == f"{address}#esef_role-999999"
    assert loaded.undimensioned.uri.partition(":")[0] == address.partition(":")[0]


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_is_for_taxonomies_that_there_are(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert set(profile.taxonomies) <= {taxonomy.name for taxonomy in official_taxonomies()}
    assert all(load_profile(name, taxonomy).name == name for taxonomy in profile.taxonomies)
