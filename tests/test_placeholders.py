from pathlib import Path

import pytest

from mappings import FILING, filing_of
from tagwright.errors import MappingError


@pytest.mark.parametrize(
    ("said", "place", "remedy"),
    [
        ("currency: CNY", "filing.yaml:6:11: currency is not filled in", "three letters of ISO 4217"),
        ('identifier: "0020"', "filing.yaml:4:67: entity.identifier is not filled in", "such as its LEI"),
        ("end: 2021-12-31", "filing.yaml:5:34: period.end is not filled in", "last day of the reporting period"),
    ],
)
def test_a_field_that_was_not_filled_in_is_named_with_its_place_and_what_to_write(
    tmp_path: Path, said: str, place: str, remedy: str
) -> None:
    head = FILING.replace(said, f"{said.split(':')[0]}: FILL-IN")
    with pytest.raises(MappingError) as refused:
        filing_of(tmp_path, head=head)
    assert place in str(refused.value)
    assert remedy in str(refused.value)


def test_all_fields_that_were_not_filled_in_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(MappingError) as refused:
        filing_of(tmp_path, head=FILING.replace("CNY", "FILL-IN").replace("Acme", "FILL-IN"))
    assert str(refused.value).count("is not filled in") == 2


def test_the_word_in_a_comment_is_no_matter(tmp_path: Path) -> None:
    assert filing_of(tmp_path, head=f"{FILING}# FILL-IN\n").rules.currency == "CNY"
