"""Measure what a conversion of the demo costs: of the whole command, cold, or in workers that go on, warm.

    .venv/bin/python benchmarks/convert.py --runs 5
    .venv/bin/python benchmarks/convert.py --warm 40

CPU seconds (user and system, child processes too) are measured, not time on the clock: on a shared machine they vary
less. The warm documents are as many announcements with other names and amounts, converted without validation by one
worker, then by two; each worker has converted two others before it is measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

from tagwright.api import Converter
from tagwright.validation.child import collect_rarely

ROOT = Path(__file__).resolve().parents[1]
FILING = ROOT / "mapping" / "filings" / "sensetime-2021"
TAGWRIGHT = Path(sys.executable).parent / "tagwright"
MODES = {"without validation": ["--no-validate"], "with validation": []}
TARGETS = {"without validation": 2.0, "with validation": 8.0}


def cpu_of_children() -> float:
    """CPU seconds that all ended child processes have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def convert(extra: list[str], document: Path | None) -> float:
    """Convert once, in a fresh process and an empty folder, and give its CPU seconds."""
    chosen = ["--document", str(document)] if document else []
    with tempfile.TemporaryDirectory() as folder:
        before = cpu_of_children()
        command = [str(TAGWRIGHT), "convert", str(FILING), "--out", str(Path(folder) / "out"), *chosen, *extra]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        used = cpu_of_children() - before
    if done.returncode:
        sys.exit(f"the conversion left with {done.returncode}:\n{done.stdout}{done.stderr}")
    return used


def machine() -> str:
    """Say what was measured on."""
    models = [line.split(":", 1)[1].strip() for line in cpu_information() if line.startswith("model name")]
    model = models[0] if models else platform.machine()
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def cpu_information() -> list[str]:
    """Lines of Linux's description of the processors; none elsewhere."""
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


_AMOUNT = re.compile(r"\(?(?!(?:19|20)\d\d\)?$)\d{1,3}(?:,\d{3})*\)?")


def varied(text: str, number: int) -> str:
    """Give an announcement another company's name, and its whole amounts ten or a hundred fold, so that sums hold."""
    factor = 10 ** (number % 3)

    def another(cell: str) -> str:
        if factor == 1 or not _AMOUNT.fullmatch(cell):
            return cell
        return re.sub(r"[\d,]+", lambda digits: f"{int(digits[0].replace(',', '')) * factor:,}", cell)

    lines = (line.split("\t") for line in text.split("\n"))
    rows = "\n".join("\t".join([label, *map(another, cells)]) for label, *cells in lines)
    return rows.replace("SenseTime", f"Company{number:04}")


def convert_warm(documents: Sequence[Path]) -> tuple[float, float]:
    """Convert documents one after the other with one Converter; give the CPU seconds and those on the clock."""
    collect_rarely()  # as a worker of a batch does
    converter = Converter()
    with tempfile.TemporaryDirectory() as folder:
        for warming, document in enumerate((*documents[:2], *documents)):
            if warming == 2:
                cpu, clock = time.process_time(), time.perf_counter()
            converter.convert(FILING, Path(folder) / "out", document=document, validate=False)
    return time.process_time() - cpu, time.perf_counter() - clock


def measure_warm(count: int, document: Path) -> None:
    """Measure warm conversions by one worker and by two, and print a table."""
    text = document.read_text(encoding="utf-8")
    print(f"{'workers':<10}{'documents':>10}{'CPU seconds each':>18}{'documents a second':>20}")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(count)]
        for number, path in enumerate(paths):
            path.write_text(varied(text, number), encoding="utf-8")
        for workers in (1, 2):
            with get_context("spawn").Pool(workers) as pool:
                spent = pool.map(convert_warm, [paths[n::workers] for n in range(workers)], chunksize=1)
            cpu, clock = sum(used for used, _ in spent), max(passed for _, passed in spent)
            print(f"{workers:<10}{count:>10}{cpu / count:>18.3f}{count / clock:>20.2f}")


def main() -> None:
    """Measure both modes and print a table."""
    parser = argparse.ArgumentParser(description="CPU seconds of a cold conversion of the demo.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--document", type=Path, help="convert this document in place of the demo's")
    parser.add_argument("--warm", type=int, metavar="DOCUMENTS", help="measure so many documents in warm workers")
    arguments = parser.parse_args()
    print(machine())
    if arguments.warm:
        measure_warm(arguments.warm, arguments.document or FILING / "announcement.txt")
        return
    print(f"{'CPU seconds':<20}{'min':>8}{'median':>8}{'max':>8}{'target':>8}")
    for name, extra in MODES.items():
        used = [convert(extra, arguments.document) for _ in range(arguments.runs)]
        row = "".join(f"{number:>8.2f}" for number in (min(used), statistics.median(used), max(used), TARGETS[name]))
        print(f"{name:<20}{row}")


if __name__ == "__main__":
    main()
