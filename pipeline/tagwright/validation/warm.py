"""The batch tier by forks: a process keeps the taxonomy and forks for each report. POSIX only.

Processes that are given the same folder share the servers.
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tagwright.errors import ValidationFailedError
from tagwright.validation.kept_reader import (
    Ask,
    KeptReader,
    Request,
    cold_beside,
    differs,
    exchanged,
    last_words,
    launched,
    sound_and_spoilt,
)
from tagwright.validation.process import Limits

SERVER = (sys.executable, "-P", "-m", "tagwright.validation.warm_server")
CAN_FORK = sys.platform.startswith("linux")  # elsewhere system libraries do not survive a fork, or there is none


class WarmReader(KeptReader):
    """Reads each report in a fork of the process that keeps its taxonomy.

    ``folder`` may be shared by several processes, which then share the servers; each server ends with the process
    that started it.
    """

    def __init__(
        self,
        folder: Path | None = None,
        remark: Callable[[str], None] = lambda _: None,
        *,
        command: Sequence[str] = SERVER,
    ) -> None:
        super().__init__(remark)
        self._folder = folder or Path(self._scratch.name)
        self._command = command
        self._servers: list[subprocess.Popen[str]] = []

    def _close(self) -> None:
        for server in self._servers:
            _end(server)

    def _process(self, request: Request, limits: Limits) -> Ask | str:
        state = self._state(request, limits)
        return state["problem"] or partial(_asked, state["socket"])

    def _state(self, request: Request, limits: Limits) -> dict[str, Any]:
        """Give the socket of the server for a request, or the problem; start and compare it where nobody has."""
        place = self._folder / request.key
        place.mkdir(parents=True, exist_ok=True)
        state = place / "state.json"
        with _locked(place / "lock"):
            if state.is_file():
                known: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
                if known["problem"] or _answers(known["socket"]):
                    return known
                _, made = self._started(request, place)  # it was compared before
            else:
                made = self._compared(request, place, limits)
            state.write_text(json.dumps(made), encoding="utf-8")
            return made

    def _compared(self, request: Request, place: Path, limits: Limits) -> dict[str, Any]:
        with tempfile.TemporaryDirectory(dir=place) as scratch:
            requests = sound_and_spoilt(request, Path(scratch) / "spoilt")
            with cold_beside(requests, limits) as expected:
                server, made = self._started(request, place)
                try:
                    for number, one in enumerate(requests):
                        ask = partial(_asked, made["socket"])
                        made["problem"] = made["problem"] or differs(ask, one, expected(number), limits)
                except ValidationFailedError:  # of the report: another one will be compared, with another server
                    _end(server)
                    raise
        return made

    def _started(self, request: Request, place: Path) -> tuple[subprocess.Popen[str], dict[str, Any]]:
        address = Path(tempfile.mkdtemp(prefix="tw-", dir=self._scratch.name)) / "s"
        server = launched(self._command, place)
        self._servers.append(server)
        said = {"socket": str(address), "cache": str(place / "cache"), **request.taxonomy}
        answer = exchanged(server, said)
        problem = json.loads(answer)["problem"] if answer else f"the process to keep it ended: {last_words(place)}"
        return server, {"socket": str(address), "problem": problem}


def _asked(address: str, request: Request, limits: Limits) -> dict[str, Any]:
    """Have the server read a file; give its answers as one. An answer without "ended" means that it is gone."""
    said = {**request.report, "seconds": limits.seconds, "memory": limits.memory}
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(limits.seconds + 60)
            connection.connect(address)
            connection.sendall(f"{json.dumps(said)}\n".encode())
            with connection.makefile(encoding="utf-8") as answers:
                return {key: value for line in answers for key, value in json.loads(line).items()}
    except (OSError, json.JSONDecodeError):
        return {}


def _end(server: subprocess.Popen[str]) -> None:
    if server.stdin is not None:
        server.stdin.close()  # which ends it
    server.wait()


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
