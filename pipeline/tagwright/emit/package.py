"""The report package (Report Package 1.0, Taxonomy Package 1.0): the Inline report with its taxonomy, in one zip.

The extension's files lie beside the report, in reports/, so that the report's relative schemaRef holds inside the
package and outside it with the same bytes. The catalog maps the extension's web address to the same files.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from tagwright.emit.extension import schema_name
from tagwright.emit.namespaces import XML
from tagwright.emit.xlink import serialised
from tagwright.report.model import Report

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

DOCUMENT_TYPE = "https://xbrl.org/report-package/2023/xbri"
_TAXONOMY_PACKAGE = "http://xbrl.org/2016/taxonomy-package"
_CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def report_package(report: Report, inline: bytes, extension: Mapping[str, bytes]) -> bytes:
    """Give the bytes of the package: equal input, equal bytes (fixed times, fixed order)."""
    name = report.package_name
    document_info = {"documentInfo": {"documentType": DOCUMENT_TYPE}}
    files = {
        f"{name}/META-INF/taxonomyPackage.xml": _metadata(report),
        f"{name}/META-INF/catalog.xml": _catalog(report),
        f"{name}/reports/{name}.xhtml": inline,
        **{f"{name}/reports/{path}": content for path, content in extension.items()},
    }
    if report.profile.package == "xbri":
        marker = f"{name}/META-INF/reportPackage.json"
        files = {marker: (json.dumps(document_info, indent=1) + "\n").encode(), **files}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same byte on every platform
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _web_folder(report: Report) -> str:
    return report.extension.namespace.rstrip("/") + "/"


def _metadata(report: Report) -> bytes:
    root = etree.Element(_tp("taxonomyPackage"), {f"{{{XML}}}lang": report.language}, nsmap={"tp": _TAXONOMY_PACKAGE})
    _add(root, "identifier", _web_folder(report) + "package")
    _add(root, "name", report.title)
    _add(root, "version", report.extension.date)
    _add(root, "publisher", report.entity.name)
    entry = _add(_add(root, "entryPoints"), "entryPoint")
    _add(entry, "name", report.title)
    _add(entry, "entryPointDocument").set("href", _web_folder(report) + schema_name(report))
    return serialised(root)


def _add(parent: Element, name: str, text: str | None = None) -> Element:
    element = etree.SubElement(parent, _tp(name))
    element.text = text
    return element


def _tp(name: str) -> str:
    return f"{{{_TAXONOMY_PACKAGE}}}{name}"


def _catalog(report: Report) -> bytes:
    root = etree.Element(f"{{{_CATALOG}}}catalog", nsmap={None: _CATALOG})  # type: ignore[dict-item]
    etree.SubElement(
        root,
        f"{{{_CATALOG}}}rewriteURI",
        {"uriStartString": _web_folder(report), "rewritePrefix": "../reports/"},
    )
    return serialised(root)
