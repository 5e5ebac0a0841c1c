"""From the bytes of a page to its text: in the encoding that it says, as browsers take what it says."""

from __future__ import annotations

import re
from codecs import CodecInfo, lookup

import webencodings

from tagwright.errors import DocumentError

_DECLARED = (
    re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']"""),
    re.compile(rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE),
)
_HEAD = 4096
_CONTROLS = dict.fromkeys((*range(1, 9), 11, *range(14, 32), 65534, 65535), "\ufffd") | {12: " "}
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|(\d{1,8}));?", re.IGNORECASE)


def decoded(data: bytes, name: str) -> str:
    """Decode a page as it says it is encoded, else as UTF-8. Raises DocumentError where it is not so encoded.

    Labels mean what they mean to browsers (WHATWG, Encoding, 4.2): a page in "iso-8859-1" is one in Windows-1252.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, lookup(encoding), encoding, name)
    head = data[:_HEAD]
    declared = next((found.group(1).decode("ascii") for said in _DECLARED if (found := said.search(head))), "utf-8")
    encoding = "utf-8" if declared.lower().startswith("utf-16") else declared
    known = webencodings.lookup(encoding)
    if known is None:  # Python knows more, such as "zlib" and "uu", which are no encodings of a page
        raise DocumentError(
            f"{name} says that it is encoded in {declared!r}, which browsers do not know.",
            remedy="Save the page again as UTF-8.",
        )
    return _decoded(data, known.codec_info, encoding, name)


def _decoded(data: bytes, codec: CodecInfo, encoding: str, name: str) -> str:
    try:
        text = codec.decode(data, "strict")[0]
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DocumentError(
            f"{name} is not in {encoding.upper()}: line {line} has the byte 0x{data[error.start]:02x}.",
            remedy="Save the page again as UTF-8.",
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DocumentError(f"{name} is not text: line {line} has a NUL byte.", remedy="Save it again as UTF-8.")
    return text


def without_controls(text: str) -> str:
    """Put the sign for a character that cannot be shown in the place of those that XML may not hold."""
    return _REFERENCE.sub(_reference, text.translate(_CONTROLS))


def _reference(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    return _CONTROLS.get(code, found.group())
