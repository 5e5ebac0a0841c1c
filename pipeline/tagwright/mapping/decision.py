"""What mapping decides of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tagwright.figures.model import Period
from tagwright.mapping.candidates import Candidate
from tagwright.mapping.model import RuleSource, TableMapping


class Outcome(StrEnum):
    """What became of a figure, as the ledger says it. REPEATS: tagged, and the same fact stands elsewhere too."""

    TAGGED = "tagged"
    REPEATS = "repeats"
    NOT_A_FACT = "not a fact"
    LEFT_OUT = "left out"
    DOUBTFUL = "doubtful"
    UNMAPPED = "unmapped"


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of the figure with index ``figure``, why, and by which rule.

    ``value`` is in whole units and carries the concept's sign; ``reversed`` says that the print carries the
    opposite one. ``also`` are further concepts that the same number states. ``dimensions`` are (axis, member)
    local names without default members, sorted by axis. ``candidates`` are concepts put forward where no rule decided.
    """

    figure: int
    outcome: Outcome
    reason: str = ""
    concept: str | None = None
    also: tuple[str, ...] = ()
    dimensions: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    value: Decimal | None = None
    reversed: bool = False
    rule: RuleSource | None = None
    table: TableMapping | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def concepts(self) -> tuple[str, ...]:
        """All concepts that the figure states."""
        return (self.concept, *self.also) if self.concept else ()

    @property
    def tagged(self) -> bool:
        """Whether the figure becomes a fact."""
        return self.outcome in (Outcome.TAGGED, Outcome.REPEATS)
