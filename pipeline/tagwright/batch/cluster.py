"""The same jobs on a Dask cluster: one worker of ours in each of the cluster's, which keeps its taxonomies loaded.

Needs the extra ``dask``. What a document does to its worker is contained there as on one machine; a machine that is
lost is the cluster's to notice, which gives the document to another, ``RETRIES`` times.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from tagwright.batch.jobs import Job, Result, Stamp, Status
from tagwright.batch.records import Records
from tagwright.batch.run import Task
from tagwright.batch.worker import Bounds, Worker
from tagwright.errors import ClusterError, ExitCode

LOCAL = "local"
RETRIES = 2
_AHEAD = 2  # documents handed to the cluster for each of its threads, so that none waits for the next
_WAIT = 120  # seconds for a first worker to come

_workers: dict[str, Worker] = {}
"""The worker of this process of the cluster, by what it was started with."""


def run_on_cluster(
    runner: str, settings: Mapping[str, Any], bounds: Bounds, job: Job, unless: tuple[Records, Stamp] | None
) -> Result:
    """Run a job in a process of the cluster, by a child process that goes on to the next job.

    ``unless`` are the records in which this stamp was not found when the job was handed over: where it is found now, a
    process that was lost had finished the job, which is not done twice.
    """
    if unless is not None:
        records, stamp = unless
        known = records.of([job.name]).get(job.name)
        if known is not None and known[0] == stamp:
            return known[1]
    key = json.dumps([runner, dict(settings), asdict(bounds)], sort_keys=True)
    if key not in _workers:
        for worker in _workers.values():
            worker.close()
        _workers.clear()
        _workers[key] = Worker(runner, settings, bounds)
    return _workers[key].run(job)


class ClusterHands:
    """Workers of a Dask cluster: of the one at an address (``tcp://...``), or of a local one that is started."""

    def __init__(
        self, scheduler: str, runner: str, settings: Mapping[str, Any], bounds: Bounds, records: Records, count: int
    ) -> None:
        """Name the scheduler; ``records`` tell where the outputs are; a local cluster has ``count`` workers."""
        self._scheduler = scheduler
        # each process keeps its own taxonomies where it may be on another machine
        shared = {} if scheduler == LOCAL else {"servers": ""}
        self._arguments = (runner, {**settings, **shared}, bounds)
        self._records = records
        self._count = count

    def run(self, tasks: Sequence[Task], started: Callable[[Task], None]) -> Iterator[tuple[Task, Result]]:
        """Run tasks; the cluster decides where, and in what order of those that were handed to it.

        Raises ClusterError where it cannot be reached, has no worker, or is lost.
        """
        if not tasks:
            return
        dask = _dask()
        done_before = self._records.of(task.job.name for task in tasks)
        waiting = iter(tasks)
        running: dict[Any, Task] = {}
        with contextlib.ExitStack() as opened:
            client = self._client(dask, opened)
            ended = dask.as_completed(loop=client.loop)

            def hand_over(count: int) -> None:
                for task in islice(waiting, count):
                    started(task)
                    before = done_before.get(task.job.name)
                    unless = None if before and before[0] == task.stamp else (self._records, task.stamp)
                    future = client.submit(
                        run_on_cluster, *self._arguments, task.job, unless, pure=False, retries=RETRIES
                    )
                    running[future] = task
                    ended.add(future)

            hand_over(_AHEAD * _threads(client))
            for future in ended:
                yield running.pop(future), self._result(future)
                hand_over(_AHEAD * _threads(client) - len(running))

    def _client(self, dask: Any, opened: contextlib.ExitStack) -> Any:
        try:
            if self._scheduler == LOCAL:
                # the dashboard at any free port: a fixed one may be taken
                cluster = dask.LocalCluster(
                    n_workers=self._count, threads_per_worker=1, dashboard_address="127.0.0.1:0"
                )
                local = opened.enter_context(dask.Client(opened.enter_context(cluster), set_as_default=False))
                local.run(_leave_interrupts)
                return local
            client = opened.enter_context(dask.Client(self._scheduler, timeout="30s", set_as_default=False))
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"The scheduler {self._scheduler} cannot be reached: {error}.",
                remedy="Check the address (tcp://HOST:8786), and that 'dask scheduler' runs there.",
            ) from error
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError as error:
            raise ClusterError(
                f"The cluster at {self._scheduler} had no worker after {_WAIT} seconds.",
                remedy=f"Start some: dask worker {self._scheduler} --nthreads 1.",
            ) from error
        return client

    def _result(self, future: Any) -> Result:
        if future.status == "cancelled":
            raise ClusterError(
                f"The scheduler {self._scheduler} was lost. What was finished is kept.",
                remedy="Start it again, then the batch: it goes on.",
            )
        error = future.exception()
        if error is None:
            result: Result = future.result()
            return result
        return Result(
            Status.FAILED,
            ExitCode.VALIDATION_FAILED,
            f"The cluster could not convert it: {type(error).__name__}: {error}",
            "Look at the log of its workers; --retry failed tries again.",
        )


def _leave_interrupts() -> None:
    """Let a process of a local cluster leave Ctrl-C to the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _threads(client: Any) -> int:
    """Count the documents that the cluster converts at a time; it may grow and shrink."""
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def _dask() -> Any:
    try:
        dask = importlib.import_module("distributed")
    except ImportError as error:
        raise ClusterError(
            "A cluster needs Dask, which is not installed.", remedy="pip install 'tagwright[dask]'"
        ) from error
    # what is lost is told by results and errors; its own log would add tracebacks
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    return dask
