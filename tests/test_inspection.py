from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from mini_report import INLINE, INSTANCE, JSON, SCHEMA, write_outputs, write_package, write_taxonomy
from tagwright.errors import DocumentError, PackageError
from tagwright.validation import inspection
from tagwright.validation.inspection import inspect

BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "report"
    inside.mkdir()
    write_outputs(inside)
    (tmp_path / "secret.xsd").write_text(SCHEMA, encoding="utf-8")
    return inside


@pytest.mark.parametrize("name", ["mini.xhtml", "mini.xbrl", "mini.json", "mini.xbri"])
def test_the_facts_of_each_format_are_counted(folder: Path, name: str) -> None:
    assert inspect(folder / name).facts == 4


def test_the_taxonomy_files_of_a_package_are_listed(folder: Path) -> None:
    look = inspect(folder / "mini.xbri")
    assert look.taxonomy_files == ("mini/reports/mini.xsd", "mini/reports/mini_cal.xml")
    assert look.document_set is False


def test_a_package_with_two_inline_documents_is_a_document_set(folder: Path) -> None:
    with zipfile.ZipFile(folder / "mini.xbri", "a") as archive:
        archive.writestr("mini/reports/second.xhtml", INLINE)
    look = inspect(folder / "mini.xbri")
    assert (look.document_set, look.facts) == (True, 8)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"absent\.xhtml is not there"):
        inspect(tmp_path / "absent.xhtml")


def test_a_file_that_is_too_large_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "LARGEST_FILE", 1000)
    with pytest.raises(DocumentError, match=r"mini\.xhtml is larger than"):
        inspect(folder / "mini.xhtml")


def test_an_entity_bomb_is_refused_before_anything_is_expanded(folder: Path) -> None:
    (folder / "bomb.xbrl").write_text(BOMB, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"bomb\.xbrl has a DOCTYPE"):
        inspect(folder / "bomb.xbrl")


def test_an_entity_bomb_in_a_schema_beside_the_report_is_refused(folder: Path) -> None:
    (folder / "mini_cal.xml").write_text(BOMB, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"mini_cal\.xml has a DOCTYPE"):
        inspect(folder / "mini.xhtml")


def test_xml_that_is_not_well_formed_is_refused_with_the_line(folder: Path) -> None:
    (folder / "mini.xhtml").write_text(INLINE.replace("</body>", "</bdy>"), encoding="utf-8")
    with pytest.raises(DocumentError, match=r"mini\.xhtml is not well-formed XML \(mismatched tag: line \d+"):
        inspect(folder / "mini.xhtml")


@pytest.mark.parametrize(
    "address",
    [
        "../secret.xsd",
        "%2e%2e/secret.xsd",
        "/etc/passwd",
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "C:\\secret.xsd",
        "..\\secret.xsd",
        "x/../../secret.xsd",
    ],
)
def test_a_reference_that_leaves_the_folder_is_refused(folder: Path, address: str) -> None:
    for name, text in (("mini.xhtml", INLINE), ("mini.xbrl", INSTANCE), ("mini.json", JSON)):
        hostile = text.replace("mini.xsd", address if name != "mini.json" else address.replace("\\", "\\\\"))
        (folder / name).write_text(hostile, encoding="utf-8")
        with pytest.raises(DocumentError, match=r"outside|moves"):
            inspect(folder / name)


def test_a_reference_two_files_away_that_leaves_the_folder_is_refused(folder: Path) -> None:
    calculation = (folder / "mini_cal.xml").read_text(encoding="utf-8")
    (folder / "mini_cal.xml").write_text(calculation.replace('"mini.xsd#role"', '"../secret.xsd#role"'), "utf-8")
    with pytest.raises(DocumentError, match=r"mini_cal\.xml refers to '\.\./secret\.xsd#role'"):
        inspect(folder / "mini.xhtml")


def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "mini.xsd").unlink()
    (folder / "mini.xsd").symlink_to(folder.parent / "secret.xsd")
    with pytest.raises(DocumentError, match=r"mini\.xsd is a link that leads out"):
        inspect(folder / "mini.xhtml")


def test_json_that_is_no_report_is_refused(tmp_path: Path) -> None:
    for text in ("{", "[1]", '{"documentInfo": 3}', "[" * 100_000):
        (tmp_path / "x.json").write_text(text, encoding="utf-8")
        with pytest.raises(DocumentError, match=r"x\.json is no xBRL-JSON report"):
            inspect(tmp_path / "x.json")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    write_package(tmp_path / "mini.xbri")
    with zipfile.ZipFile(tmp_path / "mini.xbri", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mini/reports/zeros.bin", b"\0" * (32 * 1024**2))
    with pytest.raises(PackageError, match="zeros"):
        inspect(tmp_path / "mini.xbri")


def test_a_file_that_only_calls_itself_a_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mini.zip").write_text("hello", encoding="utf-8")
    with pytest.raises(PackageError, match="zip"):
        inspect(tmp_path / "mini.zip")


@pytest.mark.parametrize("prefix", ["../../../", "/etc/", "file:///etc/"])
def test_a_catalogue_that_leads_out_of_its_package_is_refused(tmp_path: Path, prefix: str) -> None:
    catalog = (
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        f'<rewriteURI uriStartString="http://example.com/" rewritePrefix="{prefix}"/></catalog>'
    )
    write_package(tmp_path / "mini.xbri", catalog=catalog)
    with pytest.raises(PackageError, match="outside of the package"):
        inspect(tmp_path / "mini.xbri")


def test_a_page_with_a_doctype_anywhere_in_an_archive_is_refused(tmp_path: Path) -> None:
    write_taxonomy(tmp_path)
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("old/report.html", BOMB)
    with pytest.raises(PackageError, match=r"old/report\.html"):
        inspect(tmp_path / "old.zip")
