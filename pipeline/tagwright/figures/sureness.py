"""How sure it is that a print says what was read: of text always, of a picture as far as its recognition is."""

from __future__ import annotations

from tagwright.document.model import Place

_SURE = 90
"""Percent. Tesseract reads clean print at 95 and more; below this a digit in some hundred is another one."""


def doubt_of_recognition(place: Place) -> str | None:
    """Say why a number that was recognised in a picture is doubtful; None where its recognition is sure enough."""
    if place.confidence >= _SURE:
        return None
    return f"it was recognised in a picture, at {place.confidence}% only"
