"""What converts one job after the other in a worker, within the bounds of each.

What converts a document lies in a later step of the flow, so it is named (``module:class``) and handed in.
"""

from __future__ import annotations

import contextlib
import importlib
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Protocol

from tagwright.batch.jobs import Job, Result, Status, stamp_of
from tagwright.batch.records import RECORD, record_of
from tagwright.batch.store import put_all
from tagwright.batch.worker import Bounds, Runner
from tagwright.errors import ExitCode
from tagwright.report.ledger import Entry
from tagwright.report.model import Report
from tagwright.validation.process import Limits, Reader
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.tiers import Tier, reader_of
from tagwright.validation.verdict import Level, Verdict

_MARGIN = 1.0  # seconds in which a worker notices that the validator was stopped


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


@contextlib.contextmanager
def open_converter(settings: Mapping[str, Any]) -> Iterator[Runner]:
    """Give what converts one job after the other, in a worker: mapping and concepts are read once.

    ``settings`` are those of ``conversion.convert_all``; workers that are given the same folder ``servers`` share the
    taxonomies that are kept loaded for validation.
    """
    module, _, name = settings["converter"].partition(":")
    make: Callable[[Reader, Path], Any] = getattr(importlib.import_module(module), name)
    servers = Path(settings["servers"]) if settings["servers"] else None
    remarks: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="tagwright-") as scratch,
        reader_of(Tier(settings["tier"]), remarks.append, folder=servers) as reader,
    ):
        within = _WithinBounds(reader, Bounds(**settings["bounds"]))
        converter = make(within, Path(scratch))

        def run(job: Job) -> Result:
            within.begin()
            result = _converted(converter, settings, Path(scratch) / "outputs", job)
            told = tuple(remarks)
            remarks.clear()
            return replace(result, remarks=told)

        yield run


class _WithinBounds:
    """Reads files with what is left of a document's bounds, so that the validator ends before its worker is ended."""

    def __init__(self, reader: Reader, bounds: Bounds) -> None:
        self._reader = reader
        self._bounds = bounds
        self.begin()

    def begin(self) -> None:
        """Let the time of a document begin."""
        self._started = time.monotonic()

    def __call__(
        self, files: Sequence[FileRequest], packages: Sequence[Path], *, limits: Limits | None = None
    ) -> tuple[Reading, ...]:
        """Read files, as ``read_files``; ``limits`` are ours."""
        left = self._bounds.seconds - (time.monotonic() - self._started) - _MARGIN
        return self._reader(files, packages, limits=Limits(max(left, _MARGIN), self._bounds.memory))


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
