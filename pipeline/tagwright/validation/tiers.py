"""The tiers of validation, and many files validated at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path

from tagwright.errors import TagwrightError
from tagwright.validation.process import Limits, Reader, read_files
from tagwright.validation.reading import FileRequest, Reading
from tagwright.validation.reuse import ReuseReader
from tagwright.validation.verdict import Verdict
from tagwright.validation.warm import CAN_FORK, WarmReader


class Tier(StrEnum):
    """How reports are validated: what is checked of the official taxonomy, and what is loaded anew for each report.

    STRICT: a fresh process with all of Arelle's defaults, which validates the official taxonomy with each report.
    STANDARD: a fresh process; the official taxonomy is taken for valid. BATCH: the checks of STANDARD, with the
    official taxonomy kept loaded from one report to the next.
    """

    STRICT = "strict"
    STANDARD = "standard"
    BATCH = "batch"


@contextlib.contextmanager
def reader_of(
    tier: Tier, remark: Callable[[str], None] = lambda _: None, *, folder: Path | None = None
) -> Iterator[Reader]:
    """Give what reads files in a tier; ``remark`` is told where the batch tier has to read as STANDARD.

    ``folder`` is shared by the processes of one batch, where they can share anything (see ``WarmReader``).
    """
    if tier is Tier.BATCH:
        with WarmReader(folder, remark) if CAN_FORK else ReuseReader(remark) as reader:
            yield reader
    else:
        yield _strictly if tier is Tier.STRICT else read_files


def _strictly(
    files: Sequence[FileRequest], packages: Sequence[Path], *, limits: Limits | None = None
) -> tuple[Reading, ...]:
    return read_files(files, packages, strict=True, limits=limits)


def validate_many(
    paths: Sequence[Path], validate: Callable[[Path], Verdict], workers: int
) -> Iterator[tuple[Path, Verdict | TagwrightError]]:
    """Validate files, some at a time, and give each with its verdict, or why there is none, in their order.

    Threads will do: the work is done in child processes.
    """
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(paths, pool.map(lambda path: _caught(path, validate), paths), strict=True)


def _caught(path: Path, validate: Callable[[Path], Verdict]) -> Verdict | TagwrightError:
    try:
        return validate(path)
    except TagwrightError as error:
        return error
