from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from emitted import arelle_reading, example_files
from reports import FACTS, REPORT
from tagwright.emit.files import emit_report
from tagwright.report.model import Extension

TP = "{http://xbrl.org/2016/taxonomy-package}"


@pytest.fixture(scope="module")
def package() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(example_files()["example-2021.xbri"]))


def test_arelle_finds_nothing_wrong_with_the_package_and_reads_the_same_facts() -> None:
    reading = arelle_reading()
    assert reading["xbri"]["messages"] == []
    assert reading["xbri"]["count"] == len(FACTS)
    assert reading["xbri"]["facts"] == reading["xhtml"]["facts"]


def test_the_package_has_one_folder_with_the_report_and_its_extension(package: zipfile.ZipFile) -> None:
    assert package.namelist() == [
        "example-2021/META-INF/reportPackage.json",
        "example-2021/META-INF/taxonomyPackage.xml",
        "example-2021/META-INF/catalog.xml",
        "example-2021/reports/example-2021.xhtml",
        "example-2021/reports/example-2021-2021-12-31.xsd",
        "example-2021/reports/example-2021-2021-12-31_pre.xml",
        "example-2021/reports/example-2021-2021-12-31_cal.xml",
        "example-2021/reports/example-2021-2021-12-31_def.xml",
        "example-2021/reports/example-2021-2021-12-31_lab-en.xml",
        "example-2021/reports/example-2021-2021-12-31_gen-en.xml",
    ]


def test_the_report_in_the_package_has_the_bytes_of_the_one_outside(package: zipfile.ZipFile) -> None:
    for name in package.namelist()[3:]:
        assert package.read(name) == example_files()[name.rsplit("/", 1)[-1]]


def test_the_package_says_that_it_is_an_inline_report_package(package: zipfile.ZipFile) -> None:
    content = json.loads(package.read("example-2021/META-INF/reportPackage.json"))
    assert content == {"documentInfo": {"documentType": "https://xbrl.org/report-package/2023/xbri"}}


def test_the_catalog_maps_the_entry_point_to_the_schema_in_the_package(package: zipfile.ZipFile) -> None:
    metadata = etree.fromstring(package.read("example-2021/META-INF/taxonomyPackage.xml"))
    href = metadata.find(f".//{TP}entryPointDocument").get("href")
    assert href == "http://example.com/xbrl/2021-12-31/example-2021-2021-12-31.xsd"
    rewrite = etree.fromstring(package.read("example-2021/META-INF/catalog.xml"))[0]
    place = href.replace(rewrite.get("uriStartString"), rewrite.get("rewritePrefix"))
    assert f"example-2021/{place.removeprefix('../')}" in package.namelist()
    assert metadata.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_the_package_holds_no_clock(package: zipfile.ZipFile) -> None:
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert emit_report(REPORT)["example-2021.xbri"] == example_files()["example-2021.xbri"]


def test_a_namespace_that_ends_in_a_slash_gives_the_same_addresses() -> None:
    slashed = replace(REPORT, extension=Extension("http://example.com/xbrl/2021-12-31/", "exr", "2021-12-31"))
    package = zipfile.ZipFile(io.BytesIO(emit_report(slashed)["example-2021.xbri"]))
    catalog = package.read("example-2021/META-INF/catalog.xml").decode()
    assert 'uriStartString="http://example.com/xbrl/2021-12-31/"' in catalog
