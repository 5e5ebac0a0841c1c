"""Twenty ways in which a filing folder can be bad, so that nothing can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

Way = Callable[[Path], None]


def _in_mapping(old: str, new: str) -> Way:
    def spoil(folder: Path) -> None:
        path = folder / "filing.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def _document(content: bytes, name: str = "announcement.txt") -> Way:
    def spoil(folder: Path) -> None:
        (folder / "announcement.txt").unlink()
        (folder / name).write_bytes(content)
        _in_mapping("document: announcement.txt", f"document: {name}")(folder)

    return spoil


def _without(name: str) -> Way:
    return lambda folder: (folder / name).unlink()


def _folder(folder: Path) -> None:
    (folder / "announcement.txt").unlink()
    (folder / "announcement.txt").mkdir()


WAYS: Mapping[str, Way] = {
    "empty": _document(b""),
    "missing": _without("announcement.txt"),
    "no mapping": _without("filing.yaml"),
    "zeros": _document(b"\0" * 5000),
    "broken pdf": _document(b"%PDF-1.7\nnothing of one", "announcement.pdf"),
    "broken word": _document(b"PK\3\4nothing of one", "announcement.docx"),
    "broken excel": _document(b"PK\3\4nothing of one", "announcement.xlsx"),
    "a folder": _folder,
    "no identifier": _in_mapping("identifier: ", "identifer: "),
    "broken yaml": _in_mapping("period: {", "period: {{["),
    "misspelt key": _in_mapping("currency:", "currancy:"),
    "no currency": _in_mapping("currency: ", "currency: nothing # "),
    "unknown taxonomy": _in_mapping("taxonomy: ifrs-2021", "taxonomy: ifrs-1999"),
    "unknown profile": _in_mapping("taxonomy: ifrs-2021", "taxonomy: ifrs-2021\nprofile: nowhere"),
    "no date": _in_mapping("2021-12-31", "2021-13-31"),
    "end before start": _in_mapping("start: 2021-01-01", "start: 2022-01-01"),
    "no title": _in_mapping("title: ", "titel: "),
    "bad prefix": _in_mapping("prefix: ", "prefix: 1 2 "),
    "unknown type": _in_mapping("type: monetary", "type: money"),
    "unknown concept": _in_mapping("wider: [OtherExpenseByFunction]", "wider: [NoSuchConceptOfAnyone]"),
}
