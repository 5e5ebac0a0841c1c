"""Runs the jobs of a batch: skips what is done, spreads the rest over workers, and writes down each as it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal, Protocol

from tagwright.batch.jobs import Job, Result, Stamp, Status
from tagwright.batch.ledger import JobLedger
from tagwright.batch.records import Known, Records
from tagwright.batch.worker import Bounds, Worker
from tagwright.errors import ExitCode, OutputError

Redo = Literal["changed", "failed", "all"]
"""Which jobs are done that were done before: those that changed; besides, those that failed or could not be validated;
all."""


_PATIENCE = 10.0  # seconds for a worker without a job to clear up and end


@dataclass(frozen=True, slots=True)
class Task:
    """A job with its stamp."""

    job: Job
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Event:
    """What happens to a job, one of ``of`` jobs. ``result`` is there when it is done or skipped."""

    kind: Literal["started", "done", "skipped"]
    job: Job
    of: int
    result: Result | None = None


class Hands(Protocol):
    """Where jobs are run: on workers of this machine, or of a cluster."""

    def run(self, tasks: Sequence[Task], started: Callable[[Task], None]) -> Iterator[tuple[Task, Result]]:
        """Run tasks and give each with its result as it ends, in any order; ``started`` is told what begins."""


class LocalHands:
    """Workers of this machine, each a child process."""

    def __init__(self, runner: str, settings: Mapping[str, Any], bounds: Bounds, count: int) -> None:
        self._workers = [Worker(runner, settings, bounds) for _ in range(count)]

    def run(self, tasks: Sequence[Task], started: Callable[[Task], None]) -> Iterator[tuple[Task, Result]]:
        """Run tasks; each worker takes the next one when it is free."""
        free: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            free.put(worker)
        waiting = iter(tasks)
        running: dict[Future[Result], Task] = {}
        with ThreadPoolExecutor(len(self._workers)) as threads:
            try:
                while True:
                    for task in _at_most(waiting, len(self._workers) - len(running)):
                        started(task)
                        running[threads.submit(_run_one, free, task)] = task
                    if not running:
                        return
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield running.pop(future), future.result()
            finally:
                for worker in self._workers:
                    worker.close(patience=_PATIENCE if not running else 0.0)


def _at_most(waiting: Iterator[Task], count: int) -> Iterator[Task]:
    for _, task in zip(range(count), waiting, strict=False):
        yield task


def _run_one(free: SimpleQueue[Worker], task: Task) -> Result:
    worker = free.get()
    try:
        return worker.run(task.job)
    finally:
        free.put(worker)


def run_batch(
    tasks: Sequence[Task],
    out: Path,
    hands: Hands,
    *,
    records: Records | None = None,
    redo: Redo = "changed",
    tell: Callable[[Event], None] = lambda _: None,
    remark: Callable[[str], None] = lambda _: None,
) -> dict[str, Result]:
    """Run the jobs that are not done, and give the result of every job by its name.

    ``out`` is the folder of the ledger; ``records`` tell where the outputs are, if not there. Raises OutputError where
    the folder or the ledger cannot be written, or another batch runs in the folder. What was finished until then is
    kept.
    """
    with _alone(out), contextlib.closing(JobLedger(out)) as ledger:
        if ledger.remark:
            remark(ledger.remark)
        results: dict[str, Result] = {}
        left: list[Task] = []
        beside = (records or Records(out)).of(task.job.name for task in tasks)
        for task in tasks:
            row, record = ledger.known(task.job.name), beside.get(task.job.name)
            known = _known(task.stamp, row, record)
            if known is not None and not _again(known, redo):
                results[task.job.name] = known
                if row != (task.stamp, known):
                    ledger.write(task.job, task.stamp, known)
                tell(Event("skipped", task.job, len(tasks), known))
            else:
                left.append(task)
        said: set[str] = set()
        for task, told in hands.run(left, lambda begun: tell(Event("started", begun.job, len(tasks)))):
            result = replace(told, remarks=())
            ledger.write(task.job, task.stamp, result)
            for new in (one for one in told.remarks if one not in said):
                remark(new)
            said |= set(told.remarks)
            results[task.job.name] = result
            tell(Event("done", task.job, len(tasks), result))
    return {task.job.name: results[task.job.name] for task in tasks}


def _known(stamp: Stamp, row: Known | None, record: Known | None) -> Result | None:
    """Give what became of a job with a stamp, by the ledger's row and by the record beside the outputs.

    Only a job that failed has no outputs: of another one the record must be there. Where outputs of the same stamp
    are, the job did not fail, whatever a row says: the run was ended between the two, or an attempt to do it again was.
    Where outputs could not be written (a full disk), that is no fault of the document: nothing is known of it.
    """
    result = row[1] if row is not None and row[0] == stamp else None
    if record is not None and record[0] == stamp:
        return record[1] if result is None or result.status is Status.FAILED else result
    if result is None or result.status is not Status.FAILED or result.exit_code == ExitCode.CANNOT_WRITE:
        return None
    return result


def _again(result: Result, redo: Redo) -> bool:
    return redo == "all" or (redo == "failed" and result.status in (Status.FAILED, Status.NOT_VALIDATED))


@contextlib.contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Make the folder and hold it, so that no two batches write one ledger; the system frees it when we end."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle = None if sys.platform == "win32" else os.open(out, os.O_RDONLY)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", remedy="Name another folder.") from error
    if handle is None:
        yield
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise OutputError(
            f"Another batch runs in {out}.", remedy="Wait for it to end, or name another folder with --out."
        ) from error
    finally:
        os.close(handle)
