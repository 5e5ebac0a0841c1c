"""The ledger of a batch: one row a job, in a SQLite file that only the process which runs the batch writes.

Each row is committed as its job ends, so that whatever ends the run loses nothing that was finished. Where the ledger
is lost, the ``records`` beside the outputs tell the same of all jobs but those that failed.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tagwright.batch.jobs import Job, Result, Stamp
from tagwright.batch.records import Known, known_from_json
from tagwright.errors import OutputError

LEDGER = "batch.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS jobs (name, stamp, status, result, PRIMARY KEY (name))"


class JobLedger:
    """The results of jobs by name, each with the stamp that it holds for."""

    def __init__(self, folder: Path) -> None:
        """Open the ledger in ``folder``; ``remark`` says whether it was damaged and made anew.

        Raises OutputError where it cannot be written.
        """
        self._path = folder / LEDGER
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

    def known(self, name: str) -> Known | None:
        """Give what was written of the job of a name, None where nothing was, or nothing that can be read."""
        row = self._rows.execute("SELECT stamp, result FROM jobs WHERE name = ?", (name,)).fetchone()
        try:
            return known_from_json(*map(json.loads, row)) if row else None
        except (ValueError, KeyError, TypeError):
            return None

    def write(self, job: Job, stamp: Stamp, result: Result) -> None:
        """Write what became of a job; it is on the disk when this returns. Raises OutputError where it cannot be."""
        row = (job.name, json.dumps(asdict(stamp)), result.status, json.dumps(asdict(result)))
        with _told(self._path):
            self._rows.execute("INSERT OR REPLACE INTO jobs (name, stamp, status, result) VALUES (?, ?, ?, ?)", row)


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
