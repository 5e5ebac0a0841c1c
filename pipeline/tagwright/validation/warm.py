"""The batch tier: reads reports with taxonomies that are kept loaded, and cold where that will not do.

For each set of base documents, packages, plug-ins and rules one server process is started; processes that are given
the same folder share it. Before its first use it is compared with cold runs (``startup``); where anything differs,
or the system cannot fork, every report is read cold, and ``remarks`` says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
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

SERVER = (sys.executable, "-P", "-m", "tagwright.validation.warm_server")
CAN_FORK = sys.platform.startswith("linux")  # elsewhere system libraries do not survive a fork, or there is none
_COMPLAINTS = "complaints.txt"


@dataclass(frozen=True, slots=True)
class _Request:
    """One file, the packages that all reports share, and those of the report itself."""

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


class WarmReader:
    """Reads files as ``read_files`` does, from the second one of a kind on in a tenth of the time.

    ``folder`` may be shared by several processes, which then share the servers; each server ends with the process
    that started it. ``remark`` is told at once what ``remarks`` collects. To be used in a ``with`` statement.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        remark: Callable[[str], None] = lambda _: None,
        command: Sequence[str] = SERVER,
    ) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="tagwright-")
        self._folder = folder or Path(self._scratch.name)
        self._command = command
        self._servers: list[subprocess.Popen[str]] = []
        self._tell = remark
        self.remarks: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            if server.stdin is not None:
                server.stdin.close()  # which ends it
            server.wait()
        self._scratch.cleanup()

    def __call__(
        self, files: Sequence[FileRequest], packages: Sequence[Path], *, limits: Limits | None = None
    ) -> tuple[Reading, ...]:
        """Read files; the arguments, and the errors raised, are those of ``read_files``."""
        bounds = limits or Limits()
        if not CAN_FORK:
            self._remark("Taxonomies are loaded anew for each report: this system cannot keep them loaded.")
            return read_files(files, packages, limits=bounds)
        paths = {Path(file.path).resolve() for file in files}
        resolved = [package.resolve() for package in packages]
        own = tuple(package for package in resolved if package in paths)
        shared = tuple(package for package in resolved if package not in paths)
        return tuple(self._read(_request(file, shared, own), bounds) for file in files)

    def _remark(self, remark: str) -> None:
        if remark not in self.remarks:
            self.remarks.append(remark)
            self._tell(remark)

    def _read(self, request: _Request, limits: Limits) -> Reading:
        if not request.bases:
            return _cold(request, limits)
        state = self._state(request, limits)
        if state["problem"]:
            self._remark(_not_kept(state["base"], state["problem"]))
            return _cold(request, limits)
        answer = _asked(state["socket"], request, limits)
        return _reading(answer, limits) or _cold(request, limits)

    def _state(self, request: _Request, limits: Limits) -> dict[str, Any]:
        """Give the socket of the server for a request, or the problem; start and compare it where nobody has."""
        place = self._folder / request.key
        place.mkdir(parents=True, exist_ok=True)
        state = place / "state.json"
        with _locked(place / "lock"):
            if state.is_file():
                known: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
                if known["problem"] or _answers(known["socket"]):
                    return known
                made = self._started(request, place)  # it was compared before
            else:
                made = self._compared(request, place, limits)
            state.write_text(json.dumps(made), encoding="utf-8")
            return made

    def _compared(self, request: _Request, place: Path, limits: Limits) -> dict[str, Any]:
        """Start a server and have it read the report, and a copy with defects; say what is not as in cold runs.

        The cold runs go on while it loads the taxonomy.
        """
        with tempfile.TemporaryDirectory(dir=place) as scratch, ThreadPoolExecutor(2) as threads:
            requests = (request, _spoilt(request, Path(scratch) / "spoilt"))
            cold = [threads.submit(_cold, one, limits) for one in requests]
            made = self._started(request, place)
            for one, expected in zip(requests, cold, strict=True):
                if made["problem"] is None:
                    made["problem"] = _difference(made["socket"], one, expected.result(), limits)
            return made

    def _started(self, request: _Request, place: Path) -> dict[str, Any]:
        address = Path(tempfile.mkdtemp(prefix="tw-", dir=self._scratch.name)) / "s"
        server = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(place / _COMPLAINTS).open("w"),
            encoding="utf-8",
            env=child_environment(),
            start_new_session=True,
        )
        self._servers.append(server)
        said = {
            "socket": str(address),
            "bases": request.bases,
            "packages": [str(package) for package in request.packages],
            "cache": str(place / "cache"),
            "like": asdict(request.file),
        }
        if server.stdin is None or server.stdout is None:  # for the type checker: both are pipes
            raise AssertionError
        server.stdin.write(f"{json.dumps(said)}\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        problem = json.loads(answer)["problem"] if answer else f"the process to keep it ended: {_last_words(place)}"
        return {"socket": str(address), "problem": problem, "base": request.bases[0]}


@lru_cache(maxsize=256)
def _digest(package: Path, _changed: int) -> str:
    return hashlib.sha256(package.read_bytes()).hexdigest()


def _last_words(place: Path) -> str:
    complaints = (place / _COMPLAINTS).read_text(encoding="utf-8", errors="replace").strip()
    return complaints.splitlines()[-1] if complaints else "it said nothing"


def _not_kept(base: str, problem: str) -> str:
    return f"{base} is loaded anew for each report: {problem}."


def _request(file: FileRequest, shared: tuple[Path, ...], own: tuple[Path, ...]) -> _Request:
    return _Request(file, shared, own, tuple(sorted(bases_of(Path(file.path)))))


def _cold(request: _Request, limits: Limits) -> Reading:
    return read_files([request.file], [*request.packages, *request.own], limits=limits)[0]


def _spoilt(request: _Request, folder: Path) -> _Request:
    path = Path(request.file.path)
    copy = spoilt(path, folder)
    own = tuple(copy if package == path else package for package in request.own)
    return replace(request, file=replace(request.file, path=str(copy)), own=own)


def _difference(address: str, request: _Request, cold: Reading, limits: Limits) -> str | None:
    warm = _reading(_asked(address, request, limits), limits)
    return difference(cold, warm) if warm else "a kept taxonomy could not be compared with a cold run"


def _asked(address: str, request: _Request, limits: Limits) -> dict[str, Any]:
    """Have the server read a file; give its answers as one. An answer without "ended" means that it is gone."""
    said = {
        "file": asdict(request.file),
        "own": [str(package) for package in request.own],
        "seconds": limits.seconds,
        "memory": limits.memory,
    }
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(limits.seconds + 60)
            connection.connect(address)
            connection.sendall(f"{json.dumps(said)}\n".encode())
            with connection.makefile(encoding="utf-8") as answers:
                return {key: value for line in answers for key, value in json.loads(line).items()}
    except (OSError, json.JSONDecodeError):
        return {}


def _reading(answer: dict[str, Any], limits: Limits) -> Reading | None:
    """Give the reading of an answer, None where the file must be read cold.

    Raises ValidationFailedError where the fork ran out of time or memory, or was ended by the system.
    """
    if "reading" in answer:
        reading = reading_from_json(answer["reading"])
        # what a validation that broke off has said by then depends on chance: let a fresh process have the word
        return None if any(is_crash(message.code) for message in reading.messages) else reading
    if answer.get("failure") == "memory":
        raise memory_spent(limits)
    ended = answer.get("ended", {})
    if ended.get("late") or ended.get("signal") == signal.SIGXCPU:
        raise time_spent(limits)
    if ended.get("signal"):
        raise ValidationFailedError(
            f"The validator was ended by signal {ended['signal']}.",
            remedy="Validate the file by itself, with --tier standard; if it happens again, report it with the file.",
        )
    return None


def _answers(address: str) -> bool:
    """Say whether a server still listens."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(address)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that other processes heed; it goes with the process that holds it."""
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
