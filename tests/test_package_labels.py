from pathlib import Path

import pytest

from tagwright.errors import PackageError
from tagwright.taxonomy import package_labels
from tagwright.taxonomy.official import ifrs_taxonomy
from tagwright.taxonomy.package_labels import cache_folder, official_labels, read_labels
from tagwright.taxonomy.registry import add_package
from zips import package_entries, write_zip

ADDRESS = "http://xbrl.ifrs.org/taxonomy/2021-03-24/"
ROLE = "http://www.xbrl.org/2003/role"


def linkbase(*labels: tuple[str, str, str, str]) -> str:
    """Write a label linkbase; each label has concept id, role, language and text."""
    parts = [
        f'<link:loc xlink:type="locator" xlink:label="c{n}" xlink:href="core.xsd#{concept}"/>'
        f'<link:label xlink:type="resource" xlink:label="l{n}" xlink:role="{role}" xml:lang="{language}">{text}'
        "</link:label>"
        f'<link:labelArc xlink:type="arc" xlink:from="c{n}" xlink:to="l{n}"/>'
        for n, (concept, role, language, text) in enumerate(labels)
    ]
    return (
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<link:labelLink xlink:type="extended">{"".join(parts)}</link:labelLink></link:linkbase>'
    )


def package(path: Path) -> Path:
    entries = package_entries(start=ADDRESS)
    entries["top/full_ifrs/full_ifrs-cor_2021-03-24.xsd"] = entries["top/a.xsd"]
    entries["top/full_ifrs/labels/lab.xml"] = linkbase(
        ("ifrs-full_Revenue", f"{ROLE}/label", "en", "Takings\n of  the year"),
        ("ifrs-full_Revenue", f"{ROLE}/totalLabel", "en", "Total takings"),
        ("ifrs-full_Revenue", f"{ROLE}/documentation", "en", "What was taken."),
        ("ifrs-full_Revenue", f"{ROLE}/label", "nl", "Omzet"),
        ("ifrs-smes_Revenue", f"{ROLE}/label", "en", "Takings of a small entity"),
        ("ifrs-full_Assets", "http://www.xbrl.org/2009/role/negatedLabel", "en-GB", "Things owned"),
    )
    return write_zip(path, entries)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAGWRIGHT_HOME", str(tmp_path / "home"))


def test_the_english_names_of_official_concepts_are_read_and_nothing_else(tmp_path: Path) -> None:
    assert read_labels(package(tmp_path / "p.zip")) == {
        "Assets": ("Things owned",),
        "Revenue": ("Takings of the year", "Total takings"),
    }


def test_without_an_added_package_there_are_no_labels() -> None:
    assert official_labels(ifrs_taxonomy("ifrs-2021")) == {}


def test_labels_are_read_once_and_kept_under_the_packages_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = add_package(package(tmp_path / "p.zip"))
    first = official_labels(ifrs_taxonomy("ifrs-2021"))
    assert first["Revenue"] == ("Takings of the year", "Total takings")
    assert [path.name for path in cache_folder().iterdir()] == [f"labels-{added.sha256[:32]}-1.json"]
    monkeypatch.setattr(package_labels, "read_labels", lambda _: pytest.fail("the package was read again"))
    assert official_labels(ifrs_taxonomy("ifrs-2021")) == first


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"Revenue": 1}'])
def test_a_damaged_cache_is_made_again(tmp_path: Path, damage: str) -> None:
    add_package(package(tmp_path / "p.zip"))
    first = official_labels(ifrs_taxonomy("ifrs-2021"))
    kept = next(cache_folder().iterdir())
    whole = kept.read_text(encoding="utf-8")
    kept.write_text(damage, encoding="utf-8")
    assert official_labels(ifrs_taxonomy("ifrs-2021")) == first
    assert kept.read_text(encoding="utf-8") == whole


def test_labels_are_given_where_the_cache_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_package(package(tmp_path / "p.zip"))
    cache_folder().write_text("no folder", encoding="utf-8")
    assert "Revenue" in official_labels(ifrs_taxonomy("ifrs-2021"))


def test_the_cache_lies_in_the_users_cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == tmp_path / "home" / "cache"
    monkeypatch.delenv("TAGWRIGHT_HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "tagwright"


def test_a_package_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "p.zip"
    broken.write_bytes(b"no zip")
    with pytest.raises(PackageError, match="taxonomy add ZIP"):
        read_labels(broken)
