"""Runs the validator in a child process with a time limit and a memory limit.

A crash, a hang or memory spent is a ``ValidationFailedError``: nothing is known of the files then.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from tagwright.errors import ValidationFailedError
from tagwright.validation.reading import FileRequest, Reading, reading_from_json

# -P: a module of the user's working folder must not stand in for one of ours or Arelle's
WORKER = (sys.executable, "-P", "-m", "tagwright.validation.worker")

# what Python, C libraries and the loader of shared objects say when memory is spent
_MEMORY_SPENT = ("memory", "failed to map segment")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the child may use: ``seconds`` of time on the clock, ``memory`` in bytes of address space."""

    seconds: float = 600.0
    memory: int = 4 * 1024**3


class Reader(Protocol):
    """What reads files for a verdict: ``read_files``, or one that keeps taxonomies loaded."""

    def __call__(
        self, files: Sequence[FileRequest], packages: Sequence[Path], *, limits: Limits | None = None
    ) -> tuple[Reading, ...]:
        """Read files, offline; as ``read_files``."""


def read_files(
    files: Sequence[FileRequest],
    packages: Sequence[Path],
    *,
    strict: bool = False,
    limits: Limits | None = None,
    command: Sequence[str] = WORKER,
) -> tuple[Reading, ...]:
    """Have the validator read files, offline, one after another, and give what it found in each.

    ``packages`` are the taxonomy packages that addresses are resolved with. ``strict`` validates the base
    taxonomy too, not only the report and its extension.

    Raises ValidationFailedError where the child crashes, runs out of time or out of memory.
    """
    bounds = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="tagwright-") as cache:
        request = {
            "packages": [str(package.resolve()) for package in packages],
            "strict": strict,
            "cache": cache,
            "memory": bounds.memory,
            "files": [asdict(file) for file in files],
        }
        output = _run(command, json.dumps(request), bounds)
    return _readings(output, len(files), bounds)


def _run(command: Sequence[str], request: str, limits: Limits) -> str:
    # a session of its own makes it a process group, so that its children can be ended with it
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env=child_environment(),
        start_new_session=True,
    )
    try:
        output, complaints = process.communicate(request, timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise time_spent(limits) from error
    finally:
        _end(process)
    if process.returncode != 0 and any(words in complaints.lower() for words in _MEMORY_SPENT):
        raise memory_spent(limits)
    if process.returncode != 0:
        last_words = complaints.strip().splitlines()[-1:] or ["it said nothing"]
        raise ValidationFailedError(
            f"The validator stopped unexpectedly (exit code {process.returncode}): {last_words[0]}",
            remedy="Check the installation (pip check). If it happens again, report it with the file.",
        )
    return output


def child_environment() -> dict[str, str]:
    """Fix what would make messages differ between machines: language and the order of sets.

    OpenBLAS (of numpy, which Arelle imports) would else reserve memory for a thread on each core.
    """
    fixed = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **fixed, "OPENBLAS_NUM_THREADS": "1"}


def _end(process: subprocess.Popen[str]) -> None:
    """End the child and all that it started, if it still runs, and free its pipes."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
                os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _readings(output: str, count: int, limits: Limits) -> tuple[Reading, ...]:
    try:
        answer = json.loads(output)
    except json.JSONDecodeError as error:
        raise ValidationFailedError(
            "The validator's answer cannot be read.",
            remedy="Check the installation (pip check). If it happens again, report it with the file.",
        ) from error
    if answer.get("failure") == "memory":
        raise memory_spent(limits)
    readings = tuple(reading_from_json(reading) for reading in answer["readings"])
    if len(readings) != count:
        raise ValidationFailedError(
            f"The validator answered for {len(readings)} of {count} files.",
            remedy="Report it with the files: this should not happen.",
        )
    return readings


def time_spent(limits: Limits) -> ValidationFailedError:
    """Make the error of a child that had to be stopped."""
    return ValidationFailedError(
        f"The validator had not finished after {limits.seconds:g} seconds and was stopped.",
        remedy="Try again when the machine is less busy, or validate a smaller report.",
    )


def memory_spent(limits: Limits) -> ValidationFailedError:
    """Make the error of a child that met its memory limit."""
    return ValidationFailedError(
        f"The validator needed more than its {limits.memory // 1024**2} MB of memory.",
        remedy="Validate a smaller report, or with a smaller taxonomy package.",
    )
