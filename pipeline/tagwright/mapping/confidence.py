"""How often a candidate of a given score is right, as measured: mapping/candidates/confidence.csv.

benchmarks/calibrate_candidates.py makes the table from real tagged filings and says how.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from tagwright.data import data_folder
from tagwright.errors import MappingError

COLUMNS = ("rank", "score_from", "lines", "right", "confidence")
ASSIGNED_FROM = 0.97
"""The confidence from which a candidate that is only ranked would be assigned. The table has none: candidates are put
forward only, and rules alone assign.
"""

Rank = Literal["attested", "rule", "first", "unplaced", "later"]
"""The mapping's own wording in its place: one that another filing is known to use so, and one that none is; the best
candidate of a row; the best one of a row in a table that nobody knows; one that is not the best.
"""
_Steps = tuple[tuple[float, float], ...]


def confidence_of(score: float, rank: Rank) -> float:
    """Give the measured share of right concepts among candidates of such a score at such a rank."""
    steps = _steps()[rank]
    return next((confidence for lowest, confidence in reversed(steps) if score >= lowest), 0.0)


@cache
def _steps() -> Mapping[str, _Steps]:
    return read_steps(data_folder("mapping") / "candidates" / "confidence.csv")


def read_steps(path: Path) -> dict[str, _Steps]:
    """Read the steps of each rank, lowest score first.

    Raises MappingError with file and line where a cell is not as it must be, or the steps do not rise.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _malformed(path, 1, f"it cannot be read ({error})") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise _malformed(path, 1, f"the first line must be {','.join(COLUMNS)}")
    steps: dict[str, list[tuple[float, float]]] = {rank: [] for rank in get_args(Rank)}
    for line, row in enumerate(rows[1:], start=2):
        try:
            rank, lowest, _, _, confidence = row
            step = (float(lowest), float(confidence))
            known = steps[rank]
        except (ValueError, KeyError) as error:
            raise _malformed(path, line, f"{','.join(row)!r} is no step") from error
        if not (0 <= step[0] <= 1 and 0 <= step[1] <= 1) or (
            known and (step[0] <= known[-1][0] or step[1] < known[-1][1])
        ):
            raise _malformed(path, line, "scores must rise from 0 to 1, and confidences must not fall")
        known.append(step)
    return {rank: tuple(found) for rank, found in steps.items()}


def _malformed(path: Path, line: int, problem: str) -> MappingError:
    return MappingError(
        f"{path}:{line}: {problem}.", remedy="make the table again with benchmarks/calibrate_candidates.py"
    )
