"""The summary of a batch: counts of outcomes, coverage and time, the reasons; as JSON and as a page with charts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tagwright.batch.jobs import Result, Status
from tagwright.errors import ExitCode

SUMMARY_JSON, SUMMARY_HTML = "summary.json", "summary.html"
_WORST = {
    Status.VALID: ExitCode.VALID,
    Status.CONVERTED: ExitCode.VALID,
    Status.INVALID: ExitCode.INVALID,
    Status.NOT_VALIDATED: ExitCode.NOT_VALIDATED,
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of all jobs of a batch, in their order. ``remarks`` say what the run had to do otherwise."""

    results: Mapping[str, Result]
    remarks: tuple[str, ...] = ()

    @property
    def statuses(self) -> dict[Status, int]:
        """How many jobs ended in each way; ways in which none did are left out."""
        counted = Counter(result.status for result in self.results.values())
        return {status: counted[status] for status in Status if counted[status]}

    @property
    def exit_code(self) -> ExitCode:
        """The gravest outcome: a failed job counts with the reason that it failed for."""
        codes = [
            ExitCode(result.exit_code) if result.status is Status.FAILED else _WORST[result.status]
            for result in self.results.values()
        ]
        return max(codes, default=ExitCode.VALID)

    @property
    def files(self) -> dict[str, bytes]:
        """The summary as files."""
        return {SUMMARY_JSON: self._as_json().encode(), SUMMARY_HTML: self._as_page().encode()}

    def _as_json(self) -> str:
        record: dict[str, Any] = {
            "documents": len(self.results),
            "outcomes": {str(status): count for status, count in self.statuses.items()},
            "coverage": _middle([result.coverage for result in self.results.values()]),
            "cpu_seconds": round(sum(result.cpu for result in self.results.values()), 3),
            "largest_worker_bytes": max((result.memory for result in self.results.values()), default=0),
            "remarks": list(self.remarks),
            "jobs": [_record(name, result) for name, result in self.results.items()],
        }
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"

    def _as_page(self) -> str:
        environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        results = list(self.results.values())
        return environment.get_template("summary.html.j2").render(
            documents=len(results),
            outcomes=[(str(status), count) for status, count in self.statuses.items()],
            histograms=[
                (
                    "Coverage (share of amounts)",
                    histogram([r.coverage for r in results], 1.0, _percent),
                ),
                ("Seconds a document", histogram([r.seconds for r in results if r.seconds], None, _seconds)),
            ],
            jobs=[_record(name, result) for name, result in self.results.items()],
            remarks=self.remarks,
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a histogram: what it stands for, how many there are, and its height as a share of the highest."""

    label: str
    count: int
    height: float


_BARS = 10


def histogram(values: Sequence[float | None], top: float | None, name: Any) -> list[Bar]:
    """Sort values into ten equal classes from 0 to ``top`` (by default the greatest value); None is left out."""
    known = [value for value in values if value is not None]
    end = top or max(known, default=0.0)
    if not known or end <= 0:
        return []
    counted = Counter(min(int(value / end * _BARS), _BARS - 1) for value in known)
    highest = max(counted.values())
    return [
        Bar(
            f"{name(end * place / _BARS)} to {name(end * (place + 1) / _BARS)}",
            counted[place],
            counted[place] / highest,
        )
        for place in range(_BARS)
    ]


def _percent(share: float) -> str:
    return f"{share:.0%}"


def _seconds(seconds: float) -> str:
    return f"{seconds:.2g} s"


def _middle(values: Sequence[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None)
    return round(known[len(known) // 2], 4) if known else None


def _record(name: str, result: Result) -> dict[str, Any]:
    return {
        "name": name,
        "outcome": str(result.status),
        "reason": result.reason,
        "remedy": result.remedy,
        "coverage": None if result.coverage is None else round(result.coverage, 4),
        "counts": dict(result.counts),
        "seconds": round(result.seconds, 3),
        "cpu_seconds": round(result.cpu, 3),
    }
