"""Writing files all or nothing.

What is promised, and how far it goes:

- A run that fails (disk full, no permission, interrupted) leaves the folder as it was: everything is first written
  and synced beside the targets; should a rename fail after that, the renames done are undone.
- A run that is killed never leaves old and new files side by side. Old files are moved aside before the first new
  one moves in, so in the moment of the renames, files can be missing but never mixed. The next run finds the
  complete new set, or the untouched old one, and finishes or clears what the killed run left (``PARTIAL``).
- Two runs into one folder wait for each other, where the file system has locks.
- Files of other names in the folder are never touched.

No file system renames several files at once, so a reader who looks during the renames can find files missing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tagwright.errors import OutputError

PARTIAL = ".tagwright-partial"
_WRITING, _READY, _OLD = "writing", "ready", "old"
_NO_LOCKS = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOTSUP}


def write_all(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files, given by plain name, into a folder, which is made where it is missing.

    Raises ``OutputError`` where that cannot be done; what stood in the folder before is then whole. A name that is
    no plain file name is a defect of ours: ``ValueError``.
    """
    for name in files:
        if name != Path(name).name or name in {"", PARTIAL}:
            raise ValueError(f"{name!r} is no plain file name")
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _finish_killed_run(folder)
            _replace(files, folder)
    except OSError as error:
        _remove_empty(missing)
        raise _output_error(error, folder) from error


def _output_error(error: OSError, folder: Path) -> OutputError:
    at = error.filename or folder
    remedies = {
        errno.ENOSPC: "free some space, or name another folder with --out",
        errno.EDQUOT: "free some space of your quota, or name another folder with --out",
        errno.EACCES: "give yourself the right to write there, or name another folder with --out",
        errno.EPERM: "give yourself the right to write there, or name another folder with --out",
        errno.EROFS: "the file system is read-only: name another folder with --out",
        errno.EEXIST: "a file stands where the folder should be: move it, or name another folder with --out",
        errno.ENOTDIR: "a file stands where a folder should be: move it, or name another folder with --out",
        errno.EISDIR: "a folder stands where a file should be: move it, or name another folder with --out",
    }
    return OutputError(
        f"cannot write the output to {folder}: {error.strerror or error} ({at}); nothing there was changed",
        remedy=remedies.get(error.errno or 0, "name another folder with --out"),
    )


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):  # it was never made; or somebody has put something in it
            folder.rmdir()


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder, so that a partial run found in it is a dead one's. The kernel frees it when a process ends."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield
    finally:
        os.close(handle)


def _finish_killed_run(folder: Path) -> None:
    """Complete the renames of a run that was killed among them, and clear what one left that was killed before."""
    partial = folder / PARTIAL
    ready = partial / _READY
    if ready.is_dir():
        for path in sorted(ready.iterdir()):
            path.replace(folder / path.name)
    if partial.exists():
        shutil.rmtree(partial)


def _replace(files: Mapping[str, bytes], folder: Path) -> None:
    partial = folder / PARTIAL
    writing, ready, old = partial / _WRITING, partial / _READY, partial / _OLD
    try:
        for place in (partial, writing, old):
            place.mkdir()
        for name, content in files.items():
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
            _write_synced(writing / name, content)
        _sync_folder(writing)
        _swap(list(files), folder, writing, ready, old)
    finally:
        shutil.rmtree(partial, ignore_errors=True)  # a leftover is cleared by the next run


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swap(names: list[str], folder: Path, writing: Path, ready: Path, old: Path) -> None:
    """Move the old files aside, then the new ones in; undo all of it where one move fails."""
    done: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        source.replace(target)
        done.append((source, target))

    try:
        move(writing, ready)
        for name in names:
            if (folder / name).exists() or (folder / name).is_symlink():
                move(folder / name, old / name)
        for name in names:
            move(ready / name, folder / name)
        _sync_folder(folder)
    except BaseException:
        for source, target in reversed(done):
            target.replace(source)
        raise
