"""What a preparer is told of the pages of a PDF that were not read, or not in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tagwright.document.pdf_lines import PrintedPage

_MOST_TEXTS, _LONGEST_TEXT = 5, 40


def remarks_on(pages: Sequence[PrintedPage]) -> Iterator[str]:
    """Say what of the pages was not read."""
    for number, page in enumerate(pages, start=1):
        if not page.lines:
            yield f"page {number} is a picture and was not read"
    for number, page in enumerate(pages, start=1):
        if any(line.confidence < 100 for line in page.lines):
            yield f"page {number} is a picture; its text was recognised"
    for number, page in enumerate(pages, start=1):
        if page.unseen:
            yield f"page {number} holds text that a reader does not see, which was left out: {_shown(page.unseen)}"
        if page.outside:
            yield f"page {number} holds text beyond its edges, which was left out: {_shown(page.outside)}"
        if page.unknown:
            yield f"page {number} has a font that does not say which letters it draws; its numbers were not read"


def _shown(texts: Sequence[str]) -> str:
    cut = (text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}..." for text in texts[:_MOST_TEXTS])
    more = len(texts) - _MOST_TEXTS
    return ", ".join(repr(text) for text in cut) + (f" and {more} more" if more > 0 else "")
