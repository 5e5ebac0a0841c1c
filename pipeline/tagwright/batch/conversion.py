"""A batch from start to end: jobs are read, run, written down and summed up; each is one conversion.

What converts a document lies in a later step of the flow, so it is named (``module:class``) and handed in.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from tagwright import __version__
from tagwright.batch.cluster import ClusterHands
from tagwright.batch.jobs import Job, Result, Status, stamp_of
from tagwright.batch.ledger import RECORD, record_of
from tagwright.batch.manifest import jobs_of
from tagwright.batch.run import Event, Hands, LocalHands, Redo, Task, run_batch
from tagwright.batch.store import put_all
from tagwright.batch.summary import Summary
from tagwright.batch.worker import Bounds, Runner
from tagwright.emit.writing import write_all
from tagwright.errors import ExitCode
from tagwright.report.ledger import Entry
from tagwright.report.model import Report
from tagwright.validation.process import Reader
from tagwright.validation.tiers import Tier, reader_of
from tagwright.validation.verdict import Level, Verdict
from tagwright.validation.warm import remarks_of

RUNNER = "tagwright.batch.conversion:open_converter"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chooses for a batch.

    ``taxonomy`` and ``profile`` hold where a manifest says nothing. ``redo`` says what is done again of what was done
    before; ``workers`` how many documents are converted at a time; ``bounds`` what each may use. ``scheduler`` is the
    address of a Dask scheduler, or "local" for a cluster of ``workers`` on this machine; ``store`` a URL to put the
    outputs to, in the place of the folder.
    """

    workers: int = 1
    validate: bool = True
    taxonomy: str = "built-in"
    profile: str | None = None
    tier: Tier = Tier.BATCH
    redo: Redo = "changed"
    bounds: Bounds = field(default_factory=Bounds)
    scheduler: str | None = None
    store: str | None = None


class Made(Protocol):
    """What a conversion made."""

    @property
    def report(self) -> Report:
        """The Report."""

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """What became of each number."""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict, where it was asked for."""


def convert_all(
    sources: Sequence[Path], out: Path, choices: Choices, converter: str, tell: Callable[[Event], None]
) -> Summary:
    """Convert what ``sources`` name, as ``api.convert_batch`` says; ``converter`` names the class that converts."""
    jobs = [_placed(job) for job in jobs_of(sources)]
    options = {
        "validate": choices.validate,
        "taxonomy": choices.taxonomy,
        "profile": choices.profile,
        "tier": choices.tier.value,
        "store": choices.store,
    }
    made_by = f"tagwright {__version__} {json.dumps(options, sort_keys=True)}"
    remarks: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tagwright-") as servers:
        settings = options | {
            "converter": converter,
            "out": str(out.resolve()),
            "store": choices.store,
            "made_by": made_by,
            "servers": servers,
        }
        hands = _hands(settings, choices)
        tasks = [Task(job, stamp_of(job, made_by)) for job in jobs]
        results = run_batch(tasks, out, hands, redo=choices.redo, tell=tell, remark=remarks.append)
        remarks += remarks_of(Path(servers))
    summary = Summary(results, tuple(remarks))
    write_all(summary.files, out)
    return summary


def _placed(job: Job) -> Job:
    """Make the paths of a job absolute: another process may work in another folder."""
    return replace(job, filing=job.filing.absolute(), document=job.document.absolute() if job.document else None)


def _hands(settings: Mapping[str, Any], choices: Choices) -> Hands:
    if choices.scheduler is None:
        return LocalHands(RUNNER, settings, choices.bounds, choices.workers)
    return ClusterHands(choices.scheduler, RUNNER, settings, choices.bounds, choices.workers)


@contextlib.contextmanager
def open_converter(settings: Mapping[str, Any]) -> Iterator[Runner]:
    """Give what converts one job after the other, in a worker: mapping and concepts are read once.

    ``settings`` are those of ``convert_all``; workers that are given the same folder ``servers`` share the taxonomies
    that are kept loaded for validation.
    """
    module, _, name = settings["converter"].partition(":")
    make: Callable[[Reader, Path], Any] = getattr(importlib.import_module(module), name)
    with (
        tempfile.TemporaryDirectory(prefix="tagwright-") as scratch,
        reader_of(Tier(settings["tier"]), folder=Path(settings["servers"]) if settings["servers"] else None) as reader,
    ):
        yield partial(_converted, make(reader, Path(scratch)), settings, Path(scratch) / "outputs")


def _converted(converter: Any, settings: Mapping[str, Any], scratch: Path, job: Job) -> Result:
    stamp = stamp_of(job, settings["made_by"])
    out = (scratch if settings["store"] else Path(settings["out"])) / job.name
    made: Made = converter.convert(
        job.filing,
        out,
        document=job.document,
        validate=settings["validate"],
        taxonomy=job.taxonomy or settings["taxonomy"],
        profile=job.profile or settings["profile"],
        beside=lambda made: {RECORD: record_of(stamp, _result(made))},
    )
    if settings["store"]:
        put_all(out, f"{settings['store'].rstrip('/')}/{job.name}", last=RECORD)
        shutil.rmtree(out)
    return _result(made)


def _result(made: Made) -> Result:
    counts = dict(Counter(entry.status for entry in made.ledger)) | {"facts": len(made.report.facts)}
    verdict = made.verdict
    if verdict is None:
        return Result(Status.CONVERTED, ExitCode.VALID, counts=counts)
    counts |= asdict(verdict.counts)
    errors = [message.text for message in verdict.messages if message.level is Level.ERROR]
    reason = next(iter([*verdict.reasons, *errors]), "")
    return Result(Status(verdict.status.value), verdict.exit_code, reason, counts=counts)
