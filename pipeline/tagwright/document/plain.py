"""Decoding of files that are text: UTF-8 it must be, and a refusal names what else a file is."""

from __future__ import annotations

from tagwright.errors import DocumentError

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (a Word or Excel file, or a report package)",
    b"\xd0\xcf\x11\xe0": "an old or an encrypted Word or Excel file",
    b"\x1f\x8b": "a gzip archive",
}


def decoded_text(data: bytes, name: str) -> str:
    """Decode text. Raises DocumentError where it is another kind of file or not in UTF-8."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError(f"{name} is {kind}, not text.", remedy="Convert it to UTF-8 text or Markdown first.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4096]:
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
