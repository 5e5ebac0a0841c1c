"""Marks beside amounts: those above the line keep their height, so that no digit of a footnote joins an amount."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789()+-abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_NO_MARKS = dict.fromkeys(_RAISED.values())
_LONGEST_MARK = 6
UNREAD = "*"
"""What a cell of a table says whose number is shown and not read, such as one that is struck out."""


def without_marks(text: str) -> str:
    """Give a text without the marks above its line."""
    return text if text.isascii() else text.translate(_NO_MARKS)


def raised(text: str) -> str:
    """Write a mark in characters above the line; longer text stays as it is."""
    return text.lower().translate(_RAISED) if len(text.strip()) <= _LONGEST_MARK else text
