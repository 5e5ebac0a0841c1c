"""The records of jobs that lie beside their outputs (``RECORD``), in a folder or in a store.

They are written in one move with the outputs (in a store: last), so that where one stands, the outputs do. From them a
lost ledger is made anew, by whoever can read the outputs.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tagwright.batch.jobs import Result, Stamp, result_from_json
from tagwright.batch.store import get_all

RECORD = "job.json"

Known = tuple[Stamp, Result]
"""What is known of a job: its result, and what that holds for."""


@dataclass(frozen=True, slots=True)
class Records:
    """Where the outputs of a batch lie: in ``folder``, or in the place of it under the URL ``store``."""

    folder: Path
    store: str | None = None

    def of(self, names: Iterable[str]) -> dict[str, Known]:
        """Give the records of jobs by their names; without those that have none, or none of ours.

        Raises ClusterError or OutputError where the store cannot be read.
        """
        found = {name: _parsed(content) for name, content in self._contents(list(names)).items()}
        return {name: known for name, known in found.items() if known is not None}

    def _contents(self, names: list[str]) -> dict[str, bytes]:
        if self.store is not None:
            return get_all(self.store, {name: f"{name}/{RECORD}" for name in names})
        contents: dict[str, bytes] = {}
        for name in names:
            with contextlib.suppress(OSError):  # none is there
                contents[name] = (self.folder / name / RECORD).read_bytes()
        return contents


def record_of(stamp: Stamp, result: Result) -> bytes:
    """Make the record that is written with the outputs: without times, so that equal inputs give equal bytes."""
    bare = replace(result, seconds=0.0, cpu=0.0, memory=0)
    return f"{json.dumps({'stamp': asdict(stamp), 'result': asdict(bare)}, indent=2)}\n".encode()


def _parsed(content: bytes) -> Known | None:
    try:
        said = json.loads(content)
        return known_from_json(said["stamp"], said["result"])
    except (ValueError, KeyError, TypeError):
        return None


def known_from_json(stamp: Mapping[str, str], result: Mapping[str, Any]) -> Known:
    """Build a stamp and a result from the forms that ``asdict`` gives. Raises ValueError, KeyError or TypeError."""
    return Stamp(**stamp), result_from_json(result)
