"""Which of the values that mend the sums are certain enough to be used, and which equations prove them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tagwright.proof.certainty import MOST_ODDS, MOST_ODDS_ALONE, Scene, odds_against
from tagwright.proof.costs import openings_of, rounding_cost
from tagwright.proof.model import Equation, PrintedCell
from tagwright.proof.readings import fails, residual, values_of

UNPROVEN = "no identity over settled amounts holds exactly with it"
CONTRADICTED = "an identity fails with the likeliest reading"
UNCERTAIN = "other readings of the same sums are not unlikely enough"


@dataclass(slots=True)
class Verdict:
    """What is found so far: the accepted values by cell, and the cells in question with the reason."""

    accepted: dict[int, Decimal] = field(default_factory=dict)
    questioned: dict[int, str] = field(default_factory=dict)

    def values(self, cells: Sequence[PrintedCell]) -> dict[int, Decimal | None]:
        """Give the values that stand: as printed or accepted; None where a cell is in question."""
        return {**values_of(cells), **dict.fromkeys(self.questioned), **self.accepted}


def settle(cells: Sequence[PrintedCell], equations: Sequence[Equation], verdict: Verdict) -> dict[int, tuple[int, ...]]:
    """Keep of the accepted values those that are proven and certain; give the equations that prove each.

    An equation proves a value where it holds exactly over settled cells. A refused value leaves its cell in
    question, which may take the proof from another; so it is done until all stand.
    """
    over = defaultdict(list)
    for number, equation in enumerate(equations):
        for cell, _ in equation.terms:
            over[cell].append(number)
    openings = openings_of(cells, equations)
    rounded = rounding_cost(equations, values_of(cells))
    while True:
        values = verdict.values(cells)
        proofs, refused = {}, {}
        for cell in sorted(verdict.accepted):
            settled = [number for number in over[cell] if residual(equations[number], values) is not None]
            proofs[cell] = tuple(number for number in settled if not residual(equations[number], values))
            if any(fails(equations[number], values) for number in settled):
                refused[cell] = CONTRADICTED
        on_page = {cell for cell in proofs if _on_page(cells[cell], verdict.accepted[cell])}
        refused |= dict.fromkeys(proofs.keys() - _proven(equations, proofs, on_page) - refused.keys(), UNPROVEN)
        if not refused:
            scene = Scene(cells, equations, over, values, openings, rounded)
            most = MOST_ODDS if _errors(cells, verdict) > 1 else MOST_ODDS_ALONE
            refused = {cell: UNCERTAIN for cell in verdict.accepted if odds_against(scene, cell) > most}
        if not refused:
            return proofs
        for cell, why in refused.items():
            del verdict.accepted[cell]
            verdict.questioned[cell] = why


def _errors(cells: Sequence[PrintedCell], verdict: Verdict) -> int:
    """Count the errors of a table: misread cells, all blanks as one, and as one all that is in question."""
    misread = [cell for cell in verdict.accepted if cells[cell].value is not None]
    return len(misread) + (len(misread) < len(verdict.accepted)) + bool(verdict.questioned)


def _proven(equations: Sequence[Equation], proofs: Mapping[int, tuple[int, ...]], on_page: set[int]) -> set[int]:
    """Give the cells that an equation proves over cells as printed, on the page, or proven before.

    So one equation never proves two guesses.
    """
    proven: set[int] = set()
    while True:
        open_ = proofs.keys() - proven
        guessed = open_ - on_page
        fresh = {
            cell
            for cell in open_
            if any(all(other == cell or other not in guessed for other, _ in equations[n].terms) for n in proofs[cell])
        }
        if not fresh:
            return proven
        proven |= fresh


def _on_page(cell: PrintedCell, value: Decimal) -> bool:
    """Say whether a value stands on the page as another reading of the cell."""
    return any(other.value == value for other in cell.others)
