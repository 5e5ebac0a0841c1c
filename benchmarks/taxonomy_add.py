"""Measure what adding official packages costs, and looking concepts up in them after that.

    .venv/bin/python benchmarks/taxonomy_add.py ../shared/taxonomies/IFRST_2021-03-24.zip ... --runs 5

Each command is run in a fresh process, with a folder of its own for the packages. CPU seconds (user and system, child
processes too) are measured beside time on the clock, which on a shared machine varies.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from convert import cpu_of_children, machine

from tagwright.taxonomy.concept_index import opened_index
from tagwright.taxonomy.registry import HOME_VARIABLE, installed_packages

MAIN = "from tagwright.cli import main; main()"
ADDING, LOOKING_UP = 60.0, 0.2
"""Seconds that adding a package, and a look-up, may take."""

Seconds = tuple[float, float]
"""CPU seconds, and seconds on the clock."""


def run(*arguments: str) -> Seconds:
    """Run a command once in a fresh process."""
    cpu, clock = cpu_of_children(), time.perf_counter()
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} left with {done.returncode}:\n{done.stdout}{done.stderr}")
    return cpu_of_children() - cpu, time.perf_counter() - clock


def load() -> Seconds:
    """Open the index of the package added last, with the check that it is the right one."""
    package = installed_packages()[-1]
    before, clock = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    with opened_index(package.path, package.sha256) as index:
        index.execute("SELECT COUNT(*) FROM concept").fetchone()
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - clock


def report(name: str, measured: list[Seconds], target: float) -> None:
    """Print a row: the median of CPU seconds and of seconds on the clock."""
    cpu, clock = (statistics.median(one[index] for one in measured) for index in (0, 1))
    print(f"{name:<44}{cpu:>8.3f}{clock:>8.3f}{target:>8.1f}")


def main() -> None:
    """Add each package, look up in it, and print a table."""
    parser = argparse.ArgumentParser(description="Seconds of adding taxonomy packages and looking concepts up.")
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--runs", type=int, default=5, help="how often each look-up is made")
    arguments = parser.parse_args()
    print(machine())
    print(f"{'median seconds':<44}{'CPU':>8}{'clock':>8}{'target':>8}")
    for package in arguments.packages:
        with tempfile.TemporaryDirectory() as home:
            os.environ[HOME_VARIABLE] = home
            report(f"add {package.name}", [run("taxonomy", "add", str(package))], ADDING)
            for words in (["search", "lease liabilities"], ["show", "LeaseLiabilities"]):
                measured = [run("taxonomy", *words) for _ in range(arguments.runs)]
                report(f"  {' '.join(words)}", measured, LOOKING_UP)
            report("  loading the index", [load() for _ in range(arguments.runs)], LOOKING_UP)


if __name__ == "__main__":
    main()
