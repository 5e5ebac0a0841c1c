import struct
import zipfile
from pathlib import Path

import pytest

from tagwright.document import zip_safety
from tagwright.errors import PackageError
from tagwright.taxonomy import archive
from tagwright.taxonomy.archive import check_archive
from zips import SCHEMA, write_zip

CATALOG_DOCTYPE = (
    '<!DOCTYPE catalog PUBLIC "-//OASIS//DTD Entity Resolution XML Catalog V1.0//EN" '
    '"http://www.oasis-open.org/committees/entity/release/1.0/catalog.dtd"{}><catalog/>'
)
XLINK = '<a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{}"/>'


def refused(path: Path) -> str:
    with pytest.raises(PackageError) as caught:
        check_archive(path)
    assert "remedy: get the package again" in str(caught.value)
    return caught.value.problem


def test_a_harmless_archive_passes(tmp_path: Path) -> None:
    entries = {
        "top/META-INF/catalog.xml": CATALOG_DOCTYPE.format(""),
        "top/a.xsd": SCHEMA,
        "top/sub/b.xml": XLINK.format("../a.xsd#x"),
        "top/c.xml": XLINK.format("https://example.org/away.xsd"),
        "top/notes.txt": "<!DOCTYPE html>",
    }
    check_archive(write_zip(tmp_path / "good.zip", entries))


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("../evil.xsd", "leads out of the archive"),
        ("top/../../evil.xsd", "leads out of the archive"),
        ("top/./a.xsd", "leads out of the archive"),
        ("top//a.xsd", "leads out of the archive"),
        ("/etc/evil", "has an absolute path"),
        ("C:/evil", "has an absolute path"),
        ("top\\evil", "has a backslash in its name"),
        ("top/\x07", "has a control character in its name"),
    ],
)
def test_an_entry_whose_name_leads_astray_is_refused(tmp_path: Path, name: str, fault: str) -> None:
    assert fault in refused(write_zip(tmp_path / "bad.zip", {"top/a.xsd": SCHEMA, name: "x"}))


def test_an_entry_that_comes_twice_is_refused_whatever_its_capitals(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.zip", {"top/a.xsd": SCHEMA, "top/A.xsd": SCHEMA})
    assert "holds 'top/A.xsd' twice" in refused(path)


def test_an_encrypted_entry_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.zip", {"top/a.txt": "secret"})
    content = bytearray(path.read_bytes())
    # The general purpose flags: 6 bytes into the local header, 8 into the central one (APPNOTE 4.3.7, 4.3.12).
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", 1)
    path.write_bytes(bytes(content))
    assert "is encrypted" in refused(path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    link = zipfile.ZipInfo("top/link.xsd")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(link, "/etc/passwd")
    assert "is a link" in refused(path)


def test_a_method_of_compression_that_packages_may_not_use_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("top/a.txt", "text")
    assert "compressed in a way" in refused(path)


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bomb.zip", {"top/a.txt": bytes(8 << 20)})
    assert "inflates more than 250 times" in refused(path)


def test_a_small_file_may_shrink_as_much_as_it_likes(tmp_path: Path) -> None:
    check_archive(write_zip(tmp_path / "good.zip", {"top/a.txt": bytes(1 << 20)}))


def test_too_much_inflated_too_many_entries_and_too_large_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_zip(tmp_path / "big.zip", {f"top/{number}.txt": bytes(600_000) for number in range(3)})
    with monkeypatch.context() as patch:
        patch.setattr(archive, "MAX_INFLATED_BYTES", 1 << 20)
        assert "inflates to more than 1 MB" in refused(path)
    with monkeypatch.context() as patch:
        patch.setattr(zip_safety, "MAX_ENTRIES", 2)
        assert "holds more than 2 files" in refused(path)
    with monkeypatch.context() as patch:
        patch.setattr(archive, "MAX_BYTES", 100)
        assert "is larger than" in refused(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("top/a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("top/a.xsd", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'),
        ("top/reports/r.html", "<!DOCTYPE html><html/>"),
        ("top/a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        ("top/a.xml", CATALOG_DOCTYPE.format("")),
        ("top/META-INF/catalog.xml", CATALOG_DOCTYPE.format('[<!ENTITY b "c">]')),
    ],
)
def test_xml_with_a_doctype_is_refused(tmp_path: Path, name: str, content: str | bytes) -> None:
    assert f"holds '{name}', which has a DOCTYPE" in refused(write_zip(tmp_path / "bad.zip", {name: content}))


@pytest.mark.parametrize(
    "reference",
    ["../../out.xsd", "../other/out.xsd", "/etc/passwd", "file:///etc/passwd", "FILE:x", "C:/x", "%2e%2e/%2e%2e/x"],
)
def test_xml_that_refers_to_a_file_outside_is_refused(tmp_path: Path, reference: str) -> None:
    path = write_zip(tmp_path / "bad.zip", {"top/a.xml": XLINK.format(reference)})
    assert "outside the package" in refused(path)


def test_a_schema_that_imports_a_local_file_is_refused(tmp_path: Path) -> None:
    schema = SCHEMA.replace("/>", '><import schemaLocation="file:///etc/passwd"/></schema>')
    assert "refers to 'file:///etc/passwd'" in refused(write_zip(tmp_path / "bad.zip", {"top/a.xsd": schema}))


def test_a_reference_out_of_an_archive_without_a_folder_is_refused(tmp_path: Path) -> None:
    assert "outside the package" in refused(write_zip(tmp_path / "bad.zip", {"a.xml": XLINK.format("../x")}))


def test_xml_base_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.zip", {"top/a.xml": '<a xml:base="file:///etc/"/>'})
    assert "xml:base" in refused(path)


def test_xml_that_breaks_off_is_refused(tmp_path: Path) -> None:
    assert "is not well-formed XML" in refused(write_zip(tmp_path / "bad.zip", {"top/a.xml": "<a>"}))


def test_xml_in_an_encoding_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "bad.zip", {"top/a.xml": '<?xml version="1.0" encoding="x-none"?><a/>'})
    assert "is not well-formed XML" in refused(path)


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(b"no zip at all")
    assert "cannot be read as a zip archive" in refused(path)
    assert "cannot be read as a zip archive" in refused(tmp_path / "none.zip")


def test_an_entry_whose_bytes_are_damaged_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        made.writestr("top/a.xml", "<a>whole</a>")
    path.write_bytes(path.read_bytes().replace(b"<a>whole", b"<a>wrong", 1))
    assert "cannot be read as a zip archive" in refused(path)
