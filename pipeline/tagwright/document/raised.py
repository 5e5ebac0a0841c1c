"""Marks that are set above the line keep their height, so that no digit of a footnote joins an amount."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789()+-abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_LONGEST_MARK = 6


def raised(text: str) -> str:
    """Write a mark in characters above the line; longer text stays as it is."""
    return text.lower().translate(_RAISED) if len(text.strip()) <= _LONGEST_MARK else text
