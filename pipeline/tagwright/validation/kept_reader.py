"""The batch tier: reads reports with taxonomies that are kept loaded, and cold where that will not do.

For each set of base documents, packages, plug-ins and rules a process keeps the taxonomy: it forks for each report
(``warm``), or undoes what each leaves (``reuse``). Before its first use it is compared with cold runs (``startup``);
where anything differs, every report is read cold, and ``remarks`` says so.
"""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tagwright.errors import ValidationFailedError
from tagwright.validation.bases import bases_of
from tagwright.validation.process import Limits, child_environment, memory_spent, read_files, time_spent
from tagwright.validation.reading import FileRequest, Reading, reading_from_json
from tagwright.validation.startup import difference, spoilt
from tagwright.validation.verdict import is_crash

_COMPLAINTS = "complaints.txt"


@dataclass(frozen=True, slots=True)
class Request:
    """One file, the packages that all reports share, those of the report itself, and what it builds on."""

    file: FileRequest
    packages: tuple[Path, ...]
    own: tuple[Path, ...]
    bases: tuple[str, ...]

    @property
    def key(self) -> str:
        """What a loaded taxonomy depends on: documents, packages as they are, plug-ins, rules."""
        like = asdict(replace(self.file, path=""))
        contents = [(path.name, _digest(path, path.stat().st_mtime_ns)) for path in self.packages]
        said = json.dumps([self.bases, contents, like], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def taxonomy(self) -> dict[str, Any]:
        """What a process is told of the taxonomy that it is to keep."""
        return {
            "bases": self.bases,
            "packages": [str(package) for package in self.packages],
            "like": asdict(self.file),
        }

    @property
    def report(self) -> dict[str, Any]:
        """What a process is told of the report that it is to read."""
        return {"file": asdict(self.file), "own": [str(package) for package in self.own]}


Ask = Callable[[Request, Limits], dict[str, Any]]
"""Has a process with a kept taxonomy read a file. An answer that says neither reading nor end means that it is gone."""


class KeptReader(ABC):
    """Reads files as ``read_files`` does, from the second one of a kind on in a tenth of the time.

    ``remark`` is told at once what ``remarks`` collects. To be used in a ``with`` statement.
    """

    def __init__(self, remark: Callable[[str], None] = lambda _: None) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="tagwright-", ignore_cleanup_errors=True)
        self._tell = remark
        self.remarks: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        self._scratch.cleanup()

    def __call__(
        self, files: Sequence[FileRequest], packages: Sequence[Path], *, limits: Limits | None = None
    ) -> tuple[Reading, ...]:
        """Read files; the arguments, and the errors raised, are those of ``read_files``."""
        paths = {Path(file.path).resolve() for file in files}
        resolved = [package.resolve() for package in packages]
        own = tuple(package for package in resolved if package in paths)
        shared = tuple(package for package in resolved if package not in paths)
        return tuple(self._read(request_of(file, shared, own), limits or Limits()) for file in files)

    def _read(self, request: Request, limits: Limits) -> Reading:
        if not request.bases:
            return cold(request, limits)
        ask = self._process(request, limits)
        if isinstance(ask, str):
            self._remark(f"{first_base(request)} is loaded anew for each report: {ask}.")
            return cold(request, limits)
        return warm(ask, request, limits) or cold(request, limits)

    def _remark(self, remark: str) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)
            self._tell(remark)

    @abstractmethod
    def _process(self, request: Request, limits: Limits) -> Ask | str:
        """Give what asks the process that keeps the taxonomy of a request, started where need be; or the problem."""

    @abstractmethod
    def _close(self) -> None:
        """End the processes."""


@lru_cache(maxsize=256)
def _digest(package: Path, _changed: int) -> str:
    return hashlib.sha256(package.read_bytes()).hexdigest()


def request_of(file: FileRequest, shared: tuple[Path, ...], own: tuple[Path, ...]) -> Request:
    """Make the request for a file, by what it says that it builds on."""
    return Request(file, shared, own, tuple(sorted(bases_of(Path(file.path)))))


def first_base(request: Request) -> str:
    """Name what a request builds on, for a person."""
    return request.bases[0]


def cold(request: Request, limits: Limits) -> Reading:
    """Read a file in a fresh process."""
    return read_files([request.file], [*request.packages, *request.own], limits=limits)[0]


def warm(ask: Ask, request: Request, limits: Limits) -> Reading | None:
    """Read a file with a kept taxonomy; None where it must be read cold.

    Raises ValidationFailedError where the process ran out of time or memory, or was ended by the system.
    """
    answer = ask(request, limits)
    if "reading" in answer:
        reading = reading_from_json(answer["reading"])
        # what a validation that broke off has said by then depends on chance: let a fresh process have the word
        return None if any(is_crash(message.code) for message in reading.messages) else reading
    if answer.get("failure") == "memory":
        raise memory_spent(limits)
    ended = answer.get("ended", {})
    if ended.get("late") or ended.get("signal") in _OUT_OF_TIME:
        raise time_spent(limits)
    if ended.get("signal"):
        raise ValidationFailedError(
            f"The validator was ended by signal {ended['signal']}.",
            remedy="Validate the file by itself, with --tier standard; if it happens again, report it with the file.",
        )
    return None


_OUT_OF_TIME = (signal.SIGXCPU,) if hasattr(signal, "SIGXCPU") else ()


@contextmanager
def cold_beside(requests: Sequence[Request], limits: Limits) -> Iterator[Callable[[int], Reading]]:
    """Read files cold while a process loads its taxonomy; give what waits for the reading of one by its number."""
    with ThreadPoolExecutor(2) as threads:
        readings = {request: threads.submit(cold, request, limits) for request in dict.fromkeys(requests)}
        yield lambda number: readings[requests[number]].result()


def sound_and_spoilt(request: Request, folder: Path) -> tuple[Request, Request]:
    """Give a request, and the same for a copy of the report with defects, which is written into ``folder``."""
    path = Path(request.file.path)
    copy = spoilt(path, folder)
    own = tuple(copy if package == path else package for package in request.own)
    return request, replace(request, file=replace(request.file, path=str(copy)), own=own)


def differs(ask: Ask, request: Request, expected: Reading, limits: Limits) -> str | None:
    """Say what a kept taxonomy reads otherwise than a cold run."""
    reading = warm(ask, request, limits)
    return difference(expected, reading) if reading else "a kept taxonomy could not be compared with a cold run"


def launched(command: Sequence[str], place: Path) -> subprocess.Popen[str]:
    """Start a process that is to keep a taxonomy; what it complains of goes into ``place``."""
    with (place / _COMPLAINTS).open("w") as complaints:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            env=child_environment(),
            start_new_session=True,
        )


def exchanged(process: subprocess.Popen[str], said: dict[str, Any]) -> str:
    """Say something and give the answer, empty where the process is gone."""
    if process.stdin is None or process.stdout is None:  # for the type checker: both are pipes
        raise AssertionError
    with suppress(BrokenPipeError):
        process.stdin.write(f"{json.dumps(said)}\n")
        process.stdin.flush()
    return process.stdout.readline()


def last_words(place: Path) -> str:
    """Give the last of what a process complained of in a folder."""
    complaints = (place / _COMPLAINTS).read_text(encoding="utf-8", errors="replace").strip()
    return complaints.splitlines()[-1] if complaints else "it said nothing"
