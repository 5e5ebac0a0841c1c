"""The same jobs on a Dask cluster: one worker of ours in each of the cluster's, which keeps its taxonomies loaded.

Needs the extra ``dask``. What a document does to its worker is contained there as on one machine; a machine that is
lost is the cluster's to notice, which gives the document to another, ``RETRIES`` times.
"""

from __future__ import annotations

import contextlib
import importlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from tagwright.batch.jobs import Job, Result, Status
from tagwright.batch.run import Task
from tagwright.batch.worker import Bounds, Worker
from tagwright.errors import ClusterError, ExitCode

LOCAL = "local"
RETRIES = 2

_workers: dict[str, Worker] = {}
"""The worker of this process of the cluster, by what it was started with."""


def run_on_cluster(runner: str, settings: Mapping[str, Any], bounds: Bounds, job: Job) -> Result:
    """Run a job in a process of the cluster, by a child process that goes on to the next job."""
    key = json.dumps([runner, dict(settings), asdict(bounds)], sort_keys=True)
    if key not in _workers:
        for worker in _workers.values():
            worker.close()
        _workers.clear()
        _workers[key] = Worker(runner, settings, bounds)
    return _workers[key].run(job)


class ClusterHands:
    """Workers of a Dask cluster: of the one at an address (``tcp://...``), or of a local one that is started."""

    def __init__(self, scheduler: str, runner: str, settings: Mapping[str, Any], bounds: Bounds, count: int) -> None:
        """Name the scheduler; ``count`` is how many workers a local cluster has."""
        self._scheduler = scheduler
        # each process of the cluster keeps its own taxonomies: it may be on another machine
        self._arguments = (runner, {**settings, "servers": ""}, bounds)
        self._count = count

    def run(self, tasks: Sequence[Task], started: Callable[[Task], None]) -> Iterator[tuple[Task, Result]]:
        """Run tasks; the cluster decides where and in what order. Raises ClusterError where it cannot be reached."""
        dask = _dask()
        with contextlib.ExitStack() as opened:
            client = opened.enter_context(self._client(dask, opened))
            running: dict[Any, Task] = {}
            for task in tasks:
                started(task)
                future = client.submit(run_on_cluster, *self._arguments, task.job, pure=False, retries=RETRIES)
                running[future] = task
            for future in dask.as_completed(running, loop=client.loop):
                yield running[future], _result(future)

    def _client(self, dask: Any, opened: contextlib.ExitStack) -> Any:
        try:
            if self._scheduler != LOCAL:
                return dask.Client(self._scheduler, timeout="30s", set_as_default=False)
            cluster = dask.LocalCluster(n_workers=self._count, threads_per_worker=1, dashboard_address=None)
            return dask.Client(opened.enter_context(cluster), set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"The scheduler {self._scheduler} cannot be reached: {error}.",
                remedy="Check the address (tcp://HOST:8786), and that 'dask scheduler' runs there.",
            ) from error


def _dask() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise ClusterError(
            "A cluster needs Dask, which is not installed.", remedy="pip install 'tagwright[dask]'"
        ) from error


def _result(future: Any) -> Result:
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
