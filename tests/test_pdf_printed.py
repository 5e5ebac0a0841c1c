"""Statements printed to PDF by a browser and by LibreOffice, on pages of their own, give the cells that they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from browsers import needs_chromium
from office_files import as_excel, as_word, needs_libreoffice, printed_by_libreoffice
from printing import printed_by_chromium
from reading import YEAR, amounts_in, read_from_pages
from statements import Truth
from tagwright.document.read import read_document
from test_formats import MADE


@needs_chromium
def test_what_a_browser_prints_is_read(tmp_path: Path) -> None:
    for kind, statements in MADE.items():
        (tmp_path / f"{kind}.pdf").write_bytes(printed_by_chromium(statements))
    require_right(tmp_path)


@needs_libreoffice
@pytest.mark.parametrize("writer", [as_word, as_excel], ids=["docx", "xlsx"])
def test_what_libreoffice_prints_is_read(
    tmp_path: Path, writer: Callable[..., bytes], request: pytest.FixtureRequest
) -> None:
    files = [tmp_path / f"{kind}.{request.node.callspec.id}" for kind in MADE]
    for file in files:
        file.write_bytes(writer(*MADE[file.stem]))
    printed_by_libreoffice(files, tmp_path)
    require_right(tmp_path)


def require_right(folder: Path) -> None:
    """Require 97 of 100 cells to be right, and of 1000 that are read each part in 995."""
    for kind, statements in MADE.items():
        document = read_document(folder / f"{kind}.pdf")
        cells = list(read_from_pages(statements, amounts_in(document, YEAR, "CNY")))
        right = sum((truths & read).total() for truths, read in cells)
        read_at_all = sum(read.total() for _, read in cells)
        assert 2 * right / (read_at_all + sum(truths.total() for truths, _ in cells)) >= 0.97, kind
        for part in ("label", "period", "unit", "value"):
            wrong = sum(misread(truths - read, read - truths, part) for truths, read in cells)
            assert wrong <= 0.005 * read_at_all, (kind, part)


def misread(stated: Counter[Truth], read: Counter[Truth], part: str) -> int:
    """Count what was read of cells that are right but for one part."""
    unmatched = Counter(replace(truth, **{part: ""}) for truth in stated.elements())
    return (unmatched & Counter(replace(truth, **{part: ""}) for truth in read.elements())).total()


@pytest.mark.parametrize("part", ["label", "period", "unit", "value"])
def test_a_part_that_is_wrong_is_counted(part: str) -> None:
    (truth, *_) = MADE["plain"][0].truths
    assert misread(Counter([truth]), Counter([replace(truth, **{part: "other"})]), part) == 1
