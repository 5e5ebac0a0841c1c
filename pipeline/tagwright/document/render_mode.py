"""Which mode browsers show a page in: by its DOCTYPE (HTML, 13.2.6.4.1)."""

from __future__ import annotations

import re
from enum import Enum

_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>]*>?", re.IGNORECASE)
_OF_TODAY = re.compile(r"<!DOCTYPE\s+html\s*>", re.IGNORECASE)
_HEAD = 4096


class Mode(Enum):
    """How a browser lays out: by the standards, almost so, or as programs of old did."""

    STANDARDS = "no quirks"
    LIMITED = "limited quirks"
    QUIRKS = "quirks"


def mode_of(text: str) -> Mode:
    """Tell the mode of a page that is read as HTML."""
    found = _DOCTYPE.search(text[:_HEAD])
    if found is None:
        return Mode.QUIRKS
    if _OF_TODAY.fullmatch(found.group()):
        return Mode.STANDARDS
    import html5lib  # loaded for pages of old alone; it has the list of old DOCTYPEs

    parser = html5lib.HTMLParser()
    parser.parse(found.group())
    return Mode(parser.compatMode)
