"""The ledger of a batch: one row a job, in a SQLite file that only the process which runs the batch writes.

Each row is committed as its job ends, so that whatever ends the run loses nothing that was finished. The outputs
carry their own record (``RECORD``), written in one move with them; from these a lost ledger is made anew.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from tagwright.batch.jobs import Job, Result, Stamp, Status
from tagwright.errors import OutputError

LEDGER = "batch.sqlite"
RECORD = "job.json"
_TABLE = "CREATE TABLE IF NOT EXISTS jobs (name, stamp, status, result, PRIMARY KEY (name))"


class JobLedger:
    """The results of jobs by name, each with the stamp that it holds for."""

    def __init__(self, folder: Path) -> None:
        """Open the ledger in ``folder``; ``remark`` says whether it was damaged and made anew.

        Raises OutputError where it cannot be written.
        """
        self._path = folder / LEDGER
        self._folder = folder
        self.remark = ""
        try:
            self._open()
        except sqlite3.DatabaseError:
            aside = _free_name(self._path)
            self._path.replace(aside)
            self.remark = (
                f"The ledger {LEDGER} was damaged. It was made anew from the outputs; the old one is {aside.name}."
            )
            with _told(self._path):
                self._open()

    def _open(self) -> None:
        self._rows = sqlite3.connect(self._path, isolation_level=None)
        try:
            (sound,) = self._rows.execute("PRAGMA quick_check").fetchone()
            if sound != "ok":
                raise sqlite3.DatabaseError(sound)
            self._rows.execute(_TABLE)
            self._rows.execute("SELECT name, stamp, status, result FROM jobs LIMIT 1")
        except sqlite3.DatabaseError:
            self._rows.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._rows.close()

    def known(self, job: Job) -> tuple[Stamp, Result] | None:
        """Give what is known of a job: from the ledger, else from the record beside its outputs."""
        row = self._rows.execute("SELECT stamp, result FROM jobs WHERE name = ?", (job.name,)).fetchone()
        beside = _record(self._folder / job.name / RECORD)
        if row is None:
            return beside
        known = _parsed(*row)
        # outputs that are newer than the row: the run was ended between the two
        return beside if beside is not None and known is not None and beside[0] != known[0] else known or beside

    def write(self, job: Job, stamp: Stamp, result: Result) -> None:
        """Write what became of a job; it is on the disk when this returns. Raises OutputError where it cannot be."""
        row = (job.name, json.dumps(asdict(stamp)), result.status, json.dumps(asdict(result)))
        with _told(self._path):
            self._rows.execute("INSERT OR REPLACE INTO jobs (name, stamp, status, result) VALUES (?, ?, ?, ?)", row)


def record_of(stamp: Stamp, result: Result) -> bytes:
    """Make the record that is written with the outputs: without times, so that equal inputs give equal bytes."""
    bare = replace(result, seconds=0.0, cpu=0.0, memory=0)
    return f"{json.dumps({'stamp': asdict(stamp), 'result': asdict(bare)}, indent=2)}\n".encode()


def _record(path: Path) -> tuple[Stamp, Result] | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _parsed(json.dumps(content["stamp"]), json.dumps(content["result"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # none there, or none of ours: the job is done again


def _parsed(stamp: str, result: str) -> tuple[Stamp, Result] | None:
    try:
        fields: Mapping[str, object] = json.loads(result)
        return Stamp(**json.loads(stamp)), Result(**{**fields, "status": Status(str(fields["status"]))})  # type: ignore[arg-type]
    except (ValueError, KeyError, TypeError):
        return None


def _free_name(path: Path) -> Path:
    numbers = iter(range(1, 10_000))
    return next(aside for number in numbers if not (aside := path.with_suffix(f".damaged-{number}")).exists())


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise OutputError(
            f"The ledger {path} cannot be written: {error}. What was finished before is in it.",
            remedy="Free some space, or check the right to write there, and start the batch again: it goes on.",
        ) from error
