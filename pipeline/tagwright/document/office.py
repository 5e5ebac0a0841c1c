"""Files of Word and Excel: zip archives that are checked before any part of them is read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from tagwright.document.zip_safety import fault_of_entries, names_in
from tagwright.errors import DocumentError

_LARGEST = 256 * 1024 * 1024
_LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one part when inflated. The largest workbooks of annual reports are a hundredth of this."""

_HEADS = ("[Content_Types].xml", "_rels/.rels")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)


def main_part_of(data: bytes) -> str | None:
    """Name the main part of an Office file, such as "xl/workbook.xml"; None where it is none."""
    if not data.startswith(b"PK\x03\x04"):
        return None
    names = names_in(data)
    if names is None:
        return "word/document.xml" if b"word/" in data else "xl/workbook.xml" if b"xl/" in data else None
    return next((name for name in ("word/document.xml", "xl/workbook.xml") if name in names), None)


def check_office_file(data: bytes, name: str) -> None:
    """Check an Office file before it is opened. Raises DocumentError where it is broken, hostile or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if fault := fault_of_entries(entries, _LARGEST):
                raise _refused(name, fault.words)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, entry, name)
            if damaged := archive.testzip():
                raise _refused(name, f"has a damaged part, {damaged!r}")
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise _refused(name, f"is broken ({error})") from error


def usual_form(data: bytes) -> bytes:
    """Give a checked Office file in the form that the libraries read, which differs in names alone.

    Files of the strict kind (ISO/IEC 29500-1) have namespaces of their own, those with macros and templates of Word
    another content type.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        head = b"".join(archive.read(name) for name in _HEADS if name in archive.namelist())
        if not (_STRICT.search(head) or _OTHER_WORD.search(head)):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as rewritten:
            for entry in archive.infolist():
                content = archive.read(entry)
                if entry.filename.lower().endswith((".xml", ".rels")):
                    content = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", content)
                    content = _OTHER_WORD.sub(_WORD, content)
                rewritten.writestr(entry.filename, content)
    return out.getvalue()


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    if entry.file_size > _LARGEST_PART:
        raise _refused(name, f"holds {entry.filename!r}, which is larger than {_LARGEST_PART >> 20} MB")
    content = archive.read(entry)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _refused(name, f"holds {entry.filename!r}, which has a DOCTYPE or is not in UTF-8")


def _refused(name: str, fault: str) -> DocumentError:
    return DocumentError(f"{name} {fault}.", remedy="Open it in the program that made it, and save it again.")
