"""Findings, and the table of rules: mapping/checks/rules.csv says how grave each is, for whom, and what to do.

A rule may have several rows, for several destinations; the first row whose pattern fits decides, and where none fits
the rule does not apply. A pattern is a profile's name with wildcards: esef-* or esef-202[45].
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Literal, cast

from tagwright.data import data_folder
from tagwright.errors import MappingError
from tagwright.precheck.model import Spot

Severity = Literal["error", "warning"]
_COLUMNS = ["rule", "severity", "profiles", "remedy"]
_MOST_OF_A_RULE = 20
"""One mistake of a program is repeated a thousand times in its report: so many are told one by one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: the rule that is broken, in which way, and where."""

    rule: str
    problem: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, with how grave it is and the remedy; ``sources`` names, for each spot, the figure of the source."""

    severity: Severity
    rule: str
    problem: str
    remedy: str
    spots: tuple[Spot, ...]
    sources: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table of rules."""

    rule: str
    severity: Severity
    profiles: str
    remedy: str


def found(rule: str, problem: str, *spots: Spot) -> Found:
    """Make a Found; a shorthand for the checks."""
    return Found(rule, problem, spots)


@cache
def load_rules() -> tuple[Rule, ...]:
    """Give the rows of the table. Raises MappingError, with the line, where one says what cannot be."""
    return read_rules(data_folder("mapping") / "checks" / "rules.csv")


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Read a table of rules. Raises MappingError, with the line, where a row says what cannot be."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    if rows[:1] != [_COLUMNS]:
        raise _malformed(path, 1, f"the first line must be {','.join(_COLUMNS)}")
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(_COLUMNS) or not all(row):
            raise _malformed(path, line, "a row has four cells, none of them empty")
        if row[1] not in ("error", "warning"):
            raise _malformed(path, line, f"{row[1]!r} is neither error nor warning")
    return tuple(Rule(row[0], cast(Severity, row[1]), row[2], row[3]) for row in rows[1:])


def _malformed(path: Path, line: int, problem: str) -> MappingError:
    return MappingError(f"{path}:{line}: {problem}.", remedy="correct the table of rules")


def rule_for(rule: str, profile: str) -> Rule | None:
    """Give the row of a rule that holds for a profile; None where the rule does not apply to it."""
    return next((row for row in load_rules() if row.rule == rule and fnmatchcase(profile, row.profiles)), None)


def judged(found: Iterable[Found], profile: str, sources: Mapping[str, str]) -> list[Finding]:
    """Weigh what was found for a destination, gravest first; of a rule that is broken often the first ones are kept.

    ``sources`` describes the figure of the source by the id of the fact, or the declaration by that of the concept.
    """
    by_rule: dict[str, list[Found]] = {}
    for one in dict.fromkeys(found):
        by_rule.setdefault(one.rule, []).append(one)
    findings = []
    for name, broken in by_rule.items():
        rule = rule_for(name, profile)
        if rule is None:
            continue
        more = len(broken) - _MOST_OF_A_RULE
        for one in broken[:_MOST_OF_A_RULE]:
            told = tuple(sources.get(spot.element or "") for spot in one.spots)
            findings.append(Finding(rule.severity, name, one.problem, rule.remedy, one.spots, told))
        if more > 0:
            rest = f"and the same rule is broken {more} times more"
            findings.append(Finding(rule.severity, name, rest, rule.remedy, broken[-1].spots, (None,)))
    return sorted(findings, key=lambda finding: finding.severity)
