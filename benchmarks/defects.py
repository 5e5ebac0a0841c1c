"""Seed each defect of tests/defects.yaml in a filing without a fault, and write docs/defects.md: what found it, where.

CPU seconds (user and system) are measured, not time on the clock.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from seeding import Caught, Defect, caught, defects, good_package, validator_says  # noqa: E402

_HEAD = """\
# Seeded defects

Each defect is one change to a filing without a fault, its mapping or its report package: `tests/defects.yaml` has the
changes, `tests/good_filing.py` the filing (ESEF 2021). The pre-checks are our own; the validator is Arelle, on a plain
report against the built-in core, its messages given rule and remedy by `mapping/checks/messages.csv`. Written by
`benchmarks/defects.py`.

{seeded} defects, {found} found ({share:.1f}%): {ours} by our own pre-checks ({ours_share:.1f}%), {theirs} by the
validator. The pre-checks of a package took {median:.2f} s of CPU in the middle and {most:.2f} s at most.

| field | defect | rule | found by | where | remedy |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Outcome:
    """What became of one defect; ``seconds`` is None where the validator ran."""

    defect: Defect
    found: Caught | None
    seconds: float | None


def main() -> None:
    """Seed all defects, write the table, and print its figures."""
    good_package()
    nobody = (Outcome(defect, None, None) for defect in defects() if defect.by == "nobody")
    outcomes = sorted([*_ours(), *_theirs(), *nobody], key=lambda outcome: defects().index(outcome.defect))
    found = [outcome for outcome in outcomes if outcome.found]
    ours = sum(outcome.seconds is not None for outcome in found)
    times = sorted(o.seconds for o in outcomes if o.seconds is not None and not o.defect.of_the_filing)
    head = _HEAD.format(
        seeded=len(outcomes),
        found=len(found),
        share=100 * len(found) / len(outcomes),
        ours=ours,
        ours_share=100 * ours / len(outcomes),
        theirs=len(found) - ours,
        median=times[len(times) // 2],
        most=times[-1],
    )
    rows = "\n".join(_row(outcome) for outcome in outcomes)
    (ROOT / "docs" / "defects.md").write_text(f"{head}{rows}\n", encoding="utf-8")
    print("\n".join(head.splitlines()[7:9]))


def _ours() -> Iterable[Outcome]:
    for defect in defects():
        if defect.by == "pre-check":
            with tempfile.TemporaryDirectory() as folder:
                start = time.process_time()
                said = caught(defect, Path(folder))
                yield Outcome(defect, _first(defect, said), time.process_time() - start)


def _theirs() -> Iterable[Outcome]:
    rest = [defect for defect in defects() if defect.by == "validator"]
    with tempfile.TemporaryDirectory() as folder:
        said = validator_says(rest, Path(folder))
    return [Outcome(defect, _first(defect, said[defect.name]), None) for defect in rest]


def _first(defect: Defect, said: Iterable[Caught]) -> Caught | None:
    return next((one for one in said if one.rule == defect.rule and one.remedy), None)


def _row(outcome: Outcome) -> str:
    defect, found = outcome.defect, outcome.found
    where = Path(found.place.split(", ")[0]).name.removesuffix(":") if found else ""
    by = "not found" if found is None else "pre-check" if outcome.seconds is not None else "validator"
    cells = (defect.field, defect.name, f"`{defect.rule}`", by, where, found.remedy if found else "")
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    main()
