"""Measure what a cold conversion of the demo costs: CPU seconds of the whole command, child processes too.

    .venv/bin/python benchmarks/convert.py --runs 5

CPU seconds (user and system) are measured, not time on the clock: on a shared machine they vary less.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

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


def main() -> None:
    """Measure both modes and print a table."""
    parser = argparse.ArgumentParser(description="CPU seconds of a cold conversion of the demo.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--document", type=Path, help="convert this document in place of the demo's")
    arguments = parser.parse_args()
    print(machine())
    print(f"{'CPU seconds':<20}{'min':>8}{'median':>8}{'max':>8}{'target':>8}")
    for name, extra in MODES.items():
        used = [convert(extra, arguments.document) for _ in range(arguments.runs)]
        row = "".join(f"{number:>8.2f}" for number in (min(used), statistics.median(used), max(used), TARGETS[name]))
        print(f"{name:<20}{row}")


if __name__ == "__main__":
    main()
