"""Open a source file safely and hand it to the adapter of its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tagwright.document.model import Document
from tagwright.document.plain import decoded_text
from tagwright.document.readers import Content, PageReader, PageTold, nobody, registered_readers
from tagwright.document.text import read_text
from tagwright.errors import DocumentError

LARGEST_TEXT = 32 * 1024 * 1024
"""Bytes. The longest annual reports as text are a fortieth of this; beyond it something else was meant."""
_LARGEST = ((b"<", 128 * 1024 * 1024), (b"%PDF-", 512 * 1024 * 1024), (b"PK\x03\x04", 256 * 1024 * 1024))
"""Bytes, by how a file begins: pages, PDFs and Office files hold pictures and fonts, which cost but their size."""
_NAMED = {
    **dict.fromkeys((".pdf",), "a PDF"),
    **dict.fromkeys((".docx", ".docm", ".doc"), "a Word document"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xls"), "a workbook"),
}


def read_document(path: Path, *, recognise: bool = False, tell: PageTold = nobody) -> Document:
    """Read a file into a Document: by the adapter that knows its format, as text or Markdown where none does.

    ``recognise`` also reads pages that are pictures, where the format's adapter can; ``tell`` is told of each page.

    Raises DocumentError where the file is missing, empty, too large, or not what its adapter can read.
    """
    data = _bytes_of(path)
    content = _content(data, path, recognise, tell)
    if not content.blocks:
        raise DocumentError(
            f"{path} holds no text.", remedy="Name the file that holds the announcement itself, such as a frame's page."
        )
    return Document(path.name, hashlib.sha256(data).hexdigest(), content.blocks, content.remarks, content.page)


def _content(data: bytes, path: Path, recognise: bool, tell: PageTold) -> Content:
    if not data.strip():
        raise DocumentError(f"{path} is empty.", remedy="Save it again, or fetch it again.")
    claimed = {name: reader for name, reader in registered_readers().items() if reader.identify(data, path.name)}
    if len(claimed) > 1:
        raise DocumentError(
            f"{path} is claimed by several readers: {', '.join(claimed)}.", remedy="Uninstall all but one of them."
        )
    for reader in claimed.values():
        if isinstance(reader, PageReader):
            return reader.read_pages(data, str(path), recognise=recognise, tell=tell)
        return reader.read(data, str(path))
    text = decoded_text(data, str(path))
    if named := _NAMED.get(path.suffix.lower()):
        raise DocumentError(
            f"{path} is named as {named}, and is text.",
            remedy="Name it for what it is (.txt, .md, .csv, .html), or give the file that its name says.",
        )
    return Content(read_text(text))


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise DocumentError(f"{path} is a folder.", remedy="Name the announcement's file.")
        if not path.is_file():
            raise DocumentError(f"{path} is a pipe or a device.", remedy="Save the announcement as a file and name it.")
        with path.open("rb") as file:
            head = file.read(1024)
        most = next((most for begins, most in _LARGEST if head.lstrip().startswith(begins)), LARGEST_TEXT)
        if size > most:
            raise DocumentError(
                f"{path} has {size / 1e6:,.0f} MB; at most {most / 1e6:,.0f} MB are read.",
                remedy="Give the announcement alone, as text.",
            )
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(
            f"{path} cannot be read: {error.strerror or error}.", remedy="Check the file's name and its permissions."
        ) from error
