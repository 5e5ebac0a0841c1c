"""A batch of which a tenth is bad, in twenty ways: the run ends, the rest is valid, and each bad one has its reason.

    .venv/bin/python benchmarks/bad_batch.py --count 300 --workers 2

With ``--write PICTURE.svg`` it also draws what memory the workers hold, document after document.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from announcements import write_filings
from convert import machine

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from bad_filings import WAYS
from tagwright import api
from tagwright.batch.conversion import Choices
from tagwright.batch.jobs import Status
from tagwright.batch.run import Event


def picture(megabytes: Sequence[float]) -> str:
    """Draw a line of the memory over the documents, as SVG."""
    top = max(megabytes) * 1.25
    points = " ".join(
        f"{60 + 520 * place / max(len(megabytes) - 1, 1):.1f},{220 - 200 * size / top:.1f}"
        for place, size in enumerate(megabytes)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="260" font-family="sans-serif" font-size="12">'
        '<rect width="600" height="260" fill="white"/><path d="M60,20V220H580" fill="none" stroke="#444"/>'
        f'<polyline points="{points}" fill="none" stroke="#1565c0" stroke-width="1.5"/>'
        f'<text x="54" y="24" text-anchor="end">{top:.0f} MB</text><text x="54" y="222" text-anchor="end">0</text>'
        f'<text x="580" y="240" text-anchor="end">{len(megabytes)} documents</text></svg>\n'
    )


def main() -> None:
    """Run the batch and say what became of it."""
    parser = argparse.ArgumentParser(description="A batch of which a tenth is bad.")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--good", action="store_true", help="none is bad")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--validate", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--scheduler", help="a Dask scheduler's address, or local for a cluster on this machine")
    parser.add_argument("--write", type=Path, help="where to draw the memory of the workers")
    arguments = parser.parse_args()
    sizes: list[float] = []

    def tell(event: Event) -> None:
        if event.result is not None and event.result.memory:
            sizes.append(event.result.memory / 1024**2)

    with tempfile.TemporaryDirectory() as folder:
        filings = write_filings(Path(folder) / "in", arguments.count)
        bad = [] if arguments.good else filings[::10]
        for number, filing in enumerate(bad):
            list(WAYS.values())[number % len(WAYS)](filing)
        manifest = Path(folder) / "manifest.csv"
        lines = ["filing,name", *(f"in/{filing.name},{filing.name}" for filing in filings)]
        manifest.write_text("\n".join(lines), encoding="utf-8")
        choices = Choices(workers=arguments.workers, validate=arguments.validate, scheduler=arguments.scheduler)
        started = time.perf_counter()
        summary = api.convert_batch([manifest], Path(folder) / "out", choices, tell)
        seconds = time.perf_counter() - started
    cpu = sum(result.cpu for result in summary.results.values())
    print(machine())
    outcomes = ", ".join(f"{count} {status}" for status, count in summary.statuses.items())
    print(f"{arguments.count} documents, {len(bad)} of them bad, {arguments.workers} workers: {outcomes}")
    print(
        f"{seconds:.1f} s on the clock, {cpu:.1f} s of CPU in workers; memory {min(sizes):.0f} to {max(sizes):.0f} MB"
    )
    reasons = {name for name, result in summary.results.items() if result.status is Status.FAILED and result.reason}
    if reasons != {filing.name for filing in bad}:
        sys.exit("The failed documents are not the bad ones.")
    if arguments.write:
        arguments.write.write_text(picture(sizes), encoding="utf-8")


if __name__ == "__main__":
    main()
