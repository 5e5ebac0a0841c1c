from __future__ import annotations

import pytest

from tagwright.errors import MappingError
from tagwright.mapping.profiles import PLAIN, declared_label, load_profile, name_after_label
from tagwright.mapping.schema import ExtensionConcept

ESEF = load_profile("esef-2021")


def own(name: str, label: str) -> ExtensionConcept:
    return ExtensionConcept(name=name, label=label, type="member", documentation="What a test needs.")


def test_the_plain_profile_asks_nothing() -> None:
    assert load_profile("ifrs") == PLAIN


def test_a_profile_that_nobody_wrote_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(MappingError, match=r"no profile 'esef-2012'.*\n.*did you mean esef-2021\?.*ifrs"):
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
