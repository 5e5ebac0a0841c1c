import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tagwright.errors import OutputError, PackageError, TaxonomyError
from tagwright.taxonomy.core_package import build_core_package
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.registry import (
    Validated,
    add_package,
    installed_package_for,
    installed_packages,
    list_taxonomies,
    taxonomies_folder,
    taxonomy_at_hand,
)
from zips import package_entries, write_zip

ADDRESS_2021 = "http://xbrl.ifrs.org/taxonomy/2021-03-24/"
Entries = dict[str, str | bytes]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def covering_2021(path: Path, identifier: str = "https://example.org/2021") -> Path:
    entries = package_entries(start=ADDRESS_2021, identifier=identifier)
    entries["top/full_ifrs/full_ifrs-cor_2021-03-24.xsd"] = entries["top/a.xsd"]
    return write_zip(path, entries)


def test_an_added_package_is_copied_and_recorded_with_its_digest_and_entry_points(tmp_path: Path) -> None:
    source = write_zip(tmp_path / "mine.zip", package_entries())
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    added = add_package(source)
    assert added.path.read_bytes() == source.read_bytes()
    assert added.path.name == f"mine-{digest[:12]}.zip"
    assert (added.identifier, added.name, added.version) == ("https://example.org/tax/id", "A package", "1")
    assert (added.sha256, added.entry_points) == (digest, ("https://example.org/tax/a.xsd",))
    assert installed_packages() == (added,)


def test_a_package_that_holds_the_core_schema_covers_its_taxonomy(tmp_path: Path) -> None:
    assert installed_package_for(ifrs_taxonomy("ifrs-2021")) is None
    added = add_package(covering_2021(tmp_path / "full.zip"))
    assert added.covers == ("ifrs-2021",)
    assert installed_package_for(ifrs_taxonomy("ifrs-2021")) == added
    assert installed_package_for(ifrs_taxonomy("ifrs-2022")) is None


def test_a_package_that_only_maps_the_address_covers_nothing(tmp_path: Path) -> None:
    assert add_package(write_zip(tmp_path / "empty.zip", package_entries(start=ADDRESS_2021))).covers == ()


def test_the_list_names_every_year_and_the_package_that_covers_it(tmp_path: Path) -> None:
    added = add_package(build_core_package(ifrs_taxonomy("ifrs-2023"), tmp_path / "core.zip"))
    listed = {summary.taxonomy.name: summary for summary in list_taxonomies()}
    assert list(listed) == ["ifrs-2021", "ifrs-2022", "ifrs-2023", "ifrs-2024", "ifrs-2025"]
    assert listed["ifrs-2023"].package == added
    assert listed["ifrs-2021"].package is None
    assert listed["ifrs-2021"].concepts > 500


def test_adding_twice_keeps_one_and_a_new_edition_takes_the_place_of_the_old(tmp_path: Path) -> None:
    first = add_package(write_zip(tmp_path / "one.zip", package_entries()))
    assert add_package(tmp_path / "one.zip") == first
    newer = add_package(write_zip(tmp_path / "two.zip", {**package_entries(), "top/new.txt": "new"}))
    assert installed_packages() == (newer,)
    here = ["index.json", newer.path.name, newer.path.with_suffix(".sqlite").name]
    assert sorted(path.name for path in taxonomies_folder().iterdir()) == sorted(here)


def test_what_validating_it_gave_is_recorded(tmp_path: Path) -> None:
    add_package(write_zip(tmp_path / "one.zip", package_entries()), Validated("A validator 1.0", 2))
    assert [package.validated for package in installed_packages()] == [Validated("A validator 1.0", 2)]


def test_a_year_at_hand_is_the_one_asked_for_else_the_newest_that_was_added(tmp_path: Path) -> None:
    assert taxonomy_at_hand(None) == (ifrs_taxonomy("ifrs-2025"), None)
    added = add_package(covering_2021(tmp_path / "full.zip"))
    assert taxonomy_at_hand(None) == (ifrs_taxonomy("ifrs-2021"), added)
    assert taxonomy_at_hand(2023) == (ifrs_taxonomy("ifrs-2023"), None)
    with pytest.raises(TaxonomyError, match="no taxonomy 'ifrs-1999'"):
        taxonomy_at_hand(1999)


def test_of_two_packages_that_cover_a_taxonomy_the_last_added_counts(tmp_path: Path) -> None:
    add_package(covering_2021(tmp_path / "one.zip", "https://example.org/one"))
    last = add_package(covering_2021(tmp_path / "two.zip", "https://example.org/two"))
    assert installed_package_for(ifrs_taxonomy("ifrs-2021")) == last


def without(name: str) -> Callable[[Entries], None]:
    return lambda entries: entries.__delitem__(name)


def with_catalog(content: str) -> Callable[[Entries], None]:
    start = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
    return lambda entries: entries.update({"top/META-INF/catalog.xml": f"{start}{content}</catalog>"})


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (without("top/META-INF/taxonomyPackage.xml"), "has no META-INF/taxonomyPackage.xml"),
        (without("top/META-INF/catalog.xml"), "has no META-INF/catalog.xml"),
        (lambda entries: entries.update({"beside/b.xsd": "<b/>"}), "must hold one folder"),
        (lambda entries: entries.update({"beside.txt": "b"}), "must hold one folder"),
        (lambda entries: entries.update({"top/META-INF/taxonomyPackage.xml": "<a/>"}), "without an identifier"),
        (lambda entries: entries.update({"top/META-INF/catalog.xml": "<a/>"}), "is no catalogue"),
        (with_catalog('<nextCatalog catalog="other.xml"/>'), "says more than rewriteURI"),
        (with_catalog('<rewriteURI uriStartString="http://x/"/>'), "says more than rewriteURI"),
        (with_catalog('<rewriteURI uriStartString="http://x/" rewritePrefix="../../"/>'), "leads out of it"),
        (with_catalog('<rewriteURI uriStartString="http://x/" rewritePrefix="/etc/"/>'), "leads out of it"),
        (with_catalog('<rewriteURI uriStartString="http://x/" rewritePrefix="file:///etc/"/>'), "leads out of it"),
        (with_catalog('<rewriteURI uriStartString="http://x/" rewritePrefix="%2e%2e/../../"/>'), "leads out of it"),
        (lambda entries: entries.update({"top/a.xsd": "<!DOCTYPE a><a/>"}), "has a DOCTYPE"),
    ],
)
def test_a_package_that_is_none_is_refused_and_nothing_is_written(
    tmp_path: Path, spoil: Callable[[Entries], None], fault: str
) -> None:
    entries = package_entries()
    spoil(entries)
    with pytest.raises(PackageError, match=fault):
        add_package(write_zip(tmp_path / "bad.zip", entries))
    assert not taxonomies_folder().exists()


def test_a_package_that_changed_behind_our_back_is_refused(tmp_path: Path) -> None:
    added = add_package(covering_2021(tmp_path / "full.zip"))
    added.path.write_bytes(added.path.read_bytes() + b"more")
    with pytest.raises(TaxonomyError, match="is not what it was when it was added"):
        installed_package_for(ifrs_taxonomy("ifrs-2021"))
    added.path.unlink()
    with pytest.raises(TaxonomyError, match="cannot be read"):
        installed_package_for(ifrs_taxonomy("ifrs-2021"))


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({"packages": [{"file": "a.zip"}]})])
def test_a_broken_index_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    taxonomies_folder().mkdir(parents=True)
    (taxonomies_folder() / "index.json").write_text(content, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"(?s)cannot be read.*taxonomy add ZIP"):
        installed_packages()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "file"))
    with pytest.raises(OutputError, match="set TAGWRIGHT_HOME"):
        add_package(write_zip(tmp_path / "mine.zip", package_entries()))


def test_the_folder_is_under_the_home_folder_where_the_variable_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TAGWRIGHT_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert taxonomies_folder() == tmp_path / ".local" / "share" / "tagwright" / "taxonomies"
