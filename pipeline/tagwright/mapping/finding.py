"""A Finding: what is wrong at one place of a mapping file, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tagwright.errors import MappingError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake (or, as a warning, one doubtful spot) in a mapping file.

    ``rule_id`` names the check, such as ``unknown-concept``. ``line`` and ``column`` count from 1.
    """

    severity: Severity
    rule_id: str
    file: str
    line: int
    column: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.problem}; {self.remedy}"


def mapping_error(findings: Iterable[Finding]) -> MappingError:
    """Give the MappingError that lists the findings, one a line."""
    return MappingError("\n".join(map(str, findings)), remedy="correct the mapping at the places named above")


def require_sound(findings: Iterable[Finding]) -> None:
    """Let warnings pass, and raise MappingError with all errors, one a line, where there are any."""
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise mapping_error(errors)
