"""Pictures that lie beside a page, as part of the page itself."""

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
)
_SOMEWHERE_ELSE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")


def picture_beside(page: Path, address: str) -> str:
    """Give a picture as a data URI; nothing where it does not lie in the page's folder or below, or is too large.

    PNG, GIF and JPEG are told by their first bytes. A drawing in SVG may run and fetch, and is not taken.
    """
    if not address.strip() or _SOMEWHERE_ELSE.match(address.strip()):
        return ""
    folder = page.parent.resolve()
    try:
        path = (folder / unquote(address.strip().partition("?")[0])).resolve()
        if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > _LARGEST:
            return ""
        data = path.read_bytes()
    except (OSError, ValueError):
        return ""  # a name that no file can have, or one that cannot be read: the page goes without, and says so
    kind = next((name for first, name in _KINDS if first.match(data)), "")
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if kind else ""
