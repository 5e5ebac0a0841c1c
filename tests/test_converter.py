from __future__ import annotations

import gc
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from larkfield import DOCUMENT, write_filing
from tagwright import api
from tagwright.errors import DocumentError, MappingError
from tagwright.mapping import prepared
from tagwright.mapping.finding import Finding
from tagwright.mapping.model import LoadedFiling, LoadedMapping

OTHER = DOCUMENT.replace("Lens rebates", "Rebates on lenses")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def counted_checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the list that each check of a mapping adds its filing to."""
    checks: list[Path] = []
    check = prepared.check_mapping

    def counting(base: LoadedMapping, filing: LoadedFiling | None, *rest: object) -> Sequence[Finding]:
        checks.extend([filing.folder] if filing else [])
        return check(base, filing, *rest)

    monkeypatch.setattr(prepared, "check_mapping", counting)
    return checks


def test_documents_converted_one_after_the_other_are_as_each_converted_alone(tmp_path: Path) -> None:
    converter = api.Converter()
    for name, text in (("one", DOCUMENT), ("two", OTHER), ("again", DOCUMENT)):
        filing = write_filing(tmp_path / name, text)
        converter.convert(filing, tmp_path / name / "kept", validate=False)
        api.convert(filing, tmp_path / name / "alone", validate=False)
        assert files_of(tmp_path / name / "kept") == files_of(tmp_path / name / "alone")
    assert files_of(tmp_path / "one" / "kept") == files_of(tmp_path / "again" / "kept")
    assert files_of(tmp_path / "one" / "kept") != files_of(tmp_path / "two" / "kept")


def test_the_rules_of_a_filing_are_checked_once_and_again_when_their_text_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = counted_checks(monkeypatch)
    filing, converter = write_filing(tmp_path, DOCUMENT), api.Converter()
    converter.convert(filing, tmp_path / "out", validate=False)
    converter.convert(filing, tmp_path / "out", validate=False)
    assert checks == [filing]
    rules = filing / "filing.yaml"
    renamed = rules.read_text(encoding="utf-8").replace("Larkfield Instruments", "Larkfield Optics")
    rules.write_text(renamed, encoding="utf-8")
    converted = converter.convert(filing, tmp_path / "out", validate=False)
    assert checks == [filing, filing]
    assert converted.report.entity.name == "Larkfield Optics"


def test_rules_that_are_not_sound_are_refused_each_time_and_spoil_no_other_filing(tmp_path: Path) -> None:
    wrong, sound = write_filing(tmp_path / "wrong", DOCUMENT), write_filing(tmp_path / "sound", DOCUMENT)
    (wrong / "announcement.txt").unlink()
    converter = api.Converter()
    for _ in range(2):
        with pytest.raises(MappingError, match="there is no document"):
            converter.convert(wrong, tmp_path / "out", validate=False)
    given = converter.convert(wrong, tmp_path / "out", document=sound / "announcement.txt", validate=False)
    assert given.ledger == converter.convert(sound, tmp_path / "out", validate=False).ledger
    with pytest.raises(MappingError, match="there is no document"):
        converter.convert(wrong, tmp_path / "out", validate=False)


def test_a_document_that_cannot_be_read_leaves_the_converter_as_it_was(tmp_path: Path) -> None:
    filing, converter = write_filing(tmp_path, DOCUMENT), api.Converter()
    before = converter.convert(filing, tmp_path / "out", validate=False).ledger
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(DocumentError):
        converter.convert(filing, tmp_path / "out", document=tmp_path / "empty.txt", validate=False)
    assert converter.convert(filing, tmp_path / "out", validate=False).ledger == before


def test_the_rules_of_a_filing_that_is_let_go_leave_nothing_behind_to_collect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[weakref.ref[object]] = []
    rulebook = prepared.Rulebook

    def noted(*arguments: Any) -> object:
        rules = rulebook(*arguments)
        made.extend(weakref.ref(part) for part in (rules, rules.vocabulary, rules.chooser, rules.ranker))
        return rules

    monkeypatch.setattr(prepared, "_KEPT", 1)
    monkeypatch.setattr(prepared, "Rulebook", noted)
    converter = api.Converter()
    first, second = (write_filing(tmp_path / name, OTHER) for name in ("first", "second"))
    gc.disable()
    try:
        converter.convert(first, tmp_path / "out", validate=False)
        converter.convert(second, tmp_path / "out", validate=False)
        assert [part() is None for part in made] == [True] * 4 + [False] * 4
    finally:
        gc.enable()
