"""What lies beside a page and belongs to its look, as part of the page itself: pictures, fonts, style sheets."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from urllib.parse import unquote

_LARGEST = 8 * 1024 * 1024
_KINDS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"wOF2"), "font/woff2"),
    (re.compile(rb"wOFF"), "font/woff"),
    (re.compile(rb"\x00\x01\x00\x00\x00"), "font/ttf"),
    (re.compile(rb"OTTO"), "font/otf"),
)
_SOMEWHERE_ELSE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")


class Beside:
    """The folder of a page. A file counts where it lies in that folder or below, and is not too large."""

    def __init__(self, page: Path) -> None:
        self._folder = page.parent.resolve()

    def data(self, address: str) -> str:
        """Give a picture or a font as a data URI; nothing where there is none at the address.

        Its kind is told by its first bytes. A drawing in SVG may run and fetch, and is not taken.
        """
        data = self._bytes(address)
        kind = next((name for first, name in _KINDS if first.match(data)), "")
        return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if kind else ""

    def sheet(self, address: str) -> str | None:
        """Give the text of a style sheet; None where there is none at the address, or it is not in UTF-8."""
        try:
            return self._bytes(address).decode("utf-8-sig") or None
        except UnicodeDecodeError:
            return None

    def _bytes(self, address: str) -> bytes:
        if not address.strip() or _SOMEWHERE_ELSE.match(address.strip()):
            return b""
        try:
            path = (self._folder / unquote(re.split("[?#]", address.strip())[0])).resolve()
            if not path.is_relative_to(self._folder) or not path.is_file() or path.stat().st_size > _LARGEST:
                return b""
            return path.read_bytes()
        except (OSError, ValueError):
            return b""  # a name that no file can have, or one that cannot be read: the page goes without, and says so
