"""The batch tier without forks: a process keeps the taxonomy, reads one report after the other, and undoes each."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

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

SERVER = (sys.executable, "-P", "-m", "tagwright.validation.reuse_server")


class ReuseReader(KeptReader):
    """Reads reports in processes of its own, one for each taxonomy; each reads one report at a time."""

    def __init__(self, remark: Callable[[str], None] = lambda _: None, *, command: Sequence[str] = SERVER) -> None:
        super().__init__(remark)
        self._command = command
        self._servers: dict[str, _Server] = {}
        self._problems: dict[str, str] = {}
        self._here = threading.Lock()

    def _close(self) -> None:
        for server in self._servers.values():
            server.close()

    def _process(self, request: Request, limits: Limits) -> Ask | str:
        key = request.key
        with self._here:
            if key not in self._servers and key not in self._problems:
                self._start(key, request, limits)
        return self._problems.get(key) or self._servers[key].ask

    def _start(self, key: str, request: Request, limits: Limits) -> None:
        with contextlib.ExitStack() as unless_kept:
            server = _Server(self._command, Path(tempfile.mkdtemp(dir=self._scratch.name)))
            unless_kept.callback(server.close)
            problem = _compared(server, request, limits)
            if problem is not None:
                self._problems[key] = problem
                return
            self._servers[key] = server
            unless_kept.pop_all()


def _compared(server: _Server, request: Request, limits: Limits) -> str | None:
    """Have the report read, then a copy with defects, then the report again; say what is not as in cold runs."""
    with tempfile.TemporaryDirectory(dir=server.place) as scratch:
        sound, spoilt = sound_and_spoilt(request, Path(scratch) / "spoilt")
        requests = (sound, spoilt, sound)
        with cold_beside(requests, limits) as expected:
            problem = server.start(request, limits)
            for number, one in enumerate(requests):
                problem = problem or differs(server.ask, one, expected(number), limits)
    return problem


class _Server:
    """A process that keeps a taxonomy; started again where it was lost. ``place`` is its folder."""

    def __init__(self, command: Sequence[str], place: Path) -> None:
        self._command = command
        self.place = place
        self._process: subprocess.Popen[str] | None = None
        self._busy = threading.Lock()

    def start(self, request: Request, limits: Limits) -> str | None:
        """Start the process with the taxonomy of a request; say why it cannot be used, if so."""
        self.close()
        self._process = launched(self._command, self.place)
        said = {**request.taxonomy, "cache": str(self.place / "cache"), "memory": limits.memory}
        answer = exchanged(self._process, said)
        if not answer:
            return f"the process to keep it ended: {last_words(self.place)}"
        problem: str | None = json.loads(answer)["problem"]
        return problem

    def ask(self, request: Request, limits: Limits) -> dict[str, Any]:
        """Have a file read, within the limits of time."""
        with self._busy:
            lost = self._process is None or self._process.poll() is not None
            if (lost and self.start(request, limits)) or self._process is None:
                return {}
            late = threading.Event()
            timer = threading.Timer(limits.seconds, _end_late, [self._process, late])
            timer.start()
            try:
                answer = exchanged(self._process, request.report)
            finally:
                timer.cancel()
            if answer:
                read: dict[str, Any] = json.loads(answer)
                return read
            return {"ended": {"late": late.is_set(), "signal": max(0, -self._process.wait())}}

    def close(self) -> None:
        """End the process, which by now waits for the next report, or is to be given up."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()


def _end_late(process: subprocess.Popen[str], late: threading.Event) -> None:
    late.set()
    process.kill()
