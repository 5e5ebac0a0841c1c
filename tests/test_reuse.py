"""The batch tier where a system cannot fork: one process for many reports, each undone before the next."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tagwright.errors import ValidationFailedError
from tagwright.validation import reuse, tiers
from tagwright.validation.process import Limits, read_files
from tagwright.validation.reading import Reading
from tagwright.validation.reuse import SERVER, ReuseReader
from tagwright.validation.startup import difference
from tagwright.validation.tiers import Tier, reader_of
from test_warm import CORE, files, made, packages, request

__all__ = ["files", "made", "packages"]  # fixtures


@pytest.fixture(scope="module")
def reader() -> Iterator[ReuseReader]:
    with ReuseReader() as opened:
        yield opened


def serving(code: str) -> list[str]:
    """A process with a seeded defect: ``code`` runs in it first."""
    setting = "from tagwright.validation import kept_taxonomy, reuse_server, snapshot"
    return [sys.executable, "-c", f"{setting}\n{code}\nreuse_server.main()"]


def without_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse, "differs", lambda *_: None)


def errors(reading: Reading) -> int:
    return sum(message.level == "ERROR" for message in reading.messages)


def test_reports_read_one_after_the_other_are_as_each_in_a_fresh_process(
    files: Mapping[str, Path], packages: list[Path], reader: ReuseReader
) -> None:
    spoilt = [name for name in files if name.startswith("spoilt")]
    cold = dict(zip(files, read_files([request(path) for path in files.values()], packages), strict=True))
    order = [*files, *(name for bad in spoilt for name in (bad, bad.removeprefix("spoilt ")))]
    kept = reader([request(files[name]) for name in order], packages)
    found = [(name, difference(cold[name], reading)) for name, reading in zip(order, kept, strict=True)]
    assert found == [(name, None) for name in order]
    assert [bool(errors(reading)) for reading in kept] == [name in spoilt for name in order]
    assert (len(reader._servers), reader.remarks) == (1, [])


def test_what_a_report_leaves_behind_turns_the_fast_way_off_and_is_named(
    files: Mapping[str, Path], packages: list[Path]
) -> None:
    with ReuseReader(command=serving("snapshot.Snapshot.restore = lambda self: None")) as reader:
        broken, sound = reader([request(files["spoilt xbri"]), request(files["xbri"])], packages)
        (remark,) = reader.remarks
    assert remark.startswith(f"{CORE} is loaded anew for each report: larkfield-2021.xbri then ")
    assert (bool(errors(broken)), bool(errors(sound))) == (True, False)
    assert len(sound.facts) == 34


def test_a_taxonomy_that_cannot_be_loaded_is_left_to_cold_runs(files: Mapping[str, Path]) -> None:
    with ReuseReader() as reader:
        (reading,) = reader([request(files["xbri"])], [])
        assert reader.remarks == [f"{CORE} is loaded anew for each report: {CORE} could not be loaded."]
    assert "IOerror" in {message.code for message in reading.messages}


@pytest.mark.parametrize(
    ("defect", "seconds", "message"),
    [
        ("    while True: pass", 0, r"not finished after 0 seconds and was stopped"),
        ("    [bytearray(2**20) for _ in range(2**13)]", 300, "needed more than its 1024 MB of memory"),
        ("    import os; os.kill(os.getpid(), 11)", 300, "ended by signal 11"),
    ],
)
def test_a_report_that_hangs_or_eats_memory_or_crashes_ends_with_its_reason_and_the_next_is_read(
    files: Mapping[str, Path],
    packages: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    defect: str,
    seconds: int,
    message: str,
) -> None:
    seeded = f"""
read = kept_taxonomy.KeptTaxonomy.read
def harmful(self, file, own):
    if not file.path.endswith('.xbrl'): return read(self, file, own)
{defect}
kept_taxonomy.KeptTaxonomy.read = harmful
"""
    without_comparison(monkeypatch)
    with ReuseReader(command=serving(seeded)) as reader:
        reader([request(files["xbri"])], packages, limits=Limits(memory=2**30))
        with pytest.raises(ValidationFailedError, match=message):
            reader([request(files["xbrl"])], packages, limits=Limits(seconds=seconds, memory=2**30))
        (reading,) = reader([request(files["xbri"])], packages)
    assert len(reading.facts) == 34


def test_a_module_that_is_loaded_for_a_report_alone_ends_the_process_and_the_next_report_has_another(
    files: Mapping[str, Path], packages: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded = """
import arelle, sys, types
read = kept_taxonomy.KeptTaxonomy.read
def loading(self, *arguments):
    module = sys.modules["arelle.lately"] = types.ModuleType("arelle.lately")
    module.__file__ = arelle.__file__
    return read(self, *arguments)
kept_taxonomy.KeptTaxonomy.read = loading
"""
    without_comparison(monkeypatch)
    with ReuseReader(command=serving(seeded)) as reader:
        processes = []
        for _ in range(2):
            (reading,) = reader([request(files["xbri"])], packages)
            (server,) = reader._servers.values()
            assert server._process is not None
            processes.append(server._process.pid)
            assert len(reading.facts) == 34
            assert server._process.wait() == 0
    assert len(set(processes)) == 2


def test_the_batch_tier_is_this_one_where_a_system_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "CAN_FORK", False)
    with reader_of(Tier.BATCH) as reader:
        assert isinstance(reader, ReuseReader)


def test_the_process_is_run_apart_from_the_users_folder() -> None:
    assert SERVER[1:] == ("-P", "-m", "tagwright.validation.reuse_server")
