"""A job: one document to convert, by which mapping, into which folder; and what became of it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from tagwright.taxonomy.official import PACKAGE


@dataclass(frozen=True, slots=True)
class Job:
    """One document to convert. ``name`` is unique in a batch and names the folder of the outputs.

    ``filing`` is the folder with the mapping; ``document`` and ``profile`` take the place of those that it names;
    ``taxonomy`` is what the report is validated against. ``None`` stands for what a single conversion would take.
    """

    name: str
    filing: Path
    document: Path | None = None
    profile: str | None = None
    taxonomy: str | None = None


class Status(StrEnum):
    """How a job ended. CONVERTED: without validation, which was not asked for. FAILED: there are no new outputs."""

    VALID = "valid"
    INVALID = "invalid"
    NOT_VALIDATED = "not validated"
    CONVERTED = "converted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job.

    ``reason`` and ``remedy`` say why it failed, or was not validated, or what the first error of an invalid report
    is. ``exit_code`` is what a single conversion would leave with. ``counts`` are figures by what became of them,
    facts, and messages by level. ``seconds`` are of the clock, ``cpu`` of the processor with all child processes;
    ``memory`` is the most that the worker has held so far, in bytes. ``remarks`` say what the worker had to do
    otherwise than it was told; they are of the run, not of the document.
    """

    status: Status
    exit_code: int
    reason: str = ""
    remedy: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    cpu: float = 0.0
    memory: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def coverage(self) -> float | None:
        """The share of the document's amounts that became facts or repeat one; None where it holds none."""
        amounts = sum(self.counts.get(name, 0) for name in ("tagged", "repeats", "left out", "doubtful", "unmapped"))
        return (self.counts.get("tagged", 0) + self.counts.get("repeats", 0)) / amounts if amounts else None


def result_from_json(fields: Mapping[str, Any]) -> Result:
    """Build a result from the form that ``asdict`` gives. Raises ValueError, KeyError or TypeError."""
    return Result(**{**fields, "status": Status(fields["status"]), "remarks": tuple(fields.get("remarks", ()))})


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a result depends on: the document, the mapping, and how it was made. Equal stamps, equal outputs."""

    document: str
    mapping: str
    made_by: str


def stamp_of(job: Job, made_by: str) -> Stamp:
    """Make the stamp of a job; ``made_by`` names the version and the options of the run.

    Without a document of its own the filing's is any file of its folder. What cannot be read has an empty digest: the
    conversion will say what is wrong with it.
    """
    mapping, documents = _files_of(job.filing)
    return Stamp(
        document=_digest([job.document] if job.document else documents),
        mapping=_digest(mapping),
        made_by=f"{made_by} {job.profile or ''} {taxonomy_as_read(job.taxonomy or '')}".rstrip(),
    )


def taxonomy_as_read(taxonomy: str) -> str:
    """Name what is validated against: a package in a file by its name and what is in it, wherever it lies."""
    package = Path(taxonomy)
    if package.suffix != PACKAGE or not package.is_file():
        return taxonomy
    return f"{package.name} {hashlib.sha256(package.read_bytes()).hexdigest()}"


def _files_of(filing: Path) -> tuple[list[Path], list[Path]]:
    """Give the mapping files of a filing and its other files."""
    if not filing.is_dir():
        return [filing], []
    files = sorted(path for path in filing.iterdir() if path.is_file())
    return [path for path in files if path.suffix == ".yaml"], [path for path in files if path.suffix != ".yaml"]


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with contextlib.suppress(OSError):
            digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
