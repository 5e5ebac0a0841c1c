"""Characters that print nothing: places where a word may break, and marks of the direction of writing."""

from __future__ import annotations

_UNPRINTED = dict.fromkeys(
    (0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)


def printed(text: str) -> str:
    """Give a text without the characters that print nothing, so that they part no number from its bracket."""
    return text if text.isascii() else text.translate(_UNPRINTED)
