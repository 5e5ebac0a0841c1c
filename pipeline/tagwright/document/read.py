"""Open a source file safely and hand it to the adapter of its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tagwright.document.model import Document
from tagwright.document.readers import Content, registered_readers
from tagwright.document.text import read_text
from tagwright.errors import DocumentError

LARGEST_DOCUMENT = 32 * 1024 * 1024
"""Bytes. The longest annual reports as text are a fortieth of this; beyond it something else was meant."""

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (a Word or Excel file, or a report package)",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x1f\x8b": "a gzip archive",
}


def read_document(path: Path) -> Document:
    """Read a file into a Document: by the adapter that knows its format, as text or Markdown where none does.

    Raises DocumentError where the file is missing, empty, too large, or not what its adapter can read.
    """
    data = _bytes_of(path)
    content = _content(data, path)
    if not content.blocks:
        raise DocumentError(f"{path} holds no text.", remedy="Give the announcement as UTF-8 text or Markdown.")
    return Document(path.name, hashlib.sha256(data).hexdigest(), content.blocks, content.remarks)


def _content(data: bytes, path: Path) -> Content:
    if not data.strip():
        raise DocumentError(f"{path} is empty.", remedy="Give the announcement as UTF-8 text or Markdown.")
    claimed = {name: reader for name, reader in registered_readers().items() if reader.identify(data, path.name)}
    if len(claimed) > 1:
        raise DocumentError(
            f"{path} is claimed by several readers: {', '.join(claimed)}.", remedy="Uninstall all but one of them."
        )
    for reader in claimed.values():
        return reader.read(data, str(path))
    return Content(read_text(_decoded(data, path)))


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DocumentError(f"{path} is a folder.", remedy="Name the announcement's file.")
        if not path.is_file():
            raise DocumentError(f"{path} is a pipe or a device.", remedy="Save the announcement as a file and name it.")
        if size > LARGEST_DOCUMENT:
            raise DocumentError(
                f"{path} has {size / 1e6:,.0f} MB; at most {LARGEST_DOCUMENT / 1e6:,.0f} MB are read.",
                remedy="Give the announcement alone, as text.",
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path} cannot be read: {error.strerror or error}.", remedy="Check the file's name and its permissions."
        ) from error


def _decoded(data: bytes, path: Path) -> str:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(f"{path} is {kind}, not text.", remedy="Convert it to UTF-8 text or Markdown first.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4096]:
        raise DocumentError(f"{path} is not in UTF-8 (it looks like UTF-16).", remedy="Save it again as UTF-8.")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise DocumentError(f"{path} is not text: line {line} has a NUL byte.", remedy="Save it again as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentError(
            f"{path} is not in UTF-8: line {line} has the byte 0x{data[error.start]:02x}.",
            remedy="Save it again as UTF-8 (for example: iconv -f GB18030 -t UTF-8 FILE).",
        ) from error
