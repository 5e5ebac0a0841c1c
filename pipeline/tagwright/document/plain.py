"""Decoding of files that are text: UTF-8 it must be, and a refusal names what else a file is."""

from __future__ import annotations

import re

from tagwright.document.zip_safety import names_in
from tagwright.errors import DocumentError

_AS_TEXT = "Convert it to UTF-8 text or Markdown first."
_PICTURE = ("a picture", "Give the document itself, or let a text recognition read the picture, and check it.")
_OFFICE = "Open it in the program that made it, and save it as .docx, .xlsx or PDF."
_SIGNATURES = {
    b"%PDF-": ("a PDF", _AS_TEXT),
    b"\x1f\x8b": ("a gzip archive", _AS_TEXT),
    b"\x89PNG\r\n": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"{\\rtf": ("Rich Text (RTF)", _OFFICE),
    b"7z\xbc\xaf": ("an archive", "Unpack it, and name the announcement's file."),
    b"Rar!": ("an archive", "Unpack it, and name the announcement's file."),
    b"MZ": ("a program", "Name the announcement's file."),
    b"\x7fELF": ("a program", "Name the announcement's file."),
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ZIPPED = (
    ("mimetype", "an OpenDocument file", _OFFICE),
    ("ppt/", "a presentation", _OFFICE),
    ("xl/workbook.bin", "a binary workbook (.xlsb)", _OFFICE),
    (
        "META-INF/",
        "a report package",
        "Name the document that the report was made from; a package is for `tagwright validate`.",
    ),
)
_OLD = (  # the names of streams, in the UTF-16 that Compound File Binary has them in
    ("EncryptedPackage", "an encrypted Word or Excel file", "Open it with its password, and save it without one."),
    ("WordDocument", "a Word document of the old kind (.doc)", "Open it in Word, and save it as .docx."),
    ("Workbook", "an Excel workbook of the old kind (.xls)", "Open it in Excel, and save it as .xlsx."),
)
_MIME = re.compile(rb"(?:\A|\n)MIME-Version:[^\n]*\n(?:[^\n]+\n){0,20}?Content-Type:", re.IGNORECASE)
_HEAD = 4096


def decoded_text(data: bytes, name: str) -> str:
    """Decode text. Raises DocumentError where it is another kind of file or not in UTF-8."""
    if found := kind_of(data):
        raise DocumentError(f"{name} is {found[0]}, not text.", remedy=found[1])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(data[:_HEAD]):
        raise DocumentError(f"{name} is not in UTF-8 (it looks like UTF-16).", remedy="Save it again as UTF-8.")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise DocumentError(f"{name} is not text: line {line} has a NUL byte.", remedy="Save it again as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentError(
            f"{name} is not in UTF-8: line {line} has the byte 0x{data[error.start]:02x}.",
            remedy="Save it again as UTF-8 (for example: iconv -f GB18030 -t UTF-8 FILE).",
        ) from error


def kind_of(data: bytes) -> tuple[str, str] | None:
    """Name the kind of a file that is no text, with the remedy; None where it may be text."""
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_OLE):
        found = (old for old in _OLD if old[0].encode("utf-16-le") in data)
        return next(
            ((kind, remedy) for _, kind, remedy in found), ("an old or an encrypted Word or Excel file", _OFFICE)
        )
    if _MIME.search(data[:_HEAD]):
        return "an e-mail or a web archive (MHTML)", "Save the page as HTML."
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml") and b"<html" not in data[: 16 * _HEAD].lower():
        return "XML that is no page", "Name the document that people read."
    return next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), None)


def says_other_kind(data: bytes) -> bool:
    """Tell a file whose first bytes say that it is a PDF, an archive or a page, whatever its name says."""
    begins = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    is_page = re.match(rb"(?:<!--.*?-->\s*|<\?xml.*?\?>\s*)*<(?:html[\s>]|!doctype\s+html)", begins, re.I | re.DOTALL)
    return is_page is not None or b"%PDF-" in data[:1024] or data.startswith((_ZIP, _OLE))


def _zipped(data: bytes) -> tuple[str, str]:
    names = names_in(data) or []
    for part, kind, remedy in _ZIPPED:
        if any(part in name for name in names):
            return kind, remedy
    return "a zip archive (a Word or Excel file, or a report package)", "Unpack it, and name the announcement's file."


def _is_wide(head: bytes) -> bool:
    """Tell UTF-16 without a mark: every other byte of text in Latin letters is NUL."""
    return max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 8
