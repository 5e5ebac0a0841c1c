"""Batches of jobs that fail in every way: each ends by itself, nothing is lost, nothing is done twice."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from batch_runner import DONE, RUNNER
from tagwright.batch import converter, worker
from tagwright.batch.jobs import Job, Result, Status, stamp_of
from tagwright.batch.ledger import LEDGER, JobLedger
from tagwright.batch.records import RECORD
from tagwright.batch.run import Event, LocalHands, Redo, Task, run_batch
from tagwright.batch.worker import Bounds
from tagwright.errors import ExitCode, OutputError
from tagwright.validation.process import Limits
from tagwright.validation.reading import Reading

MADE_BY = "tagwright 0 {}"
BOUNDS = Bounds(seconds=30, memory=1024**3)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture(autouse=True)
def _path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers find the runner of the tests."""
    folders = [str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(folder for folder in folders if folder))


def tasks_of(folder: Path, names: Sequence[str]) -> list[Task]:
    jobs = []
    for name in names:
        filing = folder / "filings" / name
        filing.mkdir(parents=True, exist_ok=True)
        (filing / "filing.yaml").write_text(f"name: {name}\n", encoding="utf-8")
        jobs.append(Job(name, filing))
    return [Task(job, stamp_of(job, MADE_BY)) for job in jobs]


def hands(folder: Path, *, workers: int = 2, bounds: Bounds = BOUNDS) -> LocalHands:
    return LocalHands(RUNNER, {"out": str(folder / "out"), "made_by": MADE_BY}, bounds, workers)


def run(
    folder: Path,
    names: Sequence[str],
    *,
    redo: Redo = "changed",
    bounds: Bounds = BOUNDS,
    events: list[Event] | None = None,
    remarks: list[str] | None = None,
) -> dict[str, Result]:
    told = events if events is not None else []
    said = remarks if remarks is not None else []
    tasks = tasks_of(folder, names)
    return run_batch(
        tasks, folder / "out", hands(folder, bounds=bounds), redo=redo, tell=told.append, remark=said.append
    )


def runs(folder: Path) -> Counter[str]:
    return Counter((folder / "runs.txt").read_text(encoding="utf-8").split())


def test_each_document_ends_by_itself_and_the_others_are_converted(tmp_path: Path) -> None:
    bad = {
        "crash-1": "The worker was lost (signal 9): it said nothing.",
        "leave-1": "The worker was lost (exit code 7): it said nothing.",
        "eat-1": "It needed more memory than a worker may use.",
        "defect-1": "tagwright met a defect of its own: ZeroDivisionError: a defect",
        "bad-1": "The document is empty.",
        "full-1": "cannot write: No space left on device",
    }
    names = [f"fine-{number}" for number in range(6)]
    mixed = [name for pair in zip(bad, names, strict=True) for name in pair]
    events: list[Event] = []
    results = run(tmp_path, mixed, events=events)
    assert list(results) == mixed
    assert {name: results[name].reason for name in bad} == bad
    assert {results[name].status for name in bad} == {Status.FAILED}
    assert {results[name].status for name in names} == {Status.VALID}
    assert results["bad-1"].exit_code == ExitCode.BAD_DOCUMENT
    assert results["bad-1"].remedy == "Get it again."
    assert runs(tmp_path) == Counter(mixed)
    assert Counter(event.kind for event in events) == {"started": 12, "done": 12}


def test_a_document_that_hangs_is_stopped_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class TimeIsUpWhenItHangs(threading.Timer):
        """The time limit, met when the document says that it hangs; no clock decides."""

        daemon = True

        def run(self) -> None:
            (tmp_path / "hangs").open().close()  # waits for it to be opened on the other side
            self.function(*self.args)

    os.mkfifo(tmp_path / "hangs")
    monkeypatch.setattr(worker.threading, "Timer", TimeIsUpWhenItHangs)
    tasks = tasks_of(tmp_path, ["hang-1", "fine-1"])
    results = run_batch(tasks, tmp_path / "out", hands(tmp_path, workers=1))
    assert results["hang-1"].reason == "It had not finished after 30 seconds and was stopped."
    assert results["hang-1"].exit_code == ExitCode.VALIDATION_FAILED
    assert results["fine-1"].status is Status.VALID


def test_a_second_run_skips_what_is_done_and_does_what_has_changed(tmp_path: Path) -> None:
    names = ["fine-1", "fine-2", "bad-1"]
    first = run(tmp_path, names)
    events: list[Event] = []
    assert run(tmp_path, names, events=events) == first
    assert [event.kind for event in events] == ["skipped"] * 3
    assert runs(tmp_path) == Counter(names)
    tasks = tasks_of(tmp_path, names)
    (tasks[1].job.filing / "announcement.txt").write_text("anew", encoding="utf-8")
    changed = [Task(task.job, stamp_of(task.job, MADE_BY)) for task in tasks]
    run_batch(changed, tmp_path / "out", hands(tmp_path))
    assert runs(tmp_path) == Counter([*names, "fine-2"])


@pytest.mark.parametrize(("redo", "again"), [("failed", ["bad-1"]), ("all", ["bad-1", "fine-1"])])
def test_failed_jobs_or_all_are_done_again_where_that_is_asked_for(
    tmp_path: Path, redo: Redo, again: list[str]
) -> None:
    run(tmp_path, ["fine-1", "bad-1"])
    run(tmp_path, ["fine-1", "bad-1"], redo=redo)
    assert runs(tmp_path) == Counter(["fine-1", "bad-1", *again])


def driver(folder: Path, names: Sequence[str]) -> list[str]:
    code = (
        "import sys; from pathlib import Path; from test_batch import hands, tasks_of; "
        "from tagwright.batch.run import run_batch; folder = Path(sys.argv[1]); "
        "run_batch(tasks_of(folder, sys.argv[2:]), folder / 'out', hands(folder, workers=1))"
    )
    return [sys.executable, "-c", code, str(folder), *names]


def test_a_run_that_is_killed_is_gone_on_with_and_nothing_is_done_twice(tmp_path: Path) -> None:
    names = ["fine-1", "bad-1", "orphan-1", "fine-2"]
    killed = subprocess.run(driver(tmp_path, names), check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    assert runs(tmp_path) == Counter(names[:3])
    events: list[Event] = []
    results = run(tmp_path, names, events=events)
    assert [(event.kind, event.job.name) for event in events] == [
        *(("skipped", name) for name in names[:3]),
        ("started", "fine-2"),
        ("done", "fine-2"),
    ]
    assert runs(tmp_path) == Counter(names)
    assert results["orphan-1"] == DONE
    assert results["bad-1"].reason == "The document is empty."


def test_an_interrupt_keeps_what_was_finished(tmp_path: Path) -> None:
    tasks = tasks_of(tmp_path, ["fine-1", "fine-2", "fine-3"])

    def stop(event: Event) -> None:
        if event.kind == "done":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(tasks, tmp_path / "out", hands(tmp_path, workers=1), tell=stop)
    assert run(tmp_path, ["fine-1", "fine-2", "fine-3"])["fine-1"].status is Status.VALID
    assert runs(tmp_path)["fine-1"] == 1


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b""])
def test_a_damaged_ledger_is_put_aside_and_made_anew_from_the_outputs(tmp_path: Path, damage: bytes) -> None:
    run(tmp_path, ["fine-1", "fine-2"])
    (tmp_path / "out" / LEDGER).write_bytes(damage)
    remarks: list[str] = []
    results = run(tmp_path, ["fine-1", "fine-2"], remarks=remarks)
    assert runs(tmp_path) == Counter(["fine-1", "fine-2"])
    assert {result.status for result in results.values()} == {Status.VALID}
    if damage:  # an empty file is a database without a table
        assert (tmp_path / "out" / "batch.damaged-1").read_bytes() == damage
        assert remarks == [
            f"The ledger {LEDGER} was damaged. It was made anew from the outputs; the old one is batch.damaged-1."
        ]


def test_a_page_of_the_ledger_that_is_overwritten_is_noticed(tmp_path: Path) -> None:
    run(tmp_path, ["fine-1", "fine-2"])
    path = tmp_path / "out" / LEDGER
    content = bytearray(path.read_bytes())
    content[4096:4608] = b"\xff" * 512
    path.write_bytes(content)
    remarks: list[str] = []
    run(tmp_path, ["fine-1", "fine-2"], remarks=remarks)
    assert len(remarks) == 1
    assert runs(tmp_path) == Counter(["fine-1", "fine-2"])


def test_a_disk_that_is_full_for_the_ledger_ends_the_run_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = JobLedger._open

    def small(self: JobLedger) -> None:
        opened(self)
        self._rows.execute("PRAGMA max_page_count = 3")

    names = [f"fine-{number}" for number in range(24)]
    with monkeypatch.context() as full:
        full.setattr(JobLedger, "_open", small)
        with pytest.raises(OutputError, match=r"cannot be written: .*full. What was finished before is in it"):
            run(tmp_path, names)
    done = runs(tmp_path)
    assert 0 < len(done) < 24
    results = run(tmp_path, names)
    assert {result.status for result in results.values()} == {Status.VALID}
    in_flight = sum(count - 1 for count in runs(tmp_path).values())
    assert in_flight <= 1  # a job that was ended with the run before its outputs stood
    with sqlite3.connect(tmp_path / "out" / LEDGER) as rows:
        assert rows.execute("SELECT count(*) FROM jobs").fetchone() == (24,)


def test_two_batches_do_not_run_in_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def second(event: Event) -> None:
        if event.kind == "done":
            with pytest.raises(OutputError, match="Another batch runs in"):
                run(tmp_path, ["fine-2"])

    run_batch(tasks_of(tmp_path, ["fine-1"]), out, hands(tmp_path), tell=second)


def test_the_record_beside_the_outputs_has_no_times_so_that_equal_inputs_give_equal_bytes(tmp_path: Path) -> None:
    run(tmp_path, ["fine-1"])
    record = json.loads((tmp_path / "out" / "fine-1" / RECORD).read_text(encoding="utf-8"))
    assert {name: record["result"][name] for name in ("seconds", "cpu", "memory")} == {
        "seconds": 0.0,
        "cpu": 0.0,
        "memory": 0,
    }


def test_a_record_of_somebody_else_counts_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "out" / "fine-1").mkdir(parents=True)
    (tmp_path / "out" / "fine-1" / RECORD).write_text("[]", encoding="utf-8")
    run(tmp_path, ["fine-1"])
    assert runs(tmp_path) == Counter(["fine-1"])


def test_what_workers_remark_is_told_once_and_not_of_what_is_skipped(tmp_path: Path) -> None:
    for told in (["a remark"], []):
        remarks: list[str] = []
        run(tmp_path, ["remark-1", "remark-2"], remarks=remarks)
        assert remarks == told


def test_a_document_that_only_lacked_room_for_its_outputs_is_done_again(tmp_path: Path) -> None:
    run(tmp_path, ["full-1", "bad-1"])
    run(tmp_path, ["full-1", "bad-1"])
    assert runs(tmp_path) == Counter(["full-1", "bad-1", "full-1"])


def test_temporary_files_of_a_worker_that_is_lost_go_with_it(tmp_path: Path) -> None:
    assert run(tmp_path, ["litter-1"])["litter-1"].status is Status.FAILED
    assert not Path((tmp_path / "litter.txt").read_text(encoding="utf-8")).exists()


def test_the_validator_has_what_a_document_may_use_less_what_it_has_used(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([100.0, 200.0, 207.0, 300.0, 398.0])
    given: list[Limits | None] = []

    def reader(*_: object, limits: Limits | None = None) -> tuple[Reading, ...]:
        given.append(limits)
        return ()

    monkeypatch.setattr(converter.time, "monotonic", lambda: next(now))
    within = converter._WithinBounds(reader, Bounds(seconds=60, memory=2**30))
    for _ in range(2):
        within.begin()
        within([], [])
    assert given == [Limits(52.0, 2**30), Limits(1.0, 2**30)]


def test_outputs_that_are_gone_are_made_again(tmp_path: Path) -> None:
    run(tmp_path, ["fine-1", "fine-2"])
    (tmp_path / "out" / "fine-1" / RECORD).unlink()
    run(tmp_path, ["fine-1", "fine-2"])
    assert runs(tmp_path) == Counter(["fine-1", "fine-2", "fine-1"])


def test_a_failed_document_is_not_done_again_for_the_outputs_that_it_had_before(tmp_path: Path) -> None:
    (task,) = tasks_of(tmp_path, ["fine-1"])
    run_batch([task], tmp_path / "out", hands(tmp_path))
    (task.job.filing / "filing.yaml").write_text("name: bad\n", encoding="utf-8")
    changed = Task(task.job, stamp_of(task.job, MADE_BY))
    failed = Result(Status.FAILED, ExitCode.BAD_DOCUMENT, "bad")
    with contextlib.closing(JobLedger(tmp_path / "out")) as ledger:
        ledger.write(task.job, changed.stamp, failed)
    assert run_batch([changed], tmp_path / "out", hands(tmp_path)) == {"fine-1": failed}
    assert runs(tmp_path) == Counter(["fine-1"])


def test_an_attempt_that_was_ended_after_its_outputs_stood_counts_before_an_older_failure(tmp_path: Path) -> None:
    (task,) = tasks_of(tmp_path, ["fine-1"])
    run_batch([task], tmp_path / "out", hands(tmp_path))
    with contextlib.closing(JobLedger(tmp_path / "out")) as ledger:
        ledger.write(task.job, task.stamp, Result(Status.FAILED, ExitCode.VALIDATION_FAILED, "late"))
    assert run_batch([task], tmp_path / "out", hands(tmp_path))["fine-1"].status is Status.VALID
    assert runs(tmp_path) == Counter(["fine-1"])
