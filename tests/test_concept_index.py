"""A package's concepts are indexed as the standard reads them, once and for all, and the index says what was asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from small_taxonomy import CALCULATION, ENTRIES, LABELS, ROLE, arc, labels, linkbase, located, small_package
from tagwright.errors import OutputError, PackageError, TaxonomyError
from tagwright.taxonomy import concept_index
from tagwright.taxonomy.concept_index import index_of, opened_index, write_index
from tagwright.taxonomy.index_queries import (
    DescribedConcept,
    FoundConcept,
    LabelText,
    Position,
    Summand,
    describe,
    naming_labels,
    search_index,
)
from tagwright.taxonomy.package_content import read_content
from tagwright.taxonomy.taxonomy_package import read_taxonomy_package
from zips import write_zip

REAL = Path(__file__).parents[2] / "shared" / "taxonomies" / "IFRST_2021-03-24.zip"
HEAD = "ifrs-full:IncomeStatementAbstract"
REVENUE = FoundConcept(
    "ifrs-full:Revenue", "Takings of the year", "xbrli:monetaryItemType", "duration", "credit", False
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with opened_index(small_package(tmp_path_factory.mktemp("package") / "small.zip"), "digest") as opened:
        yield opened


def described(package: Path, name: str) -> DescribedConcept:
    with opened_index(package, "digest") as opened:
        return describe(opened, name)


def test_a_concept_is_described_with_all_that_the_package_says_of_it(index: sqlite3.Connection) -> None:
    assert describe(index, "Revenue") == DescribedConcept(
        name="ifrs-full:Revenue",
        namespace="http://xbrl.ifrs.org/taxonomy/2021-03-24/ifrs-full",
        item_type="xbrli:monetaryItemType",
        period_type="duration",
        balance="credit",
        abstract=False,
        substitution_group="xbrli:item",
        labels=(
            LabelText("label", "en", "Takings of the year"),
            LabelText("totalLabel", "en", "Total takings"),
            LabelText("documentation", "en", "All that customers paid for wheelbarrows."),
            LabelText("label", "nl", "Omzet"),
        ),
        presentation=(Position("[310000] What was taken", (HEAD,), 1),),
        totals=(Summand("[310000] What was taken", "ifrs-full:GrossProfit", "1"),),
        parts=(),
        references=((("Name", "Handbook"), ("Paragraph", "7")),),
    )


def test_a_total_names_its_parts_with_their_weights(index: sqlite3.Connection) -> None:
    assert describe(index, "ifrs-full:GrossProfit").parts == (
        Summand("[310000] What was taken", "ifrs-full:Revenue", "1"),
        Summand("[310000] What was taken", "ifrs-full:CostOfSales", "-1"),
    )


def test_what_nothing_is_said_of_has_its_facts_alone(index: sqlite3.Connection) -> None:
    head = describe(index, HEAD)
    assert (head.abstract, head.balance, head.labels, head.presentation) == (True, None, (), ())


@pytest.mark.parametrize("words", ["takings", "TAKING year", "revenue", "omzet", "tak"])
def test_a_concept_is_found_by_the_words_of_its_name_and_of_its_labels_in_any_language(
    index: sqlite3.Connection, words: str
) -> None:
    assert search_index(index, words) == [REVENUE]


@pytest.mark.parametrize("words", ["wheelbarrows", "zebra", "of the", "", '"', "OR", "a* NOT (b"])
def test_words_that_name_nothing_find_nothing(index: sqlite3.Connection, words: str) -> None:
    assert search_index(index, words) == []


def test_more_of_the_words_come_first_and_the_limit_holds(index: sqlite3.Connection) -> None:
    assert [found.name for found in search_index(index, "gross profit cost")] == [
        "ifrs-full:GrossProfit",
        "ifrs-full:CostOfSales",
    ]
    assert len(search_index(index, "gross profit cost", limit=1)) == 1


def test_the_english_names_of_concepts_are_given_and_nothing_else(index: sqlite3.Connection) -> None:
    assert naming_labels(index, "ifrs-full") == {
        "Assets": ("Things owned",),
        "CostOfSales": ("Outlay",),
        "Revenue": ("Takings of the year", "Total takings"),
    }
    assert naming_labels(index, "ifrs-smes") == {}


def test_an_unknown_name_is_refused_with_the_nearest(index: sqlite3.Connection) -> None:
    with pytest.raises(TaxonomyError, match=r"(?s)no concept 'Revenu'.*did you mean Revenue\?"):
        describe(index, "Revenu")
    with pytest.raises(TaxonomyError, match="no concept 'other:Revenue'"):
        describe(index, "other:Revenue")
    with pytest.raises(TaxonomyError, match="taxonomy search Zebra"):
        describe(index, "Zebra")


@pytest.mark.parametrize(
    ("attributes", "parts"),
    [('priority="1" use="prohibited"', 1), ('priority="0" use="prohibited"', 1), ('priority="-1" use="prohibited"', 2)],
)
def test_an_arc_is_taken_back_by_a_prohibition_that_is_as_strong(tmp_path: Path, attributes: str, parts: int) -> None:
    again = arc("calculation", "GrossProfit", "CostOfSales", f'order="2.0" weight="-1" {attributes}')
    spoilt = CALCULATION.replace("</link:calculationLink>", f"{again}</link:calculationLink>")
    package = small_package(tmp_path / "small.zip", calculation=spoilt)
    assert len(described(package, "GrossProfit").parts) == parts


def test_a_ring_of_parents_does_not_hang(tmp_path: Path) -> None:
    ring = located("Revenue", "CostOfSales") + arc("presentation", "Revenue", "CostOfSales")
    ring += arc("presentation", "CostOfSales", "Revenue")
    package = small_package(tmp_path / "small.zip", presentation=linkbase("presentation", ROLE, ring))
    assert described(package, "Revenue").presentation[0].path == ("ifrs-full:Revenue", "ifrs-full:CostOfSales")


def test_what_lies_outside_the_package_or_is_not_led_to_is_left_out(tmp_path: Path) -> None:
    outside = LABELS.replace("full_ifrs-cor_2021-03-24.xsd#ifrs-full_Assets", "none.xsd#ifrs-full_Assets")
    stray = labels(("CostOfSales", "label", "en", "Stray"))
    package = write_zip(tmp_path / "p.zip", {**ENTRIES, "top/label.xml": outside, "top/stray.xml": stray})
    assert described(package, "Assets").labels == ()
    assert [label.text for label in described(package, "CostOfSales").labels] == ["Outlay"]


def test_an_arc_that_says_what_cannot_be_is_refused(tmp_path: Path) -> None:
    spoilt = CALCULATION.replace('weight="1.0"', 'weight="one"')
    package = small_package(tmp_path / "small.zip", calculation=spoilt)
    with pytest.raises(PackageError, match="taxonomy add ZIP"), opened_index(package, "digest"):
        pass


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    package = small_package(tmp_path / "small.zip")
    content = read_content(package, read_taxonomy_package(package))
    write_index(package, content, "digest")
    first = index_of(package).read_bytes()
    write_index(package, content, "digest")
    assert index_of(package).read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.sqlite", "small.zip"]


def change_version(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA user_version = 99")


def change_digest(place: Path) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("UPDATE package SET sha256 = 'other'")


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda place: place.write_bytes(b"no index"), change_version, change_digest],
    ids=["missing", "no index", "of another version", "of another package"],
)
def test_an_index_that_is_not_as_it_should_be_is_made_again(tmp_path: Path, spoil: object) -> None:
    package = small_package(tmp_path / "small.zip")
    described(package, "Revenue")
    whole = index_of(package).read_bytes()
    assert callable(spoil)
    spoil(index_of(package))
    assert described(package, "Revenue").balance == "credit"
    assert index_of(package).read_bytes() == whole


def test_an_index_that_is_sound_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = small_package(tmp_path / "small.zip")
    described(package, "Revenue")
    monkeypatch.setattr(concept_index, "read_content", lambda *_: pytest.fail("the package was read again"))
    assert described(package, "Revenue").balance == "credit"


def test_an_index_that_is_damaged_within_is_named_with_what_to_do(tmp_path: Path) -> None:
    package = small_package(tmp_path / "small.zip")
    described(package, "Revenue")
    place = index_of(package)
    content = place.read_bytes()
    place.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(TaxonomyError, match=r"(?s)small\.sqlite is damaged.*remove it"):
        described(package, "Revenue")


def test_an_index_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    package = small_package(tmp_path / "small.zip")
    content = read_content(package, read_taxonomy_package(package))
    with pytest.raises(OutputError, match=r"gone.small\.sqlite cannot be written"):
        write_index(tmp_path / "gone" / "small.zip", content, "digest")


@pytest.mark.skipif(not REAL.is_file(), reason="needs ../shared/taxonomies, which is not part of the project")
def test_the_official_package_of_2021_is_indexed_whole(tmp_path: Path) -> None:
    package = tmp_path / "real.zip"
    package.write_bytes(REAL.read_bytes())
    with opened_index(package, "digest") as opened:
        counts = dict(opened.execute("SELECT network, COUNT(*) FROM arc GROUP BY network"))
        # as many as Arelle counts in the relationship sets of the entry point
        assert counts == {"presentation": 6467, "calculation": 1302}
        assert opened.execute("SELECT COUNT(*) FROM concept").fetchone() == (5242,)
        assert opened.execute("SELECT COUNT(*) FROM label").fetchone() == (10755,)
        assert [found.name for found in search_index(opened, "lease liabilities", 2)] == [
            "ifrs-full:LeaseLiabilities",
            "ifrs-full:CurrentLeaseLiabilities",
        ]
