from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from emitted import example_files
from reports import REPORT
from tagwright.emit import writing
from tagwright.emit.files import emit_report, write_all
from tagwright.emit.writing import PARTIAL
from tagwright.errors import ExitCode, OutputError

OLD = {"a.txt": b"old a", "b.txt": b"old b", "mine.txt": b"not ours"}
NEW = {"a.txt": b"new a", "b.txt": b"new b", "c.txt": b"new c"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "out"
    place.mkdir()
    for name, content in OLD.items():
        (place / name).write_bytes(content)
    return place


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_has_its_files_by_name_and_the_same_bytes_each_time() -> None:
    assert list(example_files()) == [
        "example-2021.xhtml",
        "example-2021.xbrl",
        "example-2021.json",
        "example-2021-metadata.json",
        "example-2021-numbers.csv",
        "example-2021-texts.csv",
        "example-2021-2021-12-31.xsd",
        "example-2021-2021-12-31_pre.xml",
        "example-2021-2021-12-31_cal.xml",
        "example-2021-2021-12-31_def.xml",
        "example-2021-2021-12-31_lab-en.xml",
        "example-2021-2021-12-31_gen-en.xml",
        "example-2021.xbri",
    ]
    assert emit_report(replace(REPORT)) == example_files()


def test_files_are_written_and_files_of_other_names_stay(folder: Path) -> None:
    write_all(NEW, folder)
    assert contents(folder) == {**NEW, "mine.txt": b"not ours"}
    assert names(folder) == ["a.txt", "b.txt", "c.txt", "mine.txt"]


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    write_all(NEW, tmp_path / "x" / "y")
    assert contents(tmp_path / "x" / "y") == NEW


def fail_on(monkeypatch: pytest.MonkeyPatch, name: str, code: int, *, at_rename: bool) -> None:
    """Let the write, or the move into place, of one file fail as a full or broken disk makes it fail."""

    def failing(path: Path) -> OSError:
        return OSError(code, os.strerror(code), str(path))

    write, move = writing._write_synced, Path.replace

    def write_or_fail(path: Path, content: bytes) -> None:
        if path.name == name and not at_rename:
            path.write_bytes(content[:2])
            raise failing(path)
        write(path, content)

    def move_or_fail(source: Path, target: Path) -> Path:
        if source.name == name and source.parent.name == "ready" and at_rename:
            raise failing(target)
        return move(source, target)

    monkeypatch.setattr(writing, "_write_synced", write_or_fail)
    monkeypatch.setattr(Path, "replace", move_or_fail)


@pytest.mark.parametrize("at_rename", [False, True])
def test_a_full_disk_leaves_what_was_there_and_no_litter(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_rename: bool
) -> None:
    fail_on(monkeypatch, "b.txt", errno.ENOSPC, at_rename=at_rename)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_all(NEW, folder)
    assert "free some space" in caught.value.remedy
    assert caught.value.exit_code is ExitCode.CANNOT_WRITE
    assert contents(folder) == OLD
    assert names(folder) == sorted(OLD)


def test_a_failed_run_takes_back_the_folders_that_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_on(monkeypatch, "b.txt", errno.ENOSPC, at_rename=False)
    with pytest.raises(OutputError):
        write_all(NEW, tmp_path / "x" / "y")
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_among_the_renames_leaves_what_was_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    calls = iter([writing._sync_folder, interrupt])
    monkeypatch.setattr(writing, "_sync_folder", lambda place: next(calls)(place))
    with pytest.raises(KeyboardInterrupt):
        write_all(NEW, folder)
    assert contents(folder) == OLD
    assert names(folder) == sorted(OLD)


def test_a_limit_on_file_size_stops_a_real_write_and_leaves_what_was_there(folder: Path) -> None:
    program = """
        import resource, signal, sys
        from pathlib import Path
        from tagwright.emit.files import write_all
        from tagwright.errors import OutputError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        try:
            write_all({"a.txt": b"1", "b.txt": b"2" * 1000}, Path(sys.argv[1]))
        except OutputError as error:
            print(error)
    """
    result = run(program, folder)
    assert "File too large" in result.stdout
    assert contents(folder) == OLD
    assert names(folder) == sorted(OLD)


def run(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(program), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from tagwright.emit import writing
    from tagwright.emit.files import write_all
    move, last = Path.replace, int(sys.argv[2])
    moves = 0
    def move_or_die(source, target):
        global moves
        if moves == last:
            os.kill(os.getpid(), signal.SIGKILL)
        moves += 1
        return move(source, target)
    Path.replace = move_or_die
    write_all({"a.txt": b"new a", "b.txt": b"new b", "c.txt": b"new c"}, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moves", range(6))
def test_a_killed_run_never_leaves_a_mix_and_the_next_run_is_complete(folder: Path, moves: int) -> None:
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(folder), str(moves)]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL
    left = contents(folder)
    assert left.pop("mine.txt") == b"not ours"
    assert len({content[:3] for content in left.values()}) <= 1, f"old and new side by side: {left}"
    write_all({"d.txt": b"later"}, folder)
    expected = {"a.txt": b"old a", "b.txt": b"old b"} if moves == 0 else NEW
    assert contents(folder) == {**expected, "d.txt": b"later", "mine.txt": b"not ours"}
    assert not (folder / PARTIAL).exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="move it, or name another folder"):
        write_all(NEW, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_file_in_the_place_of_a_folder_above_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="a file stands where a folder should be"):
        write_all(NEW, tmp_path / "out" / "deep")


def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path) -> None:
    (folder / "c.txt").mkdir()
    with pytest.raises(OutputError, match="a folder stands where a file should be"):
        write_all(NEW, folder)
    assert contents(folder) == OLD


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_the_right_to_write_is_refused(folder: Path) -> None:
    folder.chmod(0o500)
    with pytest.raises(OutputError, match="give yourself the right"):
        write_all(NEW, folder)
    folder.chmod(0o700)
    assert contents(folder) == OLD


def test_a_denied_write_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_on(monkeypatch, "a.txt", errno.EACCES, at_rename=False)
    with pytest.raises(OutputError, match="give yourself the right"):
        write_all(NEW, folder)


@pytest.mark.parametrize("name", ["../x", "a/b", "", PARTIAL])
def test_a_name_that_leaves_the_folder_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no plain file name"):
        write_all({name: b""}, folder)
