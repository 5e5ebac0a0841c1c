"""Helpers: small PDF files written by hand, text by text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Said = tuple[float, float, str] | tuple[float, float, str, float]
"""Where a text begins (points from the left and from the foot of the page), the text, and its size (10 if not said)."""
Shown = Said | bytes
"""A text, or operators of a page's content."""


def pdf_of(*pages: Sequence[Shown], turned: bool = False, more: Sequence[bytes] = (), of_page: bytes = b"") -> bytes:
    """Write a PDF in Helvetica; ``turned``: its text runs up the page, as in tables that are set sideways.

    ``more`` are objects numbered from 4 on, ``of_page`` are entries of each page, which may refer to them.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    objects += more
    kids = []
    for page in pages:
        stream = b"\n".join(_shown(page, turned))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >>"
            b" /Contents %d 0 R %s >>" % (len(objects), of_page)
        )
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def said_as(state: bytes, *texts: Said) -> bytes:
    """Give texts under a state of the page's content ("1 g": in white)."""
    return b"q %s %s Q" % (state, b" ".join(_shown(texts, turned=False)))


def _shown(page: Sequence[Shown], turned: bool) -> Iterable[bytes]:
    for said in page:
        if isinstance(said, bytes):
            yield said
            continue
        x, y, text = said[:3]
        size = said[3] if len(said) == 4 else 10
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        matrix = f"0 1 -1 0 {600 - y} {x}" if turned else f"1 0 0 1 {x} {y}"
        yield b"BT /F %d Tf %s Tm (%s) Tj ET" % (size, matrix.encode(), escaped)
