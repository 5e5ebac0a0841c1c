"""One worker: a child process that converts one document after the other, and ends with none but its own.

Run as ``python -m tagwright.batch.worker``. The first line on standard input names what runs a job,
``{"runner": "module:function", "settings": {...}, "memory": BYTES}``; each further line is a job, and is answered by
one line, a result. The function is called with the settings and gives a context manager with what runs one job.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tagwright.batch.jobs import Job, Result, Status, result_from_json
from tagwright.errors import ExitCode, TagwrightError, exit_code_of
from tagwright.validation.child import collect_rarely, limit_memory, peak_memory, take_standard_output
from tagwright.validation.process import child_environment

Runner = Callable[[Job], Result]
Opener = Callable[[Mapping[str, Any]], AbstractContextManager[Runner]]

_COLLECTED_AFTER = 16
"""After how many jobs what they left in cycles is collected: the rules of a filing that is let go are some 10 MB."""

COMMAND = (sys.executable, "-P", "-m", "tagwright.batch.worker")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may use: ``seconds`` of time on the clock, ``memory`` in bytes of address space."""

    seconds: float = 900.0
    memory: int = 4 * 1024**3


class Worker:
    """Runs jobs in a child process, which is started when it is first needed, and again when it is lost."""

    def __init__(
        self, runner: str, settings: Mapping[str, Any], bounds: Bounds, command: tuple[str, ...] = COMMAND
    ) -> None:
        self._said = {"runner": runner, "settings": dict(settings), "memory": bounds.memory}
        self._bounds = bounds
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - it goes with the worker
        self._late = False

    def run(self, job: Job) -> Result:
        """Run one job; whatever it does to the process, it ends with a result."""
        started = time.monotonic()
        process = self._process if self._process and self._process.poll() is None else self._start()
        self._late = False
        timer = threading.Timer(self._bounds.seconds, self._end_late, [process])
        timer.start()
        try:
            line = _exchange(process, json.dumps(asdict(job), default=str))
        finally:
            timer.cancel()
        result = result_from_json(json.loads(line)) if line else self._lost(process)
        if result.exit_code == ExitCode.VALIDATION_FAILED or not line:
            self.close()  # a heap that was full once is not trusted again
        return replace(result, seconds=time.monotonic() - started)

    def close(self, *, patience: float = 0.0) -> None:
        """End the process: after ``patience`` seconds at the latest, in which it may end by itself."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._process.kill()
        self._process.wait()
        self._process = None
        if self._scratch is not None:
            self._scratch.cleanup()

    def _start(self) -> subprocess.Popen[str]:
        self.close()
        # what a process that is killed leaves of temporary files goes with it
        self._scratch = tempfile.TemporaryDirectory(prefix="tagwright-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            encoding="utf-8",
            env={**child_environment(), "TMPDIR": self._scratch.name},
            start_new_session=True,  # Ctrl-C is ours to pass on
        )
        _say(self._process, json.dumps(self._said))
        return self._process

    def _end_late(self, process: subprocess.Popen[str]) -> None:
        self._late = True
        process.kill()

    def _lost(self, process: subprocess.Popen[str]) -> Result:
        code = process.wait()
        if self._late:
            reason = f"It had not finished after {self._bounds.seconds:g} seconds and was stopped."
            remedy = "Raise --time-limit, or convert the document by itself."
        else:
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            reason = f"The worker was lost ({how}): {self._last_words()}"
            remedy = "Convert the document by itself; if it happens again, report it with the document."
        return Result(Status.FAILED, ExitCode.VALIDATION_FAILED, reason, remedy)

    def _last_words(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing."


def _exchange(process: subprocess.Popen[str], line: str) -> str:
    """Say a line and give the answer, empty where the process is gone."""
    try:
        _say(process, line)
    except BrokenPipeError:
        return ""
    return process.stdout.readline() if process.stdout else ""


def _say(process: subprocess.Popen[str], line: str) -> None:
    if process.stdin is not None:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()


def main() -> None:
    """Answer jobs until standard input ends."""
    channel = take_standard_output()
    said = json.loads(sys.stdin.readline())
    limit_memory(said["memory"])
    collect_rarely()
    module, _, function = said["runner"].partition(":")
    opener: Opener = getattr(importlib.import_module(module), function)
    with opener(said["settings"]) as run:
        for count, line in enumerate(sys.stdin, start=1):
            result = _answered(_job(json.loads(line)), run)
            channel.write(f"{json.dumps(asdict(result))}\n")
            channel.flush()
            if count % _COLLECTED_AFTER == 0:
                gc.collect()


def _job(fields: Mapping[str, Any]) -> Job:
    document = fields["document"]
    return Job(**{**fields, "filing": Path(fields["filing"]), "document": Path(document) if document else None})


def _answered(job: Job, run: Runner) -> Result:
    before = _cpu()
    try:
        result = run(job)
    except TagwrightError as error:
        result = Result(Status.FAILED, exit_code_of(error), error.problem, error.remedy)
    except MemoryError:
        result = Result(
            Status.FAILED,
            ExitCode.VALIDATION_FAILED,
            "It needed more memory than a worker may use.",
            "Raise --memory-limit, or convert the document by itself.",
        )
    except Exception as error:
        result = Result(
            Status.FAILED,
            ExitCode.VALIDATION_FAILED,
            f"tagwright met a defect of its own: {type(error).__name__}: {error}",
            "Convert the document by itself to see where, and report it.",
        )
    return replace(result, cpu=_cpu() - before, memory=peak_memory())


def _cpu() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    main()
