"""What to do about a message: its rule and its remedy; and the findings of the pre-checks made part of a verdict.

mapping/checks/messages.csv gives rule and remedy by the validator's code; the first pattern that fits decides.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from tagwright.data import data_folder
from tagwright.errors import MappingError, ValidationFailedError
from tagwright.precheck.finding import Finding
from tagwright.validation.verdict import Counts, Level, Message, Status, Verdict, Whereabouts, in_order

_COLUMNS = ["code", "rule", "remedy"]
_PRE_CHECKS = "pre-checks of our own"


@dataclass(frozen=True, slots=True)
class Advice:
    """What a code of the validator means: the rule that is broken, and the remedy."""

    code: str
    rule: str
    remedy: str


@cache
def load_advice() -> tuple[Advice, ...]:
    """Give the rows of the table. Raises MappingError, with the line, where one says what cannot be."""
    return read_advice(data_folder("mapping") / "checks" / "messages.csv")


def read_advice(path: Path) -> tuple[Advice, ...]:
    """Read a table of advice. Raises MappingError, with the line, where a row says what cannot be."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    if rows[:1] != [_COLUMNS]:
        raise MappingError(f"{path}:1: the first line must be {','.join(_COLUMNS)}.", remedy="correct the table")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(_COLUMNS) or not all(row):
            raise MappingError(f"{path}:{line}: a row has three cells, none of them empty.", remedy="correct the table")
    return tuple(Advice(*row) for row in rows[1:])


@cache
def advice_for(code: str) -> Advice | None:
    """Give what is known of a code of the validator."""
    return next((advice for advice in load_advice() if fnmatchcase(code, advice.code)), None)


def with_findings(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """Give each message its rule and remedy, and add what the pre-checks found; an error of theirs is one."""
    advised = [_advised(message) for message in verdict.messages]
    found = [_message(finding) for finding in findings]
    errors = sum(message.level is Level.ERROR for message in found)
    counts = verdict.counts
    status = Status.INVALID if errors and verdict.status is Status.VALID else verdict.status
    return replace(
        verdict,
        status=status,
        counts=Counts(
            counts.errors + errors,
            counts.inconsistencies,
            counts.warnings + sum(message.level is Level.WARNING for message in found),
        ),
        messages=in_order([*advised, *found]),
        checks=(_PRE_CHECKS, *verdict.checks),
    )


def with_likely_cause(failure: ValidationFailedError, findings: Sequence[Finding]) -> ValidationFailedError:
    """Give the failure with the first error of the pre-checks, which may be what the validator broke off at."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if not errors:
        return failure
    first, spot = errors[0], errors[0].spots[0]
    problem = f"{failure.problem} The pre-checks found before, in {spot.file}:{spot.line}: {first.problem}."
    return ValidationFailedError(problem, remedy=first.remedy, rule=first.rule)


def _advised(message: Message) -> Message:
    advice = advice_for(message.code)
    return replace(message, rule=advice.rule, remedy=advice.remedy) if advice else message


def _message(finding: Finding) -> Message:
    places = tuple(
        Whereabouts(spot.file, spot.line, spot.element, source)
        for spot, source in zip(finding.spots, finding.sources, strict=True)
    )
    level = Level.ERROR if finding.severity == "error" else Level.WARNING
    code = f"tagwright:{finding.rule}"
    return Message(level, code, finding.problem, places, rule=finding.rule, remedy=finding.remedy)
