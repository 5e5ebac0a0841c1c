"""The adapters of formats: installed ones are found, and two that claim one file are refused."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from tagwright.document import html, read
from tagwright.document.model import Paragraph, Place
from tagwright.document.readers import Content, loaded, registered_readers
from tagwright.errors import DocumentError


class Other:
    """A format that somebody else added."""

    def identify(self, data: bytes, name: str) -> bool:
        return b"OTHER" in data

    def read(self, data: bytes, name: str) -> Content:
        return Content((Paragraph(data.decode(), Place(1, 1)),))


def test_the_built_in_readers_are_registered_like_any_other() -> None:
    assert registered_readers()["html"] is html


def test_a_reader_that_cannot_be_loaded_is_named() -> None:
    point = EntryPoint("other", "no.such.module", "tagwright.readers")
    with pytest.raises(DocumentError, match=r"The reader 'other' cannot be loaded \(No module named 'no'\)\."):
        loaded(point)


def test_a_reader_that_a_package_adds_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "registered_readers", lambda: {"html": html, "other": Other()})
    path = tmp_path / "results.oth"
    path.write_bytes(b"OTHER 5")
    assert read.read_document(path).blocks == (Paragraph("OTHER 5", Place(1, 1)),)


def test_a_file_that_two_readers_claim_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "registered_readers", lambda: {"html": html, "other": Other()})
    path = tmp_path / "results.html"
    path.write_bytes(b"<html><body>OTHER 5</body></html>")
    with pytest.raises(DocumentError, match=r"is claimed by several readers: html, other\."):
        read.read_document(path)
