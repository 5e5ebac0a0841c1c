"""Small zip archives for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

DESCRIPTION = """<tp:taxonomyPackage xmlns:tp="http://xbrl.org/2016/taxonomy-package" xml:lang="en">
<tp:identifier>{identifier}</tp:identifier><tp:name>A package</tp:name><tp:version>1</tp:version>
<tp:entryPoints><tp:entryPoint><tp:name>All</tp:name><tp:entryPointDocument href="{start}a.xsd"/></tp:entryPoint>
</tp:entryPoints></tp:taxonomyPackage>"""
CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<rewriteURI uriStartString="{start}" rewritePrefix="{prefix}"/></catalog>"""
SCHEMA = '<schema xmlns="http://www.w3.org/2001/XMLSchema"/>'


def write_zip(path: Path, entries: Mapping[str, str | bytes]) -> Path:
    """Write a zip with these entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def rewritten(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give an archive with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as archive:
        for part in source.namelist():
            content = source.read(part)
            archive.writestr(part, change(content) if part == name else content)
    return out.getvalue()


def package_entries(
    start: str = "https://example.org/tax/", prefix: str = "../", identifier: str = "https://example.org/tax/id"
) -> dict[str, str | bytes]:
    """Give the entries of a small taxonomy package that maps ``start`` to its top folder."""
    return {
        "top/META-INF/taxonomyPackage.xml": DESCRIPTION.format(start=start, identifier=identifier),
        "top/META-INF/catalog.xml": CATALOG.format(start=start, prefix=prefix),
        "top/a.xsd": SCHEMA,
    }
