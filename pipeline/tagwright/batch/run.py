"""Runs the jobs of a batch: skips what is done, spreads the rest over workers, and writes down each as it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal, Protocol

from tagwright.batch.jobs import Job, Result, Stamp, Status
from tagwright.batch.ledger import JobLedger
from tagwright.batch.worker import Bounds, Worker
from tagwright.errors import OutputError

Redo = Literal["changed", "failed", "all"]
"""Which jobs are done that were done before: those that changed; those and the failed ones; all."""


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
    redo: Redo = "changed",
    tell: Callable[[Event], None] = lambda _: None,
    remark: Callable[[str], None] = lambda _: None,
) -> dict[str, Result]:
    """Run the jobs that are not done, and give the result of every job by its name.

    Raises OutputError where the folder or the ledger cannot be written, or another batch runs in the folder. What was
    finished until then is kept.
    """
    with _alone(out), contextlib.closing(JobLedger(out)) as ledger:
        if ledger.remark:
            remark(ledger.remark)
        results: dict[str, Result] = {}
        left: list[Task] = []
        for task in tasks:
            known = ledger.known(task.job)
            if known is not None and known[0] == task.stamp and not _again(known[1], redo):
                results[task.job.name] = known[1]
                ledger.write(task.job, *known)
                tell(Event("skipped", task.job, len(tasks), known[1]))
            else:
                left.append(task)
        for task, result in hands.run(left, lambda begun: tell(Event("started", begun.job, len(tasks)))):
            ledger.write(task.job, task.stamp, result)
            results[task.job.name] = result
            tell(Event("done", task.job, len(tasks), result))
    return {task.job.name: results[task.job.name] for task in tasks}


def _again(result: Result, redo: Redo) -> bool:
    return redo == "all" or (redo == "failed" and result.status is Status.FAILED)


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
