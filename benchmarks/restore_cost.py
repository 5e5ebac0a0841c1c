"""What restoring costs against the size of a table: drawn as docs/restore-cost.svg.

.venv/bin/python benchmarks/restore_cost.py --write docs/restore-cost.svg
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from damage_model import damage
from damage_tables import wide

from tagwright.proof.restore import restore

ROWS = (10, 20, 30, 40, 60, 80, 100, 120)
COLUMNS = 10
ERRORS = (1, 3, 5)
TIME_LIMIT = 5.0
COLOURS = ("#2b6cb0", "#b7791f", "#c53030")


def cost(rows: int, errors: int, cases: int) -> list[float]:
    """Measure the seconds of CPU that such damaged tables take."""
    seconds = []
    for seed in range(cases):
        generator = random.Random(seed)  # noqa: S311
        sheet = wide(generator, rows, COLUMNS)
        hurt = damage(sheet.values, sheet.rows, errors, generator)
        begun = process_time()
        restore(hurt.cells, sheet.equations, time_limit=TIME_LIMIT)
        seconds.append(process_time() - begun)
    return seconds


def plot(medians: dict[int, Sequence[float]], longest: dict[int, Sequence[float]]) -> str:
    """Draw lines of the medians and dots of the longest, seconds over rows."""
    width, height, left, bottom = 640, 360, 56, 44
    top = max(0.1, *(second for line in longest.values() for second in line)) * 1.1

    def x(rows: int) -> float:
        return left + (width - left - 20) * rows / ROWS[-1]

    def y(seconds: float) -> float:
        return height - bottom - (height - bottom - 20) * seconds / top

    view, middle = f'viewBox="0 0 {width} {height}"', (width + left) / 2
    steps = [top * step / 5 for step in range(6)]
    below = height - bottom + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view} font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<path d="M{left} 20V{height - bottom}H{width - 20}" fill="none" stroke="#444"/>',
        *(f'<text x="{x(rows):.0f}" y="{below}" text-anchor="middle">{rows}</text>' for rows in ROWS),
        *(f'<text x="{left - 6}" y="{y(at) + 4:.0f}" text-anchor="end">{at:.2f}</text>' for at in steps),
        f'<text x="{middle:.0f}" y="{height - 8}" text-anchor="middle">rows of {COLUMNS} columns</text>',
        '<text x="8" y="14">CPU seconds: lines are medians, dots the longest</text>',
    ]
    for number, errors in enumerate(ERRORS):
        colour = COLOURS[number]
        points = " ".join(f"{x(rows):.1f},{y(at):.1f}" for rows, at in zip(ROWS, medians[errors], strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [
            f'<circle cx="{x(rows):.1f}" cy="{y(at):.1f}" r="3" fill="{colour}"/>'
            for rows, at in zip(ROWS, longest[errors], strict=True)
        ]
        label = f"{errors} error{'s' if errors > 1 else ''} a table"
        parts.append(f'<text x="{left + 12}" y="{36 + 16 * number}" fill="{colour}">{label}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Measure, print a table, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=15, help="tables for each size and number of errors")
    parser.add_argument("--write", type=Path, help="the SVG file to write")
    chosen = parser.parse_args()
    cost(ROWS[0], 1, 3)  # Loads the solver, which is no cost of a table.
    medians: dict[int, list[float]] = {errors: [] for errors in ERRORS}
    longest: dict[int, list[float]] = {errors: [] for errors in ERRORS}
    for rows in ROWS:
        for errors in ERRORS:
            seconds = cost(rows, errors, chosen.cases)
            medians[errors].append(statistics.median(seconds))
            longest[errors].append(max(seconds))
        print(rows, *(f"{errors}: {medians[errors][-1]:.3f} ({longest[errors][-1]:.3f})" for errors in ERRORS))
    if chosen.write:
        chosen.write.write_text(plot(medians, longest), encoding="utf-8")


if __name__ == "__main__":
    main()
