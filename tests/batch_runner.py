"""What workers run in tests of batches: jobs that do as their name says, and write down each time they are run."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tagwright.batch.jobs import Job, Result, Status, stamp_of
from tagwright.batch.records import RECORD, record_of
from tagwright.emit.writing import write_all
from tagwright.errors import DocumentError, ExitCode, OutputError

RUNNER = "batch_runner:open_runner"
DONE = Result(Status.VALID, ExitCode.VALID, counts={"tagged": 3, "unmapped": 1, "facts": 3})


@contextlib.contextmanager
def open_runner(settings: Mapping[str, Any]) -> Iterator[Callable[[Job], Result]]:
    def run(job: Job) -> Result:
        out = Path(settings["out"])
        with (out.parent / "runs.txt").open("a") as log:
            log.write(f"{job.name}\n")
        kind = job.name.partition("-")[0]
        _end_the_process(kind, out)
        _fail(kind)
        write_all({"report.txt": b"made", RECORD: record_of(stamp_of(job, settings["made_by"]), DONE)}, out / job.name)
        if kind == "lose" and not (out.parent / "lost").exists():  # it is lost after the outputs are written
            (out.parent / "lost").touch()
            os.kill(os.getppid(), signal.SIGKILL)
        if kind == "orphan":  # the process that runs the batch is lost before it hears of us
            os.kill(os.getppid(), signal.SIGKILL)
        return replace(DONE, remarks=("a remark",)) if kind == "remark" else DONE

    yield run


def _end_the_process(kind: str, out: Path) -> None:
    """End this process, or let it be ended, if that is what the job is there for."""
    if kind == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "litter":
        (out.parent / "litter.txt").write_text(tempfile.mkdtemp(), encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "leave":
        os._exit(7)
    if kind == "hang":
        (out.parent / "hangs").open("w")  # somebody waits for this
        signal.pause()
    if kind == "drop" and not (out.parent / "dropped").exists():  # the cluster's process is lost, once
        (out.parent / "dropped").touch()
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(1)


def _fail(kind: str) -> None:
    if kind == "eat":
        [bytearray(2**20) for _ in range(2**14)]
    if kind == "defect":
        raise ZeroDivisionError("a defect")
    if kind == "bad":
        raise DocumentError("The document is empty.", remedy="Get it again.")
    if kind == "full":
        error = OSError(errno.ENOSPC, "No space left on device")
        raise OutputError(f"cannot write: {error.strerror}", remedy="free some space") from error
